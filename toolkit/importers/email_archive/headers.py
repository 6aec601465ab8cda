"""The fields at the head of a mail: only those that we need are read, and none decoded twice."""

import binascii
import codecs
import re
from dataclasses import dataclass, field
from datetime import date
from encodings.aliases import aliases
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from toolkit.importers.email_archive.words import MONTHS, ZONES
from toolkit.reading import clean_text, moment

Fields: TypeAlias = dict[str, bytes]

_NAMES = """from sender reply-to to cc date message-id in-reply-to references subject
list-id list-post list-archive list-unsubscribe x-beenthere mailing-list x-mailing-list
x-original-from x-original-sender auto-submitted precedence x-auto-response-suppress
x-autoreply x-autorespond content-type content-transfer-encoding content-disposition
x-gmail-labels x-mozilla-draft-info received delivery-date"""
WANTED = MappingProxyType({name.encode(): name for name in _NAMES.split()})
LONGEST = 1 << 16  # bytes of one field
_RETURN = 13  # the byte before a line break, in Windows and on the network
REMEMBERED = 50_000  # values kept for the next mail that has the same
FIRST_DAY = date(1970, 1, 1).toordinal()
DAY = 86_400
LAST = 4_102_444_800  # 2100: a later moment is a slip

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_DATE = re.compile(
    r"\s*(?:[^\W\d_]{2,9}\.?,?\s*)?(\d{1,2})[\s.-]{1,3}([^\W\d_]{3})[^\W\d_]*\.?[\s-]{1,3}(\d{2,4})"
    r"[\s,]{1,3}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(?:(?:GMT|UTC)(?=[+-]))?"
    r"([+-]\d{2}:?\d{2}|[A-Za-z]{1,5}\b)?"
)
_CTIME = re.compile(
    r"\s*[^\W\d_]{3},?\s+([^\W\d_]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+"
    r"(?:([+-]\d{4}|[A-Za-z]{1,5})\s+)?(\d{4})(?:\s+([+-]\d{4}))?"
)
_CODECS = frozenset(aliases.values())
# What a sender may name; others can hang a reader or are no text at all.
_CHARSETS = re.compile(
    r"ascii|utf[-_](?:7|8|16|32).*|iso8859.*|iso2022.*|cp\d+|koi8.*|mac[-_].*|gb.*|big5.*|euc.*"
    r"|shift_jis.*|tis_620|hz|johab|kz1048|ptcp154|hp_roman8|latin.*"
)


def split_head(mail: bytes, low: int = 0, high: int | None = None) -> tuple[list[bytes], int]:
    """Return the lines of a mail's or a part's head, unfolded, and where its body starts."""
    high = len(mail) if high is None else high
    first = mail.find(b"\n", low, high)
    if first < 0 or first == low or (first == low + 1 and mail[low] == _RETURN):
        return [], high if first < 0 else first + 1
    end = b"\r\n" if mail[first - 1] == _RETURN else b"\n"
    gap = mail.find(end + end, low, high)
    head, body = (mail[low:high], high) if gap < 0 else (mail[low:gap], gap + 2 * len(end))
    return head.replace(end + b" ", b" ").replace(end + b"\t", b" ").split(end), body


@dataclass(slots=True)
class Heads:
    """Picks the wanted fields out of heads, remembering how their names are written."""

    _names: dict[bytes, str | None] = field(default_factory=dict)

    def read(self, lines: list[bytes]) -> Fields:
        """Return the wanted fields of a head; of several with one name, the first."""
        found: Fields = {}
        names = self._names
        for line in lines:
            name, _, value = line.partition(b":")
            try:
                key = names[name]
            except KeyError:
                key = self._learn(name)
            if key and key not in found:
                found[key] = value[:LONGEST].strip()
        return found

    def _learn(self, name: bytes) -> str | None:
        key = WANTED.get(name.rstrip().lower())
        if len(self._names) < REMEMBERED and len(name) < 80:
            self._names[name] = key
        return key


def decode(content: bytes, charset: str | None) -> str:
    """Return text in the character set that is claimed, else in the one that it seems to be."""
    codec = _codec(charset)
    if codec and codec != "utf-8":
        return clean_text(content.decode(codec, "replace"))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("utf-8" if codec else "cp1252", "replace")


@lru_cache(256)
def _codec(charset: str | None) -> str | None:
    """Return Python's name of a character set, if it is one that we take."""
    plain = (charset or "").strip("\"' ").lower().replace("-", "_")
    if plain not in aliases and plain not in _CODECS:
        return None
    try:
        name = codecs.lookup(plain).name
    except LookupError:
        return None
    if name in ("iso8859-1", "latin-1"):
        return "cp1252"  # what programmes that say so write in truth
    return name if name != "ascii" and _CHARSETS.fullmatch(name) else None


def unfolded(value: bytes) -> str:
    """Return a field as text, its encoded words undone, blanks as one."""
    text = decode(value, None)
    if "=?" in text:
        text = encoded_words(text)
    return " ".join(text.split())


def encoded_words(text: str) -> str:
    """Return text whose encoded words (RFC 2047) are undone; a broken one stays as it is."""
    joined = _BETWEEN.sub(r"\1\2", text)
    parts: list[tuple[str | None, bytes | str]] = []
    at = 0
    for found in _WORD.finditer(joined):
        if found.start() > at:
            parts.append((None, joined[at : found.start()]))
        charset = found[1].partition("*")[0].lower()
        content = _word(found[2], found[3])
        last = parts[-1] if parts else None
        if content is None:
            parts.append((None, found[0]))
        elif last and last[0] == charset and isinstance(last[1], bytes):
            parts[-1] = (charset, last[1] + content)  # a character may be cut between two words
        else:
            parts.append((charset, content))
        at = found.end()
    parts.append((None, joined[at:]))
    return "".join(part if isinstance(part, str) else decode(part, of) for of, part in parts)


def _word(encoding: str, written: str) -> bytes | None:
    try:
        content = written.encode("ascii")
        if encoding in "qQ":
            return binascii.a2b_qp(content, header=True)
        return binascii.a2b_base64(content + b"=" * (-len(content) % 4))
    except (UnicodeError, binascii.Error):
        return None


@dataclass(frozen=True, slots=True)
class When:
    """A moment in microseconds since 1970, and whether its time zone was written."""

    moment: int
    zoned: bool


@dataclass(slots=True)
class Dates:
    """Reads dates as mail programmes write them, remembering the days."""

    _days: dict[tuple[str, str, str], int | None] = field(default_factory=dict)

    def read(self, value: bytes) -> When | None:
        """Return the moment of a Date field; nothing where it is none, or beyond 1970 to 2100."""
        text = decode(value[:200], None)
        if found := _DATE.match(text):
            clock = (found[4], found[5], found[6], found[7])
            return self._of(found[1], found[2], found[3], clock)
        if found := _CTIME.search(text):
            clock = (found[3], found[4], found[5], found[6] or found[8])
            return self._of(found[2], found[1], found[7], clock)
        instant = moment(text.strip() or None)
        return None if instant is None else When(instant, zoned=text.strip()[-1:] == "Z")

    def _of(
        self, day: str, month: str, year: str, clock: tuple[str, str, str | None, str | None]
    ) -> When | None:
        key = (day, month, year)
        if key not in self._days:
            if len(self._days) > REMEMBERED:
                self._days.clear()
            self._days[key] = _day(*key)
        days = self._days[key]
        hour, minute, second, zone = clock
        if days is None or int(hour) > 24 or int(minute) > 59:
            return None
        shift = _shift(zone)
        seconds = days * DAY + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
        seconds -= 60 * (shift or 0)
        return When(seconds * 1_000_000, shift is not None) if 0 <= seconds < LAST else None


def _day(day: str, month: str, year: str) -> int | None:
    number = int(year)
    if len(year) < 4:  # RFC 2822 reads two and three digits so
        number += 2000 if number < 50 else 1900
    try:
        return date(number, MONTHS[month.lower()], int(day)).toordinal() - FIRST_DAY
    except (KeyError, ValueError):
        return None


def _shift(zone: str | None) -> int | None:
    """Return the minutes by which a zone is ahead of UTC; nothing where that is not said."""
    if zone is None:
        return None
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return None if minutes > 15 * 60 else -minutes if zone[0] == "-" else minutes
    return ZONES.get(zone.upper())
