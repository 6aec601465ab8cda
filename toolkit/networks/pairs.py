"""Pairs of people: tied both ways, one way or not at all."""

from dataclasses import dataclass

from toolkit.networks.graph import Network


@dataclass(frozen=True)
class Dyads:
    """Pairs whose tie goes both ways, one way, or is not there. Holland and Leinhardt (1970)."""

    mutual: int
    one_way: int
    none: int


def dyads(net: Network) -> Dyads:
    """Count the pairs of a network."""
    mutual = int((net.matrix.multiply(net.matrix.T)).sum()) // 2
    one_way = net.ties - 2 * mutual
    return Dyads(mutual, one_way, net.size * (net.size - 1) // 2 - mutual - one_way)


def density(net: Network) -> float | None:
    """Return the share of possible ties that are there, None where none is possible."""
    possible = net.size * (net.size - 1)
    return net.ties / possible if possible else None
