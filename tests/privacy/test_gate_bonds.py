"""Ties between teams: told where they join k people, and never to be had by subtraction."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from toolkit.privacy import gate

K = 5


@dataclass(frozen=True, kw_only=True)
class Ties:
    """Ties from one team to another: how many people they join."""

    src: str
    dst: str
    people: int


def passed(*ties: Ties, shown: str = "abcdefgh") -> dict[str, bool]:
    groups = {("internal", team) for team in shown}
    return {f"{one.src}{one.dst}": told for one, told in gate.pass_ties(ties, groups, k=K)}


def ties(pair: str, people: int) -> Ties:
    return Ties(src=pair[0], dst=pair[1], people=people)


def test_ties_of_a_team_that_is_not_shown_do_not_leave() -> None:
    assert passed(ties("ab", 9), ties("az", 9), ties("zz", 9)) == {"ab": True}


def test_a_number_that_joins_fewer_than_k_people_is_not_told() -> None:
    assert not passed(ties("ab", 4), ties("bc", 9), ties("cd", 12))["ab"]
    assert passed(ties("ab", 5), ties("bc", 9)) == {"ab": True, "bc": True}


def test_what_is_not_told_is_not_alone() -> None:
    # Otherwise the density of the whole, less all the others, is the number that was withheld.
    assert passed(ties("ab", 4), ties("bc", 9), ties("cd", 12)) == {
        "ab": False, "bc": False, "cd": True,
    }  # fmt: skip


def test_within_and_between_are_withheld_each_for_itself() -> None:
    # The E-I index of the whole tells ties within from ties between.
    found = passed(ties("aa", 4), ties("bb", 9), ties("cc", 12), ties("ab", 9), ties("bc", 12))
    assert found == {"aa": False, "bb": False, "cc": True, "ab": True, "bc": True}


def test_a_scope_is_not_mistaken_for_another() -> None:
    outside = {("external", "a"), ("external", "b")}
    assert [*gate.pass_ties([ties("ab", 9)], outside, k=K)] == []


PAIRS = st.sampled_from([f"{one}{other}" for one in "abcde" for other in "abcde"])
NETWORKS = st.dictionaries(PAIRS, st.integers(1, 14), max_size=25)


@given(NETWORKS)
def test_whoever_subtracts_all_that_is_told_from_the_whole_finds_k_people_or_more(
    people: dict[str, int],
) -> None:
    told = passed(*(ties(pair, n) for pair, n in people.items()))
    assert all(people[pair] >= K for pair, said in told.items() if said)
    for within in (True, False):
        kind = {pair: n for pair, n in people.items() if (pair[0] == pair[1]) is within}
        hidden = [n for pair, n in kind.items() if not told[pair]]
        # What is left is nothing, or joins k people, or is all there is of its kind.
        assert not hidden or max(hidden) >= K or len(hidden) == len(kind)


@given(NETWORKS)
def test_no_more_than_one_of_each_kind_is_withheld_for_the_sake_of_others(
    people: dict[str, int],
) -> None:
    told = passed(*(ties(pair, n) for pair, n in people.items()))
    spared = [pair for pair, said in told.items() if not said and people[pair] >= K]
    assert len(spared) <= 2
