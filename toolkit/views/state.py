"""What the explorer knows: the released cells of one scope, small enough to travel in a page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from toolkit.release import Release
from toolkit.results import WHOLE, Cell, Finding, Level, Yardstick
from toolkit.views import packed
from toolkit.views.questions import belongs, heads, order
from toolkit.wording import Words

SHARED = (
    "language",
    "duration",
    "interval",
    "sentence",
    "level",
    "status",
    "basis",
    "higher",
)
SAID = """account basis_of_yardstick chart_by_month chart_curve chart_keys chart_ranks chart_role
choose_period curve_hours curve_said curve_waiting detail evidence evidence_note group group_all
higher interval interval_is labelled legend level method month n no_evidence no_sources no_trend
no_yardstick overview people period period_all question rank rank_said rank_share related
rests_on show_table sources status team value whole_value yardstick yardstick_risk
yardstick_source yardstick_strength"""
CITED, CITED_APART = 5, 3  # messages at most, of the whole and of a part: months have none
UNJUDGED = "no_yardstick"  # said of a measure that only describes
CURVED = ("seconds", "voices")  # who still waits, and how much each voice speaks
TAKEN_APART = ("component_", "sobol_", "proximity_index_")  # shown where the index is taken apart


def months(release: Release, scope: str) -> tuple[str, ...]:
    """Return the months that a scope has numbers for, in order."""
    return tuple(sorted({cell.period for cell in release.cells(scope)} - {WHOLE}))


def whole(release: Release, scope: str, period: str = WHOLE) -> tuple[Cell, ...]:
    """Return the whole organisation's cells in the order of the audit's questions: M1, M2, M3."""
    cells = release.cells(scope, group=WHOLE, period=period)
    return tuple(sorted(cells, key=lambda cell: int(cell.measure.code[1:])))


def explorer_data(release: Release, scope: str, words: Words) -> dict[str, Any]:
    """Return the numbers of a scope, written as ``toolkit.views.packed`` says.

    Cells are kept by measure and group; periods are the whole span, then each month.
    """
    cells = tuple(c for c in release.cells(scope) if not c.measure.id.startswith(TAKEN_APART))
    periods = (WHOLE, *months(release, scope))
    measures = _measures(release, scope)
    return {
        "scope": scope,
        "periods": periods[1:],
        "groups": _groups(release, scope, cells),
        "questions": order(measure["question"] for measure in measures),
        "measures": measures,
        "decimals": dict(packed.DECIMALS),
        "cells": _by_place(cells, lambda found: packed.row(found, periods)),
        "curves": _by_place(
            (
                c
                for c in cells
                if c.measure.unit in CURVED and c.measure.curve and c.period == WHOLE
            ),
            lambda found: packed.curve(found[0].measure.curve),
        ),
        "evidence": _by_place(
            (c for c in cells if c.measure.evidence and c.period == WHOLE),
            lambda found: " ".join(
                found[0].measure.evidence[: CITED if found[0].group == WHOLE else CITED_APART]
            ),
        ),
        "sources": _sources(release, scope, words),
    }


def _groups(release: Release, scope: str, cells: Iterable[Cell]) -> list[dict[str, str]]:
    shown = {cell.group for cell in cells} - {WHOLE}
    groups = [one for one in release.facts.groups if one.scope == scope and one.id in shown]
    return [
        {"id": WHOLE, "kind": WHOLE, "label": ""},
        *({"id": one.id, "kind": one.kind, "label": one.label} for one in groups),
    ]


def explorer_words(words: Words, data: dict[str, Any], reasons: Iterable[str]) -> dict[str, Any]:
    """Return the words that an explorer of these data says, as templates."""
    parts: dict[str, Any] = {name: words.part(name) for name in SHARED}
    parts["ui"] = {name: words.part(f"ui.{name}") for name in SAID.split()}
    parts["reason"] = {
        name: words.say(f"reason.{name}") for name in reasons if words.has(f"reason.{name}")
    }
    parts["question"] = {name: words.say(f"question.{name}.title") for name in data["questions"]}
    names = [measure["id"] for measure in data["measures"]]
    return {**parts, "measure": {name: words.part(f"measure.{name}") for name in names}}


def reasons_of(release: Release, scope: str) -> tuple[str, ...]:
    """Return every reason that the numbers of a scope, or their verdicts, give."""
    missing = {cell.measure.reason for cell in release.cells(scope)}
    judged = {one.reason for one in release.verdicts.findings if one.scope == scope}
    return tuple(sorted(reason for reason in missing | judged | {UNJUDGED} if reason))


def first_selection(data: dict[str, Any], period: str) -> dict[str, str]:
    """Return what the reader sees first: a measure at risk if there is one, over everything."""
    measures = data["measures"]
    at_risk = [m for m in measures if m.get("finding", {}).get("level") == Level.RISK]
    return {"measure": (at_risk or measures)[0]["id"], "group": WHOLE, "period": period}


def _measures(release: Release, scope: str) -> list[dict[str, Any]]:
    """Describe each measure, question by question; a headline is seen without being looked for."""
    findings = {f.measure: f for f in release.verdicts.findings if f.scope == scope}
    found = [cell.measure for cell in whole(release, scope)]
    described: list[dict[str, Any]] = []
    codes: set[str] = set()
    for measure in found:
        if measure.id.startswith(TAKEN_APART):
            continue
        question = belongs(measure.id, measure.code)
        judged = _judged(findings.get(measure.id))
        shown = bool(judged) or heads(measure.id, question, opens=measure.code not in codes)
        described.append(
            {
                "id": measure.id,
                "unit": measure.unit,
                "question": question,
                "headline": shown,
                **judged,
            }
        )
        codes.add(measure.code)
    return described


def _judged(finding: Finding | None) -> dict[str, Any]:
    """Say the verdict on a measure; nothing where it has no yardstick."""
    if finding is None or finding.yardstick is None:
        return {}
    yardstick = _yardstick(finding.yardstick)
    said = {"level": finding.level.value, "reason": finding.reason, "yardstick": yardstick}
    return {"finding": said}


def _yardstick(yardstick: Yardstick) -> dict[str, Any]:
    return {
        "risk": yardstick.risk,
        "strength": yardstick.strength,
        "basis": yardstick.basis,
        "source": yardstick.source,
    }


def _by_place(
    cells: Iterable[Cell], said: Callable[[Sequence[Cell]], str]
) -> dict[str, dict[str, str]]:
    """Say cells by measure, then by group."""
    places: dict[str, dict[str, list[Cell]]] = {}
    for cell in cells:
        places.setdefault(cell.measure.id, {}).setdefault(cell.group, []).append(cell)
    return {
        measure: {group: said(found) for group, found in groups.items()}
        for measure, groups in places.items()
    }


def _sources(release: Release, scope: str, words: Words) -> list[str]:
    return [
        words.say("ui.sources_read", platform=platform(words, source.platform), n=source.messages)
        for source in release.facts.sources
        if source.scope in (scope, "both")
    ]


def platform(words: Words, name: str) -> str:
    """Return a platform's name for people, or its own where there is no word for it."""
    return words.say(f"source.{name}") if words.has(f"source.{name}") else name
