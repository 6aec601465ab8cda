"""Stories of houses that wonder whether to go; the first one is on no network and has no export."""

import msgspec
import pytest

from tests.firm.houses import BAKERY, DENTISTS, FACTORY, HOUSES, NO_TIME, TOWN_HALL, UNSURE
from toolkit import pipeline, store
from toolkit.cards import plain
from toolkit.desk.firm import FirmDesk
from toolkit.firm.brief import brief, read_library
from toolkit.firm.kept import FIRM, read_answers
from toolkit.firm.profile import answered
from toolkit.firm.settings import Outcome
from toolkit.firm.words import FirmWords
from toolkit.wording import templates_folder


@pytest.fixture(scope="module")
def library():
    return read_library(templates_folder())


def test_a_bakery_with_nothing(tmp_path):
    """No network, no export, no answer yet: the brief waits, asks, then proposes and prints."""
    client = pipeline.new_client(
        tmp_path, "fournil", name="Le Fournil", language="fr", profile="sme"
    )
    desk = FirmDesk(client, FirmWords("fr"))
    assert "Aucune réponse encore" in plain(desk.outcome())
    assert not list(client.reports.glob("*.html"))

    form = desk.form().children
    assert len(form) == 2 + 1 + 12 + 1  # style and lead, the house, twelve questions, save
    desk._keep(BAKERY)

    assert read_answers(client.folder).profile == BAKERY
    assert len({*read_answers(client.folder).answered_on.values()}) == 1
    said = plain(desk.outcome())
    assert "Un petit pas, sur un seul canal" in said
    assert "ne suffit pas pour aller plus loin" in said
    assert "un petit pas, sur un canal | 1,8 | oui" in plain(desk.capacity())
    desk.sheets()
    printed = (client.reports / "brief-fr.html").read_text(encoding="utf-8")
    assert "Note pour Le Fournil" in printed
    assert not client.vault.exists()


def test_four_people_nobody_who_asks_and_no_time_should_not_go(library):
    made = brief(NO_TIME, library)
    assert made.decision.outcome is Outcome.NOT_GOING
    assert made.decision.reasons == ("no_publics", "time")
    assert made.decision.flips == ()  # nothing that they could change alone
    assert made.steps[-1] == "come_back"


def test_dentists_whose_rules_are_not_checked_listen_only(library):
    made = brief(DENTISTS, library)
    assert made.decision.outcome is Outcome.LISTENING
    assert made.decision.vetoes == ("rules",)
    assert made.steps[0] == "check_rules"
    assert "private_messages" not in {
        kept for shelf in made.shelves for one in shelf.choices for kept in one.tool.keeps
    }
    flipped = {(one.field, one.value): one.outcome for one in made.decision.flips}
    assert flipped["rules", "met"] is Outcome.ONE_CHANNEL


def test_a_town_hall_where_nobody_may_answer_decides_that_first(library):
    made = brief(TOWN_HALL, library)
    assert made.decision.outcome is Outcome.LISTENING
    assert made.steps[0] == "decide_answerer"
    flipped = {one.field: one.outcome for one in made.decision.flips if one.field == "authority"}
    assert flipped == {"authority": Outcome.SEVERAL_VOICES}


def test_staff_is_not_measured_before_the_legal_steps(library):
    open_house = answered(answered(TOWN_HALL, "authority", "named"), "hours_per_week", 12.0)
    assert brief(open_house, library).decision.outcome is Outcome.SEVERAL_VOICES
    closed = brief(open_house, library, gate_open=False)
    assert closed.decision.outcome is Outcome.LISTENING
    assert closed.decision.vetoes == ("gate",)
    assert [one.outcome for one in closed.decision.flips if one.field == "gate"] == [
        Outcome.SEVERAL_VOICES
    ]


def test_a_factory_that_nobody_looks_for_may_still_learn_what_is_at_risk(library):
    made = brief(FACTORY, library)
    assert made.decision.outcome is Outcome.NOT_GOING
    assert {"R14", "R15"} <= {one.risk.name for one in made.risks}


def test_who_knows_nothing_yet_is_told_to_listen_and_why(library):
    made = brief(UNSURE, library)
    assert made.decision.outcome is Outcome.LISTENING
    assert made.decision.possible == (Outcome.NOT_GOING, Outcome.SEVERAL_VOICES)
    assert made.decision.score == (0, 100)
    assert made.decision.reasons == ()
    assert "time" in made.decision.doubts


def test_each_outcome_is_the_answer_to_some_house(library):
    outcomes = {brief(house, library).decision.outcome for house in HOUSES.values()}
    assert outcomes == {*Outcome}


def test_a_client_that_is_no_firm_yet_has_no_file_of_answers(tmp_path):
    client = pipeline.new_client(tmp_path, "a", name="A", language="fr", profile="sme")
    assert not (client.folder / FIRM).exists()
    assert read_answers(client.folder).profile == msgspec.structs.replace(
        UNSURE, headcount=None, clientele=None, trade=None
    )
    assert store.open_client(tmp_path, "a") == client
