"""What the arithmetic speaks of: numbers, intervals, statistics."""

from collections.abc import Callable
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]
Statistic: TypeAlias = Callable[[Numbers], Numbers]

SEED = 20120704
ROUNDING = 1e-12  # a product of many shares that should be one half may miss it by this much


def normal_quantile(level: float) -> float:
    """Return how many standard errors a two-sided interval of that level reaches: 1.96 at .95."""
    return NormalDist().inv_cdf((1 + level) / 2)
