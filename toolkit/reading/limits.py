"""What we refuse in an export: paths that lead out, links, and more than a machine can hold."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from zipfile import BadZipFile

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading.text import clean_text

T = TypeVar("T")

# What the standard library raises on a file that is damaged, encrypted or not ours to read.
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)

_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Limits:
    """How much we accept.

    ``file_bytes`` is for a file read at once, ``total_bytes`` for all files once unpacked;
    ``ratio`` is bytes unpacked for one byte packed, in files above ``ratio_from`` bytes.
    """

    files: int = 1_000_000
    file_bytes: int = 1 << 30
    total_bytes: int = 256 << 30
    ratio: int = 250
    ratio_from: int = 1 << 20
    name_length: int = 1_000


LIMITS = Limits()


def shown(name: str) -> str:
    """Return a name that is safe to show: short, and without control characters."""
    return _CONTROL.sub("?", clean_text(name))[:120]


def damaged(name: str) -> BrokenExport:
    """Return the error for a file whose content cannot be had."""
    return BrokenExport(f"{shown(name)}: damaged or protected, it cannot be read")


def checked_name(name: str, limits: Limits) -> str:
    """Return the name in its composed form; ``HostileExport`` if it leads out or is malformed."""
    clean = name if name.isascii() else unicodedata.normalize("NFC", clean_text(name))
    parts = clean.split("/")
    leads_out = clean.startswith("/") or ".." in parts or _DRIVE.match(clean) is not None
    if leads_out or _CONTROL.search(clean) or len(clean) > limits.name_length:
        raise HostileExport(f"{shown(clean)}: a name that leads out of the export or is malformed")
    return "/".join(part for part in parts if part not in ("", "."))


def unique(entries: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """Yield the entries; ``HostileExport`` where two have the same name."""
    seen: set[str] = set()
    for name, entry in entries:
        if name in seen:
            raise HostileExport(f"{shown(name)}: there twice, and we cannot know which one counts")
        seen.add(name)
        yield name, entry


def check_count(count: int, limits: Limits) -> None:
    """Raise ``HostileExport`` above the number of files that we read."""
    if count > limits.files:
        raise HostileExport(f"the export holds more than the {limits.files} files we read")


def check_total(sizes: Iterable[int], limits: Limits) -> None:
    """Raise ``HostileExport`` above the number of bytes that we read."""
    if sum(sizes) > limits.total_bytes:
        raise HostileExport(f"the export holds more than the {limits.total_bytes} bytes we read")
