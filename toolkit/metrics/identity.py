"""Whether one knows who is speaking."""

import narwhals as nw

from toolkit.conversations.exchange import external, speakers
from toolkit.conversations.frames import Collected, Frame, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures

SCOPE = "external"
NAMES = ("identified_share", "leader_share", "brand_share", "signed_share")


def identity(messages: Frame, accounts: Frame, cues: Frame, *, min_n: int = 40) -> Measures:
    """Share of messages by identified persons, by leaders, and by unsigned brands (measure M7).

    Who signs a brand's message, by name or initials, is identified; ``signed_share`` is the share
    of the brands' messages that somebody signed.

    Rybalko and Seltzer (2010) found that 27 % of companies' profiles tell who writes. Messages
    of accounts that the client has not declared are not counted: unknown is not unsigned.
    """
    gauges = [Gauge(name, "M7", "share", min_n) for name in NAMES]
    identified, leader, brand, signed = gauges
    outward = external(messages)
    spoken = collect(speakers(outward, accounts, cues))
    if not len(spoken):
        anything = count(outward)
        reason = "no_outbound" if anything else "no_messages"
        return tuple(gauge.missing(reason) for gauge in gauges)
    declared = spoken.filter(nw.col("is_person") | nw.col("is_brand"))
    if not len(declared):
        n, people = int(spoken["messages"].sum()), spoken["voice"].n_unique()
        return tuple(gauge.missing("no_kind", n, people) for gauge in gauges)
    return (
        _share(identified, declared, nw.col("is_person")),
        _leaders(leader, declared),
        _share(brand, declared, nw.col("is_brand")),
        _signed(signed, declared, looked=bool(count(read(cues, "cues", "message_id")))),
    )


def _signed(gauge: Gauge, spoken: Collected, *, looked: bool) -> Measure:
    """Where nobody read the texts, a brand that does not sign is not known to be one."""
    brands = spoken.filter(nw.col("is_brand") | nw.col("is_signed"))
    if not looked or not len(brands):
        people = spoken["voice"].n_unique()
        return gauge.missing("no_brand" if looked else "no_cue", people=people)
    return _share(gauge, brands, nw.col("is_signed"))


def _share(gauge: Gauge, spoken: Collected, claim: nw.Expr) -> Measure:
    n = int(spoken["messages"].sum())
    hits = int(spoken.filter(claim)["messages"].sum())
    return gauge.share(hits, n, people=spoken["voice"].n_unique())


def _leaders(gauge: Gauge, spoken: Collected) -> Measure:
    """Where persons speak and nobody said who leads, a share of leaders is not zero."""
    persons = spoken.filter(nw.col("is_person"))
    if len(persons) and persons["is_leader"].is_null().all():
        people = spoken["voice"].n_unique()
        return gauge.missing("no_people", int(spoken["messages"].sum()), people)
    return _share(gauge, spoken, nw.col("is_leader").fill_null(value=False))
