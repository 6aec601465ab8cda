"""Rules: each fires on the smallest case that calls for it, and not on the nearest to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import CASES
from toolkit import plugins, rules
from toolkit.advice import ACTIONS, read_actions
from toolkit.judge import read_yardsticks
from toolkit.results import Because, Finding, Findings, Level, Status
from toolkit.wording import templates_folder

Rule = Callable[[Findings], Because]
RULES: Mapping[str, Rule] = plugins.functions(rules, Because)
WATCHED = [*read_yardsticks(templates_folder() / "yardsticks.toml")]
LEVELS = {"-": Level.RISK, "+": Level.STRENGTH, "=": Level.UNKNOWN}
SAID = re.compile(r"(?P<value>[\d.]*)(?P<sign>[-+=])(?P<measure>\w+)")
PARTS = {part for case in CASES.values() for part in chain.from_iterable(map(str.split, case))}

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
every_case = pytest.mark.parametrize("name", CASES)


def finding(part: str) -> Finding:
    """Read ``-answered_24h`` (at risk), ``+answered_24h`` (strong) or ``0.9=direct_share``."""
    said = SAID.fullmatch(part)
    assert said is not None
    value = float(said["value"] or 0.5)
    return Finding(
        measure=said["measure"],
        scope="external",
        level=LEVELS[said["sign"]],
        value=value,
        interval=(0.9 * value, 1.1 * value),
        n=100,
        status=Status.OK,
        yardstick=None,
    )


def found(case: str) -> Findings:
    """Read a case: what is found, by measure."""
    return {one.measure: one for one in map(finding, case.split())}


def test_every_rule_has_its_cases_and_every_case_its_rule() -> None:
    assert {*CASES} == {*RULES}
    assert all(len(case) > 1 for case in CASES.values())


def test_there_are_rules_enough_for_a_consultant() -> None:
    assert len(RULES) >= 40


@every_case
def test_a_rule_fires_on_its_smallest_case_and_says_all_of_why(name: str) -> None:
    smallest = found(CASES[name][0])
    assert {one.measure for one in RULES[name](smallest)} == {*smallest}


@every_case
def test_a_rule_does_not_fire_on_the_nearest_case(name: str) -> None:
    assert [near for near in CASES[name][1:] if RULES[name](found(near))] == []


@every_case
def test_a_rule_does_not_fire_on_less_than_its_smallest_case(name: str) -> None:
    parts = CASES[name][0].split()
    less = [" ".join(part for part in parts if part != left) for left in parts]
    assert [case for case in less if RULES[name](found(case))] == []


@every_rule
@pytest.mark.parametrize("sign", ["=", "+"])
def test_doubt_and_strength_justify_no_advice(rule: Rule, sign: str) -> None:
    assert rule(found(" ".join(f"0.9{sign}{one}" for one in WATCHED))) == ()


@every_rule
def test_no_finding_no_advice(rule: Rule) -> None:
    assert rule({}) == ()


@given(st.lists(st.sampled_from(sorted(PARTS)), max_size=12), st.sampled_from(sorted(RULES)))
@settings(max_examples=300, deadline=None)
def test_a_rule_answers_with_risks_or_what_goes_with_them_and_never_twice(
    parts: list[str], name: str
) -> None:
    because = RULES[name](found(" ".join(parts)))
    assert not because or any(one.level is Level.RISK for one in because)
    assert len({one.measure for one in because}) == len(because)


def test_a_measure_in_doubt_adds_nothing_to_a_risk() -> None:
    wide = finding("0.9=direct_share")
    few = replace(wide, status=Status.FEW)
    waiting = found("-open_question_unanswered")
    rule = RULES["answer_in_the_open"]
    assert rule({**waiting, "direct_share": wide}) != ()
    assert rule({**waiting, "direct_share": few}) == ()
    bare = replace(wide, interval=None)
    assert rule({**waiting, "direct_share": bare}) == ()


def test_what_strengthens_a_case_is_told_with_it() -> None:
    both = RULES["train_more_voices"](found("-effective_voices -identified_share"))
    assert [one.measure for one in both] == ["effective_voices", "identified_share"]
    hand = RULES["write_by_hand"](found("-minute_excess -scheduler_share"))
    assert [one.measure for one in hand] == ["minute_excess", "scheduler_share"]


def test_every_risk_but_the_indices_calls_for_something() -> None:
    all_at_risk = found(" ".join(f"-{one}" for one in WATCHED))
    called = {one.measure for rule in RULES.values() for one in rule(all_at_risk)}
    assert {*WATCHED} - called == {"proximity_index", "inside_horizontality"}


def test_every_rule_has_an_action_and_every_action_a_rule() -> None:
    assert {*read_actions(templates_folder() / ACTIONS)} == {*RULES}
