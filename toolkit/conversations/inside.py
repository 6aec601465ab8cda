"""What people of the organisation write inside: each message once, where, when, to whom."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Frame, Rows, collect, count, read
from toolkit.conversations.once import held, once

COLUMNS = ("src", "channel_kind", "channel_id", "reply_to", "t_us", "day", "hour", "weekday")
DIRECT = ("dm", "group_dm")
ROOMS = ("channel", "comment")
HOUR = 3600 * 1_000_000


@dataclass(frozen=True)
class Rooms:
    """What was written in rooms, by room and time; one place of each array a message."""

    keys: NDArray[np.str_]
    rooms: NDArray[np.str_]
    writers: NDArray[np.str_]
    moments: NDArray[np.int64]

    def waited_inline(self) -> NDArray[np.float64]:
        """Return how long after each message somebody else wrote in its room, in microseconds.

        Infinite where nobody did: several messages in a row by one person are waited on alike.
        """
        n = len(self.keys)
        if not n:
            return np.zeros(0)
        same = (self.rooms[1:] == self.rooms[:-1]) & (self.writers[1:] == self.writers[:-1])
        starts = np.concatenate([[True], ~same])
        turn = np.cumsum(starts) - 1
        first = np.append(np.flatnonzero(starts), n)
        after = first[turn + 1]
        there = np.minimum(after, n - 1)
        known = (after < n) & (self.rooms[there] == self.rooms)
        waited = (self.moments[there] - self.moments).astype(np.float64)
        return np.where(known, waited, np.inf)


@dataclass(frozen=True)
class Writers:
    """Numbers of messages that somebody wrote, and how many people of the roster wrote each."""

    messages: NDArray[np.float64]
    people: NDArray[np.float64]


def writers(interactions: Frame, people: Frame) -> Writers:
    """Count how many people wrote how much, silent people included."""
    roster = read(people, "people", "person_id").unique()
    sent = _sent(interactions).rename({"src": "person_id"})
    each = roster.join(sent, on="person_id", how="left").with_columns(
        nw.col("messages").fill_null(0).cast(nw.Int64)
    )
    found = collect(each.group_by("messages").agg(people=nw.len()).sort("messages"))
    messages, holders = (found[name].to_numpy() for name in ("messages", "people"))
    return Writers(messages.astype(np.float64), holders.astype(np.float64))


@once
def _sent(interactions: Frame) -> Rows:
    """Count each person's messages, once however many people they are addressed to."""
    rows = keyed(interactions, "src")
    per_message = rows.group_by("src", "key").agg(rows=nw.len())
    messages = nw.when(nw.col("key").is_null()).then("rows").otherwise(nw.lit(1)).cast(nw.Int64)
    counted = per_message.with_columns(messages=messages).group_by("src")
    return held(counted.agg(nw.col("messages").sum().cast(nw.Int64)))


def keyed(interactions: Frame, *columns: str) -> Rows:
    """Return the rows of who wrote to whom, each with the key of its message."""
    rows = read(interactions, "interactions", "message_id", "interaction_id", *columns)
    return rows.with_columns(key=nw.coalesce("message_id", "interaction_id"))


def roster(people: Frame, *columns: str) -> Rows:
    """Return everybody who belongs to the organisation, once, as ``src``."""
    rows = read(people, "people", "person_id", *columns).rename({"person_id": "src"})
    if not columns:
        return rows.unique()
    return rows.group_by("src").agg(nw.col(one).min() for one in columns)


def written(interactions: Frame, people: Frame, *more: str) -> Rows:
    """Return what people of the roster wrote, one row a message; invitations are no messages."""
    return _by_message(interactions, *more).join(roster(people), on="src", how="semi")


@once
def _by_message(interactions: Frame, *more: str) -> Rows:
    rows = keyed(interactions, *COLUMNS, *more)
    spoken = rows.filter(nw.col("channel_kind").fill_null("dm") != "meeting")
    told = (nw.col(one).min() for one in (*COLUMNS, *more) if one != "src")
    return held(spoken.group_by("key", "src").agg(*told))


def why_none(interactions: Frame, people: Frame, otherwise: str) -> str:
    """Return the reason why there is nothing to measure inside."""
    if not count(read(people, "people", "person_id")):
        return "no_people"
    sent = count(read(interactions, "interactions", "src"))
    return otherwise if sent else "no_messages"


def open_rooms(channels: Frame) -> Rows:
    """Return the identifiers of rooms that everybody may enter."""
    rows = read(channels, "channels", "channel_id", "kind")
    return rows.filter(nw.col("kind") == "open").select("channel_id").unique()


def in_rooms(rows: Rows) -> Rooms:
    """Hold what was written in rooms by room and time; where that is equal, by writer."""
    known = rows.filter(
        ~nw.any_horizontal(
            *(nw.col(one).is_null() for one in ("channel_id", "t_us", "key")), ignore_nulls=True
        )
    )
    held = collect(known.select("channel_id", "t_us", "src", "key"))
    held = held.sort("channel_id", "t_us", "src", "key")
    keys, rooms, writers = (
        np.asarray(held[one].to_list(), dtype=str) for one in ("key", "channel_id", "src")
    )
    return Rooms(keys, rooms, writers, held["t_us"].to_numpy().astype(np.int64))
