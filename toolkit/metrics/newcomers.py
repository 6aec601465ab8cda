"""Whether somebody new inside is answered: the first thing that they write, and how soon."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from toolkit import stats
from toolkit.conversations.frames import Collected, Frame, Rows, collect, within
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import DIRECT, HOUR, ROOMS, keyed, roster, why_none
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, kaplan_meier

SCOPE = "internal"
DAY = 24 * HOUR
LONG = 72  # hours after which a first answer has come, or has not


@dataclass(frozen=True)
class Firsts:
    """How long each newcomer waited, or was watched in vain, in seconds; and who was answered."""

    waited: Numbers
    watched: Numbers
    answered: np.ndarray[tuple[int], np.dtype[np.bool_]]


def newcomers(
    interactions: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    settled_days: int = 28,
    min_n: int = 15,
) -> Measures:
    """First answers to people who are new: share within 72 hours, and the median wait (M23).

    New is who writes for the first time more than ``settled_days`` after the first message of
    all: no export says since when somebody is there, so that a person silent until then counts
    too. An answer is another person's to that message, a message written to the newcomer, or one
    in the same room within the hour. The median is Kaplan and Meier's (1958), in seconds.
    """
    share = Gauge("newcomer_answered_72h", "M23", "share", min_n)
    wait = Gauge("newcomer_wait_median", "M23", "seconds", min_n)
    columns = ("src", "dst", "channel_kind", "channel_id", "reply_to", "t_us", "month")
    rows = keyed(interactions, *columns)
    rows = rows.filter(nw.col("channel_kind").fill_null("dm") != "meeting")
    found = _firsts(rows, people, months, settled_days)
    if found is None:
        reason = why_none(interactions, people, "nobody_new")
        return share.missing(reason), wait.missing(reason)
    return _share(share, found), _wait(wait, found)


def _firsts(
    rows: Rows, people: Frame, months: tuple[int, int] | None, settled_days: int
) -> Firsts | None:
    span = collect(rows.select(start=nw.col("t_us").min(), end=nw.col("t_us").max()))
    start, end = span["start"].item(), span["end"].item()
    if start is None:
        return None
    began = rows.group_by("src").agg(nw.col("t_us").min())
    new = began.filter(nw.col("t_us") > start + settled_days * DAY)
    new = new.join(roster(people), on="src", how="semi")
    opened = rows.join(new, on=["src", "t_us"]).group_by("src", "t_us", "month")
    first = within(opened.agg(nw.col("key").min(), nw.col("channel_id").min()), months)
    known = collect(first.sort("src"))
    return _waits(known, collect(_answers(first, rows)), end) if len(known) else None


def _answers(first: Rows, rows: Rows) -> Rows:
    """Return when each newcomer was first answered: src, at (microseconds)."""
    others = rows.select("dst", "channel_kind", "channel_id", "reply_to", by="src", at="t_us")
    to_message = others.join(first, left_on="reply_to", right_on="key").select(
        "src", "by", "at", "t_us"
    )
    direct = others.filter(nw.col("channel_kind").fill_null("dm").is_in([*DIRECT, "email"]))
    to_person = direct.join(first, left_on="dst", right_on="src").select(
        "by", "at", "t_us", src="dst"
    )
    in_room = others.filter(nw.col("channel_kind").is_in(list(ROOMS))).join(first, on="channel_id")
    inline = in_room.filter(nw.col("at") <= nw.col("t_us") + HOUR)
    columns = ("src", "by", "at", "t_us")
    every = nw.concat([one.select(*columns) for one in (to_message, to_person, inline)])
    given = every.filter(nw.col("by") != nw.col("src"), nw.col("at") >= nw.col("t_us"))
    return given.group_by("src").agg(nw.col("at").min())


def _waits(known: Collected, answers: Collected, end: int) -> Firsts:
    at = dict(zip(answers["src"].to_list(), answers["at"].to_list(), strict=True))
    wrote = known["t_us"].to_numpy().astype(np.float64)
    reply = np.array([at.get(one, np.nan) for one in known["src"].to_list()], dtype=np.float64)
    answered = ~np.isnan(reply)
    watched = (end - wrote) / 1e6
    return Firsts(np.where(answered, (reply - wrote) / 1e6, watched), watched, answered)


def _share(gauge: Gauge, found: Firsts) -> Measure:
    horizon = LONG * 3600
    mature = found.watched >= horizon
    n = int(mature.sum())
    if not n:
        return gauge.missing("nobody_new")
    hits = int((mature & found.answered & (found.waited <= horizon)).sum())
    return gauge.share(hits, n, people=n)


def _wait(gauge: Gauge, found: Firsts) -> Measure:
    n = len(found.waited)
    curve = kaplan_meier(found.waited, found.answered)
    median = stats.survival_quantile(curve, 0.5)
    if median is None:
        return gauge.missing("not_reached", n, n)
    return gauge.value(median, n, stats.survival_quantile_interval(curve, 0.5), people=n)
