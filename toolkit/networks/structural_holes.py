"""Whose contacts know each other: structural holes, each person's as a number among all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from toolkit.networks.graph import Network

Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Holes:
    """One number a node, NaN where it has no tie.

    ``constraint`` is high where all contacts know each other; ``effective_size`` counts contacts
    that are not redundant, ``efficiency`` is their share of all contacts.
    """

    constraint: Numbers
    effective_size: Numbers
    efficiency: Numbers


def holes(net: Network) -> Holes:
    """Return the structural holes around each node. Burt (1992), on the whole network.

    Contacts are invested in by the ties in both directions together, over the whole network and
    not within each neighbourhood; effective size after Borgatti (1997), each tied pair once.
    """
    around = net.both_ways.matrix.astype(np.float64)
    contacts = np.bincount(net.both_ways.src, minlength=net.size).astype(np.float64)
    alone = contacts == 0
    closed = np.asarray((around @ around).multiply(around).sum(axis=1)).ravel()
    few = np.where(alone, np.nan, contacts)
    size = few - closed / few
    return Holes(
        constraint=np.where(alone, np.nan, _constraint(net, around)),
        effective_size=size,
        efficiency=size / few,
    )


def _constraint(net: Network, around: csr_array) -> Numbers:
    both = (net.matrix + net.matrix.T).astype(np.float64)
    invested = np.asarray(both.sum(axis=1)).ravel()
    shares = csr_array(diags_array(1 / np.where(invested, invested, 1)) @ both)
    spent = (shares + shares @ shares).multiply(around)
    return np.asarray(spent.power(2).sum(axis=1)).ravel()
