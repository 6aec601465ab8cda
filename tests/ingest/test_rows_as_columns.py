"""Importers may hand rows over as columns: the tables are the same."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import polars as pl

from toolkit.reading import Archive, Found, Rows


def as_columns(parser: Any) -> Any:
    """Return a parser that hands over as columns what another hands over row by row."""

    def parse(archive: Archive, name: str, context: object) -> Iterator[Found]:
        for found in parser(archive, name, context):
            if isinstance(found, Rows):
                frame = pl.DataFrame(found.records, list(found.columns), orient="row")
                yield Rows.of(found.table, frame, found.where)
            else:
                yield found

    return parse


def framed(exports: Any) -> tuple[SimpleNamespace, ...]:
    """Return the made-up platforms of these tests, all of which write columns."""
    parse = as_columns(exports.parser)
    return tuple(
        SimpleNamespace(
            **{**vars(one), "ROUTES": {name: one.ROUTES[name] and parse for name in one.ROUTES}}
        )
        for one in exports.modules
        if one.PLATFORM != "agreed"
    )


def test_columns_make_the_tables_that_rows_make(exports: Any, message: Any, tie: Any) -> None:
    rows = [
        message("m1", text="bonjour", edited_at=1_790_000_000_000_000),
        message("m2", minutes=3, kind="reply", parent_id="m1"),
        tie("m3", "anna", "ben", 5, scope="internal"),
        {"table": "message_metrics", "message_id": "m1", "likes": 3},
    ]
    exports.take_in({"square.txt": rows})
    before = {name.name: name.read_bytes() for name in exports.client.tables.iterdir()}
    exports.modules = framed(exports)
    exports.take_in()
    assert {name.name: name.read_bytes() for name in exports.client.tables.iterdir()} == before


def test_a_bad_row_among_columns_is_left_with_its_place(exports: Any, message: Any) -> None:
    rows = [message("m1"), message("m2", kind="nonsense"), message("m3")]
    exports.modules = framed(exports)
    intake = exports.take_in({"square.txt": [{**row, "kind": row.get("kind")} for row in rows]})
    assert [one.where for one in intake.rejected] == ["square.txt[1]"]
    assert exports.table("messages")["message_id"].to_list() == ["m1", "m3"]
