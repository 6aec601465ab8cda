"""Buzz or conversation: comments, shares and likes, each apart."""

import narwhals as nw
import numpy as np

from toolkit.conversations.frames import SHOWN, Collected, Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.reactions import Reactions, reactions
from toolkit.results import Measure, Measures
from toolkit.stats import mean_interval, median_interval

SCOPE = "external"
KINDS = {"conversation": "comments", "amplification": "shares", "applause": "likes"}


def buzz(
    messages: Frame,
    accounts: Frame,
    message_metrics: Frame,
    account_metrics: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 40,
) -> Measures:
    """Conversation, amplification and applause per post, never added up (measure M5).

    Kaushik's (2011) rates: comments, shares, likes over posts, and per 1,000 followers when
    posted. A few posts get most of it: the median and the share of posts that get nothing stand
    beside the mean. A platform that does not count something has no number for it, not 0.
    ``months``, as 202601, keeps the posts of these months; what they got may have come later.
    """
    found = reactions(messages, accounts, message_metrics, account_metrics, months=months)
    return tuple(
        measure
        for name, counter in KINDS.items()
        for measure in _apart(name, _counted(found, counter), found, min_n)
    )


def _counted(found: Reactions, counter: str) -> Collected:
    return found.rows.filter(~nw.col(counter).is_null()).select(
        "message_id", "followers", times=counter
    )


def _apart(name: str, posts: Collected, found: Reactions, min_n: int) -> Measures:
    units = {"rate": "per_post", "median": "per_post", "zero_share": "share"}
    mean, median, zero = (Gauge(f"{name}_{one}", "M5", units[one], min_n) for one in units)
    followed = Gauge(f"{name}_per_1000", "M5", "per_1000", min_n)
    if not len(posts):
        n = len(found.rows)
        gauges = (mean, median, zero, followed)
        return tuple(one.missing(found.reason, n, found.people) for one in gauges)
    return (
        _mean(mean, posts, found.people),
        _median(median, posts, found.people),
        _zero(zero, posts, found.people),
        _per_follower(followed, posts, found.people),
    )


def _mean(gauge: Gauge, posts: Collected, people: int | None) -> Measure:
    times = posts["times"].to_numpy().astype(np.float64)
    first = posts.sort("times", "message_id", descending=[True, False])["message_id"]
    return gauge.value(
        float(times.mean()),
        len(times),
        mean_interval(times, limits=(0.0, np.inf)),
        people=people,
        evidence=tuple(first.head(SHOWN).to_list()),
    )


def _median(gauge: Gauge, posts: Collected, people: int | None) -> Measure:
    times = posts["times"].to_numpy().astype(np.float64)
    return gauge.value(float(np.median(times)), len(times), median_interval(times), people=people)


def _zero(gauge: Gauge, posts: Collected, people: int | None) -> Measure:
    without = posts.filter(nw.col("times") == 0)["message_id"].sort()
    evidence = tuple(without.head(SHOWN).to_list())
    return gauge.share(len(without), len(posts), people=people, evidence=evidence)


def _per_follower(gauge: Gauge, posts: Collected, people: int | None) -> Measure:
    followed = posts.filter(nw.col("followers") > 0)
    if not len(followed):
        return gauge.missing("no_followers", len(posts), people)
    times, followers = (followed[name].to_numpy() for name in ("times", "followers"))
    rates = 1000 * times.astype(np.float64) / followers
    interval = mean_interval(rates, limits=(0.0, np.inf))
    return gauge.value(float(rates.mean()), len(rates), interval, people=people)
