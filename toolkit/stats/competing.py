"""How many got an answer, when some go away before they could be given one."""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import Interval, Numbers, normal_quantile

CENSORED, ANSWERED, GONE = 0, 1, 2


@dataclass(frozen=True)
class Incidence:
    """The share answered by each time at which somebody was answered or went away.

    ``waiting`` is the share that had still been waiting just before; ``at_risk`` how many were,
    ``answered`` and ``ended`` how many were answered, or answered or gone; ``follow_up`` is the
    longest time watched.
    """

    times: Numbers
    share: Numbers
    waiting: Numbers
    at_risk: Numbers
    answered: Numbers
    ended: Numbers
    follow_up: float


def aalen_johansen(durations: ArrayLike, endings: ArrayLike) -> Incidence:
    """Return the cumulative incidence of answers beside departures. Aalen and Johansen (1978).

    ``endings`` says how each wait ended: 0 we stopped watching, 1 with an answer, 2 otherwise.
    Without departures the share is one minus Kaplan and Meier's (1958).
    """
    waited, ending = np.asarray(durations, dtype=np.float64), np.asarray(endings)
    if not len(waited):
        raise ValueError("a curve needs at least one duration")
    times = np.unique(waited[ending != CENSORED])
    at_risk = len(waited) - np.searchsorted(np.sort(waited), times, side="left")
    answered, ended = (_at(times, waited[kept]) for kept in (ending == ANSWERED, ending > 0))
    left = np.cumprod((at_risk - ended) / at_risk)
    waiting = np.concatenate(([1.0], left))[:-1]
    return Incidence(
        times=times,
        share=np.cumsum(waiting * answered / at_risk),
        waiting=waiting,
        at_risk=at_risk.astype(np.float64),
        answered=answered,
        ended=ended,
        follow_up=float(waited.max()),
    )


def _at(times: Numbers, moments: Numbers) -> Numbers:
    counted = np.bincount(np.searchsorted(times, moments), minlength=len(times))
    return counted.astype(np.float64)


def incidence_at(curve: Incidence, times: ArrayLike) -> Numbers:
    """Return the share answered by these times."""
    until = np.searchsorted(curve.times, np.asarray(times, dtype=np.float64), side="right")
    return np.asarray(np.concatenate(([0.0], curve.share))[until], dtype=np.float64)


def incidence_interval(curve: Incidence, time: float, level: float = 0.95) -> Interval:
    """Return the log-log interval of the share answered by a time.

    The variance is that of Marubini and Valsecchi (1995), without departures nearly Greenwood's
    (1926). Where all or nobody is answered the curve has no spread: the interval is that share.
    """
    share = float(incidence_at(curve, time))
    spread = _variance(curve, time, share)
    if not 0 < share < 1 or spread <= 0:
        return share, share
    reach = normal_quantile(level) * sqrt(spread) / abs(share * log(share))
    return share ** exp(reach), share ** exp(-reach)


def _variance(curve: Incidence, time: float, share: float) -> float:
    seen = curve.times <= time
    at_risk, answered, ended = (
        column[seen] for column in (curve.at_risk, curve.answered, curve.ended)
    )
    waiting, later = curve.waiting[seen], share - curve.share[seen]
    left = np.maximum(at_risk - ended, 1)  # where nobody is left, nothing comes later
    parts = (
        later**2 * ended / (at_risk * left)
        + waiting**2 * answered * (at_risk - answered) / at_risk**3
        - 2 * later * waiting * answered / at_risk**2
    )
    return float(parts.sum())
