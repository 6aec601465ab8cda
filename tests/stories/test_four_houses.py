"""What a seasoned consultant would say to four houses, and what the rules say.

The fifth, a bakery with nothing at all, is in ``tests/firm/test_the_stories.py``: it has no audit.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.houses import HOUSES, House
from tests.views.sample import sample
from toolkit import programme
from toolkit.advice import ACTIONS, begins, dated, read_actions, recommendations
from toolkit.cards import Card, plain
from toolkit.judge import YARDSTICKS, judge, read_yardsticks
from toolkit.release import Release, Verdicts
from toolkit.results import WHOLE, Cell, Finding, Measure
from toolkit.stats import wilson
from toolkit.views.advised import EXECUTIVE
from toolkit.views.advised import recommendations as recommended
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages, templates_folder

STICKS = read_yardsticks(templates_folder() / YARDSTICKS)
ALL_ACTIONS = read_actions(templates_folder() / ACTIONS)
every_house = pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)
each_language = pytest.mark.parametrize("language", languages())


@cache
def words(language: str) -> Words:
    return Words(language)


def cell(name: str, value: float, n: int) -> Cell:
    """Return a measure with the interval that its cases allow, or a tenth of it."""
    unit = words("en").say(f"measure.{name}.unit")
    span = wilson(value * n, n) if unit == "share" else (value - abs(value) / 10, value * 1.1)
    low, high = min(*span, value), max(*span, value)
    measure = Measure(
        id=name, code="M", unit=unit, n=n, value=value, interval=(low, high), evidence=("m-1",)
    )
    inside = name.startswith(INSIDE)
    scope = "internal" if inside else "external"
    return Cell(scope=scope, group=WHOLE, period=WHOLE, measure=measure)


INSIDE = ("upward", "answer_asym", "recip", "silent", "particip", "open_question", "newcomer",
          "likeness", "no_tie", "survey", "weekend", "short_rest", "after_hours")  # fmt: skip


def audited(measured: dict[str, tuple[float, int]]) -> Release:
    """Return the release of a house in which this was measured."""
    cells = tuple(cell(name, *said) for name, said in measured.items())
    findings: tuple[Finding, ...] = judge(cells, STICKS)
    advice = dated(recommendations(findings, ALL_ACTIONS), begins("2026-06-30"))
    given = sample()
    facts = replace(given.facts, cells=cells)
    return Release(facts=facts, verdicts=Verdicts(findings=findings, recommendations=advice))


def order(house: House) -> list[str]:
    return [one.rule for one in audited(house.measured).verdicts.recommendations]


@every_house
def test_the_first_pieces_of_advice_are_those_expected(house: House) -> None:
    assert {*house.first} <= {*order(house)[:EXECUTIVE]}, order(house)


@every_house
def test_what_would_be_a_mistake_is_not_said(house: House) -> None:
    assert {*house.never} & {*order(house)} == set()


@every_house
def test_first_things_come_first(house: House) -> None:
    said = order(house)
    assert [pair for pair in house.before if said.index(pair[0]) > said.index(pair[1])] == []


@every_house
def test_the_programme_waits_for_what_stops_it(house: House) -> None:
    made = programme.plan(
        audited(house.measured),
        programme.read_training(templates_folder() / programme.TRAINING),
    )
    assert {*made.stopped_by} == {*house.stopped}


def test_a_lively_association_hears_little() -> None:
    assert len(order(HOUSES["association"])) <= 2


@every_house
@each_language
def test_the_report_can_be_acted_on_on_monday(house: House, language: str) -> None:
    """Every proposal has an owner, a dated first step, a goal with its day, a guard and a stop."""
    card = Viewer(audited(house.measured), Words(language)).recommendations()
    full = [one for one in card.items if one.kind == "recommendation"]
    assert 0 < len(full) <= EXECUTIVE
    for one in full:
        said = {fact.role: fact.said for fact in one.facts}
        wanted = ("why", "action", "cause", "owner", "first_step", "guard", "stop", "confidence")
        assert all(said[role] for role in wanted)
        assert "2026" in said["first_step"][0]
        assert all("202" in goal for goal in said["kpi"])


# ------------------------------------------------------- sentences, over organisations by chance


def measured_by_chance(seed: int) -> dict[str, tuple[float, int]]:
    """Draw an organisation: some of what is judged, each anywhere around its two lines."""
    chance = random.Random(seed)
    names = chance.sample(sorted(STICKS), chance.randint(0, len(STICKS)))
    found = {}
    for name in names:
        stick = STICKS[name]
        ends = sorted((stick.risk, stick.strength))
        width = ends[1] - ends[0]
        value = chance.uniform(ends[0] - 1.5 * width, ends[1] + 1.5 * width)
        if words("en").say(f"measure.{name}.unit") == "share":
            value = min(1.0, max(0.0, value))
        found[name] = (value, chance.choice([5, stick.enough, 10 * stick.enough]))
    return found


def sentences(card: Card) -> Iterator[str]:
    for one in (card, *card.items):
        yield from (line for line in plain(replace(one, items=())).splitlines())


@given(st.integers(0, 10**9))
@settings(max_examples=500, deadline=None)
def test_no_sentence_is_empty_or_said_twice(seed: int) -> None:
    language = languages()[seed % 2]
    with patch("toolkit.views.advised.pareto", return_value="<svg/>"):  # drawn, it takes long
        card = recommended(audited(measured_by_chance(seed)), words(language))
    for one in card.items:
        lines = [*sentences(one)] if one.kind == "recommendation" else []
        assert all(line.strip() and "{" not in line for line in lines)
        assert len({*lines}) == len(lines), lines
    titles = [one.title for one in card.items]
    assert len({*titles}) == len(titles)
