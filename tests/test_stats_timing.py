"""Minutes and rhythms against published formulas and plain counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import stats

# Own reference values for Goh & Barabási (2008) and Kim & Jo (2016), n the number of waits.
MOMENTS = [0, 1, 2, 3, 10, 11, 12, 30]
# Means over Poisson sequences of so many events: of B, and of A.
POISSON = {
    5: (-0.1865, -0.0668),
    10: (-0.0898, -0.0398),
    20: (-0.046, -0.0222),
    50: (-0.019, -0.0094),
}
QUARTER = {0, 15, 30, 45}

waits = st.lists(st.floats(0.1, 1e6), min_size=4, max_size=60)


def of_hour(minutes: list[int]) -> np.ndarray:
    return np.bincount(minutes, minlength=60)


def uniform(n: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).multinomial(n, np.full(60, 1 / 60))


def half_scheduled(n: int) -> np.ndarray:
    on_quarters = np.zeros(60, dtype=int)
    on_quarters[sorted(QUARTER)] = n // 8
    return uniform(n // 2) + on_quarters


def test_burstiness_and_memory_to_their_digits() -> None:
    gaps = np.diff(MOMENTS)
    assert stats.burstiness(gaps) == pytest.approx(0.1641727069821023, abs=1e-12)
    assert stats.burstiness_finite(gaps) == pytest.approx(0.4135183160961549, abs=1e-12)
    assert stats.memory(gaps) == pytest.approx(-0.2728637, abs=5e-8)


def test_a_metronome_is_minus_one() -> None:
    assert stats.burstiness([5] * 20) == stats.burstiness_finite([5] * 20) == -1
    assert stats.memory([5] * 20) == 0


def test_the_extreme_is_one_when_n_counts_waits_not_events() -> None:
    gaps = [0] * 28 + [100]  # thirty events, all waits but one are nothing
    assert stats.burstiness(gaps) == pytest.approx(0.68211091687932)
    assert stats.burstiness_finite(gaps) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("events", "means"), POISSON.items())
def test_chance_is_near_zero_sooner_in_the_finite_version(
    events: int, means: tuple[float, float]
) -> None:
    chance = np.random.default_rng(2)
    drawn = chance.exponential(size=(4000, events - 1))
    found = [(stats.burstiness(gaps), stats.burstiness_finite(gaps)) for gaps in drawn]
    assert np.mean(found, axis=0) == pytest.approx(means, abs=0.01)


@given(waits, st.floats(0.5, 100))
def test_the_unit_of_time_does_not_matter(gaps: list[float], factor: float) -> None:
    for measure in (stats.burstiness, stats.burstiness_finite, stats.memory):
        assert measure([gap * factor for gap in gaps]) == pytest.approx(measure(gaps), abs=1e-6)
        assert -1 - 1e-9 <= measure(gaps) <= 1 + 1e-9


@settings(max_examples=15, deadline=None)
@given(st.lists(waits, min_size=1, max_size=3))
def test_the_rhythm_of_accounts_is_their_mean_by_waits(series: list[list[float]]) -> None:
    sizes = [len(gaps) for gaps in series]
    measures = (stats.burstiness, stats.burstiness_finite, stats.memory)
    for measure, (value, (low, high)) in zip(measures, stats.rhythm(series), strict=True):
        expected = np.average([measure(gaps) for gaps in series], weights=sizes)
        assert value == pytest.approx(expected, abs=1e-9)
        assert -1 <= low <= value <= high <= 1


def test_the_interval_of_chance_holds_zero_nine_times_in_ten() -> None:
    chance = np.random.default_rng(4)
    held = 0
    for _ in range(60):
        _, (_, (low, high)), _ = stats.rhythm([chance.exponential(size=120)])
        held += low <= 0 <= high
    assert held >= 48  # 60 draws at .9 leave fewer than 48 in one case in four hundred


def test_posts_at_any_minute_are_not_flagged() -> None:
    counts = uniform(600)
    on_quarters = int(counts[sorted(QUARTER)].sum())
    assert stats.evenness_p(counts)[0] > 0.05
    assert stats.evenness(counts) > 0.98
    assert stats.quarter_excess(on_quarters, 600)[1][0] == 0


def test_posts_half_on_the_quarters_are_flagged() -> None:
    counts = half_scheduled(600)
    value, (low, high) = stats.quarter_excess(int(counts[sorted(QUARTER)].sum()), 600)
    assert stats.chi_square(counts) > 1500
    assert stats.evenness_p(counts)[0] < 1e-12
    assert stats.evenness(counts) == pytest.approx(0.803, abs=0.01)
    assert value == pytest.approx(0.5, abs=0.02)
    assert 0.4 < low < value < high < 0.6


def test_all_on_the_quarters_is_one_and_none_is_zero() -> None:
    assert stats.quarter_excess(50, 50)[0] == 1
    assert stats.quarter_excess(0, 50)[0] == 0
    assert stats.quarter_excess(4, 60)[0] == pytest.approx(0, abs=1e-12)


def test_chi_square_is_counted_as_pearson_does() -> None:
    assert stats.chi_square([10, 20, 30]) == pytest.approx(10)
    assert stats.chi_square([7] * 60) == 0


def test_below_five_a_minute_chance_is_drawn_and_agrees_with_its_law() -> None:
    many, few = uniform(300, seed=5), uniform(299, seed=5)
    by_law, (low, high) = stats.evenness_p(many)
    drawn, (below, above) = stats.evenness_p(few)
    assert (low, high) == (by_law, by_law)
    assert below < drawn < above
    drawn_many, _ = stats.evenness_p(np.array([0] * 30 + [5] * 30))
    assert drawn_many < 0.01


def test_chance_is_rarely_called_a_signal() -> None:
    found = [stats.evenness_p(uniform(100, seed), draws=999)[0] for seed in range(1000, 1400)]
    assert np.mean(np.asarray(found) <= 0.05) <= 0.09  # three standard errors above .05


def test_evenness_is_one_for_all_minutes_and_zero_for_one() -> None:
    assert stats.evenness([3] * 60) == pytest.approx(1)
    assert stats.evenness(of_hour([30] * 9)) == 0
