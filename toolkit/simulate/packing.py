"""Where simulated exports are written: a folder, or a zip that has the same bytes every time."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Pack(Protocol):
    """Something that files can be put into."""

    def put(self, name: str, content: bytes) -> None:
        """Write one file under a relative name."""


class FolderPack:
    """Files put into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()

    def put(self, name: str, content: bytes) -> None:
        """Write one file under a relative name; its folder is made where it is missing."""
        path = self._folder / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)


class ZipPack:
    """Files put into a zip, all dated alike."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def put(self, name: str, content: bytes) -> None:
        """Write one file under a relative name."""
        entry = zipfile.ZipInfo(name, LONG_AGO)
        entry.external_attr = 0o644 << 16
        self._archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)


@contextmanager
def packed(path: Path) -> Iterator[Pack]:
    """Open a zip where the name ends with .zip, a folder otherwise."""
    if path.suffix == ".zip":
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w") as archive:
            yield ZipPack(archive)
    else:
        yield FolderPack(path)
