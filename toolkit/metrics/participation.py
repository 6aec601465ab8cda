"""Who is heard inside: whether a few write nearly everything, and how many never write."""

from dataclasses import dataclass
from functools import partial
from math import ceil

import narwhals as nw
import numpy as np

from toolkit.conversations.frames import Frame, Rows, collect, read
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, Statistic, bootstrap, gini, rank_share

SCOPE = "internal"


@dataclass(frozen=True)
class Held:
    """Numbers of messages that somebody wrote, and how many people wrote each."""

    messages: Numbers
    people: Numbers


def participation(
    interactions: Frame, people: Frame, *, smallest: int = 5, min_n: int = 15
) -> Measures:
    """How unequally people write, silent people included (measure M22).

    Gini's plain index over the roster: one who says everything among n gives (n - 1) / n;
    multiply by n / (n - 1) for the small-sample version. Over those who wrote only it would be
    another, lower number. Then the share of silent people, and the share of all messages by the
    most active 1 % and by the next 9 % (Nielsen, 2006), unless these are fewer than
    ``smallest`` people. Intervals are drawn over people.
    """
    gauges = tuple(
        Gauge(name, "M22", unit, min_n)
        for name, unit in (
            ("participation_gini", "index"),
            ("silent_share", "share"),
            ("top_1_share", "share"),
            ("next_9_share", "share"),
        )
    )
    held = _held(interactions, people)
    size, total = int(held.people.sum()), int(held.messages @ held.people)
    if not total:
        reason = "no_messages" if size else "no_people"
        return tuple(gauge.missing(reason, 0, size or None) for gauge in gauges)
    index, silent, top, rest = gauges
    first, tenth = ceil(size * 0.01), ceil(size * 0.10)
    quiet = int(held.people[held.messages == 0].sum())
    return (
        _drawn(index, held, partial(gini, held.messages), n=size, people=size),
        silent.share(quiet, size, people=size),
        _ranked(top, held, 0, first, smallest),
        _ranked(rest, held, first, tenth, smallest),
    )


def _held(interactions: Frame, people: Frame) -> Held:
    roster = read(people, "people", "person_id").unique()
    sent = _sent(interactions).rename({"src": "person_id"})
    each = roster.join(sent, on="person_id", how="left").with_columns(
        nw.col("messages").fill_null(0).cast(nw.Int64)
    )
    found = collect(each.group_by("messages").agg(people=nw.len()).sort("messages"))
    messages, holders = (found[name].to_numpy() for name in ("messages", "people"))
    return Held(messages.astype(np.float64), holders.astype(np.float64))


def _sent(interactions: Frame) -> Rows:
    """Count each person's messages, once however many people they are addressed to."""
    rows = read(interactions, "interactions", "message_id", "interaction_id", "src")
    key = nw.coalesce("message_id", "interaction_id")
    per_message = rows.with_columns(key=key).group_by("src", "key").agg(rows=nw.len())
    messages = nw.when(nw.col("key").is_null()).then("rows").otherwise(nw.lit(1)).cast(nw.Int64)
    return (
        per_message.with_columns(messages=messages)
        .group_by("src")
        .agg(nw.col("messages").sum().cast(nw.Int64))
    )


def _ranked(gauge: Gauge, held: Held, first: int, last: int, smallest: int) -> Measure:
    total = int(held.messages @ held.people)
    if last - first < smallest:
        return gauge.missing("too_few_people", total)
    what = partial(rank_share, held.messages, first=first, last=last)
    return _drawn(gauge, held, what, n=total, people=last - first)


def _drawn(gauge: Gauge, held: Held, what: Statistic, *, n: int, people: int) -> Measure:
    interval = bootstrap(held.people, what, limits=(0.0, 1.0))
    size = int(held.people.sum())
    return gauge.value(float(what(held.people)), n, interval, people=people, rests_on=size)
