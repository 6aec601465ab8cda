"""Where people write inside: in the open, in closed rooms, or apart from the others."""

import narwhals as nw
import numpy as np

from toolkit.conversations.frames import Collected, Frame, Rows, collect, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import DIRECT, roster, why_none, written
from toolkit.results import Measure, Measures
from toolkit.stats import clustered_share, median_interval, wilson

SCOPE = "internal"
NAMES = (
    ("open_room_share", "share"),
    ("direct_share", "share"),
    ("announcement_rooms_share", "share"),
    ("cross_team_rooms_share", "share"),
    ("room_members_median", "voices"),
)


def places(interactions: Frame, people: Frame, channels: Frame, *, min_n: int = 15) -> Measures:
    """Open rooms against messages apart, rooms for announcements, rooms that join teams (M23).

    The shares of messages are over all that the roster wrote in places that are known; of rooms
    whose kind the export does not say, nothing is known. A room joins teams where people of two
    of them wrote in it; with people of one team only, none can. There is no good share: what is
    open depends on what is spoken of. Intervals of messages allow for people who write alike.
    """
    gauges = tuple(Gauge(name, "M23", unit, min_n) for name, unit in NAMES)
    rows = _placed(interactions, people, channels)
    each = collect(
        rows.filter(~nw.col("place").is_null())
        .group_by("src")
        .agg(_times("place", "open"), _times("place", "direct"), nw.len().alias("messages"))
        .sort("src")
    )
    rooms = _rooms(rows, people)
    writers = len(each)
    reason = why_none(interactions, people, "no_place")
    in_the_open, direct, told, joining, members = gauges
    return (
        _share(in_the_open, each, "open", reason),
        _share(direct, each, "direct", reason),
        _of_rooms(told, rooms, "is_announcement_only", writers, reason),
        _of_rooms(joining, rooms, "joins", writers, _why_not_joining(people, reason)),
        _members(members, rooms, writers, reason),
    )


def _placed(interactions: Frame, people: Frame, channels: Frame) -> Rows:
    columns = ("kind", "members_n", "is_announcement_only")
    known = read(channels, "channels", "channel_id", *columns)
    once = known.group_by("channel_id").agg(
        nw.col("kind").min(), nw.col("members_n").max(), nw.col("is_announcement_only").max()
    )
    rows = written(interactions, people).join(once, on="channel_id", how="left")
    way, kind = nw.col("channel_kind"), nw.col("kind")
    apart = way.is_in(list(DIRECT)) | kind.is_in(list(DIRECT))
    place = (
        nw.when(apart.fill_null(value=False))
        .then(nw.lit("direct"))
        .when(way == "email")
        .then(nw.lit("email"))
        .otherwise(kind)
    )
    return rows.with_columns(place=place)


def _times(column: str, value: str) -> nw.Expr:
    return (nw.col(column) == value).cast(nw.Int64).sum().alias(value)


def _share(gauge: Gauge, each: Collected, name: str, reason: str) -> Measure:
    if not len(each):
        return gauge.missing(reason)
    hits, cases = each[name].to_numpy(), each["messages"].to_numpy()
    n = int(cases.sum())
    share = int(hits.sum()) / n
    return gauge.value(share, n, clustered_share(hits, cases), people=len(each))


def _rooms(rows: Rows, people: Frame) -> Collected:
    """Return the rooms in which somebody wrote, what is known of each, and whether it joins."""
    inside = rows.filter(
        nw.col("place").is_in(["open", "private"]), ~nw.col("channel_id").is_null()
    )
    found = (
        inside.join(roster(people, "team"), on="src", how="left")
        .group_by("channel_id")
        .agg(
            nw.col("place").min(),
            nw.col("members_n").max(),
            nw.col("is_announcement_only").cast(nw.Int64).max(),
            writers=nw.col("src").n_unique(),
            first=nw.col("team").min(),
            last=nw.col("team").max(),
        )
    )
    several = nw.when(nw.col("writers") > 1, ~nw.col("first").is_null())
    return collect(
        found.with_columns(
            joins=several.then((nw.col("first") != nw.col("last")).cast(nw.Int64)),
        ).sort("channel_id")
    )


def _of_rooms(gauge: Gauge, rooms: Collected, column: str, people: int, reason: str) -> Measure:
    known = rooms[column].drop_nulls()
    n, hits = len(known), int(known.sum() or 0)
    if not n or reason == "one_team":
        return gauge.missing(reason, 0, people or None)
    return gauge.value(hits / n, n, wilson(hits, n), people=people)


def _why_not_joining(people: Frame, reason: str) -> str:
    teams = collect(read(people, "people", "team").filter(~nw.col("team").is_null()).unique())
    return "one_team" if len(teams) == 1 else reason


def _members(gauge: Gauge, rooms: Collected, people: int, reason: str) -> Measure:
    sizes = rooms.filter(nw.col("place") == "open")["members_n"].drop_nulls().to_numpy()
    if not len(sizes):
        return gauge.missing(reason, 0, people or None)
    return gauge.value(float(np.median(sizes)), len(sizes), median_interval(sizes), people=people)
