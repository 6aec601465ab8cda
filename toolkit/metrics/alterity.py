"""Whether the organisation speaks of others, or of itself alone."""

import narwhals as nw

from toolkit.conversations.exchange import external, said
from toolkit.conversations.frames import SHOWN, Frame, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import voices_in
from toolkit.results import Measures
from toolkit.stats import wilson

SCOPE = "external"
OTHERS, ITSELF = ("other", "both"), "self"


def alterity(messages: Frame, accounts: Frame, cues: Frame, *, min_n: int = 40) -> Measures:
    """Share of messages that speak of or to somebody else, among those that speak of anybody
    (measure M14): (others + .5) / (others + itself alone + 1).

    Somebody else is an account called or answered, or a page that is not the house's; messages
    that speak of nobody are not counted. The half keeps ten messages from saying never. Interval
    of Wilson (1927), moved by the same halves.
    """
    gauge = Gauge("alterity", "M14", "share", min_n)
    outward = external(messages)
    written = said(outward)
    of_whom = read(cues, "cues", "message_id", "refers").filter(~nw.col("refers").is_null())
    found = collect(written.join(of_whom, on="message_id").select("message_id", "refers"))
    if not len(found):
        reason = "no_cue" if count(written) else "no_outbound"
        return (gauge.missing(reason if count(outward) else "no_messages"),)
    others = int(found["refers"].is_in(OTHERS).sum())
    alone = found.filter(nw.col("refers") == ITSELF)["message_id"].sort()
    n, people = others + len(alone), voices_in(written, accounts)
    if not n:
        return (gauge.missing("of_nobody", people=people),)
    low, high = (_halved(bound * n, n) for bound in wilson(others, n))
    value = _halved(others, n)
    interval = min(low, value), max(high, value)
    shown = tuple(alone.to_list()[:SHOWN])
    return (gauge.value(value, n, interval, people=people, evidence=shown),)


def _halved(others: float, n: int) -> float:
    return (others + 0.5) / (n + 1)
