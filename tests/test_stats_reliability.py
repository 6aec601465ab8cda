"""M26: what R (psych, lavaan, multilevel) says of the same answers."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import stats

DATA = Path(__file__).parents[2] / "shared" / "data" / "survey"
# datasets::attitude of R (Chatterjee and Price, 1977): 30 departments, 7 questions.
WRITTEN = """
    43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
    81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
    72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
    69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
    74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
    50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
    63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
    85 85 71 71 77 74 55  82 82 39 59 64 78 39
    """
ATTITUDE = np.array(list(map(float, WRITTEN.split()))).reshape(30, 7)


def read(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.is_file():
        pytest.skip("the shared data are not there")
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def columns(rows: list[dict[str, str]], names: list[str]) -> np.ndarray:
    return np.array([[float(row[name] or "nan") for name in names] for row in rows])


def test_alpha_of_attitude_as_in_psych_and_pingouin() -> None:
    alpha = stats.cronbach_alpha(ATTITUDE)
    assert alpha == pytest.approx(0.8431427696, abs=1e-10)
    assert stats.feldt_interval(alpha, 30, 7) == pytest.approx((0.739376, 0.915773), abs=1e-6)


def test_omega_of_attitude_as_in_psych() -> None:
    """R psych 2.2.9, fa(fm = "minres"): loadings, and omega on the correlations."""
    loadings = stats.one_factor(np.corrcoef(ATTITUDE.T))
    assert loadings == pytest.approx(
        [0.7577722, 0.8338272, 0.6034273, 0.7887271, 0.8411194, 0.2844648, 0.4910469], abs=1e-4
    )
    assert stats.mcdonald_omega(ATTITUDE) == pytest.approx(0.8506823948, abs=1e-5)


def test_the_interval_of_omega_holds_it() -> None:
    low, high = stats.omega_interval(ATTITUDE)
    assert 0.7 < low < 0.8506823948 < high < 0.95


def test_alpha_of_agreeableness_with_its_first_question_turned() -> None:
    found = columns(read("bfi.csv"), ["A1", "A2", "A3", "A4", "A5"])
    assert stats.corrected_item_total(found)[0] < 0  # read backwards, and it shows
    found[:, 0] = 7 - found[:, 0]
    assert len(stats.complete(found)) == 2709
    assert stats.cronbach_alpha(found) == pytest.approx(0.7037558944, abs=1e-10)


def test_leadership_of_bliese_halverson_and_rothberg() -> None:
    """R multilevel, data bhr2000: alpha .880, ICC(1) of hours .174, agreement in 99 groups."""
    rows = read("ml_bhr2000.csv")
    names = [name for name in rows[0] if name.startswith(("AF", "AP", "AS"))]
    answers, groups = columns(rows, names), np.array([row["GRP"] for row in rows])
    assert stats.cronbach_alpha(answers[:, :10]) == pytest.approx(0.880, abs=5e-4)
    hours = stats.variance_of([float(row["HRS"]) for row in rows], groups)
    assert hours is not None
    assert stats.icc1(hours) == pytest.approx(0.174, abs=5e-4)
    low, high = stats.icc1_interval(hours)
    assert low < 0.174 < high
    agreed = [stats.rwg_j(answers[groups == one], 5) for one in sorted(set(groups))]
    assert len(agreed) == 99
    assert all(0 < one < 1 for one in agreed if one is not None)


@pytest.mark.parametrize(
    ("answers", "agreed"),
    [
        ([[4, 5], [4, 5], [4, 5]], 1.0),  # all say the same
        ([[1, 5], [5, 1]], 0.0),  # further apart than chance
        ([[3, 3], [4, 4]], 2 * (1 - 0.25) / (2 * (1 - 0.25) + 0.25)),  # variance .5 against 2
    ],
)
def test_agreement_of_a_group_by_hand(answers: list[list[int]], agreed: float) -> None:
    assert stats.rwg_j(answers, 5) == pytest.approx(agreed)


def test_one_person_agrees_with_nobody() -> None:
    assert stats.rwg_j([[3, 3]], 5) is None
    assert stats.variance_of([1.0, 2.0], ["a", "b"]) is None


def test_groups_that_do_not_differ_have_no_icc() -> None:
    found = stats.variance_of([1, 5, 1, 5], ["a", "a", "b", "b"])
    assert found is not None
    assert stats.icc1(found) == pytest.approx(-1.0)  # the least that two groups of two allow


@pytest.mark.parametrize(
    "answers", [[[1, 2]], [[1], [2], [3]], [[1, 3], [2, 3], [4, 3]]], ids=["few", "one", "flat"]
)
def test_what_is_no_scale_has_no_alpha(answers: list[list[int]]) -> None:
    assert stats.cronbach_alpha(answers) is None
    assert stats.mcdonald_omega(answers) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 6))
def test_omega_of_parallel_questions_is_alpha(seed: int, count: int) -> None:
    """Questions that all measure alike: both tend to the same reliability."""
    chance = np.random.default_rng(seed)
    answers = chance.normal(size=(4000, 1)) + chance.normal(size=(4000, count))
    assert stats.mcdonald_omega(answers) == pytest.approx(stats.cronbach_alpha(answers), abs=0.01)
    assert stats.cronbach_alpha(answers) == pytest.approx(count / (count + 1), abs=0.03)


def test_a_share_told_by_few_people_is_less_sure() -> None:
    alone = stats.wilson(40, 200)
    spread = stats.clustered_share([4] * 10, [20] * 10)
    one_does_all = stats.clustered_share([20, 20, *[0] * 8], [20] * 10)
    assert one_does_all[1] - one_does_all[0] > spread[1] - spread[0]
    assert spread == pytest.approx(alone, abs=0.02)
    assert stats.clustered_share([0] * 10, [20] * 10) == stats.wilson(0, 10)


def test_coverage_of_a_share_of_alike_cases() -> None:
    """Twenty people with habits of their own: 95 in 100 intervals hold what they do at large."""
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        habits = chance.beta(1.5, 4.5, size=20)
        cases = chance.integers(5, 60, size=20)
        low, high = stats.clustered_share(chance.binomial(cases, habits), cases)
        held += low <= 0.25 <= high
    assert held / 400 > 0.92


def test_when_everybody_answered_nothing_is_left_to_chance() -> None:
    assert stats.share_of_finite(6, 10, 10) == (0.6, 0.6)
    assert stats.narrowed(3.0, (2.0, 4.0), 10, 10) == (3.0, 3.0)
    low, high = stats.narrowed(3.0, (2.0, 4.0), 50, 100)
    assert (low, high) == pytest.approx((3 - (50 / 99) ** 0.5, 3 + (50 / 99) ** 0.5))
    assert stats.share_of_finite(6, 10, None) == stats.wilson(6, 10)
