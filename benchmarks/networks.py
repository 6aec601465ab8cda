"""How long the network measures take, beside networkx in the same run.

    python benchmarks/networks.py
    python benchmarks/networks.py --people 50000 --ties 500000 --alone
    python benchmarks/networks.py --vivainsights OTHER/bin/python

An invented organisation: teams of twenty, two ties in three within the team, a few people whom
many write to. networkx has no brokerage and no upper bounds; ``--alone`` leaves it out.
vivainsights is not among what the project installs: it runs in the environment that has it.
"""

import argparse
import resource
import subprocess
import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from toolkit import networks
from toolkit.networks import Network
from toolkit.stats import SEED

TEAM = 20


def invented(people: int, ties: int) -> tuple[Network, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return a network and everybody's team."""
    rng = np.random.default_rng(SEED)
    teams = np.arange(people) // TEAM
    found = networks.network(people, [], [])
    while found.ties < ties:
        more = int(1.2 * (ties - found.ties)) + 10
        src = rng.integers(0, people, more)
        near = teams[src] * TEAM + rng.integers(0, TEAM, more)
        far = (people * rng.random(more) ** 1.5).astype(np.int64)
        dst = np.where(rng.random(more) < 2 / 3, np.minimum(near, people - 1), far)
        both = np.concatenate((found.src, src)), np.concatenate((found.dst, dst))
        found = networks.network(people, *both)
    kept = rng.permutation(found.ties)[:ties]
    return networks.network(people, found.src[kept], found.dst[kept]), teams


def ours(
    net: Network, teams: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> dict[str, Callable[[], object]]:
    """Return each measure's work, to be done when asked."""
    return {
        "dyads": lambda: networks.dyads(net),
        "Krackhardt's dimensions": lambda: networks.dimensions(net),
        "E-I by team": lambda: networks.outwardness(net, teams),
        "assortativity": lambda: networks.assortativity(net, teams),
        "centralization": lambda: networks.centralization(net),
        "structural holes": lambda: networks.holes(net),
        "brokerage": lambda: networks.brokerage(net, teams),
        "communities": lambda: networks.agreement(networks.communities(net).members, teams),
    }


def theirs(
    net: Network, teams: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> dict[str, Callable[[], object]]:
    """Return the same by networkx, as far as it goes."""
    graph = nx.DiGraph()
    graph.add_nodes_from((one, {"team": team}) for one, team in enumerate(teams.tolist()))
    graph.add_edges_from(zip(net.src.tolist(), net.dst.tolist(), strict=True))
    return {
        "dyads": lambda: nx.overall_reciprocity(graph),
        "assortativity": lambda: nx.attribute_assortativity_coefficient(graph, "team"),
        "centralization": lambda: nx.betweenness_centrality(graph, k=min(250, len(graph)), seed=1),
        "structural holes": lambda: (nx.constraint(graph), nx.effective_size(graph)),
        "communities": lambda: nx.community.louvain_communities(graph.to_undirected(), seed=1),
    }


VIVA = """
import sys, time
import igraph, vivainsights
from array import array
size, ties = int(sys.argv[1]), array("q", sys.stdin.buffer.read())
edges = list(zip(ties[::2], ties[1::2]))
graph = igraph.Graph(size, edges, directed=True)
graph.vs["name"] = range(size)
began = time.process_time()
vivainsights.network_summary(graph)
print(time.process_time() - began)
"""


def vivainsights(python: str, net: Network) -> float:
    """Return the CPU seconds of its one summary: betweenness, closeness, degree, two ranks."""
    ties = np.stack((net.src, net.dst), axis=1).astype(np.int64).tobytes()
    command = [python, "-W", "ignore", "-c", VIVA, str(net.size)]
    done = subprocess.run(command, input=ties, capture_output=True, check=True)
    return float(done.stdout)


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print CPU seconds of each measure, ours and networkx's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--ties", type=int, default=25_000)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--vivainsights", metavar="PYTHON", help="an interpreter that has it")
    asked = parser.parse_args()
    net, teams = invented(asked.people, asked.ties)
    other = {} if asked.alone else theirs(net, teams)
    print(f"{net.size} people, {net.ties} ties\n")
    print("| measure | CPU s | networkx, CPU s |\n|---|---:|---:|")
    total = 0.0
    for name, work in ours(net, teams).items():
        took = timed(work)
        total += took
        beside = f"{timed(other[name]):.2f}" if name in other else "-"
        print(f"| {name} | {took:.2f} | {beside} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"| all | {total:.2f} | |\n\npeak memory {peak:.2f} GB")
    if asked.vivainsights:
        print(f"vivainsights, network_summary: {vivainsights(asked.vivainsights, net):.2f} CPU s")


if __name__ == "__main__":
    main()
