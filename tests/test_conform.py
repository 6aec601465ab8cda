from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.conform import TYPES, conform, sift
from toolkit.errors import TableError
from toolkit.model import MESSAGES, PEOPLE, TABLES

SECRET = "Ne le dites à personne"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def messages(**columns: object) -> pl.DataFrame:
    count = max((len(values) for values in columns.values()), default=1)  # type: ignore[arg-type]
    agreed = {
        "message_id": [f"m{number}" for number in range(count)],
        "account_id": ["a"] * count,
        "ts_utc": [NOON] * count,
    }
    return pl.DataFrame({**agreed, **columns}, strict=False)


def read(column: str, value: object) -> object:
    return conform(MESSAGES, messages(**{column: [value]}))[column].item()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_comes_out_with_its_columns_and_types(table: object) -> None:
    shaped = conform(table, pl.DataFrame(schema=dict.fromkeys(table.names, pl.String)))  # type: ignore[arg-type, attr-defined]
    assert shaped.schema == {column.name: TYPES[column.kind] for column in table.columns}  # type: ignore[attr-defined]


def test_a_column_that_is_not_there_is_empty() -> None:
    shaped = conform(MESSAGES, messages())
    assert shaped["text"].to_list() == [None]


def test_a_column_that_nobody_agreed_on_is_left_out() -> None:
    assert "mood" not in conform(MESSAGES, messages(mood=["good"])).columns


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.000000+00:00",
        "2026-01-31 13:00:00+01:00",
        "2026-01-31T13:00+0100",
        "2026-01-31T07:00-05",
        "2026-01-31 12:00",
        " 2026-01-31T12:00:00 ",
        "2026-01-31 12:00:00 UTC",
        "1769860800",
        "1769860800000",
        1_769_860_800,
        1_769_860_800_000,
        1_769_860_800_000_000,
        1_769_860_800.0,
        datetime(2026, 1, 31, 12),  # noqa: DTZ001 - without a zone on purpose
    ],
)
def test_a_moment_is_read_however_it_is_written(written: object) -> None:
    assert read("ts_utc", written) == NOON


def test_a_day_stands_for_its_first_moment() -> None:
    assert read("ts_utc", "2026-01-31") == datetime(2026, 1, 31, tzinfo=UTC)
    assert read("ts_utc", date(2026, 1, 31)) == datetime(2026, 1, 31, tzinfo=UTC)


def test_the_last_digits_of_a_moment_are_kept() -> None:
    assert read("ts_utc", "2026-01-31T12:00:00.000002Z") == NOON.replace(microsecond=2)


@given(st.builds(datetime.fromtimestamp, st.integers(10**5, 4 * 10**9), st.timezones()))
def test_any_moment_written_in_iso_8601_is_that_moment(when: datetime) -> None:
    if when.utcoffset().total_seconds() % 60:  # type: ignore[union-attr]
        return  # a zone of before 1972, which ISO 8601 cannot write
    assert read("ts_utc", when.isoformat()) == datetime.fromisoformat(when.isoformat())


@pytest.mark.parametrize(
    "written",
    [
        "31/01/2026",
        "2026-02-30",
        "yesterday",
        "2026-01-31T25:00",
        "1969-12-31",
        "9999-01-01",
        "1e9",
    ],
)
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(TableError, match="ts_utc: not a time"):
        read("ts_utc", written)


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        *((word, True) for word in ("oui", "Yes", "TRUE", "1", 1, 1.0)),
        *((word, False) for word in ("non", "no", "false", "0", 0)),
        ("", None),
    ],
)
def test_yes_and_no_are_read_in_both_languages(written: object, flag: bool | None) -> None:
    assert read("is_paid", written) is flag


@pytest.mark.parametrize("written", ["1 234", "1\u202f234", "1234.0", 1234.0, 1234])
def test_whole_numbers_are_read_however_they_are_written(written: object) -> None:
    row = {"account_id": ["a"], "followers": [written]}
    assert conform(TABLES["accounts"], pl.DataFrame(row))["followers"].item() == 1234


@pytest.mark.parametrize("written", ["1,5", "1.5", 1.5])
def test_a_comma_is_a_decimal_point(written: object) -> None:
    assert (
        conform(PEOPLE, pl.DataFrame({"person_id": ["a"], "fte": [written]}))["fte"].item() == 1.5
    )


def test_a_number_that_is_not_there_is_no_number() -> None:
    frame = pd.DataFrame({"person_id": ["a"], "fte": [float("nan")], "level": [None]})
    assert conform(PEOPLE, frame).select("fte", "level").row(0) == (None, None)


def test_infinity_is_no_number() -> None:
    with pytest.raises(TableError, match="fte: not a number"):
        conform(PEOPLE, pl.DataFrame({"person_id": ["a"], "fte": [float("inf")]}))


def test_identifiers_that_pandas_made_floats_are_whole_again() -> None:
    assert conform(PEOPLE, pd.DataFrame({"person_id": [7.0]}))["person_id"].item() == "7"


def test_agreed_words_are_read_in_capitals_too() -> None:
    assert read("kind", " Reply") == "reply"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = messages(
        message_id=["same", "same", "other"],
        kind=["post", "rant", "poem"],
        ts_utc=["2026-01-31", "soon", "late"],
        is_paid=[None, "perhaps", None],
    )
    with pytest.raises(TableError) as caught:
        conform(MESSAGES, wrong)
    said = str(caught.value)
    assert "kind: not one of post, reply" in said
    assert "in 2 rows" in said
    assert "ts_utc: not a time" in said
    assert "is_paid: not yes or no in 1 row" in said


def test_a_key_that_comes_twice_is_said() -> None:
    with pytest.raises(TableError, match="message_id repeated in 1 row"):
        conform(MESSAGES, messages(message_id=["same", "same"]))


def test_all_missing_columns_are_named_beside_those_there_are() -> None:
    with pytest.raises(TableError, match="account_id, ts_utc; the columns are: message_id"):
        conform(MESSAGES, pl.DataFrame({"message_id": ["a"]}))


def test_a_required_value_may_not_be_empty() -> None:
    with pytest.raises(TableError, match="account_id: missing in 1 row"):
        read("account_id", "")


def test_an_error_never_quotes_what_was_written() -> None:
    with pytest.raises(TableError) as caught:
        conform(MESSAGES, messages(ts_utc=[SECRET], kind=[SECRET], is_paid=[SECRET]))
    assert SECRET not in str(caught.value)


def test_rows_that_are_right_are_kept_and_the_others_named() -> None:
    sifted = sift(MESSAGES, messages(message_id=["good", "bad"], ts_utc=["2026-01-31", "soon"]))
    assert sifted.frame["message_id"].to_list() == ["good"]
    assert [(fault.row, fault.what[:17]) for fault in sifted.faults] == [(1, "ts_utc: not a tim")]


def test_the_frame_given_is_left_as_it_was() -> None:
    given_frame = messages(kind=["POST"])
    before = given_frame.clone()
    conform(MESSAGES, given_frame)
    assert given_frame.equals(before)


def test_a_frame_is_the_same_from_whatever_engine_it_comes() -> None:
    frame = messages(kind=["post"], is_paid=[True])
    assert conform(MESSAGES, frame.to_pandas()).equals(conform(MESSAGES, frame))
    assert conform(MESSAGES, frame.to_arrow()).equals(conform(MESSAGES, frame))
    assert conform(MESSAGES, frame.lazy()).equals(conform(MESSAGES, frame))
