"""Whether a conversation is one: how often the word passes, who comes back, who closes."""

import narwhals as nw
import numpy as np

from toolkit.conversations.frames import SHOWN, Collected, Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.threads import (
    ORGANISATION,
    PUBLIC,
    Conversations,
    conversations,
)
from toolkit.results import Measure, Measures
from toolkit.stats import mean_interval, median_interval

SCOPE = "external"


def depth(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Depth of conversations, returns of the public, and who has the last word (measure M4).

    Depth counts the runs of one side, the public's or ours, where both speak. A conversation is a
    dialogue if the public comes back after us, as Rafaeli (1988) has it: counted among all
    conversations in which we speak, posts that nobody takes up included. Neither having the last
    word nor leaving it is a merit. ``months``, as 202601, keeps conversations that began in them.
    """
    found = conversations(
        messages, accounts, observation_window, months=months, quiet_hours=quiet_hours
    )
    shared = found.rows.filter(nw.col("public") > 0)
    return (
        _mean(Gauge("conversation_depth", "M4", "turns", min_n), found, shared),
        _median(Gauge("conversation_depth_median", "M4", "turns", min_n), found, shared),
        _taken_up(Gauge("pop_share", "M4", "share", min_n), found),
        _closed(Gauge("last_word_share", "M4", "share", min_n), found, shared),
    )


def _nothing(gauge: Gauge, found: Conversations) -> Measure:
    return gauge.missing(found.reason or "no_exchange", people=found.people)


def _mean(gauge: Gauge, found: Conversations, shared: Collected) -> Measure:
    if not len(shared):
        return _nothing(gauge, found)
    turns = shared["turns"].to_numpy().astype(np.float64)
    deepest = shared.sort("turns", "conversation", descending=[True, False])
    return gauge.value(
        float(turns.mean()),
        len(turns),
        mean_interval(turns, limits=(2.0, np.inf)),
        people=found.people,
        evidence=tuple(deepest["conversation"].head(SHOWN).to_list()),
    )


def _median(gauge: Gauge, found: Conversations, shared: Collected) -> Measure:
    if not len(shared):
        return _nothing(gauge, found)
    turns = shared["turns"].to_numpy().astype(np.float64)
    median = float(np.median(turns))
    return gauge.value(median, len(turns), median_interval(turns), people=found.people)


def _taken_up(gauge: Gauge, found: Conversations) -> Measure:
    if not len(found.rows):
        return _nothing(gauge, found)
    back = found.rows.filter(nw.col("is_pop"))
    return gauge.share(len(back), len(found.rows), people=found.people, evidence=_some(back))


def _closed(gauge: Gauge, found: Conversations, shared: Collected) -> Measure:
    if not len(shared):
        return _nothing(gauge, found)
    ours = shared.filter(nw.col("closed_by") == ORGANISATION)
    theirs = shared.filter(nw.col("closed_by") == PUBLIC)
    return gauge.share(len(ours), len(shared), people=found.people, evidence=_some(theirs))


def _some(rows: Collected) -> tuple[str, ...]:
    return tuple(rows["conversation"].sort().head(SHOWN).to_list())
