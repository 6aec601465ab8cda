"""Whether a network turns around a few: centralization of the ties received, sent and between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.networks.graph import Network
from toolkit.stats import SEED

EXACT = 1_000  # nodes up to which every way between two people is looked at
SAMPLED = 250  # people from whom ways are looked at beyond


@dataclass(frozen=True, kw_only=True)
class Centralization:
    """Freeman's centralization, 0 where all are alike and 1 in a star; None for two or fewer.

    ``betweenness_error`` is half the gap between two halves of a sample of starting points, 0
    where every way was looked at.
    """

    received: float | None
    sent: float | None
    betweenness: float | None
    betweenness_error: float


def centralization(net: Network) -> Centralization:
    """Return how far ties turn around a few. Freeman (1979), for directed ties."""
    if net.size < 3:
        return Centralization(received=None, sent=None, betweenness=None, betweenness_error=0.0)
    most = (net.size - 1) ** 2
    received = np.bincount(net.dst, minlength=net.size)
    sent = np.bincount(net.src, minlength=net.size)
    between, error = _between(net)
    return Centralization(
        received=_around(received) / most,
        sent=_around(sent) / most,
        betweenness=between,
        betweenness_error=error,
    )


def _around(values: NDArray[np.float64] | NDArray[np.int64]) -> float:
    return float((values.max() - values).sum())


def _between(net: Network) -> tuple[float, float]:
    """Return the centralization of betweenness, and its error where it was sampled."""
    most = (net.size - 1) ** 2 * (net.size - 2)
    if net.size <= EXACT:
        return _around(np.asarray(net.graph.betweenness(directed=True))) / most, 0.0
    rng = np.random.default_rng(SEED)
    halves = np.array_split(rng.choice(net.size, SAMPLED, replace=False), 2)
    first, second = (_from(net, half) for half in halves)
    error = abs(_around(first) - _around(second)) / most / 2
    return _around((first + second) / 2) / most, error


def _from(net: Network, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return betweenness as the ways from some people tell it, as if they were all."""
    found = net.graph.betweenness(directed=True, sources=sources.tolist())
    return np.asarray(found) * net.size / len(sources)
