"""M6 and M7: who speaks, told as conversations."""

import polars as pl
import pytest

from tests.talk import ask, empty, talk
from toolkit.metrics.identity import identity
from toolkit.metrics.voices import voices


def spoken(**messages: int) -> str:
    """Write a conversation in which each account says so much."""
    return "\n".join(
        f"{who}{i} {'brand' if who == 'acme' else 'person'}:{who} d1 09:00"
        for who, times in messages.items()
        for i in range(times)
    )


def test_the_number_of_voices_as_in_vegan() -> None:
    found = ask(voices, talk(spoken(acme=100, ana=50, bob=30, cem=20, eva=1)))
    values = [measure.value for measure in found.values()]
    assert values == pytest.approx([5, 3.432576679, 2.927396565, 100 / 201], abs=1e-9)
    assert {measure.people for measure in found.values()} == {5}
    assert found["top_voice_share"].n == 201


def test_one_person_behind_two_accounts_is_one_voice() -> None:
    company = talk(spoken(ana=3, bob=3))
    company["accounts"] = company["accounts"].with_columns(person_id=pl.lit("ana"))
    assert ask(voices, company)["voices_count"].value == 1


def test_robots_have_no_voice() -> None:
    company = talk(spoken(ana=2) + "\nr1 robot:rob d1 09:00")
    assert ask(voices, company)["voices_count"].value == 1


def test_two_periods_compare_at_the_same_number_of_messages() -> None:
    """Trap: a month of the same team shows fewer voices than its year, unless both are cut."""
    year = talk(spoken(ana=120, bob=90, cem=70, eva=50, leo=30, zoe=20, kim=5, sam=3))
    month = talk(spoken(ana=12, bob=9, cem=7, eva=5, leo=3, zoe=2, kim=1))
    assert ask(voices, year)["voices_count"].value > ask(voices, month)["voices_count"].value
    cut = ask(voices, year, at=39)["voices_count"]
    assert (cut.n, ask(voices, month, at=39)["voices_count"].n) == (39, 39)
    assert cut.value == pytest.approx(ask(voices, month, at=39)["voices_count"].value, abs=0.5)


def test_twenty_five_of_ninety_three_messages_are_signed() -> None:
    found = ask(identity, talk(spoken(acme=68, ana=20, bob=5)))
    assert found["identified_share"].value == pytest.approx(0.27, abs=5e-3)
    assert found["brand_share"].value == pytest.approx(68 / 93)
    assert found["identified_share"].people == 3


def test_leaders_are_persons_too() -> None:
    found = ask(identity, talk(spoken(ana=3) + "\nx1 leader:zoe d1 09:00"))
    assert (found["leader_share"].value, found["identified_share"].value) == (0.25, 1)


def test_where_nobody_said_who_leads_the_share_of_leaders_is_unknown() -> None:
    company = talk(spoken(acme=1, ana=3))
    company["accounts"] = company["accounts"].with_columns(is_leader=None)
    assert ask(identity, company)["leader_share"].reason == "no_people"


def test_a_brand_alone_has_no_leaders_speaking() -> None:
    assert ask(identity, talk(spoken(acme=3)))["leader_share"].value == 0


def test_silence_is_no_zero() -> None:
    for metric in (voices, identity):
        found = ask(metric, talk("q1 public:ana d1 09:00"))
        assert {measure.reason for measure in found.values()} == {"no_outbound"}
        assert {one.reason for one in ask(metric, empty()).values()} == {"no_messages"}


def undeclared(*who: str) -> pl.Expr:
    kind = pl.when(pl.col("account_id").is_in(who)).then(pl.lit("unknown")).otherwise("kind")
    return kind.alias("kind")


def test_an_account_that_nobody_declared_is_not_said_to_be_a_brand() -> None:
    company = talk(spoken(acme=3))
    company["accounts"] = company["accounts"].with_columns(undeclared("acme"))
    assert {measure.reason for measure in ask(identity, company).values()} == {"no_kind"}


def test_only_declared_accounts_are_counted() -> None:
    company = talk(spoken(acme=3, ana=1))
    company["accounts"] = company["accounts"].with_columns(undeclared("acme"))
    found = ask(identity, company)["identified_share"]
    assert (found.value, found.n) == (1, 1)
