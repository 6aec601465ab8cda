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
    rows = keyed(interactions, "src", "channel_kind", "channel_id", "reply_to", "t_us", "month")
    public = rows.filter(nw.col("channel_kind").is_in(list(ROOMS)))
    public = public.join(open_rooms(channels), on="channel_id", how="semi")
    asked = _asked(public, messages, people, months)
    found = collect(asked.sort("key"))
    last = collect(rows.select(nw.col("t_us").max())).item() if len(found) else None
    mature = found.filter(nw.col("t_us") + hours * HOUR <= (last or 0))
    if not len(mature):
        return (gauge.missing(why_none(interactions, people, "no_question"), 0),)
    answered = _soon(mature["key"].to_list(), public)
    kept = _replied(asked, rows, hours)
    open_still = ~(answered | np.isin(np.asarray(mature["key"].to_list(), dtype=str), kept))
    _, asker = np.unique(np.asarray(mature["src"].to_list(), dtype=str), return_inverse=True)
    cases = np.bincount(asker)
    hits = np.bincount(asker, weights=open_still)
    n = len(mature)
    share = int(hits.sum()) / n
    return (gauge.value(share, n, clustered_share(hits, cases), people=len(cases)),)


def _asked(public: Rows, messages: Frame, people: Frame, months: tuple[int, int] | None) -> Rows:
    texts = read(messages, "messages", "message_id", "scope", "text")
    asking = texts.filter(nw.col("scope") == "internal", nw.col("text").str.contains(ASKS))
    opening = within(public, months).filter(nw.col("reply_to").is_null())
    once = opening.group_by("key").agg(nw.col("src").min(), nw.col("t_us").min())
    return once.join(asking.select(key="message_id"), on="key", how="semi").join(
        roster(people), on="src", how="semi"
    )


def _soon(keys: list[str], public: Rows) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of these messages whether another person wrote in their room soon after."""
    held = in_rooms(public.select("key", "channel_id", "src", "t_us").unique())
    quick = held.keys[held.waited_inline() <= HOUR]
    return np.isin(np.asarray(keys, dtype=str), quick)


def _replied(asked: Rows, rows: Rows, hours: int) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """Return the questions that another person answered in time."""
    given = rows.select("reply_to", by="src", at="t_us").join(
        asked, left_on="reply_to", right_on="key"
    )
    late = nw.col("at") - nw.col("t_us")
    kept = given.filter(nw.col("by") != nw.col("src"), late >= 0, late <= hours * HOUR)
    return np.asarray(collect(kept.select("reply_to").unique())["reply_to"].to_list(), dtype=str)
