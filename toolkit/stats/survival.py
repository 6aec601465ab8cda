"""How long people wait, those still waiting included."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import ROUNDING, Interval, Numbers, normal_quantile


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
