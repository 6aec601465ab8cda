"""Whether messages are written as one speaks to somebody: greeting, thanking, asking back."""

import narwhals as nw

from toolkit.conversations.exchange import external, said
from toolkit.conversations.frames import SHOWN, Frame, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import voices_in
from toolkit.results import Measures

SCOPE = "external"


def courtesy(messages: Frame, accounts: Frame, cues: Frame, *, min_n: int = 40) -> Measures:
    """Share of messages with at least one of six signs of a dialogic register (measure C39).

    Signs are read at import in French and English lexicons: greeting, thanks, apology, wishes,
    help offered, asking back. Danescu-Niculescu-Mizil and others (2013) for the kinds of signs.
    Interval of Wilson (1927).
    """
    gauge = Gauge("dialogic_register", "C39", "share", min_n)
    outward = external(messages)
    written = said(outward)
    signs = read(cues, "cues", "message_id", "courtesies")
    signs = signs.filter(~nw.col("courtesies").is_null())
    found = collect(written.join(signs, on="message_id").select("message_id", "courtesies"))
    if not len(found):
        reason = "no_cue" if count(written) else "no_outbound"
        return (gauge.missing(reason if count(outward) else "no_messages"),)
    none = found.filter(nw.col("courtesies") == 0)["message_id"].sort()
    shown = tuple(none.to_list()[:SHOWN])
    people = voices_in(written, accounts)
    return (gauge.share(len(found) - len(none), len(found), people=people, evidence=shown),)
