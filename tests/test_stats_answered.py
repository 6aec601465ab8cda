"""Answers beside departures, waits compared, shares apart, means with a long tail."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import stats

# Weeks in remission (Gehan, 1965), 1 a relapse: under 6-MP, and under placebo.
TREATED = (
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
PLACEBO = ([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21)
# Survival in acute myelogenous leukaemia (survival::aml in R).
MAINTAINED = ([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0])
NOT_MAINTAINED = (
    [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
    [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
)
# Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10.
APART = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]

endings = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 2)), min_size=1, max_size=60)
Arm = tuple[list[int], list[int]]


@pytest.mark.parametrize(
    ("first", "second", "chi2", "p"),
    [(TREATED, PLACEBO, 16.7929, 4.169e-05), (MAINTAINED, NOT_MAINTAINED, 3.39639, 0.06534)],
    ids=["Gehan", "aml"],
)
def test_log_rank_as_in_r(first: Arm, second: Arm, chi2: float, p: float) -> None:
    # R survival 3.5-3, survdiff.
    times, seen = (left + right for left, right in zip(first, second, strict=True))
    groups = ["first"] * len(first[0]) + ["second"] * len(second[0])
    found = stats.log_rank(times, seen, groups)
    assert found[0] == pytest.approx(chi2, rel=1e-5)
    assert found[1] == pytest.approx(p, rel=1e-3)


@pytest.mark.filterwarnings("ignore:Starting with pandas")  # lifelines calls it as one did
@pytest.mark.parametrize("seed", range(5))
def test_log_rank_of_several_groups_agrees_with_lifelines(seed: int) -> None:
    judge = pytest.importorskip("lifelines.statistics")
    chance = np.random.default_rng(seed)
    times, groups = chance.integers(1, 12, 60), chance.integers(0, 4, 60)
    seen = chance.random(60) < 0.7
    expected = judge.multivariate_logrank_test(times, groups, seen)
    found = stats.log_rank(times, seen, groups)
    assert found == pytest.approx((expected.test_statistic, expected.p_value), abs=1e-9)


def test_one_group_is_compared_with_nobody() -> None:
    with pytest.raises(ValueError, match="two groups"):
        stats.log_rank([1, 2], [1, 1], ["a", "a"])


@given(endings)
def test_without_departures_the_share_answered_is_one_minus_kaplan_and_meiers(
    people: list[tuple[int, int]],
) -> None:
    times, ended = (np.asarray(column) for column in zip(*people, strict=True))
    stayed = np.where(ended == stats.GONE, stats.CENSORED, ended)
    curve = stats.aalen_johansen(times, stayed)
    judge = stats.kaplan_meier(times, stayed == stats.ANSWERED)
    assert curve.times.tolist() == judge.times.tolist()
    assert curve.share == pytest.approx(1 - judge.survival, abs=1e-12)


def test_without_departures_the_spread_is_greenwoods() -> None:
    curve, judge = stats.aalen_johansen(*TREATED), stats.kaplan_meier(*TREATED)
    greenwood = float((judge.survival[:4] ** 2 * judge.spread[:4])[-1])
    share = 1 - judge.survival[3]
    reach = 1.959964 * np.sqrt(greenwood) / abs(share * np.log(share))
    expected = (share ** np.exp(reach), share ** np.exp(-reach))
    assert stats.incidence_interval(curve, 14) == pytest.approx(expected, rel=2e-2)


@settings(max_examples=20, deadline=None)
@given(endings)
def test_the_share_answered_agrees_with_lifelines(people: list[tuple[int, int]]) -> None:
    lifelines = pytest.importorskip("lifelines")
    # It draws lots among ties: here there are none.
    times = np.asarray([one + place / 1000 for place, (one, _) in enumerate(people)])
    ended = np.asarray([how for _, how in people])
    if not (ended == stats.ANSWERED).any():
        return
    judge = lifelines.AalenJohansenFitter(calculate_variance=False)
    shares = judge.fit(times, ended, stats.ANSWERED).cumulative_density_.iloc[:, 0]
    curve = stats.aalen_johansen(times, ended)
    expected = [float(shares.loc[: moment + 1e-9].iloc[-1]) for moment in curve.times]
    assert curve.share == pytest.approx(expected, abs=1e-9)


@given(endings, st.integers(1, 30))
def test_answers_and_departures_add_up_to_all_who_left(
    people: list[tuple[int, int]], moment: int
) -> None:
    times, ended = (np.asarray(column) for column in zip(*people, strict=True))
    mirrored = np.choose(ended, [stats.CENSORED, stats.GONE, stats.ANSWERED])
    both = sum(
        float(stats.incidence_at(stats.aalen_johansen(times, one), moment))
        for one in (ended, mirrored)
    )
    left = 1 - float(stats.survival_at(stats.kaplan_meier(times, ended > 0), moment))
    assert both == pytest.approx(left, abs=1e-12)


@given(endings, st.integers(1, 30))
def test_the_interval_of_the_share_answered_holds_it(
    people: list[tuple[int, int]], moment: int
) -> None:
    times, ended = zip(*people, strict=True)
    curve = stats.aalen_johansen(times, ended)
    low, high = stats.incidence_interval(curve, moment)
    assert 0 <= low <= float(stats.incidence_at(curve, moment)) <= high <= 1


def test_the_interval_of_the_share_answered_keeps_its_promise() -> None:
    chance = np.random.default_rng(3)
    held = 0
    for _ in range(300):
        answer, leave, end = (chance.exponential(mean, 80) for mean in (30, 60, 90))
        times = np.minimum(np.minimum(answer, leave), end)
        ended = np.where(times == end, 0, np.where(times == answer, 1, 2))
        low, high = stats.incidence_interval(stats.aalen_johansen(times, ended), 24)
        held += low <= (1 - np.exp(-24 * (1 / 30 + 1 / 60))) * 2 / 3 <= high
    assert held >= 269  # fewer happen once in ten thousand times, were each to hold 95 in 100


@pytest.mark.parametrize(("hits", "n", "others", "m", "low", "high"), APART)
def test_two_shares_apart_as_printed_by_newcombe(
    hits: int, n: int, others: int, m: int, low: float, high: float
) -> None:
    assert stats.newcombe(hits, n, others, m) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_mean_is_what_the_bootstrap_tends_to() -> None:
    judge = pytest.importorskip("scipy.stats")
    said = np.floor(np.random.default_rng(1).lognormal(1, 1.2, 400))
    drawn = judge.bootstrap((said,), np.mean, n_resamples=4000, method="BCa", random_state=1)
    low, high = stats.mean_interval(said)
    width = high - low
    assert low == pytest.approx(drawn.confidence_interval.low, abs=0.04 * width)
    assert high == pytest.approx(drawn.confidence_interval.high, abs=0.04 * width)


def test_the_interval_of_a_mean_leans_to_its_long_tail() -> None:
    low, high = stats.mean_interval([0] * 30 + [1, 2, 40], limits=(0.0, np.inf))
    mean = 43 / 33
    assert 0 <= low < mean < high
    assert high - mean > 2 * (mean - low)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_interval_of_a_mean_holds_it(said: list[int]) -> None:
    low, high = stats.mean_interval(said, limits=(0.0, np.inf))
    assert 0 <= low <= sum(said) / len(said) <= high


def test_equal_values_have_no_spread() -> None:
    assert stats.mean_interval([5, 5, 5]) == (5, 5)


def test_the_interval_of_a_mean_holds_the_truth_nearly_as_often_as_it_promises() -> None:
    chance = np.random.default_rng(2)
    samples = chance.gamma(
        0.7, 5.0, size=(600, 60)
    )  # many posts with nearly nothing, few with much
    held = sum(low <= 3.5 <= high for low, high in map(stats.mean_interval, samples))
    assert held >= 548  # fewer happen once in ten thousand times, were each to hold 94.5 in 100
