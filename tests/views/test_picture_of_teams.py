"""The network of teams in a picture: a web of a few, a table of many, light, and never a person."""

import random
from dataclasses import replace

import pytest

from tests.views.sample import sample
from toolkit.release import Bond, Group, Release
from toolkit.views.panels import stacked
from toolkit.views.teams import teams, web
from toolkit.views.told import Told
from toolkit.wording import Words, languages

LIGHT = 20_000  # bytes


def release(*bonds: Bond, names: tuple[str, ...]) -> Release:
    groups = tuple(Group(id=one, scope="internal", kind="team", label=one) for one in names)
    given = sample()
    return replace(given, facts=replace(given.facts, groups=groups, bonds=bonds))


def bond(src: str, dst: str, share: float | None = 0.2) -> Bond:
    return Bond(src=src, dst=dst, share=share)


def many(n: int) -> Release:
    chance = random.Random(1)  # a picture, not a secret
    names = tuple(f"Team {at:03d}" for at in range(n))
    bonds = [
        bond(one, other, chance.random() / 3)
        for x, one in enumerate(names)
        for y, other in enumerate(names)
        if x == y or chance.random() < (0.6 if x // 8 == y // 8 else 0.05)
    ]
    return release(*bonds, names=names)


def drawn(given: Release, language: str = "en") -> tuple[str, str]:
    told = Told(release=given, words=Words(language), scope="internal")
    panels = teams(told)
    return stacked([panel for panel, _ in panels]), "\n".join(said for _, said in panels)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("n", [5, 12, 13, 40, 200])
def test_the_picture_is_light_at_any_size_and_says_the_strongest_ties(
    n: int, language: str
) -> None:
    svg, said = drawn(many(n), language)
    assert 1_000 < len(svg.encode()) < LIGHT
    assert "{" not in said
    assert 3 <= len(said.splitlines()) <= 11


def test_the_same_release_draws_the_same_picture() -> None:
    assert drawn(many(30)) == drawn(many(30))


def test_a_few_teams_are_a_web_and_many_a_table() -> None:
    assert "<image" not in drawn(many(12))[0]
    assert "<image" in drawn(many(13))[0]


def test_teams_in_touch_stand_side_by_side() -> None:
    names = ("a", "b", "c", "d")
    found = web(release(bond("a", "d"), bond("d", "a"), bond("b", "c"), names=names))
    assert found is not None
    order = "".join(found.names)
    assert "ad" in order or "da" in order
    assert "bc" in order or "cb" in order


def test_the_strongest_tie_is_said_first_and_what_may_not_be_told_is_not() -> None:
    given = release(
        bond("a", "b", 0.1), bond("b", "a", 0.1), bond("b", "c", 0.5), bond("c", "a", None),
        names=("a", "b", "c"),
    )  # fmt: skip
    _, said = drawn(given)
    _, first, *_ = said.splitlines()
    assert first.startswith(("b and c", "c and b"))
    assert "c and a" not in said
    assert "a and c" not in said


def test_a_pair_that_may_not_be_told_is_not_counted_as_without_a_tie() -> None:
    given = release(bond("a", "b"), bond("a", "c", None), names=("a", "b", "c"))
    assert drawn(given)[1].splitlines()[-1].endswith("1 out of 3")


@pytest.mark.parametrize("names", [(), ("a",)])
def test_one_team_alone_has_no_picture(names: tuple[str, ...]) -> None:
    bonds = [bond(one, one) for one in names]
    told = Told(release=release(*bonds, names=names), words=Words("en"), scope="internal")
    assert teams(told) == []


def test_teams_without_a_tie_have_no_picture() -> None:
    told = Told(release=release(names=("a", "b")), words=Words("en"), scope="internal")
    assert teams(told) == []
