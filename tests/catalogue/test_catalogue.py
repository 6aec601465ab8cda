"""Families come first, then a short list under the client's constraints, with why."""

from collections import Counter

import pytest

from toolkit import plugins, rules
from toolkit.catalogue import TOOLS, Constraints, families_for, read_catalogue, short_list
from toolkit.errors import TemplateError
from toolkit.results import Because
from toolkit.wording import Words, templates_folder

CATALOGUE = read_catalogue(templates_folder() / TOOLS)
RULES = plugins.functions(rules, Because)
NONE = Constraints(effort="hour")


def names(families: tuple[str, ...], constraints: Constraints) -> list[str]:
    shelves = short_list(CATALOGUE, families, constraints)
    return [one.tool.name for shelf in shelves for one in shelf.choices]


def test_there_are_enough_tools_for_outside_and_for_inside() -> None:
    sides = Counter(CATALOGUE.families[one.family].side for one in CATALOGUE.tools.values())
    assert len(CATALOGUE.tools) >= 50
    assert min(sides["external"], sides["internal"]) >= 20


def test_every_family_can_be_served_without_software() -> None:
    for family in CATALOGUE.families:
        assert any(one.hosting == "none" for one in CATALOGUE.of(family)) or family == "archive"
        assert len(CATALOGUE.of(family)) >= 2


def test_every_family_serves_advice_that_exists_and_measures_that_exist() -> None:
    words = Words("fr")
    for family in CATALOGUE.families.values():
        assert {*family.serves} <= RULES.keys()
        assert all(words.has(f"measure.{one}.label") for one in family.moves)
        assert family.serves
        assert family.moves


@pytest.mark.parametrize("rule", RULES)
def test_every_advice_finds_its_families_but_where_people_only_read(rule: str) -> None:
    assert bool(families_for(CATALOGUE, [rule])) == (rule != "check_the_machine")


def test_what_is_to_be_had_first_comes_first() -> None:
    found = families_for(CATALOGUE, ["drop_the_rituals"])
    assert found == ("shared_inbox", "scheduling")


def test_a_licence_is_said_only_where_it_was_read() -> None:
    for tool in CATALOGUE.tools.values():
        assert (tool.open_source is True) == tool.checked
        assert bool(tool.licence) == bool(tool.checked_on) == tool.checked


def test_who_has_an_hour_gets_what_takes_an_hour() -> None:
    assert names(("shared_inbox",), NONE) == ["counter_book", "shared_mailbox"]


def test_a_tool_that_needs_a_server_waits_for_one() -> None:
    with_server = Constraints(hosts=True, open_source=True)
    assert "mixpost" not in names(("scheduling",), Constraints(open_source=True))
    assert "mixpost" in names(("scheduling",), with_server)


def test_what_nobody_checked_fulfils_no_constraint() -> None:
    shelves = short_list(CATALOGUE, CATALOGUE.families, Constraints(open_source=True, hosts=True))
    chosen = [one.tool for shelf in shelves for one in shelf.choices]
    assert all(tool.checked or tool.hosting == "none" for tool in chosen)


def test_what_may_not_be_kept_is_not_proposed() -> None:
    wanted = Constraints(hosts=True, not_kept=frozenset({"private_messages"}))
    chosen = {name: CATALOGUE.tools[name] for name in names((*CATALOGUE.families,), wanted)}
    assert chosen
    assert not [name for name, tool in chosen.items() if "private_messages" in tool.keeps]


def test_every_choice_says_why_and_what_is_set_aside_is_counted() -> None:
    for shelf in short_list(CATALOGUE, CATALOGUE.families, NONE):
        every = len(CATALOGUE.of(shelf.family.name))
        assert all(one.why for one in shelf.choices)
        assert len(shelf.choices) <= 2
        assert len(shelf.choices) + shelf.set_aside <= every
        assert bool(shelf.set_aside) == bool(shelf.aside)
        assert shelf.set_aside < every


def test_both_choices_differ_where_they_can() -> None:
    first, second = names(("owned_space",), Constraints())
    assert CATALOGUE.tools[first].hosting != CATALOGUE.tools[second].hosting


FAMILY = '[family.a]\nside = "external"\nserves = []\nmoves = []\n'
TOOL = (
    '[tool.t]\nfamily = "a"\nhosting = "own"\nkeeps = ["nothing"]\nprivacy = "none"\n'
    'effort = "day"\nleaving = "files"\n'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FAMILY + TOOL.replace('"a"', '"b"'), "family: there is: a"),
        (FAMILY + TOOL + 'licence = "MIT"\n', "to be checked"),
        (FAMILY + TOOL + 'source = "LICENSE"\n', "has its licence"),
        (FAMILY + 'first = "z"\n' + TOOL, "no such family stands above"),
        (FAMILY + TOOL.replace('"own"', '"moon"'), "Invalid enum"),
        (FAMILY + "[gadget.x]\n", "does not know gadget"),
    ],
)
def test_a_catalogue_that_is_wrong_says_what_is(tmp_path, text: str, said: str) -> None:
    path = tmp_path / "tools.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        read_catalogue(path)
