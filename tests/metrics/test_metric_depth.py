"""M4, told as conversations."""

import pytest

from tests.talk import ask, talk
from toolkit.metrics.depth import depth

LONG = """
    q1 public:ana d1 09:00
    a1 brand:acme d1 10:00 > q1
    a2 brand:acme d1 10:30 > a1
    q2 public:ana d1 11:00 > a2
    q3 public:ana d1 12:00 > q2
    a3 brand:acme d1 13:00 > q3
"""
SHORT = "q9 public:cem d2 09:00\na9 brand:acme d2 10:00 > q9\nq8 public:cem d2 10:01 > q9"


def test_a_long_conversation_and_a_short_one_have_three_turns_and_a_half_on_average() -> None:
    found = ask(depth, talk(f"{LONG}\n{SHORT}"))
    assert (found["conversation_depth"].value, found["conversation_depth"].n) == (3.5, 2)
    assert found["conversation_depth_median"].value == 3.5
    assert found["conversation_depth"].evidence == ("q1", "q9")


def test_posts_that_nobody_takes_up_are_no_dialogue_and_no_conversation() -> None:
    monologue = "p1 brand:acme d3 09:00\np2 brand:acme d3 10:00 > p1\np3 brand:acme d4 09:00"
    found = ask(depth, talk(f"{LONG}\n{monologue}"))
    assert (found["pop_share"].value, found["pop_share"].n) == (pytest.approx(1 / 3), 3)
    assert found["pop_share"].evidence == ("q1",)
    assert found["conversation_depth"].n == 1


def test_questions_that_we_leave_do_not_count_among_conversations_in_which_we_speak() -> None:
    found = ask(depth, talk(f"{LONG}\nq7 public:leo d5 09:00"))
    assert found["pop_share"].n == 1


def test_who_speaks_last_has_the_last_word() -> None:
    found = ask(depth, talk(f"{LONG}\n{SHORT}"))["last_word_share"]
    assert (found.value, found.n, found.evidence) == (0.5, 2, ("q9",))


def test_no_exchange_is_no_depth_of_zero() -> None:
    found = ask(depth, talk("p1 brand:acme d1 09:00\nq1 public:ana d1 10:00"))
    assert found["conversation_depth"].reason == "no_exchange"
    assert found["last_word_share"].reason == "no_exchange"
    assert found["pop_share"].value == 0


def test_without_the_publics_half_nobody_knows_whether_it_came_back() -> None:
    found = ask(depth, talk("p1 brand:acme d1 09:00"))
    assert {measure.reason for measure in found.values()} == {"no_inbound"}


def test_a_conversation_is_of_the_month_in_which_it_began() -> None:
    company = talk("""
        q1 public:ana d26 09:00
        a1 brand:acme d28 10:00 > q1
        q2 public:ana d29 11:00 > a1
    """)
    january = ask(depth, company, months=(202601, 202601))
    assert january["conversation_depth"].value == 3
    february = ask(depth, company, months=(202602, 202602))
    assert {measure.reason for measure in february.values()} == {"no_outbound"}
