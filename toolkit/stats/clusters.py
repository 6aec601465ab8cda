"""Intervals where cases are not alone: many from one person, or a good part of all there is."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from toolkit.stats.numbers import Interval, normal_quantile
from toolkit.stats.shares import wilson


def clustered_share(hits: ArrayLike, cases: ArrayLike) -> Interval:
    """Return the interval of a share whose cases come from few people, who each are alike.

    ``hits`` and ``cases`` have one place a person. Wilson's interval at the number of cases that
    would tell as much had each come from another person: by the linearised variance of the ratio
    (Kish, 1965), corrected for few people as Korn and Graubard (1998). Where nobody or everybody
    hits, no variance is seen: each person then counts once.
    """
    found, told = (np.asarray(one, dtype=np.float64) for one in (hits, cases))
    found, told = found[told > 0], told[told > 0]
    n, people = float(told.sum()), len(told)
    share = float(found.sum()) / n
    if people < 2 or share in (0.0, 1.0):
        return wilson(share * people, people)
    variance = people / (people - 1) * float(((found - share * told) ** 2).sum()) / n**2
    alike = share * (1 - share) / variance if variance > 0 else n
    reach = normal_quantile(0.95) / float(stdtrit(people - 1, 0.975))
    worth = min(max(alike * reach**2, 1.0), n)
    return wilson(share * worth, worth)


def share_of_finite(hits: int, n: int, everybody: int | None) -> Interval:
    """Return the interval of a share of n out of so many; who is left is all that is not known.

    Wilson's interval at the number of cases that the finite-population correction
    sqrt((N - n) / (N - 1)) makes of n (Cochran, 1977); without ``everybody``, plain Wilson.
    """
    if everybody is None or everybody < n:
        return wilson(hits, n)
    if everybody == n:
        return hits / n, hits / n
    worth = n * (everybody - 1) / (everybody - n)
    return wilson(hits / n * worth, worth)


def narrowed(value: float, interval: Interval, n: int, everybody: int | None) -> Interval:
    """Return an interval of a mean of n out of so many, closer by the same correction."""
    if everybody is None or everybody < n or everybody < 2:
        return interval
    part = ((everybody - n) / (everybody - 1)) ** 0.5
    low, high = (value + (end - value) * part for end in interval)
    return low, high
