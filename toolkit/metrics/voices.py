"""How many voices speak for the organisation, and whether one drowns the others."""

from functools import partial

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import external, speakers
from toolkit.conversations.frames import Frame, Rows, collect, count
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, Statistic, bootstrap, effective_number, rarefied

SCOPE = "external"
RANKS = 20  # voices that a picture can show


def voices(
    messages: Frame, accounts: Frame, cues: Frame, *, at: int | None = None, min_n: int = 40
) -> Measures:
    """Number of voices, plain and effective, and the share of the loudest (measure M6).

    Effective numbers are Hill's (1973) of order 0, 1 and 2. Who signs for an account (^AB, -Anne)
    is a voice; all its unsigned messages are one. The curve of the effective number is the share
    of each voice, by rank. With more messages more voices are seen: to compare two periods, count
    both ``at`` the same number of messages.
    """
    gauges: dict[Gauge, Statistic] = {
        Gauge("voices_count", "M6", "voices", min_n): partial(effective_number, order=0),
        Gauge("effective_voices", "M6", "voices", min_n): partial(effective_number, order=1),
        Gauge("effective_voices_2d", "M6", "voices", min_n): partial(effective_number, order=2),
        Gauge("top_voice_share", "M6", "share", min_n): _loudest,
    }
    outward = external(messages)
    counts = _counts(outward, accounts, cues)
    if not len(counts):
        anything = count(outward)
        reason = "no_outbound" if anything else "no_messages"
        return tuple(gauge.missing(reason) for gauge in gauges)
    return tuple(_measured(gauge, counts, what, at) for gauge, what in gauges.items())


def _counts(outward: Rows, accounts: Frame, cues: Frame) -> Numbers:
    """Return how much each voice says, loudest first."""
    by_account = collect(speakers(outward, accounts, cues))
    counted = by_account.group_by("voice").agg(nw.col("messages").sum())
    return np.sort(counted["messages"].to_numpy().astype(np.float64))[::-1]


def _loudest(counts: Numbers) -> Numbers:
    return np.asarray(counts.max(axis=-1) / counts.sum(axis=-1), dtype=np.float64)


def _measured(gauge: Gauge, counts: Numbers, what: Statistic, at: int | None) -> Measure:
    n, people = int(counts.sum()), len(counts)
    if at is not None and at < n:
        mean, reach = rarefied(counts, at, what)
        return gauge.value(mean, at, reach, people=people)
    top = 1.0 if gauge.unit == "share" else np.inf
    interval = bootstrap(counts, what, limits=(0.0 if gauge.unit == "share" else 1.0, top))
    curve = _by_rank(counts) if gauge.id == "effective_voices" else ()
    return gauge.value(float(what(counts)), n, interval, people=people, curve=curve)


def _by_rank(counts: Numbers) -> tuple[tuple[float, float], ...]:
    """Return the share of each of the loudest voices, by rank."""
    shares = counts[:RANKS] / counts.sum()
    return tuple((float(rank), float(share)) for rank, share in enumerate(shares, start=1))
