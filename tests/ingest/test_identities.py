"""One person on several platforms: what is joined, what is asked, and what is never done."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.namesakes import SOME, decisions, insider
from toolkit.ingest.identities import (
    Candidate,
    Decided,
    Decisions,
    Known,
    persons,
    still_open,
    with_link,
)


def who(*known: Known, **decided: Any) -> Mapping[str, str]:
    return persons(known, Decisions(**decided)).of


def same(of: Mapping[str, str], *accounts: str) -> bool:
    return len({of[one] for one in accounts}) == 1


def asked(*known: Known, **decided: Any) -> list[tuple[str, float]]:
    return [(one.why, one.score) for one in persons(known, Decisions(**decided)).asked]


def test_an_address_joins_accounts_of_different_platforms() -> None:
    chat = insider("slack:1", "slack", "Anne", address="anne@acme.example")
    office = insider("teams:1", "teams", "Dupont, A.", address="anne@acme.example")
    assert same(who(chat, office), "slack:1", "teams:1")


def test_a_shared_address_joins_nobody_even_with_the_same_name() -> None:
    known = [
        insider(f"{place}:1", place, "Anne", address="contact@acme.example", shared=True)
        for place in ("slack", "teams")
    ]
    assert not same(who(*known), "slack:1", "teams:1")
    assert asked(*known) == []


def test_two_accounts_of_one_platform_are_joined_by_address_only_when_told() -> None:
    known = [
        insider(f"slack:{n}", "slack", "Anne Dupont", address="anne@acme.example") for n in (1, 2)
    ]
    assert not same(who(*known), "slack:1", "slack:2")
    assert asked(*known) == [("email", 1.0)]
    assert same(who(*known, same_platform_by_email=True), "slack:1", "slack:2")


def test_an_address_of_the_roster_is_told_by_the_client() -> None:
    roster = Known("p1", roster="org_chart", address="anne@acme.example")
    known = [insider(f"slack:{n}", "slack", address="anne@acme.example") for n in (1, 2)]
    assert set(who(roster, *known).values()) == {"p1"}


def test_two_people_of_one_roster_with_one_address_are_a_question() -> None:
    roster = [Known(f"p{n}", roster="org_chart", address="desk@acme.example") for n in (1, 2)]
    chat = insider("slack:1", "slack", address="desk@acme.example")
    of = who(*roster, chat)
    assert len(set(of.values())) == 3
    assert asked(*roster, chat) == [("email", 1.0)] * 2


def test_a_handle_joins_where_the_names_agree() -> None:
    chat = insider("slack:1", "slack", "Anne Dupont", handle="adupont")
    bird = insider("x:1", "x", "Dupont Anne", handle="@ADupont")
    assert same(who(chat, bird), "slack:1", "x:1")


@pytest.mark.parametrize(
    ("handle", "name", "questions"),
    [
        ("adupont", "Alain Dupont", []),  # another first name: another person
        ("adupont", "", [("handle", 0.8)]),
        ("nanou", "", [("handle", 0.7)]),
        ("adupont", "A. Dupont", [("handle", 0.875)]),  # says no more than the handle
        ("contact", "Anne Dupont", [("name", 1.0)]),  # a handle that anybody could have
    ],
)
def test_a_handle_alone_joins_nobody(
    handle: str, name: str, questions: list[tuple[str, float]]
) -> None:
    chat = insider("slack:1", "slack", "Anne Dupont", handle=handle)
    bird = insider("x:1", "x", name, handle=handle)
    assert not same(who(chat, bird), "slack:1", "x:1")
    assert asked(chat, bird) == questions


def test_a_name_alone_is_asked_and_never_joined() -> None:
    chat, office = insider("slack:1", "slack", "Anne Dupont"), insider("t:1", "t", "DUPONT Anne")
    assert not same(who(chat, office), "slack:1", "t:1")
    (found,) = persons([chat, office], Decisions()).candidates
    assert found == Candidate(("slack:1",), ("t:1",), "name", 1.0, "review")


def test_namesakes_of_one_platform_are_no_question() -> None:
    known = [insider(f"slack:{n}", "slack", "Anne Dupont") for n in (1, 2)]
    assert asked(*known) == []


def test_two_addresses_of_one_name_are_a_question() -> None:
    known = [
        insider(f"email:{at}", "email", "Anne Dupont", address=f"anne@{at}.example")
        for at in ("acme", "home")
    ]
    assert asked(*known) == [("name", 1.0)]


def test_an_undeclared_account_is_asked_by_handle_and_never_by_name() -> None:
    chat = insider("slack:1", "slack", "Anne Dupont", handle="adupont")
    bird = Known("x:1", "x", names=("Anne Dupont",), handle="adupont")
    stranger = Known("x:2", "x", names=("Anne Dupont",), handle="anne_d")
    assert not same(who(chat, bird), "slack:1", "x:1")
    assert asked(chat, bird, stranger) == [("handle", 0.95)]


def test_a_brand_that_somebody_looks_after_is_not_that_person() -> None:
    chat = insider("slack:1", "slack", "Anne Martin", address="anne@acme.example")
    undeclared = Known("x:1", "x", names=("Boulangerie Martin",), address="anne@acme.example")
    assert not same(who(chat, undeclared), "slack:1", "x:1")
    assert asked(chat, undeclared) == [("email", 1.0)]


def test_a_name_that_half_the_world_has_asks_nothing() -> None:
    crowd = [insider(f"slack:{n}", "slack", "Anne Dupont") for n in range(30)]
    crowd += [insider(f"t:{n}", "t", "Anne Dupont") for n in range(30)]
    assert asked(*crowd) == []


# ------------------------------------------------------------------------- decisions


@settings(max_examples=60)
@given(shuffle=st.randoms(use_true_random=False), decided=decisions)
def test_the_order_of_accounts_and_of_decisions_does_not_matter(
    shuffle: random.Random, decided: Decisions
) -> None:
    known, joined, refused = (
        shuffle.sample(some, len(some)) for some in (SOME.accounts, decided.joined, decided.refused)
    )
    other = Decisions(
        joined=tuple(joined),
        refused=tuple(refused),
        split=decided.split,
        same_platform_by_email=decided.same_platform_by_email,
    )
    assert persons(known, other) == persons(SOME.accounts, decided)


@settings(max_examples=100)
@given(decided=decisions)
def test_a_refusal_is_never_overridden(decided: Decisions) -> None:
    of = persons(SOME.accounts, decided).of
    for link in decided.apart:
        assert len({of[one] for one in link.accounts}) == len(link.accounts)


@settings(max_examples=60)
@given(decided=decisions)
def test_deciding_twice_changes_nothing(decided: Decisions) -> None:
    twice = Decisions(
        joined=decided.joined * 2,
        refused=decided.refused * 2,
        split=decided.split * 2,
        same_platform_by_email=decided.same_platform_by_email,
    )
    assert persons(SOME.accounts, twice) == persons(SOME.accounts, decided)


def test_what_is_refused_stays_apart_though_a_third_account_joins_both() -> None:
    known = [insider(f"{p}:1", p, address="anne@acme.example") for p in ("a", "b", "c")]
    of = who(*known, refused=(Decided(("a:1", "c:1")),))
    assert of["a:1"] != of["c:1"]
    assert asked(*known, refused=(Decided(("a:1", "c:1")),)) == []


def test_decisions_that_contradict_each_other_are_said() -> None:
    known = [insider("a:1", "a"), insider("b:1", "b")]
    pair = Decided(("a:1", "b:1"))
    found = persons(known, Decisions(joined=(pair,), refused=(pair,)))
    assert found.against == (("a:1", "b:1"),)
    assert not same(found.of, "a:1", "b:1")


def test_an_answer_settles_the_questions_that_follow_from_it() -> None:
    known = [
        insider(f"email:{at}", "email", "Anne Dupont", address=f"anne@{at}.example")
        for at in ("a", "b", "c")
    ]
    first, second, third = persons(known, Decisions()).asked
    yes = with_link(Decisions(), "joined", Decided((first.left[0], first.right[0])))
    assert still_open((first, second, third), yes) == (second, third)
    both = with_link(yes, "joined", Decided((second.left[0], second.right[0])))
    assert still_open((first, second, third), both) == ()
    no = with_link(yes, "refused", Decided((second.left[0], second.right[0])))
    assert still_open((first, second, third), no) == ()
