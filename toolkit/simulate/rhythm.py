"""When people write: hours of the day, days of the week, holidays and summer, in local time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

HOUR_US = 3_600_000_000
QUARTER_US = 900_000_000
OPEN = 0.25  # an hour with at least that weight counts as working time

# How much is written in each hour, on an ordinary day: night, morning, afternoon, evening.
# fmt: off
OFFICE = (
    0, 0, 0, 0, 0, 0, 0.01, 0.05, 0.5, 1, 1.1, 1,
    0.4, 0.5, 1, 1, 0.9, 0.7, 0.2, 0.06, 0.04, 0.03, 0.01, 0,
)
SHOP = (
    0, 0, 0, 0, 0, 0.1, 0.4, 0.8, 0.8, 0.7, 0.7, 0.8,
    0.5, 0.4, 0.8, 0.8, 0.7, 0.7, 0.6, 0.2, 0.1, 0.05, 0, 0,
)
PUBLIC = (
    0.1, 0.05, 0, 0, 0, 0.05, 0.2, 0.5, 0.7, 0.7, 0.7, 0.8,
    1, 0.9, 0.7, 0.7, 0.8, 1, 1.1, 1.1, 1.2, 1, 0.6, 0.3,
)
# fmt: on
# The same from Monday to Sunday.
WEEKS = {
    "office": (OFFICE, (1.0, 1.1, 1.05, 1.05, 0.85, 0.02, 0.01)),
    "shop": (SHOP, (0.3, 1.0, 1.0, 1.0, 1.1, 1.2, 0.3)),
    "public": (PUBLIC, (1.0, 1.0, 1.0, 1.0, 1.0, 0.8, 0.7)),
}


@dataclass(frozen=True)
class Rhythm:
    """Every hour from the first to the last day, and how much is written in it.

    ``starts`` in UTC microseconds, ``weights`` without unit, ``days`` as 2026-01-31 of each hour.
    """

    starts: Whole
    weights: Real
    days: tuple[str, ...]
    weekdays: Whole

    @property
    def begin(self) -> int:
        """The first moment, in UTC microseconds."""
        return int(self.starts[0])

    @property
    def end(self) -> int:
        """The first moment after the last day, in UTC microseconds."""
        return int(self.starts[-1]) + HOUR_US

    def draw(self, rng: np.random.Generator, size: int, *, weekday: int | None = None) -> Whole:
        """Return moments in UTC microseconds; all on one day of the week where it is given."""
        weights = self.weights if weekday is None else self.weights * (self.weekdays == weekday)
        steps = np.cumsum(weights)
        slots = np.searchsorted(steps, rng.random(size) * steps[-1], side="right")
        moments: Whole = self.starts[slots] + rng.integers(0, HOUR_US, size)
        return moments

    def at_work(self, rng: np.random.Generator, moments: Whole) -> Whole:
        """Move what falls outside working hours into the first hour after the next opening.

        Moments after the last opening are left where they are.
        """
        opened = np.flatnonzero(self.weights >= OPEN)
        slots = self.slots(moments)
        at = np.searchsorted(opened, slots)
        late = at == len(opened)
        following = opened[np.minimum(at, len(opened) - 1)]
        moved = self.starts[following] + rng.integers(0, HOUR_US, len(moments))
        return np.where((following == slots) | late, moments, moved)

    def slots(self, moments: Whole) -> Whole:
        """Return for each moment the number of the hour that it lies in."""
        found = np.searchsorted(self.starts, moments, side="right") - 1
        return np.clip(found, 0, len(self.starts) - 1)


def rhythm(week: str, *, first: date, last: date, zone: str, country: str) -> Rhythm:
    """Return the rhythm of an office, of a shop or of the public over a span of days."""
    by_hour, by_weekday = WEEKS[week]
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    of_day = _of_days(dates, country) * np.array([by_weekday[day.weekday()] for day in dates])
    if week == "public":
        of_day = np.array([by_weekday[day.weekday()] for day in dates])
    starts = [
        datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))
        for day in dates
        for hour in range(24)
    ]
    return Rhythm(
        starts=np.array([int(start.timestamp()) * 1_000_000 for start in starts], dtype=np.int64),
        weights=np.outer(of_day, by_hour).ravel(),
        days=tuple(day.isoformat() for day in dates),
        weekdays=np.repeat([day.isoweekday() for day in dates], 24),
    )


def _of_days(dates: list[date], country: str) -> Real:
    """Return a weight by day: little on public holidays, half in August and at Christmas."""
    closed = holidays.country_holidays(country, years=sorted({day.year for day in dates}))
    quiet = [day.month == 8 or (day.month == 12 and day.day > 23) for day in dates]
    weights = np.where(quiet, 0.5, 1.0)
    return np.where([day in closed for day in dates], 0.01, weights)


def span(first: date, last: date, zone: str) -> tuple[int, int]:
    """Return the first moment of a span of days and the last second, in UTC microseconds."""
    after = last + timedelta(days=1)
    begin, end = (
        int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())
        for day in (first, after)
    )
    return begin * 1_000_000, (end - 1) * 1_000_000


def on_the_quarter(rng: np.random.Generator, moments: Whole) -> Whole:
    """Return the moments moved back to the quarter of the hour, as schedulers publish."""
    return moments // QUARTER_US * QUARTER_US + rng.integers(0, 4_000_000, len(moments))
