"""Where rows wait between reading and writing: big tables on the disk, others in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from toolkit.clock import DAY
from toolkit.conform import TYPES
from toolkit.model import TABLES, Table

SPILL = 40_000  # rows of a big table that wait in memory before they go to the disk
SLICE = 20_000  # rows of a big table that are worked on together, at least
BUCKET = 10 * DAY  # time that lies together on the disk
BIG = ("messages", "interactions")  # by time
COUNTED = "message_metrics"  # as big, but without a time of its own
RANGE = 40_000  # rows of it that are worked on together
SAMPLED = 50  # rows for one that is looked at to divide them
OLDEST = pl.CompatLevel.oldest()  # the plainest forms of Arrow, which every reader knows


@dataclass(frozen=True)
class Part:
    """Rows of one stretch of time that came together: in which file, at which place in it.

    They stand in the order of time; ``first`` is the one with which a piece of them begins.
    """

    path: Path
    place: int
    height: int
    first: int = 0


@dataclass(frozen=True)
class Slice:
    """A stretch of time of one table: from the first moment to before the last (UTC, in us)."""

    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass
class _Big:
    """A table too big for memory: rows that wait, and where those of each stretch of time lie."""

    waiting: list[pl.DataFrame] = field(default_factory=list)
    height: int = 0
    parts: dict[int, list[Part]] = field(default_factory=dict)


@dataclass(frozen=True)
class Brought:
    """What another process read: where its big tables lie, and its small ones."""

    parts: Mapping[str, Mapping[int, Sequence[Part]]]
    small: Mapping[str, Sequence[pl.DataFrame]]


class Incoming:
    """Takes typed rows in any order and gives them back in the order of time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._big = {name: _Big() for name in (*BIG, COUNTED)}
        self._small: dict[str, list[pl.DataFrame]] = {}
        self._count = 0

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Take rows in their agreed shape."""
        if frame.is_empty():
            return
        # A column that says nothing takes no room while it waits.
        bare = frame[[one.name for one in frame if one.null_count() < frame.height]]
        if table not in self._big:
            self._small.setdefault(table, []).append(bare)
            return
        big = self._big[table]
        big.waiting.append(bare)
        big.height += frame.height
        if big.height >= SPILL:
            self._spill(table)

    def finish(self) -> None:
        """Send what still waits to the disk: after this, nothing is added."""
        for table in self._big:
            self._spill(table)

    def brought(self) -> Brought:
        """Return what was taken in, for another process; nothing may be waiting any more."""
        return Brought({name: big.parts for name, big in self._big.items()}, self._small)

    def absorb(self, brought: Brought) -> None:
        """Take in what another process read."""
        for table, stretches in brought.parts.items():
            for at, parts in stretches.items():
                self._big[table].parts.setdefault(at, []).extend(parts)
        for table, frames in brought.small.items():
            self._small.setdefault(table, []).extend(frames)

    def _spill(self, table: str) -> None:
        big = self._big[table]
        if not big.waiting:
            return
        rows = pl.concat(big.waiting, how="diagonal", rechunk=False)
        big.waiting, big.height = [], 0
        by_key = {(0,): rows.sort(TABLES[table].key[0])} if table == COUNTED else None
        path = self.folder / f"{table}-{self._count}.arrow"
        self._count += 1
        for (at,), part in _written(path, by_key or _stretches(rows)):
            big.parts.setdefault(int(at), []).append(part)

    @property
    def last_year(self) -> int:
        """The year of the last moment of any big table."""
        last = max((at for big in self._big.values() for at in big.parts), default=0)
        return int(1970 + (last + 1) * BUCKET / (365.2425 * DAY))

    def has(self, table: str) -> bool:
        """Say whether there are rows of a table."""
        return bool(self._small.get(table) or (table in self._big and self._big[table].parts))

    def height(self, table: str) -> int:
        """Return how many rows of a big table there are."""
        return sum(part.height for some in self._big[table].parts.values() for part in some)

    def small(self, table: str) -> pl.DataFrame:
        """Return all rows of a table that is held in memory."""
        frames: list[pl.DataFrame] = [empty(TABLES[table]), *self._small.get(table, ())]
        return pl.concat(frames, how="diagonal", rechunk=False)

    def slices(self, table: str) -> Iterator[Slice]:
        """Yield stretches of time, in order, of about as many rows as are worked on together."""
        parts: list[Part] = []
        start = 0
        for at, some in sorted(self._big[table].parts.items()):
            parts += some
            if sum(part.height for part in parts) >= SLICE:
                yield from _divided(parts, start, (at + 1) * BUCKET)
                parts, start = [], (at + 1) * BUCKET
        if parts:
            yield Slice(tuple(parts), start, (at + 1) * BUCKET)

    def columns(self, table: str, *names: str) -> Iterator[pl.DataFrame]:
        """Yield some columns of a big table, one stretch of time after the other."""
        for _, parts in sorted(self._big[table].parts.items()):
            rows = [_read(part, names) for part in parts]
            yield pl.concat([empty(TABLES[table]).select(names), *rows], how="diagonal")

    def ranges(self, table: str) -> Iterator[pl.DataFrame]:
        """Yield all rows of a table whatever their time, a range of its key after the other."""
        key = TABLES[table].key[0]
        parts = [part for some in self._big[table].parts.values() for part in some]
        sample = pl.concat([compact(_read(part, (key,)).gather_every(SAMPLED)) for part in parts])
        edges = sample[key].sort()[RANGE // SAMPLED :: RANGE // SAMPLED]
        cuts = [
            (0, *_read(part, (key,))[key].search_sorted(edges).to_list(), part.height)
            for part in parts
        ]
        for at in range(edges.len() + 1):
            rows = [
                _read(part, span=slice(*cut[at : at + 2]))
                for part, cut in zip(parts, cuts, strict=True)
            ]
            yield pl.concat([empty(TABLES[table]), *rows], how="diagonal")


def _stretches(rows: pl.DataFrame) -> Mapping[Any, pl.DataFrame]:
    """Return the rows of each stretch of time, in order."""
    dated = rows if rows["ts_utc"].is_sorted() else rows.sort("ts_utc")
    runs = (dated["ts_utc"].to_physical() // BUCKET).rle().struct.unnest()
    starts = runs["len"].cum_sum() - runs["len"]
    return {
        (number,): dated.slice(start, length)
        for start, length, number in zip(starts, runs["len"], runs["value"], strict=True)
    }


def _written(path: Path, stretches: Mapping[Any, pl.DataFrame]) -> Iterator[tuple[Any, Part]]:
    """Write rows to one file, stretch after stretch, and yield where each lies."""
    schema = next(iter(stretches.values())).clear().to_arrow(compat_level=OLDEST).schema
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for place, (at, rows) in enumerate(stretches.items()):
            arrow = rows.rechunk().to_arrow(compat_level=OLDEST)
            (batch,) = arrow.combine_chunks().to_batches()
            writer.write_batch(batch)
            yield at, Part(path, place, batch.num_rows)


def _read(part: Part, names: Sequence[str] = (), span: slice = slice(None)) -> pl.DataFrame:
    with pa.memory_map(str(part.path)) as source:
        batch: pa.RecordBatch = pa.ipc.open_file(source).get_batch(part.place)
    known = [name for name in names if name in batch.schema.names] if names else batch.schema.names
    start, stop, _ = span.indices(part.height)
    return pl.DataFrame(batch.select(known).slice(part.first + start, stop - start))


def _divided(parts: Sequence[Part], start: int, end: int) -> Iterator[Slice]:
    """Yield one stretch, or several of as many rows where one holds far more than we work on.

    Days are not alike: time is cut where so many rows are, not into spans of one length.
    """
    pieces = sum(part.height for part in parts) // SLICE
    if pieces < 2:
        yield Slice(tuple(parts), start, end)
        return
    moments = [_moments(part) for part in parts]
    every = np.sort(np.concatenate(moments))
    inner = every[np.arange(1, pieces) * every.size // pieces]
    edges = np.unique(np.concatenate([[start], inner, [end]]))
    cuts = [np.searchsorted(one, edges).tolist() for one in moments]
    for at, (first, last) in enumerate(pairwise(edges.tolist())):
        spans = [(part, cut[at], cut[at + 1]) for part, cut in zip(parts, cuts, strict=True)]
        some = (replace(part, first=low, height=high - low) for part, low, high in spans)
        yield Slice(tuple(part for part in some if part.height), first, last)


def _moments(part: Part) -> NDArray[np.int64]:
    return _read(part, ("ts_utc",))["ts_utc"].to_physical().to_numpy()


def rows_of(table: Table, stretch: Slice, *names: str) -> pl.DataFrame:
    """Return the rows of a stretch of time, with all agreed columns or with those named."""
    parts = (_read(part, names) for part in stretch.parts)
    frames: list[pl.DataFrame] = [empty(table).select(names or table.names), *parts]
    return pl.concat(frames, how="diagonal", rechunk=False)


@cache
def empty(table: Table) -> pl.DataFrame:
    """Return an agreed table without rows."""
    return pl.DataFrame(schema={column.name: TYPES[column.kind] for column in table.columns})


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """Copy some rows: texts picked out of many would keep all of them in memory."""
    return pl.DataFrame(rows.to_arrow(compat_level=OLDEST))


def digests(ids: pl.Series) -> NDArray[np.uint64]:
    """Return short stand-ins of identifiers: equal ones for equal identifiers."""
    return ids.hash(seed=0).to_numpy()
