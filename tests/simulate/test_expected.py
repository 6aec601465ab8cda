"""What should be found, by formula and by drawing from the law very often."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from toolkit.clock import OpeningHours, opening_hours
from toolkit.simulate import Inside, Outside, Team, Truth, Voice, simulate
from toolkit.simulate.expected import expected, inequality, sent

HOUR = 3600
OUTSIDE = Outside(
    outbound=400,
    reply_share=0.5,
    openers=100,
    answered=0.6,
    delay_hours=5,
    voices=(Voice(share=0.5, kind="brand"), Voice(share=0.25, leads=True), Voice(share=0.25)),
    rituals=0.2,
    reshares=0.2,
)
TRUTH = Truth(
    name="Maison Essai (simulation)",
    handle="maison_essai",
    domain="maison-essai.example",
    language="fr",
    sector="bakery",
    zone="Europe/Paris",
    country="FR",
    first=date(2026, 1, 5),
    last=date(2026, 3, 29),
    teams=(Team(name="Direction", size=2), Team(name="Atelier", size=20)),
    outside=OUTSIDE,
)


def values(truth=TRUTH, **outside):
    given = replace(truth, outside=replace(truth.outside, **outside))
    return {name: one.value for name, one in expected(simulate(given, seed=1)).items()}


@pytest.fixture(scope="module")
def waits():
    """Hours waited by a million openers, endless for two in five."""
    chance = np.random.default_rng(1)
    hours = 5 * np.exp(chance.standard_normal(1_000_000))
    return np.where(chance.random(1_000_000) < 0.6, hours, np.inf)


def test_waits_by_formula_are_those_of_a_million_draws(waits):
    found = values()
    assert found["first_response_median"] / HOUR == pytest.approx(np.median(waits), rel=0.01)
    assert found["answered_24h"] == pytest.approx((waits <= 24).mean(), abs=0.002)
    mean = np.minimum(waits, 72).mean()
    assert found["first_response_rmst_72h"] / HOUR == pytest.approx(mean, rel=0.005)
    answered = np.median(waits[np.isfinite(waits)])
    assert found["first_response_median_naive"] / HOUR == pytest.approx(answered, rel=0.01)


def test_a_wait_that_ends_for_less_than_half_has_no_median():
    hours = opening_hours("Europe/Paris", "FR", {}, last_year=2026)
    half = replace(TRUTH, outside=replace(OUTSIDE, answered=0.5))
    found = expected(simulate(half, seed=1), hours)
    assert not {"first_response_median", "first_response_median_business"} & found.keys()
    assert "first_response_rmst_72h" in found


def test_always_open_the_clock_of_opening_hours_is_the_public_one():
    always = OpeningHours(*(np.array([one]) for one in (0, 2**52, 0)))
    found = expected(simulate(TRUTH, seed=1), always)
    business, calendar = (
        found[f"first_response_median{clock}"].value for clock in ("_business", "")
    )
    assert business == pytest.approx(calendar, rel=0.02)


def test_habits_are_counted_among_answers_too_and_not_among_reshares():
    """Of 100 messages 50 are answers, 10 reshares, 40 own posts, of which 8 are rituals."""
    assert values()["ritual_share"] == pytest.approx(8 / 90)
    assert values(reply_share=1.0)["ritual_share"] == 0


def test_voices_are_those_that_were_decided():
    found = values()
    assert found["effective_voices_2d"] == pytest.approx(1 / (0.25 + 0.125))
    names = ("voices_count", "identified_share", "leader_share", "brand_share")
    assert [found[name] for name in names] == [3, 0.5, 0.25, 0.5]


def test_one_who_says_everything_among_four_has_a_gini_of_three_quarters():
    found = inequality(np.array([0, 0, 8, 0]))
    assert (found["participation_gini"], found["silent_share"]) == (0.75, 0.75)


def test_ties_are_counted_as_they_were_planted():
    inside = Inside(messages=900, contacts=4, reciprocity=0.5)
    made = simulate(replace(TRUTH, outside=None, inside=inside), seed=1)
    found = expected(made)
    assert found["reciprocity_edgewise"].value == pytest.approx(0.5, abs=0.02)
    assert all(one.planted for one in found.values())
    assert sent(made).sum() == 900


def test_without_an_inside_nobody_wrote():
    with pytest.raises(ValueError, match="no inside"):
        sent(simulate(TRUTH, seed=1))
