"""Whether a question that is asked inside, before everybody, gets an answer."""

import narwhals as nw
import numpy as np

from toolkit.conversations.frames import Frame, Rows, collect, read, within
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import (
    HOUR,
    ROOMS,
    in_rooms,
    keyed,
    open_rooms,
    roster,
    why_none,
)
from toolkit.conversations.once import held, once
from toolkit.results import Measures
from toolkit.stats import clustered_share

SCOPE = "internal"
# A question mark that ends something: that of an address is followed by more of it.
ASKS = '[?\uff1f\u061f][\\s\u00a0!?\u00bb")]*(\\s|$)'


def open_questions(
    interactions: Frame,
    messages: Frame,
    people: Frame,
    channels: Frame,
    *,
    months: tuple[int, int] | None = None,
    hours: int = 72,
    min_n: int = 15,
) -> Measures:
    """Share of the questions asked in open rooms that nobody answered within 72 hours (M23).

    A question is a message with a question mark that answers nothing, by somebody of the roster.
    It is answered where another person answers it, or writes in that room within the hour:
    what is called unanswered here surely was. Questions of the last hours do not count yet.
    """
    gauge = Gauge("open_question_unanswered", "M23", "share", min_n)
    every = _questions(interactions, messages, channels)
    asked = within(every, months).join(roster(people), on="src", how="semi")
    found = collect(asked.sort("key"))
    last = _last(interactions) if len(found) else 0
    mature = found.filter(nw.col("t_us") + hours * HOUR <= last)
    if not len(mature):
        return (gauge.missing(why_none(interactions, people, "no_question"), 0),)
    answered = _answered(interactions, messages, channels, hours)
    open_still = np.array([key not in answered for key in mature["key"].to_list()])
    _, asker = np.unique(np.asarray(mature["src"].to_list(), dtype=str), return_inverse=True)
    cases = np.bincount(asker)
    hits = np.bincount(asker, weights=open_still)
    n = len(mature)
    share = int(hits.sum()) / n
    return (gauge.value(share, n, clustered_share(hits, cases), people=len(cases)),)


@once
def _rows(interactions: Frame) -> Rows:
    columns = ("src", "channel_kind", "channel_id", "reply_to", "t_us", "month")
    return held(keyed(interactions, *columns))


@once
def _last(interactions: Frame) -> int:
    return collect(_rows(interactions).select(nw.col("t_us").max())).item() or 0


@once
def _public(interactions: Frame, channels: Frame) -> Rows:
    """Return what was written in rooms that everybody may enter."""
    public = _rows(interactions).filter(nw.col("channel_kind").is_in(list(ROOMS)))
    return held(public.join(open_rooms(channels), on="channel_id", how="semi"))


@once
def _questions(interactions: Frame, messages: Frame, channels: Frame) -> Rows:
    """Return every question that was asked before everybody: key, src, t_us, month."""
    texts = read(messages, "messages", "message_id", "scope", "text")
    asking = texts.filter(nw.col("scope") == "internal", nw.col("text").str.contains(ASKS))
    opening = _public(interactions, channels).filter(nw.col("reply_to").is_null())
    opened = opening.group_by("key").agg(nw.col("src", "t_us", "month").min())
    return held(opened.join(asking.select(key="message_id"), on="key", how="semi"))


@once
def _answered(interactions: Frame, messages: Frame, channels: Frame, hours: int) -> frozenset[str]:
    """Return the questions that another person answered in time, or spoke after in their room."""
    asked = _questions(interactions, messages, channels)
    return _soon(_public(interactions, channels)) | _replied(asked, _rows(interactions), hours)


def _soon(public: Rows) -> frozenset[str]:
    """Return the messages after which another person wrote in their room soon."""
    rooms = in_rooms(public.select("key", "channel_id", "src", "t_us").unique())
    return frozenset(rooms.keys[rooms.waited_inline() <= HOUR].tolist())


def _replied(asked: Rows, rows: Rows, hours: int) -> frozenset[str]:
    """Return the questions that another person answered in time."""
    given = rows.select("reply_to", by="src", at="t_us").join(
        asked, left_on="reply_to", right_on="key"
    )
    late = nw.col("at") - nw.col("t_us")
    kept = given.filter(nw.col("by") != nw.col("src"), late >= 0, late <= hours * HOUR)
    return frozenset(collect(kept.select("reply_to").unique())["reply_to"].to_list())
