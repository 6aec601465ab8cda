"""C39: messages written as one speaks to somebody."""

import pytest

from tests.talk import Tables, ask, table, talk
from toolkit.metrics.courtesy import courtesy
from toolkit.stats import wilson

SAID = """
q1 public:ana d1 09:00
a1 brand:acme d1 10:00 > q1
p1 brand:acme d2 12:00
p2 brand:acme d3 12:00
p3 brand:acme d4 12:00
"""


def company(*courtesies: int | None, conversation: str = SAID) -> Tables:
    names = ("a1", "p1", "p2", "p3")
    rows = [
        {"message_id": name, "courtesies": many}
        for name, many in zip(names, courtesies, strict=False)
    ]
    return talk(conversation) | {"cues": table("cues", rows)}


def test_one_sign_is_enough_and_more_count_once() -> None:
    found = ask(courtesy, company(2, 0, 1, 0))["dialogic_register"]
    assert found.value == pytest.approx(0.5)
    assert found.interval == pytest.approx(wilson(2, 4))
    assert found.n == 4


def test_the_messages_without_a_sign_are_those_to_look_at() -> None:
    assert ask(courtesy, company(2, 0, 1, 0))["dialogic_register"].evidence == ("p1", "p3")


def test_what_the_public_writes_does_not_count() -> None:
    kind = company(0, 0, 0, 0)
    rows = [*kind["cues"].to_dicts(), {"message_id": "q1", "courtesies": 3}]
    found = ask(courtesy, kind | {"cues": table("cues", rows)})
    assert found["dialogic_register"].value == 0


def test_what_was_not_read_is_not_counted_as_curt() -> None:
    assert ask(courtesy, company(1, None, None, None))["dialogic_register"].n == 1
    assert ask(courtesy, company(None, None))["dialogic_register"].reason == "no_cue"


def test_who_published_nothing_has_no_tone() -> None:
    alone = company(conversation="q1 public:ana d1 09:00")
    assert ask(courtesy, alone)["dialogic_register"].reason == "no_outbound"
