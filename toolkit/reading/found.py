"""What reading a file brings: rows for an agreed table, or the mention that something was left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, overload

import polars as pl

Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Rejected:
    """Something left behind: where it stood and of what kind it was, never what it said."""

    where: str
    kind: str


@dataclass(frozen=True)
class Noted:
    """Something taken for granted while reading, which the consultant must know of.

    Nothing is lost by it, but another reading was possible: ``kind`` says which one was chosen
    and never what somebody wrote.
    """

    where: str
    kind: str


class Framed(Sequence[Row]):
    """Rows that are at hand as columns: what comes by the million is never made row by row.

    A moment is a whole number of microseconds, as in a row.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __len__(self) -> int:
        return self.frame.height

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "Framed": ...

    def __getitem__(self, at: int | slice) -> "Row | Framed":
        return Framed(self.frame[at]) if isinstance(at, slice) else self.frame.row(at)

    def __iter__(self) -> Iterator[Row]:
        return self.frame.iter_rows()


@dataclass(frozen=True)
class Rows:
    """Rows for one agreed table, the columns that are known, and the file they were read from."""

    table: str
    columns: tuple[str, ...]
    records: Sequence[Row]
    where: str

    @classmethod
    def of(cls, table: str, frame: pl.DataFrame, where: str) -> "Rows":
        """Return the rows of a frame, whose columns are those that are known."""
        return cls(table, tuple(frame.columns), Framed(frame), where)


Found: TypeAlias = Rows | Rejected | Noted
