"""Coverage-guided fuzzing of every importer: files of the golden exports, changed byte by byte.

    make fuzz                       ten minutes, all platforms
    python tests/fuzzing/golden_exports.py corpus -max_total_time=60

An input is a number, which names one file of one golden export, and the bytes that take its place.
Whatever they are, the import ends, says what it left without quoting it, and raises nothing but
our own errors.
"""

import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import atheris

with atheris.instrument_imports(include=["toolkit.reading", "toolkit.importers", "toolkit.spoken"]):
    from tests.importers import golden
    from toolkit.errors import VivevoixError
    from toolkit.reading import LIMITS, Archive, Told


@dataclass(frozen=True)
class Memory:
    """An export that lies in memory."""

    files: Mapping[str, bytes]

    @property
    def sizes(self) -> Mapping[str, int]:
        return {name: len(content) for name, content in self.files.items()}

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.files[name])

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True)
class Victim:
    """One file of one golden export, and who reads that export."""

    importer: ModuleType
    told: Told
    files: Mapping[str, bytes]
    name: str


@cache
def victims() -> tuple[Victim, ...]:
    """Return every file of every golden export."""
    return tuple(victim for folder in golden.goldens() for victim in _of(folder))


def _of(folder: Path) -> Iterator[Victim]:
    export, told = folder / "export", golden.told(folder)
    found = sorted(path for path in export.rglob("*") if path.is_file())
    files = {path.relative_to(export).as_posix(): path.read_bytes() for path in found}
    importer = golden.recognise(Archive(folder.name, Memory(files), LIMITS), told)
    if importer is not None:
        yield from (Victim(importer, told, files, name) for name in files)


def read_changed(content: bytes) -> None:
    """Read a golden export one of whose files was changed."""
    if len(content) < 2:
        return
    one = victims()[int.from_bytes(content[:2], "big") % len(victims())]
    files = {**one.files, one.name: content[2:]}
    try:
        reading = golden.read_with(one.importer, Archive("fuzz", Memory(files), LIMITS), one.told)
    except VivevoixError as error:
        if not str(error).isprintable():
            raise AssertionError from error
    else:
        golden.page(reading).encode()


def write_corpus(folder: Path) -> None:
    """Write the golden files as first inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(victims()):
        content = number.to_bytes(2, "big") + one.files[one.name]
        (folder / f"{number:04}").write_bytes(content)


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]))
    atheris.Setup([*sys.argv, "-timeout=20", "-rss_limit_mb=4096", "-max_len=20000"], read_changed)
    atheris.Fuzz()
