"""Whether posts come out on the stroke of the hour, as programmes publish and people hardly do."""

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Frame, Rows, collect, first_ids
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import published, voices_in, why_no_post
from toolkit.conversations.rounded import dated_finely, rounded_clocks
from toolkit.results import Measure, Measures
from toolkit.stats import MINUTES, QUARTERS, bootstrap, evenness, evenness_p, quarter_excess

SCOPE = "external"
MEASURES = {
    "minute_excess": "share",
    "minute_entropy": "index",
    "minute_signal": "share",
    "second_signal": "share",
}


def minutes(messages: Frame, accounts: Frame, *, min_n: int = 40) -> Measures:
    """How posts fall on the minutes of the hour and the seconds of the minute (measure M8).

    The share on minutes 0, 15, 30, 45 beyond the 4 in 60 of chance; Shannon's entropy over that
    of equal minutes; how often equal chances would be as uneven (Pearson's chi-square, 59
    degrees of freedom, from 300 posts on, drawn below), for minutes and for seconds. Posts only:
    answers follow the public's hour. A platform whose times are rounded is left out: one where
    others too never write off the quarters, where all is dated midnight, or where no message
    has seconds. A signal, never a proof.
    """
    excess, entropy, minute, second = gauges = tuple(
        Gauge(name, "M8", unit, min_n) for name, unit in MEASURES.items()
    )
    outward = external(messages)
    dated = dated_finely(outward)
    posts = published(dated)
    n, clocks = len(collect(posts.select("message_id"))), rounded_clocks(dated, posts)
    if not n:
        return tuple(gauge.missing(_why(outward)) for gauge in gauges)
    fine = posts.filter(~nw.col("platform").is_in(clocks.no_minute))
    finer = fine.filter(~nw.col("platform").is_in(clocks.no_second))
    by_minute, by_second = _counts(fine, "minute"), _counts(finer, "second")
    people = voices_in(fine, accounts)
    return (
        _excess(excess, fine, by_minute, people),
        _entropy(entropy, by_minute, people),
        _surprise(minute, by_minute, people, "coarse_times"),
        _surprise(second, by_second, people, "no_seconds"),
    )


def _why(outward: Rows) -> str:
    has_posts = len(collect(published(outward).select("message_id").head(1)))
    return "no_time" if has_posts else why_no_post(outward)


def _counts(posts: Rows, column: str) -> NDArray[np.int64]:
    """Return how many posts fall on each of the sixty."""
    found = collect(posts.group_by(column).agg(posts=nw.len().cast(nw.Int64)))
    counts = np.zeros(MINUTES, dtype=np.int64)
    counts[found[column].to_numpy()] = found["posts"].to_numpy()
    return counts


def _excess(gauge: Gauge, posts: Rows, counts: NDArray[np.int64], people: int) -> Measure:
    n = int(counts.sum())
    if not n:
        return gauge.missing("coarse_times")
    value, interval = quarter_excess(int(counts[list(QUARTERS)].sum()), n)
    seen = first_ids(posts.filter(nw.col("minute").is_in(list(QUARTERS))))
    return gauge.value(value, n, interval, people=people, evidence=seen)


def _entropy(gauge: Gauge, counts: NDArray[np.int64], people: int) -> Measure:
    n = int(counts.sum())
    if not n:
        return gauge.missing("coarse_times")
    interval = bootstrap(counts, evenness, limits=(0.0, 1.0))
    return gauge.value(float(evenness(counts)), n, interval, people=people)


def _surprise(gauge: Gauge, counts: NDArray[np.int64], people: int, reason: str) -> Measure:
    n = int(counts.sum())
    if not n:
        return gauge.missing(reason)
    p, interval = evenness_p(counts)
    return gauge.value(p, n, interval, people=people)
