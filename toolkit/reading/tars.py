"""An export as a tar, packed by gzip or not: read in place, never unpacked under its own names."""

import contextlib
import gzip
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, cast

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading.limits import Limits, check_count, check_total, checked_name, shown, unique

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TAR_NAME = re.compile(r"(?i).*\.(tar|tar\.gz|tgz)")

_BLOCK = 512
_PIECE = 1 << 20  # bytes unpacked at a time
_LONGEST = 1 << 16  # bytes of what stands before a file to give it a long name
_GZIP = b"\x1f\x8b"
_FILES, _FOLDER, _HOLES = (b"\x00", b"0", b"7"), b"5", b"S"
_LONG_NAME, _LONG_LINK, _NEXT, _ALL = b"L", b"K", b"x", b"g"
_NUMBER = re.compile(rb"[ \x00]*([0-7]*)[ \x00]*")
_SETTING = re.compile(rb"([0-9]{1,7}) ")


@dataclass(frozen=True)
class _Member:
    """A file of a tar: where it begins and how long it is; ``None`` where it has holes."""

    start: int | None
    size: int


@dataclass(frozen=True)
class _Header:
    """What stands before each thing in a tar."""

    name: str
    kind: bytes
    size: int


class Tar:
    """The files of a tar, listed once; one packed by gzip is unpacked into a file without name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        with ExitStack() as unless_refused:
            self._stream = unless_refused.enter_context(_plain(path, limits))
            self._end = self._stream.seek(0, os.SEEK_END)
            self._members = dict(unique(_members(self._stream, self._end, limits)))
            self.sizes = MappingProxyType({n: m.size for n, m in self._members.items()})
            check_total(self.sizes.values(), limits)
            unless_refused.pop_all()

    def open(self, name: str) -> BinaryIO:
        """Open one file; ``OSError`` if it is packed in a way that we do not read."""
        member = self._members[name]
        if member.start is None:
            raise OSError
        return cast("BinaryIO", _Part(self._stream, member.start, member.size))

    def close(self) -> None:
        """Close the tar; what was unpacked is gone."""
        self._stream.close()


class _Part(io.RawIOBase):
    """One file inside the tar; several may be read by turns."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream, self._at, self._end = stream, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer)
        self._stream.seek(self._at)
        piece = self._stream.read(min(len(room), self._end - self._at))
        room[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _plain(path: Path, limits: Limits) -> BinaryIO:
    """Open a tar; where it is packed, a copy that nobody else sees and that ends with us."""
    stream = path.open("rb")
    if stream.read(2) != _GZIP:
        return stream
    stream.seek(0)
    with ExitStack() as unless_refused:
        copy = unless_refused.enter_context(_nameless(path.parent))
        with stream, gzip.GzipFile(fileobj=stream) as packed:
            _unpack(packed, copy, path, limits)
        unless_refused.pop_all()
    return copy


def _nameless(folder: Path) -> BinaryIO:
    """Return an empty file without a name: beside the export, where it is as safe as that is."""
    with contextlib.suppress(OSError):
        return cast("BinaryIO", tempfile.TemporaryFile(dir=folder))
    return cast("BinaryIO", tempfile.TemporaryFile())


def _unpack(packed: gzip.GzipFile, copy: BinaryIO, path: Path, limits: Limits) -> None:
    most = max(limits.ratio_from, limits.ratio * path.stat().st_size)
    done = 0
    while piece := packed.read(_PIECE):
        done += len(piece)
        if done > most:
            raise HostileExport(f"{shown(path.name)}: swells more than {limits.ratio} times")
        check_total([done], limits)
        try:
            copy.write(piece)
        except OSError as error:
            raise BrokenExport(f"{shown(path.name)}: no room on the disk to unpack it") from error
    copy.flush()


def _members(stream: BinaryIO, end: int, limits: Limits) -> Iterator[tuple[str, _Member]]:
    """Yield the files; ``EOFError`` where the end of a tar is missing, ``ValueError`` for no tar.

    What stands before a file, to give it a long name or size, is never longer than a name may be.
    """
    at, files, headers, told = 0, 0, 0, dict[str, str]()
    while header := _header(stream, at):
        headers += 1
        check_count(headers // 4, limits)
        start = at + _BLOCK
        if header.kind in (_LONG_NAME, _LONG_LINK, _NEXT, _ALL):
            told |= _told(stream, start, header)
            at = start + _padded(header.size)
            continue
        size = int(told.get("size", header.size))
        at = start + _padded(size)
        if at > end:
            raise EOFError
        name = told.get("path", header.name).replace("\\", "/")
        member = _Member(None if _has_holes(header, told) else start, size)
        if _is_file(name, header, limits):
            files += 1
            check_count(files, limits)
            yield checked_name(name, limits), member
        told = {}


def _is_file(name: str, header: _Header, limits: Limits) -> bool:
    """Say whether this is a file, and no folder; ``HostileExport`` where it is neither."""
    checked = checked_name(name, limits)
    if header.kind not in (*_FILES, _FOLDER, _HOLES):
        raise HostileExport(f"{shown(checked)}: a link or a device, which we do not follow")
    return checked != "" and header.kind != _FOLDER and not name.endswith("/")


def _has_holes(header: _Header, told: Mapping[str, str]) -> bool:
    return header.kind == _HOLES or any(key.startswith("GNU.sparse") for key in told)


def _header(stream: BinaryIO, at: int) -> _Header | None:
    """Read what stands at a place; nothing at the end of a tar, which is a block of zeros."""
    stream.seek(at)
    block = stream.read(_BLOCK)
    if len(block) < _BLOCK:
        raise EOFError
    if not block.strip(b"\x00"):
        return None
    if _number(block[148:156]) != sum(block) - sum(block[148:156]) + 8 * 32:
        raise ValueError
    name = _text(block[:100])
    if block[257:263] == b"ustar\x00" and block[345]:
        name = f"{_text(block[345:500])}/{name}"
    return _Header(name, block[156:157], _number(block[124:136]))


def _number(field: bytes) -> int:
    """Read a number as tars write it: in base eight, a big one in bytes behind a mark."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    written = _NUMBER.fullmatch(field)
    if not written:
        raise ValueError
    return int(written[1] or b"0", 8)


def _text(field: bytes) -> str:
    bare = field.partition(b"\x00")[0]
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        return bare.decode("latin-1")


def _told(stream: BinaryIO, start: int, header: _Header) -> dict[str, str]:
    """Read what a tar says of the file that follows: its long name, or settings a line each."""
    if header.size > _LONGEST:
        raise ValueError
    stream.seek(start)
    content = stream.read(header.size)
    if header.kind == _LONG_NAME:
        return {"path": _text(content)}
    return dict(_settings(content)) if header.kind == _NEXT else {}


def _settings(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield settings written as ``length key=value``, where the length counts all of it."""
    at = 0
    while length := _SETTING.match(content, at):
        line = content[length.end() : at + int(length[1])]
        key, found, value = line.removesuffix(b"\n").partition(b"=")
        if not found or at + int(length[1]) <= length.end():
            raise ValueError
        yield _text(key), _text(value)
        at += int(length[1])


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK
