"""Who is answered and by whom (M2), and before giving up (C38), told as conversations."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from tests.talk import Tables, ask, moment, table, talk
from toolkit.metrics.answered_by import answered_by
from toolkit.metrics.answers import answers
from toolkit.metrics.as_facebook import as_facebook
from toolkit.metrics.competing import competing
from toolkit.metrics.first_reply import first_reply
from toolkit.metrics.first_response import first_response
from toolkit.stats import log_rank

HOUR = 3600


def read_as(company: Tables, cues: Mapping[str, Mapping[str, Any]]) -> Tables:
    rows = [{"message_id": message, **told} for message, told in cues.items()]
    return company | {"cues": table("cues", rows)}


def two_languages(french: int, english: int, *, answered: int) -> Tables:
    """Return openers of which the first French ones are answered after an hour, others never."""
    langs = ["fr"] * french + ["en"] * english
    asked = "\n".join(f"q{n} public:u{n} d1 09:00" for n in range(len(langs)))
    given = "\n".join(f"a{n} brand:acme d1 10:00 > q{n}" for n in range(answered))
    cues = {f"q{n}": {"lang": lang} for n, lang in enumerate(langs)}
    return read_as(talk(f"{asked}\n{given}\nuntil d9 inbound=yes"), cues)


def test_a_language_that_nobody_answers_shows() -> None:
    found = ask(answered_by, two_languages(20, 16, answered=15))
    assert (found["answered_72h_fr"].value, found["answered_72h_fr"].n) == (0.75, 20)
    assert (found["answered_72h_en"].value, found["answered_72h_en"].n) == (0, 16)
    gap = found["answered_72h_gap_language"]
    assert (gap.value, gap.n) == (0.75, 36)
    assert gap.evidence == ("q20", "q21", "q22", "q23", "q24")
    low, high = gap.interval
    assert 0.4 < low < 0.75 < high < 1


def test_how_much_of_a_gap_is_chance_is_the_log_ranks() -> None:
    found = ask(answered_by, two_languages(20, 16, answered=15))["answered_language_p"]
    waited = [1] * 15 + [8 * 24 - 9] * 21
    _, p = log_rank(waited, [1] * 15 + [0] * 21, ["fr"] * 20 + ["en"] * 16)
    assert found.value == pytest.approx(p)
    assert p < 1e-4


def test_a_language_of_few_is_not_compared() -> None:
    found = ask(answered_by, two_languages(20, 3, answered=15))
    assert found["answered_72h_gap_language"].reason == "one_language"
    assert found["answered_72h_en"].status == "few"


def test_a_language_that_nobody_writes_is_no_zero() -> None:
    found = ask(answered_by, two_languages(20, 0, answered=15))
    assert found["answered_72h_en"].reason == "no_such_opener"
    assert found["answered_72h_other"].reason == "no_such_opener"


def test_texts_that_were_not_read_have_no_language() -> None:
    company = talk("q1 public:ana d1 09:00\na1 brand:acme d1 10:00 > q1\nuntil d9 inbound=yes")
    names = ("fr", "en", "other", "questions", "remarks", "gap_language")
    found = ask(answered_by, company)
    assert {found[f"answered_72h_{name}"].reason for name in names} == {"no_cue"}
    assert found["answered_72h_followed"].reason == "no_followers"


def test_questions_and_remarks_are_told_apart() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        q3 public:eva d1 09:00
        until d9 inbound=yes
    """)
    company = read_as(company, {"q1": {"is_question": True}, "q2": {"is_question": False}})
    found = ask(answered_by, company)
    assert (found["answered_72h_questions"].value, found["answered_72h_questions"].n) == (1, 1)
    assert (found["answered_72h_remarks"].value, found["answered_72h_remarks"].n) == (0, 1)


def test_whether_only_those_with_an_audience_are_answered() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        q3 public:eva d1 09:00
        until d9 inbound=yes
    """)
    known = pl.col("account_id").replace_strict({"ana": 1000, "cem": 12}, default=None)
    company["accounts"] = company["accounts"].with_columns(followers=known.cast(pl.Int64))
    found = ask(answered_by, company)
    assert (found["answered_72h_followed"].value, found["answered_72h_followed"].n) == (1, 1)
    assert (found["answered_72h_unfollowed"].value, found["answered_72h_unfollowed"].n) == (0, 1)


# ------------------------------------------------------------------------- who answers

REPLIED = """
    q1 public:ana d1 09:00
    a1 brand:acme d1 10:00 > q1
    b1 leader:bob d1 11:00 > q1
    q2 public:cem d1 09:00
    b2 leader:bob d1 10:00 > q2
    q3 public:eva d1 09:00
    a3 brand:acme d1 10:00 > q3
    q4 public:leo d1 09:00
"""


def test_the_first_answer_counts_and_no_other() -> None:
    found = ask(first_reply, talk(REPLIED))
    person = found["first_reply_by_person_share"]
    assert (person.value, person.n) == (pytest.approx(1 / 3), 3)
    assert person.evidence == ("a1", "a3")
    assert found["first_reply_by_leader_share"].value == pytest.approx(1 / 3)
    assert found["first_reply_by_leader_share"].evidence == ("b2",)


def test_a_signature_makes_a_person_of_a_brand() -> None:
    found = ask(first_reply, read_as(talk(REPLIED), {"a3": {"signed": "anne"}}))
    assert found["first_reply_by_person_share"].value == pytest.approx(2 / 3)


def test_nobody_answering_is_no_share_of_nobody() -> None:
    reasons = {
        "q1 public:ana d1 09:00": "no_answer",
        "p1 brand:acme d1 09:00": "no_inbound",
        "p1 brand:acme d1 09:00 @ana\nq1 public:ana d1 10:00 > p1": "no_opener",
        "": "no_messages",
    }
    for text, reason in reasons.items():
        assert {one.reason for one in ask(first_reply, talk(text)).values()} == {reason}


def test_an_account_not_declared_is_nobodys() -> None:
    company = talk("q1 public:ana d1 09:00\na1 brand:acme d1 10:00 > q1")
    company["accounts"] = company["accounts"].with_columns(kind=pl.lit("unknown"))
    assert ask(first_reply, company)["first_reply_by_person_share"].reason == "no_kind"


# ------------------------------------------------------------------------- as Facebook counts


def test_facebooks_delay_forgets_the_slowest_and_the_unanswered() -> None:
    """Trap: it is the mean of the fastest nine in ten, and cannot be held against a median."""
    asked = "\n".join(f"q{n} public:u{n} d1 09:00" for n in range(16))
    given = "\n".join(f"a{n} brand:acme d1 {10 + n}:00 > q{n}" for n in range(9))
    late = "a9 brand:acme d9 09:00 > q9"
    company = talk(f"{asked}\n{given}\n{late}\nuntil d30 inbound=yes")
    found = ask(as_facebook, company)["first_response_as_facebook"]
    assert (found.value, found.n) == (5 * HOUR, 9)  # 1 to 9 hours, without the 8 days
    assert ask(first_response, company)["first_response_median"].value == 8 * HOUR


def test_without_any_answer_facebook_has_no_delay() -> None:
    company = talk("q1 public:ana d1 09:00\np1 brand:acme d1 10:00\nuntil d9 inbound=yes")
    assert ask(as_facebook, company)["first_response_as_facebook"].reason == "no_answer"


# ------------------------------------------------------------------------- before giving up


def deleted(company: Tables, when: Mapping[str, tuple[int, str]]) -> Tables:
    moments = {message: moment(*at) for message, at in when.items()}
    column = pl.Series([moments.get(one) for one in company["messages"]["message_id"]])
    kept = company["messages"].with_columns(deleted_at=column.cast(pl.Datetime("us", "UTC")))
    return company | {"messages": kept}


FOUR = """
    q1 public:ana d1 09:00
    a1 brand:acme d1 10:00 > q1
    q2 public:cem d1 09:00
    q3 public:eva d1 09:00
    q4 public:leo d1 09:00
    a4 brand:acme d3 09:00 > q4
    until d9 inbound=yes
"""


def test_a_message_taken_back_is_neither_answered_nor_waiting() -> None:
    company = deleted(talk(FOUR), {"q2": (1, "12:00"), "q4": (5, "12:00")})
    found = ask(competing, company)["answered_72h_competing"]
    assert (found.value, found.n, found.evidence) == (0.5, 4, ("q2",))


def test_a_message_taken_back_before_its_answer_was_not_answered() -> None:
    company = deleted(talk(FOUR), {"q4": (2, "09:00")})
    assert ask(competing, company)["answered_72h_competing"].value == 0.25


def test_messages_taken_back_long_after_change_nothing() -> None:
    company = deleted(talk(FOUR), {"q2": (8, "12:00")})
    plain = ask(answers, company)["answered_72h"].value
    assert ask(competing, company)["answered_72h_competing"].value == pytest.approx(plain)


def test_where_no_deletion_is_known_there_is_nothing_to_compete() -> None:
    assert ask(competing, talk(FOUR))["answered_72h_competing"].reason == "no_deletion"


def test_a_watch_shorter_than_the_horizon_does_not_reach_it() -> None:
    company = deleted(talk(FOUR.replace("until d9", "until d3")), {"q2": (1, "12:00")})
    assert ask(competing, company)["answered_72h_competing"].reason == "not_reached"
