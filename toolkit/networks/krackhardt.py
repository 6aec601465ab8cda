"""How far a network is from a pure hierarchy: the four dimensions of Krackhardt (1994).

Each is 1 in an out-tree, where everybody is reached from one top by one way only. They follow the
definitions, not the programmes that are said to compute them: `lubness` of R's sna tests whether
a bound reaches all others, the definition whether all others reach it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from toolkit.networks.graph import Network
from toolkit.stats import SEED

EXACT = 4000  # classes of people who all reach each other, up to which every pair is looked at
SAMPLED = 1500  # rows of pairs looked at beyond

Bits = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """The four dimensions, None where the network has no pair to judge by.

    ``efficiency`` counts ties in both directions, as sna; ``efficiency_undirected`` tied pairs.
    ``upper_bounds_error`` is the standard error where only a sample of pairs was looked at, else 0.
    """

    connectedness: float | None
    hierarchy: float | None
    efficiency: float | None
    efficiency_undirected: float | None
    upper_bounds: float | None
    upper_bounds_error: float


@dataclass(frozen=True)
class Reach:
    """Which classes of people reach which; a class is people who all reach each other.

    ``above[i]`` holds, packed in bits, the classes that reach class i, itself included. Classes
    are numbered so that whoever reaches another has a lower number.
    """

    sizes: NDArray[np.int64]
    weak: NDArray[np.int64]
    above: Bits


def dimensions(net: Network) -> Dimensions:
    """Return the four dimensions of a network. Krackhardt (1994); LUB by his definition."""
    _, weak = connected_components(net.matrix, directed=True, connection="weak")
    sizes = np.bincount(weak, minlength=1).astype(np.float64) if net.size else np.zeros(0)
    reach = _reach(net, weak)
    bounds, error = _upper_bounds(reach, sizes)
    return Dimensions(
        connectedness=_connectedness(net.size, sizes),
        hierarchy=_hierarchy(reach),
        efficiency=_efficiency(net.ties, sizes, sizes * (sizes - 1) - (sizes - 1)),
        efficiency_undirected=_efficiency(
            net.both_ways.ties // 2, sizes, (sizes - 1) * (sizes - 2) / 2
        ),
        upper_bounds=bounds,
        upper_bounds_error=error,
    )


def _connectedness(size: int, sizes: NDArray[np.float64]) -> float | None:
    """Return the share of pairs joined by some path, whatever its direction."""
    return float((sizes * (sizes - 1)).sum() / (size * (size - 1))) if size > 1 else None


def _efficiency(ties: int, sizes: NDArray[np.float64], spare: NDArray[np.float64]) -> float | None:
    """Return 1 where no component has a tie more than it needs to hold together."""
    most = float(spare.sum())
    return 1 - (ties - float((sizes - 1).sum())) / most if most else None


def _reach(net: Network, weak: NDArray[np.int32]) -> Reach:
    """Find the classes and what reaches them, from the top down."""
    count, strong = connected_components(net.matrix, directed=True, connection="strong")
    rank = _from_the_top(net, count, strong)
    classes = rank[strong] if net.size else np.zeros(0, dtype=np.int64)
    ties = np.unique(np.column_stack((classes[net.src], classes[net.dst])), axis=0)
    ties = ties[ties[:, 0] != ties[:, 1]]
    of_class = np.zeros(count, dtype=np.int64)
    of_class[classes] = weak
    return Reach(
        sizes=np.bincount(classes, minlength=count).astype(np.int64),
        weak=of_class,
        above=_above(count, ties),
    )


def _from_the_top(net: Network, count: int, strong: NDArray[np.int32]) -> NDArray[np.int64]:
    """Number the classes so that whoever reaches another comes first."""
    ties = np.unique(np.column_stack((strong[net.src], strong[net.dst])), axis=0)
    ties = ties[ties[:, 0] != ties[:, 1]]
    below: list[list[int]] = [[] for _ in range(count)]
    waiting = np.bincount(ties[:, 1], minlength=count).tolist()
    for upper, lower in ties.tolist():
        below[upper].append(lower)
    order = [one for one in range(count) if not waiting[one]]
    for one in order:  # grows while it is read
        for lower in below[one]:
            waiting[lower] -= 1
            if not waiting[lower]:
                order.append(lower)
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return rank


def _above(count: int, ties: NDArray[np.int64]) -> Bits:
    """Pack, for each class, those that reach it: what reaches those, and itself."""
    above = np.zeros((count, (count + 7) // 8), dtype=np.uint8)
    rows = np.arange(count)
    above[rows, rows // 8] = 1 << (7 - rows % 8)
    order = np.argsort(ties[:, 1], kind="stable")
    for upper, lower in ties[order].tolist():
        above[lower] |= above[upper]
    return above


def _hierarchy(reach: Reach) -> float | None:
    """Return the share of pairs with a path one way only among pairs with any path."""
    sizes = reach.sizes.astype(np.float64)
    one_way = sum(
        sizes[i] * float(np.unpackbits(reach.above[i], count=len(sizes)) @ sizes) - sizes[i] ** 2
        for i in range(len(sizes))
    )
    both = float((sizes * (sizes - 1) / 2).sum())
    return float(one_way / (one_way + both)) if one_way + both else None


def _upper_bounds(reach: Reach, sizes: NDArray[np.float64]) -> tuple[float | None, float]:
    """Return the share of pairs with a least upper bound, and its standard error if sampled.

    The classes above both of a pair have a least one exactly where they are all that is above
    the lowest of them.
    """
    most = float(((sizes - 1) * (sizes - 2) / 2).sum())
    count = len(reach.sizes)
    if not most:
        return None, 0.0
    rows = np.arange(count)
    if count > EXACT:
        rows = np.sort(np.random.default_rng(SEED).choice(count, SAMPLED, replace=False))
    heights = np.bitwise_count(reach.above).sum(axis=1, dtype=np.int64)
    large = sizes[reach.weak] > 2  # two people alone have no pair to judge
    violated = np.array(
        [_without_bound(reach, heights, row) if large[row] else 0.0 for row in rows.tolist()]
    )
    scale = count / len(rows)
    error = 0.0
    if len(rows) < count:
        spread = float(violated.std(ddof=1)) * np.sqrt(1 / len(rows) - 1 / count)
        error = float(spread * count / 2 / most)
    return 1 - float(violated.sum()) * scale / 2 / most, error


def _without_bound(reach: Reach, heights: NDArray[np.int64], row: int) -> float:
    """Count the people who have no least upper bound with those of one class, both weighed."""
    others = np.flatnonzero(reach.weak == reach.weak[row])
    common = reach.above[others] & reach.above[row]
    shared = np.bitwise_count(common).sum(axis=1, dtype=np.int64)
    lowest = _last_bit(common)
    missing = (shared == 0) | (shared != heights[lowest])
    return float(reach.sizes[row]) * float(reach.sizes[others[missing]].sum())


def _last_bit(packed: Bits) -> NDArray[np.int64]:
    """Return the position of the last bit that is set in each row, 0 where none is."""
    width = packed.shape[1]
    last = width - 1 - np.argmax(packed[:, ::-1] != 0, axis=1)
    byte = packed[np.arange(len(packed)), last]
    trailing = np.array([(n & -n).bit_length() - 1 if n else 7 for n in range(256)])
    return np.asarray(last * 8 + 7 - trailing[byte], dtype=np.int64)
