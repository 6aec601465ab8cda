"""Networks against published values and R's sna and igraph on the same data."""

import networkx as nx
import numpy as np
import pytest

from tests.networks.managers import DEPARTMENTS, LEVELS, PEOPLE, managers
from toolkit.networks import (
    assortativity,
    brokerage,
    centralization,
    communities,
    density,
    dimensions,
    from_pairs,
    holes,
    likeness,
    modularity,
    network,
    outwardness,
)
from toolkit.networks.graph import Network

# R sna 2.7-1 and igraph on Krackhardt's managers.
FREEMAN = {
    "advice": (0.47, 0.575, 0.2102960526),
    "friends": (0.27, 0.69, 0.3163289474),
    "reports": (0.3175, 0.0025, 0.01723684211),
}
KRACKHARDT = {  # connectedness, hierarchy, efficiency of ties and of pairs, upper bounds
    "advice": (1, 0, 0.575, 0.3421052632, 1),
    "friends": (1, 0.1818181818, 0.795, 0.6894736842, 1),
    "reports": (1, 1, 1, 1, 0.0842105263),
}
BY_HAND = [  # connectedness, hierarchy, efficiency, upper bounds by definition
    (5, "01 02 13 14", (1, 1, 1, 1)),
    (5, "10 20 31 41", (1, 1, 1, 1 / 3)),
    (4, "02 12 03 13", (1, 1, 8 / 9, 1 / 3)),
    (4, "01 12 23 30", (1, 0, 8 / 9, 1)),
    (4, "01 02 03 10 12 13 20 21 23 30 31 32", (1, 0, 0, 1)),
    (4, "01 12 23", (1, 1, 1, 1)),
    (5, "01 02 34", (0.4, 1, 1, 1)),
]
# R sna 2.7-1: what Gould and Fernandez's roles count, by department.
ROLES = {"advice": (28, 69, 95, 62, 246, 500), "friends": (26, 27, 80, 55, 68, 256)}


def drawn(pairs: str, size: int) -> Network:
    return from_pairs(size, [(int(pair[0]), int(pair[1])) for pair in pairs.split()])


def both_ways(graph: nx.Graph) -> Network:
    names = {one: place for place, one in enumerate(graph)}
    return from_pairs(len(names), [(names[a], names[b]) for a, b in graph.edges]).both_ways


@pytest.mark.parametrize("kind", FREEMAN)
def test_managers_turn_around_the_same_few_as_in_sna(kind: str) -> None:
    found = centralization(managers(kind))
    assert (found.received, found.sent, found.betweenness) == pytest.approx(FREEMAN[kind])
    assert found.betweenness_error == 0


@pytest.mark.parametrize("kind", KRACKHARDT)
def test_managers_and_the_four_dimensions(kind: str) -> None:
    found = dimensions(managers(kind))
    values = (found.connectedness, found.hierarchy, found.efficiency)
    values = (*values, found.efficiency_undirected, found.upper_bounds)
    assert values == pytest.approx(KRACKHARDT[kind])


@pytest.mark.parametrize(("size", "pairs", "expected"), BY_HAND)
def test_seven_small_networks_by_hand(
    size: int, pairs: str, expected: tuple[float, float, float, float]
) -> None:
    found = dimensions(drawn(pairs, size))
    values = (found.connectedness, found.hierarchy, found.efficiency, found.upper_bounds)
    assert values == pytest.approx(expected)


def test_an_upper_bound_is_reached_by_every_other() -> None:
    """Trap: sna's lubness tests whether a bound reaches all others, and gives .0947368 here."""
    assert dimensions(managers("friends").turned).upper_bounds == pytest.approx(0.9947368421)


def test_a_chart_is_a_tree_from_the_boss_down_only() -> None:
    """Trap: ties stored from who reports to the boss give .084; turned, the chart is a tree."""
    assert dimensions(managers("reports").turned).upper_bounds == 1


def test_efficiency_counts_ties_or_pairs_and_says_which() -> None:
    """Trap: .575 of ties and .342 of pairs are both called efficiency."""
    found = dimensions(managers("advice"))
    assert found.efficiency == pytest.approx(0.575)
    assert found.efficiency_undirected == pytest.approx(0.3421052632)


def test_no_tie_leaves_dimensions_untold() -> None:
    found = dimensions(network(4, [], []))
    assert (found.connectedness, found.hierarchy, found.efficiency) == (0, None, None)
    assert found.upper_bounds is None


@pytest.mark.parametrize(("kind", "ties"), [("advice", 190), ("friends", 102), ("reports", 20)])
def test_density_of_managers(kind: str, ties: int) -> None:
    assert density(managers(kind)) == pytest.approx(ties / (PEOPLE * (PEOPLE - 1)))


def test_an_index_that_looks_open_is_what_chance_gives() -> None:
    """Trap: .516 held against 0 looks open; chance gives .552, so departments are no bridges."""
    found = outwardness(managers("advice"), DEPARTMENTS)
    assert found is not None
    assert (found.inside, found.outside) == (46, 144)
    assert found.index == pytest.approx(0.5157894737)
    assert found.expected == pytest.approx(0.5523809524)
    assert found.p > 0.4
    assert (found.low, found.high) == pytest.approx((1 - 2 * 94 / 190, 1))


def test_friends_keep_to_their_department() -> None:
    found = outwardness(managers("friends"), DEPARTMENTS)
    assert found is not None
    assert found.index == pytest.approx(0.2549019608)
    assert found.p == pytest.approx(0.002, abs=0.002)


@pytest.mark.parametrize(("kind", "index"), [("advice", -0.0947368421), ("friends", -0.4901960784)])
def test_managers_by_level(kind: str, index: float) -> None:
    found = outwardness(managers(kind), LEVELS)
    assert found is not None
    assert found.index == pytest.approx(index)


def test_who_has_no_group_does_not_count() -> None:
    groups = np.where(DEPARTMENTS == 0, -1, DEPARTMENTS)
    found = outwardness(managers("advice"), groups)
    assert found is not None
    known = managers("advice")
    assert found.inside + found.outside == sum(
        groups[a] >= 0 and groups[b] >= 0 for a, b in zip(known.src, known.dst, strict=True)
    )


@pytest.mark.parametrize(
    ("kind", "department", "level"),
    [("advice", 0.0239029611, 0.055397448), ("friends", 0.1590879815, 0.259244657)],
)
def test_managers_write_to_those_like_them(kind: str, department: float, level: float) -> None:
    assert assortativity(managers(kind), DEPARTMENTS) == pytest.approx(department)
    assert likeness(managers(kind), LEVELS.astype(float)) == pytest.approx(level)


def test_constraint_as_in_igraph() -> None:
    first = (0.216332, 0.202127, 0.209973, 0.212623, 0.205316, 0.226598, 0.200783)
    assert holes(managers("advice")).constraint[:7] == pytest.approx(first, abs=1e-6)


def test_borgatti_s_example() -> None:
    """Borgatti (1997), Connections 20(1)."""
    letters = "ABCDEFG"
    pairs = ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")
    ends = [(letters.index(pair[0]), letters.index(pair[1])) for pair in pairs]
    found = holes(from_pairs(7, ends).both_ways)
    at = [letters.index(one) for one in "GAC"]
    assert found.effective_size[at] == pytest.approx((4.67, 2.5, 1), abs=0.01)
    assert found.constraint[at] == pytest.approx((0.4, 0.595, 1), abs=0.001)


def test_florentine_families_over_the_whole_network() -> None:
    """Trap: a teaching page uses the wrong share and prints .8086 and .5174 for two of them."""
    families = nx.florentine_families_graph()
    names = list(families)
    found = holes(both_ways(families))
    at = [names.index(one) for one in ("Medici", "Peruzzi", "Strozzi")]
    assert found.constraint[at] == pytest.approx((0.2098765, 0.6558642, 0.4583333), abs=1e-6)
    assert found.effective_size[at[0]] == pytest.approx(5.6666667)


def test_who_has_no_contact_has_no_holes() -> None:
    found = holes(from_pairs(3, [(0, 1)]))
    assert np.isnan(found.constraint[2])
    assert np.isnan(found.effective_size[2])


@pytest.mark.parametrize("kind", ROLES)
def test_brokers_between_departments_as_in_sna(kind: str) -> None:
    found = brokerage(managers(kind), DEPARTMENTS)
    assert tuple(found.counted) == ROLES[kind]
    if kind == "advice":
        expected = (47.74157758, 152.41442609, 152.41442609, 152.41442609, 389.32920311)
        assert found.expected[:5] == pytest.approx(expected)
        assert found.z[[1, 4]] == pytest.approx((-3.241813908, -4.3061885))


def test_karate_as_in_igraph() -> None:
    club = nx.karate_club_graph()
    factions = np.array([club.nodes[one]["club"] == "Officer" for one in club]).astype(np.int64)
    factions[8] = 1  # Zachary's ninth member held with the officers, and left with Mr. Hi
    found = communities(both_ways(club))
    assert found is not None
    assert found.modularity == pytest.approx(0.4197896121)
    assert modularity(both_ways(club), factions) == pytest.approx(0.3714661407)


def test_the_kite() -> None:
    """Krackhardt's (1990) kite: ties both ways; the bridge lies between all others."""
    kite = both_ways(nx.krackhardt_kite_graph())
    assert kite.graph.betweenness(directed=True)[7] == pytest.approx(28)  # 14, twice
    assert centralization(kite).betweenness == pytest.approx(0.2962962963)
    fewest = (0.541198, 0.541198, 0.664136, 0.47017, 0.664136, 0.445089, 0.445089, 0.431111)
    assert holes(kite).constraint[:8] == pytest.approx(fewest, abs=1e-6)
