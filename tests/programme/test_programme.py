"""The voices programme: volunteers, hours, situations of this client, and what stops it."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.views.sample import sample
from toolkit import programme
from toolkit.advice import ACTIONS, read_actions
from toolkit.cards import plain
from toolkit.errors import TemplateError
from toolkit.judge import YARDSTICKS, read_yardsticks
from toolkit.programme import Programme, plan, read_training
from toolkit.release import Release, with_decisions
from toolkit.results import Decision, Finding, Level, Recommendation, Status
from toolkit.views.programme import programme as shown
from toolkit.wording import Words, languages, templates_folder

TRAINING = read_training(templates_folder() / programme.TRAINING)
each_language = pytest.mark.parametrize("language", languages())
START = "2026-03-02"  # a Monday


def finding(measure: str, level: Level = Level.RISK, scope: str = "external") -> Finding:
    return Finding(
        measure=measure, scope=scope, level=level, value=0.2, interval=(0.1, 0.3), n=100,
        status=Status.OK, yardstick=None,
    )  # fmt: skip


def advised(rule: str) -> Recommendation:
    return replace(sample().verdicts.recommendations[0], rule=rule)


def release(
    *found: Finding, rules: tuple[str, ...] = (), headcount: int | None = None, begins: str = START
) -> Release:
    given = sample()
    verdicts = replace(
        given.verdicts, findings=found, recommendations=tuple(map(advised, rules)), begins=begins
    )
    facts = replace(given.facts, about=replace(given.facts.about, headcount=headcount))
    return replace(given, facts=facts, verdicts=verdicts)


def made(*found: Finding, **said: object) -> Programme:
    return plan(release(*found, **said), TRAINING)  # type: ignore[arg-type]


# ----------------------------------------------------------------------------- what stops it


def test_where_nobody_answers_inside_that_is_mended_first() -> None:
    first = made(rules=("let_bosses_answer", "train_more_voices"))
    assert first.stopped_by == ("let_bosses_answer",)
    assert first.waits == 13
    assert first.sessions[0].day == dt.date(2026, 3, 2) + dt.timedelta(weeks=13)


def test_where_people_are_answered_it_begins_at_once() -> None:
    at_once = made(rules=("train_more_voices",))
    assert (at_once.stopped_by, at_once.waits) == ((), 0)
    assert at_once.sessions[0].day == dt.date(2026, 3, 2)


def test_what_the_consultant_rejected_stops_nothing() -> None:
    given = release(rules=("let_bosses_answer",))
    rejected = (Decision(rule="let_bosses_answer", choice="rejected", on="2026-01-02"),)
    assert plan(with_decisions(given, rejected), TRAINING).stopped_by == ()


def test_what_stops_it_is_said_in_the_words_of_the_consultant() -> None:
    texts = {"en": {"title": "Let each head write back"}}
    reworded = Decision(rule="let_bosses_answer", choice="reworded", on="2026-01-02", texts=texts)
    given = with_decisions(release(rules=("let_bosses_answer",)), (reworded,))
    assert plain(shown(given, Words("en"))).count("Let each head write back") == 2


def test_what_nobody_knows_of_the_inside_is_said() -> None:
    assert made(finding("reply_share")).unseen
    assert not made(finding("silent_share", scope="internal")).unseen
    assert "ask before" in plain(shown(release(), Words("en")))


def test_what_stops_the_programme_comes_before_the_training_of_voices() -> None:
    actions = read_actions(templates_folder() / ACTIONS)
    assert {*TRAINING.stop.advice} <= {*actions["train_more_voices"].after}


# -------------------------------------------------------------------------------- calendar


def test_each_group_takes_twelve_weeks_and_the_second_begins_four_weeks_later() -> None:
    weeks = {group: [one.week for one in made().sessions if one.group == group] for group in (1, 2)}
    assert (min(weeks[1]), max(weeks[1])) == (1, 12)
    assert (min(weeks[2]), max(weeks[2])) == (5, 16)


def test_every_session_is_on_a_monday() -> None:
    assert {one.day.weekday() for one in made(begins="2026-03-05").sessions if one.day} == {0}


def test_what_is_not_for_volunteers_is_held_once() -> None:
    once = [one.module for one in made().sessions if "employees" not in one.who]
    assert len(once) == len({*once}) == 3


def test_without_a_day_the_calendar_counts_weeks() -> None:
    undated = made(begins="")
    assert {one.day for one in undated.sessions} == {None}
    for language in languages():
        assert b"BEGIN:VEVENT" not in programme.diary(undated, Words(language), client="c")
        assert "{" not in plain(shown(release(begins=""), Words(language)))


def test_a_volunteer_has_fourteen_and_a_half_paid_hours() -> None:
    # 1.5 + 2 + 3 + 3 + 2, and six times half an hour among peers
    assert made().hours["employees"] == 14.5


@each_language
def test_the_calendar_opens_in_any_diary_and_is_the_same_each_time(language: str) -> None:
    one = made(finding("reply_share"))
    text = programme.diary(one, Words(language), client="acme")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(one.sessions) + 2  # and two days on which to measure again
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert text == programme.diary(one, Words(language), client="acme")


# ------------------------------------------------------------------- volunteers and situations


@pytest.mark.parametrize(("people", "wanted"), [(None, 3), (4, 3), (100, 4), (400, 10), (9000, 12)])
def test_volunteers_are_two_and_one_for_each_fifty_within_bounds(
    people: int | None, wanted: int
) -> None:
    assert made(headcount=people).wanted == wanted


def test_only_teams_that_may_be_shown_are_asked_and_nobody_is_named() -> None:
    teams = {one.label for one in sample().facts.groups if one.kind == "team"}
    assert {*made().teams} <= teams


def situations(*found: Finding) -> set[str]:
    return {one.situation for one in made(*found).exercises}


def test_situations_are_those_of_the_client() -> None:
    everybody = situations()
    assert everybody == {"secret", "anger", "harassed", "sorting"}
    assert situations(finding("near_duplicate_share")) - everybody == {"copied"}
    assert situations(finding("near_duplicate_share", Level.STRENGTH)) == everybody
    assert situations(finding("upward_answered_72h", scope="internal")) - everybody == {"upward"}


def test_the_test_has_ten_situations_and_those_of_the_client_come_first() -> None:
    own = made(finding("near_duplicate_share"))
    assert len({*own.tested}) == len(own.tested) == 10
    assert {*own.tested[: len(own.exercises)]} == {one.situation for one in own.exercises}


def test_every_situation_can_be_called_for_by_a_measure_that_is_judged() -> None:
    judged = {*read_yardsticks(templates_folder() / YARDSTICKS)}
    wanted = {one for each in TRAINING.situation.values() for one in each.measures}
    assert wanted <= judged
    assert {*TRAINING.proof.measures} <= judged | {"after_hours_answers_share"}


def test_what_is_looked_at_again_has_its_value_of_today_and_two_days() -> None:
    ((found, days),) = made(finding("reply_share")).proof
    assert found.value == 0.2
    assert days == (dt.date(2026, 6, 1), dt.date(2026, 8, 31))


# --------------------------------------------------------------------------- workbook and page


@each_language
def test_the_workbook_has_every_part_and_an_empty_register(language: str) -> None:
    one = made(finding("reply_share"), rules=("let_bosses_answer",), headcount=60)
    content = programme.workbook(one, Words(language))
    assert content == programme.workbook(one, Words(language))
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sizes = {name: len(read.get_sheet_by_name(name).to_python()) - 1 for name in read.sheet_names}
    assert len(sizes) == 9
    *parts, register = sizes.values()
    assert all(size > 0 for size in parts)
    assert register == 0


@each_language
def test_the_page_says_every_part_without_a_blank_or_a_doubled_line(language: str) -> None:
    found = [finding(name) for each in TRAINING.situation.values() for name in each.measures]
    card = shown(release(*found, rules=("let_bosses_answer",), headcount=60), Words(language))
    assert len(card.items) == 7
    text = plain(card)
    assert "{" not in text
    for part in card.items:
        assert part.table is not None
        assert len({*part.table.rows}) == len(part.table.rows)
        assert all(row[0].strip() and any(row[1:]) for row in part.table.rows)


@each_language
def test_all_that_the_training_names_has_words(language: str) -> None:
    words = Words(language)
    wanted = [f"programme.module.{one}.{part}" for one in TRAINING.module
              for part in ("title", "goal", "content")]  # fmt: skip
    wanted += [f"programme.situation.{one}" for one in TRAINING.situation]
    wanted += [f"programme.task.{one}" for one in TRAINING.task]
    wanted += [f"rule.{one}.title" for one in TRAINING.stop.advice]
    assert [key for key in wanted if not words.has(key)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [('module = "listening"', 'module = "singing"', "singing"),
     ("hours = 1.5", "hours = 0", "why"),
     ('managers = "A"\nhuman_resources = "R"', 'human_resources = "R"', "time"),
     ("[stop]", "[stopped]", "stop")],
)  # fmt: skip
def test_a_training_that_does_not_hold_together_is_refused_by_name(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (templates_folder() / programme.TRAINING).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "training.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        read_training(tmp_path / "training.toml")


@pytest.mark.parametrize("document", ["charter", "consent"])
@each_language
def test_charter_and_consent_leave_the_way_out_open(document: str, language: str) -> None:
    path = templates_folder() / "client" / f"{document}.{language}.md"
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert "{name}" in text
    assert ("refus" in text) if language == "fr" else ("refuse" in text)
    assert ("payé" in text) if language == "fr" else ("paid" in text)
