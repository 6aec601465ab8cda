"""The index month after month, and where it may have changed its level."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from toolkit.cards import Picture
from toolkit.results import Measure
from toolkit.views.charts import Point
from toolkit.views.panels import Step, series, stacked
from toolkit.views.told import Told

FULL = 100  # points
ENOUGH_MONTHS = 2
SURE = 0.05
YEAR = 12

Months = Sequence[tuple[int, float]]  # each as months since year 0, and its index


def drift(told: Told) -> Picture | None:
    """Draw the series that was looked at for a drift; nothing where there is none.

    The break is drawn only where chance would seldom show as much.
    """
    found = _series(told)
    if len(found) < ENOUGH_MONTHS:
        return None
    words, title = told.words, told.words.say("picture.drift")
    points = _points(told, found)
    panel = series(title, points, words.number, most=FULL, step=_step(told, found))
    known = [point for point in points if point.value is not None]
    said = [told.pair(one.label, words.number(one.value or 0)) for one in known]
    return Picture(svg=stacked([panel]), alt="\n".join([title, *said]))


def _series(told: Told) -> Months:
    curves = (one.curve for one in told.valued(["proximity_drift"]))
    return [(_since(int(month)), value) for curve in curves for month, value in curve]


def _since(month: int) -> int:
    """Count months since year 0; ``month`` is written 202601."""
    return month // 100 * YEAR + month % 100 - 1


def _label(since: int) -> str:
    return f"{since // YEAR:04d}-{since % YEAR + 1:02d}"


def _points(told: Told, found: Months) -> list[Point]:
    """Return every month of the series, or quarter; those that were too small keep their place."""
    values, names = dict(found), [month for month, _ in found]
    each = min(later - month for month, later in pairwise(names))
    months = {one.period: one.measure for one in told.months_of("proximity_index")}
    return [
        _point(told, month, values.get(month), months.get(_label(month)) if each == 1 else None)
        for month in range(names[0], names[-1] + 1, each)
    ]


def _point(told: Told, month: int, value: float | None, measured: Measure | None) -> Point:
    """Return one month, with the interval of its own index where that holds the value.

    The series counts voices alike in all its months: its values are not quite those of months.
    """
    low, high = (measured.interval if measured else None) or (None, None)
    if value is None or low is None or high is None or not low <= value <= high:
        low = high = None
    return Point(label=told.words.month(_label(month)), value=value, low=low, high=high)


def _step(told: Told, found: Months) -> Step | None:
    chance, after = (
        told.measures.get("proximity_drift_p"),
        told.measures.get("proximity_drift_after"),
    )
    if (
        not (chance and after)
        or chance.value is None
        or chance.value >= SURE
        or after.value is None
    ):
        return None
    places = _places(found)
    at = round(after.value)
    low, high = (round(end) for end in after.interval or (at, at))
    return Step(
        at=_between(places, at),
        low=_between(places, low),
        high=_between(places, high),
        before=fmean(value for _, value in found[:at]),
        after=fmean(value for _, value in found[at:]),
    )


def _places(found: Months) -> list[float]:
    """Return where each month of the series stands in the row of all its months."""
    names = [month for month, _ in found]
    each = min(later - month for month, later in pairwise(names))
    return [(month - names[0]) / each for month in names]


def _between(places: Sequence[float], after: int) -> float:
    """Return the place between a month and the next, ``after`` counting months from the first."""
    left = places[min(max(after, 1), len(places)) - 1]
    right = places[min(max(after, 0), len(places) - 1)]
    return (left + right) / 2
