"""How long people rest between two days of messages, on their own clock."""

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Collected, Rows, collect
from toolkit.conversations.inside import HOUR
from toolkit.stats import Numbers

MORNING = 4  # what is written before this hour belongs to the evening before


def short_rests(rows: Rows, hours: int) -> tuple[Numbers, Numbers]:
    """Return how many nights of each person were shorter than that, and how many were seen.

    A night is seen on each day with a message, the first of each person apart. It is measured in
    time that passes, not on the wall: the night that loses an hour is an hour shorter.
    """
    dated = rows.filter(~nw.col("day").is_null(), ~nw.col("t_us").is_null())
    night = nw.col("hour").fill_null(MORNING) < MORNING
    days = dated.with_columns(night=night).group_by("src", "day", "night")
    found = collect(
        days.agg(first=nw.col("t_us").min(), last=nw.col("t_us").max()).sort("src", "day", "night")
    )
    if not len(found):
        return np.zeros(0), np.zeros(0)
    return _counted(found, hours)


def _counted(found: Collected, hours: int) -> tuple[Numbers, Numbers]:
    _, who = np.unique(np.asarray(found["src"].to_list(), dtype=str), return_inverse=True)
    day = _numbered(found["day"].to_numpy()) - found["night"].to_numpy().astype(np.int64)
    first, last = (found[one].to_numpy().astype(np.int64) for one in ("first", "last"))
    order = np.lexsort((first, day, who))
    who, day, first, last = who[order], day[order], first[order], last[order]
    starts = np.flatnonzero(np.append(True, (np.diff(who) != 0) | (np.diff(day) != 0)))
    who, day = who[starts], day[starts]
    first, last = np.minimum.reduceat(first, starts), np.maximum.reduceat(last, starts)
    seen = np.append(False, np.diff(who) == 0)
    rested = np.append(0, first[1:] - last[:-1])
    next_day = np.append(False, np.diff(day) == 1)
    short = seen & next_day & (rested < hours * HOUR)
    people = int(who.max()) + 1
    hits, cases = (np.bincount(who, weights=one, minlength=people) for one in (short, seen))
    return np.asarray(hits, dtype=np.float64), np.asarray(cases, dtype=np.float64)


def _numbered(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return days such as 20260131 as days since 1970."""
    months = (days // 10_000 - 1970) * 12 + days // 100 % 100 - 1
    firsts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.asarray(firsts + days % 100 - 1, dtype=np.int64)
