"""The same row given twice: which one is kept, whatever the order in which the files came."""

from collections.abc import Sequence

import polars as pl

from toolkit.ingest.platforms import AGREED
from toolkit.model import Table


def _is_agreed() -> pl.Expr:
    return pl.col("importer").str.starts_with(f"{AGREED}@").fill_null(value=False)


def _ordered(frame: pl.DataFrame, *first: pl.Expr) -> pl.DataFrame:
    """Sort rows so that the preferred comes first; nothing is left to chance.

    Preferred is what the caller says, then what the client wrote in agreed columns, then the
    fullest row; the rest only makes the order the same every time.
    """
    names = frame.columns
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in names)
    keys = [*first, ~_is_agreed(), -filled.cast(pl.Int64), *(pl.col(name) for name in names)]
    return frame.sort(keys, nulls_last=True)


def apart(frame: pl.DataFrame, key: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows whose key is theirs alone, and the others."""
    alone_rows = frame[key[0]].is_unique()
    if alone_rows.all():  # true of most tables, and much cheaper to see than for the whole key
        return frame, frame.clear()
    if len(key) > 1:
        alone_rows = frame.select(pl.struct(key).is_unique()).to_series()
    return frame.filter(alone_rows), frame.filter(~alone_rows)


def latest(frame: pl.DataFrame, key: Sequence[str], *first: pl.Expr) -> pl.DataFrame:
    """Return one row per key: the one that was edited last, else the preferred one."""
    single, several = apart(frame, key)
    if several.is_empty():
        return single
    kept = _ordered(several, *first).unique(key, keep="first", maintain_order=True)
    return pl.concat([single, kept], rechunk=False)


def merged(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return one row per key, each column from the preferred row that knows it, sorted by key."""
    single, several = apart(frame, table.key)
    rest = [name for name in frame.columns if name not in table.key]
    if not several.is_empty():
        known = (
            _ordered(several)
            .group_by(table.key, maintain_order=True)
            .agg(pl.col(rest).drop_nulls().first())
            .select(frame.columns)
        )
        single = pl.concat([single, known], rechunk=False)
    return single.sort(table.key, nulls_last=True)


def highest(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return one row per key, each count at its highest: counts only grow from export to export."""
    single, several = apart(frame, table.key)
    if not several.is_empty():
        rest = [name for name in frame.columns if name not in table.key]
        counts = [name for name in rest if frame.schema[name].is_numeric()]
        words = [name for name in rest if name not in counts]
        known = several.group_by(table.key).agg(pl.col(counts).max(), pl.col(words).min())
        single = pl.concat([single, known.select(frame.columns)], rechunk=False)
    return single.sort(table.key, nulls_last=True)
