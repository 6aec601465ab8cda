"""Whether the organisation answers people or only broadcasts."""

import narwhals as nw

from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Frame, collect, count, first_ids, read, within
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.replying import replying
from toolkit.results import Measures

SCOPE = "external"


def replies(
    messages: Frame,
    accounts: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 40,
) -> Measures:
    """Share of what the organisation writes that answers somebody outside it (measure M1).

    Replies to itself or among its own accounts are not dialogue. An addressee we cannot see
    counts as the public. Rybalko and Seltzer (2010) call an account dialogic that does so once.
    ``months``, as 202601, keeps what was written in these months; what it answers may be older.
    """
    gauge = Gauge("reply_share", "M1", "share", min_n)
    outward = external(messages)
    written = within(replying(outward, accounts), months)
    known = read(accounts, "accounts", "account_id", "person_id")
    by_voice = collect(
        written.group_by("account_id", "to_public")
        .agg(messages=nw.len())
        .join(known, on="account_id", how="left")
        .with_columns(voice=nw.coalesce("person_id", "account_id"))
    )
    if not len(by_voice):
        return (gauge.missing("no_outbound" if count(outward) else "no_messages"),)
    n = int(by_voice["messages"].sum())
    hits = int(by_voice.filter(nw.col("to_public"))["messages"].sum())
    evidence = first_ids(written.filter(nw.col("to_public")))
    return (gauge.share(hits, n, people=by_voice["voice"].n_unique(), evidence=evidence),)
