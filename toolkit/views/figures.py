"""Chooses what a still figure shows: a month after another, or shares side by side."""

from toolkit.cards import Card, Picture
from toolkit.release import Release
from toolkit.results import WHOLE, Cell, Finding, Measure
from toolkit.views.charts import Dot, Point, dots, trend
from toolkit.views.state import months, whole
from toolkit.wording import Words

ON_ONE_SCALE = ("share", "index")  # from 0 to 1
ENOUGH_MONTHS = 2
MANY = 20  # shares on one picture: more would not be read


def side_by_side(release: Release, words: Words, scope: str, period: str) -> Card:
    """Show the shares of a scope with their intervals: where there are many, the judged ones."""
    findings = {f.measure: f for f in release.verdicts.findings if f.scope == scope}
    shares = [cell for cell in whole(release, scope, period) if _on_one_scale(cell.measure)]
    judged = [cell for cell in shares if _judged(findings.get(cell.measure.id))]
    rows = tuple(
        _dot(cell, findings.get(cell.measure.id), words)
        for cell in (judged if len(shares) > MANY else shares)
    )
    title = words.say("ui.chart_values")
    if not rows:
        return Card(kind="note", title=title, notes=(words.say("ui.no_value"),))
    zones = words.say("ui.yardstick_risk"), words.say("ui.yardstick_strength")
    alt = "\n".join(words.say("picture.pair", name=row.label, value=row.said) for row in rows)
    picture = Picture(svg=dots(rows, words.share, zones), alt=f"{title}. {alt}")
    return Card(kind="figure", title=title, scope=scope, picture=picture)


def _judged(finding: Finding | None) -> bool:
    return finding is not None and finding.yardstick is not None


def _on_one_scale(measure: Measure) -> bool:
    """Say whether a number lies between 0 and 1; an index such as a number of emojis may not."""
    return (
        measure.unit in ON_ONE_SCALE
        and measure.interval is not None
        and measure.interval[0] >= 0
        and measure.interval[1] <= 1
    )


def _dot(cell: Cell, finding: Finding | None, words: Words) -> Dot:
    measure = cell.measure
    low, high = measure.interval or (0.0, 0.0)
    yardstick = finding.yardstick if finding else None
    judged = finding is not None and cell.period == WHOLE
    return Dot(
        label=words.say(f"measure.{measure.id}.label"),
        said=words.value_of(measure),
        value=measure.value or 0.0,
        low=low,
        high=high,
        level=finding.level.value if finding and judged else "unknown",
        risk=yardstick.risk if yardstick else None,
        strength=yardstick.strength if yardstick else None,
    )


def month_by_month(release: Release, words: Words, cell: Cell) -> Picture | None:
    """Draw a measure of the whole organisation over its months; nothing where there are too few."""
    by_month = {
        each.period: each.measure
        for each in release.cells(cell.scope, group=WHOLE)
        if each.measure.id == cell.measure.id
    }
    points = tuple(
        _point(period, by_month.get(period), words) for period in months(release, cell.scope)
    )
    if sum(point.value is not None for point in points) < ENOUGH_MONTHS:
        return None
    unit = cell.measure.unit
    label = words.say(f"measure.{cell.measure.id}.label")
    return Picture(
        svg=trend(points, lambda at: words.tick(unit, at), share=_on_one_scale(cell.measure)),
        alt=words.say("ui.chart_by_month", measure=label),
    )


def _point(period: str, measure: Measure | None, words: Words) -> Point:
    low, high = (measure.interval if measure else None) or (None, None)
    value = measure.value if measure else None
    return Point(label=words.period_label(period), value=value, low=low, high=high)
