"""Any table becomes messages, once the consultant has said which column is what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import golden
import pytest
from spreadsheets import xlsx

from toolkit.importers import social_csv
from toolkit.reading import Noted, Rejected, Told, open_archive, recognised

COLUMNS = {
    "ts_utc": "Date",
    "text": "Message",
    "account_id": "Auteur",
    "message_id": "ID",
    "likes": "J'aime",
}
HEADER = "ID;Date;Auteur;Message;J'aime\n"


def told(columns: Mapping[str, str] = COLUMNS, name: str = "posts.csv", **more: Any) -> Told:
    return Told(columns={name: columns}, timezone="UTC", **more)


def read(folder: Path, files: Mapping[str, object], says: Told) -> golden.Reading:
    with open_archive(golden.export(folder, files)) as archive:
        return golden.read_with(social_csv, archive, says)


def test_without_a_map_no_file_is_ours(tmp_path: Path) -> None:
    assert not recognised(social_csv.SIGNATURE, ["posts.csv"])
    assert not recognised(social_csv.signature(Told()), ["posts.csv"])
    reading = read(tmp_path, {"posts.csv": HEADER}, Told())
    assert reading.unknown == ("posts.csv",)


def test_a_map_makes_its_file_known() -> None:
    says = told(name="Export (mars) 2026.csv")
    assert recognised(social_csv.signature(says), ["Export (mars) 2026.csv"])
    assert not recognised(social_csv.signature(says), ["Export mars 2026.csv"])


def test_the_map_of_another_table_is_not_ours() -> None:
    chart = {"person_id": "Matricule", "team": "Service"}
    assert social_csv.signature(Told(columns={"effectifs.csv": chart})) == ("(?!)",)


def test_a_table_is_read_by_its_map(tmp_path: Path) -> None:
    written = HEADER + "1;31/01/2026 09:30;Carafe;Bonjour !;1 204\n2;01/02/2026 10:00;Zoé;Oui;\n"
    says = told(accounts={"carafe": "brand"})
    reading = read(tmp_path, {"posts.csv": written}, says)
    rows = reading.by("messages", "message_id")
    first, second = rows["social:1"], rows["social:2"]
    assert (first["direction"], first["author_kind"], first["account_id"]) == (
        "out",
        "org_brand",
        "social:Carafe",
    )
    assert (second["direction"], second["author_kind"]) == ("in", "public")
    assert second["ts_utc"] == 1_769_940_000_000_000  # the other line shows that days come first
    (counts,) = reading.rows("message_metrics")
    assert (counts["message_id"], counts["likes"], counts["views"]) == ("social:1", 1204, None)
    assert not reading.noted
    kinds = {row["handle"]: row["kind"] for row in reading.rows("accounts")}
    assert kinds == {"Carafe": "brand", "Zoé": "public"}
    (window,) = reading.rows("observation_window")
    assert (window["account_id"], window["inbound_complete"]) == ("social:Carafe", "unknown")


def test_a_workbook_is_read_as_a_csv_is_with_titles_above(tmp_path: Path) -> None:
    sheets = {
        "Lisez-moi": [["Export", "mars"]],
        "Posts": [
            ["Rapport"],
            ["ID", "Date", "Auteur", "Message", "J'aime"],
            ["1", 46053, "A", "b", 3],
        ],
    }
    reading = read(tmp_path, {"posts.xlsx": xlsx(sheets)}, told(name="posts.xlsx"))
    (row,) = reading.rows("messages")
    assert row["ts_utc"] == 1_769_817_600_000_000
    assert [one["likes"] for one in reading.rows("message_metrics")] == [3]


@pytest.mark.parametrize(
    ("written", "out", "private", "kind"),
    [
        ("Inbound;Comment", False, False, "reply"),
        ("Entrant;Message privé", False, True, "dm"),
        ("Publié;Photo", True, False, "post"),
        ("Sent;Retweet", True, False, "reshare"),
        ("Outbound;", True, False, "post"),
    ],
)
def test_direction_and_kind_are_words(
    written: str, out: bool, private: bool, kind: str, tmp_path: Path
) -> None:
    columns = {"ts_utc": "Date", "text": "Message", "direction": "Sens", "kind": "Type"}
    content = f"Date;Message;Sens;Type\n2026-01-31;x;{written}\n"
    (row,) = read(tmp_path, {"posts.csv": content}, told(columns)).rows("messages")
    assert (row["direction"] == "out", row["visibility"] == "private") == (out, private)
    assert row["kind"] == kind


def test_what_is_taken_for_granted_is_said(tmp_path: Path) -> None:
    written = HEADER + "1;03/04/2026;Carafe;x;\n"
    assert read(tmp_path, {"posts.csv": written}, told()).noted == (
        Noted("posts.csv", "all authors are taken for the organisation's own"),
        Noted("posts.csv", "dates read as day/month"),
        Noted("posts.csv", "messages without a time are taken for midnight"),
    )


def test_a_number_that_a_spreadsheet_spoilt_is_no_identifier(tmp_path: Path) -> None:
    written = HEADER + "1,23E+17;2026-01-31 10:00;A;x;\n1,23E+17;2026-01-31 10:00;A;y;\n"
    ids = [
        row["message_id"] for row in read(tmp_path, {"posts.csv": written}, told()).rows("messages")
    ]
    assert len(set(ids)) == 2
    assert not any("E+17" in str(one) for one in ids)


def test_messages_without_an_identifier_are_the_same_at_the_next_export(tmp_path: Path) -> None:
    columns = {"ts_utc": "Date", "text": "Message"}
    line, other = "2026-01-31 10:00;x\n", "2026-01-30 10:00;y\n"
    found = [
        read(tmp_path / part, {"posts.csv": f"Date;Message\n{lines}"}, told(columns))
        for part, lines in (("a", line + line), ("b", other + line))
    ]
    first, second = ([row["message_id"] for row in one.rows("messages")] for one in found)
    assert first[1] == f"{first[0]}.2"
    assert first[0] in second


def test_networks_of_one_table_are_told_apart(tmp_path: Path) -> None:
    columns = {"ts_utc": "Date", "text": "Message", "platform": "Réseau"}
    content = "Date;Message;Réseau\n2026-01-31;a;Facebook\n2026-01-31;b;LinkedIn\n2026-01-31;c;\n"
    rows = read(tmp_path, {"posts.csv": content}, told(columns)).rows("messages")
    assert {row["text"]: row["platform"] for row in rows} == {
        "a": "facebook",
        "b": "linkedin",
        "c": "social",
    }


def test_a_table_that_has_changed_is_left_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, {"posts.csv": "Jour;Texte\n1;2\n"}, told())
    assert reading.rejected == (Rejected("posts.csv", "the columns of the map are not there"),)


def test_a_line_without_a_moment_is_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, {"posts.csv": HEADER + "1;hier;A;x;\n"}, told())
    assert reading.rejected == (Rejected("posts.csv[0]", "ts_utc is no time"),)
