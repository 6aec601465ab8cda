"""A network of people as measures see it: numbered nodes, and ties from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import igraph
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Nodes 0 to ``size`` - 1, silent ones too, and each tie once: from ``src`` to ``dst``.

    Made by ``network``, which leaves out ties to oneself and ties given twice.
    """

    size: int
    src: Whole
    dst: Whole

    @property
    def ties(self) -> int:
        """How many ties there are."""
        return len(self.src)

    @cached_property
    def matrix(self) -> csr_array:
        """The ties as a sparse matrix: row to column."""
        ones = np.ones(self.ties, dtype=np.int64)
        return csr_array((ones, (self.src, self.dst)), shape=(self.size, self.size))

    @cached_property
    def graph(self) -> igraph.Graph:
        """The ties as a directed graph."""
        pairs = np.column_stack((self.src, self.dst)).tolist()
        return igraph.Graph(n=self.size, edges=pairs, directed=True)

    @property
    def turned(self) -> "Network":
        """The same ties the other way round."""
        return network(self.size, self.dst, self.src)

    @cached_property
    def both_ways(self) -> "Network":
        """The same ties, each made to go both ways."""
        src, dst = np.concatenate((self.src, self.dst)), np.concatenate((self.dst, self.src))
        return network(self.size, src, dst)


def network(size: int, src: ArrayLike, dst: ArrayLike) -> Network:
    """Return a network of so many nodes; ``ValueError`` where a tie leads to none of them."""
    ends = np.column_stack((np.asarray(src, dtype=np.int64), np.asarray(dst, dtype=np.int64)))
    if len(ends) and not (ends.min() >= 0 and ends.max() < size):
        raise ValueError("a tie leads to a node outside the network")
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    return Network(size, ends[:, 0], ends[:, 1])


def from_pairs(size: int, pairs: Iterable[tuple[int, int]]) -> Network:
    """Return a network from pairs of nodes."""
    ends = np.asarray(list(pairs), dtype=np.int64).reshape(-1, 2)
    return network(size, ends[:, 0], ends[:, 1])


def among(net: Network, groups: Whole) -> tuple[Network, Whole]:
    """Return the network among those who have a group, and their groups, numbered from 0.

    ``groups`` is -1 for who has none.
    """
    kept = groups >= 0
    found = net if kept.all() else part(net, kept)
    return found, np.unique(groups[kept], return_inverse=True)[1].astype(np.int64)


def part(net: Network, kept: NDArray[np.bool_]) -> Network:
    """Return the network among some of the nodes, numbered anew in their order."""
    number = np.cumsum(kept) - 1
    both = kept[net.src] & kept[net.dst]
    return Network(int(kept.sum()), number[net.src[both]], number[net.dst[both]])
