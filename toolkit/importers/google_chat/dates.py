"""Moments as Takeout writes them: in words, in the language of whoever asked for it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from toolkit.reading import instant, moment

# English, French, German, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Hungarian, Swedish.
_MONTHS = (
    "january janvier januar jänner enero gennaio janeiro januari stycznia января január",
    "february février februar febrero febbraio fevereiro februari lutego февраля február",
    "march mars märz marzo março maart marca марта március",
    "april avril abril aprile kwietnia апреля április",
    "may mai mayo maggio maio mei maja мая május maj",
    "june juin juni junio giugno junho czerwca июня június",
    "july juillet juli julio luglio julho lipca июля július",
    "august août agosto augustus sierpnia августа augusztus augusti",
    "september septembre septiembre setiembre settembre setembro września сентября szeptember",
    "october octobre oktober octubre ottobre outubro października октября október",
    "november novembre noviembre novembro listopada ноября",
    "december décembre dezember diciembre dicembre dezembro grudnia декабря",
)
MONTHS = MappingProxyType(
    {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
)
_AFTERNOON = ("pm", "p.m.", "p. m.", "午後", "下午", "오후")
_MORNING = ("am", "a.m.", "a. m.", "午前", "上午", "오전")
_UTC = ("utc", "gmt", "coordinated universal", "universel coordonné", "universal coordinado")

_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.]| ?h ?)(\d{2})(?:[:.]| ?min ?)(\d{2})(?!\d)")
_OFFSET = re.compile(r"(?:utc|gmt) ?([+\-\u2212])(\d{1,2})(?::?(\d{2}))?")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Day:
    """Midnight of a day in microseconds, and what is added to an hour of up to twelve."""

    midnight: int
    half: int | None
    sure: bool


@dataclass(slots=True)
class Calendar:
    """Reads moments; days come again and again and are remembered.

    ``sure`` says whether all moments read so far told their time zone.
    """

    sure: bool = True
    _days: dict[str, Day | None] = field(default_factory=dict)

    def read(self, written: str | None) -> int | None:
        """Return a moment in microseconds since 1970; nothing where it is none."""
        text = (written or "")[:100].replace("\u202f", " ").replace("\xa0", " ").casefold()
        found = _TIME.search(text)
        if not found:
            return None
        if text[4:5] == "-":
            return moment((written or "").strip().upper())
        rest = text[: found.start()] + text[found.end() :]
        if rest not in self._days:
            self._days[rest] = _day(rest)
        day = self._days[rest]
        hour, minute, second = int(found[1]), int(found[2]), int(found[3])
        if day is None or hour > 23 or minute > 59 or second > 59:
            return None
        self.sure &= day.sure
        if day.half is not None:
            hour = hour % 12 + day.half
        return day.midnight + ((hour * 60 + minute) * 60 + second) * 1_000_000


def _day(text: str) -> Day | None:
    offset = _OFFSET.search(text)
    numbers = [int(number) for number in _NUMBER.findall(_OFFSET.sub("", text))]
    words = [MONTHS[word] for word in _WORD.findall(text) if word in MONTHS]
    year = next((number for number in numbers if 1970 <= number < 2100), None)
    rest = [number for number in numbers if number != year]
    # Where the month is no word, it is written before the day: 2022年4月12日.
    month = words[0] if words else rest.pop(0) if len(rest) == 2 and "月" in text else None
    if year is None or month is None or len(rest) != 1:
        return None
    try:
        midnight = instant(datetime(year, month, rest[0], tzinfo=UTC) - _east(offset))
    except ValueError:
        return None
    sure = offset is not None or any(name in text for name in _UTC)
    return Day(midnight, _half(text), sure) if midnight is not None else None


def _east(offset: re.Match[str] | None) -> timedelta:
    if offset is None:
        return timedelta()
    found = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return found if offset[1] == "+" else -found


def _half(text: str) -> int | None:
    padded = f" {text} "
    if any(f" {word} " in padded or (word in text and not word.isascii()) for word in _AFTERNOON):
        return 12
    if any(f" {word} " in padded or (word in text and not word.isascii()) for word in _MORNING):
        return 0
    return None
