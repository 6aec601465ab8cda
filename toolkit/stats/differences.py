"""How far two shares lie apart."""

from math import sqrt

from toolkit.stats.numbers import Interval
from toolkit.stats.shares import wilson


def newcombe(hits: int, n: int, other_hits: int, other_n: int, level: float = 0.95) -> Interval:
    """Return the interval of a share minus another. Newcombe (1998), method 10.

    The two shares are of different cases, ``hits`` of ``n`` and ``other_hits`` of ``other_n``.
    """
    share, other = hits / n, other_hits / other_n
    low, high = wilson(hits, n, level)
    other_low, other_high = wilson(other_hits, other_n, level)
    apart = share - other
    below = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return apart - below, apart + above
