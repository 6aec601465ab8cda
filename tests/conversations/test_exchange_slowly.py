"""Openers and first answers against the slow and obvious way, on organisations full of oddities."""

from collections import Counter
from typing import Any

import pytest

from tests.invented import organisation
from toolkit.conversations import exchange
from toolkit.conversations.frames import collect

DAY = 24 * 3600 * 1_000_000
MINUTE = 60 * 1_000_000
Row = dict[str, Any]


def slowly(messages: list[Row]) -> dict[str, int | None]:
    """Return each opener and when it was first answered, one message at a time."""
    asked = [row for row in messages if is_asked(row)]
    told = [row for row in messages if is_told(row)]
    given = [(row, found) for row in told if (found := answered(row, asked, messages))]
    given = [(row, found) for row, found in given if row["t_us"] >= found["t_us"]]
    quick = [row for row, found in given if row["text"] and row["t_us"] - found["t_us"] < MINUTE]
    often = Counter(row["text"] for row in quick)
    machine = {row["message_id"] for row in quick if often[row["text"]] > 5}
    given = [(row, found) for row, found in given if row["message_id"] not in machine]
    to = [(row["to_account_id"], row["t_us"]) for row in told if row["message_id"] not in machine]
    to += [(found["account_id"], row["t_us"]) for row, found in given]
    return conversations(asked, to, given)


def conversations(
    asked: list[Row], to: list[tuple[str | None, int]], given: list[tuple[Row, Row]]
) -> dict[str, int | None]:
    opener_of: dict[str, str] = {}
    for author in {row["account_id"] for row in asked}:
        opener = None
        mine = sorted(
            (row for row in asked if row["account_id"] == author),
            key=lambda row: (row["t_us"], row["message_id"]),
        )
        for position, row in enumerate(mine):
            before = [one["t_us"] for one in mine[:position]]
            before += [when for whom, when in to if whom == author and when < row["t_us"]]
            if not before or row["t_us"] - max(before) >= DAY:
                opener = row["message_id"]
            if opener:
                opener_of[row["message_id"]] = opener
    first: dict[str, int | None] = dict.fromkeys(opener_of.values())
    for row, found in given:
        opener = opener_of.get(found["message_id"])
        if opener:
            first[opener] = min(first[opener] or row["t_us"], row["t_us"])
    return first


def is_asked(row: Row) -> bool:
    public = row["author_kind"] in {"public", None}
    return row["direction"] == "in" and public and row["kind"] not in {"system", "reshare"}


def is_told(row: Row) -> bool:
    ours = row["author_kind"] in {"org_brand", "org_person", None}
    return row["direction"] == "out" and ours and not row["is_paid"] and row["kind"] != "system"


def answered(row: Row, asked: list[Row], messages: list[Row]) -> Row | None:
    """Return the message that one of ours answers."""
    direct = [one for one in asked if one["message_id"] == row["parent_id"]]
    if direct:
        return direct[0]
    is_seen = any(one["message_id"] == row["parent_id"] for one in messages)
    if is_seen or row["kind"] not in {"reply", "dm"}:
        return None
    private = row["kind"] == "dm" and row["thread_id"] is None
    if (row["thread_id"] is None and not private) or (private and not row["to_account_id"]):
        return None
    before = [
        one
        for one in asked
        if one["t_us"] <= row["t_us"]
        and one["thread_id"] == row["thread_id"]
        and (not private or one["kind"] == "dm")
        and row["to_account_id"] in {None, one["account_id"]}
    ]
    return max(before, key=lambda one: (one["t_us"], one["message_id"]), default=None)


@pytest.mark.parametrize("seed", range(8))
def test_openers_and_answers_as_counted_one_by_one(seed: int) -> None:
    messages = organisation(seed, messages=300)["messages"]
    found = collect(exchange.openers(exchange.external(messages)))
    fast = dict(zip(found["message_id"].to_list(), found["reply_us"].to_list(), strict=True))
    assert fast == slowly(messages.to_dicts())
    assert len(fast) > 20
    assert any(fast.values())
