"""The explorer knows the released cells, and nothing as long as the messages or the people."""

import re
from pathlib import Path

import pytest

from tests.views.sample import MONTHS, sample
from toolkit.release import Facts, Release, Verdicts
from toolkit.results import Measure
from toolkit.views import state
from toolkit.wording import Words

SOURCES = Path(state.__file__).parent / "widgets" / "src"
WORDS = Words("fr")


@pytest.fixture(scope="module")
def release():
    return sample()


@pytest.fixture(scope="module")
def data(release):
    return state.explorer_data(release, "external", WORDS)


def test_every_cell_of_the_scope_is_there(release, data):
    shown = [c for c in release.cells("external") if not c.measure.id.startswith(state.TAKEN_APART)]
    rows = [row for groups in data["cells"].values() for row in groups.values()]
    assert all(row.count(";") == len(MONTHS) for row in rows)
    assert len(rows) * (1 + len(MONTHS)) == len(shown)


def test_a_hidden_cell_keeps_its_reason_and_no_number(release):
    data = state.explorer_data(release, "internal", WORDS)
    row = data["cells"]["silent_share"]["team_8"]
    assert row == "!2,too_few_people" + ";" * len(MONTHS)


def test_periods_are_the_months_in_order(data):
    assert data["periods"] == MONTHS


def test_nothing_is_as_long_as_the_messages(data):
    def lists(part):
        if isinstance(part, dict):
            return [found for each in part.values() for found in lists(each)]
        if isinstance(part, list | tuple):
            return [len(part), *(found for each in part for found in lists(each))]
        return [part.count(" "), part.count(";")] if isinstance(part, str) else []

    measures = len(data["measures"])
    assert max(lists({**data, "measures": []})) <= 24
    assert measures < 100


def test_a_headline_is_judged_or_named_by_its_question(data):
    headlines = [measure["id"] for measure in data["measures"] if measure["headline"]]
    assert headlines[:3] == ["reply_share", "answered_24h", "answered_72h"]
    assert "effective_emojis" not in headlines


def test_inside_too_a_headline_is_what_a_question_names(release):
    data = state.explorer_data(release, "internal", WORDS)
    headlines = [measure["id"] for measure in data["measures"] if measure["headline"]]
    assert {"reciprocity_edgewise", "next_9_share"} <= set(headlines)
    assert "reciprocity_dyadic" not in headlines


def test_the_reader_first_sees_what_is_at_risk(data):
    assert state.first_selection(data, "2026-03") == {
        "measure": "answered_24h",
        "group": "all",
        "period": "2026-03",
    }


def test_the_widget_is_given_every_word_it_says():
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.js"))
    said = set(re.findall(r"words\.ui\.(\w+)", sources)) | {"account", "people", "team"}
    assert said == set(state.SAID.split())


def test_a_measure_without_words_is_a_mistake_that_is_seen(release):
    whole = [cell for cell in release.facts.cells if cell.group == cell.period == "all"]
    assert all(isinstance(cell.measure, Measure) for cell in whole)
    data = state.explorer_data(release, "external", WORDS)
    words = state.explorer_words(WORDS, data, state.reasons_of(release, "external"))
    assert set(words["measure"]) == {measure["id"] for measure in data["measures"]}
    assert words["question"]["answers"] == WORDS.say("question.answers.title")
    assert set(words["reason"]) >= {"no_opener", "not_reached", "interval_straddles"}
    assert "legal_gate" not in words["reason"]


def test_a_release_without_numbers_has_nothing_to_explore(release):
    empty = Release(
        facts=Facts(about=release.facts.about, sources=(), groups=(), cells=()),
        verdicts=Verdicts(findings=(), recommendations=()),
    )
    assert state.explorer_data(empty, "internal", WORDS)["measures"] == []
