"""The data passport says what came in, and how far it can be relied on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import EmptyExport
from toolkit.ingest.checks import Gap, Grade
from toolkit.ingest.passport import gaps, read_passport

DAY = 60 * 24


def daily(message: Any, days: Any, **known: Any) -> list[Any]:
    return [message(f"m{day}", minutes=day * DAY, **known) for day in days]


def grades(exports: Any) -> dict[str, Grade]:
    return {one.id: one.grade for one in read_passport(exports.client).checks}


def test_a_passport_is_there_after_the_first_import_only(exports: Any, message: Any) -> None:
    with pytest.raises(EmptyExport):
        read_passport(exports.client)
    exports.take_in({"square.txt": daily(message, range(3))})
    assert read_passport(exports.client).passages[0].messages == 3


def test_each_source_says_its_span_its_writers_and_what_came_twice(
    exports: Any, message: Any
) -> None:
    rows = [*daily(message, range(40)), message("m99", by="bob", minutes=3 * DAY, tz="Asia/Tokyo")]
    exports.take_in({"a/square.txt": rows, "b/square.txt": rows[:10]})
    (one,) = read_passport(exports.client).passages
    assert (one.messages, one.given, one.writers, one.days) == (41, 51, 2, 40)
    assert (one.first, one.last) == ("2026-06-16", "2026-07-25")
    assert sum(count for _, count in one.weeks) == 41
    assert one.zoned == 1


def test_what_was_refused_is_counted_by_reason_and_source(exports: Any, message: Any) -> None:
    rows = [*daily(message, range(40)), message("x", kind="no such kind")]
    exports.write({"square.txt": rows})
    with (exports.folder / "exports/square.txt").open("a") as file:
        file.write("\nnot json\nnot json either")
    exports.take_in()
    (one,) = read_passport(exports.client).passages
    assert one.kinds["not JSON"] == 2
    assert len(one.kinds) == 2
    assert grades(exports)["refused"] is Grade.WARNING


@pytest.mark.parametrize(
    ("days", "grade"), [(3, Grade.STOP), (20, Grade.WARNING), (40, Grade.GOOD)]
)
def test_too_short_a_span_is_a_warning_or_a_stop(
    exports: Any, message: Any, days: int, grade: Grade
) -> None:
    exports.take_in({"square.txt": daily(message, range(days))})
    assert grades(exports)["span"] is grade


def test_a_file_that_nobody_knows_is_a_warning_and_a_doubtful_one_a_stop(
    exports: Any, message: Any
) -> None:
    exports.take_in({"square.txt": daily(message, range(40)), "notes.doc": []})
    assert grades(exports)["files"] is Grade.WARNING
    exports.take_in({"room.txt": [], "day/1.txt": []})
    assert grades(exports)["files"] is Grade.STOP


def test_without_what_the_public_wrote_answers_cannot_be_seen(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": daily(message, range(40), direction="out")})
    assert grades(exports)["inbound"] is Grade.WARNING
    exports.take_in({"day/1.txt": [message("q", by="zoe", direction="in")]})
    assert grades(exports)["inbound"] is Grade.GOOD


def test_accounts_that_nobody_declared_are_a_warning(exports: Any, message: Any) -> None:
    account = {"table": "accounts", "account_id": "anna"}
    exports.take_in({"square.txt": [account, *daily(message, range(40))]})
    assert grades(exports)["accounts"] is Grade.WARNING
    exports.settings["accounts"] = {"anna": "brand"}
    exports.take_in()
    assert grades(exports)["accounts"] is Grade.GOOD


@pytest.mark.parametrize(("people", "grade"), [(3, "stop"), (12, "warning"), (30, "good")])
def test_too_few_people_inside_will_not_be_shown(
    exports: Any, tie: Any, people: int, grade: str
) -> None:
    rows = [tie(f"t{n}", f"p{n}", f"p{(n + 1) % people}", n) for n in range(people)]
    exports.take_in({"room.txt": rows})
    found = grades(exports)
    assert found["people"] == grade
    assert (found["teams"], found["chart"]) == (Grade.WARNING, Grade.WARNING)


def test_without_messages_nothing_can_be_said(exports: Any) -> None:
    exports.take_in({"square.txt": [{"table": "accounts", "account_id": "anna"}]})
    assert grades(exports)["messages"] is Grade.STOP


def numbered(start: int, *steps: int) -> list[int]:
    from datetime import date, timedelta  # noqa: PLC0415

    day, days = date(2026, 1, start), []
    for step in (0, *steps):
        day += timedelta(days=step)
        days.append(int(day.strftime("%Y%m%d")))
    return days


def test_a_long_silence_in_a_talkative_source_is_a_gap() -> None:
    assert list(gaps(numbered(1, *[1] * 20, 14, *[1] * 20))) == []
    days = numbered(1, *[1] * 20, 60, *[1] * 20)
    assert list(gaps(days)) == [Gap("2026-01-22", "2026-03-21", 59)]


def test_a_source_that_speaks_once_a_month_has_no_gap() -> None:
    assert list(gaps(numbered(1, *[30] * 12))) == []


@given(st.lists(st.integers(1, 400), max_size=30))
def test_gaps_lie_between_days_with_words(steps: list[int]) -> None:
    days = numbered(1, *steps)
    for gap in gaps(days):
        inside = [
            d
            for d in days
            if gap.first <= f"{d // 10000}-{d // 100 % 100:02}-{d % 100:02}" <= gap.last
        ]
        assert inside == []
        assert gap.days >= 14
