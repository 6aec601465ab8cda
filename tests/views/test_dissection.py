"""The index taken apart: each piece is there, and what would move it is computed by the rule."""

from dataclasses import replace

import pytest

from tests.views.sample import COMPONENTS, INDEX, PILLARS, sample
from tests.views.test_questions import said, without
from toolkit.cards import Card
from toolkit.views.dissection import CHOICES
from toolkit.views.leverage import gains
from toolkit.views.levers import Levers
from toolkit.views.viewer import Viewer
from toolkit.wording import Words

FRENCH = Words("fr")
OUTSIDE = FRENCH.say("index.weightless")
HALF = dict.fromkeys(PILLARS, 0.5)


@pytest.fixture(scope="module")
def card():
    return Viewer(sample(), FRENCH).index()


def weights(card):
    return [pillar.mark for pillar in part(card, "pillars").items]


def weight(share):
    return FRENCH.say("index.weight", share=FRENCH.share(share))


def part(card, key):
    return next(item for item in card.items if item.title == FRENCH.say(f"index.{key}"))


def test_the_index_is_said_with_its_rule(card):
    assert card.value == FRENCH.value("proximity_index", INDEX)
    assert FRENCH.say("index.rule") in card.notes


def test_each_pillar_has_its_weight_and_the_messages_that_pull_it_down(card):
    pillars = part(card, "pillars").items
    assert weights(card) == [weight(0.2)] * 5
    assert all(len(said(pillar, "evidence")) == 5 for pillar in pillars)
    assert all(pillar.picture for pillar in pillars)


def test_each_component_stands_between_its_goalposts(card):
    rows = part(card, "components").table.rows
    assert len(rows) == len(COMPONENTS)
    for label, _pillar, today, goalposts, gain in rows:
        assert label
        assert today
        assert "0" in goalposts
        assert "pts" in gain


def test_the_three_doubts_and_our_choices_are_drawn_apart(card):
    alt = part(card, "doubt").picture.alt
    for key in ("total", "sampling", "labels", "structure"):
        assert FRENCH.say(f"index.{key}") in alt
    assert all(FRENCH.say(f"measure.{name}.label") in alt for name in CHOICES)


def test_drift_is_never_put_down_to_a_cause(card):
    assert FRENCH.say("index.drift_rule") in part(card, "drift").notes
    assert part(card, "drift").picture


def test_four_pillars_make_a_partial_index_that_says_so():
    release = without(sample(), "pillar_alterity", "component_alterity")
    notes = Viewer(release, FRENCH).index().notes
    assert FRENCH.say("index.partial", k=4, all=5) in notes
    assert any(FRENCH.say("reason.no_inbound") in note for note in notes)


def test_the_weight_of_a_missing_pillar_goes_to_the_others():
    release = without(sample(), "pillar_alterity", "component_alterity")
    assert weights(Viewer(release, FRENCH).index()) == [*[weight(0.25)] * 4, OUTSIDE]


def test_no_index_is_a_refusal_that_names_what_is_missing():
    names = ("proximity_index", "pillar_alterity", "pillar_dialogue")
    card = Viewer(without(sample(), *names), FRENCH).index()
    assert card.value == ""
    assert card.notes[0] == FRENCH.say("index.refused", least=4, all=5)
    lacking = [FRENCH.say(f"measure.{name}.label") for name in names[1:]]
    assert all(any(note.startswith(name) for note in card.notes) for name in lacking)
    assert FRENCH.say("index.moving") not in [item.title for item in card.items]
    assert weights(card) == [OUTSIDE] * 5


def test_a_release_without_an_index_shows_nothing_of_it():
    release = sample()
    cells = tuple(c for c in release.facts.cells if c.measure.code not in {"M15", "M16"})
    bare = Viewer(replace(release, facts=replace(release.facts, cells=cells)), FRENCH)
    assert bare.index().items == ()
    assert isinstance(bare.levers(), Card)


def test_halfway_to_the_goalpost_is_worth_what_the_rule_says():
    """All pillars at one half give 49.495; one at three quarters: 100 (g - .01) / .99."""
    found = gains(HALF, {"component_register": 0.5})
    whole = (0.5**0.8 * 0.75**0.2 - 0.01) / 0.99 * 100
    assert found == {"component_register": pytest.approx(whole - 49.495, abs=1e-3)}


def test_a_step_of_one_component_in_three_moves_its_pillar_by_a_third():
    names = ("component_reply", "component_answered_72h_business", "component_pop")
    found = gains(HALF, dict.fromkeys(names, 0.5))
    alone = gains(HALF, {"component_reply": 0.5})
    assert found["component_reply"] == found["component_pop"]
    assert found["component_reply"] < alone["component_reply"] / 2


def test_the_lowest_pillar_is_worth_the_most():
    low = {**dict.fromkeys(PILLARS, 0.8), "voices": 0.1}
    found = gains(low, {"component_voices": 0.1, "component_register": 0.8})
    assert found["component_voices"] > 5 * found["component_register"]


def test_what_cannot_be_indexed_gains_nothing():
    assert gains({"voices": 0.5, "register": 0.5}, {"component_voices": 0.5}) == {}


def test_what_is_already_at_its_goalpost_gains_nothing():
    assert gains(dict.fromkeys(PILLARS, 1.0), {"component_reply": 1.0})["component_reply"] == 0


def test_the_levers_start_where_the_pillars_are():
    levers = Viewer(sample(), FRENCH).levers()
    assert isinstance(levers, Levers)
    assert {one["id"]: one["value"] for one in levers.data["levers"]} == PILLARS
    assert levers.selection == {}


def test_a_pillar_without_a_number_is_no_lever():
    levers = Viewer(without(sample(), "pillar_alterity"), FRENCH).levers()
    assert levers.data["levers"][-1] == {"id": "alterity", "value": None, "weight": 0.2}
