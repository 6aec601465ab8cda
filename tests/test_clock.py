from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import store
from toolkit.clock import (
    OFFICE_WEEK,
    WEEK,
    calendar,
    hours_in,
    is_zone,
    opening_hours,
    working_week,
)
from toolkit.errors import BadSettings

PARIS = opening_hours("Europe/Paris", "FR", {}, last_year=2027)
NIGHTS = dict.fromkeys(WEEK, ("00:00-06:00",))

MOMENTS = st.integers(630_000_000, 1_800_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))


def moment(text: str, zone: str = "Europe/Paris") -> int:
    """Microseconds since 1970 of a moment on the clock of a zone."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return round(local.timestamp()) * 1_000_000


def opened(start: str, end: str, hours: object = PARIS) -> int:
    """Opening seconds between two moments in Paris."""
    before, after = hours.elapsed(np.array([moment(start), moment(end)]))  # type: ignore[attr-defined]
    return int(after - before)


def local(text: str, zone: str) -> dict[str, int]:
    times = pl.Series([datetime.fromisoformat(text)]).cast(pl.Datetime("us", "UTC"))
    return calendar(times, zone, PARIS).row(0, named=True)


def test_a_working_day_has_eight_hours() -> None:
    assert opened("2026-06-16 00:00", "2026-06-17 00:00") == 8 * 3600


def test_the_door_is_closed_at_lunch() -> None:
    assert opened("2026-06-16 12:00", "2026-06-16 14:00") == 3600


def test_a_friday_evening_is_as_long_as_a_monday_morning() -> None:
    assert opened("2026-06-12 18:00", "2026-06-15 09:00") == 0
    assert opened("2026-06-12 17:59", "2026-06-15 09:01") == 120


@pytest.mark.parametrize("day", ["2026-07-14", "2026-05-14", "2026-04-06", "2026-12-25"])
def test_public_holidays_are_closed(day: str) -> None:
    assert opened(f"{day} 00:00", f"{day} 23:59") == 0


def test_a_holiday_of_one_country_is_a_working_day_of_another() -> None:
    english = opening_hours("Europe/London", "GB", {}, last_year=2027)
    assert opened("2026-07-14 00:00", "2026-07-15 00:00", english) == 8 * 3600


@pytest.mark.parametrize("day", ["2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26"])
def test_the_door_opens_by_the_clock_on_the_wall_in_summer_as_in_winter(day: str) -> None:
    assert opened(f"{day} 08:59", f"{day} 09:01") == 60


def test_the_night_that_loses_an_hour_is_an_hour_shorter() -> None:
    nights = opening_hours("Europe/Paris", "FR", NIGHTS, last_year=2026)
    assert opened("2026-03-29 00:00", "2026-03-29 12:00", nights) == 5 * 3600
    assert opened("2026-10-25 00:00", "2026-10-25 12:00", nights) == 7 * 3600


def test_a_door_that_opens_in_the_hour_that_is_skipped_opens_after_it() -> None:
    early = opening_hours("Europe/Paris", "FR", {"sunday": ("02:30-04:00",)}, last_year=2026)
    assert opened("2026-03-29 00:00", "2026-03-29 12:00", early) == 3600


def test_weekdays_that_are_not_named_are_closed() -> None:
    saturdays = opening_hours("Europe/Paris", "FR", {"saturday": ("10:00-12:00",)}, last_year=2026)
    assert opened("2026-06-15 00:00", "2026-06-22 00:00", saturdays) == 2 * 3600


def test_nothing_was_open_before_1970() -> None:
    assert PARIS.elapsed(np.array([-1, 0])).tolist() == [0, 0]


def _slow(start: datetime, end: datetime) -> int:
    """Count, minute by minute, those in which the clock in Paris shows an opening hour."""
    import holidays  # noqa: PLC0415 - the judge's own calendar

    closed = holidays.country_holidays("FR", years=range(2025, 2028))
    spans = [span.split("-") for span in OFFICE_WEEK["monday"]]
    minutes, now = 0, start
    while now < end:
        wall = now.astimezone(ZoneInfo("Europe/Paris"))
        working = wall.weekday() < 5 and wall.date() not in closed
        minutes += working and any(opens <= f"{wall:%H:%M}" < closes for opens, closes in spans)
        now += timedelta(minutes=1)
    return minutes * 60


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(
        lambda minute: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=minute)
    ),
    st.integers(0, 5 * 24 * 60),
)
def test_the_business_clock_agrees_with_a_slow_and_obvious_count(
    start: datetime, minutes: int
) -> None:
    end = start + timedelta(minutes=minutes)
    ends = np.array([start.timestamp() * 1e6, end.timestamp() * 1e6]).astype(np.int64)
    before, after = PARIS.elapsed(ends)
    assert after - before == _slow(start, end)


def test_the_local_day_is_not_the_day_in_utc() -> None:
    row = local("2026-01-31 23:30", "Europe/Paris")
    assert (row["day"], row["month"], row["hour"], row["minute"]) == (20260201, 202602, 0, 30)


def test_the_week_of_new_year_belongs_to_the_year_of_its_thursday() -> None:
    row = local("2027-01-01 12:00", "Europe/Paris")
    assert (row["iso_week"], row["weekday"]) == (202653, 5)


@given(
    MOMENTS,
    st.sampled_from(["Europe/Paris", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"]),
)
def test_the_calendar_agrees_with_the_standard_library(when: datetime, zone: str) -> None:
    wall = when.astimezone(ZoneInfo(zone))
    year, week, weekday = wall.isocalendar()
    row = calendar(pl.Series([when]).cast(pl.Datetime("us", "UTC")), zone, PARIS).row(0, named=True)
    assert (row["day"], row["month"]) == (int(f"{wall:%Y%m%d}"), int(f"{wall:%Y%m}"))
    assert (row["iso_week"], row["weekday"]) == (year * 100 + week, weekday)
    assert (row["hour"], row["minute"]) == (wall.hour, wall.minute)


def test_the_week_has_the_same_names_as_in_the_settings() -> None:
    assert store.WEEK == WEEK


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"lundi": ("09:00-12:00",)}, "weekday"),
        ({"monday": ("9h-12h",)}, "09:00-12:30"),
        ({"monday": ("22:00-02:00",)}, "midnight"),
        ({"monday": ("09:00-12:00", "11:00-18:00")}, "overlap"),
        ({"monday": ("09:00-25:00",)}, "09:00-12:30"),
    ],
)
def test_hours_that_cannot_be_understood_are_refused(
    hours: dict[str, tuple[str, ...]], said: str
) -> None:
    with pytest.raises(BadSettings, match=said):
        opening_hours("Europe/Paris", "FR", hours, last_year=2026)


def test_an_unknown_country_or_zone_is_refused() -> None:
    with pytest.raises(BadSettings, match="country"):
        opening_hours("Europe/Paris", "ZZ", {}, last_year=2026)
    with pytest.raises(BadSettings, match="timezone"):
        opening_hours("Europe/Lutetia", "FR", {}, last_year=2026)


def test_a_zone_is_known_or_it_is_not() -> None:
    assert is_zone("Europe/Paris")
    assert not is_zone("Europe/Lutetia")
    assert not is_zone("")


def test_hours_of_a_table_are_the_hours_of_a_week():
    rows = [
        ("opening", 1, "13:30", "18:00"),
        ("opening", 1, "09:00", "12:30"),
        ("opening", 1, "12:00", "13:00"),
        ("opening", 7, None, "12:00"),
        ("opening", 8, "09:00", "12:00"),
        ("winter", 2, "10:00", "12:00"),
    ]
    names = ["calendar_id", "weekday", "opens", "closes"]
    found = hours_in(pl.DataFrame(rows, schema=names, orient="row"))
    assert found == {"monday": ("09:00-13:00", "13:30-18:00")}


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        ("2026-03-27 17:30", "Europe/Paris", "outside"),  # 18:30 in winter
        ("2026-03-30 15:30", "Europe/Paris", "working"),  # 17:30 in summer
        ("2026-03-30 11:00", "Europe/Paris", "working"),  # lunch is no end of the day
        ("2026-03-30 15:30", "America/Martinique", "working"),  # 11:30 there
        ("2026-03-30 23:00", "America/Martinique", "outside"),  # 19:00 there, Tuesday in Paris
        ("2026-03-28 10:00", "Europe/Paris", "closed"),
        ("2026-05-01 10:00", "Europe/Paris", "holiday"),
    ],
)
def test_working_hours_are_those_of_the_clock_of_who_writes(moment: str, zone: str, said: str):
    week = working_week("FR", {}, last_year=2026)
    assert week.of(pl.DataFrame([local(moment, zone)])).to_list() == [said]
