"""Vetoes come first, more of what helps never harms, and doubt is never a verdict."""

from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.firm.houses import BAKERY, HOUSES, SOFTWARE
from toolkit.errors import TemplateError
from toolkit.firm.break_even import break_even
from toolkit.firm.capacity import capacity, needed, room
from toolkit.firm.decision import Reading, allowed, decide, every_reading, proposed, score
from toolkit.firm.profile import (
    DECIDING,
    Profile,
    alternatives,
    answered,
    options,
    readings,
)
from toolkit.firm.settings import DECISION, Outcome, read_settings
from toolkit.wording import templates_folder

RULES = read_settings(templates_folder() / DECISION)
BEST = Reading(4, 4, Outcome.SEVERAL_VOICES, 4, 3, 4, 4, ())
sure_answers = st.fixed_dictionaries(
    {field: st.sampled_from(alternatives(field)) for field in DECIDING}
)
some_answers = st.fixed_dictionaries(
    {field: st.sampled_from([*alternatives(field), None]) for field in DECIDING}
)


def firm(answers: dict[str, object], unsure: tuple[str, ...] = ()) -> Profile:
    return msgspec.convert({**answers, "unsure": unsure}, Profile)


# Worked by hand: 3 questions of 10 minutes, one post of 45 minutes, half an hour of moderation.
def test_the_time_that_a_channel_takes() -> None:
    assert needed(RULES.scope["one_channel"], 3, RULES) == pytest.approx(0.5 + 0.75 + 0.5)
    assert needed(RULES.scope["listening"], 40, RULES) == 0.5


def test_what_is_needed_fits_in_four_fifths_of_what_is_there() -> None:
    wanted = needed(RULES.scope["one_channel"], 3, RULES)
    assert room(wanted / 0.8 + 0.01, 3, RULES) is Outcome.ONE_CHANNEL
    assert room(wanted / 0.8 - 0.01, 3, RULES) is Outcome.LISTENING


# Worked by hand: levels 3, 2, 3, 3, 2 with weights 25, 25, 20, 15, 15, over 4.
def test_the_bakery_scores_65() -> None:
    decision = decide(BAKERY, RULES)
    assert [decision.criteria[name][0] for name in decision.criteria] == [3, 2, 3, 3, 2]
    assert decision.score == (65, 65)


def test_the_best_reading_scores_100_and_opens_everything() -> None:
    assert score(BEST, RULES) == 100
    assert allowed(BEST, RULES) is Outcome.SEVERAL_VOICES


@pytest.mark.parametrize("veto", ["authority", "rules", "gate"])
def test_a_veto_comes_before_the_best_score(veto: str) -> None:
    assert allowed(BEST._replace(vetoes=(veto,)), RULES) is Outcome.LISTENING


def test_one_voice_is_not_several() -> None:
    assert decide(answered(SOFTWARE, "volunteers", 1), RULES).outcome is Outcome.ONE_CHANNEL


@given(sure_answers, st.sampled_from([one for one in DECIDING if one != "asked_per_week"]))
@settings(max_examples=150)
def test_a_better_answer_never_lowers_the_proposal(answers: dict[str, object], field: str) -> None:
    every = [
        proposed(answered(firm(answers), field, value), RULES) for value in alternatives(field)
    ]
    assert every == sorted(every)


@given(some_answers, st.sets(st.sampled_from(DECIDING), max_size=2))
@settings(max_examples=40)
def test_the_bounds_are_those_of_every_reading(
    answers: dict[str, object], unsure: set[str]
) -> None:
    """The ends of the answers in doubt give what trying each of their values gives."""
    known = {name: 1 if name == "volunteers" else alternatives(name)[1] for name in DECIDING[4:]}
    profile = firm({**answers, **known}, tuple(sorted(unsure)))
    bounds = decide(profile, RULES)
    each = []
    for values in product(*(readings(profile, field) for field in DECIDING)):
        one = firm(dict(zip(DECIDING, values, strict=True)))
        each.append(decide_alone(one))
    assert bounds.possible == (min(one for one, _ in each), max(one for one, _ in each))
    assert bounds.score == (min(two for _, two in each), max(two for _, two in each))


def decide_alone(profile: Profile) -> tuple[Outcome, float]:
    """Return the outcome and the score of a profile without doubt."""
    (reading,) = every_reading(profile, RULES, gate_open=True)
    return allowed(reading, RULES), score(reading, RULES)


@given(some_answers)
@settings(max_examples=30)
def test_doubt_never_proposes_more_than_every_case_allows(answers: dict[str, object]) -> None:
    decision = decide(firm(answers), RULES)
    low, high = decision.possible
    assert decision.outcome <= high
    assert decision.outcome == low or (low, decision.outcome) == (
        Outcome.NOT_GOING,
        Outcome.LISTENING,
    )


@given(some_answers)
@settings(max_examples=20)
def test_each_answer_said_to_change_the_proposal_does(answers: dict[str, object]) -> None:
    profile = firm(answers)
    now = decide(profile, RULES)
    for flip in now.flips:
        then = proposed(answered(profile, flip.field, flip.value), RULES)
        assert then is flip.outcome is not now.outcome


@pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)
def test_no_answer_that_changes_the_proposal_is_forgotten(house: Profile) -> None:
    now = decide(house, RULES)
    found = {(one.field, one.outcome) for one in now.flips}
    for field in DECIDING:
        for value in alternatives(field):
            then = proposed(answered(house, field, value), RULES)
            assert then is now.outcome or (field, then) in found


# Worked by hand: 1.75 h a week are 7.58 h a month, at 28 euros 212.33; 60 a customer, 1,800 a hire.
def test_the_break_even_of_the_bakery() -> None:
    found = break_even(BAKERY, capacity(BAKERY, RULES), Outcome.ONE_CHANNEL)
    assert found.hours == pytest.approx((7.5833, 7.5833), abs=1e-4)
    assert found.cost == pytest.approx((212.33, 212.33), abs=0.01)
    assert found.failures == pytest.approx((3.539, 3.539), abs=1e-3)
    assert found.months_per_hire == pytest.approx((8.477, 8.477), abs=1e-3)
    assert found.missing == ()


def test_a_sum_without_its_costs_names_them_and_is_not_zero() -> None:
    found = break_even(HOUSES["dentists"], capacity(HOUSES["dentists"], RULES), Outcome.LISTENING)
    assert found.cost is None
    assert found.failures is None
    assert found.missing == ("hour_cost", "failure_cost", "hire_cost")


def test_an_answer_in_doubt_takes_its_neighbours() -> None:
    profile = msgspec.structs.replace(BAKERY, unsure=("publics", "hours_per_week"))
    assert readings(profile, "publics") == ("few", "some", "many")
    assert readings(profile, "hours_per_week") == (2, 3.0, 4)
    assert readings(profile, "volunteers") == (2,)
    assert readings(Profile(), "rules") == options("rules")


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("publics = 25", "publics = 26", "sum to 101"),
        ("[scope.listening]", "[scope.silence]", "the scopes are"),
        ("usable = 0.8", 'usable = "much"', "usable"),
    ],
)
def test_settings_that_are_wrong_say_what_is(tmp_path, line, instead, said) -> None:
    text = (templates_folder() / DECISION).read_text(encoding="utf-8")
    path = tmp_path / "decision.toml"
    path.write_text(text.replace(line, instead), encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        read_settings(path)
