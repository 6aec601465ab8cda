"""Agreement of coders, judged by the published matrix and by an independent package."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from sklearn.metrics import f1_score

from toolkit.stats import (
    Scale,
    confusion,
    cramers_v,
    homogeneity,
    krippendorff_alpha,
    krippendorff_interval,
    macro_f1,
)

N = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: 4 observers, 12 units.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T
ALPHAS = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}


@pytest.mark.parametrize(("scale", "alpha"), ALPHAS.items())
def test_four_observers_of_twelve_units(scale: Scale, alpha: float) -> None:
    assert krippendorff_alpha(PUBLISHED, scale) == pytest.approx(alpha, abs=5e-4)


codes = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([1.0, 2.0, 3.0, 5.0, N]), min_size=coders, max_size=coders),
        min_size=2,
        max_size=15,
    )
)


@given(codes, st.sampled_from(list(ALPHAS)))
def test_the_independent_package_agrees_whatever_is_missing(
    rows: list[list[float]], scale: Scale
) -> None:
    table = np.array(rows)
    found = krippendorff_alpha(table, scale)
    twice = table[(~np.isnan(table)).sum(axis=1) > 1]
    if len(np.unique(twice[~np.isnan(twice)])) < 2:
        assert found is None
    else:
        expected = krippendorff.alpha(reliability_data=table.T, level_of_measurement=scale)
        assert found == pytest.approx(expected, abs=1e-9)


def test_one_label_for_everything_is_no_agreement_at_all() -> None:
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_interval([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha(np.empty((0, 2))) is None


def test_units_that_one_coder_saw_alone_say_nothing() -> None:
    twice = [[0, 0], [1, 1], [0, 1]]
    assert krippendorff_alpha([*twice, [0, N], [N, 1]]) == krippendorff_alpha(twice)


def test_always_the_opposite_is_less_than_chance() -> None:
    assert krippendorff_alpha([[0, 1], [1, 0], [0, 1], [1, 0]]) == pytest.approx(-0.75)


def test_perfect_agreement_on_few_units_is_not_sure() -> None:
    few, many = ([[n % 2, n % 2] for n in range(units)] for units in (10, 200))
    for rows, low in ((few, 0.4727), (many, 0.9624)):  # Wilson's .2775 of .5263, .0188 of .5013
        assert krippendorff_alpha(rows) == 1
        interval = krippendorff_interval(rows)
        assert interval is not None
        assert interval[1] == 1
        assert interval[0] == pytest.approx(low, abs=1e-3)


def test_the_interval_holds_the_alpha_of_the_coders_about_as_often_as_it_says() -> None:
    """Two coders who each read right 9 times in 10, of two labels: alpha is .64 in the long run."""
    chance = np.random.default_rng(3)
    held = []
    for _ in range(200):
        truth = chance.integers(0, 2, 150)
        said = [np.where(chance.random(150) < 0.9, truth, 1 - truth) for _ in range(2)]
        low, high = krippendorff_interval(np.array(said).T, draws=300) or (2, 2)
        held.append(low <= 0.64 <= high)
    assert 0.90 <= np.mean(held) <= 0.99


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60))
def test_f1_is_that_of_an_independent_package(pairs: list[tuple[int, int]]) -> None:
    truth, said = np.array(pairs, dtype=np.int64).T
    table = confusion(truth, said, 4)
    assert table.sum() == len(pairs)
    assert float(macro_f1(table)) == pytest.approx(f1_score(truth, said, average="macro"))


def test_two_alike_differ_in_nothing_and_two_strangers_in_all() -> None:
    assert float(cramers_v([[10, 20], [20, 40]])) == pytest.approx(0)
    assert float(cramers_v([[10, 0], [0, 10]])) == pytest.approx(1)
    assert float(cramers_v([[0, 0], [5, 5]])) == 0


@pytest.mark.parametrize("table", [[[30, 40, 20], [25, 30, 50]], [[3, 1, 0, 2], [1, 4, 2, 0]]])
def test_strength_and_chance_are_those_of_the_chi_square_test(table: list[list[int]]) -> None:
    found = chi2_contingency(table, correction=False)
    assert float(cramers_v(table)) == pytest.approx(np.sqrt(found.statistic / np.sum(table)))
    as_far, dealings = homogeneity(table)
    assert as_far / dealings == pytest.approx(found.pvalue, abs=0.02)


def test_chance_finds_a_drift_where_there_is_none_as_rarely_as_it_says() -> None:
    chance = np.random.default_rng(5)
    tables = chance.multinomial(60, [0.6, 0.3, 0.1], size=(300, 2))
    found = [homogeneity(one, draws=199) for one in tables]
    assert np.mean([as_far / of <= 0.05 for as_far, of in found]) <= 0.08


def test_a_side_without_a_case_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="each has a case"):
        homogeneity([[0, 0], [3, 4]])
