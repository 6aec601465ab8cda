"""What moments say of who keeps the clock: minutes of the hour, and waits between two moments."""

from collections.abc import Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from toolkit.stats.blocks import block_places, expanded
from toolkit.stats.numbers import ROUNDING, SEED, Interval, Numbers
from toolkit.stats.shares import wilson

MINUTES = 60
QUARTERS = (0, 15, 30, 45)
BY_CHANCE = len(QUARTERS) / MINUTES
DRAWS, FEWEST_DRAWS = 1000, 100
DRAWN = 10_000_000  # waits drawn again in all, where there are many
HELD = 2_000_000  # and at once


def quarter_excess(hits: int, n: int) -> tuple[float, Interval]:
    """Return which share falls on the four quarters of the hour beyond chance, and its interval.

    0 where no more than 4 in 60 do, 1 where all do; the interval is Wilson's (1927), moved along.
    """
    share, reach = hits / n, wilson(hits, n)
    value, low, high = (max(0.0, (one - BY_CHANCE) / (1 - BY_CHANCE)) for one in (share, *reach))
    return value, (low, high)


def evenness(counts: ArrayLike) -> Numbers:
    """Return how evenly counts are spread over the cells of the last axis, 1 where all are equal.

    Shannon's (1948) entropy over its largest value.
    """
    held = np.asarray(counts, dtype=np.float64)
    shares = held / held.sum(axis=-1, keepdims=True)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    return np.asarray(-(shares * logs).sum(axis=-1) / log(held.shape[-1]), dtype=np.float64)


def chi_square(counts: ArrayLike) -> Numbers:
    """Return Pearson's (1900) distance of counts, along the last axis, from equal ones."""
    held = np.asarray(counts, dtype=np.float64)
    expected = held.sum(axis=-1, keepdims=True) / held.shape[-1]
    return np.asarray(((held - expected) ** 2 / expected).sum(axis=-1), dtype=np.float64)


def evenness_p(counts: ArrayLike, *, draws: int = 1999, seed: int = SEED) -> tuple[float, Interval]:
    """Return how often equal chances give counts at least as uneven as these, and its interval.

    By Pearson's law from five expected in each of sixty cells on; below, equal chances are drawn
    and the share of draws that are as uneven is (hits + 1) / (draws + 1), Davison and Hinkley
    (1997), with Wilson's interval.
    """
    held = np.asarray(counts, dtype=np.int64)
    observed = float(chi_square(held))
    if held.sum() >= 5 * len(held):
        p = float(chdtrc(len(held) - 1, observed))
        return p, (p, p)
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(int(held.sum()), np.full(len(held), 1 / len(held)), size=draws)
    hits = int((chi_square(drawn) >= observed - 1e-9).sum())
    return (hits + 1) / (draws + 1), wilson(hits + 1, draws + 1)


def burstiness(gaps: ArrayLike) -> float:
    """Return how irregular waits are. Goh and Barabási (2008): -1 a metronome, 0 chance, 1 bursts.

    (s - m) / (s + m), of their mean m and standard deviation s (over n).
    """
    ratio = _variation(np.asarray(gaps, dtype=np.float64))
    return float((ratio - 1) / (ratio + 1))


def burstiness_finite(gaps: ArrayLike) -> float:
    """Return the same, with 0 for chance and 1 for the extreme however few waits there are.

    Kim and Jo (2016), n being the number of waits, not of moments: only then are both exact.
    """
    held = np.asarray(gaps, dtype=np.float64)
    return float(_finite(_variation(held), held.shape[-1]))


def memory(gaps: ArrayLike) -> float:
    """Return the correlation of each wait with the next. Goh and Barabási (2008).

    0 where either side never varies.
    """
    held = np.asarray(gaps, dtype=np.float64)
    return float(_correlation(held[:-1], held[1:]))


def _variation(gaps: Numbers) -> Numbers:
    mean = gaps.mean(axis=-1)
    return np.asarray(gaps.std(axis=-1) / np.where(mean > 0, mean, 1.0), dtype=np.float64)


def _finite(ratio: Numbers, n: int) -> Numbers:
    more, less = sqrt(n + 1), sqrt(n - 1)
    return np.asarray((more * ratio - less) / ((more - 2) * ratio + less), dtype=np.float64)


def _correlation(left: Numbers, right: Numbers) -> Numbers:
    one, other = (side - side.mean(axis=-1, keepdims=True) for side in (left, right))
    spread = np.sqrt((one**2).sum(axis=-1) * (other**2).sum(axis=-1))
    whole = np.sqrt((left**2).sum(axis=-1) * (right**2).sum(axis=-1))
    varies = spread > ROUNDING * whole  # equal numbers may differ in their last digit
    together = (one * other).sum(axis=-1)
    return np.asarray(np.where(varies, together / np.where(varies, spread, 1), 0), dtype=np.float64)


def rhythm(series: Sequence[ArrayLike]) -> tuple[tuple[float, Interval], ...]:
    """Return burstiness, plain and finite, and memory, of several series of waits, with intervals.

    Each series counts by how many waits it has. Intervals of 95 % by drawing waits again in
    circular moving blocks, Politis and Romano (1992). Where a few waits are far longer than all
    others even that is too narrow: of lognormal waits (sigma 1) it holds the truth 7 times in 10.
    A series has three waits at least.
    """
    held = [np.asarray(gaps, dtype=np.float64) for gaps in series]
    weights = np.asarray([len(gaps) for gaps in held], dtype=np.float64)
    draws = max(FEWEST_DRAWS, min(DRAWS, DRAWN // int(weights.max())))
    chance = np.random.default_rng(SEED)
    observed = np.stack([_all_three(gaps, gaps[:-1], gaps[1:]) for gaps in held], axis=-1)
    drawn = np.stack([_drawn(gaps, draws, chance) for gaps in held], axis=-1)
    found = np.average(observed, axis=-1, weights=weights)
    again = np.average(drawn, axis=-1, weights=weights)
    n = int(weights.sum())
    return tuple(
        (float(value), _interval(float(value), of_value, n))
        for value, of_value in zip(found, again, strict=True)
    )


def _all_three(gaps: Numbers, left: Numbers, right: Numbers) -> Numbers:
    ratio = _variation(gaps)
    return np.stack(
        [(ratio - 1) / (ratio + 1), _finite(ratio, gaps.shape[-1]), _correlation(left, right)]
    )


def _drawn(gaps: Numbers, draws: int, chance: np.random.Generator) -> Numbers:
    """Return the three numbers of waits drawn again: three rows, draws in columns."""
    n, rows = len(gaps), max(1, HELD // len(gaps))
    found = []
    for start in range(0, draws, rows):
        some = min(rows, draws - start)
        pairs = block_places(n - 1, some, chance)
        again = gaps[block_places(n, some, chance)]
        found.append(_all_three(again, gaps[pairs], gaps[pairs + 1]))
    return np.concatenate(found, axis=-1)


def _interval(value: float, drawn: Numbers, n: int) -> Interval:
    """Return the interval of draws, moved out by their bias as ``bootstrap`` does.

    Waits drawn again are less unequal than those observed, as those observed are than all.
    """
    low, high = expanded(drawn, value, n, level=0.95)
    bias = value - float(drawn.mean())
    low, high = low + min(bias, 2 * bias), high + max(bias, 2 * bias)
    return max(-1.0, min(low, value)), min(1.0, max(high, value))
