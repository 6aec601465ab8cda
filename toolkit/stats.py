"""The arithmetic: numbers in, numbers out, each formula with its author; no tables, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, sqrt
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]
Statistic: TypeAlias = Callable[[Numbers], Numbers]

SEED = 20120704
ROUNDING = 1e-12  # a product of many shares that should be one half may miss it by this much


def normal_quantile(level: float) -> float:
    """Return how many standard errors a two-sided interval of that level reaches: 1.96 at .95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: int, n: int, level: float = 0.95) -> Interval:
    """Return the interval of a share. Wilson (1927), as method 3 of Newcombe (1998).

    ``ValueError`` where there is nothing to take a share of.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError("a share needs at least one case, and no more hits than cases")
    z2 = normal_quantile(level) ** 2
    share = hits / n
    centre = share + z2 / (2 * n)
    reach = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))
    low, high = ((centre - reach) / (1 + z2 / n), (centre + reach) / (1 + z2 / n))
    return (0.0 if hits == 0 else low, 1.0 if hits == n else high)


def effective_number(weights: ArrayLike, order: float = 1) -> Numbers:
    """Return how many equal voices would be as diverse as these. Hill (1973), Jost (2006).

    Order 0 counts the voices, 1 weighs them by what they say, 2 favours the loudest, infinity
    knows the loudest only. Weights lie along the last axis; other axes are repetitions.
    """
    counts = np.asarray(weights, dtype=np.float64)
    shares = counts / counts.sum(axis=-1, keepdims=True)
    if order == 0:
        return np.asarray((shares > 0).sum(axis=-1), dtype=np.float64)
    if order == np.inf:
        return np.asarray(1 / shares.max(axis=-1), dtype=np.float64)
    if order == 1:
        logs = np.log(np.where(shares > 0, shares, 1.0))
        return np.asarray(np.exp(-(shares * logs).sum(axis=-1)), dtype=np.float64)
    powers = np.where(shares > 0, shares, 0.0) ** order
    return np.asarray(powers.sum(axis=-1) ** (1 / (1 - order)), dtype=np.float64)


def rarefied(
    counts: ArrayLike, size: int, statistic: Statistic, *, draws: int = 200, seed: int = SEED
) -> tuple[float, Interval]:
    """Return what a statistic of counts would be had only ``size`` messages been seen.

    The mean and the 95 % range over subsamples without replacement, as Hurlbert (1971): effective
    numbers grow with the number of messages, so periods compare only at the same number.
    """
    whole = np.asarray(counts, dtype=np.int64)
    if not 0 < size <= whole.sum():
        raise ValueError("a subsample has at least one message, and no more than there are")
    chance = np.random.default_rng(seed)
    samples = chance.multivariate_hypergeometric(whole, size, size=draws, method="marginals")
    found = statistic(samples.astype(np.float64))
    low, high = np.quantile(found, (0.025, 0.975))
    mean = float(found.mean())
    return mean, (float(min(low, mean)), float(max(high, mean)))


def gini(values: ArrayLike, times: ArrayLike | None = None) -> Numbers:
    """Return how unequally a total is shared out, 0 when all have the same. Gini (1912).

    This is the plain 2 sum(i x_i) / (n sum x) - (n+1)/n over everybody, those with nothing too;
    multiplied by n/(n-1) it becomes the small-sample version. ``times`` says how many people
    have each value, its last axis along ``values``; other axes are repetitions.
    """
    held = np.asarray(values, dtype=np.float64)
    people = np.ones_like(held) if times is None else np.asarray(times, dtype=np.float64)
    order = np.argsort(held, kind="stable")
    held, people = held[order], people[..., order]
    before = np.cumsum(people, axis=-1) - people
    ranks = people * before + people * (people + 1) / 2  # sum of the ranks of equal values
    n, total = people.sum(axis=-1), (people * held).sum(axis=-1)
    index = 2 * (ranks * held).sum(axis=-1) / np.where(total > 0, n * total, 1) - (n + 1) / n
    return np.asarray(np.where(total > 0, index, 0.0), dtype=np.float64)


def rank_share(values: ArrayLike, times: ArrayLike, first: int, last: int) -> Numbers:
    """Return the share of the total that ranks first+1 to last hold, the highest ranked first.

    ``times`` says how many people have each value, as in ``gini``.
    """
    held = np.asarray(values, dtype=np.float64)
    people = np.asarray(times, dtype=np.float64)
    order = np.argsort(-held, kind="stable")
    held, people = held[order], people[..., order]
    before = np.cumsum(people, axis=-1) - people
    taken = np.clip(last - before, 0, people) - np.clip(first - before, 0, people)
    total = (people * held).sum(axis=-1)
    share = (taken * held).sum(axis=-1) / np.where(total > 0, total, 1)
    return np.asarray(share, dtype=np.float64)


def bootstrap(
    counts: ArrayLike,
    statistic: Statistic,
    *,
    limits: Interval = (-np.inf, np.inf),
    draws: int = 1000,
    seed: int = SEED,
) -> Interval:
    """Return a 95 % interval of a statistic of counts by drawing again. Efron (1979).

    ``statistic`` takes draws in rows, cells in columns. Diversity and inequality come out too
    low when drawn again, and what was observed came out too low in the same way: the interval
    goes from the percentiles around what was observed to those around what it is without that
    bias (Efron and Tibshirani, 1993, chapter 10), kept within ``limits`` and widened where need
    be to hold what was observed. What no draw can know is who was never seen: with fewer than
    some ten messages a voice, effective numbers stay too low. The seed is fixed: the same counts
    always give the same interval.
    """
    cells = np.asarray(counts, dtype=np.int64)
    observed = float(statistic(cells[np.newaxis, :].astype(np.float64))[0])
    chance = np.random.default_rng(seed)
    n, shares = int(cells.sum()), cells / cells.sum()
    rows = max(1, min(draws, 2_000_000 // len(cells)))  # bounds what is held at once
    repeated = np.concatenate(
        [
            statistic(chance.multinomial(n, shares, size=min(rows, draws - start)).astype(float))
            for start in range(0, draws, rows)
        ]
    )
    bias = observed - float(repeated.mean())
    low, high = np.quantile(repeated, (0.025, 0.975))
    low, high = low + min(bias, 2 * bias), high + max(bias, 2 * bias)
    return (
        float(min(observed, max(low, limits[0]))),
        float(max(observed, min(high, limits[1]))),
    )


def median_interval(values: ArrayLike, level: float = 0.95) -> Interval:
    """Return the interval of a median from ordered values. Thompson (1936), David (1981).

    Below six values no pair of them is wide enough: the interval then goes from the smallest
    to the largest.
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    n, tail = len(ordered), (1 - level) / 2
    if n > 1000:
        rank = int(n / 2 - normal_quantile(level) * sqrt(n) / 2)
    else:
        rank, below = 0, 1.0
        while below <= tail * 2**n and rank < n // 2:
            rank, below = rank + 1, below + comb(n, rank + 1)
    rank = max(rank, 1)
    return float(ordered[rank - 1]), float(ordered[n - rank])


@dataclass(frozen=True)
class Curve:
    """The share still waiting after each time at which somebody was answered.

    ``spread`` is Greenwood's sum d / (n (n - d)); ``follow_up`` is the longest time watched.
    """

    times: Numbers
    survival: Numbers
    at_risk: Numbers
    events: Numbers
    spread: Numbers
    follow_up: float


def kaplan_meier(durations: ArrayLike, observed: ArrayLike) -> Curve:
    """Return the share still waiting over time. Kaplan and Meier (1958), Greenwood (1926).

    Who was never answered while we watched (``observed`` false) counts until the watch ended.
    """
    waited = np.asarray(durations, dtype=np.float64)
    answered = np.asarray(observed, dtype=bool)
    if not len(waited):
        raise ValueError("a curve needs at least one duration")
    times, events = np.unique(waited[answered], return_counts=True)
    at_risk = len(waited) - np.searchsorted(np.sort(waited), times, side="left")
    left = at_risk - events
    with np.errstate(divide="ignore"):
        steps = events / (at_risk * left)  # infinite where nobody is left waiting
    return Curve(
        times=times,
        survival=np.cumprod(left / at_risk, dtype=np.float64),
        at_risk=at_risk.astype(np.float64),
        events=events.astype(np.float64),
        spread=np.cumsum(steps),
        follow_up=float(waited.max()),
    )


def survival_at(curve: Curve, times: ArrayLike) -> Numbers:
    """Return the share still waiting at these times."""
    after = np.searchsorted(curve.times, np.asarray(times, dtype=np.float64), side="right")
    return np.asarray(np.concatenate(([1.0], curve.survival))[after], dtype=np.float64)


def survival_band(curve: Curve, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return the log-log interval at each time. Kalbfleisch and Prentice (1980)."""
    open_ended = curve.survival > 0
    share = np.where(open_ended, curve.survival, 0.5)
    spread = np.where(open_ended, curve.spread, 0.0)
    reach = normal_quantile(level) * np.sqrt(spread) / np.abs(np.log(share))
    low, high = share ** np.exp(reach), share ** np.exp(-reach)
    return np.where(open_ended, low, curve.survival), np.where(open_ended, high, curve.survival)


def survival_quantile(curve: Curve, waiting: float) -> float | None:
    """Return when only that share still waits, None where the watch ended before."""
    return _first_below(curve.times, curve.survival, waiting)


def survival_quantile_interval(curve: Curve, waiting: float) -> Interval:
    """Return the interval of that moment. Brookmeyer and Crowley (1982).

    Where its end lies beyond the longest time watched, it is given as that time.
    """
    low, high = (_first_below(curve.times, edge, waiting) for edge in survival_band(curve))
    return (
        curve.follow_up if low is None else low,
        curve.follow_up if high is None else high,
    )


def _first_below(times: Numbers, shares: Numbers, level: float) -> float | None:
    reached = np.flatnonzero(shares <= level + ROUNDING)
    return float(times[reached[0]]) if len(reached) else None


def restricted_mean(curve: Curve, horizon: float) -> float | None:
    """Return the mean wait, nobody counted for longer than the horizon. Irwin (1949).

    None where the watch ended before the horizon while somebody still waited.
    """
    if curve.follow_up < horizon and survival_at(curve, horizon) > 0:
        return None
    return float(_areas(curve, horizon).sum())


def restricted_mean_interval(curve: Curve, horizon: float, level: float = 0.95) -> Interval:
    """Return the interval of that mean. Klein and Moeschberger (2003), section 4.5.

    It is as long on both sides: of forty people of whom hardly anybody waits till the horizon, it
    holds the truth 88 times in 100 only; of 150 and more, 94 times.
    """
    areas = _areas(curve, horizon)
    seen = (curve.times < horizon) & (curve.events < curve.at_risk)
    later = np.cumsum(areas[::-1])[::-1][1:]  # area after each answer
    weights = curve.events / (curve.at_risk * np.maximum(curve.at_risk - curve.events, 1))
    reach = normal_quantile(level) * sqrt(float((weights * later**2)[seen].sum()))
    mean = float(areas.sum())
    return max(0.0, mean - reach), min(horizon, mean + reach)


def _areas(curve: Curve, horizon: float) -> Numbers:
    """Return the area under each step of the curve, from 0 to the horizon."""
    edges = np.concatenate(([0.0], np.minimum(curve.times, horizon), [horizon]))
    return np.asarray(np.diff(edges) * np.concatenate(([1.0], curve.survival)), dtype=np.float64)
