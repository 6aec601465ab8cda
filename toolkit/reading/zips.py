"""An export as a zip: read in place, never unpacked to the disk."""

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from toolkit.errors import HostileExport
from toolkit.reading.limits import Limits, check_count, check_total, checked_name, shown, unique

_UTF8_NAME = 0x800
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without any bound
_END, _END_64, _ENTRY = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"


class Zip:
    """The files of a zip, listed once; the zip stays open until it is closed."""

    def __init__(self, path: Path, limits: Limits) -> None:
        check_count(_count(path, limits), limits)
        self._zip = zipfile.ZipFile(path)
        try:
            self._members = dict(unique(_files(self._zip, path.stat().st_size, limits)))
            self.sizes = MappingProxyType({n: m.file_size for n, m in self._members.items()})
            check_total(self.sizes.values(), limits)
        except HostileExport:
            self._zip.close()
            raise

    def open(self, name: str) -> BinaryIO:
        """Open one file; ``BadZipFile`` if it is packed in a way that we do not read."""
        member = self._members[name]
        if member.compress_type not in _READABLE:
            raise zipfile.BadZipFile
        return cast("BinaryIO", self._zip.open(member))

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()


def _files(
    archive: zipfile.ZipFile, packed: int, limits: Limits
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for member in archive.infolist():
        name = checked_name(_name(member), limits)
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise HostileExport(f"{shown(name)}: a link or a device, which we do not follow")
        believed = limits.ratio * min(member.compress_size, packed)
        if member.file_size > max(limits.ratio_from, believed):
            raise HostileExport(f"{shown(name)}: swells more than {limits.ratio} times, unpacked")
        if name and not member.is_dir():
            yield name, member


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name: macOS writes UTF-8 without saying so, Windows turns the slash."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name  # an old zip, whose names are what they seem to be
    return name.replace("\\", "/")


def _count(path: Path, limits: Limits) -> int:
    """Count the members before they are all in memory; the zip's own count may lie."""
    with path.open("rb") as stream:
        end = stream.seek(0, os.SEEK_END)
        start = stream.seek(max(0, end - (1 << 16) - 98))
        tail = stream.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise zipfile.BadZipFile
        length = int.from_bytes(tail[at + 12 : at + 16], "little")
        first = start + at - length
        if at >= 76 and tail.startswith(_END_64, at - 20):  # a big zip says it elsewhere
            length = int.from_bytes(tail[at - 36 : at - 28], "little")
            first = start + at - 76 - length
        if length > limits.files * 512 or first < 0:
            return limits.files + 1
        stream.seek(first)
        return stream.read(length).count(_ENTRY)
