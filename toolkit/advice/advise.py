"""Draws advice from what is at risk: which rules fire, what each is worth, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from toolkit import plugins, rules
from toolkit.advice.actions import GRADES, Actions
from toolkit.advice.priority import Stake, ranks
from toolkit.results import (
    Action,
    Because,
    Finding,
    Findings,
    Guard,
    Level,
    Recommendation,
    Target,
    Yardstick,
)

AMPLE = 10  # times the cases a verdict needs: then a finding is precise
EVIDENCE = 5
FIRST = 5  # pieces of advice that have to hold for the whole to be called stable
UNCORRECTED = frozenset({"promotional_share_observed"})  # a machine's count nobody corrected


@dataclass(frozen=True)
class Ordered:
    """What the findings call for: why, at what stake, and in which order."""

    fired: Mapping[str, Because]
    stakes: Mapping[str, Stake]
    by_priority: tuple[str, ...]
    in_order: tuple[str, ...]


def ordered(findings: Iterable[Finding], actions: Actions) -> Ordered:
    """Ask every rule of ``toolkit.rules``, and put in order what they call for.

    Where a rule answers nothing, it advises nothing. What another advice replaces is left out,
    and what must come first comes first.
    """
    fired = _fired(MappingProxyType({finding.measure: finding for finding in findings}))
    stakes = {name: _stake(fired[name], actions, name) for name in _heard(fired, actions)}
    by_priority = sorted(stakes, key=lambda name: (-stakes[name].priority, name))
    return Ordered(fired, stakes, tuple(by_priority), _first_things_first(by_priority, actions))


def recommendations(findings: Iterable[Finding], actions: Actions) -> tuple[Recommendation, ...]:
    """Return the advice that the findings justify, the most worthwhile first."""
    known = {finding.measure: finding for finding in findings}
    advised = ordered(known.values(), actions)
    stakes = advised.stakes
    places = ranks([stakes[name] for name in advised.by_priority])
    ranked = dict(zip(advised.by_priority, places, strict=True))
    return tuple(
        Recommendation(
            rule=name,
            because=tuple(finding.measure for finding in advised.fired[name]),
            targets=_targets(advised.fired[name]),
            action=actions[name],
            grade=stakes[name].grade,
            gain=stakes[name].gain,
            priority=stakes[name].priority,
            ranks=ranked[name],
            evidence=_evidence(advised.fired[name]),
            silenced=_silenced(name, advised.fired, actions),
            guards=_guards(actions[name], known),
        )
        for name in advised.in_order
    )


def stability(
    draws: Iterable[Iterable[Finding]], actions: Actions, advice: Sequence[Recommendation]
) -> float:
    """Return in which share of other samples at most one of the first five pieces changes."""
    first = {one.rule for one in advice[:FIRST]}
    kept = [len(first - {*ordered(draw, actions).in_order[:FIRST]}) <= 1 for draw in draws]
    return sum(kept) / len(kept) if kept else 1.0


def _fired(known: Findings) -> Mapping[str, Because]:
    answers = {name: rule(known) for name, rule in plugins.functions(rules, Because).items()}
    return {name: because for name, because in answers.items() if because}


def _heard(fired: Mapping[str, Because], actions: Actions) -> tuple[str, ...]:
    """Return what nobody silences; who is silenced silences nobody."""

    def silent(name: str, asked: frozenset[str]) -> bool:
        others = [other for other in fired if name in actions[other].instead_of]
        return any(other not in asked and not silent(other, asked | {name}) for other in others)

    return tuple(name for name in fired if not silent(name, frozenset({name})))


def _guards(action: Action, known: Findings) -> tuple[Guard, ...]:
    today = {name: known[name].value if name in known else None for name in action.guard}
    return tuple(Guard(measure=name, baseline=value) for name, value in today.items())


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


def _first_things_first(ranked: Sequence[str], actions: Actions) -> tuple[str, ...]:
    """Move before each advice what has to come first, and keep the order otherwise."""
    done: list[str] = []

    def place(name: str, waiting: frozenset[str]) -> None:
        for earlier in actions[name].after:
            if earlier in ranked and earlier not in done and earlier not in waiting:
                place(earlier, waiting | {name})
        if name not in done:
            done.append(name)

    for name in ranked:
        place(name, frozenset())
    return tuple(done)


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
    return Target(
        measure=finding.measure, baseline=value, target=halfway, strength=yardstick.strength
    )
