"""Reading exports, one file at a time, into typed tables that wait to be written."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from toolkit.ingest.batches import Batches, Typed
from toolkit.ingest.exports import Export
from toolkit.ingest.incoming import Incoming
from toolkit.reading import Rejected, parsed

Progress = Callable[[str, int, int], None]
STEP = 50  # files between two words about progress


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
class Reader:
    """Reads exports one file at a time and lets the rows wait in typed tables."""

    incoming: Incoming
    tell: Progress
    total: int
    rejected: list[Rejected] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _batches: Batches = field(default_factory=Batches)
    _done: int = 0

    def read_all(self, exports: Sequence[Export]) -> None:
        """Read all exports; raise where a file lacks a column that it needs."""
        with _uncollected():
            for export in exports:
                self._read(export)
        self._batches.check()
        self._keep(self._batches.rest())
        self.incoming.finish()

    def _read(self, export: Export) -> None:
        """Read the files of one export in its importer's order."""
        prepare = getattr(export.module, "prepare", None)
        context = prepare(export.archive) if prepare else None
        importer = export.importer
        for name, parse in export.files:
            for found in parsed(parse, export.archive, name, context):
                if isinstance(found, Rejected):
                    self._reject((found,), importer.platform)
                elif self._batches.add(importer, found):
                    self._keep(self._batches.rest())
            self._done += 1
            if self._done % STEP == 0 or self._done == self.total:
                self.tell("read", self._done, self.total)

    def _keep(self, typed: Iterator[Typed]) -> None:
        for one in typed:
            self._reject(one.rejected, one.platform)
            self.incoming.add(one.table, one.frame)

    def _reject(self, rejected: Sequence[Rejected], platform: str) -> None:
        self.rejected += rejected
        self.counts[platform] += len(rejected)
