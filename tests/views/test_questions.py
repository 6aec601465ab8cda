"""The outward audit is a few questions: each has its number, its picture, something to do."""

from dataclasses import replace

import pytest

from tests.views.sample import EXTERNAL, sample
from toolkit.cards import Card, plain
from toolkit.errors import UnknownParameter
from toolkit.release import Verdicts
from toolkit.results import Measure, Status
from toolkit.views.questions import INSIDE, OTHERS, QUESTIONS, belongs, order
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages

NAMES = [question.name for question in QUESTIONS]
FRENCH = Words("fr")
every_question = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def show():
    return Viewer(sample(), FRENCH)


def said(card, role):
    return next((fact.said for fact in card.facts if fact.role == role), ())


def without(release, *names):
    """Return a release in which these measures have no value."""
    cells = tuple(
        replace(cell, measure=missing(cell.measure)) if cell.measure.id in names else cell
        for cell in release.facts.cells
    )
    return replace(release, facts=replace(release.facts, cells=cells))


def missing(measure):
    kept = {"id": measure.id, "code": measure.code, "unit": measure.unit, "n": 0}
    return Measure(**kept, status=Status.NOT_COMPUTABLE, reason="no_inbound")


def test_the_questions_are_those_of_the_consultant_in_his_order():
    assert NAMES == ["proximity", "answers", "voices", "words", "hand", "buzz"]
    within = [question.name for question in INSIDE]
    assert within == [
        "heard",
        "bosses",
        "network",
        "floor",
        "places",
        "load",
        "survey",
        "mirror",
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("question", INSIDE, ids=lambda one: one.name)
def test_a_question_of_the_inside_is_answered_or_says_what_to_ask_for(question, language):
    card = Viewer(sample(language), Words(language)).question(question.name)
    assert card.title == Words(language).say(f"question.{question.name}.title")
    assert card.kind in {"question", "note"}
    assert "{" not in plain(card)


def test_where_the_inside_is_closed_each_question_says_the_same():
    release = sample()
    inside = {cell.measure.id for cell in release.cells("internal")}
    show = Viewer(without(release, *inside), FRENCH)
    said = [show.question(question.name) for question in INSIDE]
    assert said == [show.explorer("internal")] * len(INSIDE)


def test_a_measure_answers_one_question_or_stands_apart():
    homes = {name: belongs(name, code) for name, code, *_ in EXTERNAL}
    assert OTHERS not in homes.values()
    assert homes["ritual_share"] == "hand"
    assert homes["own_link_share"] == "words"
    assert belongs("something_new", "M99") == OTHERS
    assert order(["buzz", OTHERS, "proximity"]) == ("proximity", "buzz", OTHERS)


@every_question
def test_what_a_question_names_belongs_to_it(name):
    question = next(one for one in QUESTIONS if one.name == name)
    codes = {measure: code for measure, code, *_ in EXTERNAL}
    named = {*question.headlines, *question.beside, *question.seen} & codes.keys()
    named -= {"own_link_share"} if name == "hand" else set()
    assert {belongs(measure, codes[measure]) for measure in named} <= {name}


@every_question
@pytest.mark.parametrize("language", languages())
def test_an_answer_is_a_number_a_picture_and_something_to_do(name, language):
    card = Viewer(sample(language), Words(language)).question(name)
    assert card.kind == "question"
    assert card.title == Words(language).say(f"question.{name}.title")
    assert card.value
    assert card.value in card.lead
    assert card.picture
    assert card.picture.alt
    assert said(card, "next")


@every_question
def test_what_an_answer_rests_on_is_said_in_full(name, show):
    card = show.question(name)
    names = [fact.name for fact in card.facts]
    for key in ("interval", "status", "method", "yardstick", "evidence"):
        assert FRENCH.say(f"ui.{key}") in names
    assert len(said(card, "evidence")) == 5


def test_what_to_do_follows_from_the_verdict(show):
    risk, *advice = said(show.question("answers"), "next")
    assert risk == FRENCH.say("question.answers.next_risk")
    assert advice == [
        FRENCH.say("ui.see_advice", rank=1, title=FRENCH.say("rule.answer_the_public.title"))
    ]


def test_without_a_verdict_nothing_is_blamed():
    release = sample()
    quiet = replace(release, verdicts=Verdicts(findings=(), recommendations=()))
    card = Viewer(quiet, FRENCH).question("answers")
    assert card.level == ""
    assert said(card, "next") == (FRENCH.say("question.answers.next_unknown"),)


def test_the_next_best_number_answers_where_the_first_is_missing():
    release = without(sample(), "answered_24h")
    assert said(Viewer(release, FRENCH).question("answers"), "asked") == (
        FRENCH.say("measure.answered_72h.title"),
    )


def test_a_question_that_cannot_be_answered_says_why_and_what_to_ask_for():
    names = [name for name, code, *_ in EXTERNAL if belongs(name, code) == "answers"]
    card = Viewer(without(sample(), *names), FRENCH).question("answers")
    assert card.value == ""
    assert card.lead == FRENCH.say("reason.no_inbound")
    assert card.picture is None
    assert said(card, "next")[0] == FRENCH.say("question.answers.next_missing")


def test_a_question_without_any_measure_is_a_note():
    release = sample()
    cells = tuple(c for c in release.facts.cells if c.measure.code != "M5")
    card = Viewer(replace(release, facts=replace(release.facts, cells=cells)), FRENCH).question(
        "buzz"
    )
    assert (card.kind, card.notes) == ("note", (FRENCH.say("ui.no_value"),))


def test_signals_are_never_called_proof(show):
    (caution,) = show.question("hand").notes
    assert "signaux, jamais des preuves" in caution
    assert "une fois sur quatre" in caution


def test_an_unknown_question_lists_those_there_are(show):
    with pytest.raises(UnknownParameter, match="proximity, answers"):
        show.question("roi")


@every_question
def test_a_picture_is_light_and_the_same_at_every_drawing(name):
    first, again = (Viewer(sample(), FRENCH).question(name).picture for _ in range(2))
    assert first == again
    assert 1_000 < len(first.svg.encode()) < 12_000


def test_a_month_is_answered_for_itself():
    march: Card = Viewer(sample(), FRENCH, "2026-03").question("answers")
    assert march.value != Viewer(sample(), FRENCH).question("answers").value
    assert march.level == ""
