"""Makes a client's programme from what its audit found: sessions, exercises, and what stops it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.programme.training import Audience, Part, Role, Training
from toolkit.release import Release
from toolkit.results import Decision, Finding, Level

GROUPS = (1, 2)
TEAM = "team"
VOLUNTEERS: Audience = "employees"


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session of one group; ``day`` is missing where no message has a date."""

    group: int
    week: int
    module: str
    hours: float
    who: tuple[Audience, ...]
    day: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """A situation to practise, and the finding that calls for it, if any."""

    situation: str
    module: str
    finding: Finding | None


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The whole plan; ``stopped_by`` names the advice to act upon first, ``waits`` for how long.

    ``unseen`` says that nobody knows yet whether one is answered inside. ``teams`` are those that
    may be shown, hence of k people at least; nobody is ever named. ``hours`` are those of one
    person of each audience, ``proof`` what is looked at again and when. ``tested`` are the
    situations of the test, ``decisions`` the consultant's own words, by advice.
    """

    wanted: int
    teams: tuple[str, ...]
    stopped_by: tuple[str, ...]
    waits: int
    unseen: bool
    sessions: tuple[Session, ...]
    exercises: tuple[Exercise, ...]
    hours: Mapping[Audience, float]
    tasks: Mapping[str, Mapping[Role, Part]]
    proof: tuple[tuple[Finding, tuple[dt.date | None, ...]], ...]
    tested: tuple[str, ...]
    decisions: Mapping[str, Decision]


def plan(release: Release, training: Training) -> Programme:
    """Return the programme of a client, from its release alone."""
    verdicts, about = release.verdicts, release.facts.about
    fired = {one.rule for one in verdicts.kept}
    stopped = tuple(one for one in training.stop.advice if one in fired)
    waits = training.stop.weeks if stopped else 0
    start = _monday(verdicts.begins)
    first = start + dt.timedelta(weeks=waits) if start else None
    teams = tuple(one.label for one in release.facts.groups if one.kind == TEAM and one.label)
    findings = {one.measure: one for one in verdicts.findings}
    exercises = tuple(_exercises(training, findings))
    return Programme(
        wanted=training.groups.wanted(about.headcount),
        teams=teams,
        stopped_by=stopped,
        waits=waits,
        unseen=not any(
            one.scope == "internal" and one.value is not None for one in findings.values()
        ),
        sessions=tuple(sorted(_sessions(training, first), key=lambda one: (one.group, one.week))),
        exercises=exercises,
        hours=_hours(training),
        tasks=training.task,
        proof=tuple(_proof(training, findings, first)),
        tested=_tested(training, exercises),
        decisions={one.rule: one for one in verdicts.decisions},
    )


def _monday(day: str) -> dt.date | None:
    if not day:
        return None
    known = dt.date.fromisoformat(day)
    return known + dt.timedelta(days=-known.weekday() % 7)


def _sessions(training: Training, first: dt.date | None) -> Iterator[Session]:
    """Give the sessions of both groups; the second starts later, so that they can be compared.

    What is not for those who volunteer is held once.
    """
    for group in GROUPS:
        later = (group - 1) * training.groups.apart
        for name, module in training.module.items():
            if group > 1 and VOLUNTEERS not in module.who:
                continue
            for week in module.weeks:
                day = first + dt.timedelta(weeks=week - 1 + later) if first else None
                yield Session(
                    group=group,
                    week=week + later,
                    module=name,
                    hours=module.hours,
                    who=module.who,
                    day=day,
                )


def _exercises(training: Training, findings: Mapping[str, Finding]) -> Iterator[Exercise]:
    """Give the situations that this client meets, and those that everybody may."""
    for name, situation in training.situation.items():
        known = [findings[one] for one in situation.measures if one in findings]
        risks = [one for one in known if one.level is Level.RISK]
        if risks or not situation.measures:
            yield Exercise(
                situation=name, module=situation.module, finding=risks[0] if risks else None
            )


def _tested(training: Training, exercises: tuple[Exercise, ...]) -> tuple[str, ...]:
    """Choose the situations of the test: those of this client first, then the others."""
    ordered = dict.fromkeys((*(one.situation for one in exercises), *training.situation))
    return tuple(ordered)[: training.proof.situations]


def _hours(training: Training) -> Mapping[Audience, float]:
    audiences = dict.fromkeys(one for module in training.module.values() for one in module.who)
    return {
        audience: sum(
            module.hours * len(module.weeks)
            for module in training.module.values()
            if audience in module.who
        )
        for audience in audiences
    }


def _proof(
    training: Training, findings: Mapping[str, Finding], first: dt.date | None
) -> Iterator[tuple[Finding, tuple[dt.date | None, ...]]]:
    days = tuple(
        first + dt.timedelta(weeks=weeks) if first else None for weeks in training.proof.weeks
    )
    for name in training.proof.measures:
        found = findings.get(name)
        if found is not None and found.value is not None:
            yield found, days
