"""Weeks drawn again in blocks, and how far that can be trusted when they are few."""

import numpy as np
import pytest
import scipy.stats

from toolkit.stats import block_draws, block_length, block_places, expanded, widening


@pytest.mark.parametrize(("weeks", "length"), [(1, 1), (5, 1), (8, 2), (26, 2), (27, 3), (52, 3)])
def test_blocks_are_as_long_as_the_cube_root_of_the_weeks(weeks: int, length: int) -> None:
    assert block_length(weeks) == length


def test_neighbouring_weeks_are_drawn_together_and_the_last_one_is_beside_the_first() -> None:
    places = block_places(27, 50, np.random.default_rng(1))
    assert places.shape == (50, 27)
    for row in places.reshape(50, -1, 3):
        assert np.all((row[:, 1:] - row[:, :-1]) % 27 == 1)


def test_every_draw_has_as_many_weeks_as_there_are_and_each_counts_once_on_average() -> None:
    times = block_draws(30, 4000, np.random.default_rng(2))
    assert np.all(times.sum(axis=1) == 30)
    assert times.mean(axis=0) == pytest.approx(np.ones(30), abs=0.08)


def test_few_weeks_widen_an_interval_by_student_and_by_a_variance_over_one_less() -> None:
    """Hesterberg (2015), section 4.3.3: five values, 90 %."""
    by_hand = scipy.stats.t.ppf(0.95, 4) * np.sqrt(5 / 4) / scipy.stats.norm.ppf(0.95)
    assert widening(5) == pytest.approx(by_hand)
    assert widening(1000) == pytest.approx(1, abs=0.02)


def test_a_widened_interval_holds_what_was_observed_and_reaches_further_than_percentiles() -> None:
    drawn = np.append(np.random.default_rng(3).normal(size=2000), np.nan)
    low, high = expanded(drawn, 9.0, 5)
    assert low < np.nanquantile(drawn, 0.05)
    assert high == 9.0
    assert expanded(np.asarray([np.nan]), 2.0, 5) == (2.0, 2.0)


def test_weeks_that_resemble_their_neighbours_need_blocks() -> None:
    """A mean of autocorrelated weeks varies more than weeks drawn one by one would have it."""
    chance = np.random.default_rng(4)
    shocks = chance.normal(size=(400, 220))
    series = np.apply_along_axis(lambda row: np.convolve(row, np.ones(6), "valid"), 1, shocks)
    true = series[:, :200].mean(axis=1).std()
    one = series[0, :200]
    blocks = (block_draws(200, 2000, chance) @ one / 200).std()
    alone = (chance.multinomial(200, np.full(200, 1 / 200), 2000) @ one / 200).std()
    assert alone < 0.6 * true
    assert alone < blocks
