"""The arithmetic of networks: who is tied to whom, as numbers; no tables, no words, no names."""

from toolkit.networks.brokers import ROLES, Brokerage, brokerage
from toolkit.networks.central import Centralization, centralization
from toolkit.networks.graph import Network, among, from_pairs, network, part
from toolkit.networks.jackknife import left_out
from toolkit.networks.krackhardt import Dimensions, dimensions
from toolkit.networks.mixing import Outwardness, assortativity, likeness, outwardness
from toolkit.networks.pairs import Dyads, density, dyads
from toolkit.networks.partitions import Communities, agreement, communities, modularity
from toolkit.networks.structural_holes import Holes, holes

__all__ = [
    "ROLES",
    "Brokerage",
    "Centralization",
    "Communities",
    "Dimensions",
    "Dyads",
    "Holes",
    "Network",
    "Outwardness",
    "agreement",
    "among",
    "assortativity",
    "brokerage",
    "centralization",
    "communities",
    "density",
    "dimensions",
    "dyads",
    "from_pairs",
    "holes",
    "left_out",
    "likeness",
    "modularity",
    "network",
    "outwardness",
    "part",
]
