"""When advice begins, when it is measured again, and which tools may serve it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.advice.test_advise import ACTIONS, TEMPLATES, at_risk
from toolkit.advice import begins, dated, equipped, recommendations
from toolkit.advice.advise import ordered, stability
from toolkit.catalogue import TOOLS, Constraints, read_catalogue
from toolkit.results import Level

CATALOGUE = read_catalogue(TEMPLATES / TOOLS)


def test_the_client_begins_when_it_said() -> None:
    assert begins("2026-01-31", dt.date(2026, 5, 6)) == dt.date(2026, 5, 6)


def test_without_a_day_the_client_begins_four_weeks_after_its_last_message_on_a_monday() -> None:
    assert begins("2026-07-01") == dt.date(2026, 8, 3)
    assert begins("2026-01-05") == dt.date(2026, 2, 2)  # a Monday stays where it is


def test_without_a_message_nor_a_day_there_is_no_date() -> None:
    assert begins(None) is None
    (advice,) = dated(recommendations([at_risk("answered_24h", 0.2)], ACTIONS), None)
    assert (advice.first_step_by, advice.measured_on) == ("", "")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_the_first_day_is_a_monday_within_the_week_after_four(last: dt.date) -> None:
    first = begins(last.isoformat())
    assert first is not None
    assert first.weekday() == 0
    assert 28 <= (first - last).days < 35


def test_the_first_step_comes_within_14_days_and_the_measure_after_the_lead() -> None:
    (advice,) = dated(recommendations([at_risk("answered_24h", 0.2)], ACTIONS), dt.date(2026, 3, 2))
    weeks = ACTIONS["answer_the_public"].lead_weeks
    assert advice.first_step_by == "2026-03-16"
    assert advice.measured_on == (dt.date(2026, 3, 2) + dt.timedelta(weeks=weeks)).isoformat()


def test_tools_that_do_not_fit_the_client_are_not_offered() -> None:
    advice = recommendations([at_risk("silent_share", 0.6)], ACTIONS)
    (free,) = equipped(advice, CATALOGUE, Constraints(hosts=True))
    (bound,) = equipped(advice, CATALOGUE, Constraints(effort="hour"))
    assert len(free.offers) <= 3
    assert all(one.tools for one in free.offers)
    assert {tool.tool for one in bound.offers for tool in one.tools} <= {
        tool.name for tool in CATALOGUE.tools.values() if tool.effort == "hour"
    }


def test_the_guards_say_what_their_measures_are_today() -> None:
    known = replace(at_risk("near_duplicate_share", 0.5), level=Level.UNKNOWN, value=0.11)
    (advice,) = recommendations([at_risk("answered_24h", 0.2), known], ACTIONS)
    today = {guard.measure: guard.baseline for guard in advice.guards}
    assert today == {"near_duplicate_share": 0.11, "conversation_depth": None}


def test_the_gain_of_advice_grows_with_the_distance_to_the_risk_line() -> None:
    (near,) = recommendations([at_risk("answered_24h", 0.49)], ACTIONS)
    (far,) = recommendations([at_risk("answered_24h", 0.1)], ACTIONS)
    assert near.gain[1] < far.gain[1]


# -------------------------------------------------------------------- what silences what


def rules(*measures: str) -> tuple[str, ...]:
    values = {"first_response_median": 200_000.0, "top_voice_share": 0.95, "silent_share": 0.6}
    found = [at_risk(one, values.get(one, 0.1)) for one in measures]
    return ordered(found, ACTIONS).in_order


def test_whoever_answers_all_answers_the_questions() -> None:
    assert rules("answered_72h_questions") == ("answer_the_questions",)
    assert rules("answered_72h_questions", "answered_24h") == ("answer_the_public",)


def test_who_is_silenced_silences_nobody() -> None:
    strong = replace(at_risk("answered_7d", 0.1), level=Level.STRENGTH, value=0.95)
    found = [at_risk("first_response_median", 200_000.0), strong]
    questions = at_risk("answered_72h_questions", 0.1)
    assert ordered(found, ACTIONS).in_order == ("announce_hours",)
    assert set(ordered([*found, questions], ACTIONS).in_order) == {
        "announce_hours", "answer_the_questions",
    }  # fmt: skip


def test_bosses_answer_before_others_are_trained_to_speak() -> None:
    order = rules("top_voice_share", "upward_answered_72h", "silent_share", "answered_24h")
    assert order[-1] == "train_more_voices"
    assert {*order} == {
        "train_more_voices", "let_bosses_answer", "open_the_floor_inside", "answer_the_public",
    }  # fmt: skip


# --------------------------------------------------------------------------- stability


def test_the_same_findings_again_change_nothing() -> None:
    found = [at_risk("answered_24h", 0.2), at_risk("silent_share", 0.6)]
    assert stability([found] * 5, ACTIONS, recommendations(found, ACTIONS)) == 1.0


@pytest.mark.parametrize(("lost", "held"), [(1, 1.0), (2, 0.5)])
def test_advice_holds_while_no_more_than_one_of_the_first_five_changes(
    lost: int, held: float
) -> None:
    names = {"answered_24h": 0.2, "silent_share": 0.6, "ritual_share": 0.5, "pop_share": 0.01,
             "no_tie_share": 0.6}  # fmt: skip
    found = [at_risk(name, value) for name, value in names.items()]
    advice = recommendations(found, ACTIONS)
    assert len(advice) == 5
    assert stability([found, found[lost:]], ACTIONS, advice) == held


def test_without_another_sample_nothing_is_said_against_it() -> None:
    assert stability([], ACTIONS, ()) == 1.0
