"""Networks drawn by chance, judged by igraph, networkx and by counting everything."""

from itertools import combinations, permutations, product

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from toolkit.networks import (
    ROLES,
    agreement,
    assortativity,
    brokerage,
    centralization,
    dimensions,
    dyads,
    from_pairs,
    holes,
    left_out,
    modularity,
    network,
    outwardness,
    part,
)
from toolkit.networks.graph import Network

SIZE = 8
ties = st.sets(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda t: t[0] != t[1]),
    min_size=1,
    max_size=40,
)
groupings = st.lists(st.integers(0, 2), min_size=SIZE, max_size=SIZE).map(np.array)
judged = settings(max_examples=60, deadline=None)


def as_networkx(pairs: set[tuple[int, int]]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(SIZE))
    graph.add_edges_from(pairs)
    return graph


@judged
@given(ties)
def test_dyads_agree_with_igraph(pairs: set[tuple[int, int]]) -> None:
    found = dyads(from_pairs(SIZE, pairs))
    graph = igraph.Graph(n=SIZE, edges=list(pairs), directed=True)
    assert (found.mutual, found.one_way, found.none) == tuple(graph.dyad_census())


@judged
@given(ties)
def test_constraint_and_effective_size_agree_with_both(pairs: set[tuple[int, int]]) -> None:
    found = holes(from_pairs(SIZE, pairs))
    graph = igraph.Graph(n=SIZE, edges=list(pairs), directed=True)
    assert np.allclose(found.constraint, graph.constraint(), equal_nan=True)
    sizes = nx.effective_size(as_networkx(pairs).to_undirected())
    assert np.allclose(found.effective_size, [sizes[n] for n in range(SIZE)], equal_nan=True)


@judged
@given(ties)
def test_centralization_agrees_with_networkx(pairs: set[tuple[int, int]]) -> None:
    between = nx.betweenness_centrality(as_networkx(pairs))
    values = np.array([between[n] for n in range(SIZE)])
    found = centralization(from_pairs(SIZE, pairs)).betweenness
    assert found == pytest.approx((values.max() - values).sum() / (SIZE - 1))


@judged
@given(ties, groupings)
def test_assortativity_and_modularity_agree_with_networkx(
    pairs: set[tuple[int, int]], groups: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    graph = as_networkx(pairs)
    nx.set_node_attributes(graph, dict(enumerate(groups.tolist())), "group")
    net = from_pairs(SIZE, pairs)
    found = assortativity(net, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = nx.attribute_assortativity_coefficient(graph, "group")
    assert found == pytest.approx(expected) if found is not None else not np.isfinite(expected)
    parts = [{n for n in range(SIZE) if groups[n] == one} for one in set(groups.tolist())]
    expected = nx.community.modularity(graph.to_undirected(), parts)
    assert modularity(net, groups) == pytest.approx(expected)


@judged
@given(ties)
def test_the_four_dimensions_agree_with_their_definition(pairs: set[tuple[int, int]]) -> None:
    net = from_pairs(SIZE, pairs)
    reach = np.eye(SIZE, dtype=bool)
    for a, b in pairs:
        reach[a, b] = True
    for k, i, j in product(range(SIZE), repeat=3):
        reach[i, j] |= reach[i, k] and reach[k, j]
    found = dimensions(net)
    assert found.hierarchy == _hierarchy(reach)
    assert found.upper_bounds == pytest.approx(_bounds(reach, net))


def _hierarchy(reach: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> float | None:
    joined = [(i, j) for i, j in combinations(range(SIZE), 2) if reach[i, j] or reach[j, i]]
    one_way = [(i, j) for i, j in joined if reach[i, j] != reach[j, i]]
    return pytest.approx(len(one_way) / len(joined)) if joined else None


def _bounds(reach: np.ndarray[tuple[int, int], np.dtype[np.bool_]], net: Network) -> float | None:
    """Return the share of pairs with a least upper bound, pair by pair."""
    weak = list(nx.connected_components(nx.Graph(zip(net.src, net.dst, strict=True))))
    missing, most = 0, 0.0
    for one in weak:
        if len(one) < 3:
            continue
        most += (len(one) - 1) * (len(one) - 2) / 2
        for i, j in combinations(one, 2):
            bounds = [k for k in one if reach[k, i] and reach[k, j]]
            missing += not any(all(reach[other, k] for other in bounds) for k in bounds)
    return 1 - missing / most if most else None


@judged
@given(ties, groupings)
def test_brokers_are_counted_path_by_path(
    pairs: set[tuple[int, int]], groups: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    counted = dict.fromkeys(ROLES, 0)
    for i, j, k in permutations(range(SIZE), 3):
        if (i, j) in pairs and (j, k) in pairs and (i, k) not in pairs:
            counted[_role(*groups[[i, j, k]])] += 1
            counted["total"] += 1
    assert tuple(brokerage(from_pairs(SIZE, pairs), groups).counted) == tuple(counted.values())


def _role(first: int, middle: int, last: int) -> str:
    alike = (first == middle, middle == last, first == last)
    return {
        (True, True, True): "coordinator",
        (False, False, True): "itinerant",
        (True, False, False): "representative",
        (False, True, False): "gatekeeper",
    }.get(alike, "liaison")


@pytest.mark.parametrize("there", [4, 7])
def test_the_moments_of_brokers_are_exact(there: int) -> None:
    """Every network of four people is weighed as chance would: no formula is taken on trust.

    R's sna prints other variances for four of the six roles; these are not those of the law.
    """
    groups = np.array([0, 0, 0, 1])
    arcs = list(permutations(range(4), 2))
    drawn = np.array(list(product((False, True), repeat=len(arcs))))
    tied = {arc: drawn[:, place] for place, arc in enumerate(arcs)}
    counts = dict.fromkeys(ROLES, np.zeros(len(drawn)))
    for i, j, k in permutations(range(4), 3):
        open_path = tied[i, j] & tied[j, k] & ~tied[i, k]
        for role in (_role(*groups[[i, j, k]]), "total"):
            counts[role] = counts[role] + open_path
    chance = there / len(arcs)
    law = np.prod(np.where(drawn, chance, 1 - chance), axis=1)
    counted = np.array(list(counts.values()))
    mean = counted @ law
    spread = np.sqrt((counted - mean[:, None]) ** 2 @ law)
    found = brokerage(from_pairs(4, arcs[:there]), groups)
    assert found.expected == pytest.approx(mean)
    told = spread > 0
    assert found.z[told] == pytest.approx((found.counted - mean)[told] / spread[told])


@judged
@given(groupings, groupings)
def test_agreement_is_that_of_scikit_learn(
    one: np.ndarray[tuple[int], np.dtype[np.int64]],
    other: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> None:
    found = agreement(one, other)
    if found is not None and len({*one.tolist()}) < SIZE:
        assert found == pytest.approx(adjusted_mutual_info_score(one, other), abs=1e-9)


@given(ties, groupings)
@judged
def test_the_index_lies_within_its_bounds_and_chance_too(
    pairs: set[tuple[int, int]], groups: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    found = outwardness(from_pairs(SIZE, pairs), groups)
    assert found is not None
    assert found.low <= found.index <= found.high
    assert 0 < found.p <= 1


def test_many_pairs_are_sampled_and_the_error_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart of a thousand people, from who reports up, seen whole and by a sample of rows."""
    chart = network(1_000, np.arange(1, 1_000), (np.arange(1, 1_000) - 1) // 3)
    whole = dimensions(chart)
    monkeypatch.setattr("toolkit.networks.krackhardt.EXACT", 500)
    monkeypatch.setattr("toolkit.networks.krackhardt.SAMPLED", 200)
    found = dimensions(chart)
    assert whole.upper_bounds_error == 0
    assert 0 < found.upper_bounds_error < 0.01
    assert found.upper_bounds == pytest.approx(whole.upper_bounds, abs=0.02)


def test_betweenness_of_many_is_sampled_and_the_error_said() -> None:
    rng = np.random.default_rng(1)
    star = network(2_000, rng.integers(1, 2_000, 6_000), np.zeros(6_000, dtype=np.int64))
    wheel = network(2_000, [*star.src, *star.dst], [*star.dst, *star.src])
    found = centralization(wheel)
    assert found.betweenness is not None
    everything = wheel.graph.betweenness()
    exact = (max(everything) * 2_000 - sum(everything)) / (1_999**2 * 1_998)
    assert found.betweenness == pytest.approx(exact, abs=0.1)
    assert found.betweenness_error > 0


def test_a_few_people_less_change_a_mean_as_they_should() -> None:
    """The interval without a tenth at a time is near that of a mean of independent people."""
    rng = np.random.default_rng(2)
    each = rng.normal(size=400)
    ((low, high),) = left_out(
        network(400, [0], [1]), lambda _, left: (float(each[left].mean()),), (-9.0, 9.0)
    )
    assert (high - low) / (2 * 1.96 * each.std() / 20) == pytest.approx(1.1, abs=0.5)


def test_too_few_people_have_the_widest_interval() -> None:
    assert left_out(network(5, [0], [1]), lambda *_: (0.5,), (0.0, 1.0)) == ((0.0, 1.0),)


def test_a_part_of_a_network_keeps_its_ties() -> None:
    found = part(from_pairs(4, [(0, 1), (1, 3), (2, 3)]), np.array([True, True, False, True]))
    assert (found.size, found.src.tolist(), found.dst.tolist()) == (3, [0, 1], [1, 2])


def test_a_tie_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        network(2, [0], [2])
