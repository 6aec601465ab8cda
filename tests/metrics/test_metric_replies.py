"""M1, told as conversations."""

import pytest

from tests.talk import ask, empty, talk
from toolkit.metrics.replies import replies
from toolkit.results import Status


def test_a_reply_to_a_person_is_dialogue_and_a_slogan_is_not() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        p1 brand:acme d1 11:00
        p2 brand:acme d1 12:00
        p3 person:bob d1 12:00
    """)
    share = ask(replies, company)["reply_share"]
    assert (share.value, share.n, share.people, share.evidence) == (0.25, 4, 2, ("a1",))


def test_replies_to_oneself_and_among_colleagues_are_not_dialogue() -> None:
    company = talk("""
        p1 brand:acme d1 09:00
        p2 brand:acme d1 10:00 > p1
        p3 person:bob d1 11:00 > p1
        p4 person:bob d1 12:00 > lost @acme
    """)
    assert ask(replies, company)["reply_share"].value == 0


def test_an_addressee_we_cannot_see_is_the_public() -> None:
    company = talk("""
        a1 brand:acme d1 10:00 > lost
        a2 brand:acme d1 10:00 > gone @somebody
    """)
    assert ask(replies, company)["reply_share"].value == 1


def test_robots_paid_posts_and_system_lines_are_left_out() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        r1 robot:rob d1 10:00
        p1 brand:acme d1 10:00 paid
        s1 brand:acme d1 10:00 system
    """)
    assert ask(replies, company)["reply_share"].n == 1


def test_sixty_one_of_ninety_three() -> None:
    """Rybalko and Seltzer (2010): 61 of 93 profiles answered somebody."""
    lines = [f"a{i} brand:acme d1 10:00 > q{i}" for i in range(61)]
    lines += [f"p{i} brand:acme d1 10:00" for i in range(32)]
    share = ask(replies, talk("\n".join(lines)))["reply_share"]
    assert share.value == pytest.approx(0.656, abs=5e-4)
    assert share.status is Status.OK


def test_forty_messages_are_enough_and_thirty_nine_are_few() -> None:
    lines = [f"p{i} brand:acme d1 10:00" for i in range(39)]
    assert ask(replies, talk("\n".join(lines)))["reply_share"].status is Status.FEW
    lines.append("p39 brand:acme d1 10:00")
    assert ask(replies, talk("\n".join(lines)))["reply_share"].status is Status.OK


def test_an_organisation_that_says_nothing_has_no_reply_share() -> None:
    assert ask(replies, talk("q1 public:ana d1 09:00"))["reply_share"].reason == "no_outbound"
    assert ask(replies, empty())["reply_share"].reason == "no_messages"


def test_whom_a_reply_names_says_more_than_whose_thread_it_is_in() -> None:
    company = talk("""
        p1 brand:acme d1 09:00
        a1 brand:acme d1 10:00 > p1 @ana
    """)
    assert ask(replies, company)["reply_share"].value == 0.5


def test_a_thread_of_ones_own_begun_last_month_is_still_ones_own() -> None:
    company = talk("""
        p1 brand:acme d20 09:00
        p2 brand:acme d30 10:00 > p1
        q1 public:ana d30 10:00
        a1 brand:acme d30 11:00 > q1
    """)
    february = ask(replies, company, months=(202602, 202602))["reply_share"]
    assert (february.value, february.n) == (0.5, 2)
    assert ask(replies, company, months=(202604, 202604))["reply_share"].reason == "no_outbound"
