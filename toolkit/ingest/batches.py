"""From the rows an importer yields to typed tables, a bounded number of rows at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

import numpy as np
import polars as pl

from toolkit.conform import TYPES, missing, sift
from toolkit.ingest.intake import Importer
from toolkit.ingest.platforms import AGREED
from toolkit.model import TABLES, Column, Table
from toolkit.reading import Framed, Rejected, Row, Rows, clean_text

# What is made from the other columns for all platforms alike, once all exports are read.
MADE: Mapping[str, frozenset[str]] = MappingProxyType(
    {"interactions": frozenset({"interaction_id", "weight"})}
)
ROWS = 1 << 16  # held as Python objects at a time
TURNED = 256  # rows that become columns at once, few enough to stay near the processor


@dataclass(frozen=True)
class Typed:
    """Rows of one table in its agreed shape, and the rows that could not be brought into it."""

    table: str
    platform: str
    importer: str
    frame: pl.DataFrame
    rejected: tuple[Rejected, ...]


@dataclass
class _Batch:
    """Rows of the same columns, and from which file each came: where, first row, how many.

    Rows are turned into columns as they come: they are still at hand, and need not be kept.
    ``frames`` are those that came as columns.
    """

    table: Table
    importer: Importer
    columns: Mapping[int, Column]
    values: tuple[list[object], ...]
    frames: list[pl.DataFrame] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, names: Sequence[str], importer: Importer) -> Self:
        """Return an empty batch of the columns that are read from these."""
        made = frozenset[str]() if importer.platform == AGREED else MADE.get(table.name, ())
        known = {column.name: column for column in table.columns if column.name not in made}
        columns = {at: known[name] for at, name in enumerate(names) if name in known}
        return cls(table, importer, columns, tuple([] for _ in columns))

    def take(self, rows: Rows, first: int) -> None:
        """Add rows, of which the file gave so many before."""
        if isinstance(rows.records, Framed):
            # A moment is a whole number until here.
            types = ((one.name, TYPES[one.kind]) for one in self.columns.values())
            known = (pl.col(name).cast(kind) for name, kind in types)
            self.frames.append(rows.records.frame.select(known))
        else:
            self._turn(rows.records)
        self.pieces.append((rows.where, first, len(rows.records)))

    def _turn(self, records: Sequence[Row]) -> None:
        for start in range(0, len(records), TURNED):
            given = tuple(zip(*records[start : start + TURNED], strict=True))
            for at, values in zip(self.columns, self.values, strict=True):
                values.extend(given[at])


class Batches:
    """Gathers rows until there are enough of a kind to be worth a table."""

    def __init__(self) -> None:
        self._batches: dict[tuple[str, tuple[str, ...], str, bool], _Batch] = {}
        self._at: dict[tuple[str, str], tuple[str, int]] = {}
        self.short: dict[tuple[str, str], tuple[str, ...]] = {}
        self._waiting = 0

    def add(self, importer: Importer, rows: Rows) -> bool:
        """Take rows in; say whether what is gathered is enough to be worth it."""
        key = (rows.table, rows.columns, importer.tag, isinstance(rows.records, Framed))
        batch = self._batches.get(key)
        if batch is None:
            table = TABLES[rows.table]
            absent = missing(table, rows.columns)
            if absent:
                self.short[rows.where, rows.table] = absent
                return False
            batch = self._batches[key] = _Batch.of(table, rows.columns, importer)
        if rows.records:
            batch.take(rows, self._first(importer, rows))
            self._waiting += len(rows.records)
        return self._waiting >= ROWS

    def rest(self) -> Iterator[Typed]:
        """Yield what is still waiting."""
        batches, self._batches, self._waiting = self._batches, {}, 0
        for batch in batches.values():
            if batch.pieces:
                yield _typed(batch)

    def _first(self, importer: Importer, rows: Rows) -> int:
        """Return how many rows of the same table the same file gave before these."""
        where, count = self._at.get((importer.tag, rows.table), ("", 0))
        first = count if where == rows.where else 0
        self._at[importer.tag, rows.table] = rows.where, first + len(rows.records)
        return first


def _typed(batch: _Batch) -> Typed:
    sources = _sources(batch.pieces)
    raw = _frame(batch).with_columns(sources, importer=pl.lit(batch.importer.tag))
    sifted = sift(batch.table, raw)
    faults = {fault.row: fault.what for fault in reversed(sifted.faults)}
    rejected = tuple(_rejections(batch.pieces, faults))
    importer = batch.importer
    return Typed(batch.table.name, importer.platform, importer.tag, sifted.frame, rejected)


def _sources(pieces: Sequence[tuple[str, int, int]]) -> pl.Series:
    files = pl.Series("source_file", [clean_text(where) for where, _, _ in pieces], dtype=pl.String)
    at = np.repeat(np.arange(len(pieces)), [count for _, _, count in pieces])
    return files.gather(at)


def _rejections(
    pieces: Sequence[tuple[str, int, int]], faults: Mapping[int, str]
) -> Iterator[Rejected]:
    if not faults:
        return
    start = 0
    for where, first, count in pieces:
        for row in range(start, start + count):
            if row in faults:
                yield Rejected(f"{where}[{first + row - start}]", faults[row])
        start += count


def _frame(batch: _Batch) -> pl.DataFrame:
    if batch.frames:
        return pl.concat(batch.frames, rechunk=False)
    loose = batch.importer.platform == AGREED
    columns = zip(batch.columns.values(), batch.values, strict=True)
    return pl.DataFrame([_series(column, values, loose=loose) for column, values in columns])


def _series(column: Column, values: list[object], *, loose: bool) -> pl.Series:
    """Return values as a column: as the importer promises them, or as they are."""
    if loose:
        return _as_given(column.name, values)
    try:
        if column.kind == "time":
            return pl.Series(column.name, values, dtype=pl.Int64).cast(TYPES["time"])
        return pl.Series(column.name, values, dtype=TYPES[column.kind])
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return _as_given(column.name, values)


def _as_given(name: str, values: list[object]) -> pl.Series:
    """Return values of one type as they are, and any mixture as text, to be read as such."""
    kinds = {type(value) for value in values} - {type(None)}
    if len(kinds) == 1 and str not in kinds:
        try:
            return pl.Series(name, values)
        except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
            pass  # a number too big for any table, which is then read, and refused, as text
    text = [None if value is None else clean_text(str(value)) for value in values]
    return pl.Series(name, text, dtype=pl.String)
