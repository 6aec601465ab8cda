"""M23: where people write inside, whether questions are answered there, and newcomers."""

from typing import Any

import pytest

from tests.talk import Tables, ask, calendar, empty, moment, table
from toolkit.metrics.newcomers import newcomers
from toolkit.metrics.open_questions import open_questions
from toolkit.metrics.places import places

ROOMS = [
    {"channel_id": "hall", "kind": "open", "members_n": 40, "is_announcement_only": False},
    {"channel_id": "news", "kind": "open", "members_n": 60, "is_announcement_only": True},
    {"channel_id": "den", "kind": "private", "members_n": 4, "is_announcement_only": False},
    {"channel_id": "odd", "kind": None},
]
TEAMS = {"ana": "sales", "bob": "sales", "cleo": "studio", "dan": "studio"}


def company(*said: str, teams: dict[str, str] = TEAMS) -> Tables:
    """Return what was said inside: key, who, day, time, where (a room or @somebody), words.

    ``>key`` among the words says what it answers.
    """
    rows, messages = [], []
    for line in said:
        key, who, day, clock, where, *words = line.split()
        when = moment(int(day[1:]), clock)
        answered = next((word[1:] for word in words if word.startswith(">")), None)
        row: dict[str, Any] = {"interaction_id": key, "message_id": key, "src": who}
        row |= {"ts_utc": when, **calendar(when), "reply_to": answered}
        row |= (
            {"dst": where[1:], "channel_kind": "dm"}
            if where.startswith("@")
            else {"channel_id": where, "channel_kind": "channel"}
        )
        rows.append(row)
        text = " ".join(word for word in words if not word.startswith(">"))
        messages.append({"message_id": key, "scope": "internal", "text": text or None})
    people = [{"person_id": who, "team": team} for who, team in teams.items()]
    return empty() | {
        "interactions": table("interactions", rows),
        "messages": table("messages", messages),
        "channels": table("channels", ROOMS),
        "people": table("people", people),
    }


def test_open_rooms_against_messages_apart() -> None:
    """Of five messages in known places two are open; what lies in an unknown room says nothing."""
    found = ask(
        places,
        company(
            *("m1 ana d1 09:00 hall", "m2 cleo d1 09:05 hall", "m3 ana d1 10:00 @bob"),
            *("m4 bob d1 10:05 @ana", "m5 bob d1 11:00 den", "m6 dan d1 12:00 odd"),
        ),
    )
    assert (found["open_room_share"].value, found["open_room_share"].n) == (0.4, 5)
    assert found["direct_share"].value == 0.4
    assert found["open_room_share"].people == 3


def test_rooms_that_only_announce_and_rooms_that_join_teams() -> None:
    found = ask(
        places,
        company(
            *("m1 ana d1 09:00 hall", "m2 cleo d1 09:05 hall", "m3 dan d1 10:00 news"),
            *("m4 ana d1 11:00 den", "m5 bob d1 11:05 den"),
        ),
    )
    assert (found["announcement_rooms_share"].value, found["announcement_rooms_share"].n) == (
        pytest.approx(1 / 3),
        3,
    )
    joined = found["cross_team_rooms_share"]  # one alone in a room neither joins nor parts teams
    assert (joined.value, joined.n) == (0.5, 2)
    assert found["room_members_median"].value == 50


def test_one_team_alone_cannot_be_asked_whether_it_meets_others() -> None:
    said = ("m1 ana d1 09:00 hall", "m2 bob d1 09:05 hall", "m3 cleo d1 09:06 hall")
    alone = company(*said, teams={"ana": "sales", "bob": "sales"})
    assert ask(places, alone)["cross_team_rooms_share"].reason == "one_team"


END = "z dan d20 09:00 @ana"


@pytest.mark.parametrize(
    ("answer", "unanswered"),
    [
        ("a bob d3 08:00 hall >q", 0),  # within three days
        ("a bob d9 08:00 hall >q", 1),  # after a week
        ("a ana d2 08:00 hall >q", 1),  # to oneself
        ("a bob d1 09:50 hall", 0),  # in the room, within the hour
        ("a bob d1 10:50 hall", 1),  # in the room, about something else by then
        ("a bob d1 09:50 den", 1),
    ],
)
def test_who_answers_a_question_asked_before_everybody(answer: str, unanswered: int) -> None:
    tables = company("q ana d1 09:00 hall Who has the key?", answer, END)
    found = ask(open_questions, tables)["open_question_unanswered"]
    assert (found.value, found.n) == (unanswered, 1)


@pytest.mark.parametrize(
    "line",
    [
        "q ana d1 09:00 hall See x.example/?page=2",  # an address asks nothing
        "q ana d1 09:00 den Who has the key?",  # not before everybody
        "q ana d1 09:00 hall >z0 Which one?",  # within an exchange
        "q ana d19 09:00 hall Who has the key?",  # too late to tell
    ],
)
def test_what_is_no_question_to_all(line: str) -> None:
    found = ask(open_questions, company(line, END))["open_question_unanswered"]
    assert found.reason == "no_question"


def test_french_sets_a_space_before_its_question_mark() -> None:
    tables = company("q ana d1 09:00 hall Qui\u00a0vient\u00a0? Merci", END)
    assert ask(open_questions, tables)["open_question_unanswered"].value == 1


def test_several_lines_in_a_row_are_one_question_for_the_room() -> None:
    lines = ("q ana d1 09:00 hall Who?", "q2 ana d1 09:01 hall Please", "a bob d1 09:30 hall Me")
    assert ask(open_questions, company(*lines, END))["open_question_unanswered"].value == 0


FIRST = "m0 ana d1 09:00 hall"


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("a ana d41 08:00 hall >n", 1),
        ("a ana d41 08:00 @dan", 1),
        ("a ana d40 09:30 hall", 1),
        ("a ana d40 12:00 hall", 0),
        ("a dan d40 09:30 hall", 0),
        ("a ana d49 08:00 @dan", 0),  # nine days later
    ],
)
def test_the_first_word_of_somebody_new(answer: str, share: int) -> None:
    tables = company(FIRST, "n dan d40 09:00 hall", answer, "z ana d60 09:00 @bob")
    found = ask(newcomers, tables)["newcomer_answered_72h"]
    assert (found.value, found.n, found.people) == (share, 1, 1)


def test_how_long_a_newcomer_waits() -> None:
    tables = company(FIRST, "n dan d40 09:00 hall", "a ana d41 09:00 @dan", "z ana d60 09:00 @bob")
    assert ask(newcomers, tables)["newcomer_wait_median"].value == 86_400


def test_who_was_there_from_the_start_is_not_new() -> None:
    tables = company(FIRST, "m1 dan d9 09:00 hall", "z ana d60 09:00 @bob")
    assert {one.reason for one in ask(newcomers, tables).values()} == {"nobody_new"}


def test_a_newcomer_of_a_month_is_answered_in_the_next() -> None:
    tables = company(
        FIRST, "n dan d57 09:00 hall", "a ana d59 08:00 hall >n", "z ana d90 09:00 @bob"
    )
    found = ask(newcomers, tables, months=(202603, 202603))["newcomer_answered_72h"]
    assert found.value == 1
    assert ask(newcomers, tables, months=(202604, 202604))["newcomer_answered_72h"].value is None
