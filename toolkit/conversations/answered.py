"""The share of the public's openers that are answered in time, of all or of some of them."""

import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import SHOWN
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import Waits
from toolkit.results import Measure

HOUR = 3600


def in_time(found: Waits, hours: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each opener whether it was watched for that long, and whether it was answered by then.

    Calendar hours. An opener watched for less says nothing of those hours, answered or not.
    """
    clock = found.calendar
    watched = clock.watched >= hours * HOUR
    return watched, watched & clock.answered & (clock.waited <= hours * HOUR)


def answered(
    gauge: Gauge,
    found: Waits,
    hours: float,
    *,
    among: NDArray[np.bool_] | None = None,
    nobody: str = "no_such_opener",
) -> Measure:
    """Return the share answered within so many hours, ``among`` some openers where given.

    ``nobody`` is the reason where there is none among them. Unanswered openers are the evidence.
    """
    if found.reason:
        return gauge.missing(found.reason)
    watched, reached = in_time(found, hours)
    chosen = np.ones(len(watched), dtype=np.bool_) if among is None else among
    if not chosen.any():
        return gauge.missing(nobody, people=found.people)
    n = int((watched & chosen).sum())
    if not n:
        return gauge.missing("not_reached", people=found.people)
    unanswered = found.ids[watched & chosen & ~reached]
    evidence = tuple(np.sort(unanswered)[:SHOWN].tolist())
    return gauge.share(int((reached & chosen).sum()), n, people=found.people, evidence=evidence)
