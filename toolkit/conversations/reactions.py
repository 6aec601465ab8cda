"""What the public does with the organisation's posts, as platforms count it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import MICRO, external, said
from toolkit.conversations.frames import Collected, Frame, Rows, collect, count, read, within
from toolkit.stats import Numbers

OWN_POSTS = ("post", "quote")  # on what it reshares, the public reacts to somebody else
COUNTERS = ("comments", "shares", "likes")
DAY = 86_400 * MICRO
GROWING = 7 * DAY  # until then counts still rise


@dataclass(frozen=True)
class Reactions:
    """The organisation's posts and what the public did with each.

    One row a post: message_id, voice, one column for each of ``COUNTERS`` and followers (when it
    was published), empty where unknown. ``reason`` says why no counter has anything.
    """

    rows: Collected
    reason: str

    @property
    def people(self) -> int | None:
        """The number of voices that published, None where there is none."""
        return self.rows["voice"].n_unique() or None


def reactions(
    messages: Frame,
    accounts: Frame,
    message_metrics: Frame,
    account_metrics: Frame,
    *,
    months: tuple[int, int] | None = None,
) -> Reactions:
    """Return the organisation's posts with the public's reactions to them.

    Of each counter the last capture counts that was made seven days after the post, or later;
    where the export does not say when it counted, the last message of all stands for that. What
    the organisation itself wrote under a post is taken off its comments. Advertisements are left
    out. Followers are those of the day of the post: as the platform counted them then, else on
    the line between the days before and after on which it did.
    """
    outward = external(messages)
    written = _posts(within(said(outward), months), accounts).sort("message_id")
    captures = _captures(written, message_metrics, _last_moment(outward))
    ripe = captures.filter(nw.col("captured_us") - nw.col("t_us") >= GROWING)
    found = written.select("message_id", "account_id", "t_us", "voice")
    for counter in COUNTERS:
        found = found.join(_last(ripe, counter), on="message_id", how="left")
    found = found.join(_last(captures, "followers_at_post"), on="message_id", how="left")
    found = _without_ours(found, outward).sort("message_id")
    followers = _followers(found, account_metrics)
    rows = found.with_columns(followers).select("message_id", "voice", *COUNTERS, "followers")
    return Reactions(rows, _why_nothing(outward, len(written), len(captures), len(ripe)))


def _why_nothing(outward: Rows, written: int, captures: int, ripe: int) -> str:
    if not written:
        return "no_outbound" if count(outward) else "no_messages"
    return "still_growing" if captures and not ripe else "no_counter"


def _posts(written: Rows, accounts: Frame) -> Collected:
    posts = written.filter(
        nw.col("kind").fill_null("post").is_in(OWN_POSTS), ~nw.col("t_us").is_null()
    )
    known = read(accounts, "accounts", "account_id", "person_id")
    named = posts.join(known, on="account_id", how="left")
    voice = nw.coalesce("person_id", "account_id")
    return collect(named.select("message_id", "account_id", "t_us", voice=voice))


def _last_moment(outward: Rows) -> int:
    return int(collect(outward.select(nw.col("t_us").max().fill_null(0))).item())


def _captures(written: Collected, message_metrics: Frame, otherwise: int) -> Collected:
    """Return what was counted of these posts, and when."""
    columns = ("message_id", "captured_at", *COUNTERS, "followers_at_post")
    counted = collect(read(message_metrics, "message_metrics", *columns))
    moment = nw.col("captured_at").dt.timestamp("us").fill_null(otherwise)
    timed = counted.with_columns(captured_us=moment).drop("captured_at")
    return timed.join(written.select("message_id", "t_us"), on="message_id").sort(
        "captured_us", *COUNTERS, "followers_at_post"
    )


def _last(captures: Collected, counter: str) -> Collected:
    known = captures.filter(~nw.col(counter).is_null()).select("message_id", counter)
    return known.unique("message_id", keep="last", maintain_order=True)


def _without_ours(found: Collected, outward: Rows) -> Collected:
    """Take what the organisation wrote under each post off the comments to it."""
    ours = outward.filter(nw.col("direction") == "out", nw.col("kind") == "reply")
    under = [
        ours.select("message_id", post=name).filter(~nw.col("post").is_null())
        for name in ("parent_id", "root_id", "thread_id")
    ]
    by_us = nw.concat(under).unique().filter(nw.col("post") != nw.col("message_id"))
    counted = collect(by_us.group_by("post").agg(by_us=nw.len()))
    joined = found.join(counted, left_on="message_id", right_on="post", how="left")
    left = nw.col("comments") - nw.col("by_us").fill_null(0).cast(nw.Int64)
    return joined.with_columns(comments=left.clip(lower_bound=0))


def _followers(found: Collected, account_metrics: Frame) -> nw.Series[Any]:
    """Return how many followed the account when each post was published."""
    told = found["followers_at_post"].cast(nw.Float64).fill_null(np.nan).to_numpy()
    columns = ("account_id", "day", "followers")
    days = collect(read(account_metrics, "account_metrics", *columns)).drop_nulls()
    days = days.with_columns(nw.col("day").cast(nw.Date)).sort("day")  # pandas knows no mere days
    moments, writers = found["t_us"].to_numpy() / DAY, np.asarray(found["account_id"].to_list())
    between = np.full(len(found), np.nan)
    for account in sorted(set(days["account_id"].to_list())):
        mine = days.filter(nw.col("account_id") == account)
        ends = np.asarray([_end_of(day) for day in mine["day"].to_list()], dtype=np.float64)
        theirs = writers == account
        between[theirs] = _on_the_line(moments[theirs], ends, mine["followers"].to_numpy())
    known = np.where(np.isnan(told), between, told)
    listed = [None if one else many for one, many in zip(np.isnan(known), known, strict=True)]
    return nw.new_series("followers", listed, nw.Float64, backend="polars")


def _end_of(day: date) -> int:
    """Return when a day ends, in days since 1970."""
    return (day - date(1970, 1, 1)).days + 1


def _on_the_line(moments: Numbers, ends: Numbers, followers: Numbers) -> Numbers:
    return np.asarray(np.interp(moments, ends, followers, left=np.nan, right=np.nan))
