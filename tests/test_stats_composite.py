"""The arithmetic of the index: its test vectors, its aggregation, the shares of our choices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.stats import AGGREGATIONS, PILLARS, WEIGHTS, proximity, sobol
from toolkit.stats.composite import LEAST, Aggregation

pillar = st.floats(0, 1)
five = st.lists(pillar, min_size=5, max_size=5)
TO_THE_DIGIT = 0.0005


def test_five_pillars_weigh_the_same() -> None:
    assert len(PILLARS) == 5
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert set(WEIGHTS.values()) == {0.2}


@pytest.mark.parametrize(
    ("pillars", "expected"),
    [
        ((1, 1, 1, 1, 1), 100.0),
        ((0, 0, 0, 0, 0), 0.0),
        ((1, 1, 1, 1, 0), 39.203),
        ((0.5, 0.5, 0.5, 0.5, 0.5), 49.495),
        ((0.9, 0.9, 0.9, 0.9, 0.1), 57.571),
        ((0.2, 0.1, 0.4, 0.3, 0.5), 25.305),
    ],
)
def test_the_published_vectors_to_the_printed_digit(
    pillars: tuple[float, ...], expected: float
) -> None:
    """The definition: 100 (g - .01) / .99, g the geometric mean of pillars of at least .01."""
    assert float(proximity(pillars)) == pytest.approx(expected, abs=TO_THE_DIGIT)


@pytest.mark.parametrize(
    ("pillars", "expected"), [((1, 1, 1, 1, 0), 80.0), ((0.2, 0.1, 0.4, 0.3, 0.5), 30.0)]
)
def test_the_arithmetic_mean_forgives_what_the_geometric_one_does_not(
    pillars: tuple[float, ...], expected: float
) -> None:
    assert float(proximity(pillars, aggregation="arithmetic")) == pytest.approx(expected)
    assert float(proximity(pillars)) < expected


def test_the_harmonic_mean_goes_from_nothing_to_all_too() -> None:
    assert float(proximity([0] * 5, aggregation="harmonic")) == pytest.approx(0)
    assert float(proximity([1] * 5, aggregation="harmonic")) == pytest.approx(100)
    assert float(proximity([0.5] * 5, aggregation="harmonic")) == pytest.approx(49.495, abs=0.0005)


def test_a_missing_pillar_leaves_its_weight_to_the_others() -> None:
    assert float(proximity([0.5, 0.5, np.nan, 0.5, 0.5])) == pytest.approx(
        float(proximity([0.5] * 5))
    )
    weights = [0.6, 0.1, 0.1, 0.1, 0.1]
    without = float(proximity([np.nan, 0.2, 0.4, 0.6, 0.8], weights))
    assert without == pytest.approx(100 * ((0.2 * 0.4 * 0.6 * 0.8) ** 0.25 - 0.01) / 0.99)


def test_three_pillars_are_no_index() -> None:
    assert LEAST == 4
    assert np.isnan(proximity([0.5, 0.5, 0.5, np.nan, np.nan]))


@given(five)
def test_the_means_keep_their_order(pillars: list[float]) -> None:
    """Harmonic, geometric, arithmetic, as Cauchy: but for the floor, which lifts what is below."""
    held = np.maximum(pillars, 0.01)
    harmonic, geometric, arithmetic = (
        float(proximity(held, aggregation=way)) for way in ("harmonic", "geometric", "arithmetic")
    )
    assert -1e-9 <= harmonic <= geometric + 1e-9
    assert geometric <= arithmetic + 1e-9 <= 100 + 1e-6


@given(five, st.integers(0, 4), pillar)
def test_a_pillar_that_rises_never_lowers_the_index(
    pillars: list[float], which: int, to: float
) -> None:
    raised = [*pillars]
    raised[which] = max(to, pillars[which])
    for way in AGGREGATIONS:
        before, after = proximity(pillars, aggregation=way), proximity(raised, aggregation=way)
        assert float(after) >= float(before) - 1e-9


def test_many_are_computed_as_one_by_one() -> None:
    chance = np.random.default_rng(1)
    pillars, weights = chance.random((7, 5)), chance.dirichlet(np.ones(5), 7)
    together = proximity(pillars, weights)
    alone = [float(proximity(one, each)) for one, each in zip(pillars, weights, strict=True)]
    assert together == pytest.approx(alone)


@pytest.mark.parametrize(
    ("way", "low", "high"), [("geometric", 21.9, 28.7), ("arithmetic", 26.6, 33.1)]
)
def test_the_rule_matters_as_much_as_the_weights(way: Aggregation, low: float, high: float) -> None:
    """The definition's example: pillars .2 .1 .4 .3 .5, weights from Dirichlet's law, 10 each."""
    weights = np.random.default_rng(1).dirichlet(np.full(5, 10.0), 20_000)
    drawn = proximity([0.2, 0.1, 0.4, 0.3, 0.5], weights, way)
    assert np.quantile(drawn, (0.05, 0.95)) == pytest.approx([low, high], abs=0.15)


def draws(times: int, seed: int) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    chance = np.random.default_rng(seed)
    one, other = (tuple(chance.uniform(-np.pi, np.pi, (3, times))) for _ in range(2))
    return one, other


def test_the_shares_of_a_known_function_are_found() -> None:
    """Ishigami and Homma (1990), a = 7, b = .1: alone .3139 .4424 0, in all .5576 .4424 .2437."""

    def ishigami(x: tuple[np.ndarray, ...]) -> np.ndarray:
        return 7 + np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    found = sobol(ishigami, *draws(20_000, 1))
    assert found is not None
    first, total = ([share for share, _ in each] for each in zip(*found, strict=True))
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    for pair in found:
        for share, (low, high) in pair:
            assert 0 <= low <= share <= high <= 1


def test_choices_that_change_nothing_share_nothing() -> None:
    assert sobol(lambda x: np.full(len(x[0]), 3.0), *draws(50, 2)) is None
