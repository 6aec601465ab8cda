"""How several pillars become one number from 0 to 100."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import Numbers

Aggregation: TypeAlias = Literal["geometric", "arithmetic", "harmonic"]
AGGREGATIONS: tuple[Aggregation, ...] = ("geometric", "arithmetic", "harmonic")
PILLARS = ("dialogue", "voices", "spontaneity", "register", "alterity")
WEIGHTS: Mapping[str, float] = MappingProxyType(dict.fromkeys(PILLARS, 0.2))
FLOOR = 0.01  # a pillar at nothing pulls the whole far down, not to nothing
LEAST = 4  # pillars without which there is no index


def proximity(
    pillars: ArrayLike,
    weights: ArrayLike | None = None,
    aggregation: Aggregation = "geometric",
) -> Numbers:
    """Return the index of pillars from 0 to 1: 0 is proselytism, 100 proximity.

    Pillars lie along the last axis, in the order of ``PILLARS``; other axes are repetitions,
    weights too. A missing pillar is NaN: the weights of the others are renormalised; with fewer
    than four there is no index, NaN. Geometric unless said otherwise, so that one pillar cannot
    make up for another: Nardo et al. (2008), Handbook on Constructing Composite Indicators.
    """
    held = np.asarray(pillars, dtype=np.float64)
    stated = list(WEIGHTS.values()) if weights is None else weights
    there = ~np.isnan(held)
    shares = np.where(there, np.asarray(stated, dtype=np.float64), 0.0)
    total = shares.sum(axis=-1, keepdims=True)
    shares = np.where(total > 0, shares / np.where(total > 0, total, 1.0), 1 / len(PILLARS))
    found = _aggregated(np.where(there, held, 1.0), shares, aggregation)
    return np.where(there.sum(axis=-1) >= LEAST, found, np.nan)


def _aggregated(held: Numbers, shares: Numbers, aggregation: Aggregation) -> Numbers:
    if aggregation == "arithmetic":
        return np.asarray(100 * (shares * held).sum(axis=-1), dtype=np.float64)
    raised = np.maximum(held, FLOOR)
    if aggregation == "harmonic":
        mean = 1 / (shares / raised).sum(axis=-1)
    else:
        mean = np.exp((shares * np.log(raised)).sum(axis=-1))
    return np.asarray(100 * (mean - FLOOR) / (1 - FLOOR), dtype=np.float64)
