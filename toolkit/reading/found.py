"""What reading a file brings: rows for an agreed table, or the mention that something was left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


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


@dataclass(frozen=True)
class Rows:
    """Rows for one agreed table, the columns that are known, and the file they were read from."""

    table: str
    columns: tuple[str, ...]
    records: Sequence[tuple[object, ...]]
    where: str


Found: TypeAlias = Rows | Rejected | Noted
