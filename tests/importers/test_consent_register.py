"""A register says who agreed to what, and in doubt nobody did."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Rejected, Told

HEADER = "Nom;E-mail;Périmètre;Accord;Donné le;Expire le;Retiré le;Document"


def register(folder: Path, *lines: str, told: Told = golden.NOTHING_TOLD) -> golden.Reading:
    return golden.read(
        golden.export(folder, {"consentements.csv": "\n".join((HEADER, *lines))}), told
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-05", "2026-01-05"),
        ("2026-01-05T00:00:00", "2026-01-05"),
        ("05/01/2026", "2026-01-05"),
        ("5.1.2026", "2026-01-05"),
        ("05/01/26", "2026-01-05"),
        ("5 janvier 2026", "2026-01-05"),
        ("1er février 2026", "2026-02-01"),
        ("5 janv. 2026", "2026-01-05"),
        ("January 5, 2026", "2026-01-05"),
        ("5 Jan 2026", "2026-01-05"),
        ("5. März 2026", "2026-03-05"),
        ("5 de enero de 2026", "2026-01-05"),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: str | None, tmp_path: Path) -> None:
    (row,) = register(tmp_path, f"Zoé;;image;oui;{written};;;").rows("consents")
    assert row["given_on"] == day


def test_american_days_are_read_where_the_settings_say_so(tmp_path: Path) -> None:
    told = Told(date_order="month-day")
    (row,) = register(tmp_path, "Zoé;;image;oui;05/01/2026;;;", told=told).rows("consents")
    assert row["given_on"] == "2026-05-01"


def test_days_that_could_be_months_are_said(tmp_path: Path) -> None:
    doubt = Noted("consentements.csv", "days taken as day before month")
    assert doubt in register(tmp_path / "a", "Zoé;;image;oui;05/01/2026;;;").noted
    assert not register(tmp_path / "b", "Zoé;;image;oui;05/01/2026;31/12/2026;;").noted


def test_a_person_is_known_by_address_else_by_name(tmp_path: Path) -> None:
    reading = register(tmp_path, "Zoé Roux;Zoe@carafe.example;image;;;;;", "Bob Écuyer;;image;;;;;")
    assert [row["person_id"] for row in reading.rows("consents")] == [
        "zoe@carafe.example",
        "Bob Écuyer",
    ]


@pytest.mark.parametrize("answer", ["non", "Refusé", "no", "en attente", "declined"])
def test_a_refusal_is_no_consent(answer: str, tmp_path: Path) -> None:
    reading = register(tmp_path, f"Zoé;;image;{answer};05/01/2026;;;")
    assert not reading.rows("consents")
    assert Noted("consentements.csv", "people who did not agree: 1") in reading.noted


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Zoé;;image;retiré;05/01/2026;;;", "withdrawn without a date"),
        ("Zoé;;image;expiré;05/01/2026;;;", "expired without a date"),
        ("Zoé;;image;peut-être;05/01/2026;;;", "neither yes nor no"),
        ("Zoé;;image;oui;hier;;;", "given_on: not a date"),
        ("Zoé;;image;oui;05/01/2026;2 ans;;", "expires_on: not a date"),
        ("Zoé;;image;oui;05/01/2026;;oui;", "withdrawn_on: not a date"),
        ("Zoé;;;oui;05/01/2026;;;", "missing scope"),
        (";;image;oui;05/01/2026;;;", "missing person"),
    ],
)
def test_a_line_that_is_not_clear_names_nobody(line: str, kind: str, tmp_path: Path) -> None:
    reading = register(tmp_path, line)
    assert not reading.rows("consents")
    assert reading.rejected == (Rejected("consentements.csv[0]", kind),)


def test_a_consent_that_was_taken_back_keeps_its_day(tmp_path: Path) -> None:
    (row,) = register(tmp_path, "Zoé;;image;retiré;01/02/2025;;15/03/2026;").rows("consents")
    assert (row["given_on"], row["withdrawn_on"]) == ("2025-02-01", "2026-03-15")


def test_without_end_and_not_taken_back_are_no_dates(tmp_path: Path) -> None:
    (row,) = register(tmp_path, "Zoé;;image;oui;01/02/2025;illimité;non;a.pdf").rows("consents")
    assert (row["expires_on"], row["withdrawn_on"], row["document"]) == (None, None, "a.pdf")


@pytest.mark.parametrize(
    "header",
    [
        "Name;E-Mail;Zweck;Einwilligung;Erteilt am;Gültig bis;Widerrufen am;Nachweis",
        "Nombre;Correo;Finalidad;Consentimiento;Otorgado el;Válido hasta;Retirado el;Documento",
        "Full name;Email;Scope;Consent;Given on;Expires on;Withdrawn on;Form",
    ],
)
def test_headers_are_known_in_our_languages(header: str, tmp_path: Path) -> None:
    table = f"{header}\nZoé;;image;;2026-01-05;2026-12-31;2026-06-01;a.pdf\n"
    export = golden.export(tmp_path, {"Einwilligungen - consent.csv": table})
    (row,) = golden.read(export).rows("consents")
    assert list(row.values()) == [
        *("Zoé", "image", "2026-01-05", "2026-12-31", "2026-06-01", "a.pdf"),
    ]


def test_the_agreed_table_reads_itself(tmp_path: Path) -> None:
    table = "person_id,scope,given_on\np1,image,2026-01-05\n"
    assert golden.read(golden.export(tmp_path, {"consents.csv": table})).platform == "agreed@1"
