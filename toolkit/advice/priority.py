"""Which advice comes first: what it may gain, how sure that is, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

CERTAINTY = MappingProxyType({"A": 1.0, "B": 0.8, "C": 0.5, "D": 0.3})
OFF = 0.3  # how far effort may be from what is written down
DRAWS = 2_000
TAIL = 0.05  # ranks outside the middle 90 % are not shown


@dataclass(frozen=True, kw_only=True)
class Stake:
    """One action's stake: widths to gain, at least, likely and at most; certainty; days."""

    gain: tuple[float, float, float]
    grade: str
    days: float

    @property
    def priority(self) -> float:
        """Likely gain, weighed by certainty, for each day of work."""
        return self.gain[1] * CERTAINTY[self.grade] / self.days


def ranks(stakes: Sequence[Stake]) -> tuple[tuple[int, int], ...]:
    """Return the best and the worst rank of each, where effort and effect are not what we think.

    Effort is drawn within 30 % of what is written, the gain from the triangle of its three
    values; 90 % of the draws lie between the two ranks.
    """
    if not stakes:
        return ()
    rng = np.random.default_rng(0)
    shape = (DRAWS, len(stakes))
    low, likely, high = np.array([one.gain for one in stakes]).T
    gains = _triangular(rng.random(shape), low, likely, high)
    sure = np.array([CERTAINTY[one.grade] for one in stakes])
    days = np.array([one.days for one in stakes]) * rng.uniform(1 - OFF, 1 + OFF, shape)
    order = np.argsort(-gains * sure / days, axis=1, kind="stable")
    places = np.argsort(order, axis=1) + 1
    best, worst = np.quantile(places, (TAIL, 1 - TAIL), axis=0, method="nearest")
    return tuple((int(first), int(last)) for first, last in zip(best, worst, strict=True))


def _triangular(
    chance: npt.NDArray[np.float64],
    low: npt.NDArray[np.float64],
    likely: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return the quantiles of triangular laws; numpy's own refuses a triangle without width."""
    width = np.maximum(high - low, 1e-12)
    peak = (likely - low) / width
    rising = low + np.sqrt(chance * width * (likely - low))
    falling = high - np.sqrt((1 - chance) * width * (high - likely))
    return np.where(chance < peak, rising, falling)
