"""Whether people who write to each other make up the groups of the chart."""

import random
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from toolkit.networks.graph import Network
from toolkit.stats import SEED

SEEDS = (3, 50)  # the fewest and the most starts
WORK = 100_000  # ties looked at in all starts together

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Communities:
    """The groups that ties make by themselves, their modularity, and how many starts were tried."""

    members: Whole
    modularity: float
    starts: int


def communities(net: Network) -> Communities | None:
    """Return the best of several partitions by Leiden, None without ties. Traag and others (2019).

    Ties count whatever their direction.
    """
    if not net.ties:
        return None
    pairs = net.both_ways
    once = pairs.src < pairs.dst
    ends = np.column_stack((pairs.src[once], pairs.dst[once])).tolist()
    graph = igraph.Graph(n=net.size, edges=ends)
    starts = int(np.clip(WORK // len(ends), *SEEDS))
    return max(
        (_one(graph, seed, starts) for seed in range(starts)), key=lambda one: one.modularity
    )


def _one(graph: igraph.Graph, seed: int, starts: int) -> Communities:
    igraph.set_random_number_generator(random.Random(SEED + seed))  # noqa: S311 - no secret
    found = graph.community_leiden("modularity", n_iterations=-1)
    igraph.set_random_number_generator(random)
    members = np.asarray(found.membership, dtype=np.int64)
    return Communities(members=members, modularity=float(found.modularity), starts=starts)


def modularity(net: Network, members: Whole) -> float | None:
    """Return how much more ties stay within these groups than chance. Newman (2006).

    Ties count whatever their direction; None without any.
    """
    both = net.both_ways
    if not both.ties:
        return None
    ends = np.bincount(members[both.src], minlength=int(members.max()) + 1) / both.ties
    return float((members[both.src] == members[both.dst]).mean() - (ends**2).sum())


def agreement(one: Whole, other: Whole) -> float | None:
    """Return the adjusted mutual information of two partitions, 0 by chance and 1 where equal.

    Vinh, Epps and Bailey (2010), with the exact expectation and the arithmetic mean of the
    entropies; None where both put everybody together.
    """
    table = _crossed(one, other)
    rows, columns, n = table.sum(axis=1), table.sum(axis=0), float(table.sum())
    entropies = _entropy(rows / n), _entropy(columns / n)
    if not max(entropies):
        return None
    filled = table[table > 0]
    chance = (rows[:, None] * columns[None, :])[table > 0] / n**2
    shared = float((filled / n * np.log(filled / n / chance)).sum())
    by_chance = _expected(rows, columns, n)
    return (shared - by_chance) / (sum(entropies) / 2 - by_chance)


def _crossed(one: Whole, other: Whole) -> Numbers:
    _, first = np.unique(one, return_inverse=True)
    _, second = np.unique(other, return_inverse=True)
    shape = (int(first.max()) + 1, int(second.max()) + 1)
    flat = np.bincount(first * shape[1] + second, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float64)


def _entropy(shares: Numbers) -> float:
    return float(-(shares * np.log(shares)).sum())


def _expected(rows: Numbers, columns: Numbers, n: float) -> float:
    """Return the mutual information that chance gives to groups of these sizes."""
    found = 0.0
    for row in rows:
        for column in columns:
            least, most = max(1.0, row + column - n), min(row, column)
            both = np.arange(least, most + 1)
            chance = _hypergeometric(both, row, column, n)
            found += float((both / n * np.log(n * both / (row * column)) * chance).sum())
    return found


def _hypergeometric(both: Numbers, row: float, column: float, n: float) -> Numbers:
    def ways(total: Numbers | float, chosen: Numbers | float) -> Numbers:
        found = gammaln(total + 1) - gammaln(chosen + 1) - gammaln(total - chosen + 1)
        return np.asarray(found)

    return np.asarray(np.exp(ways(row, both) + ways(n - row, column - both) - ways(n, column)))
