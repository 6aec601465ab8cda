"""How bytes become text and lists: broken characters are decided here, once for every platform."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from toolkit.reading.found import Rejected

T = TypeVar("T")

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HALF_IN_TEXT = re.compile("[\ud800-\udfff]")
# An escaped backslash, a character in two halves, or one half that lost the other.
_HALF_IN_JSON = re.compile(
    rb"\\\\"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_MISSING = re.compile(r"missing required field `(\w+)`")
_FIRST = re.compile(r"\s*\[\s*")
_COMMA = re.compile(r"\s*,\s*")
_PLACE = re.compile(r" - at `\$\.?([\w.\[\]]*)`$")


def clean_text(given: bytes | str) -> str:
    """Return text without byte-order mark; what is no character becomes U+FFFD."""
    if isinstance(given, bytes):
        if given.startswith(_UTF16):
            return given.decode("utf-16", errors="replace")
        return given.decode("utf-8", errors="replace").removeprefix("\ufeff")
    if given.isascii() or not _HALF_IN_TEXT.search(given):
        return given
    return given.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def mended_json(content: bytes) -> bytes:
    """Return JSON whose broken characters, plain or escaped, became U+FFFD."""
    whole = clean_text(content).encode()
    return _HALF_IN_JSON.sub(_whole_or_replaced, whole) if b"\\u" in whole else whole


def _whole_or_replaced(half: re.Match[bytes]) -> bytes:
    return b"\\ufffd" if len(half[0]) == 6 else half[0]


@dataclass(frozen=True)
class Decoded(Generic[T]):
    """The records of a list with their places in it, and those that were left."""

    records: Sequence[T]
    places: Sequence[int]
    rejected: tuple[Rejected, ...] = ()


class ListOf(Generic[T]):
    """Reads a JSON list of one kind of record; a bad record is left, the others are kept."""

    def __init__(self, kind: type[T]) -> None:
        as_list: Any = list[kind]  # type: ignore[valid-type]
        self._all: msgspec.json.Decoder[list[T]] = msgspec.json.Decoder(as_list)
        self._one: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)
        self._raw = msgspec.json.Decoder(list[msgspec.Raw])

    def whole(self, content: bytes) -> list[T] | None:
        """Return the records if nothing is wrong with any of them."""
        try:
            return self._all.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def decode(self, content: bytes, where: str, first: int = 0) -> Decoded[T]:
        """Return the records and what was left; a list cut short gives what comes before.

        ``first`` is the place of its first record where the list is a piece of a longer one.
        """
        try:
            records = self._all.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._one_by_one(mended_json(content), where, first)
        return Decoded(records, range(first, first + len(records)))

    def _one_by_one(self, content: bytes, where: str, first: int) -> Decoded[T]:
        left: list[Rejected] = []
        raws: Iterable[bytes | msgspec.Raw]
        try:
            raws = self._raw.decode(content)
        except (msgspec.DecodeError, RecursionError) as error:
            left.append(Rejected(where, fault_of(error)))
            raws = _before_the_break(content.decode())
        kept: list[tuple[int, T]] = []
        for place, raw in enumerate(raws, first):
            try:
                kept.append((place, self._one.decode(raw)))
            except (msgspec.DecodeError, RecursionError) as error:
                left.append(Rejected(f"{where}[{place}]", fault_of(error)))
        return Decoded([record for _, record in kept], [at for at, _ in kept], tuple(left))


def _before_the_break(text: str) -> Iterator[bytes]:
    """Yield the records of a list that was cut short, as far as it goes."""
    scan = json.JSONDecoder().raw_decode
    start = _FIRST.match(text)
    while start:
        try:
            _, end = scan(text, start.end())
        except (ValueError, RecursionError):
            return
        yield text[start.end() : end].encode()
        start = _COMMA.match(text, end)


def fault_of(error: Exception) -> str:
    """Say what is wrong in words of ours: a library's message may quote what somebody wrote."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if not isinstance(error, msgspec.ValidationError):
        return "not JSON"
    if missing := _MISSING.search(str(error)):
        return f"missing {missing[1]}"
    place = _PLACE.search(str(error))
    return f"wrong kind of {place[1]}" if place and place[1] else "wrong kind of record"
