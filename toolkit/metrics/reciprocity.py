"""Whether ties inside are returned when somebody writes."""

from dataclasses import dataclass

import narwhals as nw

from toolkit.conversations.frames import Frame, Rows, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.ties import addressed, between, members
from toolkit.results import Measures
from toolkit.stats import wilson

SCOPE = "internal"
NAMES = ("edgewise", "dyadic", "dyadic_nonnull")


@dataclass(frozen=True)
class Dyads:
    """Pairs of people whose tie goes both ways, one way, or is not there."""

    mutual: int
    one_way: int
    none: int


def reciprocity(
    interactions: Frame,
    people: Frame,
    *,
    min_messages: int = 2,
    max_recipients: int = 5,
    min_n: int = 30,
) -> Measures:
    """Reciprocity under its three definitions (measure M17). Wasserman and Faust (1994).

    A tie goes from one person of the roster to another after ``min_messages`` messages: direct
    ones, e-mails and invitations to at most ``max_recipients``, answers in open rooms; what is
    written to all makes no tie. With M mutual, A one-way and N empty pairs: edgewise
    2M / (2M + A), dyadic (M + N) / (M + A + N), dyadic non-null M / (M + A). No messages are
    given as evidence: they would tell of two persons.
    """
    gauges = tuple(Gauge(f"reciprocity_{name}", "M17", "share", min_n) for name in NAMES)
    size = len(members(people))
    dyads = _dyads(_ties(interactions, people, min_messages, max_recipients), size)
    if dyads.mutual + dyads.one_way:
        return _measured(gauges, dyads, size)
    sent = count(read(interactions, "interactions", "src"))
    reason = "no_people" if not size else "no_tie" if sent else "no_messages"
    return tuple(gauge.missing(reason, 0, size or None) for gauge in gauges)


def _measured(gauges: tuple[Gauge, ...], dyads: Dyads, size: int) -> Measures:
    edgewise, dyadic, nonnull = gauges
    tied = dyads.mutual + dyads.one_way
    share, (low, high) = dyads.mutual / tied, wilson(dyads.mutual, tied)
    ties, pairs = tied + dyads.mutual, tied + dyads.none
    agreeing = dyads.mutual + dyads.none
    return (
        edgewise.value(
            _per_tie(share), ties, (_per_tie(low), _per_tie(high)), people=size, rests_on=tied
        ),
        dyadic.value(agreeing / pairs, pairs, wilson(agreeing, pairs), people=size, rests_on=tied),
        nonnull.value(share, tied, (low, high), people=size),
    )


def _per_tie(per_pair: float) -> float:
    """Turn the share of tied pairs that are mutual into the share of ties that are returned."""
    return 2 * per_pair / (1 + per_pair)


def _ties(interactions: Frame, people: Frame, min_messages: int, max_recipients: int) -> Rows:
    rows = between(addressed(interactions, recipients=max_recipients), people)
    counted = rows.group_by("src", "dst").agg(nw.col("messages").sum().cast(nw.Int64))
    return counted.filter(nw.col("messages") >= min_messages).select("src", "dst")


def _dyads(ties: Rows, size: int) -> Dyads:
    back = ties.select(src="dst", dst="src")
    returned = count(ties.join(back, on=["src", "dst"]))
    mutual = returned // 2
    one_way = count(ties) - returned
    return Dyads(mutual, one_way, size * (size - 1) // 2 - mutual - one_way)
