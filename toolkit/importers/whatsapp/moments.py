"""Which moment a date and a time of a WhatsApp chat are: the order of the date is found out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

import numpy as np
import polars as pl

from toolkit.reading import Told, instant

Order: TypeAlias = Literal["day-month", "month-day"]
Date: TypeAlias = tuple[int, int, int]

MONTH_FIRST = frozenset(("US",))  # countries where 3/4 is in March

_BETWEEN = re.compile(r"[./-] ?")


@dataclass(slots=True)
class Calendar:
    """What the dates of a chat say of their own order, gathered over the whole file."""

    dates: dict[str, Date] = field(default_factory=dict)
    back: dict[Order, int] = field(default_factory=lambda: {"day-month": 0, "month-day": 0})
    _last: str = ""

    def read(self, dates: Sequence[str]) -> None:
        """Take dates in, in the order of the file."""
        last = self._last
        for date in dates:
            if date == last:
                continue
            now, before = self._date(date), self.dates.get(last)
            if before is not None:
                self.back["day-month"] += now[::-1] < before[::-1]
                self.back["month-day"] += _month_first(now) < _month_first(before)
            last = date
        self._last = last

    def _date(self, date: str) -> Date:
        found = self.dates.get(date)
        if found is None:
            first, second, third = map(int, _BETWEEN.split(date))
            found = self.dates[date] = (first, second, third)
        return found

    def order(self) -> Order | None:
        """Return the order that the file gives away: a day above 12, or time that runs forwards."""
        days = sum(first > 12 for first, _, _ in self.dates.values())
        months = sum(second > 12 for _, second, _ in self.dates.values())
        if days != months:
            return "day-month" if days > months else "month-day"
        if self.back["day-month"] != self.back["month-day"]:
            return min(self.back, key=lambda order: self.back[order])
        if any("." in date for date in self.dates):  # nobody writes 3.4. for the 4th of March
            return "day-month"
        return None


def _month_first(date: Date) -> Date:
    return date[2], date[0], date[1]


def agreed(told: Told) -> Order:
    """Return the order that is taken where a file leaves it open."""
    if told.date_order is not None:
        return told.date_order
    return "month-day" if told.country.upper() in MONTH_FIRST else "day-month"


class Hours(dict[tuple[str, str, str | None], int | None]):
    """The moment at which an hour of a day begins, by its date, hour and half of the day."""

    def __init__(self, order: Order, zone: str) -> None:
        super().__init__()
        self._order, self._zone = order, zone

    def __missing__(self, key: tuple[str, str, str | None]) -> int | None:
        date, hour, half = key
        found = self[key] = self._instant(date, int(hour), half)
        return found

    def moments(self, fields: pl.DataFrame) -> pl.Series:
        """Return when each message was written; nothing where a date or a time is none."""
        hours = fields.select("date", "hour", "half")
        run = hours.select(pl.struct(pl.all()).rle_id()).to_series()
        firsts = hours[np.flatnonzero(np.diff(run.to_numpy(), prepend=-1))]
        bases = pl.Series([self[key] for key in firsts.iter_rows()], dtype=pl.Int64)
        minute, second = (fields[name].cast(pl.Int64).fill_null(0) for name in ("minute", "second"))
        past = (minute * 60 + second) * 1_000_000
        return bases.gather(run) + past.set((minute > 59) | (second > 59), None)

    def _instant(self, date: str, hour: int, half: str | None) -> int | None:
        first, second, third = map(int, _BETWEEN.split(date))
        if first > 31:
            year, month, day = first, second, third
        elif self._order == "day-month":
            day, month, year = first, second, third
        else:
            month, day, year = first, second, third
        if half:
            hour = hour % 12 + (12 if half in "Pp" else 0)
        try:
            local = datetime(year if year > 99 else 2000 + year, month, day, hour)  # noqa: DTZ001
        except ValueError:
            return None
        return instant(local, self._zone)
