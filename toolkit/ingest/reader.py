"""Reading exports, one file at a time, into typed tables that wait to be written."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from toolkit.errors import TableError
from toolkit.ingest.batches import Batches, Typed
from toolkit.ingest.exports import Export
from toolkit.ingest.incoming import Incoming
from toolkit.reading import Noted, Rejected, Told, parsed

Progress = Callable[[str, int, int], None]
Taken = Callable[[int], None]
KEPT = 10_000  # places of things that were left; beyond, they are counted


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the search for cycles: rows have none, and a million of them would be searched often.

    Measured on a million messages: 3 of 17 CPU seconds.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class Left:
    """What reading left behind or took for granted, and the columns that files lack.

    All that was left is counted by platform and kind; places are kept for the first ones alone,
    in the order of their names, whatever the order of reading. ``given`` counts rows by importer
    and table.
    """

    rejected: list[Rejected] = field(default_factory=list)
    noted: set[Noted] = field(default_factory=set)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    given: Counter[tuple[str, str]] = field(default_factory=Counter)
    short: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def reject(self, rejected: Sequence[Rejected], platform: str) -> None:
        """Count what was left, and keep where it stood."""
        self.kinds.update((platform, one.kind) for one in rejected)
        self.rejected += rejected
        if len(self.rejected) > 2 * KEPT:
            self.rejected = list(self.places())

    def places(self) -> Sequence[Rejected]:
        """Return where the first things stood that were left, in order."""
        return sorted(self.rejected, key=lambda one: (one.where, one.kind))[:KEPT]

    def add(self, other: "Left") -> None:
        """Take in what another reader left."""
        self.rejected += other.places()
        self.noted |= other.noted
        self.kinds.update(other.kinds)
        self.given.update(other.given)
        self.short |= other.short

    def check(self) -> None:
        """Raise ``TableError`` for all files at once that lack a column they need."""
        wrong = [
            f"{where} has no column {', '.join(absent)}"
            for (where, _), absent in sorted(self.short.items())
        ]
        if wrong:
            raise TableError("; ".join(wrong))


class Reader:
    """Reads files of exports and lets the rows wait in typed tables; ``taken`` is told of bytes."""

    def __init__(self, incoming: Incoming, told: Told, taken: Taken) -> None:
        self._incoming, self._told, self._taken = incoming, told, taken
        self._batches = Batches()
        self.left = Left()

    def read_all(self, exports: Sequence[Export]) -> None:
        """Read all files of these exports."""
        with _uncollected():
            for export in exports:
                self._read(export)
        self._keep(self._batches.rest())
        self._incoming.finish()
        self.left.short = self._batches.short

    def _read(self, export: Export) -> None:
        """Read the files of one export in its importer's order."""
        context = prepared(export, self._told)
        importer = export.importer
        for name, parse in export.files:
            read = _Counted(self._taken)
            export.archive.taken = read
            for found in parsed(parse, export.archive, name, context):
                if isinstance(found, Rejected):
                    self.left.reject((found,), importer.platform)
                elif isinstance(found, Noted):
                    self.left.noted.add(found)
                elif self._batches.add(importer, found):
                    self._keep(self._batches.rest())
            read.rest(export.archive.size(name))

    def _keep(self, typed: Iterator[Typed]) -> None:
        for one in typed:
            self.left.reject(one.rejected, one.platform)
            self.left.given[one.importer, one.table] += one.frame.height
            self._incoming.add(one.table, one.frame)


class _Counted:
    """Passes on how much of a file was read, however often a parser goes over it."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._sum = 0

    def __call__(self, count: int) -> None:
        self._sum += count
        self._taken(count)

    def rest(self, size: int) -> None:
        """Say that the file is done, whatever was read of it."""
        self._taken(size - self._sum)


def prepared(export: Export, told: Told) -> object:
    """Return what the parsers of an export need to know, before the first file."""
    prepare = getattr(export.module, "prepare", None)
    return told if prepare is None else prepare(export.archive, told)
