"""An export as a folder on the disk: links and devices are refused."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading.limits import Limits, check_count, check_total, checked_name, shown, unique


class Folder:
    """The files below a folder, listed once."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = os.fspath(root) + os.sep
        self._others: dict[str, str] = {}  # where files lie whose names we had to compose
        self.sizes = MappingProxyType(dict(unique(self._walk(limits))))
        check_total(self.sizes.values(), limits)

    def open(self, name: str) -> BinaryIO:
        """Open one file."""
        return cast("BinaryIO", io.FileIO(self._others.get(name) or self._root + name))

    def close(self) -> None:
        """Nothing stays open between two readings."""

    def _walk(self, limits: Limits) -> Iterator[tuple[str, int]]:
        waiting, count = [(self._root, "")], 0
        while waiting:
            folder, base = waiting.pop()
            for entry in _listed(folder):
                name = checked_name(base + entry.name, limits)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{name}/"))
                elif entry.is_file(follow_symlinks=False):
                    count += 1
                    check_count(count, limits)
                    if entry.path != self._root + name:
                        self._others[name] = entry.path
                    yield name, entry.stat(follow_symlinks=False).st_size
                else:
                    raise HostileExport(
                        f"{shown(name)}: a link or a device, which we do not follow"
                    )


def _listed(folder: str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise BrokenExport("a folder of the export cannot be opened: who may read it?") from error
