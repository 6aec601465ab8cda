"""M11: the marks of recited speech."""

from typing import Any

import pytest

from tests.talk import Tables, ask, empty, table, talk
from toolkit.metrics.rituals import rituals


def marked(conversation: str, *marks: tuple[str, str, str], **more: Any) -> Tables:
    """Add marks to a conversation: message, kind, mark."""
    rows = [{"message_id": one, "kind": kind, "mark": mark, **more} for one, kind, mark in marks]
    return talk(conversation) | {"marks": table("marks", rows)}


def weekly(days: list[int], tag: str) -> Tables:
    """Return one post on each of these days, all with the same tag."""
    posts = "\n".join(f"p{day} brand:acme d{day} 10:00" for day in days)
    return marked(posts, *((f"p{day}", "hashtag", tag) for day in days))


FRIDAYS = [5, 12, 19, 26, 33, 40, 47, 54]


def test_eight_fridays_with_a_tag_that_no_list_knows_are_a_ritual() -> None:
    company = weekly(FRIDAYS, "acmetime")
    assert ask(rituals, company, ritual_tags="")["ritual_share"].value == 1


def test_five_fridays_are_not_enough() -> None:
    assert ask(rituals, weekly(FRIDAYS[:5], "acmetime"))["ritual_share"].value == 0


def test_six_fridays_within_five_weeks_are_not_enough() -> None:
    company = weekly(FRIDAYS[:5], "acmetime")
    posts = "\n".join(f"p{day} brand:acme d{day} 10:00" for day in FRIDAYS[:5])
    twice = [*((f"p{day}", "hashtag", "acmetime") for day in FRIDAYS[:5])]
    company = marked(f"{posts}\nx brand:acme d5 11:00", *twice, ("x", "hashtag", "acmetime"))
    assert ask(rituals, company)["ritual_share"].value == 0


@pytest.mark.parametrize(("mondays", "share"), [(2, 1), (3, 0)])
def test_a_ritual_falls_on_its_day_eight_times_in_ten(mondays: int, share: float) -> None:
    others = [15, 22, 29][:mondays]
    company = weekly([*FRIDAYS, *others], "acmetime")
    assert ask(rituals, company, ritual_tags="")["ritual_share"].value == share


def test_a_tag_of_any_day_is_a_subject() -> None:
    assert ask(rituals, weekly([1, 9, 17, 25, 33, 41, 49], "acme"))["ritual_share"].value == 0


def test_one_follow_friday_is_a_ritual_by_name() -> None:
    found = ask(rituals, weekly([3], "ff"))["ritual_share"]
    assert (found.value, found.evidence) == (1, ("p3",))


def test_marks_are_counted_per_post_and_as_often_as_they_are_there() -> None:
    posts = "p1 brand:acme d1 10:00\np2 brand:acme d1 11:00"
    company = marked(posts, ("p1", "emoji", "🙂"), ("p1", "emoji", "🎉"), times=2)
    found = ask(rituals, company)
    assert found["emojis_per_post"].value == 2
    assert found["hashtags_per_post"].value == 0
    assert found["effective_emojis"].value == pytest.approx(2)
    assert found["effective_emojis"].n == 4


def test_marks_of_the_public_and_of_reshared_posts_are_not_ours() -> None:
    company = marked(
        "p1 brand:acme d1 10:00\nx1 brand:acme d1 11:00 reshare\nq1 public:ana d1 12:00",
        ("x1", "link", "example.org"),
        ("q1", "link", "example.org"),
    )
    found = ask(rituals, company)["link_share"]
    assert (found.value, found.n) == (0, 1)


def test_own_links_need_a_known_site() -> None:
    posts = "p1 brand:acme d1 10:00\np2 brand:acme d1 11:00"
    links = (("p1", "link", "acme.example"),)
    assert ask(rituals, marked(posts, *links))["own_link_share"].reason == "no_own_domain"
    assert ask(rituals, marked(posts, *links, is_own=True))["own_link_share"].value == 0.5
    assert ask(rituals, marked(posts, *links, is_own=False))["own_link_share"].value == 0


def test_texts_without_marks_are_plain_and_posts_without_texts_are_unknown() -> None:
    company = talk("p1 brand:acme d1 10:00")
    found = ask(rituals, company)
    assert (found["hashtags_per_post"].value, found["link_share"].value) == (0, 0)
    assert found["effective_emojis"].reason == "no_mark"
    company["messages"] = company["messages"].with_columns(text=None)
    assert {one.reason for one in ask(rituals, company).values()} == {"no_mark"}


def test_silence_is_no_zero() -> None:
    found = ask(rituals, talk("q1 public:ana d1 09:00"))
    assert {measure.reason for measure in found.values()} == {"no_outbound"}
    assert {one.reason for one in ask(rituals, empty()).values()} == {"no_messages"}


def test_a_month_is_too_short_to_learn_a_ritual_from_and_long_enough_to_count_it() -> None:
    company = weekly(FRIDAYS, "acmetime")
    january = ask(rituals, company, months=(202601, 202601))
    assert (january["ritual_share"].value, january["ritual_share"].n) == (1, 4)


def test_smileys_of_other_months_are_not_counted() -> None:
    posts = "p1 brand:acme d1 10:00\np2 brand:acme d40 11:00"
    company = marked(posts, ("p1", "emoji", "🙂"), ("p2", "emoji", "🎉"))
    found = ask(rituals, company, months=(202601, 202601))
    assert (found["effective_emojis"].value, found["emojis_per_post"].value) == (1, 1)
