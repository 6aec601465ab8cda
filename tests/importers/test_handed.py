"""A table that somebody made is found in its file, under any name, and is taken for one thing."""

from pathlib import Path

import golden
import pytest
from spreadsheets import write_xlsx

from toolkit.importers import (
    account_inventory,
    consent_register,
    opening_hours,
    org_chart,
    survey,
)
from toolkit.reading import Told, open_archive
from toolkit.reading.handed import OPENED, columns, number, plain, tables, words

KINDS = (org_chart, account_inventory, consent_register, survey, opening_hours)
OURS = ("org_chart", "inventory", "consents", "survey", "hours")
TABLES = sorted(
    path
    for folder in golden.goldens()
    if folder.name.startswith(OURS)
    for path in (folder / "export").iterdir()
    if path.suffix in (".csv", ".xlsx")
)
NAMES = ("organigramme", "comptes", "consentements", "enquete", "horaires", "export (1)")


def takers(folder: Path, name: str) -> list[str]:
    with open_archive(folder) as archive:
        return [one.PLATFORM for one in KINDS if one.CLAIMS[one.SIGNATURE[0]](archive, name)]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_is_taken_for_one_thing_whatever_its_name(path: Path, tmp_path: Path) -> None:
    expected = takers(path.parent, path.name)
    assert len(expected) == 1
    for name in NAMES:
        (tmp_path / f"{name}{path.suffix}").write_bytes(path.read_bytes())
        assert set(takers(tmp_path, f"{name}{path.suffix}")) <= set(expected)


def test_a_workbook_too_big_to_be_opened_is_not_taken(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "organigramme.xlsx", {"Un": [["Matricule", "Nom", "N+1"], [1, "B"]]}
    )
    assert takers(tmp_path, book.name) == ["org_chart"]
    with book.open("ab") as stream:
        stream.truncate(OPENED + 1)
    assert takers(tmp_path, book.name) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("N° matricule", "nmatricule"),
        ("  Adresse e-mail (pro) ", "adresseemail"),
        ("Email Address [Required]", "emailaddress"),
        ("ReportsToID", "reportstoid"),
        ("N+1", "n+1"),
        ("Führungskraft*", "fuhrungskraft"),
        ("(facultatif)", "facultatif"),
        ("", ""),
    ],
)
def test_headers_are_compared_by_their_letters(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_the_likeliest_word_for_a_column_comes_first_and_none_counts_twice() -> None:
    known = words(team="team, service", unit="service, direction")
    assert columns(("Direction", "Service"), known) == {"team": 1, "unit": 0}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,5", 1234.5),
        ("-2.5", -2.5),
        ("1.2.3", None),
        ("\u0663", None),
        ("", None),
        (None, None),
    ],
)
def test_numbers_are_read_with_point_or_comma(written: str | None, value: float | None) -> None:
    assert number(written) == value


def test_a_table_is_read_as_often_as_it_is_asked(tmp_path: Path) -> None:
    golden.export(tmp_path, {"a.csv": 'Titre\nA;B\n1;"deux\nlignes"\n;\n3;4\n'})
    with open_archive(tmp_path) as archive:
        (table,) = tables(archive, "a.csv", lambda header: header[:1] == ["A"])
        for _ in range(2):
            assert list(table.rows()) == [(0, ["1", "deux\nlignes"]), (1, ["3", "4"])]


def test_rows_of_every_sheet_that_fits_are_read(tmp_path: Path) -> None:
    rows = [["Matricule", "Nom", "N+1"], [1, "Bob", None]]
    book = {"Un": rows, "Notes": [["rien"]], "Deux": [["Titre"], *rows[:1], [2, "Zoé", 1]]}
    write_xlsx(tmp_path / "organigramme.xlsx", book)
    reading = golden.read(tmp_path, Told())
    assert [row["manager_id"] for row in reading.rows("people")] == [None, "org:1"]
