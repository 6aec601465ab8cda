"""What belongs together, who opens, who closes, and whether the public came back."""

from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import organisation
from tests.talk import Tables, talk
from toolkit.conversations import exchange
from toolkit.conversations.frames import collect
from toolkit.conversations.links import steps_up
from toolkit.conversations.threads import conversations, threads

HOUR = 3600 * 1_000_000
Row = dict[str, Any]


def found(company: Tables, **settings: Any) -> list[Row]:
    outward = exchange.external(company["messages"])
    return list(threads(outward, company["accounts"], **settings).iter_rows(named=True))


def test_three_runs_and_a_fourth_make_a_depth_of_four() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        a2 brand:acme d1 10:30 > a1
        q2 public:ana d1 11:00 > a2
        q3 public:ana d1 12:00 > q2
        a3 brand:acme d1 13:00 > q3
    """)
    (one,) = found(company)
    assert (one["turns"], one["is_pop"], one["ours"], one["public"]) == (4, True, 3, 3)
    assert (one["opened_by"], one["closed_by"]) == ("public", "organisation")
    assert (one["conversation"], one["account_id"], one["month"]) == ("q1", "acme", 202601)


def test_talking_to_oneself_is_one_turn() -> None:
    (one,) = found(talk("p1 brand:acme d1 09:00\np2 brand:acme d1 10:00 > p1"))
    assert (one["turns"], one["is_pop"], one["public"]) == (1, False, 0)


def test_a_question_and_its_answer_are_two_turns_and_no_return() -> None:
    (one,) = found(talk("q1 public:ana d1 09:00\na1 brand:acme d1 10:00 > q1"))
    assert (one["turns"], one["is_pop"]) == (2, False)


def test_another_person_further_down_the_page_is_no_return() -> None:
    company = talk("""
        p1 brand:acme d1 08:00
        q1 public:ana d1 09:00 > p1
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 11:00 > p1
    """)
    (one,) = found(company)
    assert (one["turns"], one["is_pop"]) == (4, False)


def test_another_person_who_takes_up_our_answer_is_a_return() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 11:00 > a1
    """)
    assert found(company)[0]["is_pop"]


def test_a_thread_holds_together_where_its_answers_name_no_parent() -> None:
    company = talk("""
        q1 public:ana d1 09:00 #t
        a1 brand:acme d1 10:00 #t reply
        q2 public:ana d1 11:00 #t reply
        q3 public:cem d1 11:00
    """)
    assert [one["turns"] for one in found(company)] == [3, 1]


def test_answers_to_one_lost_message_belong_together() -> None:
    company = talk("q1 public:ana d1 09:00 > lost\na1 brand:acme d1 10:00 > lost")
    assert [one["turns"] for one in found(company)] == [2]


def test_our_answer_to_what_is_not_in_the_export_is_not_counted() -> None:
    assert found(talk("a1 brand:acme d1 10:00 > lost")) == []


def test_a_machine_and_an_advertisement_take_no_turn_but_link() -> None:
    company = talk("""
        p1 brand:acme d1 08:00 paid
        q1 public:ana d1 09:00 > p1
        b1 robot:bip d1 09:01 > q1
        q2 public:ana d1 09:02 > b1
        a1 brand:acme d1 10:00 > p1
    """)
    (one,) = found(company)
    assert (one["turns"], one["opened_by"], one["is_pop"]) == (2, "public", False)


def test_a_colleague_who_writes_from_outside_is_not_the_public() -> None:
    company = talk("q1 public:bob d1 09:00\na1 brand:acme d1 10:00 > q1\np1 person:eva d1 11:00")
    company["accounts"] = company["accounts"].with_columns(
        kind=pl.when(pl.col("account_id") == "bob").then(pl.lit("person")).otherwise(pl.col("kind"))
    )
    assert [one["public"] for one in found(company)] == [0, 0]


def test_a_private_exchange_begins_anew_after_a_day_of_silence() -> None:
    company = talk("""
        q1 public:ana d1 09:00 @acme dm
        a1 brand:acme d2 20:00 @ana dm
        q2 public:ana d2 21:00 @acme dm
        q3 public:ana d9 09:00 @acme dm
        q4 public:cem d9 10:00 @acme dm
    """)
    assert [(one["conversation"], one["turns"]) for one in found(company)] == [
        ("q1", 3),
        ("q3", 1),
        ("q4", 1),
    ]


def test_messages_that_answer_one_another_in_a_ring_are_read_once() -> None:
    company = talk("q1 public:ana d1 09:00 > a1\na1 brand:acme d1 10:00 > q1")
    assert [one["turns"] for one in found(company)] == [2]


def test_in_one_minute_a_comment_comes_after_what_it_comments() -> None:
    company = talk("p1 brand:acme d1 09:00\nb1 public:ana d1 09:00 > p1")
    assert found(company)[0]["opened_by"] == "organisation"


@given(st.lists(st.integers(-1, 30), max_size=30))
def test_steps_up_are_those_counted_one_by_one(wanted: list[int]) -> None:
    parents = [min(one, place - 1) for place, one in enumerate(wanted)]
    counted: list[int] = []
    for one in parents:
        counted.append(counted[one] + 1 if one >= 0 else 0)
    assert steps_up(np.asarray(parents, dtype=np.int64)).tolist() == counted


# --------------------------------------------------------------- against the slow and obvious way


def slowly(company: Tables) -> list[tuple[str, int, int, int, bool, str, str]]:
    """Return the conversations, one message and one link at a time."""
    outward = exchange.external(company["messages"])
    ours = set(collect(exchange.said(outward))["message_id"].to_list())
    theirs = set(collect(exchange.inbound(outward))["message_id"].to_list())
    declared = company["accounts"].filter(pl.col("kind").is_in(["brand", "person"]))
    own = {*declared["account_id"], *collect(exchange.outbound(outward))["account_id"].to_list()}
    rows = [row for row in company["messages"].to_dicts() if row["scope"] == "external"]
    kept = []
    for group in hanging_together(rows):
        turns = [
            row | {"is_ours": row["message_id"] in ours}
            for row in group
            if (row["message_id"] in ours and row["kind"] != "reshare")
            or (row["message_id"] in theirs and row["account_id"] not in own)
        ]
        kept += [summed_up(part, rows) for part in parted(turns, rows)]
    return sorted((one for one in kept if one), key=lambda one: one[0])


def hanging_together(rows: list[Row]) -> list[list[Row]]:
    names: dict[str, set[str]] = {}
    for row in rows:
        ties = {row["message_id"], row["parent_id"], row["thread_id"], row["root_id"]} - {None}
        if row["kind"] == "dm" and len(ties) == 1:
            who = row["to_account_id"] if row["direction"] == "out" else row["account_id"]
            ties |= {("room", who)} if who else set()
        for one in [*ties]:
            ties |= names.get(one, set())
        for one in ties:
            names[one] = ties
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(id(names[row["message_id"]]), []).append(row)
    return list(groups.values())


def above(row: Row, rows: list[Row]) -> int:
    by_name = {one["message_id"]: one for one in rows}
    steps = 0
    while row := by_name.get(row["parent_id"], {}):
        steps += 1
    return steps


def parted(turns: list[Row], rows: list[Row]) -> list[list[Row]]:
    turns.sort(key=lambda x: (x["t_us"], above(x, rows), x["is_ours"], x["message_id"]))
    parts: list[list[Row]] = []
    for row in turns:
        quiet = parts and row["t_us"] - parts[-1][-1]["t_us"] >= 24 * HOUR
        if not parts or (quiet and row["kind"] == "dm" and not row["is_ours"]):
            parts.append([])
        parts[-1].append(row)
    return parts


def summed_up(
    turns: list[Row], rows: list[Row]
) -> tuple[str, int, int, int, bool, str, str] | None:
    first, sides = turns[0], [row["is_ours"] for row in turns]
    lost = first["parent_id"] not in {row["message_id"] for row in rows}
    if all(sides) and first["kind"] == "reply" and lost:
        return None
    by_name = {row["message_id"]: row for row in turns}
    back = False
    for place, row in enumerate(turns):
        answered = by_name.get(row["parent_id"], {})
        asked = by_name.get(answered.get("parent_id"), {"is_ours": True})
        chain = not row["is_ours"] and answered.get("is_ours", False) and not asked["is_ours"]
        before = [at for at in range(place) if turns[at]["account_id"] == row["account_id"]]
        again = not row["is_ours"] and any(any(sides[at:place]) for at in before)
        back = back or chain or again
    runs = 1 + sum(one != other for one, other in pairwise(sides))
    who = ["organisation" if side else "public" for side in (sides[0], sides[-1])]
    return first["message_id"], runs, sum(sides), len(sides) - sum(sides), back, who[0], who[1]


@pytest.mark.parametrize("seed", range(6))
def test_conversations_as_gathered_one_link_at_a_time(seed: int) -> None:
    company = organisation(seed, messages=300)
    names = ("conversation", "turns", "ours", "public", "is_pop", "opened_by", "closed_by")
    quick = sorted(tuple(one[name] for name in names) for one in found(company))
    assert quick == slowly(company)
    assert len(quick) > 20
    assert {one["is_pop"] for one in found(company)} == {True, False}


# --------------------------------------------------------------- those of the organisation


def reason(text: str, **settings: Any) -> str | None:
    tables = talk(text)
    given = [tables[name] for name in ("messages", "accounts", "observation_window")]
    return conversations(*given, **settings).reason


def test_why_there_is_no_conversation_is_said() -> None:
    assert reason("") == "no_messages"
    assert reason("p1 brand:acme d1 09:00") == "no_inbound"
    assert reason("q1 public:ana d1 09:00") == "no_outbound"
    asked = "q1 public:ana d1 09:00\na1 brand:acme d1 10:00 > q1\n"
    assert reason(asked) is None
    assert reason(f"{asked}until d9 inbound=no") == "no_inbound"
    assert reason(asked, months=(202603, 202603)) == "no_outbound"


def test_a_blind_account_hides_its_own_conversations_only() -> None:
    tables = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        a2 brand:shop d1 10:00 > q2
        until d9 account=acme inbound=yes
        until d9 account=shop inbound=no
    """)
    rows = conversations(tables["messages"], tables["accounts"], tables["observation_window"]).rows
    assert rows["conversation"].to_list() == ["q1"]
