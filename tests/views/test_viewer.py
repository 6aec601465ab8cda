"""One call in a notebook, one answer; a slip of the pen says what there is instead."""

from dataclasses import replace

import pytest

from tests.views.sample import sample
from tests.views.test_questions import without
from toolkit.cards import Card
from toolkit.errors import UnknownParameter
from toolkit.results import Measure, Status
from toolkit.views.explorer import Explorer
from toolkit.views.viewer import Viewer
from toolkit.wording import Words


@pytest.fixture(scope="module")
def show():
    return Viewer(sample(), Words("fr"))


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_measure_is_a_question_a_number_and_a_sentence(show):
    card = show("answered_24h")
    assert card.title == Words("fr").say("measure.answered_24h.title")
    assert plain(card.value) == "30 %"
    assert plain(card.lead).startswith("30 % des personnes")
    assert card.level == "risk"


def test_a_month_has_its_number_and_no_verdict():
    card = Viewer(sample(), Words("fr"), "2026-03")("answered_24h")
    assert card.value != Viewer(sample(), Words("fr"))("answered_24h").value
    assert card.level == ""


def test_an_unknown_month_lists_those_there_are():
    with pytest.raises(UnknownParameter, match="all, 2025-07, 2025-08"):
        Viewer(sample(), Words("fr"), "1999-01")


def test_an_unknown_measure_lists_those_there_are(show):
    with pytest.raises(UnknownParameter, match="answered_1h"):
        show("reply_rate")


def test_an_unknown_scope_lists_those_there_are(show):
    with pytest.raises(UnknownParameter, match="external, internal"):
        show.explorer("sideways")


def test_the_explorer_opens_on_the_month_that_was_asked():
    explorer = Viewer(sample(), Words("fr"), "2026-03").explorer("internal")
    assert isinstance(explorer, Explorer)
    assert explorer.selection["period"] == "2026-03"


def test_the_summary_counts_no_measure_that_only_describes(show):
    risks, strengths, unknowns, begin = show.summary().items
    assert [len(block.items) for block in (risks, strengths, unknowns)] == [8, 1, 4]
    assert [advice.mark for advice in begin.items] == ["1", "2", "3"]


def test_the_summary_leaves_out_what_has_no_number():
    bare = without(sample(), "reply_share")
    judged = [
        replace(one, value=None, interval=None) if one.measure == "reply_share" else one
        for one in bare.verdicts.findings
    ]
    verdicts = replace(bare.verdicts, findings=tuple(judged))
    _, _, unknowns, _ = Viewer(replace(bare, verdicts=verdicts), Words("fr")).summary().items
    assert len(unknowns.items) == 3


def test_advice_says_why_what_who_and_when_to_stop(show):
    advice = show.recommendations().items[0]
    assert [fact.role for fact in advice.facts] == [
        "why", "action", "cause", "owner", "first_step", "kpi", "guard", "stop", "tools",
        "confidence", "proposed", "evidence"
    ]  # fmt: skip
    assert [fact.role for fact in advice.facts if not fact.said] == ["proposed"]


def test_sources_count_what_was_left_behind(show):
    platform, _, read, ignored, unknown, rejected, *_ = show.sources().table.rows[0]
    assert (platform, read, ignored, unknown, rejected) == ("X (Twitter)", "6", "41", "2", "3")


def test_a_simulated_organisation_is_said_to_be_one(show):
    assert any("simulée" in note for note in show.cover().notes)
    assert any("simulée" in note for note in show.method().notes)


def test_the_last_cell_says_the_word_of_this_run(show, monkeypatch):
    monkeypatch.setenv("VIVEVOIX_NONCE", "abc123")
    assert show.done()._repr_mimebundle_() == {"text/plain": "vivevoix:done:abc123"}


def test_a_part_that_may_not_start_says_why_instead_of_showing_empty_boxes():
    release = sample()
    closed = tuple(
        replace(cell, measure=Measure(**shut(cell.measure)))
        for cell in release.cells("internal", group="all", period="all")
    )
    gate = replace(release, facts=replace(release.facts, cells=closed))
    card = Viewer(gate, Words("fr")).explorer("internal")
    assert isinstance(card, Card)
    assert card.notes == (Words("fr").say("reason.legal_gate"),)


def shut(measure):
    kept = {"id": measure.id, "code": measure.code, "unit": measure.unit, "n": 0}
    return {**kept, "status": Status.NOT_COMPUTABLE, "reason": "legal_gate"}
