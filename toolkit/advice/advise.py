"""Draws advice from what is at risk: which rules fire, what each is worth, and in which order."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from toolkit import plugins, rules
from toolkit.advice.actions import GRADES, Actions
from toolkit.advice.priority import Stake, ranks
from toolkit.results import (
    Because,
    Finding,
    Findings,
    Level,
    Recommendation,
    Target,
    Yardstick,
)

AMPLE = 10  # times the cases a verdict needs: then a finding is precise
EVIDENCE = 5
UNCORRECTED = frozenset({"promotional_share_observed"})  # a machine's count nobody corrected


def recommendations(findings: Iterable[Finding], actions: Actions) -> tuple[Recommendation, ...]:
    """Return the advice that the findings justify, the most worthwhile first.

    Every rule of ``toolkit.rules`` is asked; where it answers nothing, it advises nothing. What
    another advice replaces is left out, and what must come first comes first.
    """
    known = MappingProxyType({finding.measure: finding for finding in findings})
    fired = _fired(known)
    silenced = {name: _silenced(name, fired, actions) for name in fired}
    gone = {name for names in silenced.values() for name in names}
    kept = [name for name in fired if name not in gone]
    stakes = {name: _stake(fired[name], actions, name) for name in kept}
    ordered = sorted(kept, key=lambda name: (-stakes[name].priority, name))
    places = dict(zip(ordered, ranks([stakes[name] for name in ordered]), strict=True))
    return tuple(
        Recommendation(
            rule=name,
            because=tuple(finding.measure for finding in fired[name]),
            targets=_targets(fired[name]),
            action=actions[name],
            grade=stakes[name].grade,
            priority=stakes[name].priority,
            ranks=places[name],
            evidence=_evidence(fired[name]),
            silenced=silenced[name],
        )
        for name in _first_things_first(ordered, actions)
    )


def _fired(known: Findings) -> Mapping[str, Because]:
    answers = {name: rule(known) for name, rule in plugins.functions(rules, Because).items()}
    return {name: because for name, because in answers.items() if because}


def _silenced(name: str, fired: Mapping[str, Because], actions: Actions) -> tuple[str, ...]:
    return tuple(other for other in actions[name].instead_of if other in fired)


def _stake(because: Because, actions: Actions, name: str) -> Stake:
    """Return what an action may gain here: its share of the way to the strength lines."""
    action = actions[name]
    gap = max((1 + severity(finding) for finding in because), default=1.0)
    low, likely, high = (gap * share for share in action.effect)
    return Stake(
        gain=(low, likely, high),
        grade=graded(action.grade, because),
        days=sum(action.effort_days) / 2,
    )


def graded(grade: str, because: Because) -> str:
    """Return the evidence grade of an action here, after GRADE (Guyatt and others, 2008).

    One lower where it rests on nothing but what a machine counted and nobody corrected; one
    higher, B at most, where every finding rests on ten times the cases that a verdict needs.
    """
    at = GRADES.index(grade)
    if because and all(one.measure in UNCORRECTED for one in because):
        return GRADES[min(at + 1, len(GRADES) - 1)]
    if because and all(one.yardstick and one.n >= AMPLE * one.yardstick.enough for one in because):
        return GRADES[min(at, max(at - 1, GRADES.index("B")))]
    return grade


def _targets(because: Because) -> tuple[Target, ...]:
    found = (target(one, one.yardstick) for one in because if one.yardstick)
    return tuple(one for one in found if one is not None)


def _evidence(because: Because) -> tuple[str, ...]:
    every = dict.fromkeys(name for finding in because for name in finding.evidence)
    return tuple(every)[:EVIDENCE]


def _first_things_first(ordered: list[str], actions: Actions) -> list[str]:
    """Move before each advice what has to come first, and keep the order otherwise."""
    done: list[str] = []

    def place(name: str, waiting: frozenset[str]) -> None:
        for earlier in actions[name].after:
            if earlier in ordered and earlier not in done and earlier not in waiting:
                place(earlier, waiting | {name})
        if name not in done:
            done.append(name)

    for name in ordered:
        place(name, frozenset())
    return done


def severity(finding: Finding) -> float:
    """Return how far beyond the risk line a value lies, in widths between the two lines.

    0 on the risk line or without a verdict; 1 as far beyond it as the strength lies before it.
    """
    yardstick = finding.yardstick
    if finding.level is not Level.RISK or yardstick is None or finding.value is None:
        return 0.0
    return (yardstick.risk - finding.value) / (yardstick.strength - yardstick.risk)


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
