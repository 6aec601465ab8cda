"""Whether the public gets an answer before giving up and taking its message back."""

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import SHOWN, Frame, collect, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import Waits, waits
from toolkit.results import Measure, Measures
from toolkit.stats import (
    ANSWERED,
    CENSORED,
    GONE,
    Incidence,
    aalen_johansen,
    incidence_at,
    incidence_interval,
)

SCOPE = "external"
HORIZON = 72 * 3600
GRID = (0, 1, 2, 4, 8, 12, 24, 36, 48, 72, 120, 168)


def competing(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Share answered within 72 hours where a message may be deleted first (measure C38).

    The cumulative incidence of Aalen and Johansen (1978): an opener that its author deletes
    before any answer is neither answered nor still waiting. It carries a curve: hours, and the
    share answered by then. ``months`` as in ``answers``.
    """
    gauge = Gauge("answered_72h_competing", "C38", "share", min_n)
    found = waits(messages, accounts, observation_window, quiet_hours=quiet_hours, months=months)
    if found.reason:
        return (gauge.missing(found.reason),)
    gone = _gone(found, messages)
    if not np.isfinite(gone).any():
        return (gauge.missing("no_deletion", people=found.people),)
    return (_measured(gauge, found, gone),)


def _gone(found: Waits, messages: Frame) -> NDArray[np.float64]:
    """Return after how many seconds each opener was deleted, infinity where it was not."""
    rows = read(messages, "messages", "message_id", "t_us", "deleted_at")
    deleted = collect(rows.filter(~nw.col("deleted_at").is_null()))
    after = (nw.col("deleted_at").dt.timestamp("us") - nw.col("t_us")) / 1_000_000
    known = deleted.select("message_id", after=after.cast(nw.Float64))
    ids = nw.new_series("message_id", found.ids.tolist(), nw.String, backend="polars")
    joined = ids.to_frame().with_row_index("place").join(known, on="message_id", how="left")
    return joined.sort("place")["after"].fill_null(np.inf).to_numpy()


def _measured(gauge: Gauge, found: Waits, gone: NDArray[np.float64]) -> Measure:
    clock = found.calendar
    left_first = gone < clock.waited
    endings = np.where(left_first, GONE, np.where(clock.answered, ANSWERED, CENSORED))
    lasted = np.where(left_first, np.maximum(gone, 0), clock.waited)
    curve = aalen_johansen(lasted, endings)
    some_wait_on = (endings[lasted == curve.follow_up] == CENSORED).any()
    if curve.follow_up < HORIZON and some_wait_on:
        return gauge.missing("not_reached", len(endings), found.people)
    taken_back = np.sort(found.ids[left_first])
    return gauge.value(
        float(incidence_at(curve, HORIZON)),
        len(endings),
        incidence_interval(curve, HORIZON),
        people=found.people,
        evidence=tuple(taken_back[:SHOWN].tolist()),
        curve=_drawn(curve),
    )


def _drawn(curve: Incidence) -> tuple[tuple[float, float], ...]:
    hours = [hour for hour in GRID if hour * 3600 <= curve.follow_up]
    shares = incidence_at(curve, [hour * 3600 for hour in hours])
    return tuple((float(hour), float(share)) for hour, share in zip(hours, shares, strict=True))
