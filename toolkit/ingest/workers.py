"""Reading with several processes: each reads a share of the files, the rows wait on the disk."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import cast

from toolkit.ingest.exports import Export
from toolkit.ingest.incoming import Brought, Incoming
from toolkit.ingest.platforms import ImporterModule, known
from toolkit.ingest.reader import Left, Progress, Reader
from toolkit.reading import Told, fitting, open_archive, plan

WORTH = 64 << 20  # bytes from which a second process costs less than it saves
PATIENCE = 0.3  # seconds between two looks at how far the others are


@dataclass(frozen=True)
class Share:
    """Files of one export that one process reads: where the archive lies, and who reads it."""

    path: Path
    base: str
    module: str
    files: tuple[str, ...]
    size: int


def read(
    exports: Sequence[Export], folder: Path, told: Told, tell: Progress, workers: int | None
) -> tuple[Incoming, Left]:
    """Read all exports with so many processes; the rows are the same whatever their number."""
    total = sum(one.size for one in exports)
    count = workers or os.cpu_count() or 1
    incoming = Incoming(folder)
    if count < 2 or (workers is None and total < WORTH) or not all(map(_is_module, exports)):
        reader = Reader(incoming, told, _Sum(tell, total))
        reader.read_all(exports)
        return incoming, reader.left
    return incoming, _together(list(_shares(exports, count)), incoming, told, (tell, total, count))


def _is_module(export: Export) -> bool:
    return isinstance(export.module, ModuleType)


class _Sum:
    """Adds up what was read and tells it, not more often than each hundredth of all."""

    def __init__(self, tell: Progress, total: int) -> None:
        self._tell, self._total, self._done, self._told = tell, total, 0, -1

    def __call__(self, count: int) -> None:
        self._done += count
        hundredth = 100 * self._done // max(self._total, 1)
        if hundredth != self._told:
            self._told = hundredth
            self._tell("read", self._done, self._total)


def _shares(exports: Sequence[Export], count: int) -> Iterator[Share]:
    """Yield the files of each export in as many pieces as there are processes, in their order."""
    for export in exports:
        names = [name for name, _ in export.files]
        edges = list(accumulate(export.archive.size(name) for name in names))
        several = count if export.size >= WORTH // 4 else 1
        for number in range(several):
            low, high = number * export.size / several, (number + 1) * export.size / several
            mine = tuple(
                name
                for name, edge in zip(names, edges, strict=True)
                if low < edge <= high or (edge == 0 and number == 0)
            )
            if mine:
                size = sum(map(export.archive.size, mine))
                yield Share(
                    export.path, export.base, str(vars(export.module)["__name__"]), mine, size
                )


def _together(
    shares: Sequence[Share], incoming: Incoming, told: Told, screen: tuple[Progress, int, int]
) -> Left:
    tell, total, count = screen
    folders = [incoming.folder / f"share-{number}" for number in range(len(shares))]
    left = Left()
    spawn = multiprocessing.get_context("spawn")  # a forked process would share Polars' threads
    with ProcessPoolExecutor(min(count, len(shares)), mp_context=spawn) as pool:
        waiting: set[Future[tuple[Brought, Left]]] = {
            pool.submit(read_share, share, folder, told)
            for share, folder in zip(shares, folders, strict=True)
        }
        order = list(waiting)
        while waiting:
            _, waiting = wait(waiting, timeout=PATIENCE, return_when=FIRST_EXCEPTION)
            tell("read", min(total, sum(map(_far, folders))), total)
        for one in order:
            brought, others = one.result()
            incoming.absorb(brought)
            left.add(others)
    return left


def read_share(share: Share, folder: Path, told: Told) -> tuple[Brought, Left]:
    """Read a share of the files in this process; how far it is stands in a file of the folder."""
    folder.mkdir()
    module = cast("ImporterModule", import_module(share.module))
    platform = known(module, told)
    with open_archive(share.path) as whole:
        archive = whole.under(share.base)
        files = plan(platform.routes, share.files, fitting(platform.claims, archive)).read
        export = Export(module, archive, files, (), share.path, share.base)
        incoming = Incoming(folder)
        reader = Reader(incoming, told, _Sum(_written_to(folder / "far"), share.size))
        reader.read_all([export])
    return incoming.brought(), reader.left


def _written_to(path: Path) -> Progress:
    new = path.with_suffix(".new")

    def tell(_stage: str, done: int, _total: int) -> None:
        new.write_text(str(done), encoding="ascii")
        new.replace(path)  # who looks never sees half of it

    return tell


def _far(folder: Path) -> int:
    try:
        return int((folder / "far").read_text(encoding="ascii") or 0)
    except FileNotFoundError:
        return 0
