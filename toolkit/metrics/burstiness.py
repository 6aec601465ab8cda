"""Whether posts come in bursts, as people write, or at the beat of a metronome."""

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Frame, Rows, collect
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import published, voices_in, why_no_post
from toolkit.results import Measures
from toolkit.stats import Numbers, rhythm

SCOPE = "external"
MEASURES = ("burstiness", "burstiness_finite", "burstiness_memory")


def burstiness(
    messages: Frame, accounts: Frame, *, least_events: int = 20, min_n: int = 40
) -> Measures:
    """How regularly each account publishes, on the clock of opening hours (measure M9).

    Burstiness of Goh and Barabási (2008), its version for few events of Kim and Jo (2016), n
    being the number of waits, and memory, the correlation of each wait with the next. Waits are
    those of one account: many regular accounts together look like chance. Accounts with fewer
    than ``least_events`` moments are left out, the others count by how many waits they have.
    What was published while the office was closed counts as one moment, at the next opening:
    nights would otherwise be all that is seen. Posts only: answers follow the public's hour.
    """
    gauges = tuple(Gauge(name, "M9", "index", min_n) for name in MEASURES)
    outward = external(messages)
    posts = published(outward)
    series = [gaps for gaps in _waits(posts) if len(gaps) + 1 >= least_events]
    if not series:
        reason = _why(outward, posts)
        return tuple(gauge.missing(reason) for gauge in gauges)
    n, people = sum(len(gaps) + 1 for gaps in series), voices_in(posts, accounts)
    return tuple(
        gauge.value(value, n, interval, people=people)
        for gauge, (value, interval) in zip(gauges, rhythm(series), strict=True)
    )


def _waits(posts: Rows) -> list[Numbers]:
    """Return the opening seconds between one moment and the next, account by account."""
    timed = posts.filter(~nw.col("business_s").is_null()).select("account_id", "business_s")
    found = collect(timed.unique()).sort("account_id", "business_s")
    moments = found["business_s"].to_numpy().astype(np.float64)
    starts = np.flatnonzero(
        found["account_id"].to_numpy()[1:] != found["account_id"].to_numpy()[:-1]
    )
    return [np.diff(one) for one in np.split(moments, starts + 1)]


def _why(outward: Rows, posts: Rows) -> str:
    found = collect(posts.select("business_s"))["business_s"]
    if not len(found):
        return why_no_post(outward)
    return "no_time" if found.is_null().all() else "too_few_events"
