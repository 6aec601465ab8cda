"""How a WhatsApp text is cut into messages: each begins with a date, a time and a name."""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, TypeAlias

BLOCK = 1 << 20  # bytes read at a time
LONGEST = 1 << 24  # characters of one message

Parts: TypeAlias = Sequence[str | Any]

# Signs that say in which direction a line runs.
MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
MARK = re.compile(f"[{MARKS}]")
_SPACE = "[ \u00a0\u202f]"
# 12/09/2020, 23:55 - | [12.09.20, 23:55:03] | [12/09/2020 à 23:55] | 2020-09-12, 11:55 p.m. -
_MOMENT = (
    r"([0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{1,4})"
    rf"[.,]{{0,2}}(?:{_SPACE}[^\W\d_]{{1,5}}\.?){{0,2}}{_SPACE}{{1,2}}"
    r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2}))?"
    rf"(?:{_SPACE}?([AaPp])\.?{_SPACE}?[Mm]\.?)?(?:{_SPACE}Uhr)?"
    r"(?:\] ?| [-\u2013] )"
)
BEGINNING = rf"\A\s*[{MARKS}]*\[?{_MOMENT}"
# A name, unless WhatsApp itself speaks.
HEADER = re.compile(rf"\n[{MARKS}]*\[?{_MOMENT}(?:([^:\n]{{1,200}}):(?: |(?=\n|\Z)))?")
FIELDS = HEADER.groups + 1  # date, hour, minute, second, half of the day, name; then the text


def messages(stream: BinaryIO) -> Iterator[Parts | None]:
    """Yield the messages of a stream, some at a time, as one flat list of their fields.

    Each list begins with what stands before its first message; ``None`` stands for a message
    that never ends.
    """
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder("utf-8-sig")(errors="replace"), translate=True
    )
    waiting, known = "\n", 0
    while block := stream.read(BLOCK):
        waiting += decoder.decode(block)
        last = _last_header(waiting, known)
        if last > 0:
            yield HEADER.split(waiting[:last])
            waiting, known = waiting[last:], 0
        elif len(waiting) > LONGEST:
            yield None
            return
        known = max(0, waiting.rfind("\n"))
    waiting += decoder.decode(b"", final=True)
    yield HEADER.split(waiting.rstrip("\n"))


def _last_header(text: str, known: int) -> int:
    """Return where the last message begins, looked for down to what is known to hold none."""
    at = len(text)
    while (at := text.rfind("\n", known, at)) >= 0:
        if HEADER.match(text, at):
            return at
    return 0
