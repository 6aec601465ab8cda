"""When people work inside: after hours, on days off, with too short a night; groups only."""

import narwhals as nw

from toolkit.conversations.frames import Collected, Frame, Rows, collect
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import DIRECT, HOUR, keyed, why_none, written
from toolkit.conversations.once import held, once
from toolkit.conversations.rests import short_rests
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, clustered_share

SCOPE = "internal"
SHARES = (
    "after_hours_share",
    "after_hours_started_share",
    "after_hours_answers_share",
    "weekend_share",
    "holiday_share",
)
WITHIN = 24 * HOUR  # a message apart answers what the other wrote less than a day before


def load(interactions: Frame, people: Frame, *, rest_hours: int = 11, min_n: int = 100) -> Measures:
    """Share of messages after hours, what is started and answers apart, and short nights (M24).

    Hours are those declared, on the clock of who writes; public holidays are those of the
    organisation's country. What is started is a choice, what is answered shows exposure. A short
    rest is a night with less than ``rest_hours`` between the last message of a day and the first
    of the next, over the days with a message; what is written before 4 in the morning belongs to
    the day before. Messages that a programme sends later hide some of it, or add to it.
    Intervals allow for people who are alike with themselves: Kish (1965).
    """
    gauges = tuple(Gauge(name, "M24", "share", min_n) for name in SHARES)
    rest = Gauge("short_rest_share", "M24", "share", min_n)
    rows = written(interactions, people, "hours").filter(~nw.col("hours").is_null())
    each = collect(_counted(rows, interactions).sort("src"))
    reason = why_none(interactions, people, "no_hours")
    return (
        *(_share(gauge, each, reason) for gauge in gauges),
        _rest(rest, short_rests(written(interactions, people), rest_hours), reason),
    )


def _counted(rows: Rows, interactions: Frame) -> Rows:
    """Return how many messages each person wrote, of each kind, and how many of them count."""
    answering = _answering(interactions).with_columns(answers=nw.lit(value=1))
    known = rows.join(answering, on="key", how="left")
    answers = ~nw.col("answers").is_null()
    late = nw.col("hours") != "working"
    counted = {
        "after_hours_share": (late, ~nw.col("hours").is_null()),
        "after_hours_started_share": (late & ~answers, ~answers),
        "after_hours_answers_share": (late & answers, answers),
        "weekend_share": (nw.col("weekday") >= 6, ~nw.col("weekday").is_null()),
        "holiday_share": (nw.col("hours") == "holiday", ~nw.col("hours").is_null()),
    }
    return known.group_by("src").agg(
        part.fill_null(value=False).cast(nw.Int64).sum().alias(f"{name}_{which}")
        for name, parts in counted.items()
        for which, part in zip(("hits", "cases"), parts, strict=True)
    )


@once
def _answering(interactions: Frame) -> Rows:
    """Return the keys of messages that answer somebody: said so, or next in an exchange of two."""
    rows = keyed(interactions, "src", "dst", "channel_kind", "reply_to", "t_us")
    said = rows.filter(~nw.col("reply_to").is_null()).select("key")
    way = nw.col("channel_kind").fill_null("dm").is_in([*DIRECT, "email"])
    between = rows.filter(way, ~nw.col("dst").is_null(), ~nw.col("t_us").is_null())
    first = nw.when(nw.col("src") < nw.col("dst")).then("src").otherwise("dst")
    second = nw.when(nw.col("src") < nw.col("dst")).then("dst").otherwise("src")
    pairs = between.with_columns(first=first, second=second)
    order = {"partition_by": ["first", "second"], "order_by": ["t_us", "key"]}
    turned = pairs.with_columns(
        before=nw.col("src").shift(1).over(*order["partition_by"], order_by=order["order_by"]),
        at=nw.col("t_us").shift(1).over(*order["partition_by"], order_by=order["order_by"]),
    )
    next_ = turned.filter(
        nw.col("before") != nw.col("src"), nw.col("t_us") - nw.col("at") <= WITHIN
    )
    return held(nw.concat([said, next_.select("key")]).unique())


def _share(gauge: Gauge, each: Collected, reason: str) -> Measure:
    if not len(each):
        return gauge.missing(reason)
    hits, cases = (each[f"{gauge.id}_{one}"].to_numpy() for one in ("hits", "cases"))
    return _of(gauge, hits, cases, reason)


def _of(gauge: Gauge, hits: Numbers, cases: Numbers, reason: str) -> Measure:
    n, people = int(cases.sum()), int((cases > 0).sum())
    if not n:
        return gauge.missing(reason)
    interval = clustered_share(hits, cases)
    return gauge.value(int(hits.sum()) / n, n, interval, people=people)


def _rest(gauge: Gauge, found: tuple[Numbers, Numbers], reason: str) -> Measure:
    return _of(gauge, *found, "one_day" if reason == "no_hours" else reason)
