"""Advice as the client reads it: reasons, dates, arithmetic, guard, and how firm it is."""

import re
from dataclasses import replace

import pytest

from tests.views.sample import sample
from toolkit.cards import Card, plain
from toolkit.release import Release, Verdicts
from toolkit.results import Before, Guard, Peers, Recommendation
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages

each_language = pytest.mark.parametrize("language", languages())


def shown(*advice: Recommendation, language: str = "en", stable: float = 1.0) -> Card:
    release = sample()
    kept = advice or release.verdicts.recommendations
    verdicts = replace(release.verdicts, recommendations=kept, stable=stable)
    return Viewer(replace(release, verdicts=verdicts), Words(language)).recommendations()


def said(card: Card, role: str) -> str:
    return " ".join(next(fact.said for fact in card.facts if fact.role == role))


def first() -> Recommendation:
    return sample().verdicts.recommendations[0]


def test_only_a_or_b_is_recommended_the_rest_is_to_be_tried() -> None:
    said_of = {grade: shown(replace(first(), grade=grade)).items[0].notes for grade in "ABCD"}
    assert said_of["A"] == said_of["B"] == ("We recommend",)
    assert said_of["C"] == said_of["D"] == ("We suggest, to be tried",)


def test_the_first_step_and_the_next_measure_have_their_days() -> None:
    card = shown().items[0]
    assert said(card, "first_step").startswith("By 17 August 2026: ")
    assert "on 2 November 2026" in said(card, "kpi")


def test_without_a_date_the_first_step_and_the_next_measure_count_from_the_start() -> None:
    card = shown(replace(first(), first_step_by="", measured_on="")).items[0]
    assert said(card, "first_step").startswith("Within 14 days: ")
    assert "after 13 weeks" in said(card, "kpi")


def test_the_target_shows_its_arithmetic() -> None:
    assert re.search(r"from \d+% to \d+%.*half of the way to \d+%", said(shown().items[0], "kpi"))


def test_a_reason_has_its_interval() -> None:
    assert "(Interval: " in said(shown().items[0], "why")


def test_a_guard_says_what_the_measure_is_today_or_that_nobody_knows() -> None:
    known = said(shown().items[0], "guard")
    assert "Must not get worse: " in known
    assert "(today 20%)" in known
    unknown = replace(first(), guards=(Guard(measure="pop_share", baseline=None),))
    assert "not measured yet" in said(shown(unknown).items[0], "guard")


def test_who_carries_it_hears_what_it_costs_and_what_must_be_there_first() -> None:
    owner = said(shown().items[0], "owner")
    assert "From 2 to 4 days" in owner
    assert "paid time" in owner
    hard = replace(first(), action=replace(first().action, reversible=False))
    assert "no easy way back" in said(shown(hard).items[0], "owner")


def test_tools_come_by_family_with_a_short_list_and_why() -> None:
    told = said(shown().items[0], "tools")
    assert "(no software)" in told
    assert told.endswith("Chatwoot")


def test_the_place_has_its_range_or_is_firm() -> None:
    assert "Between place 1 and place 2" in said(shown().items[0], "confidence")
    assert "Keeps place 1" in said(shown(replace(first(), ranks=(1, 1))).items[0], "confidence")


def test_what_it_replaces_stays_traceable() -> None:
    card = shown(replace(first(), silenced=("answer_the_questions",))).items[0]
    assert "Answer the questions first" in said(card, "confidence")


def test_at_most_seven_are_shown_in_full_and_none_is_lost() -> None:
    rules = (
        "answer_the_public", "train_more_voices", "drop_the_rituals", "open_the_floor_inside",
    )  # fmt: skip
    known = {one.rule: one for one in sample().verdicts.recommendations}
    nine = tuple(known[rules[at % 4]] for at in range(9))
    card = shown(*nine)
    assert [one.kind for one in card.items] == ["recommendation"] * 7 + ["block"]
    assert [one.mark for one in card.items[-1].items] == ["8", "9"]


@each_language
def test_the_picture_names_every_proposal_for_who_cannot_see_it(language: str) -> None:
    card = shown(language=language)
    titles = [one.title for one in card.items]
    assert card.picture is not None
    assert all(title in card.picture.alt for title in titles)
    assert 2_000 < len(card.picture.svg.encode()) < 15_000


def test_one_proposal_needs_no_picture() -> None:
    assert shown(first()).picture is None


def test_fragile_advice_says_so() -> None:
    assert "hold" in shown(stable=0.95).notes[0]
    assert "fragile" in shown(stable=0.6).notes[0]
    assert "60%" in shown(stable=0.6).notes[0]


@each_language
def test_no_blank_is_left_and_no_sentence_comes_twice(language: str) -> None:
    for card in shown(language=language).items:
        lines = plain(card).splitlines()
        assert "{" not in plain(card)
        assert all(line.strip() for line in lines)
        assert len({*lines}) == len(lines)


# ----------------------------------------------------------- before, and beside other clients


def compared(**fields: object) -> Release:
    release = sample()
    findings = tuple(
        replace(one, **fields) if one.measure == "reply_share" else one  # type: ignore[arg-type]
        for one in release.verdicts.findings
    )
    return replace(release, verdicts=replace(release.verdicts, findings=findings))


@pytest.mark.parametrize(
    ("change", "word"),
    [("better", "better"), ("worse", "worse"), ("same", "chance"), ("other", "")],
)
def test_a_number_is_set_beside_that_of_the_audit_before(change: str, word: str) -> None:
    before = Before(value=0.2, last="2025-06-30", change=change)
    view = Viewer(compared(before=before), Words("en"))
    assert "20% at the audit before (up to 30 June 2025)" in plain(view("reply_share"))
    assert word in said(view("reply_share"), "before")
    told = " ".join(view.summary().notes)
    assert ("from 20% to" in told) == (change in ("better", "worse"))


def test_a_number_is_set_beside_those_of_similar_organisations() -> None:
    view = Viewer(compared(peers=Peers(n=6, low=0.1, middle=0.25, high=0.4)), Words("en"))
    assert "Of 6 similar organisations, half lie between 10% and 40%" in plain(view("reply_share"))
    asked = plain(view.question("proximity")) + plain(view.question("answers"))
    assert "6 similar" not in asked or "half lie between" in asked


def test_a_number_without_comparison_says_nothing_of_it() -> None:
    view = Viewer(sample(), Words("en"))
    assert "audit before" not in plain(view("reply_share"))
    assert view.summary().notes == ()


def test_no_advice_says_to_go_on() -> None:
    release = replace(sample(), verdicts=Verdicts(findings=(), recommendations=()))
    assert "in six months" in Viewer(release, Words("en")).recommendations().notes[0]
