"""M10: near-duplicates among what the organisation writes."""

import pytest

from tests.talk import Tables, ask, empty, table, talk
from toolkit.metrics.repetition import repetition

FOUR = """
    p1 brand:acme d1 10:00
    p2 brand:acme d2 10:00
    p3 brand:acme d3 10:00
    p4 person:bob d4 10:00
"""


def read(conversation: str, **groups: str | None) -> Tables:
    """Add to a conversation what the import read: the group of each message's text."""
    rows = [{"message_id": one, "template_8": name} for one, name in groups.items()]
    return talk(conversation) | {"cues": table("cues", rows)}


def test_two_of_four_alike_are_half() -> None:
    found = ask(repetition, read(FOUR, p1="x", p2=None, p3="x", p4=None))
    share = found["near_duplicate_share"]
    assert (share.value, share.n, share.people) == (0.5, 4, 2)
    assert share.evidence == ("p1", "p3")
    assert found["top_template_share"].value == 0.5


def test_the_largest_group_is_the_template_most_used() -> None:
    posts = "\n".join(f"p{n} brand:acme d{n} 10:00" for n in range(1, 7))
    found = ask(repetition, read(posts, p1="x", p2="x", p3="y", p4="y", p5="y", p6=None))
    assert found["near_duplicate_share"].value == pytest.approx(5 / 6)
    assert found["top_template_share"].value == 0.5
    assert found["top_template_share"].evidence == ("p3", "p4", "p5")


def test_a_copy_whose_model_is_of_another_period_stands_alone() -> None:
    found = ask(repetition, read(FOUR, p1="x", p2=None, p3=None, p4=None))
    assert (found["near_duplicate_share"].value, found["top_template_share"].value) == (0, 0)


def test_the_publics_copies_and_reshares_are_not_ours() -> None:
    conversation = """
        p1 brand:acme d1 10:00
        q1 public:ana d2 10:00
        x1 brand:acme d3 10:00 reshare
    """
    found = ask(repetition, read(conversation, p1="x", q1="x", x1="x"))
    assert (found["near_duplicate_share"].value, found["near_duplicate_share"].n) == (0, 1)


def test_answers_copied_count() -> None:
    conversation = """
        q1 public:ana d1 10:00
        q2 public:zoe d1 11:00
        a1 brand:acme d1 12:00 > q1
        a2 brand:acme d1 13:00 > q2
    """
    assert ask(repetition, read(conversation, a1="x", a2="x"))["near_duplicate_share"].value == 1


def test_another_level_reads_another_column() -> None:
    company = read(FOUR, p1="x", p2="x", p3="x", p4="x")
    assert ask(repetition, company, level=9)["near_duplicate_share"].value == 0


def test_texts_nobody_read_are_unknown_and_silence_is_no_zero() -> None:
    def reasons(company: Tables) -> set[str | None]:
        return {one.reason for one in ask(repetition, company).values()}

    assert reasons(talk(FOUR)) == {"not_read"}
    assert reasons(talk("q1 public:ana d1 09:00")) == {"no_outbound"}
    assert reasons(empty()) == {"no_messages"}
