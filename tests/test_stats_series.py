"""Slopes and breaks of a series, held against published values and other programmes."""

import numpy as np
import pytest
import ruptures
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from toolkit.stats import (
    break_bic,
    likeliest_break,
    mann_kendall,
    segments,
    sup_f,
    theil_sen,
    theil_sen_interval,
)

# Flow of the Nile at Aswan, 1871 to 1970, 10^8 m3. Cobb (1978), as R's datasets::Nile.
NILE = [
    *(1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960),
    *(1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694),
    *(940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764),
    *(821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822),
    *(1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918),
    *(986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740),
]
FIRST_YEAR = 1871
A_SEVENTH = 15  # values in a stretch at least, the default of R's strucchange

series = st.lists(st.floats(-100, 100), min_size=8, max_size=30)


def test_the_nile_breaks_after_1898() -> None:
    """R strucchange 1.5-3: 28 observations, 1898, means 1097.75 and 849.9722, 1895 to 1902."""
    found = likeliest_break(NILE, least=A_SEVENTH)
    assert found.after == 28
    assert FIRST_YEAR + found.after - 1 == 1898
    assert tuple(FIRST_YEAR + end - 1 for end in found.reach) == (1895, 1902)
    assert np.mean(NILE[:28]) == 1097.75
    assert found.difference == pytest.approx(849.9722222 - 1097.75, abs=1e-6)
    assert found.p == 0.001


@pytest.mark.parametrize(
    ("breaks", "squares", "criterion"),
    [
        (0, 2835156.75, 1318.242),
        (1, 1597457.194, 1270.084),
        (2, 1552923.616, 1276.467),
    ],
)
def test_one_break_is_what_the_nile_has(breaks: int, squares: float, criterion: float) -> None:
    """R strucchange 1.5-3: sums of squares and BIC."""
    places, left = segments(NILE, breaks, least=A_SEVENTH)
    assert len(places) == breaks
    assert left == pytest.approx(squares, abs=0.0005)
    assert break_bic(left, len(NILE), breaks) == pytest.approx(criterion, abs=0.0005)


def test_looking_at_every_fifth_place_only_misses_the_break_by_two_years() -> None:
    """The default of ruptures 1.1.10 is ``jump=5``; we look at every place."""
    values = np.asarray(NILE, dtype=np.float64)
    coarse = ruptures.Dynp(model="l2", min_size=2).fit(values).predict(n_bkps=1)
    fine = ruptures.Dynp(model="l2", min_size=2, jump=1).fit(values).predict(n_bkps=1)
    assert (coarse[0], fine[0]) == (30, 28)
    assert segments(NILE, 1, least=2)[0] == (28,)


@given(series, st.integers(1, 2))
def test_places_are_as_good_as_those_of_an_exhaustive_search(
    values: list[float], breaks: int
) -> None:
    n, least = len(values), 2
    held = np.asarray(values)

    def squares(ends: tuple[int, ...]) -> float:
        parts = np.split(held, ends)
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    if breaks == 1:
        every = [(one,) for one in range(least, n - least + 1)]
    else:
        every = [
            (one, two)
            for one in range(least, n - 2 * least + 1)
            for two in range(one + least, n - least + 1)
        ]
    found, left = segments(values, breaks, least=least)
    assert left == pytest.approx(squares(found), rel=1e-6, abs=1e-4)
    assert left <= min(map(squares, every)) + 1e-4


@given(series)
def test_the_largest_f_is_that_of_an_analysis_of_variance(values: list[float]) -> None:
    values = [value + at / 7 for at, value in enumerate(values)]  # no two alike
    most, after = sup_f(values)
    place = int(after)
    expected = scipy.stats.f_oneway(values[:place], values[place:]).statistic
    assert float(most) == pytest.approx(float(expected), rel=1e-4, abs=1e-6)


def test_a_series_too_short_for_two_levels_has_no_break() -> None:
    with pytest.raises(ValueError, match="too short"):
        sup_f([1, 2, 3, 4, 5, 6, 7])
    with pytest.raises(ValueError, match="too short"):
        segments([1, 2, 3, 4, 5, 6, 7], 1)


def test_chance_is_taken_for_a_break_one_time_in_twenty() -> None:
    """A search over all places would find one far more often, were it not allowed for."""
    chance = np.random.default_rng(1)
    found = [likeliest_break(chance.normal(size=24), permutations=199) for _ in range(300)]
    alarms = sum(one.p < 0.05 for one in found)
    assert alarms <= scipy.stats.binom.ppf(0.999, 300, 0.05)
    plain = [scipy.stats.f.sf(float(sup_f(chance.normal(size=24))[0]), 1, 22) for _ in range(300)]
    assert sum(p < 0.05 for p in plain) > 60


def test_a_large_shift_is_always_found_and_dated() -> None:
    chance = np.random.default_rng(2)
    shifted = [np.append(chance.normal(50, 3, 12), chance.normal(40, 3, 12)) for _ in range(100)]
    found = [likeliest_break(one, permutations=199) for one in shifted]
    assert all(one.p < 0.05 for one in found)
    assert sum(one.reach[0] <= 12 <= one.reach[1] for one in found) >= 90
    assert sum(one.spread[0] <= -10 <= one.spread[1] for one in found) >= 88


def test_a_series_without_any_change_has_no_drift() -> None:
    found = likeliest_break([40.0] * 12)
    assert (found.difference, found.p) == (0, 1)


@given(series)
def test_the_slope_is_the_median_of_all_slopes(values: list[float]) -> None:
    assert theil_sen(values) == pytest.approx(
        float(scipy.stats.theilslopes(values).slope), abs=1e-9
    )


def test_one_wild_month_hardly_moves_the_slope() -> None:
    values = [40 + 0.5 * month for month in range(24)]
    assert theil_sen([*values[:10], 99.0, *values[11:]]) == pytest.approx(0.5)


def test_gaps_between_months_count() -> None:
    assert theil_sen([0, 3, 12], [0, 3, 12]) == 1
    with pytest.raises(ValueError, match="two values"):
        theil_sen([1.0])


def test_nine_intervals_in_ten_hold_the_slope() -> None:
    chance, times = np.random.default_rng(3), 200
    held = 0
    for _ in range(times):
        low, high = theil_sen_interval(0.4 * np.arange(24) + chance.normal(0, 2, 24), draws=300)
        held += low <= 0.4 <= high
    assert 0.85 * times <= held <= 0.96 * times


@given(st.lists(st.integers(0, 6), min_size=40, max_size=80))
def test_the_trend_is_kendalls(values: list[int]) -> None:
    """The same law as scipy's asymptotic tau-b, but for the correction for continuity."""
    if len(set(values)) == 1:
        assert mann_kendall(values) == 1
        return
    plain = scipy.stats.kendalltau(range(len(values)), values, method="asymptotic").pvalue
    assert mann_kendall(values) >= float(plain) - 1e-12
    assert mann_kendall(values) == pytest.approx(float(plain), abs=0.02)
