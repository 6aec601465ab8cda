"""A made-up release, as large as a real one: what the views and the page are tried on."""

import ast
import json
import math
import random
import re
import zlib
from base64 import b64decode
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.cards import Card
from toolkit.release import About, Facts, Group, Release, Source, Verdicts
from toolkit.reports.html import WIDGET_STATE, compose
from toolkit.results import (
    Action,
    Cell,
    Finding,
    Guard,
    Level,
    Measure,
    Offer,
    Offered,
    Recommendation,
    Status,
    Target,
    Yardstick,
)
from toolkit.stats.composite import proximity
from toolkit.views.viewer import Done, Viewer
from toolkit.views.widget import Widget
from toolkit.wording import Words

AUDIT = Path(__file__).parents[2] / "notebooks" / "audit.ipynb"
MONTHS = tuple(f"{2025 + (6 + i) // 12}-{(6 + i) % 12 + 1:02d}" for i in range(12))
# Each pillar is the mean of its components.
COMPONENTS = {
    "reply": 0.18, "answered_72h_business": 0.44, "pop": 0.37, "voices": 0.31, "identified": 0.09,
    "minutes": 0.56, "duplicates": 0.67, "rituals": 0.73, "register": 0.54, "alterity": 0.31,
}  # fmt: skip
PILLARS = {
    "dialogue": 0.33, "voices": 0.2, "spontaneity": 0.6533, "register": 0.54, "alterity": 0.31
}  # fmt: skip
INDEX = float(proximity(list(PILLARS.values())))
# identifier, code, unit, value
EXTERNAL = (
    ("reply_share", "M1", "share", 0.09),
    ("answered_1h", "M2", "share", 0.12),
    ("answered_24h", "M2", "share", 0.34),
    ("answered_72h", "M2", "share", 0.47),
    ("answered_7d", "M2", "share", 0.58),
    ("first_response_median", "M3", "seconds", 262_000.0),
    ("first_response_p90", "M3", "seconds", 1_100_000.0),
    ("first_response_rmst_72h", "M3", "seconds", 171_000.0),
    ("first_response_median_business", "M3", "seconds", 98_000.0),
    ("first_response_median_naive", "M3", "seconds", 31_000.0),
    ("voices_count", "M6", "voices", 6.0),
    ("effective_voices", "M6", "voices", 1.4),
    ("effective_voices_2d", "M6", "voices", 1.2),
    ("top_voice_share", "M6", "share", 0.91),
    ("identified_share", "M7", "share", 0.09),
    ("leader_share", "M7", "share", 0.02),
    ("brand_share", "M7", "share", 0.91),
    ("ritual_share", "M11", "share", 0.27),
    ("hashtags_per_post", "M11", "per_post", 2.4),
    ("emojis_per_post", "M11", "per_post", 1.8),
    ("effective_emojis", "M11", "voices", 5.2),
    ("link_share", "M11", "share", 0.66),
    ("own_link_share", "M11", "share", 0.48),
    ("conversation_depth", "M4", "turns", 2.3),
    ("pop_share", "M4", "share", 0.11),
    ("last_word_share", "M4", "share", 0.62),
    ("applause_rate", "M5", "per_post", 41.2),
    ("amplification_rate", "M5", "per_post", 6.3),
    ("conversation_rate", "M5", "per_post", 1.4),
    ("applause_zero_share", "M5", "share", 0.03),
    ("amplification_zero_share", "M5", "share", 0.31),
    ("conversation_zero_share", "M5", "share", 0.58),
    ("applause_per_1000", "M5", "per_1000", 9.41),
    ("amplification_per_1000", "M5", "per_1000", 1.32),
    ("conversation_per_1000", "M5", "per_1000", 0.27),
    ("minute_excess", "M8", "share", 0.44),
    ("burstiness_finite", "M9", "index", -0.21),
    ("near_duplicate_share", "M10", "share", 0.33),
    ("top_template_share", "M10", "share", 0.12),
    ("information_share", "M12", "share", 0.52),
    ("community_share", "M12", "share", 0.17),
    ("action_share", "M12", "share", 0.27),
    ("unclassified_share", "M12", "share", 0.04),
    ("promotional_share_observed", "M13", "share", 0.46),
    ("alterity", "M14", "index", 0.31),
    ("proximity_index", "M15", "points", INDEX),
    ("proximity_index_sampling", "M15", "points", INDEX),
    ("proximity_index_labels", "M15", "points", INDEX),
    ("proximity_index_structure", "M15", "points", INDEX),
    *((f"pillar_{name}", "M15", "index", value) for name, value in PILLARS.items()),
    *((f"component_{name}", "M15", "index", value) for name, value in COMPONENTS.items()),
    ("sobol_weights", "M15", "share", 0.21),
    ("sobol_aggregation", "M15", "share", 0.52),
    ("sobol_goalposts", "M15", "share", 0.18),
    ("sobol_threshold", "M15", "share", 0.04),
    ("proximity_drift", "M16", "points", -4.2),
    ("proximity_drift_p", "M16", "index", 0.012),
    ("proximity_drift_after", "M16", "index", 6.0),
    ("proximity_slope", "M16", "points", -0.4),
    ("one_way_share", "S35", "share", 0.74),
    ("symmetry_ratio", "S35", "share", 0.38),
)
INTERNAL = (
    ("reciprocity_edgewise", "M17", "share", 0.61),
    ("reciprocity_dyadic", "M17", "share", 0.88),
    ("reciprocity_dyadic_nonnull", "M17", "share", 0.44),
    ("participation_gini", "M22", "index", 0.79),
    ("silent_share", "M22", "share", 0.26),
    ("top_1_share", "M22", "share", 0.19),
    ("next_9_share", "M22", "share", 0.41),
)
# risk, strength, level, why it is unknown
YARDSTICKS = {
    "reply_share": (0.1, 0.3, "unknown", "interval_straddles"),
    "answered_24h": (0.5, 0.8, "risk", None),
    "answered_72h": (0.6, 0.85, "risk", None),
    "first_response_median": (86_400.0, 14_400.0, "risk", None),
    "effective_voices": (2.0, 3.0, "risk", None),
    "top_voice_share": (0.8, 0.5, "risk", None),
    "identified_share": (0.27, 0.5, "risk", None),
    "ritual_share": (0.2, 0.05, "risk", None),
    "hashtags_per_post": (3.0, 1.0, "unknown", "in_between"),
    "reciprocity_dyadic_nonnull": (0.3, 0.6, "unknown", "in_between"),
    "participation_gini": (0.75, 0.5, "risk", None),
    "silent_share": (0.25, 0.1, "unknown", "interval_straddles"),
    "own_link_share": (0.6, 0.3, "strength", None),
}


@cache
def sample(
    language: str = "fr", name: str = "Mutuelle Horizon (simulation)", **labels: str
) -> Release:
    """Return a release; ``labels`` renames groups, such as ``team_1="Ventes"``."""
    groups = tuple(replace(group, label=labels.get(group.id, group.label)) for group in _groups())
    cells = tuple(_cells(groups))
    facts = Facts(about=_about(language, name), sources=_sources(), groups=groups, cells=cells)
    return Release(facts=facts, verdicts=_verdicts(cells))


def _about(language: str, name: str) -> About:
    return About(
        client="mutuelle-horizon",
        name=name,
        profile="large",
        language=language,
        simulated=True,
        k=5,
        first="2025-07-01",
        last="2026-06-30",
    )


def _sources() -> tuple[Source, ...]:
    days = {"first": "2025-07-01", "last": "2026-06-30"}
    x = Source(
        platform="x", importer="x@1", scope="external", read=6, ignored=41, unknown=2, rejected=3,
        messages=1512, inbound_complete="no", **days,
    )  # fmt: skip
    agreed = Source(
        platform="agreed", importer="agreed@1", scope="external", read=4, ignored=0, unknown=0,
        rejected=0, messages=1204, inbound_complete="yes", **days,
    )  # fmt: skip
    slack = Source(
        platform="slack", importer="slack@1", scope="internal", read=3120, ignored=2, unknown=0,
        rejected=17, messages=40_213, inbound_complete="unknown", **days,
    )  # fmt: skip
    return (x, agreed, slack)


def _groups() -> tuple[Group, ...]:
    teams = "Sinistres,Adhérents,Informatique,Actuariat,Direction,Réseau,Marketing,Juridique"
    return (
        Group(id="acc_1", scope="external", kind="account", label="@mutuelle_horizon"),
        Group(id="acc_2", scope="external", kind="account", label="@horizon_aide"),
        Group(id="persons", scope="external", kind="people", label=""),
        *(
            Group(id=f"team_{number}", scope="internal", kind="team", label=label)
            for number, label in enumerate(teams.split(","), 1)
        ),
    )


def _cells(groups: tuple[Group, ...]) -> list[Cell]:
    chance = random.Random(20260301)
    cells = []
    for scope, measures in (("external", EXTERNAL), ("internal", INTERNAL)):
        ids = ("all", *(group.id for group in groups if group.scope == scope))
        for group in ids:
            for period in ("all", *MONTHS):
                cells += [
                    Cell(
                        scope=scope,
                        group=group,
                        period=period,
                        measure=_measure(chance, scope, group, period, measure),
                    )
                    for measure in measures
                ]
    return cells


def _measure(
    chance: random.Random, scope: str, group: str, period: str, about: tuple[str, str, str, float]
) -> Measure:
    name, code, unit, value = about
    hidden = _hidden(scope, group, period, name)
    if hidden:
        status, reason = hidden
        return Measure(id=name, code=code, unit=unit, n=0, status=status, reason=reason)
    n = 1204 if period == "all" else chance.randint(14, 130)
    if group != "all":
        n //= 3
    swing = (0.04 if code != "M15" else 0) if period == "all" else 0.16
    value *= (
        1 + chance.uniform(-swing, swing) - (0.12 if period >= "2026-01" and unit == "share" else 0)
    )
    value = min(value, 0.97) if unit in ("share", "index") and about[3] <= 1 else value
    interval = None if name == "voices_count" else _interval(unit, value, n)
    people = 40 if scope == "internal" else None
    cited = 5 if scope == "external" else 0
    return Measure(
        id=name,
        code=code,
        unit=unit,
        n=n,
        value=round(value) if name == "voices_count" else value,
        interval=interval,
        status=Status.FEW if n < 20 else Status.OK,
        people=people,
        evidence=tuple(f"m-{chance.getrandbits(40):010x}" for _ in range(cited)),
        curve=_curve(name, value),
    )


def _hidden(scope: str, group: str, period: str, name: str) -> tuple[Status, str] | None:
    if scope == "internal" and (group == "team_8" or (group == "team_4" and period < "2025-10")):
        reason = "too_few_people" if group == "team_8" else "complement"
        return Status.SUPPRESSED, reason
    if name == "own_link_share" and group == "persons":
        return Status.NOT_COMPUTABLE, "no_own_domain"
    if name.startswith("first_response") and period == "2025-08":
        return Status.NOT_COMPUTABLE, "not_reached" if group == "all" else "no_opener"
    return None


def _interval(unit: str, value: float, n: int) -> tuple[float, float]:
    if unit in ("share", "index") and 0 <= value <= 1:
        half = 1.96 * math.sqrt(max(value * (1 - value), 0.01) / n)
        return max(0.0, value - half), min(1.0, value + half)
    if unit == "points":
        return value - 6, value + 5
    half = abs(value) * 1.96 * 0.6 / math.sqrt(n)
    return min(value, max(0.0, value - half)), value + half


def _curve(name: str, value: float) -> tuple[tuple[float, float], ...]:
    if name == "effective_voices":
        return tuple(enumerate((0.91, 0.04, 0.02, 0.015, 0.01, 0.005), start=1))
    if name == "proximity_drift":
        levels = (41, 43, 40, 42, 39, 41, 35, 36, 33, 34, 36, 35)
        return tuple(
            (float(month.replace("-", "")), float(level))
            for month, level in zip(MONTHS, levels, strict=True)
        )
    return _waiting(value) if name == "first_response_median" else ()


def _waiting(median: float) -> tuple[tuple[float, float], ...]:
    hours = (0, 1, 2, 4, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120, 144, 156, 168)
    rate = math.log(2) / (median / 3600) ** 0.55
    return tuple((float(h), 0.08 + 0.92 * math.exp(-rate * h**0.55)) for h in hours)


def _verdicts(cells: tuple[Cell, ...]) -> Verdicts:
    whole = {c.measure.id: c for c in cells if c.group == "all" and c.period == "all"}
    findings = tuple(_finding(cell) for cell in whole.values())
    risks = {finding.measure: finding for finding in findings if finding.level is Level.RISK}
    because = {
        "answer_the_public": ("answered_24h", "answered_72h", "first_response_median"),
        "train_more_voices": ("effective_voices", "top_voice_share", "identified_share"),
        "drop_the_rituals": ("ritual_share",),
        "open_the_floor_inside": ("participation_gini",),
    }
    advice = tuple(_advice(rule, names, risks) for rule, names in because.items())
    return Verdicts(findings=findings, recommendations=advice)


def _finding(cell: Cell) -> Finding:
    measure = cell.measure
    risk, strength, level, reason = YARDSTICKS.get(measure.id, (0, 0, "unknown", "no_yardstick"))
    yardstick = Yardstick(
        measure=measure.id, risk=risk, strength=strength, enough=20, source="Vive voix", basis="own"
    )
    return Finding(
        measure=measure.id,
        scope=cell.scope,
        level=Level(level),
        value=measure.value,
        interval=measure.interval,
        n=measure.n,
        status=measure.status,
        yardstick=yardstick if measure.id in YARDSTICKS else None,
        reason=reason,
        evidence=measure.evidence,
    )


ACTION = Action(
    family="role",
    owner="communication",
    effort_days=(2, 4),
    cost="none",
    lead_weeks=13,
    effect=(0.2, 0.5, 0.8),
    grade="C",
    needs=("paid_time",),
)


def _advice(rule: str, names: tuple[str, ...], risks: dict[str, Finding]) -> Recommendation:
    first = risks[names[0]]
    goal = YARDSTICKS[names[0]][1]
    target = Target(measure=names[0], baseline=first.value or 0.0, target=goal, strength=goal)
    return Recommendation(
        rule=rule,
        because=names,
        targets=(target,),
        action=ACTION,
        grade="C",
        gain=(0.3, 0.8, 1.2),
        priority=0.1,
        ranks=(1, 2),
        evidence=first.evidence,
        guards=(Guard(measure="near_duplicate_share", baseline=0.2),),
        offers=(
            Offer(
                family="shared_inbox",
                tools=(
                    Offered(tool="counter_book", why=("no_software", "light")),
                    Offered(tool="chatwoot", why=()),
                ),
            ),
        ),
        first_step_by="2026-08-17",
        measured_on="2026-11-02",
    )


def calls() -> list[str]:
    """Return what the audit's own notebook calls, cell after cell."""
    cells = json.loads(AUDIT.read_text(encoding="utf-8"))["cells"]
    sources = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return [source for source in sources if source.startswith("show.")]


def audit(show: Viewer) -> tuple[Card | Widget | Done, ...]:
    """Return what the cells of the audit's notebook show."""
    found = (ast.parse(call, mode="eval").body for call in calls())
    every = (
        getattr(show, call.func.attr)(*(ast.literal_eval(each) for each in call.args))
        for call in found
    )
    return tuple(one for one in every if one is not None)  # a cell without a brief shows nothing


def executed(shown: tuple[Card | Widget | Done, ...]) -> dict[str, Any]:
    """Return the notebook as it stands once its cells have shown this."""
    state, cells = {}, []
    for one in shown:
        if isinstance(one, Widget):
            state[one.model_id] = {"state": one.get_state()}
        bundle = one._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        output = {"output_type": "execute_result", "data": data, "metadata": {}}
        cells.append({"cell_type": "code", "source": "", "outputs": [output]})
    book = {"cells": cells, "metadata": {"widgets": {WIDGET_STATE: {"state": state}}}}
    return json.loads(json.dumps(book, default=list))


@cache
def page(language: str = "fr", **named: str) -> str:
    """Return the whole page of the made-up release."""
    release, words = sample(language, **named), Words(language)
    return compose(release, words, executed(audit(Viewer(release, words))))


def saved_in(html: str) -> dict[str, Any]:
    """Return what the widgets of a page know, as it travels in it."""
    packed = re.search(r'id="saved">(.*?)</script>', html, re.DOTALL)
    assert packed
    return json.loads(zlib.decompress(b64decode(packed[1])))
