"""A share corrected for the known mistakes of the one who counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.stats import Accuracy, rogan_gladen, rogan_gladen_interval


def test_a_half_seen_by_a_coder_who_errs_is_a_little_more_than_half() -> None:
    """Rogan and Gladen (1978): (.50 + .90 - 1) / (.85 + .90 - 1)."""
    assert float(rogan_gladen(0.50, 0.85, 0.90)) == pytest.approx(0.533333, abs=1e-6)


def test_fewer_seen_than_a_coder_makes_up_is_none() -> None:
    assert float(rogan_gladen(0.05, 0.85, 0.90)) == 0


def test_two_in_five_seen_by_that_coder_is_two_in_five() -> None:
    """The share at which errors of both kinds cancel: no test of a correction."""
    assert float(rogan_gladen(0.40, 0.85, 0.90)) == pytest.approx(0.40)


def test_a_coin_is_no_coder() -> None:
    with pytest.raises(ValueError, match="chance"):
        rogan_gladen(0.5, 0.5, 0.5)
    with pytest.raises(ValueError, match="chance"):
        Accuracy(5, 10, 5, 10)


def test_a_sample_without_the_one_side_tells_nothing_of_it() -> None:
    with pytest.raises(ValueError, match="both sides"):
        Accuracy(0, 0, 5, 10)
    with pytest.raises(ValueError, match="more often"):
        Accuracy(6, 5, 5, 10)


def test_a_larger_coded_sample_makes_the_share_surer() -> None:
    small = rogan_gladen_interval(500, 1000, Accuracy(17, 20, 27, 30))
    large = rogan_gladen_interval(500, 1000, Accuracy(1700, 2000, 2700, 3000))
    assert small[1] - small[0] > 2 * (large[1] - large[0])
    assert large[0] < 0.533333 < large[1]


def test_a_sample_coded_badly_never_draws_a_coder_worse_than_a_coin() -> None:
    found, spared = Accuracy(3, 5, 3, 5).draws(1000, np.random.default_rng(1))
    assert np.all(found + spared > 1)


@given(
    n=st.integers(1, 500),
    share=st.floats(0, 1),
    found=st.integers(6, 10),
    spared=st.integers(6, 10),
)
def test_the_interval_holds_the_corrected_share(
    n: int, share: float, found: int, spared: int
) -> None:
    hits = round(share * n)
    low, high = rogan_gladen_interval(hits, n, Accuracy(found, 10, spared, 10), draws=200)
    assert 0 <= low <= float(rogan_gladen(hits / n, found / 10, spared / 10)) <= high <= 1


def test_nine_intervals_in_ten_hold_the_true_share() -> None:
    chance, held, times = np.random.default_rng(5), 0, 300
    for n in range(times):
        true_pos, true_neg = chance.binomial(60, 0.85), chance.binomial(90, 0.9)
        hits = chance.binomial(400, 0.3 * 0.85 + 0.7 * 0.1)
        coder = Accuracy(int(true_pos), 60, int(true_neg), 90)
        low, high = rogan_gladen_interval(int(hits), 400, coder, draws=500, seed=n, level=0.9)
        held += low <= 0.3 <= high
    assert 0.85 <= held / times <= 0.95
