"""Whether the same message is sent again and again under other names, numbers and links."""

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Collected, Frame, Rows, collect, first_ids, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import in_own_words, voices_in, why_no_post
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, bootstrap

SCOPE = "external"


def repetition(
    messages: Frame, accounts: Frame, cues: Frame, *, level: int = 8, min_n: int = 40
) -> Measures:
    """Share of messages that have a near-duplicate in the period, and of the largest group (M10).

    Near-duplicates are those that the import found, at a Jaccard index of five-character pieces
    of .7, .8 or .9 (``level`` 7, 8, 9), names, numbers and links left blank. A group counts if
    two of its messages are in the period. Answers count, reshares do not.
    """
    repeated = Gauge("near_duplicate_share", "M10", "share", min_n)
    top = Gauge("top_template_share", "M10", "share", min_n)
    outward = external(messages)
    written, known = in_own_words(outward), _groups(cues, level)
    posts = written.join(known, on="message_id")
    groups = collect(posts.group_by("template").agg(posts=nw.len().cast(nw.Int64)))
    n = int(groups["posts"].sum() or 0)
    if not n:
        has_posts = len(collect(written.select("message_id").head(1)))
        reason = "not_read" if has_posts else why_no_post(outward)
        return repeated.missing(reason), top.missing(reason)
    return _measured((repeated, top), posts, groups, n, voices_in(posts, accounts))


def _groups(cues: Frame, level: int) -> Rows:
    column = f"template_{level}"
    return read(cues, "cues", "message_id", column).rename({column: "template"})


def _measured(
    gauges: tuple[Gauge, Gauge], posts: Rows, groups: Collected, n: int, people: int
) -> Measures:
    shared = groups.filter(~nw.col("template").is_null(), nw.col("posts") >= 2)
    shared = shared.sort("posts", "template", descending=[True, False])
    names, sizes = shared["template"].to_list(), shared["posts"].to_numpy()
    repeated, top = gauges
    copies, copied = (posts.filter(nw.col("template").is_in(some)) for some in (names, names[:1]))
    return (
        repeated.share(int(sizes.sum()), n, people=people, evidence=first_ids(copies)),
        _largest(top, sizes, n, people, first_ids(copied)),
    )


def _largest(
    gauge: Gauge, sizes: Numbers, n: int, people: int, evidence: tuple[str, ...]
) -> Measure:
    """Return the share of the largest group; drawing again, another one may be the largest."""
    if not len(sizes):
        return gauge.share(0, n, people=people)

    def largest(draws: Numbers) -> Numbers:
        shares = draws[..., :-1].max(axis=-1) / draws.sum(axis=-1)
        return np.asarray(shares, dtype=np.float64)

    cells = np.append(sizes, n - sizes.sum())
    interval = bootstrap(cells, largest, limits=(0.0, 1.0))
    return gauge.value(float(sizes[0] / n), n, interval, people=people, evidence=evidence)
