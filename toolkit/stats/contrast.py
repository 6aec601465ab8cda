"""What one side says more than the other, the common stock of both allowed for."""

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import Numbers


def log_odds(
    ours: ArrayLike, theirs: ArrayLike, *, prior: float = 100.0
) -> tuple[Numbers, Numbers]:
    """Return the log-odds ratio of each subject between two sides, and its standard error.

    Monroe, Colaresi and Quinn (2008), equations 16 and 19: the prior is what both sides say
    together, worth ``prior`` mentions, so that a subject met once or twice proves nothing.
    Positive where ours says it more. Counts lie along one axis, a subject each; ``ValueError``
    where a side says nothing at all, or both speak of one subject alone.
    """
    a, b = (np.asarray(counts, dtype=np.float64) for counts in (ours, theirs))
    if not a.sum() or not b.sum() or np.count_nonzero(a + b) < 2:
        raise ValueError("a contrast needs two sides that say something, of two subjects at least")
    known = (a + b) / (a.sum() + b.sum()) * prior
    met = known > 0
    stock = np.where(met, known, 1.0)
    odds = [np.log((side + stock) / (side.sum() + prior - side - stock)) for side in (a, b)]
    error = np.sqrt(1 / (a + stock) + 1 / (b + stock))
    return np.where(met, odds[0] - odds[1], 0.0), np.where(met, error, np.inf)
