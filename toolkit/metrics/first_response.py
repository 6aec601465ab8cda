"""How long the public waits for a first answer, those who never get one included."""

import numpy as np

from toolkit import stats
from toolkit.conversations.frames import SHOWN, Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import Clock, Waits, waits
from toolkit.results import Measure, Measures
from toolkit.stats import Curve, kaplan_meier

SCOPE = "external"
GRID = (0, 1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720)
RMST_HORIZON = 72 * 3600
HALF = 0.5


def first_response(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Time to the first answer, in seconds, as survival data (measure M3). Kaplan, Meier (1958).

    Median, time after which one opener in ten still waits, and mean wait within 72 hours, on
    the calendar's clock; the median on the clock of opening hours; and beside them the naive
    median among answered openers, which understates the wait. The first median carries a curve:
    hours, and the share still waiting; where it is not reached, the mean does. ``months`` as in
    ``answers``.
    """
    found = waits(messages, accounts, observation_window, quiet_hours=quiet_hours, months=months)
    return (
        _quantile(_gauge("median", min_n), found, found.calendar, HALF, drawn=True),
        _quantile(_gauge("p90", min_n), found, found.calendar, 0.1),
        _mean(_gauge("rmst_72h", min_n), found),
        _quantile(_gauge("median_business", min_n), found, found.business, HALF),
        _naive(_gauge("median_naive", min_n), found),
    )


def _gauge(name: str, min_n: int) -> Gauge:
    return Gauge(f"first_response_{name}", "M3", "seconds", min_n)


def _quantile(
    gauge: Gauge, found: Waits, clock: Clock | None, waiting: float, *, drawn: bool = False
) -> Measure:
    if found.reason or clock is None:
        return gauge.missing(found.reason or "no_table")
    curve = kaplan_meier(clock.waited, clock.answered)
    n = len(clock.waited)
    moment = stats.survival_quantile(curve, waiting)
    if moment is None:
        return gauge.missing("not_reached", n, found.people)
    return gauge.value(
        moment,
        n,
        stats.survival_quantile_interval(curve, waiting),
        people=found.people,
        evidence=_longest(found, clock) if drawn else (),
        curve=_drawn(curve) if drawn else (),
    )


def _mean(gauge: Gauge, found: Waits) -> Measure:
    if found.reason:
        return gauge.missing(found.reason)
    n = len(found.ids)
    curve = kaplan_meier(found.calendar.waited, found.calendar.answered)
    mean = stats.restricted_mean(curve, RMST_HORIZON)
    if mean is None:
        return gauge.missing("not_reached", n, found.people)
    interval = stats.restricted_mean_interval(curve, RMST_HORIZON)
    # The curve is the median's, who may have no value: it is then that one wants to see it.
    reached = stats.survival_quantile(curve, HALF) is not None
    drawn = () if reached else _drawn(curve)
    return gauge.value(mean, n, interval, people=found.people, curve=drawn)


def _naive(gauge: Gauge, found: Waits) -> Measure:
    if found.reason:
        return gauge.missing(found.reason)
    among = found.calendar.waited[found.calendar.answered]
    if not len(among):
        return gauge.missing("not_reached", 0, found.people)
    interval = stats.median_interval(among)
    return gauge.value(float(np.median(among)), len(among), interval, people=found.people)


def _longest(found: Waits, clock: Clock) -> tuple[str, ...]:
    """Return the openers that waited longest, answered or not."""
    order = np.lexsort((found.ids.astype(str), -clock.waited))
    return tuple(found.ids[order[:SHOWN]].tolist())


def _drawn(curve: Curve) -> tuple[tuple[float, float], ...]:
    hours = [hour for hour in GRID if hour * 3600 <= curve.follow_up]
    shares = stats.survival_at(curve, [hour * 3600 for hour in hours])
    return tuple((float(hour), float(share)) for hour, share in zip(hours, shares, strict=True))
