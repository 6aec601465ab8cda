"""Mails cut out of the files that hold many, a block at a time; the beginning of each is kept."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, TypeAlias

BLOCK = 1 << 20  # bytes read at a time
KEPT = 1 << 20  # bytes kept of one mail: attachments may be longer
AHEAD = 1 << 12  # bytes that must be seen behind a separator before it is judged
RULE = b"=" * 73  # between the mails of a LISTSERV log

_DATED = re.compile(
    rb"\d{1,2}:\d{2}(?::\d{2})?(?:\s|$).{0,40}\b(?:19|20)\d{2}\b"
    rb"|\b(?:19|20)\d{2}(?:-\d{2}-\d{2}[T\s]|\s{1,3})\d{1,2}:\d{2}"
)
_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,80}[ \t]?:")
# Which fields may come first where the separator says no date.
_FIRST_FIELD = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|X-[\w-]+|Message-ID|Date|From|To|Cc|Subject|Sender"
    rb"|Reply-To|MIME-Version|Content-Type|DKIM-Signature|ARC-[\w-]+|Authentication-Results"
    rb"|References|In-Reply-To|Envelope-to|List-[\w-]+|Status|FCC|BCC)[ \t]?:",
    re.IGNORECASE,
)


class Letter(NamedTuple):
    """One mail: the line that stands before it, and its bytes as far as they are kept."""

    line: bytes
    content: bytes


class Gap(NamedTuple):
    """Where a line that separates mails starts and where it ends."""

    start: int
    end: int


Finder: TypeAlias = Callable[[bytes, int, int], Gap | None]


def mbox(stream: BinaryIO) -> Iterator[Letter]:
    """Yield the mails of an mbox file in any of its dialects."""
    return _cut(stream, _from_line)


def listserv(stream: BinaryIO) -> Iterator[Letter]:
    """Yield the mails of a LISTSERV log."""
    return _cut(stream, _rule)


def _cut(stream: BinaryIO, find: Finder) -> Iterator[Letter]:
    """Yield what stands between separators; the first is what stands before any of them."""
    buffer = b"\n\n" + stream.read(BLOCK).removeprefix(codecs.BOM_UTF8)
    line, kept = b"", b""
    ended = False
    while True:
        limit = len(buffer) if ended else max(0, len(buffer) - AHEAD)
        start = 0
        while gap := find(buffer, max(0, start - 1), limit):
            yield Letter(line, kept + buffer[start : min(gap.start, start + KEPT)])
            line, kept, start = buffer[gap.start : gap.end], b"", gap.end
        if ended:
            yield Letter(line, kept + buffer[start : start + KEPT])
            return
        # Some bytes are seen twice: a separator may be cut in two, and asks what precedes it.
        rest = max(start, limit - 4)
        if len(kept) < KEPT:
            kept += buffer[start : min(rest, start + KEPT)]
        block = stream.read(BLOCK)
        ended = not block
        buffer = buffer[rest:] + block


def _from_line(buffer: bytes, low: int, high: int) -> Gap | None:
    """Find the next line that separates mails, and not one that only starts with ``From ``."""
    at = buffer.find(b"\nFrom ", low, high + 6)
    while at >= 0:
        end = buffer.find(b"\n", at + 1, at + AHEAD)
        if end < 0:
            end = len(buffer)
        if end - at < 1_000 and _separates(buffer, at, end):
            return Gap(at + 1, min(end + 1, len(buffer)))
        at = buffer.find(b"\nFrom ", at + 1, high + 6)
    return None


def _separates(buffer: bytes, at: int, end: int) -> bool:
    blank = buffer[at - 1 : at] == b"\n" or buffer[at - 2 : at] == b"\n\r"
    if _DATED.search(buffer, at, end):
        return blank or _FIELD.match(buffer, end + 1) is not None
    words = buffer[at + 6 : end].split()
    return blank and len(words) < 2 and _FIRST_FIELD.match(buffer, end + 1) is not None


def _rule(buffer: bytes, low: int, high: int) -> Gap | None:
    at = buffer.find(b"\n" + RULE, low, high + len(RULE) + 1)
    while at >= 0:
        end = at + 1 + len(RULE)
        width = 2 if buffer.startswith(b"\r\n", end) else 1
        if buffer.startswith(b"\n", end + width - 1) and _FIELD.match(buffer, end + width):
            return Gap(at + 1, end + width)
        at = buffer.find(b"\n" + RULE, at + 1, high + len(RULE) + 1)
    return None
