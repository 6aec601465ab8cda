"""Conversations: what was written in answer to one another, and whether the public came back."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.exchange import (
    MICRO,
    external,
    inbound,
    own_accounts,
    said,
    speakers,
)
from toolkit.conversations.frames import Collected, Frame, Rows, collect, count
from toolkit.conversations.links import Places, places, steps_up, together
from toolkit.conversations.once import once
from toolkit.conversations.waiting import watch

Flags: TypeAlias = NDArray[np.bool_]
ORGANISATION, PUBLIC = "organisation", "public"
ROOMS = ("thread_id", "root_id", "room")


@dataclass(frozen=True)
class Conversations:
    """The conversations in which the organisation speaks, one row each, as ``threads`` has them.

    ``people`` counts the voices of the organisation; ``reason`` says why there is no conversation.
    """

    rows: Collected
    people: int | None
    reason: str | None = None


@dataclass(frozen=True)
class Turns:
    """Messages that count as turns, conversation after conversation, in the order of time.

    ``first`` holds the place of each conversation's first message, ``owner`` the conversation of
    each message; ``parent`` is the place of what a message answers, -1 where that takes no turn in
    the same conversation; ``author`` numbers the accounts; ``cut_off`` says that a message answers
    something which is not in the export.
    """

    rows: Collected
    first: Places
    owner: Places
    ours: Flags
    parent: Places
    author: Places
    cut_off: Flags


def conversations(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
) -> Conversations:
    """Return the conversations in which the organisation speaks, or why none can be seen.

    Those of accounts whose received messages are not in the export are left out. ``months``, as
    202601, keeps the conversations that began in these months, both ends in them.
    """
    outward = external(messages)
    entered = threads(outward, accounts, quiet_hours=quiet_hours).filter(nw.col("ours") > 0)
    watched = watch(observation_window, set(entered["account_id"].unique().to_list()))
    seen = entered.filter(~nw.col("account_id").is_in(sorted(watched.blind)))
    people = collect(speakers(outward, accounts))["voice"].n_unique() or None
    if reason := _why_nothing(outward, len(entered), len(seen)):
        return Conversations(seen.head(0), people, reason)
    if months:
        seen = seen.filter(nw.col("month").is_between(*months))
    return Conversations(seen, people, None if len(seen) else "no_outbound")


def _why_nothing(outward: Rows, entered: int, seen: int) -> str | None:
    if not count(outward):
        return "no_messages"
    if not count(inbound(outward)) or (entered and not seen):
        return "no_inbound"
    return None if entered else "no_outbound"


@once
def threads(outward: Rows, accounts: Frame, *, quiet_hours: float = 24) -> Collected:
    """Return one row for each conversation, in the order in which they began.

    Messages belong together that answer one another, however far up, or that are of one thread;
    private ones outside any thread are of the exchange with that account. An exchange of private
    messages has no end of its own: after ``quiet_hours`` of silence the public's next message
    opens another. Machines, paid posts and mere reshares take no turn, but link what answers them.

    Columns: conversation (its first message), t_us, month, iso_week (when it began), turns (runs
    of one side), ours and public (messages of either side), opened_by and closed_by
    (``organisation`` or ``public``), account_id (the first of ours that speaks, empty where none
    does) and is_pop: the public came back after us. That is so where somebody who had written
    before one of our messages writes after it, or where the public answers our answer; another
    person's comment further down the same page is no return. Answers to what is not in the export
    are left out where nothing else of the conversation is seen.
    """
    turns = _turns(outward, accounts, quiet_hours)
    first = turns.first
    last = np.append(first, len(turns.rows))[1:] - 1
    size, ours = last - first + 1, _summed(turns, turns.ours)
    began = turns.rows[first].select("t_us", "month", "iso_week", conversation="message_id")
    found = began.with_columns(
        _column("turns", _summed(turns, _changes(turns))),
        _column("ours", ours),
        _column("public", size - ours),
        _column("is_pop", _returned(turns)),
        _sides("opened_by", turns.ours[first]),
        _sides("closed_by", turns.ours[last]),
        _speakers(turns),
        _column("unseen", turns.cut_off[first] & (ours == size)),
    )
    return found.filter(~nw.col("unseen")).drop("unseen").sort("t_us", "conversation")


def _turns(outward: Rows, accounts: Frame, quiet_hours: float) -> Turns:
    """Sort what counts by conversation and time; what bears no date takes no turn."""
    written = collect(_written(outward, accounts)).sort("message_id")
    ids = written["message_id"]
    group, parent = together(ids, written["parent_id"], [written[name] for name in ROOMS])
    ours = _flags(written["ours"])
    when = written["t_us"].fill_null(0).to_numpy()
    order = np.lexsort((ours, steps_up(parent), when, group))
    counts = ~_flags(written["ours"].is_null() | written["t_us"].is_null())
    order = order[counts[order]]
    may_open = _flags(written["kind"] == "dm") & ~ours
    begins = _begins(group[order], when[order], may_open[order], quiet_hours)
    return Turns(
        rows=written[order],
        first=np.flatnonzero(begins),
        owner=np.cumsum(begins) - 1,
        ours=ours[order],
        parent=_moved(parent, order, np.cumsum(begins) - 1),
        author=places(written["account_id"], written["account_id"].unique())[order],
        cut_off=(_flags(written["kind"] == "reply") & (parent < 0))[order],
    )


def _written(outward: Rows, accounts: Frame) -> Rows:
    """Return all messages; ``ours`` says whose turn they are, and is empty where they take none."""
    ours = said(outward).filter(nw.col("kind").fill_null("post") != "reshare")
    theirs = inbound(outward).join(own_accounts(outward, accounts), on="account_id", how="anti")
    sides = nw.concat(
        [
            ours.select("message_id", ours=nw.lit(value=True)),
            theirs.select("message_id", ours=nw.lit(value=False)),
        ]
    )
    alone = nw.col("thread_id").is_null() & nw.col("root_id").is_null()
    to_whom = nw.when(nw.col("direction") == "out").then("to_account_id").otherwise("account_id")
    private = (nw.col("kind") == "dm") & alone & nw.col("parent_id").is_null()
    room = nw.when(private).then(nw.concat_str([nw.lit("with "), to_whom]))
    columns = ("message_id", "account_id", "parent_id", "kind", "t_us", "month", "iso_week")
    return outward.join(sides, on="message_id", how="left").select(
        *columns,
        "ours",
        thread_id=_where_other("thread_id", "parent_id"),
        root_id=_where_other("root_id", "thread_id"),
        room=room,
    )


def _where_other(name: str, than: str) -> nw.Expr:
    """Return a name where it says more than another; most platforms say the same twice."""
    same = (nw.col(name) == nw.col(than)).fill_null(value=False)
    return nw.when(~same).then(name)


def _begins(group: Places, when: Places, may_open: Flags, quiet_hours: float) -> Flags:
    """Say of each message, in order, whether a conversation begins with it."""
    quiet = np.diff(when, prepend=0) >= quiet_hours * 3600 * MICRO
    return np.asarray((np.diff(group, prepend=-1) != 0) | (quiet & may_open), dtype=np.bool_)


def _moved(parent: Places, order: Places, owner: Places) -> Places:
    """Return the places of parents among the turns, -1 beyond the conversation."""
    turn = np.full(len(parent) + 1, -1, dtype=np.int64)
    turn[order] = np.arange(len(order))
    found = turn[parent[order]]
    return np.where((found >= 0) & (owner[found] == owner), found, -1)


def _changes(turns: Turns) -> Flags:
    """Say of each message whether another side, or another conversation, begins with it."""
    changes = np.diff(turns.ours, prepend=False).astype(np.bool_)
    changes[turns.first] = True
    return changes


def _returned(turns: Turns) -> Flags:
    """Say of each conversation whether the public came back after us."""
    public, parent = ~turns.ours, np.append(turns.parent, -1)
    ours = np.append(turns.ours, False)
    above = parent[parent[:-1]]
    to_answer = public & ours[parent[:-1]] & (above >= 0) & ~ours[above]
    said_before = np.cumsum(turns.ours)[public]
    pairs = turns.owner[public] * (turns.author.max(initial=0) + 1) + turns.author[public]
    _, met, pair = np.unique(pairs, return_index=True, return_inverse=True)
    again = np.zeros(len(public), dtype=np.bool_)
    again[public] = said_before > said_before[met][pair]
    return _summed(turns, to_answer | again) > 0


def _summed(turns: Turns, flags: Flags) -> Places:
    return np.bincount(turns.owner[flags], minlength=len(turns.first))


def _flags(told: nw.Series[Any]) -> Flags:
    return told.fill_null(value=False).to_numpy().astype(np.bool_)


def _column(name: str, values: NDArray[Any]) -> nw.Series[Any]:
    return nw.new_series(name, values, backend="polars")


def _sides(name: str, ours: Flags) -> nw.Series[Any]:
    return _column(name, np.where(ours, ORGANISATION, PUBLIC))


def _speakers(turns: Turns) -> nw.Series[Any]:
    """Return the account of ours that speaks first in each conversation."""
    place = np.flatnonzero(turns.ours)
    owner, at = np.unique(turns.owner[place], return_index=True)
    first = np.zeros(len(turns.first), dtype=np.int64)
    first[owner] = place[at]
    spoken = _column("speaks", np.isin(np.arange(len(first)), owner))
    named = turns.rows[first].select("account_id").with_columns(spoken)
    return named.select(nw.when("speaks").then("account_id"))["account_id"]
