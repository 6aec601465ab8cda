"""Local days and opening hours: what a clock on the wall says of a moment, computed once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import holidays
import numpy as np
import polars as pl
from numpy.typing import NDArray

from toolkit.errors import BadSettings

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE_DAY = ("09:00-12:30", "13:30-18:00")
# The week of a client whose settings give no hours: Monday to Friday, closed at lunch.
OFFICE_WEEK: Mapping[str, Sequence[str]] = dict.fromkeys(WEEK[:5], OFFICE_DAY)

SECOND = 1_000_000
DAY = 86_400 * SECOND
STEP = 15 * 60 * SECOND  # clocks change by whole quarters of an hour
CALENDAR = ("t_us", "day", "month", "iso_week", "weekday", "hour", "minute", "business_s")

Moments = NDArray[np.int64]
WORKING, OUTSIDE, CLOSED, HOLIDAY = "working", "outside", "closed", "holiday"


@dataclass(frozen=True)
class OpeningHours:
    """Every opening since 1970: when it starts, how long it lasts, what was open before it.

    All three are in microseconds; ``starts`` in UTC and ascending.
    """

    starts: Moments
    lengths: Moments
    before: Moments

    def elapsed(self, moments: Moments) -> Moments:
        """Return the opening seconds elapsed from 1970 to each moment (microseconds, UTC)."""
        if not self.starts.size:
            return np.zeros_like(moments)
        at = np.searchsorted(self.starts, moments, side="right") - 1
        inside = np.minimum(moments - self.starts[at], self.lengths[at])
        return np.where(at < 0, 0, self.before[at] + inside) // SECOND


def opening_hours(
    timezone: str, country: str, hours: Mapping[str, Sequence[str]], *, last_year: int
) -> OpeningHours:
    """Return the openings from 1970 to the end of a year, public holidays left out.

    ``hours`` maps a weekday to spans such as ``09:00-12:30``; a weekday that is not named is
    closed, and no weekday at all means the office week. The hours are those of the
    organisation's own zone: it opens when its clock strikes the hour, in summer as in winter.
    """
    week = _spans(hours or OFFICE_WEEK)
    days = np.arange(
        np.datetime64("1970-01-01", "D"), np.datetime64(f"{last_year + 1}-01-01", "D")
    ).astype(np.int64)
    days = days[~np.isin(days, _public_holidays(country, last_year))]
    opens, closes = _walls(days, week)
    starts = _instants(opens, timezone, ambiguous="earliest")
    ends = _instants(closes, timezone, ambiguous="latest")
    lengths = np.maximum(ends - starts, 0)
    return OpeningHours(starts, lengths, np.cumsum(lengths) - lengths)


@dataclass(frozen=True)
class WorkingWeek:
    """From when to when each weekday is worked, in minutes (Monday is 1), and public holidays.

    A lunch break is no end of the day: it lasts from the first opening to the last closing.
    Holidays are written as 20260501.
    """

    days: Mapping[int, tuple[int, int]]
    holidays: frozenset[int]

    def of(self, local: pl.DataFrame) -> pl.Series:
        """Say of moments on somebody's own clock whether they are worked, and why not.

        ``local`` has the calendar columns day, weekday, hour and minute.
        """
        moment = pl.col("hour") * 60 + pl.col("minute")
        spans = [
            (pl.col("weekday") == day) & moment.is_between(opens, closes, closed="left")
            for day, (opens, closes) in self.days.items()
        ]
        said = (
            pl.when(pl.col("day").is_in(sorted(self.holidays)))
            .then(pl.lit(HOLIDAY))
            .when(~pl.col("weekday").is_in(list(self.days)))
            .then(pl.lit(CLOSED))
            .when(pl.any_horizontal(spans or [pl.lit(value=False)]))
            .then(pl.lit(WORKING))
            .otherwise(pl.lit(OUTSIDE))
        )
        return local.select(hours=said)["hours"]


def working_week(
    country: str, hours: Mapping[str, Sequence[str]], *, last_year: int
) -> WorkingWeek:
    """Return the week that is worked; ``hours`` as ``opening_hours`` takes them."""
    week = _spans(hours or OFFICE_WEEK)
    ends = {number + 1: (day[0][0], day[-1][1]) for number, day in week.items() if day}
    minute = 60 * SECOND
    epoch = np.datetime64("1970-01-01", "D")
    known = [(epoch + one).item() for one in _public_holidays(country, last_year)]
    return WorkingWeek(
        days={day: (opens // minute, closes // minute) for day, (opens, closes) in ends.items()},
        holidays=frozenset(one.year * 10_000 + one.month * 100 + one.day for one in known),
    )


def hours_in(calendars: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return weekday -> spans, as ``opening_hours`` takes them, of the agreed table of calendars.

    Where there are several calendars, the first by name; spans that overlap become one; a line
    without both times opens nothing.
    """
    known = calendars.drop_nulls(["weekday", "opens", "closes"]).sort("calendar_id", "opens")
    mine = known.filter(pl.col("calendar_id") == pl.col("calendar_id").min())
    spans: dict[str, list[tuple[str, str]]] = {}
    for weekday, opens, closes in mine.select("weekday", "opens", "closes").iter_rows():
        if 1 <= weekday <= 7:
            day = spans.setdefault(WEEK[weekday - 1], [])
            if day and opens <= day[-1][1]:
                day[-1] = day[-1][0], max(closes, day[-1][1])
            else:
                day.append((opens, closes))
    return {day: tuple(f"{opens}-{closes}" for opens, closes in of) for day, of in spans.items()}


def _spans(hours: Mapping[str, Sequence[str]]) -> dict[int, list[tuple[int, int]]]:
    """Return weekday (Monday is 0) -> spans in microseconds of the day, in order."""
    week = {}
    for name, spans in hours.items():
        if name not in WEEK:
            raise BadSettings(f"hours: '{name}' is no weekday; there are {', '.join(WEEK)}")
        week[WEEK.index(name)] = sorted(_span(name, span) for span in spans)
    for number, day in week.items():
        if any(later[0] < earlier[1] for earlier, later in pairwise(day)):
            raise BadSettings(f"hours: the spans of {WEEK[number]} overlap")
    return week


def _span(day: str, text: str) -> tuple[int, int]:
    try:
        opens, closes = (_of_day(part) for part in text.split("-"))
    except ValueError as error:
        raise BadSettings(f"hours: a span of {day} is not written as 09:00-12:30") from error
    if opens >= closes:
        raise BadSettings(f"hours: a span of {day} ends before it starts; split it at midnight")
    return opens, closes


def _of_day(text: str) -> int:
    hour, minute = (int(part) for part in text.strip().split(":"))
    moment = (hour * 60 + minute) * 60 * SECOND
    if not (0 <= minute < 60 and 0 <= moment <= DAY):
        raise ValueError
    return moment


def _public_holidays(country: str, last_year: int) -> Moments:
    try:
        known = holidays.country_holidays(country, years=range(1970, last_year + 1))
    except NotImplementedError as error:
        raise BadSettings(f"country: no calendar of public holidays for '{country}'") from error
    epoch = date(1970, 1, 1)
    return np.array(sorted((day - epoch).days for day in known), dtype=np.int64)


def _walls(days: Moments, week: Mapping[int, list[tuple[int, int]]]) -> tuple[Moments, Moments]:
    """Return wall-clock openings and closings of those days, in order."""
    weekday = (days + 3) % 7  # 1970 began on a Thursday
    pairs = [
        np.stack([days[weekday == number] * DAY + edge for edge in span])
        for number, spans in week.items()
        for span in spans
    ]
    both = np.concatenate([np.empty((2, 0), dtype=np.int64), *pairs], axis=1)
    opens, closes = both[:, np.argsort(both[0], kind="stable")]
    return opens, closes


def _instants(walls: Moments, timezone: str, *, ambiguous: str) -> Moments:
    """Return the UTC instants of wall-clock times; one that the clock skips is the next it shows.

    An hour that comes twice is open both times: the first one opens, the last one closes.
    """
    known = checked_zone(timezone)
    while True:
        local = pl.Series(walls).cast(pl.Datetime("us"))
        utc = local.dt.replace_time_zone(
            known,
            ambiguous=ambiguous,  # type: ignore[arg-type]
            non_existent="null",
        ).to_physical()
        if not utc.null_count():
            return utc.to_numpy()
        walls = np.where(utc.is_null().to_numpy(), walls + STEP, walls)


def is_zone(name: str) -> bool:
    """Say whether that is the name of a time zone, such as Europe/Paris."""
    if not name:
        return False
    try:
        pl.Series([0]).cast(pl.Datetime("us", name))
    except pl.exceptions.PolarsError:
        return False
    return True


def checked_zone(name: str) -> str:
    """Return the name of a time zone; ``BadSettings`` where there is none of that name."""
    if not is_zone(name):
        raise BadSettings("timezone: not the name of a time zone, such as Europe/Paris")
    return name


def calendar(moments: pl.Series, zone: str, opening: OpeningHours) -> pl.DataFrame:
    """Return the agreed calendar columns of UTC moments, as the clock of a zone shows them."""
    utc = moments.to_physical()
    local = moments.dt.convert_time_zone(zone).dt.replace_time_zone(None).to_physical()
    walls = pl.DataFrame({"t_us": utc, "number": local // DAY, "rest": local % DAY})
    days = _days(walls["number"].unique().sort())
    return (
        walls.join(days, on="number", how="left", maintain_order="left")
        .with_columns(
            hour=pl.col("rest") // (3600 * SECOND),
            minute=pl.col("rest") // (60 * SECOND) % 60,
            business_s=pl.Series(opening.elapsed(utc.to_numpy())),
        )
        .select(pl.col(CALENDAR).cast(pl.Int64))
    )


def _days(numbers: pl.Series) -> pl.DataFrame:
    # Days are few and moments are many: a date is taken apart once per day.
    date_ = pl.col("number").cast(pl.Int32).cast(pl.Date).dt
    month = date_.year().cast(pl.Int64) * 100 + date_.month()
    return pl.DataFrame({"number": numbers}).with_columns(
        day=month * 100 + date_.day(),
        month=month,
        iso_week=date_.iso_year().cast(pl.Int64) * 100 + date_.week(),
        weekday=date_.weekday(),
    )
