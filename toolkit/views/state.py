"""What the explorer knows: the released cells of one scope, small enough to travel in a page."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import Any

from toolkit.release import Release
from toolkit.results import WHOLE, Cell, Finding, Level, Status, Yardstick
from toolkit.wording import Words

STATUSES = tuple(Status)
SHARED = (
    "language",
    "duration",
    "interval",
    "sentence",
    "level",
    "status",
    "reason",
    "basis",
    "higher",
)
SAID = """account basis_of_yardstick chart_by_month chart_curve chart_keys chart_role
choose_period curve_hours curve_said curve_waiting detail evidence evidence_note group group_all
higher interval interval_is labelled legend level method month n no_evidence no_sources no_trend
no_yardstick overview people period period_all related rests_on show_table sources status team
value whole_value yardstick yardstick_risk yardstick_source yardstick_strength"""
KEPT = Decimal("0.0001")


def months(release: Release, scope: str) -> tuple[str, ...]:
    """Return the months that a scope has numbers for, in order."""
    return tuple(sorted({cell.period for cell in release.cells(scope)} - {WHOLE}))


def whole(release: Release, scope: str, period: str = WHOLE) -> tuple[Cell, ...]:
    """Return the whole organisation's cells in the order of the audit's questions: M1, M2, M3."""
    cells = release.cells(scope, group=WHOLE, period=period)
    return tuple(sorted(cells, key=lambda cell: int(cell.measure.code[1:])))


def explorer_data(release: Release, scope: str, words: Words) -> dict[str, Any]:
    """Return the numbers of a scope, each cell as (value, low, high, n, status, reason).

    Cells are kept by measure and group, in the order: whole span, then each month.
    """
    cells = release.cells(scope)
    periods = (WHOLE, *months(release, scope))
    groups = [group for group in release.facts.groups if group.scope == scope]
    shown = {cell.group for cell in cells}
    return {
        "scope": scope,
        "periods": periods[1:],
        "groups": [
            {"id": WHOLE, "kind": WHOLE, "label": ""},
            *(
                {"id": group.id, "kind": group.kind, "label": group.label}
                for group in groups
                if group.id in shown and group.id != WHOLE
            ),
        ],
        "measures": _measures(release, scope),
        "cells": _by_place(cells, periods, _numbers),
        "curves": _by_place((c for c in cells if c.measure.curve), periods, _curve),
        "evidence": _evidence(cells),
        "sources": _sources(release, scope, words),
    }


def explorer_words(words: Words, measures: Iterable[str]) -> dict[str, Any]:
    """Return the words that an explorer of these measures says, as templates."""
    parts: dict[str, Any] = {name: words.part(name) for name in SHARED}
    parts["ui"] = {name: words.part(f"ui.{name}") for name in SAID.split()}
    return {**parts, "measure": {name: words.part(f"measure.{name}") for name in measures}}


def first_selection(data: dict[str, Any], period: str) -> dict[str, str]:
    """Return what the reader sees first: a measure at risk if there is one, over everything."""
    measures = data["measures"]
    at_risk = [m for m in measures if m["finding"] and m["finding"]["level"] == Level.RISK]
    return {"measure": (at_risk or measures)[0]["id"], "group": WHOLE, "period": period}


def _measures(release: Release, scope: str) -> list[dict[str, Any]]:
    """Describe each measure; a headline has a yardstick, or is the first of its kind."""
    findings = {f.measure: f for f in release.verdicts.findings if f.scope == scope}
    described: list[dict[str, Any]] = []
    codes: set[str] = set()
    for cell in whole(release, scope):
        measure, finding = cell.measure, findings.get(cell.measure.id)
        judged = finding is not None and finding.yardstick is not None
        described.append(
            {
                "id": measure.id,
                "code": measure.code,
                "unit": measure.unit,
                "headline": judged or measure.code not in codes,
                "finding": _finding(finding) if finding else None,
            }
        )
        codes.add(measure.code)
    return described


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "reason": finding.reason,
        "yardstick": _yardstick(finding.yardstick) if finding.yardstick else None,
    }


def _yardstick(yardstick: Yardstick) -> dict[str, Any]:
    return {
        "risk": yardstick.risk,
        "strength": yardstick.strength,
        "basis": yardstick.basis,
        "source": yardstick.source,
    }


def _by_place(cells: Iterable[Cell], periods: tuple[str, ...], said: Any) -> dict[str, Any]:  # noqa: ANN401
    """Arrange cells as measure, then group, then one entry for each period."""
    places: dict[str, dict[str, list[Any]]] = {}
    position = {period: place for place, period in enumerate(periods)}
    for cell in cells:
        row = places.setdefault(cell.measure.id, {}).setdefault(cell.group, [None] * len(periods))
        row[position[cell.period]] = said(cell)
    return places


def _numbers(cell: Cell) -> list[Any]:
    measure = cell.measure
    low, high = measure.interval or (None, None)
    status = STATUSES.index(measure.status)
    numbers = [*map(_short, (measure.value, low, high)), measure.n, status]
    return numbers if measure.reason is None else [*numbers, measure.reason]


def _curve(cell: Cell) -> list[list[float | None]]:
    return [[_short(hours), _short(share)] for hours, share in cell.measure.curve]


def _short(number: float | None) -> float | None:
    """Cut a number after four decimals; cut, not rounded, so that it still rounds as it did."""
    if number is None:
        return None
    short = float(Decimal(str(number)).quantize(KEPT, rounding=ROUND_DOWN))
    return int(short) if short.is_integer() else short


def _evidence(cells: Iterable[Cell]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the identifiers to look at, for the whole span: months would double the page."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for cell in cells:
        if cell.period == WHOLE and cell.measure.evidence:
            found.setdefault(cell.measure.id, {})[cell.group] = cell.measure.evidence[:5]
    return found


def _sources(release: Release, scope: str, words: Words) -> list[str]:
    return [
        words.say("ui.sources_read", platform=platform(words, source.platform), n=source.messages)
        for source in release.facts.sources
        if source.scope in (scope, "both")
    ]


def platform(words: Words, name: str) -> str:
    """Return a platform's name for people, or its own where there is no word for it."""
    return words.say(f"source.{name}") if words.has(f"source.{name}") else name
