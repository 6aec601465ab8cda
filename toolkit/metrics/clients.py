"""Which posts come out of a programme that publishes at a set time, where the export says so."""

import narwhals as nw

from toolkit.conversations.clients import SCHEDULERS, is_scheduler
from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Frame, collect, count, first_ids
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import published, voices_in, why_no_post
from toolkit.results import Measures

SCOPE = "external"


def clients(
    messages: Frame,
    accounts: Frame,
    *,
    tools: tuple[str, ...] = SCHEDULERS,
    min_n: int = 40,
) -> Measures:
    """Share of posts published by scheduling tools, of those that say their programme (A7.4).

    A tool is known by its name. It may also be used to write on the spot: a signal, not a proof.
    """
    gauge = Gauge("scheduler_share", "M8", "share", min_n)
    outward = external(messages)
    posts = published(outward)
    told = posts.filter(~nw.col("source_client").is_null())
    by_client = collect(told.group_by("source_client").agg(posts=nw.len().cast(nw.Int64)))
    n = int(by_client["posts"].sum() or 0)
    if not n:
        return (gauge.missing("no_client" if count(posts) else why_no_post(outward)),)
    names = [name for name in by_client["source_client"].to_list() if is_scheduler(name, tools)]
    scheduled = by_client.filter(nw.col("source_client").is_in(names))
    return (
        gauge.share(
            int(scheduled["posts"].sum() or 0),
            n,
            people=voices_in(told, accounts),
            evidence=first_ids(told.filter(nw.col("source_client").is_in(names))),
        ),
    )
