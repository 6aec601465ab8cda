"""Whether ties inside are returned when somebody writes."""

from dataclasses import dataclass

import narwhals as nw

from toolkit.conversations.frames import Frame, Rows, count, read
from toolkit.conversations.gauges import Gauge
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
    roster = read(people, "people", "person_id").unique()
    size = count(roster)
    dyads = _dyads(_ties(interactions, roster, min_messages, max_recipients), size)
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


def _ties(interactions: Frame, roster: Rows, min_messages: int, max_recipients: int) -> Rows:
    columns = ("src", "dst", "channel_kind", "reply_to", "recipients_n")
    rows = read(interactions, "interactions", "message_id", "interaction_id", *columns)
    kind = nw.col("channel_kind").fill_null("dm")
    few = nw.col("recipients_n").fill_null(_recipients()) <= max_recipients
    direct = (
        kind.is_in(["dm", "group_dm"])
        | (kind.is_in(["email", "meeting"]) & few)
        | (kind.is_in(["channel", "comment"]) & ~nw.col("reply_to").is_null())
    )
    addressed = rows.filter(~nw.col("dst").is_null(), nw.col("src") != nw.col("dst"), direct)
    key = nw.coalesce("message_id", "interaction_id")
    per_message = addressed.with_columns(key=key).group_by("src", "dst", "key").agg(rows=nw.len())
    messages = nw.when(nw.col("key").is_null()).then("rows").otherwise(nw.lit(1))
    ties = (
        per_message.with_columns(messages=messages.cast(nw.Int64))
        .group_by("src", "dst")
        .agg(nw.col("messages").sum().cast(nw.Int64))
        .filter(nw.col("messages") >= min_messages)
    )
    for end in ("src", "dst"):
        ties = ties.join(roster.rename({"person_id": end}), on=end, how="semi")
    return ties.select("src", "dst")


def _recipients() -> nw.Expr:
    """Count the addressees of a message where the export does not say how many there were."""
    one = nw.col("message_id").is_null()
    return nw.when(one).then(nw.lit(1)).otherwise(nw.len().over("message_id").cast(nw.Int64))


def _dyads(ties: Rows, size: int) -> Dyads:
    back = ties.select(src="dst", dst="src")
    returned = count(ties.join(back, on=["src", "dst"]))
    mutual = returned // 2
    one_way = count(ties) - returned
    return Dyads(mutual, one_way, size * (size - 1) // 2 - mutual - one_way)
