"""The tie rule: from what people write to each other inside to a network of who is tied to whom."""

from dataclasses import dataclass
from datetime import timedelta

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Frame, Rows, collect, read
from toolkit.conversations.inside import DIRECT, ROOMS
from toolkit.conversations.once import held, once
from toolkit.networks import Network, network

DAY = timedelta(days=1) // timedelta(microseconds=1)
FEW = 5  # addressees up to which a mail or an invitation is meant for each of them
WINDOW = 90  # days, back from the last message
LEAST = 28  # days below which who is silent may only be away
COLUMNS = ("src", "dst", "channel_kind", "reply_to", "recipients_n", "t_us", "month")


@dataclass(frozen=True)
class Tied:
    """The roster in its order, and the network of its members; silent people stay in it.

    ``days`` is the window that ties were looked for in, None where no message has a date.
    """

    people: tuple[str, ...]
    net: Network
    days: int | None


@once
def tied(
    interactions: Frame, people: Frame, *, messages: int = 2, window_days: int = WINDOW
) -> Tied:
    """Return who is tied to whom by the tie rule.

    A tie goes from one person of the roster to another after so many messages within the last
    ``window_days``: messages apart, mails and invitations to at most five, answers in rooms.
    What is written to all makes no tie; a message counts once for each addressee.
    """
    found = _recent(addressed(interactions), window_days)
    counted = collect(
        between(found.rows, people)
        .group_by("src", "dst")
        .agg(nw.col("messages").sum().cast(nw.Int64))
        .filter(nw.col("messages") >= messages)
    )
    roster = members(people)
    number = {one: place for place, one in enumerate(roster)}
    src, dst = (np.array([number[one] for one in counted[end].to_list()]) for end in ("src", "dst"))
    return Tied(roster, network(len(roster), src, dst), found.days)


@once
def addressed(interactions: Frame, *, recipients: int = FEW, mentions: bool = False) -> Rows:
    """Return each message to each of its addressees once: src, dst, key, t_us, month, messages.

    Where a row has no message, it is a count of several: ``messages`` says of how many.
    ``is_reply`` says whether it answers a message. ``mentions`` lets in what names somebody in a
    room, and leaves out invitations: that makes no tie, but may open a conversation.
    """
    rows = read(interactions, "interactions", "message_id", "interaction_id", *COLUMNS)
    kind = nw.col("channel_kind").fill_null("dm")
    few = nw.col("recipients_n").fill_null(_recipients()) <= recipients
    in_room = kind.is_in(list(ROOMS))
    meant = (
        kind.is_in(list(DIRECT))
        | ((kind == "email") & few)
        | ((in_room & few) if mentions else ((kind == "meeting") & few))
        | (in_room & ~nw.col("reply_to").is_null())
    )
    sent = rows.filter(~nw.col("dst").is_null(), nw.col("src") != nw.col("dst"), meant)
    sent = sent.with_columns(key=nw.coalesce("message_id", "interaction_id"))
    each = sent.group_by("src", "dst", "key").agg(
        nw.col("t_us", "month").min(),
        rows=nw.len().cast(nw.Int64),
        is_reply=(~nw.col("reply_to").is_null()).max(),
    )
    alone = nw.when(nw.col("key").is_null()).then("rows").otherwise(nw.lit(1))
    return held(each.with_columns(messages=alone.cast(nw.Int64)))


def _recipients() -> nw.Expr:
    """Count the addressees of a message where the export does not say how many there were."""
    one = nw.col("message_id").is_null()
    return nw.when(one).then(nw.lit(1)).otherwise(nw.len().over("message_id").cast(nw.Int64))


def between(rows: Rows, people: Frame) -> Rows:
    """Keep what members of the roster wrote to members of the roster."""
    roster = read(people, "people", "person_id").unique()
    for end in ("src", "dst"):
        rows = rows.join(roster.rename({"person_id": end}), on=end, how="semi")
    return rows


@once
def members(people: Frame) -> tuple[str, ...]:
    """Return the roster, in order."""
    roster = collect(read(people, "people", "person_id").unique())
    return tuple(sorted(roster["person_id"].to_list()))


@dataclass(frozen=True)
class _Recent:
    rows: Rows
    days: int | None


def _recent(rows: Rows, window_days: int) -> _Recent:
    """Keep the last days; where nothing is dated, everything."""
    span = collect(rows.select(first=nw.col("t_us").min(), last=nw.col("t_us").max()))
    first, last = span["first"].item(), span["last"].item()
    if last is None:
        return _Recent(rows, None)
    days = min(window_days, (last - first) // DAY + 1)
    return _Recent(rows.filter(nw.col("t_us") > last - window_days * DAY), days)


@once
def attribute(people: Frame, column: str) -> NDArray[np.int64]:
    """Number what the roster says of each member in its order, such as the team; -1 where nothing.

    Numbers follow the order of what is said, so that levels keep theirs.
    """
    told = collect(
        read(people, "people", "person_id", column).group_by("person_id").agg(nw.col(column).min())
    ).sort("person_id")
    values = told[column].to_list()
    order = {one: place for place, one in enumerate(sorted({*values} - {None}))}
    return np.array([order.get(one, -1) for one in values], dtype=np.int64)


def why_no_ties(found: Tied, interactions: Frame, least_days: int) -> str | None:
    """Return why a network cannot be told, None where it can."""
    if not found.people:
        return "no_people"
    if not found.net.ties:
        sent = collect(read(interactions, "interactions", "src").select(nw.len())).item()
        return "no_tie" if sent else "no_messages"
    if found.days is not None and found.days < least_days:
        return "short_window"
    return None
