"""M24 and S33: when people work inside, how short their nights are, what meetings take."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.talk import Tables, ask, empty, moment, table
from toolkit.clock import calendar, opening_hours, working_week
from toolkit.metrics.load import load
from toolkit.metrics.meetings import meeting_load

PARIS = "Europe/Paris"
OPEN = opening_hours(PARIS, "FR", {}, last_year=2026)
WEEK = working_week("FR", {}, last_year=2026)


def company(*said: str, zone: str = PARIS) -> Tables:
    """Return what was said: key, who, moment on the wall, @whom; ``>key`` says what it answers."""
    rows = []
    for line in said:
        key, who, day, clock, to, *rest = line.split()
        local = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))
        answered = next((word[1:] for word in rest if word.startswith(">")), None)
        row: dict[str, Any] = {"interaction_id": key, "message_id": key, "src": who}
        row |= {"ts_utc": local.astimezone(ZoneInfo("UTC")), "dst": to[1:], "channel_kind": "dm"}
        rows.append(row | {"reply_to": answered})
    frame = table("interactions", rows)
    clock_ = calendar(frame["ts_utc"], zone, OPEN)
    dated = frame.drop(clock_.columns, "hours").hstack(clock_)
    people = sorted({row["src"] for row in rows})
    return empty() | {
        "interactions": dated.with_columns(hours=WEEK.of(dated)),
        "people": table("people", [{"person_id": who} for who in people]),
    }


def test_after_hours_on_the_clock_of_who_writes() -> None:
    found = ask(
        load,
        company(
            *("a ana 2026-03-26 10:00 @bob", "b bob 2026-03-26 20:00 @cleo"),
            *("c ana 2026-03-28 10:00 @cleo", "d bob 2026-05-01 10:00 @cleo"),
        ),
    )
    assert found["after_hours_share"].value == 0.75
    assert found["weekend_share"].value == 0.25
    assert found["holiday_share"].value == 0.25
    assert (found["after_hours_share"].n, found["after_hours_share"].people) == (4, 2)


def test_what_is_started_and_what_is_answered_are_told_apart() -> None:
    """An answer says so, or follows what the other wrote less than a day before."""
    found = ask(
        load,
        company(
            *("a ana 2026-03-26 19:00 @bob", "b bob 2026-03-26 20:00 @ana"),
            *("c ana 2026-03-27 10:00 @bob", "d bob 2026-03-31 10:00 @ana"),
            "e bob 2026-03-31 21:00 @ana >c",
        ),
    )
    started, answers = found["after_hours_started_share"], found["after_hours_answers_share"]
    assert (started.value, started.n) == (0.5, 2)  # a and d
    assert (answers.value, answers.n) == (pytest.approx(2 / 3), 3)  # b, c and e


@pytest.mark.parametrize(
    ("evening", "morning", "short"),
    [
        ("2026-03-25 21:30", "2026-03-26 08:00", 1),
        ("2026-03-25 21:00", "2026-03-26 08:00", 0),  # eleven hours are enough
        ("2026-03-28 20:30", "2026-03-29 08:00", 1),  # the night that loses an hour
        ("2026-10-24 21:30", "2026-10-25 08:00", 0),  # the night that gains one
        ("2026-03-26 01:00", "2026-03-26 09:00", 1),  # after midnight is still the evening
        ("2026-03-25 21:30", "2026-03-27 08:00", 0),  # a day between
    ],
)
def test_a_night_is_as_long_as_the_time_that_passes(evening: str, morning: str, short: int) -> None:
    found = ask(load, company(f"a ana {evening} @bob", f"b ana {morning} @bob"))
    assert (found["short_rest_share"].value, found["short_rest_share"].n) == (short, 1)


def test_a_night_of_one_is_no_night_of_another() -> None:
    found = ask(load, company("a ana 2026-03-25 23:00 @bob", "b bob 2026-03-26 07:00 @ana"))
    assert found["short_rest_share"].reason == "one_day"


def test_without_a_calendar_nothing_is_after_hours() -> None:
    tables = company("a ana 2026-03-25 23:00 @bob")
    bare = tables["interactions"].with_columns(hours=pl.lit(None, pl.String))
    found = ask(load, tables | {"interactions": bare})
    assert found["after_hours_share"].reason == "no_hours"


def agenda(*met: str, full: dict[str, float] | None = None) -> Tables:
    """Return meetings: name, day, from, to, those who accepted; ``-who`` said no, ``again``."""
    meetings, asked = [], []
    for line in met:
        name, day, start, end, *guests = line.split()
        came = [one for one in guests if one[0] != "-" and one != "again"]
        row = {"meeting_id": name, "start": moment(int(day[1:]), start)}
        row |= {"end": moment(int(day[1:]), end), "recurring": "again" in guests}
        meetings.append(row | {"accepted": len(came), "invited": len(guests)})
        asked += [{"meeting_id": name, "person_id": one, "answer": "accepted"} for one in came]
        asked += [
            {"meeting_id": name, "person_id": one[1:], "answer": "declined"}
            for one in guests
            if one[0] == "-"
        ]
    people = {row["person_id"]: 1.0 for row in asked} | (full or {})
    return empty() | {
        "meetings": table("meetings", meetings),
        "attendance": table("attendance", asked),
        "people": table("people", [{"person_id": one, "fte": fte} for one, fte in people.items()]),
    }


def test_an_hour_with_two_meetings_is_counted_once() -> None:
    """The fixture of S33: 10 to 11 and 10:30 to 11:30 take an hour and a half."""
    found = ask(meeting_load, agenda("m d1 10:00 11:00 ana", "n d1 10:30 11:30 ana"))
    assert found["meeting_time"].value == 1.5 * 3600


def test_time_in_meetings_is_that_of_a_full_time_week() -> None:
    tables = agenda(*("m d1 10:00 12:00 ana bob", "n d12 10:00 11:00 ana -bob"), full={"bob": 0.5})
    found = ask(meeting_load, tables)["meeting_time"]
    assert found.value == pytest.approx((3 + 2) * 3600 / 1.5 / 2)  # two working weeks
    assert (found.n, found.people) == (2, 2)


def test_habits_and_crowds() -> None:
    crowd = " ".join(f"p{n}" for n in range(9))
    tables = agenda(f"m d1 10:00 11:00 {crowd} again", "n d2 10:00 11:00 p1 p2 p3")
    found = ask(meeting_load, tables)
    assert found["meeting_recurring_share"].value == 0.5
    assert found["meeting_large_share"].value == 0.5


def test_who_refuses_all_still_has_a_calendar() -> None:
    found = ask(meeting_load, agenda("m d1 10:00 11:00 ana -bob"))["meeting_time"]
    assert (found.value, found.people) == (1800, 2)


def test_meetings_of_another_month_are_not_of_this_one() -> None:
    tables = agenda("m d1 10:00 11:00 ana", "n d40 10:00 13:00 ana")
    found = ask(meeting_load, tables, months=(202601, 202601))["meeting_time"]
    assert (found.value, found.n) == (3600, 1)


def on(quarter: int) -> str:
    return f"{quarter // 4 + 5:02}:{quarter % 4 * 15:02}"


SPAN = st.tuples(st.integers(0, 40), st.integers(1, 12), st.integers(0, 2))


@settings(max_examples=40, deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=12))
def test_time_agrees_with_a_slow_and_obvious_count(spans: list[tuple[int, int, int]]) -> None:
    """Quarters of an hour, coloured in one by one."""
    lines = [f"m{n} d1 {on(at)} {on(at + long)} p{who}" for n, (at, long, who) in enumerate(spans)]
    quarters = {(who, at + step) for at, long, who in spans for step in range(long)}
    people = len({who for _, _, who in spans})
    found = ask(meeting_load, agenda(*lines))["meeting_time"]
    assert found.value == pytest.approx(len(quarters) * 900 / people)
