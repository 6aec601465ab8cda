"""S34: the signs of dialogue, told as conversations."""

from typing import Any

import pytest

from tests.talk import Tables, ask, table, talk
from toolkit.conversations.dialogic import answering
from toolkit.metrics.dialogic import dialogic
from toolkit.stats import wilson

OPEN = """
    q1 public:ana d1 09:00
    a1 person:bob d1 10:00 > q1
    q2 public:ana d1 11:00 > a1
    a2 person:bob d1 12:00 > q2
    p1 brand:acme d8 09:00
    p2 brand:acme d15 09:00 > p1
"""
TAGS = [{"message_id": one, "kind": "hashtag", "mark": "acme"} for one in ("a1", "p1", "p2")]
LINK = {"message_id": "p1", "kind": "link", "mark": "acme.example", "is_own": True}


def told(text: str, **tables: list[dict[str, Any]]) -> Tables:
    return talk(text) | {name: table(name, rows) for name, rows in tables.items()}


def test_fifty_seven_accounts_of_ninety_three_that_answer_are_sixty_one_per_cent() -> None:
    # Rybalko and Seltzer (2010), Public Relations Review 36(4): 93 profiles, ten tweets each.
    silent = tuple((f"m{n}", False) for n in range(10))
    answers = [(*silent[:9], (f"r{account}", True)) for account in range(57)]
    samples = [*answers, *([silent] * 36)]
    assert len(answering(samples)) == 57
    assert round(len(answering(samples)) / len(samples), 2) == 0.61
    assert wilson(57, 93)[0] < 0.61 < wilson(57, 93)[1]


def test_an_organisation_that_shows_every_sign() -> None:
    company = told(
        OPEN,
        marks=[*TAGS, LINK],
        cues=[
            {"message_id": "q1", "is_question": True},
            {"message_id": "a2", "is_question": True},
        ],
        subjects=[{"message_id": "p1", "subject": "events", "times": 1}],
    )
    found = ask(dialogic, company)
    assert (found["dialogic_score"].value, found["dialogic_score"].n) == (1, 9)
    parts = {"useful": 2, "conservation": 1, "returns": 2, "loop": 4}
    assert {name: found[f"dialogic_{name}"].n for name in parts} == parts
    assert found["dialogic_useful"].evidence == ("a1", "p1")


def test_who_only_publishes_shows_no_dialogue() -> None:
    company = told("p1 brand:acme d1 09:00", cues=[{"message_id": "p1", "is_question": False}])
    found = ask(dialogic, company)
    assert (found["dialogic_loop"].value, found["dialogic_loop"].n) == (0, 3)
    assert found["dialogic_loop"].evidence == ()
    assert found["dialogic_useful"].reason == "no_table"


def test_signs_that_the_export_cannot_show_are_not_looked_for() -> None:
    found = ask(dialogic, talk(OPEN))
    assert found["dialogic_returns"].reason == "no_table"
    assert found["dialogic_score"].n == 4  # a sequel, a name, a reply, a word more


def test_links_of_which_nobody_knows_whose_they_are_are_no_sign() -> None:
    stranger = told(OPEN, marks=[LINK | {"is_own": None}])
    assert ask(dialogic, stranger)["dialogic_useful"].reason == "no_table"
    other = told(OPEN, marks=[LINK | {"is_own": False}])
    assert ask(dialogic, other)["dialogic_useful"].value == 0


def test_a_question_that_we_leave_is_no_answer() -> None:
    left = "q3 public:eva d2 09:00"
    company = told(f"{OPEN}\n{left}", cues=[{"message_id": "q3", "is_question": True}])
    assert ask(dialogic, company)["dialogic_useful"].value == 0


def test_leaving_the_public_where_it_comes_back_is_not_following_up() -> None:
    company = talk("\n".join(OPEN.splitlines()[:4]))
    assert ask(dialogic, company)["dialogic_loop"].value == pytest.approx(2 / 3)


def test_a_signature_says_who_writes() -> None:
    nameless = "p1 brand:acme d1 09:00"
    assert ask(dialogic, talk(nameless))["dialogic_loop"].value == 0
    signed = told(nameless, cues=[{"message_id": "p1", "signed": "ab"}])
    assert ask(dialogic, signed)["dialogic_loop"].value == 0.5


@pytest.mark.parametrize(("last", "value"), [("", 1), ("z9 brand:acme d21 09:00", 0)])
def test_every_other_of_twenty_messages_stands_for_an_account(last: str, value: int) -> None:
    posts = "\n".join(f"p{n} brand:acme d{n + 1} 09:00" for n in range(18 if last else 19))
    replied = "q1 public:ana d20 09:00\na1 brand:acme d20 10:00 > q1"
    found = ask(dialogic, talk(f"{posts}\n{replied}\n{last}"))["dialogic_orientation"]
    assert (found.value, found.n) == (value, 1)
    assert found.evidence == ("a1",) * value


def test_an_account_of_few_messages_is_not_sampled() -> None:
    assert ask(dialogic, talk(OPEN))["dialogic_orientation"].reason == "too_few_posts"


def test_nothing_written_shows_nothing_either_way() -> None:
    found = ask(dialogic, talk("q1 public:ana d1 09:00"))
    assert {one.reason for one in found.values()} == {"no_outbound"}
    assert {one.reason for one in ask(dialogic, talk("")).values()} == {"no_messages"}


def test_months_keep_what_was_written_in_them() -> None:
    company = talk(f"{OPEN}\np9 brand:acme d40 09:00")
    assert ask(dialogic, company, months=(202601, 202601))["dialogic_loop"].value == 1
    assert ask(dialogic, company, months=(202602, 202602))["dialogic_loop"].value == 0
