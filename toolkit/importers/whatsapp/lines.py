"""How a WhatsApp text is cut into messages: each begins with a date, a time and a name."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

BLOCK = 1 << 20  # bytes read at a time
LONGEST = 1 << 24  # bytes of one message
HEAD = 1 << 10  # bytes in which the beginning of a message ends

# Signs that say in which direction a line runs.
MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
MARK = re.compile(f"[{MARKS}]")
_SPACE = "[ \u00a0\u202f]"
_DATE = r"[0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{1,4}"
# 12/09/2020, 23:55 - | [12.09.20, 23:55:03] | [12/09/2020 à 23:55] | 2020-09-12, 11:55 p.m. -
_MOMENT = (
    rf"({_DATE})"
    rf"[.,]{{0,2}}(?:{_SPACE}[^\W\d_]{{1,5}}\.?){{0,2}}{_SPACE}{{1,2}}"
    r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2}))?"
    rf"(?:{_SPACE}?([AaPp])\.?{_SPACE}?[Mm]\.?)?(?:{_SPACE}Uhr)?"
    r"(?:\] ?| [-\u2013] )"
)
BEGINNING = rf"\A\s*[{MARKS}]*\[?{_MOMENT}"
HEADER = re.compile(rf"\n[{MARKS}]*\[?{_MOMENT}")  # date, hour, minute, second, half of the day
DATED = rf"^\n[{MARKS}]*\[?{_DATE}"  # how any line begins that may be the first of a message


def blocks(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield a stream in pieces of whole messages: UTF-8, each message after a line break.

    The first begins with what stands before the first message; ``None`` stands for a message
    that never ends.
    """
    waiting, known = b"\n", 0
    for block in _lined(stream):
        waiting += block
        last = _last_header(waiting, known)
        if last > 0:
            yield _readable(waiting[:last])
            waiting, known = waiting[last:], 0
        elif len(waiting) > LONGEST:
            yield None
            return
        known = max(0, waiting.rfind(b"\n"))
    yield _readable(waiting.rstrip(b"\n"))


def _lined(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream holds, without byte-order mark, its lines broken in one way."""
    half, start = b"", codecs.BOM_UTF8
    while block := stream.read(BLOCK):
        block = half + block.removeprefix(start)
        half, start = b"\r" if block.endswith(b"\r") else b"", b""
        block = block.removesuffix(half)
        yield block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block
    if half:
        yield b"\n"


def _readable(content: bytes) -> bytes:
    """Return UTF-8 in which what is no character became U+FFFD."""
    try:
        pl.Series([content], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return content.decode(errors="replace").encode()
    return content


def _last_header(content: bytes, known: int) -> int:
    """Return where the last message begins, looked for down to what is known to hold none."""
    at = len(content)
    while (at := content.rfind(b"\n", known, at)) >= 0:
        if HEADER.match(content[at : at + HEAD].decode(errors="replace")):
            return at
    return 0
