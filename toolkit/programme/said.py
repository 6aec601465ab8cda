"""The programme in words: one table for each part, for the workbook and for the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from toolkit.programme.plan import Programme
from toolkit.programme.training import Audience, Role
from toolkit.wording import Words

ROLES: tuple[Role, ...] = (
    "direction",
    "communication",
    "experts",
    "managers",
    "human_resources",
    "data_protection",
    "works_council",
)
MANAGED = ("how", "answers", "signs", "stays", "hands_on")  # when a situation is managed
REGISTER = ("person", "team", "agreed_on", "agreed_to", "until", "withdrawn_on", "signed_form")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One part of the programme; ``blank`` where its lines are for the client to fill in."""

    name: str
    lead: str
    head: tuple[str, ...]
    lines: tuple[Sequence[str | float | dt.date], ...]
    blank: bool = False


def sheets(made: Programme, words: Words) -> tuple[Sheet, ...]:
    """Return all parts, from who could speak to what is looked at again."""
    return (*parts(made, words), test(made, words), register(words))


def parts(made: Programme, words: Words) -> tuple[Sheet, ...]:
    """Return the parts that are to be read, all but those that are to be filled in."""
    return (
        who(made, words),
        calendar(made, words),
        modules(made, words),
        exercises(made, words),
        roles(made, words),
        stops(made, words),
        proof(made, words),
    )


def _sheet(
    words: Words,
    name: str,
    columns: Sequence[str],
    lines: Sequence[Sequence[str | float | dt.date]],
    *,
    blank: bool = False,
) -> Sheet:
    return Sheet(
        name=words.say(f"programme.{name}.title"),
        lead=words.say(f"programme.{name}.lead"),
        head=tuple(words.say(f"programme.column.{one}") for one in columns),
        lines=tuple(lines),
        blank=blank,
    )


def who(made: Programme, words: Words) -> Sheet:
    """Say who could speak: what to look for in each role, and where to ask."""
    lines: list[Sequence[str]] = [
        (words.say(f"programme.who.{role}"), words.say(f"programme.criteria.{role}"))
        for role in made.hours
    ]
    many = words.say("programme.many", n=made.wanted)
    lines.append((words.say("programme.how_many"), many))
    if made.teams:
        said = words.say("programme.in_teams", teams=", ".join(made.teams))
        lines.append((words.say("programme.where"), said))
    return _sheet(words, "people", ("who", "criteria"), lines)


def audience(who: Sequence[Audience], words: Words) -> str:
    """Say for whom a session is; a word is enough where it is for all."""
    if {*who} == {*get_args(Audience)}:
        return words.say("programme.all")
    return ", ".join(words.say(f"programme.who.{one}") for one in who)


def calendar(made: Programme, words: Words) -> Sheet:
    """List the sessions of both groups, week after week."""
    lines = [
        (
            session.group,
            session.week,
            session.day or "",
            words.say(f"programme.module.{session.module}.title"),
            session.hours,
            audience(session.who, words),
        )
        for session in made.sessions
    ]
    return _sheet(words, "calendar", ("group", "week", "day", "module", "length", "who"), lines)


def modules(made: Programme, words: Words) -> Sheet:
    """Say what each module is for, in the order of the first group."""
    names = dict.fromkeys(one.module for one in made.sessions)
    lines = [
        (
            words.say(f"programme.module.{name}.title"),
            words.say(f"programme.module.{name}.goal"),
            words.say(f"programme.module.{name}.content"),
        )
        for name in names
    ]
    return _sheet(words, "path", ("module", "goal", "content"), lines)


def exercises(made: Programme, words: Words) -> Sheet:
    """List the situations to practise, with the number that calls for each."""
    lines = []
    for one in made.exercises:
        found = one.finding
        why = words.say("programme.everybody")
        if found is not None:
            label = words.say(f"measure.{found.measure}.label")
            why = words.say("picture.pair", name=label, value=words.value_of(found))
        module = words.say(f"programme.module.{one.module}.title")
        lines.append((module, words.say(f"programme.situation.{one.situation}"), why))
    return _sheet(words, "exercises", ("module", "situation", "why"), lines)


def roles(made: Programme, words: Words) -> Sheet:
    """Say who does what: R does it, A answers for it, C is asked, I is told."""
    lines = [
        (words.say(f"programme.task.{task}"), *(parts.get(role, "") for role in ROLES))
        for task, parts in made.tasks.items()
    ]
    found = _sheet(words, "roles", ("task",), lines)
    named = tuple(words.say(f"programme.role.{role}") for role in ROLES)
    return Sheet(name=found.name, lead=found.lead, head=(*found.head, *named), lines=found.lines)


def first(made: Programme, words: Words) -> tuple[str, ...]:
    """Return what has to be mended first, in the consultant's words where there are some."""
    own = {rule: one.said(words.language, "title") for rule, one in made.decisions.items()}
    return tuple(own.get(rule) or words.say(f"rule.{rule}.title") for rule in made.stopped_by)


def stops(made: Programme, words: Words) -> Sheet:
    """Say what has to be mended first, and what stops the programme on the way."""
    lines = [(words.say("programme.before"), title) for title in first(made, words)]
    on_the_way = ("unwilling", "alone", "unpaid", "harmed")
    lines += [
        (words.say("programme.during"), words.say(f"programme.halt.{one}")) for one in on_the_way
    ]
    return _sheet(words, "stops", ("when", "stop"), lines)


def proof(made: Programme, words: Words) -> Sheet:
    """Say what is looked at again, from which value, and when."""
    lines: list[Sequence[str | float | dt.date]] = [
        (
            words.say("programme.test", n=len(made.tested)),
            words.say("ui.no_value"),
            words.say("programme.test_when"),
        )
    ]
    for found, days in made.proof:
        when = ", ".join(words.date(day) for day in days if day)
        label = words.say(f"measure.{found.measure}.label")
        lines.append((label, words.value_of(found), when or words.say("programme.undated")))
    return _sheet(words, "proof", ("measure", "today", "again"), lines)


def test(made: Programme, words: Words) -> Sheet:
    """Give the test: how many of the group manage each situation; nobody is marked alone."""
    lines: list[Sequence[str]] = [
        (words.say(f"programme.situation.{one}"), "", "") for one in made.tested
    ]
    lines += [(words.say(f"programme.exam.{one}"), "", "") for one in MANAGED]
    return _sheet(
        words, "exam", ("situation", "managed_before", "managed_after"), lines, blank=True
    )


def register(words: Words) -> Sheet:
    """Give the empty register of consents: nobody is named before they agreed in writing."""
    return _sheet(words, "register", REGISTER, (), blank=True)
