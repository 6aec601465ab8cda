"""Long lists read a piece at a time: a JSON list inside an object, or one record a line."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Generic, TypeVar

import msgspec

from toolkit.reading.found import Rejected
from toolkit.reading.text import Decoded, ListOf, fault_of, mended_json

T = TypeVar("T")

BLOCK = 1 << 17  # bytes read at a time, few enough to stay near the processor
LONGEST = 64 << 20  # bytes of one record; nobody writes a longer message
SMALL = 4 << 20  # bytes
TRIES = 12
KEPT = 1 << 16  # bytes of what stands before a list

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]|"', re.DOTALL)
_RAW = msgspec.json.Decoder(list[msgspec.Raw])
_DEEPER = MappingProxyType({b"{": 1, b"[": 1, b"}": -1, b"]": -1})
_SPACE = b" \t\r\n"
_COMMA = b"," + _SPACE


@dataclass(frozen=True)
class Before:
    """What stands before a list: the fields that say whose list it is, as bytes of JSON."""

    content: bytes


class _Buffer:
    """The bytes of a stream that are not used up yet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = b""
        self.ended = False

    def more(self) -> bool:
        """Add a block, as much again where a record is long; say whether there was one."""
        block = self._stream.read(max(BLOCK, len(self.bytes)))
        self.bytes += block
        self.ended = not block
        return bool(block)


class Elements(Generic[T]):
    """Reads the lists that stand under one key of a JSON file, however long they are.

    Yields ``Before`` for what precedes each list, then its records in ``Decoded`` pieces, whose
    places count within that list. Memory is that of one piece. A bad record is left, as is what
    follows a break, each with its mention.
    """

    def __init__(self, kind: type[T], key: str) -> None:
        self._list = ListOf(kind)
        self._key = re.compile(rb'(?<!\\)"' + re.escape(key.encode()) + rb'"\s*:\s*\[')

    def read(self, stream: BinaryIO, where: str) -> Iterator[Before | Decoded[T]]:
        """Yield what a stream holds; UTF-8, with or without byte-order mark."""
        buffer = _Buffer(stream)
        while True:
            opened = self._key.search(buffer.bytes)
            if opened:
                yield Before(buffer.bytes[max(0, opened.start() - KEPT) : opened.start()])
                buffer.bytes = buffer.bytes[opened.end() :]
                yield from self._records(buffer, where)
            else:
                buffer.bytes = buffer.bytes[-KEPT:]  # the end of a block may cut the key in two
                if not buffer.more():
                    return

    def _records(self, buffer: _Buffer, where: str) -> Iterator[Decoded[T]]:
        first = 0
        for piece in _pieces(buffer, self._list.whole):
            if isinstance(piece, list):
                yield Decoded(piece, range(first, first + len(piece)))
                first += len(piece)
                continue
            if piece is None:
                yield Decoded((), (), (Rejected(f"{where}[{first}]", "record too long"),))
                return
            found = self._list.decode(piece, where, first)
            first += len(found.records) + sum(one.where != where for one in found.rejected)
            yield found


def _pieces(
    buffer: _Buffer, whole: Callable[[bytes], list[T] | None]
) -> Iterator[list[T] | bytes | None]:
    """Yield lists of whole records until the list ends, read where they could be read at once.

    ``None`` stands where a record never ends.
    """
    while not (start := buffer.bytes.lstrip(_SPACE)):
        if not buffer.more():
            return
    blank = buffer.bytes[: len(buffer.bytes) - len(start)]
    _, newline, margin = blank.rpartition(b"\r\n" if b"\r\n" in blank else b"\n")
    buffer.bytes = start
    if newline and margin and start.startswith(b"{"):
        yield from _indented(buffer, newline, margin, whole)
    else:
        yield from _scanned(buffer)


def _indented(
    buffer: _Buffer, newline: bytes, margin: bytes, whole: Callable[[bytes], list[T] | None]
) -> Iterator[list[T] | bytes | None]:
    """Cut a list that is written over lines: a line break cannot stand inside a JSON text.

    Looking for the end of the list costs more than reading it, so reading is tried first.
    """
    between = b"}," + newline + margin + b"{"
    closing = re.compile(re.escape(newline) + rb"[ \t]{0,%d}\]" % (len(margin) - 1))
    while True:
        cut = buffer.bytes.rfind(between)
        if cut >= 0 and (records := whole(b"[" + buffer.bytes[: cut + 1] + b"]")) is not None:
            buffer.bytes = buffer.bytes[cut + 2 :]
            yield records
            if buffer.more():
                continue
        if end := closing.search(buffer.bytes):
            piece, buffer.bytes = buffer.bytes[: end.start()], buffer.bytes[end.end() :]
            yield b"[" + piece + b"]"
            return
        cut = buffer.bytes.rfind(between)
        if cut >= 0:
            piece, buffer.bytes = buffer.bytes[: cut + 1], buffer.bytes[cut + 2 :]
            yield b"[" + piece + b"]"
        if len(buffer.bytes) > LONGEST:
            yield None
            return
        if not buffer.more():
            piece, buffer.bytes = buffer.bytes, b""
            yield b"[" + piece  # cut short: what comes before the break is kept
            return


def _scanned(buffer: _Buffer) -> Iterator[bytes | None]:
    """Cut a list written in any other way: records end where their braces close."""
    seen = _Seen()
    while True:
        guess = _guessed(buffer.bytes) if len(buffer.bytes) < SMALL else 0
        seen = _Seen(cut=guess) if guess else _seen(buffer.bytes, seen)
        if seen.depth < 0:
            piece, buffer.bytes = buffer.bytes[: seen.at - 1], buffer.bytes[seen.at :]
            yield b"[" + piece.lstrip(_COMMA) + b"]"
            return
        if seen.cut:
            piece, buffer.bytes = buffer.bytes[: seen.cut], buffer.bytes[seen.cut :]
            yield b"[" + piece.lstrip(_COMMA) + b"]"
            seen = _Seen()
        elif len(buffer.bytes) > LONGEST:
            yield None
            return
        elif not buffer.more():
            piece, buffer.bytes = buffer.bytes, b""
            yield b"[" + piece.lstrip(_COMMA)
            return


@dataclass(frozen=True)
class _Seen:
    """How far braces were looked at, how many are open there, and where whole records end."""

    at: int = 0
    depth: int = 0
    cut: int = 0


def _seen(content: bytes, before: _Seen) -> _Seen:
    at, depth, cut = before.at, before.depth, 0
    for token in _TOKEN.finditer(content, at):
        if token[0] == b'"':  # a text that the block cuts
            break
        at = token.end()
        depth += _DEEPER.get(token[0], 0)
        if depth < 0:
            break
        cut = at if depth == 0 else cut
    return _Seen(at, depth, cut)


def _guessed(content: bytes) -> int:
    """Return where whole records end, by trying; 0 where a few tries do not tell.

    What reads as a list is one: a cut inside a record or a text leaves something open. A try
    costs far less than to look at every brace.
    """
    end = len(content)
    for _ in range(TRIES):
        end = max(content.rfind(b"},{", 0, end), content.rfind(b"}, {", 0, end))
        if end < 0:
            return 0
        try:
            _RAW.decode(b"[" + content[: end + 1].lstrip(_COMMA) + b"]")
        except (msgspec.DecodeError, RecursionError):
            continue
        return end + 1
    return 0


class LinesOf(Generic[T]):
    """Reads one kind of JSON record a line; a bad line is left, the others are kept."""

    def __init__(self, kind: type[T]) -> None:
        self._one = msgspec.json.Decoder(kind)

    def read(self, stream: BinaryIO, where: str) -> Iterator[Decoded[T]]:
        """Yield what a stream holds, a block at a time; places count lines."""
        first = 0
        for block in _whole_lines(stream):
            if block is None:
                yield Decoded((), (), (Rejected(f"{where}[{first}]", "record too long"),))
                return
            lines = block.count(b"\n") + (not block.endswith(b"\n"))
            yield self._block(block, where, first)
            first += lines

    def _block(self, block: bytes, where: str, first: int) -> Decoded[T]:
        try:
            records = self._one.decode_lines(block)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._one_by_one(block, where, first)
        if len(records) == block.count(b"\n") + (not block.endswith(b"\n")):
            return Decoded(records, range(first, first + len(records)))
        return self._one_by_one(block, where, first)  # some lines are empty

    def _one_by_one(self, block: bytes, where: str, first: int) -> Decoded[T]:
        kept: list[tuple[int, T]] = []
        left: list[Rejected] = []
        for place, line in enumerate(block.splitlines(), first):
            if not line.strip():
                continue
            try:
                kept.append((place, self._one.decode(mended_json(line))))
            except (msgspec.DecodeError, RecursionError) as error:
                left.append(Rejected(f"{where}[{place}]", fault_of(error)))
        return Decoded([record for _, record in kept], [at for at, _ in kept], tuple(left))


def _whole_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield blocks that end with a line; ``None`` where a line never ends."""
    waiting: list[bytes] = []
    start = True
    while block := stream.read(BLOCK):
        block = block.removeprefix(codecs.BOM_UTF8) if start else block
        start = False
        cut = block.rfind(b"\n") + 1
        if not cut:
            waiting.append(block)
            if len(waiting) * BLOCK > LONGEST:
                yield None
                return
            continue
        yield b"".join((*waiting, block[:cut]))
        waiting = [block[cut:]]
    if rest := b"".join(waiting):
        yield rest
