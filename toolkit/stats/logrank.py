"""Whether some wait longer than others, or chance alone would make it seem so."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from toolkit.stats.numbers import Numbers


def log_rank(durations: ArrayLike, observed: ArrayLike, groups: ArrayLike) -> tuple[float, float]:
    """Return how much groups differ in how long they wait (chi-squared), and how often chance
    alone makes them differ as much. Mantel (1966), Peto and Peto (1972).

    ``groups`` tells the group of each duration; who was never answered while we watched
    (``observed`` false) counts until the watch ended. ``ValueError`` where there is one group only.
    """
    waited = np.asarray(durations, dtype=np.float64)
    answered = np.asarray(observed, dtype=np.bool_)
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    if len(names) < 2:
        raise ValueError("a comparison needs two groups at least")
    times = np.unique(waited[answered])
    at_risk = np.stack([_at_risk(waited[group == one], times) for one in range(len(names))])
    events = np.stack([_at(waited[answered & (group == one)], times) for one in range(len(names))])
    apart, spread = _against_chance(at_risk, events)
    chi2 = float(apart @ np.linalg.pinv(spread) @ apart)
    return chi2, float(chdtrc(len(names) - 1, chi2))


def _at_risk(waited: Numbers, times: Numbers) -> Numbers:
    before = np.searchsorted(np.sort(waited), times, side="left")
    return np.asarray(len(waited) - before, dtype=np.float64)


def _at(waited: Numbers, times: Numbers) -> Numbers:
    counted = np.bincount(np.searchsorted(times, waited), minlength=len(times))
    return counted.astype(np.float64)


def _against_chance(at_risk: Numbers, events: Numbers) -> tuple[Numbers, NDArray[np.float64]]:
    """Return, per group, answers beyond those expected, and how these vary together."""
    everybody, all_events = at_risk.sum(axis=0), events.sum(axis=0)
    shares = at_risk / everybody
    apart = (events - all_events * shares).sum(axis=1)
    ties = (everybody - all_events) / np.maximum(everybody - 1, 1)
    weights = all_events * ties
    spread = np.diag(shares @ weights) - (shares * weights) @ shares.T
    return apart, spread
