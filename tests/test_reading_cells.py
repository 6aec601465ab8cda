"""Counts and dates are read as people and platforms write them, in our languages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.cells import (
    cell,
    day_of,
    folded,
    has_time,
    is_open,
    moment_of,
    order_of,
    placed,
    whole,
)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("12", 12),
        ("0", 0),
        ("-3", -3),
        ("1 234", 1234),
        ("7\u202f100", 7100),
        ("1\u00a0234\u00a0567", 1234567),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1'234", 1234),
        ("12.0", 12),
        ("1.2K", 1200),
        ("1,5 M", 1500000),
        ("0.453", None),
        ("45,3", None),
        ("", None),
        ("undefined", None),
        ("9" * 30, None),
    ],
)
def test_a_count_is_whole_or_nothing(written: str, count: int | None) -> None:
    assert whole(written) == count


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00"),
        ("2026-01-31 10:00:00 UTC", "2026-01-31T10:00:00"),
        ("2023-09-19T17:42:53.434647+00:00", "2023-09-19T17:42:53.434647"),
        ("2026-01-31", "2026-01-30T23:00:00"),
        ("31/01/2026 09:30", "2026-01-31T08:30:00"),
        ("31.01.26, 18h05", "2026-01-31T17:05:00"),
        ("2026/01/31", "2026-01-30T23:00:00"),
        ("1/31/26, 1:12\u202fPM", "2026-01-31T12:12:00"),
        ("1/31/2026 12:05 a.m.", "2026-01-30T23:05:00"),
        ("28 sept. 2026 à 10:30", "2026-09-28T08:30:00"),
        ("Sep 28, 2026", "2026-09-27T22:00:00"),
        ("28. März 2026", "2026-03-27T23:00:00"),
        ("1 de enero de 2026", "2025-12-31T23:00:00"),
        ("mar. 3 févr. 2026", "2026-02-02T23:00:00"),
        ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47"),
        ("Sat Sep 05 08:12:14 UTC 2026", "2026-09-05T08:12:14"),
        ("31.12.2025 23:59:59 +0200", "2025-12-31T21:59:59"),
        ("46053.5", "2026-01-31T11:00:00"),
    ],
)
def test_a_moment_is_read_in_its_many_forms(written: str, moment: str) -> None:
    found = moment_of(written, "Europe/Paris")
    assert found is not None
    assert datetime.fromtimestamp(found / 1e6, UTC).isoformat() == f"{moment}+00:00"


@pytest.mark.parametrize(
    "written", ["", "hier", "December 30", "99/99/2026", "2026-02-30", "10h30", "12", "31/31/31"]
)
def test_what_is_no_date_is_nothing(written: str) -> None:
    assert moment_of(written, "Europe/Paris") is None
    assert day_of(written) is None


def test_days_or_months_come_first() -> None:
    assert order_of(["3/4/2026", "13/4/2026"]) == "day-month"
    assert order_of(["3/4/2026", "4/13/2026"]) == "month-day"
    assert order_of(["3/4/2026", "2026-04-13", "hier"]) is None
    assert order_of(["13/4/2026", "4/13/2026"]) is None
    assert day_of("3/4/2026") == date(2026, 4, 3)
    assert day_of("3/4/2026", "month-day") == date(2026, 3, 4)
    assert day_of("13/4/2026", "month-day") == date(2026, 4, 13)


def test_a_date_can_be_read_twice_or_not() -> None:
    assert is_open("3/4/2026")
    assert not any(map(is_open, ["4/4/2026", "13/4/2026", "2026-03-04", "3 avril 2026"]))
    assert has_time("3/4/2026 09:30")
    assert not has_time("3/4/2026")


def test_names_are_compared_without_accents_and_signs() -> None:
    assert folded("Titre de la vidéo (%)") == "titre de la video"
    assert folded("Auf\u00adrufe") == "aufrufe"
    assert placed(["Vues", "Date"], {"views": ("views", "vues"), "date": ("date",)}) == {
        "views": 0,
        "date": 1,
    }
    assert placed(["Date"], {"a": ("date",), "b": ("date",)}) == {"a": 0}
    assert [cell([" a "], place) for place in (0, 1, None)] == ["a", "", ""]


@given(st.text(max_size=80) | st.from_regex(r"[0-9/.: -]{0,30}"))
def test_nothing_that_is_written_breaks_anything(written: str) -> None:
    assert whole(written) is None or isinstance(whole(written), int)
    assert day_of(written) is None or day_of(written).year > 0
    moment = moment_of(written, "Europe/Paris", "month-day")
    assert moment is None or moment >= 0
    assert is_open(written) in (True, False)
    assert order_of([written]) in (None, "day-month", "month-day")
    assert folded(folded(written)) == folded(written)
