"""The arithmetic against published values, independent programs and plain counting."""

from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import stats

# Newcombe (1998), Statistics in Medicine 17, Table I, method 3, 95 %.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Weeks in remission under 6-MP (Gehan, 1965); 0 marks those still in remission when last seen.
GEHAN = [
    *((6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1)),
    *((17, 0), (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)),
]
# R survival 3.5-3 on MASS::gehan: the share still in remission, and its standard error.
GEHAN_TIMES = [6, 7, 10, 13, 16, 22, 23]
GEHAN_SHARES = [
    *(0.8571428571, 0.8067226891, 0.7529411765, 0.6901960784),
    *(0.6274509804, 0.5378151261, 0.4481792717),
]
GEHAN_ERRORS = [
    *(0.07636035, 0.08693529, 0.09634965, 0.10681471),
    *(0.11405387, 0.12823375, 0.13459146),
]
# R survival 3.5-3 on survival::aml.
AML = {
    "maintained": (
        [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
        [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
        31,
    ),
    "not maintained": (
        [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
        [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
        23,
    ),
}
AML_SHARES = {9: 0.909091, 13: 0.818182, 18: 0.715909, 23: 0.613636, 31: 0.490909, 34: 0.368182}
# Incomes of R's ineq help page; own formula.
INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

waits = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=60)
counts = st.lists(st.integers(0, 50), min_size=1, max_size=30).filter(any)


def gehan() -> stats.Curve:
    times, seen = zip(*GEHAN, strict=True)
    return stats.kaplan_meier(times, seen)


@pytest.mark.parametrize(("hits", "n", "low", "high"), NEWCOMBE)
def test_wilson_as_printed_by_newcombe(hits: int, n: int, low: float, high: float) -> None:
    assert stats.wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_is_fair_to_both_sides(hits: int, n: int) -> None:
    hits = min(hits, n)
    low, high = stats.wilson(hits, n)
    assert stats.wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))
    assert 0 <= low <= hits / n <= high <= 1


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        stats.wilson(0, 0)


def test_effective_numbers_as_in_vegan() -> None:
    # R vegan 2.6-4.
    said = [100, 50, 30, 20, 1]
    found = [float(stats.effective_number(said, order)) for order in (0, 1, 2, np.inf)]
    assert found == pytest.approx([5, 3.432576679, 2.927396565, 2.01], abs=1e-9)


def test_five_names_may_be_one_voice() -> None:
    said = [95, 2, 1, 1, 1]
    found = [float(stats.effective_number(said, order)) for order in (0, 1, 2)]
    assert found == pytest.approx([5, 1.3036, 1.1072], abs=5e-5)


@given(counts)
def test_effective_numbers_never_rise_with_the_order(said: list[int]) -> None:
    found = [float(stats.effective_number(said, order)) for order in (0, 1, 2, np.inf)]
    assert all(more >= less - 1e-9 for more, less in pairwise(found))


@given(st.integers(1, 30), st.integers(1, 9))
def test_equal_voices_count_each(voices: int, messages: int) -> None:
    assert float(stats.effective_number([messages] * voices)) == pytest.approx(voices)


def test_gini_of_ten_incomes() -> None:
    index = float(stats.gini(INCOMES))
    assert index == pytest.approx(0.4620911303, abs=1e-10)
    assert index * 10 / 9 == pytest.approx(0.5134345892, abs=1e-10)


def test_gini_is_0_when_all_speak_alike_and_nearly_1_when_one_speaks() -> None:
    assert float(stats.gini([3] * 8)) == pytest.approx(0)
    assert float(stats.gini([0] * 7 + [5])) == pytest.approx(7 / 8)


def test_gini_among_those_who_write_hides_those_who_do_not() -> None:
    """Trap: the same messages, another base, another number."""
    writers = [10, 10, 20]
    roster = writers + [0] * 7
    assert float(stats.gini(writers)) == pytest.approx(1 / 6)
    assert float(stats.gini(roster)) == pytest.approx(0.75)


@given(counts)
def test_gini_of_repeated_values_is_that_of_each_spelt_out(said: list[int]) -> None:
    values, times = np.unique(said, return_counts=True)
    assert float(stats.gini(values, times)) == pytest.approx(float(stats.gini(said)), abs=1e-9)


@given(counts, st.integers(1, 10))
def test_the_share_of_the_first_ranks_is_that_of_the_sorted_list(said: list[int], top: int) -> None:
    values, times = np.unique(said, return_counts=True)
    expected = sum(sorted(said, reverse=True)[:top]) / sum(said)
    assert float(stats.rank_share(values, times, 0, top)) == pytest.approx(expected)


def test_remission_under_6mp_as_in_r() -> None:
    curve = gehan()
    assert curve.times.tolist() == GEHAN_TIMES
    assert curve.survival == pytest.approx(GEHAN_SHARES, abs=1e-10)
    assert curve.survival * np.sqrt(curve.spread) == pytest.approx(GEHAN_ERRORS, abs=1e-8)
    assert stats.survival_quantile(curve, 0.5) == 23
    assert stats.restricted_mean(curve, 20) == pytest.approx(16.116526610644254, abs=1e-12)


@pytest.mark.parametrize("arm", AML)
def test_leukaemia_medians_as_in_r(arm: str) -> None:
    times, seen, median = AML[arm]
    assert stats.survival_quantile(stats.kaplan_meier(times, seen), 0.5) == median


def test_leukaemia_curve_as_in_r() -> None:
    curve = stats.kaplan_meier(*AML["maintained"][:2])
    found = stats.survival_at(curve, list(AML_SHARES))
    assert found == pytest.approx(list(AML_SHARES.values()), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(waits)
def test_curves_and_their_bands_agree_with_lifelines(people: list[tuple[int, bool]]) -> None:
    lifelines = pytest.importorskip("lifelines")
    times, seen = (list(column) for column in zip(*people, strict=True))
    judge = lifelines.KaplanMeierFitter().fit(times, seen)
    curve = stats.kaplan_meier(times, seen)
    shares = judge.survival_function_at_times(curve.times).to_numpy()
    assert curve.survival == pytest.approx(shares, abs=1e-9)
    open_ended = (curve.survival > 0) & (curve.survival < 1)
    bands = judge.confidence_interval_survival_function_.loc[curve.times[open_ended]].to_numpy()
    low, high = stats.survival_band(curve)
    assert low[open_ended] == pytest.approx(bands[:, 0], abs=1e-9)
    assert high[open_ended] == pytest.approx(bands[:, 1], abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(waits, st.integers(1, 25))
def test_the_restricted_mean_agrees_with_lifelines(
    people: list[tuple[int, bool]], horizon: int
) -> None:
    lifelines = pytest.importorskip("lifelines")
    times, seen = (list(column) for column in zip(*people, strict=True))
    mean = stats.restricted_mean(stats.kaplan_meier(times, seen), horizon)
    if mean is None:
        assert max(times) < horizon
        return
    judge = lifelines.KaplanMeierFitter().fit(times, seen)
    expected = lifelines.utils.restricted_mean_survival_time(judge, t=horizon)
    assert mean == pytest.approx(expected, abs=1e-9)


@given(waits)
def test_intervals_of_a_wait_hold_the_wait(people: list[tuple[int, bool]]) -> None:
    times, seen = zip(*people, strict=True)
    curve = stats.kaplan_meier(times, seen)
    median = stats.survival_quantile(curve, 0.5)
    if median is not None:
        low, high = stats.survival_quantile_interval(curve, 0.5)
        assert low <= median <= high <= max(times)
    mean = stats.restricted_mean(curve, 5)
    if mean is not None:
        low, high = stats.restricted_mean_interval(curve, 5)
        assert 0 <= low <= mean <= high <= 5


def test_nobody_answered_has_no_median() -> None:
    curve = stats.kaplan_meier([3, 5], [False, False])
    assert stats.survival_quantile(curve, 0.5) is None
    assert stats.restricted_mean(curve, 4) == 4
    assert stats.restricted_mean(curve, 6) is None


def test_the_median_of_ten_lies_between_the_second_and_the_ninth() -> None:
    # Ranks 2 and 9 of 10 hold the median in 97.9 % of samples, 3 and 8 in 89 %.
    assert stats.median_interval(range(1, 11)) == (2, 9)


def test_the_median_of_four_lies_anywhere_between_them() -> None:
    assert stats.median_interval([4, 1, 3, 2]) == (1, 4)


def test_ranks_by_counting_and_by_the_normal_curve_agree() -> None:
    low, high = stats.median_interval(range(1000))
    assert stats.median_interval(range(1001)) == pytest.approx((low, high + 1), abs=1)


@settings(max_examples=40)
@given(counts)
def test_a_bootstrap_holds_what_was_observed_and_says_the_same_twice(said: list[int]) -> None:
    low, high = stats.bootstrap(said, stats.effective_number)
    assert low <= float(stats.effective_number(said)) <= high
    assert stats.bootstrap(said, stats.effective_number) == (low, high)


def test_a_bootstrapped_share_is_about_as_wide_as_the_textbook_says() -> None:
    def share(draws: stats.Numbers) -> stats.Numbers:
        return draws[..., 0] / draws.sum(axis=-1)

    low, high = stats.bootstrap([300, 700], share)
    textbook = 1.96 * np.sqrt(0.3 * 0.7 / 1000)
    assert (low, high) == pytest.approx((0.3 - textbook, 0.3 + textbook), abs=0.004)


def test_effective_voices_compare_at_the_same_number_of_messages_only() -> None:
    """Trap: forty messages of a team show fewer voices than four hundred of the same team."""
    team = np.array([120, 90, 70, 50, 30, 20, 10, 5, 3, 2])
    month = np.array([12, 9, 7, 5, 3, 2, 1, 1, 0, 0])
    number = partial(stats.effective_number, order=0)
    assert float(number(month)) < float(number(team))
    mean, (low, high) = stats.rarefied(team, 40, number)
    assert low <= float(number(month)) <= high
    assert mean == pytest.approx(float(number(month)), abs=1)


def test_a_subsample_cannot_be_larger_than_the_whole() -> None:
    with pytest.raises(ValueError, match="no more than there are"):
        stats.rarefied([2, 1], 4, stats.effective_number)


def test_a_bootstrap_makes_up_for_the_rare_voices_that_it_loses() -> None:
    said = [50, *[1] * 20]
    low, high = stats.bootstrap(said, stats.effective_number)
    observed = float(stats.effective_number(said))
    assert 0 < observed - low < high - observed


def test_the_interval_of_effective_voices_holds_the_truth_as_often_as_it_promises() -> None:
    """Trap: centred on what is observed, it held the truth 260 times of these 300."""
    team = np.array([(rank + 1) ** -0.75 for rank in range(25)])
    chance = np.random.default_rng(4)
    samples = chance.multinomial(300, team / team.sum(), size=300)
    true = float(stats.effective_number(team))
    intervals = [stats.bootstrap(said[said > 0], stats.effective_number) for said in samples]
    held = sum(low <= true <= high for low, high in intervals)
    assert held >= 269  # fewer happen once in ten thousand times, were each to hold 95 in 100
