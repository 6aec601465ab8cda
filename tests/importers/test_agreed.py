"""Tables with the agreed columns are read however a spreadsheet saved them."""

import datetime as dt
from pathlib import Path

import golden
import polars as pl
import pytest

from toolkit.model import TABLES
from toolkit.reading import Rejected, open_archive

HEADER = "person_id,team,name"
ROWS = "p1,Études,Zoé\np2,Ventes,Élie\n"


def people(folder: Path, content: str | bytes, name: str = "people.csv") -> golden.Reading:
    return golden.read(golden.export(folder, {name: content}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_the_same_whatever_saved_it(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    content = f"{HEADER}\n{ROWS}".replace(",", delimiter).replace("\n", "\r\n").encode(encoding)
    rows = people(tmp_path, content).rows("people")
    assert [tuple(row.values()) for row in rows] == [
        ("p1", "Études", "Zoé"),
        ("p2", "Ventes", "Élie"),
    ]


def test_one_broken_byte_does_not_make_a_table_windows(tmp_path: Path) -> None:
    content = f"{HEADER}\n{ROWS}".encode() + b"p3,\xff,x\n"
    assert people(tmp_path, content).rows("people")[0]["team"] == "Études"


def test_columns_that_are_not_agreed_are_counted_and_not_named(tmp_path: Path) -> None:
    reading = people(tmp_path, "Person_ID ,humeur,team,source_file\np1,secrète,A,x\n")
    assert reading.rows("people") == ({"person_id": "p1", "team": "A"},)
    assert reading.rejected == (Rejected("people.csv", "columns that are not agreed: 1"),)


def test_a_row_with_too_many_fields_is_left_and_a_short_one_is_filled(tmp_path: Path) -> None:
    reading = people(tmp_path, f"{HEADER}\np1\n\n ,,\np2,a,b,,\np3,a,b,c\n")
    assert [row["person_id"] for row in reading.rows("people")] == ["p1", None, "p2"]
    assert reading.rows("people")[0] == {"person_id": "p1", "team": None, "name": None}
    assert reading.rejected == (Rejected("people.csv[3]", "more fields than columns"),)


def test_a_field_without_end_is_left_and_memory_is_spared(tmp_path: Path) -> None:
    reading = people(tmp_path, f'{HEADER}\np1,a,b\np2,a,"{"x" * 3_000_000}\np3,a,b\n')
    assert reading.rows("people")[0]["person_id"] == "p1"
    assert Rejected("people.csv[1]", "not a row") in reading.rejected


@pytest.mark.parametrize("content", ["", "\n", "a,b\n1,2\n"])
def test_a_table_without_any_agreed_column_is_somebody_elses(content: str, tmp_path: Path) -> None:
    with open_archive(golden.export(tmp_path, {"people.csv": content})) as archive:
        assert golden.recognise(archive) is None


def test_a_message_keeps_its_lines_and_its_blanks(tmp_path: Path) -> None:
    content = 'message_id,account_id,ts_utc,text\r\n m1 ,a,2026-01-05,"  un\r\ndeux "\r\n'
    (row,) = people(tmp_path, content, "messages.csv").rows("messages")
    assert (row["message_id"], row["text"]) == ("m1", "  un\ndeux ")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_every_agreed_table_can_be_given(table: str, ending: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({name: ["1"] for name in TABLES[table].names})
    (frame.write_csv if ending == "csv" else frame.write_parquet)(tmp_path / f"{table}.{ending}")
    (row,) = golden.read(tmp_path).rows(table)
    assert set(row) == set(TABLES[table].names) - {"source_file", "importer"}


def test_parquet_brings_what_csv_brings(tmp_path: Path) -> None:
    csv = golden.FOLDER / "agreed_csv" / "export"
    expected = golden.read(csv)
    for table, rows in expected.tables.items():
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(tmp_path / f"{table}.parquet")
    found = golden.read(tmp_path)
    assert found.tables == expected.tables


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Paris"])
def test_moments_in_parquet_become_microseconds(
    unit: str, zone: str | None, tmp_path: Path
) -> None:
    moment = pl.Series([dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)], dtype=pl.Datetime("us", "UTC"))
    given = moment.dt.convert_time_zone(zone) if zone else moment.dt.replace_time_zone(None)
    frame = pl.DataFrame({"message_id": ["m1"], "account_id": ["a"], "ts_utc": given})
    cast = pl.col("ts_utc").cast(pl.Datetime(unit, zone))  # type: ignore[arg-type]
    frame.with_columns(cast).write_parquet(tmp_path / "messages.parquet")
    (row,) = golden.read(tmp_path).rows("messages")
    assert row["ts_utc"] == 1767600000000000


def test_what_is_no_parquet_is_one_damaged_file(tmp_path: Path) -> None:
    reading = people(tmp_path, b"PAR1 secret PAR1", "people.parquet")
    assert reading.rejected == (Rejected("people.parquet", "damaged file"),)


def test_a_line_repeated_within_a_moment_is_another_message(tmp_path: Path) -> None:
    lines = "src,dst,ts_utc\na,b,09:00\na,b,09:00\na,c,09:00\na,b,09:01\n"
    rows = people(tmp_path, lines, "interactions.csv").rows("interactions")
    assert [row["message_id"] for row in rows] == [None, "a@09:00#2", None, None]


def test_messages_that_have_names_keep_them(tmp_path: Path) -> None:
    lines = "message_id,src,dst,ts_utc\nm1,a,b,09:00\nm1,a,b,09:00\n"
    rows = people(tmp_path, lines, "interactions.csv").rows("interactions")
    assert [row["message_id"] for row in rows] == ["m1", "m1"]
