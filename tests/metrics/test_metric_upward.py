"""M21: do bosses answer? Openings up, across and down the ladder, and ties that are returned."""

from typing import Any

import numpy as np
import pytest

from tests.metrics.test_metric_network import firm, high_tech
from tests.talk import Tables, ask, calendar, moment
from toolkit.metrics.upward import levels, upward

ROSTER = [{"person_id": f"p{n}", "level": 1 + (n < 2)} for n in range(6)]  # p0 and p1 are bosses


def wrote(src: int, dst: int, day: int, clock: str, **more: Any) -> dict[str, Any]:
    when = moment(day, clock)
    return {"src": f"p{src}", "dst": f"p{dst}", "ts_utc": when, **calendar(when), **more}


def ladder(*sent: dict[str, Any]) -> Tables:
    last = wrote(4, 5, 60, "10:00", reply_to="m0", channel_kind="channel")
    return firm(ROSTER, [*sent, last])


def test_a_boss_who_answers_the_same_day() -> None:
    found = ask(upward, ladder(wrote(2, 0, 1, "10:00"), wrote(0, 2, 1, "15:00")))
    assert found["upward_answered_24h"].value == 1
    assert found["upward_wait_median"].value == 5 * 3600
    assert found["downward_answered_24h"].reason == "no_opening"


def test_a_boss_who_answers_too_late_and_one_who_never_does() -> None:
    sent = (wrote(2, 0, 1, "10:00"), wrote(0, 2, 3, "10:00"), wrote(3, 1, 1, "10:00"))
    found = ask(upward, ladder(*sent))
    assert found["upward_answered_24h"].value == 0
    assert found["upward_answered_72h"].value == pytest.approx(0.5)
    assert found["upward_answered_72h"].people == 2


def test_an_answer_opens_nothing_however_late() -> None:
    found = ask(upward, ladder(wrote(2, 0, 1, "10:00"), wrote(0, 2, 9, "10:00")))
    assert found["upward_answered_72h"].n == 1
    assert found["downward_answered_72h"].reason == "no_opening"


def test_who_writes_again_the_next_day_opens_again() -> None:
    sent = (wrote(2, 0, 1, "10:00"), wrote(2, 0, 1, "12:00"), wrote(2, 0, 3, "10:00"))
    found = ask(upward, ladder(*sent, wrote(0, 2, 3, "11:00")))
    assert found["upward_answered_72h"].n == 2
    assert found["upward_answered_72h"].value == pytest.approx(0.5)


def test_a_reply_in_a_room_opens_nothing_and_answers_a_mention() -> None:
    named = wrote(2, 0, 1, "10:00", channel_kind="channel")
    reply = wrote(0, 2, 1, "11:00", channel_kind="channel", reply_to="m0")
    found = ask(upward, ladder(named, reply))
    assert found["upward_answered_24h"].value == 1
    assert found["downward_answered_24h"].reason == "no_opening"


def test_equals_are_apart() -> None:
    found = ask(upward, ladder(wrote(2, 3, 1, "10:00"), wrote(3, 2, 1, "10:30")))
    assert found["lateral_answered_24h"].value == 1
    assert found["upward_answered_24h"].reason == "no_opening"


def test_openings_of_the_last_hours_do_not_count_yet() -> None:
    found = ask(upward, ladder(wrote(2, 0, 59, "12:00")))
    assert found["upward_answered_24h"].reason == "no_opening"
    assert found["upward_wait_median"].reason == "not_reached"


def test_only_openings_of_the_months_asked_count_and_answers_after_them_too() -> None:
    sent = (wrote(2, 0, 27, "10:00"), wrote(0, 2, 28, "09:00"), wrote(3, 0, 40, "10:00"))
    found = ask(upward, ladder(*sent), months=(202601, 202601))
    assert found["upward_answered_24h"].n == 1
    assert found["upward_answered_24h"].value == 1


def test_what_is_missing_has_its_own_word() -> None:
    flat = firm([{"person_id": "p2"}, {"person_id": "p0"}], [wrote(2, 0, 1, "10:00")])
    undated = firm(ROSTER, [{"src": "p2", "dst": "p0"}])
    nobody = firm([], [wrote(2, 0, 1, "10:00")])
    for company, reason in ((flat, "one_level"), (undated, "no_messages"), (nobody, "no_people")):
        assert {one.reason for one in ask(upward, company).values()} == {reason}


def test_the_asymmetry_of_deaf_bosses_is_found_and_that_of_others_is_not() -> None:
    deaf, fair = _asymmetry(0.2, 0.8), _asymmetry(0.8, 0.8)
    assert deaf.interval[1] < -0.4
    low, high = fair.interval
    assert low < 0 < high


def _asymmetry(up: float, down: float) -> Any:
    """Return the asymmetry where ten bosses and ninety others answer with these chances."""
    rng = np.random.default_rng(3)
    people = [{"person_id": f"p{n}", "level": 1 + (n < 10)} for n in range(100)]
    sent: list[dict[str, Any]] = []
    for n in range(1_200):
        boss, other = int(rng.integers(0, 10)), int(rng.integers(10, 100))
        src, dst, chance = (other, boss, up) if n % 2 else (boss, other, down)
        day = 1 + n // 12
        sent.append(wrote(src, dst, day, "10:00"))
        if rng.random() < chance:
            sent.append(wrote(dst, src, day, "12:00"))
    return ask(upward, firm(people, [*sent, wrote(20, 21, 130, "10:00")]))["answer_asymmetry"]


@pytest.mark.parametrize(
    ("kind", "up", "lateral"), [("advice", 26 / 57, 38 / 104), ("friends", 4 / 22, 38 / 76)]
)
def test_managers_return_ties_as_counted_by_hand(kind: str, up: float, lateral: float) -> None:
    found = ask(levels, high_tech(kind))
    assert found["upward_returned_share"].value == pytest.approx(up)
    assert found["lateral_returned_share"].value == pytest.approx(lateral)
    assert found["cross_level_share"].value == pytest.approx(
        {"advice": 86 / 190}.get(kind, 26 / 102)
    )
