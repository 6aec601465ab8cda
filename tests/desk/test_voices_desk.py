"""The consultant decides with widgets; the client reads the consultant's words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.views.sample import sample
from toolkit import pipeline, release, verdicts
from toolkit.cards import Card, plain
from toolkit.decided import DECISIONS, read_decisions
from toolkit.desk.voices import VoicesDesk
from toolkit.desk.voices_form import OPEN, Addition, Proposal, Review
from toolkit.store import Client
from toolkit.views import pages
from toolkit.views.viewer import Viewer
from toolkit.wording import Words

FIRST, SECOND = "answer_the_public", "train_more_voices"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="en")
    found = sample()
    made.release.mkdir(exist_ok=True)
    (made.release / release.FACTS).write_bytes(release.encode(found.facts))
    (made.release / release.FINDINGS).write_bytes(release.encode(found.verdicts))
    return made


def desk(client: Client, language: str = "en") -> VoicesDesk:
    return VoicesDesk(client, Words(language))


def review(of: VoicesDesk) -> Review:
    return Review(of._release(), of._words, of._keep, of._withdraw)


def proposal(of: VoicesDesk, rule: str) -> Proposal:
    return next(one for one in review(of).proposals if one.advice.rule == rule)


def delivered(of: VoicesDesk) -> Card:
    return of.deliverable()


def titles(card: Card) -> list[str]:
    return [one.title for one in card.items]


def test_nothing_decided_nothing_written(client: Client) -> None:
    of = desk(client)
    assert len(review(of).proposals) == 4
    assert not (client.folder / DECISIONS).exists()
    assert "0 decisions" in of.cover().notes[0]


def test_what_is_accepted_is_kept_with_its_day_and_initials(client: Client) -> None:
    one = proposal(desk(client), FIRST)
    one.choice.value, one.fields.by.value = "accepted", "AB"
    one.keep()
    (kept,) = read_decisions(client.folder)
    assert (kept.choice, kept.by, kept.texts) == ("accepted", "AB", {})
    assert DECISIONS in one.state.value
    assert "(AB)" in " ".join(delivered(desk(client)).items[0].notes)


def test_what_is_reworded_is_what_the_client_reads_and_the_first_words_stay(client: Client) -> None:
    one = proposal(desk(client), FIRST)
    proposed = one.title
    one.choice.value = "accepted"
    one.fields.texts["title"].value = "Write back within the day"
    one.keep()
    assert one.choice.value == "reworded"
    card = delivered(desk(client)).items[0]
    assert card.title == "Write back within the day"
    traced = next(fact.said for fact in card.facts if fact.role == "proposed")
    assert traced == (proposed,)
    assert FIRST in (client.release / release.FINDINGS).read_text()
    summary = pages.summary(desk(client)._release(), Words("en")).items[-1]
    assert summary.items[0].title == "Write back within the day"


def test_what_is_set_aside_leaves_the_list_and_says_why(client: Client) -> None:
    of = desk(client)
    one = proposal(of, FIRST)
    one.choice.value, one.fields.comment.value = "rejected", "Answered by telephone, on purpose."
    one.keep()
    card = delivered(of)
    assert "Answer those who write" not in titles(card)[:-1]
    assert "Answered by telephone" in plain(card.items[-1])
    assert [each.mark for each in card.items[:-1]] == ["1", "2", "3"]
    questions = plain(Viewer(of._release(), Words("en")).question("answers"))
    assert "Answer those who write" not in questions


def test_a_decision_can_be_taken_back(client: Client) -> None:
    of = desk(client)
    one = proposal(of, FIRST)
    one.choice.value = "rejected"
    one.keep()
    one.choice.value = OPEN
    one.keep()
    assert read_decisions(client.folder) == ()
    assert len(titles(delivered(of))) == 4


def test_the_consultant_adds_advice_of_their_own(client: Client) -> None:
    of = desk(client)
    form = Addition(of._words, of._add)
    form.keep()
    assert "missing" in form.state.value
    form.fields.texts["title"].value = "Open the workshop on Saturdays"
    form.fields.texts["action"].value = "Let those who ask come and see."
    form.keep()
    form.keep()
    card = delivered(of)
    assert titles(card).count("Open the workshop on Saturdays") == 2
    assert [one.rule for one in read_decisions(client.folder)] == ["own_1", "own_2"]
    assert "Added by the consultant" in plain(card)


def test_an_address_is_not_kept_and_nothing_is_lost(client: Client) -> None:
    of = desk(client)
    keep(of, FIRST, comment="Seen.")
    one = proposal(of, FIRST)
    one.fields.comment.value = "Ask anne@maison.example"
    one.keep()
    assert "points at somebody" in one.state.value
    (kept,) = read_decisions(client.folder)
    assert kept.said("en", "comment") == "Seen."


def keep(of: VoicesDesk, rule: str, **texts: str) -> None:
    assert "Kept" in of._keep(rule, "accepted", "", texts) or of._words.language == "fr"


def test_words_in_the_other_language_stay(client: Client) -> None:
    keep(desk(client, "en"), FIRST, title="Write back")
    keep(desk(client, "fr"), FIRST, title="Répondre")
    (kept,) = read_decisions(client.folder)
    assert (kept.said("en", "title"), kept.said("fr", "title")) == ("Write back", "Répondre")


def test_words_taken_back_are_gone_and_the_initials_stay(client: Client) -> None:
    of = desk(client)
    one = proposal(of, FIRST)
    proposed = one.title
    one.choice.value, one.fields.by.value = "accepted", "AB"
    one.fields.texts["title"].value, one.fields.comment.value = "Write back", "Seen."
    one.keep()
    again = proposal(of, FIRST)
    again.fields.texts["title"].value, again.fields.comment.value = proposed, ""
    again.keep()
    (kept,) = read_decisions(client.folder)
    assert (kept.choice, kept.by, kept.texts) == ("accepted", "AB", {})


def test_what_is_reworded_in_french_stays_reworded_when_read_in_english(client: Client) -> None:
    one = proposal(desk(client, "fr"), FIRST)
    one.choice.value, one.fields.texts["title"].value = "accepted", "Répondre"
    one.keep()
    proposal(desk(client, "en"), FIRST).keep()
    (kept,) = read_decisions(client.folder)
    assert (kept.choice, kept.said("fr", "title")) == ("reworded", "Répondre")


def test_a_decision_whose_advice_is_gone_is_said_not_lost(client: Client) -> None:
    of = desk(client)
    keep(of, FIRST, comment="Seen.")
    given = of._release()
    fewer = tuple(one for one in given.verdicts.recommendations if one.rule != FIRST)
    later = replace(given, verdicts=replace(given.verdicts, recommendations=fewer))
    card = Viewer(later, Words("en")).recommendations()
    assert any("no longer call" in note for note in card.notes)
    assert len(read_decisions(client.folder)) == 1


def test_a_decision_on_advice_that_no_rule_gives_any_more_is_said_too(client: Client) -> None:
    of = desk(client)
    keep(of, "an_old_rule", title="Ring back on Fridays")
    assert any("Ring back on Fridays" in note for note in delivered(of).notes)


def test_the_desk_shows_the_programme(client: Client) -> None:
    assert desk(client).programme().kind == "programme"


def test_all_widgets_can_be_shown(client: Client) -> None:
    shown: list[Any] = [desk(client, one).proposals() for one in ("fr", "en")]
    shown.append(desk(client).add())
    assert all(one.comm is not None for one in shown)


def test_the_audit_replays_what_was_decided(client: Client) -> None:
    keep(desk(client), SECOND, comment="Seen with the board.")
    made = verdicts.verdicts(client, sample().facts)
    assert [one.rule for one in made.decisions] == [SECOND]
