"""A chart of an organisation says who reports to whom, and what it says badly is found."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.spoken.chart import Faults, faults, levels

BOARD = [("ada", None), ("bob", "ada"), ("chloe", "ada"), ("dan", "bob"), ("eve", "dan")]

people = st.sampled_from([f"p{n}" for n in range(12)])
charts = st.lists(st.tuples(people, st.none() | people), max_size=30)


def test_a_chart_with_one_top_is_whole() -> None:
    assert faults(BOARD) == Faults(tops=("ada",))
    assert faults(BOARD).whole


def test_levels_count_from_those_who_manage_nobody() -> None:
    assert levels(BOARD) == {"ada": 4, "bob": 3, "chloe": 1, "dan": 2, "eve": 1}


def test_who_is_listed_as_his_own_manager_is_the_top() -> None:
    chart = [("ada", "ada"), ("bob", "ada")]
    assert faults(chart) == Faults(tops=("ada",))
    assert levels(chart) == {"ada": 2, "bob": 1}


def test_people_who_manage_one_another_in_a_circle_are_named() -> None:
    chart = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "c"), ("e", "f"), ("f", "e"), ("top", None)]
    assert faults(chart).cycles == (("a", "b", "c"), ("e", "f"))
    assert levels(chart) == {}


def test_a_manager_whom_the_chart_does_not_list_is_outside() -> None:
    assert faults([("a", None), ("b", "x"), ("c", "x"), ("d", "y")]).outside == ("x", "y")


def test_who_is_listed_twice_is_said_and_his_second_manager_counts_for_circles() -> None:
    found = faults([("a", None), ("b", "a"), ("b", "c"), ("c", "b")])
    assert (found.twice, found.cycles) == (("b",), (("b", "c"),))


def test_several_tops_are_all_said() -> None:
    found = faults([("a", None), ("b", None), ("c", "a")])
    assert (found.tops, found.whole) == (("a", "b"), False)


@pytest.mark.parametrize("chart", [[], [("a", "b"), ("b", "a")]])
def test_a_chart_without_a_top_is_not_whole(chart: list[tuple[str, str | None]]) -> None:
    assert not faults(chart).whole
    assert levels(chart) == {}


def test_a_chain_as_long_as_one_likes_is_followed() -> None:
    chain = [("p0", None), *((f"p{n}", f"p{n - 1}") for n in range(1, 50_000))]
    assert faults(chain) == Faults(tops=("p0",))
    assert levels(chain)["p0"] == 50_000
    ring = [(f"p{n}", f"p{(n + 1) % 50_000}") for n in range(50_000)]
    assert [len(group) for group in faults(ring).cycles] == [50_000]


@given(charts)
def test_circles_are_those_that_another_library_finds(chart: list[tuple[str, str | None]]) -> None:
    graph = nx.DiGraph([(person, over) for person, over in chart if over])
    expected = {frozenset(group) for group in nx.strongly_connected_components(graph)}
    found = {frozenset(group) for group in faults(chart).cycles}
    assert found == {group for group in expected if len(group) > 1}


@given(charts)
def test_the_order_of_the_lines_does_not_matter(chart: list[tuple[str, str | None]]) -> None:
    assert faults(chart) == faults(chart[::-1])
    assert levels(chart) == levels(chart[::-1])


@given(charts)
def test_everybody_is_below_his_manager(chart: list[tuple[str, str | None]]) -> None:
    found = levels(chart)
    assert set(found) == ({person for person, _ in chart} if faults(chart).whole else set())
    for person, manager in chart if found else ():
        assert manager in (None, person) or found[person] < found[manager]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_a_tree_is_whole_and_as_high_as_it_is_deep(draws: list[int]) -> None:
    tree = [("0", None), *((str(n), str(draw % n)) for n, draw in enumerate(draws, 1))]
    graph = nx.DiGraph([(over, person) for person, over in tree if over])
    assert faults(tree).whole
    assert levels(tree)["0"] == nx.dag_longest_path_length(graph) + 1
