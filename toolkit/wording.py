"""Puts numbers, dates and measures into words; every sentence is in templates/wording."""

import datetime as dt
import sys
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import TypeAlias

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from toolkit.errors import TemplateError
from toolkit.results import WHOLE, Finding, Measure, Status

Part: TypeAlias = "str | Mapping[str, Part]"
Blank: TypeAlias = str | int
Day: TypeAlias = dt.date | str  # a text is written 2026-01-31

NARROW = "\u202f"  # the space before % that never breaks
DIGITS = MappingProxyType(  # at most, by unit
    {"voices": 1, "per_post": 1, "per_1000": 2, "turns": 1, "points": 0, "index": 2}
)
TENS = 10  # points below which a decimal is kept: a slope is not nothing
EXTREME = Decimal("0.01")  # nearer to 0 or 100 % than this, a share keeps a decimal
USUAL = "95"  # per cent: how sure an interval is, unless its measure says otherwise
MINUTE, HOUR, DAY = 60, 3600, 86400
LONG = 48  # hours from which days are clearer


def templates_folder() -> Path:
    """Return the folder of templates: beside the package in a checkout, else where it is installed.

    Raises ``TemplateError`` where there is none.
    """
    beside = Path(__file__).resolve().parents[1] / "templates"
    installed = Path(sys.prefix) / "share" / "vivevoix" / "templates"
    for folder in (beside, installed):
        if (folder / "wording").is_dir():
            return folder
    raise TemplateError("the templates are not there: install vivevoix again")


def languages() -> tuple[str, ...]:
    """Return the languages there are words for, such as ``("en", "fr")``."""
    return tuple(sorted(path.stem for path in (templates_folder() / "wording").glob("*.toml")))


def _read(language: str) -> Mapping[str, Part]:
    if language not in languages():
        raise TemplateError(f"no words in '{language}'; there is: {', '.join(languages())}")
    path = templates_folder() / "wording" / f"{language}.toml"
    try:
        return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path.name}: {error}") from error


class Words:
    """The words of one language; ``TemplateError`` where the language has none for something."""

    def __init__(self, language: str) -> None:
        self._parts = _read(language)
        self._name = f"{language}.toml"
        self.language = language
        self._locale = Locale.parse(self.say("language.locale"), sep="-")

    def part(self, key: str) -> Part:
        """Return what stands under a key: a text, or a table of texts."""
        found: Part = self._parts
        for name in key.split("."):
            if isinstance(found, str) or name not in found:
                raise TemplateError(f"{self._name} has no words for {key}")
            found = found[name]
        return found

    def has(self, key: str) -> bool:
        """Say whether there is a text under a key."""
        try:
            return isinstance(self.part(key), str)
        except TemplateError:
            return False

    def say(self, key: str, **blanks: Blank) -> str:
        """Return the text of a key with its blanks filled; whole numbers are written out."""
        text = self.part(key)
        if not isinstance(text, str):
            raise TemplateError(f"{self._name}: {key} is not a text")
        if missing := blanks_of(text) - blanks.keys():
            raise TemplateError(f"{key} needs {', '.join(sorted(missing))}")
        said = {name: self.whole(b) if isinstance(b, int) else b for name, b in blanks.items()}
        return text.format_map(said)

    def whole(self, count: int) -> str:
        """Return a count, such as ``12 345``."""
        return self.number(count, digits=0)

    def number(self, number: float, *, digits: int = 0) -> str:
        """Return a number with at most so many decimals, halves rounded up."""
        rounded = _rounded(number, digits)
        return str(format_decimal(rounded, f"#,##0.{'#' * digits}", locale=self._locale))

    def share(self, share: float) -> str:
        """Return a share from 0 to 1 as per cent; what is not 0 does not look like 0."""
        exact = Decimal(str(share))
        near = min(exact, 1 - exact) < EXTREME
        rounded = _rounded(share, 3 if near else 2)
        text = format_percent(rounded, locale=self._locale, decimal_quantization=False)
        return str(text).replace("\u00a0", NARROW)

    def duration(self, seconds: float, *, days: bool = True) -> str:
        """Return a delay to its minute, or to its hour from two days on; ``days=False`` has none.

        Opening hours never make days: eight of them are a working day, not a third of one.
        """
        total = int(_rounded(seconds, 0))
        if total < MINUTE:
            return self.say("duration.seconds", s=total)
        minutes = int(_rounded(total / MINUTE, 0))
        hours, rest = divmod(minutes, 60)
        if hours == 0:
            return self.say("duration.minutes", m=minutes)
        if days and hours >= LONG:
            return self._in_days(int(_rounded(minutes / 60, 0)))
        key = "duration.hours_minutes" if rest else "duration.hours"
        return self.say(key, h=hours, m=f"{rest:02d}")

    def _in_days(self, hours: int) -> str:
        days, rest = divmod(hours, 24)
        return self.say("duration.days_hours" if rest else "duration.days", d=days, h=rest)

    def date(self, day: Day) -> str:
        """Return a date, such as ``1er mars 2026``."""
        known = dt.date.fromisoformat(day) if isinstance(day, str) else day
        text = str(format_date(known, "d MMMM y", locale=self._locale))
        return self.say("date.day_one") + text[1:] if known.day == 1 else text

    def span(self, first: Day | None, last: Day | None) -> str:
        """Return from when to when, or that it is not known."""
        if first is None or last is None:
            return self.say("date.unknown")
        if first == last:
            return self.date(first)
        return self.say("date.span", first=self.date(first), last=self.date(last))

    def period_label(self, period: str) -> str:
        """Return a month such as ``2026-03`` as ``mars 2026``, and ``all`` as the whole span."""
        if period == WHOLE:
            return self.say("ui.period_all")
        month = dt.date.fromisoformat(f"{period}-01")
        return str(format_date(month, "LLLL y", locale=self._locale))

    def month(self, period: str) -> str:
        """Return a month such as ``2026-03`` as ``mars 26``, short enough for an axis."""
        month = dt.date.fromisoformat(f"{period}-01")
        return str(format_date(month, "LLL yy", locale=self._locale))

    def value(self, measure: str, number: float) -> str:
        """Return a value of the measure of that name, written in its unit."""
        return self._in_unit(self.say(f"measure.{measure}.unit"), measure, number)

    def value_of(self, found: Measure | Finding) -> str:
        """Return what was measured, written in its unit; what a missing value is called."""
        if found.value is None:
            return self.say(f"status.{found.status.value}.label")
        if isinstance(found, Measure):
            return self._in_unit(found.unit, found.id, found.value)
        return self.value(found.measure, found.value)

    def _in_unit(self, unit: str, measure: str, number: float) -> str:
        if unit == "share":
            return self.share(number)
        if unit == "seconds":
            return self.duration(number, days=not self.has(f"measure.{measure}.clock"))
        fine = unit == "points" and abs(number) < TENS
        return self.number(number, digits=1 if fine else DIGITS[unit])

    def tick(self, unit: str, number: float) -> str:
        """Return a number of an axis: short, without a claim to precision."""
        if unit == "share":
            return self.share(number)
        if unit == "seconds" and number:  # nothing has no unit: an axis starts at 0
            return self.duration(number)
        return self.number(number, digits=2)

    def interval(self, found: Measure | Finding) -> str:
        """Return the bounds of an interval, empty where there is none or it says nothing."""
        bounds = self._bounds(found)
        return self.say("interval.text", **bounds) if bounds else ""

    def _sure(self, measure: str) -> str:
        """Return how sure an interval is, in per cent: as its words say, else the usual 95."""
        key = f"measure.{measure}.confidence"
        return self.say(key) if self.has(key) else USUAL

    def _bounds(self, found: Measure | Finding) -> dict[str, str]:
        """Return both ends of an interval as written; none where they read the same."""
        if isinstance(found, Measure):
            name, unit = found.id, found.unit
        else:
            name, unit = found.measure, self.say(f"measure.{found.measure}.unit")
        ends = (self._in_unit(unit, name, end) for end in found.interval or ())
        low, high = tuple(ends) or ("", "")
        return {"low": low, "high": high} if low != high else {}  # "between 2 and 2" tells nothing

    def short(self, measure: Measure) -> str:
        """Return a measure as one sentence: its value in words, or why there is none."""
        if measure.value is None:
            key = f"reason.{measure.reason}"
            known = key if self.has(key) else f"status.{measure.status.value}.sentence"
            return self.say("sentence.missing", reason=self.say(known))
        return self.say(f"measure.{measure.id}.sentence", value=self.value_of(measure))

    def measure(self, measure: Measure) -> str:
        """Return a measure in full: its value, interval, number of cases, and doubt if any."""
        if measure.value is None:
            return self.short(measure)
        basis = self.say(f"measure.{measure.id}.basis")
        said = [self.short(measure)]
        if bounds := self._bounds(measure):
            said.append(self.say("sentence.interval", **bounds, confidence=self._sure(measure.id)))
        said.append(self.say("sentence.base", basis=basis, n=measure.n))
        if measure.status is Status.FEW:
            said.append(self.say("status.few.sentence"))
        return " ".join(said)


def blanks_of(text: str) -> set[str]:
    """Return the names of the blanks of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _rounded(number: float, digits: int) -> Decimal:
    # Halves go up, as browsers do: the page and the notebook must say the same number.
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return rounded or abs(rounded)  # nothing has no sign
