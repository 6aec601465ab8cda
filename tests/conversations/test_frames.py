"""Reading tables: what holds them, and what they lack."""

import polars as pl
import pytest

from toolkit.conversations.frames import collect, first_ids, read
from toolkit.errors import TableError


def test_a_column_that_is_not_there_is_empty() -> None:
    rows = collect(read(pl.DataFrame({"person_id": ["a"]}), "people", "person_id", "level"))
    assert rows.to_dict(as_series=False) == {"person_id": ["a"], "level": [None]}


def test_a_column_that_no_row_can_do_without_is_named() -> None:
    with pytest.raises(TableError, match="people lacks person_id; it has team"):
        read(pl.DataFrame({"team": ["a"]}), "people", "person_id")


def test_a_frame_without_columns_is_an_empty_table() -> None:
    assert len(collect(read(pl.DataFrame(), "people", "person_id", "team"))) == 0


def test_columns_take_their_agreed_types() -> None:
    frame = pl.DataFrame({"person_id": [1], "level": ["2"], "fte": [1]})
    rows = collect(read(frame, "people", "person_id", "level", "fte"))
    assert rows.row(0) == ("1", 2, 1.0)


def test_the_first_identifiers_are_few_and_in_their_order() -> None:
    rows = read(pl.DataFrame({"person_id": list("gfedcbaa")}), "people", "person_id")
    assert first_ids(rows, "person_id") == ("a", "b", "c", "d", "e")
