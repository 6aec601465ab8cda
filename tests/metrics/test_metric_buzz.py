"""M5: what posts get, told as conversations and counters."""

from typing import Any

import pytest

from tests.talk import Tables, ask, moment, table, talk
from toolkit.metrics.buzz import buzz

FIVE = "\n".join(f"p{n} brand:acme d1 0{n}:00" for n in range(5))


def counted(text: str, **counters: list[Any]) -> Tables:
    """Return posts and, post by post, what was counted of each three weeks later."""
    company = talk(text)
    columns = {"captured_at": [moment(22, "00:00")] * 99, **counters}
    rows = [
        {"message_id": f"p{n}", **{name: values[n] for name, values in columns.items()}}
        for n in range(len(next(iter(counters.values()))))
    ]
    return company | {"message_metrics": table("message_metrics", rows)}


def test_twenty_five_comments_on_five_posts_are_five_a_post() -> None:
    # Kaushik (2011): conversation rate = comments per post.
    found = ask(buzz, counted(FIVE, comments=[25, 0, 0, 0, 0], likes=[1, 1, 1, 1, 1]))
    assert (found["conversation_rate"].value, found["conversation_rate"].n) == (5.0, 5)
    assert found["conversation_median"].value == 0
    assert found["conversation_zero_share"].value == 0.8
    assert found["conversation_rate"].evidence[0] == "p0"
    assert found["conversation_zero_share"].evidence == ("p1", "p2", "p3", "p4")
    assert found["applause_rate"].value == 1


def test_what_the_platform_does_not_count_is_not_zero() -> None:
    found = ask(buzz, counted(FIVE, comments=[25, 0, 0, 0, 0]))
    names = [f"amplification_{one}" for one in ("rate", "median", "zero_share", "per_1000")]
    assert {found[name].reason for name in names} == {"no_counter"}


def test_posts_whose_counter_is_missing_are_left_out() -> None:
    found = ask(buzz, counted(FIVE, comments=[4, 2, None, None, None]))["conversation_rate"]
    assert (found.value, found.n) == (3, 2)


def test_our_own_comments_are_no_conversation() -> None:
    talked = f"{FIVE}\nq1 public:ana d2 09:00 > p0\na1 brand:acme d2 10:00 > q1 #p0"
    found = ask(buzz, counted(f"{talked}\na2 brand:acme d2 11:00 > p1", comments=[2, 1]))
    assert found["conversation_rate"].value == 0.5


def test_what_we_wrote_is_never_taken_off_below_nothing() -> None:
    found = ask(buzz, counted(f"{FIVE}\na2 brand:acme d2 11:00 > p1", comments=[0, 0]))
    assert found["conversation_rate"].value == 0


def test_counters_that_still_rise_are_not_read() -> None:
    early = counted(FIVE, comments=[25, 0], captured_at=[moment(7, "00:00")] * 2)
    assert ask(buzz, early)["conversation_rate"].reason == "still_growing"


def test_of_several_captures_the_last_that_has_the_counter_counts() -> None:
    company = talk(FIVE)
    rows: list[dict[str, Any]] = [
        {"message_id": "p0", "captured_at": moment(3, "00:00"), "comments": 1, "shares": 1},
        {"message_id": "p0", "captured_at": moment(10, "00:00"), "comments": 2, "shares": 2},
        {"message_id": "p0", "captured_at": moment(20, "00:00"), "comments": 7},
    ]
    found = ask(buzz, company | {"message_metrics": table("message_metrics", rows)})
    assert found["conversation_rate"].value == 7
    assert found["amplification_rate"].value == 2


def test_without_a_date_counters_are_as_old_as_the_last_message() -> None:
    company = counted(FIVE, comments=[4], captured_at=[None])
    assert ask(buzz, company)["conversation_rate"].reason == "still_growing"
    later = counted(f"{FIVE}\nq1 public:ana d9 09:00", comments=[4], captured_at=[None])
    assert ask(buzz, later)["conversation_rate"].value == 4


def test_advertisements_answers_and_reshares_are_no_posts() -> None:
    posts = "p0 brand:acme d1 09:00 paid\np1 brand:acme d1 09:00 reshare\np2 brand:acme d1 09:00"
    found = ask(buzz, counted(posts, likes=[900, 800, 3]))["applause_rate"]
    assert (found.value, found.n) == (3, 1)


def test_a_rate_per_thousand_followers_is_the_mean_of_each_posts() -> None:
    found = ask(buzz, counted(FIVE, likes=[1, 8], followers_at_post=[1000, 4000]))
    assert found["applause_per_1000"].value == pytest.approx(1.5)


def test_followers_are_read_off_the_line_between_two_days() -> None:
    company = counted("p0 brand:acme d3 00:00", likes=[3])
    days = [(1, 100), (3, 300)]
    rows = [
        {"account_id": "acme", "day": moment(day, "00:00").date(), "followers": many}
        for day, many in days
    ]
    company |= {"account_metrics": table("account_metrics", rows)}
    assert ask(buzz, company)["applause_per_1000"].value == pytest.approx(1000 * 3 / 200)


def test_followers_are_not_guessed_before_the_first_day_nor_after_the_last() -> None:
    company = counted("p0 brand:acme d9 00:00", likes=[3], captured_at=[moment(30, "00:00")])
    row = {"account_id": "acme", "day": moment(3, "00:00").date(), "followers": 10}
    company |= {"account_metrics": table("account_metrics", [row])}
    assert ask(buzz, company)["applause_per_1000"].reason == "no_followers"


def test_no_post_is_no_zero() -> None:
    found = ask(buzz, talk("q1 public:ana d1 09:00"))
    assert {measure.reason for measure in found.values()} == {"no_outbound"}
    assert {one.reason for one in ask(buzz, talk("")).values()} == {"no_messages"}


def test_a_month_keeps_its_posts_whatever_they_got_later() -> None:
    company = counted("p0 brand:acme d1 09:00\np1 brand:acme d30 09:00", likes=[5, 9])
    assert ask(buzz, company, months=(202601, 202601))["applause_rate"].value == 5
    assert ask(buzz, company, months=(202602, 202602))["applause_rate"].reason == "still_growing"
