"""Meetings that come back: each time that one does, within bounds that no rule can widen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Event
from icalendar.prop import vRecur

YEARS = timedelta(days=731)
MOST = 5_000  # occurrences of one file
STEPS = 500_000  # days and weeks gone through for one file

_DAY = r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)"
# What a rule may say. Others are not how people meet, and can keep a reader busy for ever.
_PARTS = MappingProxyType(
    {
        "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
        "INTERVAL": re.compile(r"[1-9]\d{0,2}"),
        "COUNT": re.compile(r"[1-9]\d{0,5}"),
        "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
        "BYDAY": re.compile(rf"{_DAY}(?:,{_DAY}){{0,34}}"),
        "BYMONTHDAY": re.compile(r"-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01])){0,30}"),
        "BYMONTH": re.compile(r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}"),
        "BYSETPOS": re.compile(r"-?[1-4](?:,-?[1-4]){0,3}"),
        "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
    }
)


@dataclass(frozen=True, slots=True)
class Moved:
    """One time of a series that was changed: when it would have been, and when it is."""

    original: datetime
    start: datetime
    end: datetime | None
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting that comes back; ``rule`` is safe to follow."""

    start: datetime
    end: datetime | None
    rule: str | None
    added: Sequence[datetime]
    removed: Sequence[datetime]
    moved: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class Time:
    """One time that a series takes place; ``number`` tells the change, -1 is the series itself."""

    original: datetime
    start: datetime
    end: datetime | None
    number: int


def safe_rule(written: str) -> str | None:
    """Return a rule that people's meetings follow; nothing where it is another."""
    parts: dict[str, str] = {}
    for part in written.upper().strip().strip(";").split(";"):
        name, _, value = part.partition("=")
        expected = _PARTS.get(name)
        if expected is None or name in parts or not expected.fullmatch(value):
            return None
        parts[name] = value
    if "FREQ" not in parts or not _can_be(parts):
        return None
    if "COUNT" in parts:
        parts.pop("UNTIL", None)
    elif "UNTIL" in parts and not parts["UNTIL"].endswith("Z"):
        parts["UNTIL"] = f"{parts['UNTIL'][:8]}T235959Z"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _can_be(parts: dict[str, str]) -> bool:
    """Say whether some day surely fits a rule: else it would be looked for up to the year 9999."""
    frequency, weekdays = parts["FREQ"], parts.get("BYDAY", "")
    numbered = re.search(r"\d", weekdays) is not None
    several = parts.get("INTERVAL", "1") != "1"
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
    return not (
        (frequency in ("DAILY", "WEEKLY") and (numbered or "BYMONTHDAY" in parts))
        or (frequency == "DAILY" and several and (weekdays or "BYMONTH" in parts))
        or (frequency == "MONTHLY" and several and "BYMONTH" in parts)
        or ("BYMONTHDAY" in parts and (numbered or "BYSETPOS" in parts))
        or min(days) > (28 if several else 29 if "2" in parts.get("BYMONTH", "").split(",") else 30)
        or ("BYSETPOS" in parts and (numbered or not weekdays or frequency in ("DAILY", "WEEKLY")))
    )


def steps(series: Series, until: datetime) -> int:
    """Return about how many days a rule goes through before it is done."""
    length = max(0, (until - series.start).days) if series.rule else 0
    return length // (1 if series.rule and "DAILY" in series.rule else 7) + len(series.added)


def times(series: Series, since: datetime, until: datetime) -> Iterator[Time]:
    """Yield each time that a series takes place in a window, with what was changed about it."""
    calendar = Calendar()
    calendar.add_component(_event(series.start, series.end, -1, series))
    for one in series.moved:
        event = _event(one.start, one.end, one.number)
        event.add("RECURRENCE-ID", one.original)
        calendar.add_component(event)
    try:
        found = recurring_ical_events.of(calendar).between(since, until)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return
    for event in found:
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if series.end is not None and "DTEND" in event else None
        original = event["RECURRENCE-ID"].dt
        yield Time(
            original.astimezone(UTC),
            start.astimezone(UTC),
            end and end.astimezone(UTC),
            int(event["X-NUMBER"]),
        )


def _event(
    start: datetime, end: datetime | None, number: int, series: Series | None = None
) -> Event:
    event = Event()
    event.add("UID", "1")
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("X-NUMBER", str(number))
    if series is not None:
        if series.rule:
            event.add("RRULE", vRecur.from_ical(series.rule))
        if series.added:
            event.add("RDATE", list(series.added))
        if series.removed:
            event.add("EXDATE", list(series.removed))
    return event
