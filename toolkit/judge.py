"""Compares what was measured with yardsticks: strength, risk, or nothing to be said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite
from pathlib import Path

import numpy as np

from toolkit.results import (
    WHOLE,
    Cell,
    Finding,
    Level,
    Status,
    Yardstick,
)
from toolkit.templates import entry, sound, tables

YARDSTICKS = "yardsticks.toml"
UNTOLD = ("no_value", "no_yardstick", "too_few", "no_interval")
NORMAL = 1.96  # standard deviations on each side of a 95 % interval
BASES = ("published", "convention", "own")

Yardsticks = Mapping[str, Yardstick]


def read_yardsticks(path: Path) -> Yardsticks:
    """Read the yardsticks, by measure; ``TemplateError`` says everything that is wrong."""
    read = {measure: _yardstick(measure, table) for measure, table in tables(path).items()}
    return sound(path, read, Yardstick)


def _yardstick(measure: str, table: object) -> Yardstick | str:
    """Return the yardstick, or what is wrong with it."""
    read = entry(table, Yardstick, measure=measure)
    return read if isinstance(read, str) else _doubtful(read) or read


def _doubtful(yardstick: Yardstick) -> str | None:
    if not yardstick.source.strip():
        return "has no source"
    if yardstick.basis not in BASES:
        return f"has a basis other than {', '.join(BASES)}"
    if not (isfinite(yardstick.risk) and isfinite(yardstick.strength)):
        return "needs two finite lines"
    if yardstick.risk == yardstick.strength or yardstick.enough < 1:
        return "needs two different lines and at least one case"
    return None


def judge(cells: Iterable[Cell], yardsticks: Yardsticks) -> tuple[Finding, ...]:
    """Return what each measure of the whole organisation, over the whole span, is worth.

    Cells of a group or of a month are passed over: a verdict is about the organisation.
    """
    return tuple(
        _finding(cell, yardsticks.get(cell.measure.id))
        for cell in cells
        if cell.group == WHOLE and cell.period == WHOLE
    )


def _finding(cell: Cell, yardstick: Yardstick | None) -> Finding:
    measure = cell.measure
    level, reason = _verdict(cell, yardstick)
    return Finding(
        measure=measure.id,
        scope=cell.scope,
        level=level,
        value=measure.value,
        interval=measure.interval,
        n=measure.n,
        status=measure.status,
        yardstick=yardstick,
        reason=reason,
        evidence=measure.evidence,
    )


def redrawn(findings: Iterable[Finding], rng: np.random.Generator) -> tuple[Finding, ...]:
    """Return the findings of another sample, as their intervals allow (Efron, 1979).

    Each value is drawn around what was found, by the width of its own interval, and judged again;
    what had too few cases or no interval stays as it is.
    """
    return tuple(_redrawn(finding, rng.standard_normal()) for finding in findings)


def _redrawn(finding: Finding, deviation: float) -> Finding:
    value, interval, yardstick = finding.value, finding.interval, finding.yardstick
    if value is None or interval is None or yardstick is None or finding.reason in UNTOLD:
        return finding
    low, high = interval
    moved = deviation * (high - value if deviation > 0 else value - low) / NORMAL
    span = (low + moved, high + moved)
    level, reason = _compared(span, yardstick)
    return replace(finding, value=value + moved, interval=span, level=level, reason=reason)


def _verdict(cell: Cell, yardstick: Yardstick | None) -> tuple[Level, str | None]:
    """Return the level, and why there is none where there is none: doubt is never a verdict."""
    measure = cell.measure
    if measure.value is None:
        return Level.UNKNOWN, "no_value"
    if yardstick is None:
        return Level.UNKNOWN, "no_yardstick"
    if measure.status is not Status.OK or measure.n < yardstick.enough:
        return Level.UNKNOWN, "too_few"
    if measure.interval is None:
        return Level.UNKNOWN, "no_interval"
    return _compared(measure.interval, yardstick)


def _compared(interval: tuple[float, float], yardstick: Yardstick) -> tuple[Level, str | None]:
    more_is_better = yardstick.strength > yardstick.risk
    worst, best = interval if more_is_better else interval[::-1]
    sign = 1 if more_is_better else -1
    if sign * (yardstick.risk - best) > 0:
        return Level.RISK, None
    if sign * (worst - yardstick.strength) > 0:
        return Level.STRENGTH, None
    between = sign * (worst - yardstick.risk) >= 0 and sign * (yardstick.strength - best) >= 0
    return Level.UNKNOWN, "in_between" if between else "interval_straddles"
