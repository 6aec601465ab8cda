"""Compares what was measured with yardsticks, and draws advice from what is at risk."""

import tomllib
from collections.abc import Iterable, Mapping
from math import isfinite
from pathlib import Path
from types import MappingProxyType

import msgspec

from toolkit import plugins, rules
from toolkit.errors import TemplateError
from toolkit.results import (
    WHOLE,
    Because,
    Cell,
    Finding,
    Findings,
    Level,
    Recommendation,
    Status,
    Target,
    Yardstick,
)

YARDSTICKS = "yardsticks.toml"
BASES = ("published", "convention", "own")

Yardsticks = Mapping[str, Yardstick]


def read_yardsticks(path: Path) -> Yardsticks:
    """Read the yardsticks, by measure; ``TemplateError`` says everything that is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path.name} cannot be read: {error}") from error
    read = {measure: _yardstick(measure, table) for measure, table in tables.items()}
    wrong = [f"[{measure}] {one}" for measure, one in read.items() if isinstance(one, str)]
    if wrong:
        raise TemplateError(f"{path.name}: {'; '.join(wrong)}")
    return MappingProxyType(
        {measure: one for measure, one in read.items() if isinstance(one, Yardstick)}
    )


def _yardstick(measure: str, table: object) -> Yardstick | str:
    """Return the yardstick, or what is wrong with it."""
    if not isinstance(table, dict):
        return "is not a table"
    if unknown := table.keys() - set(Yardstick.__dataclass_fields__):
        return f"does not know {', '.join(sorted(unknown))}"
    try:
        yardstick = msgspec.convert({**table, "measure": measure}, Yardstick)
    except msgspec.ValidationError as error:
        return str(error)
    return _doubtful(yardstick) or yardstick


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


def by_measure(findings: Iterable[Finding]) -> Findings:
    """Return the findings under the names of their measures."""
    return MappingProxyType({finding.measure: finding for finding in findings})


def recommendations(
    findings: Iterable[Finding], yardsticks: Yardsticks
) -> tuple[Recommendation, ...]:
    """Return the advice that the findings justify, the most severe first.

    Every rule of ``toolkit.rules`` is asked; where it answers nothing, it advises nothing.
    """
    known = by_measure(findings)
    answers = {name: rule(known) for name, rule in plugins.functions(rules, Because).items()}
    ordered = sorted(
        (name for name, because in answers.items() if because),
        key=lambda name: (-max(map(severity, answers[name])), name),
    )
    return tuple(_recommendation(name, answers[name], yardsticks) for name in ordered)


def severity(finding: Finding) -> float:
    """Return how far beyond the risk line a value lies, in widths between the two lines.

    0 on the risk line or without a verdict; 1 as far beyond it as the strength lies before it.
    """
    yardstick = finding.yardstick
    if finding.level is not Level.RISK or yardstick is None or finding.value is None:
        return 0.0
    return (yardstick.risk - finding.value) / (yardstick.strength - yardstick.risk)


def _recommendation(name: str, because: Because, yardsticks: Yardsticks) -> Recommendation:
    targets = (
        target(finding, yardsticks[finding.measure])
        for finding in because
        if finding.measure in yardsticks
    )
    return Recommendation(
        rule=name,
        because=tuple(finding.measure for finding in because),
        targets=tuple(one for one in targets if one is not None),
    )


def target(finding: Finding, yardstick: Yardstick) -> Target | None:
    """Return what to aim at: half of the way from today's value to the strength line.

    Half, because a first cycle that asks for all of it invites gaming the number. None where
    there is no value, or where the strength is already reached.
    """
    value = finding.value
    if value is None or (value - yardstick.risk) / (yardstick.strength - yardstick.risk) >= 1:
        return None
    halfway = value + (yardstick.strength - value) / 2
    return Target(measure=finding.measure, baseline=value, target=halfway)
