"""Who stands between two who do not speak to each other, and from which groups they come."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from toolkit.networks.graph import Network

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")
Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Brokerage:
    """How often somebody stands between two others, by where the three come from.

    In the order of ``ROLES``: within one group (A-A-A), an outsider between two of a group
    (A-B-A), out of a group (A-A-B), into a group (A-B-B), between two groups (A-B-C), and all.
    ``expected`` and ``z`` compare with ties given by lot at the same density.
    """

    counted: Numbers
    expected: Numbers
    z: Numbers


def brokerage(net: Network, groups: Whole) -> Brokerage:
    """Count the brokers of a network, with exact moments. Gould and Fernandez (1989).

    ``groups`` numbers the group of each node from 0. A broker stands on a path of two ties
    between two people without a tie from the first to the last.
    """
    counted = _counted(net, groups)
    sizes = np.bincount(groups, minlength=1).astype(np.float64)
    pairs = net.size * (net.size - 1)
    tied = net.ties / pairs if pairs else 0.0
    expected, variance = np.array([_moments(sizes, role, tied) for role in ROLES]).T
    spread = np.sqrt(variance)
    z = np.divide(counted - expected, spread, out=np.full(len(ROLES), np.nan), where=spread > 0)
    return Brokerage(counted=counted, expected=expected, z=z)


def _counted(net: Network, groups: Whole) -> Numbers:
    """Count the open paths of each role."""
    within = groups[net.src] == groups[net.dst]
    near, far = (_part(net, which) for which in (within, ~within))
    coordinator, representative, gatekeeper = (
        _open(first, second, net.matrix)
        for first, second in ((near, near), (near, far), (far, near))
    )
    apart = _open(far, far, net.matrix)
    itinerant = _home(net, groups, far)
    parts = (coordinator, itinerant, representative, gatekeeper, apart - itinerant)
    return np.array([*parts, sum(parts)])


def _part(net: Network, which: NDArray[np.bool_]) -> csr_array:
    ones = np.ones(int(which.sum()), dtype=np.int64)
    return csr_array((ones, (net.src[which], net.dst[which])), shape=(net.size, net.size))


def _open(first: csr_array, second: csr_array, ties: csr_array) -> float:
    """Count paths of a first and a second tie whose ends are two people without a tie."""
    paths = float(first.sum(axis=0) @ second.sum(axis=1))
    back = float(first.multiply(second.T).sum())
    closed = float((first @ second).multiply(ties).sum())
    return paths - back - closed


def _home(net: Network, groups: Whole, far: csr_array) -> float:
    """Count open paths that leave a group and come back to it elsewhere."""
    count = int(groups.max(initial=0)) + 1
    rows = np.arange(net.size)
    member = csr_array((np.ones(net.size), (rows, groups)), shape=(net.size, count))
    paths = float((far.T @ member).multiply(far @ member).sum())
    back = float(far.multiply(far.T).sum())
    within = _part(net, groups[net.src] == groups[net.dst])
    return paths - back - float((far @ far).multiply(within).sum())


def _moments(sizes: Numbers, role: str, tied: float) -> tuple[float, float]:
    """Return mean and variance of a count where each tie is there with the same chance.

    Two triples depend on each other where they share a tie: as one of the two of a path, or as
    the one that must not be there. Those of the same three people may share two.
    """
    absent = 1 - tied
    members = sizes[:, None] * sizes[None, :] - np.diag(sizes)
    path, missing = _uses(sizes, role)
    triples = float((members * missing).sum())
    one = tied**2 * absent
    shared = (
        (path**2 - path) * (tied * absent) ** 3
        + (missing**2 - missing) * absent * tied**5
        - 2 * path * missing * tied**4 * absent**2
    )
    twice = {"itinerant": 0, "representative": 1, "gatekeeper": 1}.get(role, 2) * triples
    variance = triples * (one - one**2) + float((members * shared).sum())
    return triples * one, max(0.0, variance + twice * tied**4 * absent**2)


def _uses(sizes: Numbers, role: str) -> tuple[Numbers, Numbers]:
    """Count, for a tie from one group to another, the triples that it makes or would close."""
    everybody, shape = sizes.sum(), (len(sizes), len(sizes))
    of_first, of_second = (np.broadcast_to(one, shape) for one in (sizes[:, None], sizes[None, :]))
    same = np.eye(len(sizes), dtype=bool)
    if role == "total":
        return np.full(shape, 2 * (everybody - 2)), np.full(shape, everybody - 2)
    within, across = {
        "coordinator": ((2 * (of_first - 2), of_first - 2), (0.0, 0.0)),
        "itinerant": ((0.0, everybody - of_first), (of_first + of_second - 2, 0.0)),
        "representative": ((everybody - of_first, 0.0), (of_first - 1, of_first - 1)),
        "gatekeeper": ((everybody - of_first, 0.0), (of_second - 1, of_second - 1)),
        "liaison": (
            (0.0, 0.0),
            (2 * (everybody - of_first - of_second), everybody - of_first - of_second),
        ),
    }[role]
    path, missing = (
        np.where(same, inside, outside) for inside, outside in zip(within, across, strict=True)
    )
    return path, missing
