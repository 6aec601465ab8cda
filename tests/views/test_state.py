"""The explorer knows the released cells, and nothing as long as the messages or the people."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    kept = sum(
        row is not None for by in data["cells"].values() for rows in by.values() for row in rows
    )
    assert kept == len(release.cells("external"))


def test_a_hidden_cell_keeps_its_reason_and_no_number(release):
    data = state.explorer_data(release, "internal", WORDS)
    row = data["cells"]["silent_share"]["team_8"][0]
    assert row == [None, None, None, 0, 2, "too_few_people"]


def test_periods_are_the_months_in_order(data):
    assert data["periods"] == MONTHS


def test_nothing_is_as_long_as_the_messages(data):
    def lists(part):
        if isinstance(part, dict):
            return [found for each in part.values() for found in lists(each)]
        if isinstance(part, list | tuple):
            return [len(part), *(found for each in part for found in lists(each))]
        return []

    assert max(lists(data)) <= 24


def test_a_headline_has_a_yardstick_or_opens_its_kind(data):
    headlines = [measure["id"] for measure in data["measures"] if measure["headline"]]
    assert headlines[:3] == ["reply_share", "answered_1h", "answered_24h"]
    assert "leader_share" not in headlines


def test_the_reader_first_sees_what_is_at_risk(data):
    assert state.first_selection(data, "2026-03") == {
        "measure": "answered_24h",
        "group": "all",
        "period": "2026-03",
    }


@given(st.floats(0, 1))
def test_a_cut_number_still_rounds_as_it_did(share):
    cut = state._short(share)
    for digits in (2, 3):
        step = Decimal(1).scaleb(-digits)
        as_it_was = Decimal(str(share)).quantize(step, ROUND_HALF_UP)
        assert Decimal(str(cut)).quantize(step, ROUND_HALF_UP) == as_it_was


def test_the_widget_is_given_every_word_it_says():
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.js"))
    said = set(re.findall(r"words\.ui\.(\w+)", sources)) | {"account", "people", "team"}
    assert said == set(state.SAID.split())


def test_a_measure_without_words_is_a_mistake_that_is_seen(release):
    whole = [cell for cell in release.facts.cells if cell.group == cell.period == "all"]
    assert all(isinstance(cell.measure, Measure) for cell in whole)
    words = state.explorer_words(WORDS, [cell.measure.id for cell in whole])
    assert set(words["measure"]) == {cell.measure.id for cell in whole}


def test_a_release_without_numbers_has_nothing_to_explore(release):
    empty = Release(
        facts=Facts(about=release.facts.about, sources=(), groups=(), cells=()),
        verdicts=Verdicts(findings=(), recommendations=()),
    )
    assert state.explorer_data(empty, "internal", WORDS)["measures"] == []
