"""How measures read the agreed tables, whichever engine holds them."""

from typing import Any, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrame

from toolkit.errors import TableError
from toolkit.model import TABLES, Column

Frame: TypeAlias = IntoFrame
Rows: TypeAlias = nw.LazyFrame[Any]
Collected: TypeAlias = nw.DataFrame[Any]

DTYPES: dict[str, nw.dtypes.DType] = {
    "text": nw.String(),
    "whole": nw.Int64(),
    "number": nw.Float64(),
    "flag": nw.Boolean(),
}
SHOWN = 5  # a reader looks at a handful of messages, not at all of them


def read(frame: Frame, table: str, *columns: str) -> Rows:
    """Return these columns of an agreed table, in their agreed types, whatever holds them.

    A column that is not there is empty, as everything is in a frame without columns. Frames in
    memory (pandas, Arrow) are read by Polars; lazy ones (Polars, DuckDB, Spark) stay where they
    are. ``TableError`` where a column is missing that no row can do without.
    """
    given = nw.from_native(frame)
    rows = given.lazy(backend="polars") if isinstance(given, nw.DataFrame) else given
    schema = rows.collect_schema()
    agreed = [TABLES[table].column(name) for name in columns]
    missing = [column.name for column in agreed if column.required and column.name not in schema]
    if missing and len(schema):
        raise TableError(f"{table} lacks {', '.join(missing)}; it has {', '.join(schema)}")
    typed = rows.with_columns(_typed(column, schema) for column in agreed).select(*columns)
    return typed if len(schema) else typed.head(0)


def _typed(column: Column, schema: nw.Schema) -> nw.Expr:
    wanted = DTYPES.get(column.kind)
    if column.name not in schema:
        return nw.lit(None).cast(wanted or nw.Datetime("us", "UTC")).alias(column.name)
    named = nw.col(column.name)
    return named if wanted is None or schema[column.name] == wanted else named.cast(wanted)


def within(rows: Rows, months: tuple[int, int] | None) -> Rows:
    """Keep what was written in these months, as 202601, both ends in them; all where None."""
    return rows if months is None else rows.filter(nw.col("month").is_between(*months))


def collect(rows: Rows) -> Collected:
    """Return a small result, held in memory."""
    return rows.collect(backend="polars")


def in_memory(rows: Rows) -> Rows:
    """Work rows out once, whatever holds them, to be asked many times."""
    return collect(rows).lazy()


def count(rows: Rows) -> int:
    """Return how many rows there are."""
    return int(collect(rows.select(nw.len())).item())


def first_ids(rows: Rows, column: str = "message_id") -> tuple[str, ...]:
    """Return the few identifiers that show what a number rests on: the first in their order."""
    found = collect(rows.select(column).unique().sort(column).head(SHOWN))
    return tuple(found[column].to_list())
