"""M14, told as messages that speak of the house or of others."""

import pytest

from tests.metrics.coded import posts
from tests.talk import Tables, ask, empty, table, talk
from toolkit.metrics.alterity import alterity
from toolkit.metrics.identity import identity
from toolkit.metrics.voices import voices
from toolkit.results import Status


def speaking(*of_whom: str | None) -> Tables:
    company = posts(len(of_whom))
    ids = company["messages"]["message_id"]
    rows = [{"message_id": one, "refers": whom} for one, whom in zip(ids, of_whom, strict=True)]
    return company | {"cues": table("cues", rows)}


@pytest.mark.parametrize(
    ("others", "alone", "expected"),
    [(0, 9, 0.05), (9, 0, 0.95), (2, 2, 0.5), (1, 0, 0.75), (80, 20, 80.5 / 101)],
)
def test_others_and_a_half_over_everybody_and_one(others: int, alone: int, expected: float) -> None:
    found = ask(alterity, speaking(*["other"] * others, *["self"] * alone))["alterity"]
    assert found.value == pytest.approx(expected)
    assert found.n == others + alone
    assert found.interval is not None
    assert 0 < found.interval[0] <= found.value <= found.interval[1] < 1


def test_both_is_of_others_and_nobody_is_not_counted() -> None:
    found = ask(alterity, speaking("both", "none", "none", "self", None))["alterity"]
    assert (found.n, found.value) == (2, pytest.approx(0.5))
    assert found.evidence == (posts(5)["messages"]["message_id"][3],)


def test_nobody_spoken_of_is_not_zero() -> None:
    assert ask(alterity, speaking("none", "none"))["alterity"].reason == "of_nobody"
    assert ask(alterity, posts(2))["alterity"].reason == "no_cue"
    assert ask(alterity, empty())["alterity"].status is Status.NOT_COMPUTABLE


SIGNED = """
p1 brand:acme d1 09:00
p2 brand:acme d1 10:00
p3 brand:acme d1 11:00
p4 person:bob d1 12:00
"""


def signed(**by: str) -> Tables:
    rows = [{"message_id": one, "signed": by.get(one)} for one in ("p1", "p2", "p3", "p4")]
    return talk(SIGNED) | {"cues": table("cues", rows)}


def test_who_signs_for_a_brand_is_a_voice_and_identified() -> None:
    company = signed(p1="ab", p2="anne")
    assert ask(voices, company)["voices_count"].value == 4
    assert ask(identity, company)["identified_share"].value == 0.75
    assert ask(identity, company)["brand_share"].value == 0.25
    assert ask(identity, company)["signed_share"].value == pytest.approx(2 / 3)


def test_a_brand_that_nobody_signs_for_is_one_voice() -> None:
    company = signed()
    assert ask(voices, company)["voices_count"].value == 2
    assert ask(identity, company)["signed_share"].value == 0
    assert ask(identity, talk(SIGNED))["signed_share"].reason == "no_cue"


def test_the_curve_of_voices_is_the_share_of_each_by_rank() -> None:
    curve = ask(voices, signed())["effective_voices"].curve
    assert curve == ((1.0, 0.75), (2.0, 0.25))
