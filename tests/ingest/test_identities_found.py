"""How many of the accounts of one person are found, and how surely."""

import itertools
import re
from collections.abc import Mapping

import pytest

from tests.importers.golden import public
from tests.ingest.namesakes import Organisation, insider, organisation
from toolkit.ingest.identities import (
    Candidate,
    Decided,
    Decisions,
    fullest,
    persons,
)

BIG = 20_000  # accounts


def variants() -> dict[str, list[tuple[str, str]]]:
    """Return address -> (person, name) of the published From headers, read apart from our code."""
    text = public("mbox/from-header-variations.txt").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, str]]] = {}
    for number, block in enumerate(re.split(r"\n\s*\n", text.strip())):
        for line in block.splitlines():
            mail = re.match(r"(?:.*<)?(\S+?)(?:@| at )([\w.-]+)", line)
            if mail and not mail[2].endswith(".."):
                name = re.sub(r"[<(]?[^\s(]+(@| at )[^\s)]+[>)]?", "", line).strip(' "()')
                found.setdefault(f"{mail[1]}@{mail[2]}".lower(), []).append((str(number), name))
    return found


def test_published_from_headers_are_one_account_an_address_and_asked_by_name() -> None:
    found = variants()
    known = [
        insider(f"email:{one}", "email", fullest(names), address=one)
        if names
        else insider(f"email:{one}", "email", address=one)
        for one, names in ((k, [n for _, n in v if n and "=?" not in n]) for k, v in found.items())
    ]
    assert {one.names for one in known if "tyrion.lannister" in one.id} == {("Tyrion Lannister",)}
    result = persons(known, Decisions())
    truth = {f"email:{one}": rows[0][0] for one, rows in found.items()}
    assert len(set(result.of.values())) == len(known)  # names join nobody by themselves
    assert result.asked
    assert all(truth[one.left[0]] == truth[one.right[0]] for one in result.asked)
    decided = agreed(result.asked)
    joined = persons(known, decided).of
    right = [pair for pair in pairs(truth) if pair in set(pairs(joined))]
    assert len(right) / len(pairs(truth)) > 0.7  # the others share a first name at most


def agreed(candidates: tuple[Candidate, ...]) -> Decisions:
    """Say yes to all of these."""
    return Decisions(joined=tuple(Decided((one.left[0], one.right[0])) for one in candidates))


def pairs(of: Mapping[str, object]) -> list[tuple[str, str]]:
    by: dict[object, list[str]] = {}
    for account, person in sorted(of.items()):
        by.setdefault(person, []).append(account)
    return [pair for some in by.values() for pair in itertools.combinations(some, 2)]


@pytest.mark.parametrize("seed", range(5))
def test_three_hundred_people_on_four_platforms(seed: int) -> None:
    """What joins by itself is right; with the answers of a consultant nearly all is found.

    Of the accounts of one person, two in five pairs are joined by themselves (0.41 to 0.48, as
    addresses and handles allow), hardly any wrongly (precision 0.99 or more: two people of one
    name and one handle). At least 85 of 100 questions are right to ask; once answered, 97 of 100
    pairs are found, and the others share no more than a first name.
    """
    company = organisation(seed)
    truth = company.pairs()
    result = persons(company.accounts, Decisions())
    alone = set(pairs(result.of))
    assert len(alone & truth) / len(alone) >= 0.99
    assert len(alone & truth) / len(truth) >= 0.4
    right = tuple(one for one in result.asked if _right(company, one))
    assert len(right) / len(result.asked) >= 0.85
    answered = set(pairs(persons(company.accounts, agreed(right)).of))
    assert len(answered & truth) / len(answered) >= 0.99
    assert len(answered & truth) / len(truth) >= 0.97


def _right(company: Organisation, one: Candidate) -> bool:
    return company.truth[one.left[0]] == company.truth[one.right[0]]


def test_everybody_of_a_big_firm_is_somebody() -> None:
    company = organisation(1, size=6_500)
    assert len(company.accounts) > BIG
    asked = {name for one in persons(company.accounts, Decisions()).candidates for name in one.left}
    assert asked <= {one.id for one in company.accounts}
    assert len(asked) > BIG // 4


def test_a_crowd_of_one_name_and_one_address_is_neither_joined_nor_asked() -> None:
    known = [
        insider(f"{n % 4}:{n}", str(n % 4), "Anne Dupont", handle="adupont", address="a@b.example")
        for n in range(BIG)
    ]
    found = persons(known, Decisions())
    assert found.candidates == ()
