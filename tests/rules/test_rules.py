from collections.abc import Callable, Mapping

import pytest

from toolkit import plugins, rules
from toolkit.judge import read_yardsticks
from toolkit.results import Because, Finding, Findings, Level, Status
from toolkit.rules.answers import answer_the_public
from toolkit.rules.by_hand import look_for_what_changed, write_by_hand
from toolkit.rules.listening_inside import answer_inside, open_the_floor_inside, protect_rest
from toolkit.rules.proof import ask_those_who_did_not_answer, code_again
from toolkit.rules.rituals import drop_the_rituals
from toolkit.rules.voices import train_more_voices
from toolkit.wording import templates_folder

RULES: Mapping[str, Callable[[Findings], Because]] = plugins.functions(rules, Because)
WATCHED = [*read_yardsticks(templates_folder() / "yardsticks.toml")]
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def findings(level: Level, *measures: str) -> Findings:
    return {
        measure: Finding(
            measure=measure,
            scope="external",
            level=level,
            value=0.5,
            interval=(0.4, 0.6),
            n=100,
            status=Status.OK,
            yardstick=None,
        )
        for measure in measures
    }


def because(rule: Callable[[Findings], Because], *at_risk: str) -> tuple[str, ...]:
    return tuple(finding.measure for finding in rule(findings(Level.RISK, *at_risk)))


@every_rule
@pytest.mark.parametrize("level", [Level.UNKNOWN, Level.STRENGTH])
def test_doubt_and_strength_justify_no_advice(
    rule: Callable[[Findings], Because], level: Level
) -> None:
    assert rule(findings(level, *WATCHED)) == ()


@every_rule
def test_a_rule_fires_where_everything_is_at_risk(rule: Callable[[Findings], Because]) -> None:
    assert because(rule, *WATCHED) != ()


@every_rule
def test_no_finding_no_advice(rule: Callable[[Findings], Because]) -> None:
    assert rule({}) == ()


def test_one_hand_that_holds_the_pen_calls_for_more_voices() -> None:
    assert because(train_more_voices, "effective_voices") == ("effective_voices",)
    assert because(train_more_voices, "top_voice_share") == ("top_voice_share",)


def test_unsigned_messages_strengthen_the_case_for_more_voices_but_do_not_make_it() -> None:
    assert because(train_more_voices, "identified_share") == ()
    assert because(train_more_voices, "identified_share", "effective_voices") == (
        "effective_voices",
        "identified_share",
    )


@pytest.mark.parametrize("measure", ["answered_24h", "answered_7d", "first_response_median"])
def test_people_left_without_an_answer_call_for_answers(measure: str) -> None:
    assert because(answer_the_public, measure) == (measure,)


def test_rituals_call_for_letting_go() -> None:
    assert because(drop_the_rituals, "ritual_share") == ("ritual_share",)


def test_links_to_the_own_site_alone_are_no_ritual() -> None:
    assert because(drop_the_rituals, "own_link_share") == ()


@pytest.mark.parametrize(
    "measure", ["silent_share", "participation_gini", "reciprocity_dyadic_nonnull"]
)
def test_silence_inside_calls_for_an_open_floor(measure: str) -> None:
    assert because(open_the_floor_inside, measure) == (measure,)


@pytest.mark.parametrize("measure", ["near_duplicate_share", "minute_excess"])
def test_what_is_copied_or_on_the_minute_calls_for_writing_by_hand(measure: str) -> None:
    assert because(write_by_hand, measure) == (measure,)


def test_a_scheduling_tool_alone_is_no_fault_but_strengthens_the_case() -> None:
    assert because(write_by_hand, "scheduler_share") == ()
    both = because(write_by_hand, "scheduler_share", "minute_excess")
    assert both == ("minute_excess", "scheduler_share")


def test_a_fall_that_chance_does_not_explain_calls_for_a_dated_event() -> None:
    assert because(look_for_what_changed, "proximity_drift") == ("proximity_drift",)
    assert because(look_for_what_changed, "proximity_index") == ()


@pytest.mark.parametrize("measure", ["open_question_unanswered", "newcomer_answered_72h"])
def test_questions_inside_call_for_answers_inside(measure: str) -> None:
    assert because(answer_inside, measure) == (measure,)


@pytest.mark.parametrize("measure", ["short_rest_share", "after_hours_answers_share"])
def test_short_nights_and_late_answers_call_for_rest(measure: str) -> None:
    assert because(protect_rest, measure) == (measure,)


def test_who_chooses_to_write_late_is_left_alone() -> None:
    assert because(protect_rest, "after_hours_share") == ()


@pytest.mark.parametrize("of", ["function", "promotion", "question"])
def test_coders_who_disagree_code_again(of: str) -> None:
    assert because(code_again, f"coders_alpha_{of}") == (f"coders_alpha_{of}",)


def test_a_survey_few_answered_calls_for_those_who_did_not() -> None:
    assert because(ask_those_who_did_not_answer, "survey_response_rate") == (
        "survey_response_rate",
    )


def test_every_risk_but_the_index_and_supporting_ones_calls_for_something() -> None:
    called = {finding for rule in RULES.values() for finding in because(rule, *WATCHED)}
    assert set(WATCHED) - called == {"proximity_index"}
