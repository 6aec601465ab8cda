from collections.abc import Callable, Mapping

import pytest

from toolkit import plugins, rules
from toolkit.results import Because, Finding, Findings, Level, Status
from toolkit.rules.answers import answer_the_public
from toolkit.rules.listening_inside import open_the_floor_inside
from toolkit.rules.rituals import drop_the_rituals
from toolkit.rules.voices import train_more_voices

RULES: Mapping[str, Callable[[Findings], Because]] = plugins.functions(rules, Because)
WATCHED = [
    "answered_24h",
    "answered_72h",
    "answered_7d",
    "first_response_median",
    "reply_share",
    "effective_voices",
    "top_voice_share",
    "identified_share",
    "ritual_share",
    "hashtags_per_post",
    "own_link_share",
    "silent_share",
    "participation_gini",
    "reciprocity_dyadic_nonnull",
]
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


def test_the_four_rules_are_found_by_being_there() -> None:
    assert set(RULES) == {
        "train_more_voices",
        "answer_the_public",
        "drop_the_rituals",
        "open_the_floor_inside",
    }


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
