"""Accounts drawn by chance from laws of which everything is known, as agreed tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from toolkit import measuring
from toolkit.conversations.coders import MACHINE
from toolkit.conversations.proximity.goalposts import COMPONENTS, Goalposts
from toolkit.conversations.proximity.index import PRESUMED, Raw, Rules
from toolkit.stats import effective_number

MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
WEEK, HOUR, MINUTE = 7 * 86_400, 3600, 60
WATCHED = 4  # weeks after the last one, so that every opener is watched long enough
CODED = 150
QUARTERS = (0, 15, 30, 45)
ALIKE = ("template_7", "template_8", "template_9")
Tables = dict[str, pl.DataFrame]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Law:
    """What an account is drawn from: rates a week, chances, and how the machine errs.

    ``in_time`` is of the answers, within 72 opening hours; ``quarters`` of posts set to a quarter
    of the hour; ``alike`` of texts, at .7, .8 and .9; ``scheduled`` of posts that say their
    programme; ``of_others`` of what speaks of somebody. The first of the ``voices`` is the brand.
    ``unrest`` is the variance of what a week brings over its squared mean, beyond chance.
    """

    weeks: int
    posts: float
    openers: float
    answered: float
    in_time: float
    returned: float
    voices: tuple[float, ...]
    quarters: float
    alike: tuple[float, float, float]
    ritual: float
    scheduled: float
    promotional: float
    sensitivity: float
    specificity: float
    of_others: float
    coded: bool
    headcount: int
    unrest: float

    @property
    def replies(self) -> float:
        """The answers a week."""
        return self.openers * self.answered


def drawn_law(seed: int) -> Law:
    """Return a law drawn by chance; every other account is coded by people."""
    chance = np.random.default_rng((seed, 1))
    between = chance.uniform
    most = between(0.02, 0.4)
    return Law(
        weeks=int(chance.integers(26, 60)),
        posts=between(6, 15),
        openers=between(2, 10),
        answered=between(0.3, 0.95),
        in_time=between(0.5, 0.95),
        returned=between(0.1, 0.7),
        voices=tuple(chance.dirichlet(np.full(int(chance.integers(2, 7)), 1.5)).tolist()),
        quarters=between(0.05, 0.7),
        alike=(most, most * 0.8, most * 0.6),
        ritual=between(0.0, 0.2),
        scheduled=between(0.05, 0.9),
        promotional=between(0.1, 0.7),
        sensitivity=between(0.75, 0.95),
        specificity=between(0.75, 0.95),
        of_others=between(0.1, 0.8),
        coded=bool(seed % 2),
        headcount=int(chance.integers(5, 300)),
        unrest=between(0.01, 0.3),
    )


def truth(law: Law, promotional: float | None = None) -> Raw:
    """Return what is true of each component, before goalposts.

    ``promotional`` replaces the share that is found, the machine erring as it does.
    """
    written = law.posts + law.replies
    found = {
        "reply": law.replies / written,
        "answered_72h_business": law.answered * law.in_time,
        "pop": law.replies * law.returned / written,
        "voices": float(effective_number(law.voices)),
        "identified": 1 - law.voices[0],
        "minutes": 1 - law.quarters,
        "duplicates": 1 - law.alike[1],
        "rituals": 1 - law.ritual,
        "scheduler": 1 - law.scheduled,
        "register": 1 - (_found(law) if promotional is None else promotional),
        "alterity": law.of_others,
    }
    values = np.asarray([found[name] for name in COMPONENTS])
    return Raw(values, 1 - np.asarray(law.alike), blind=False)


def seen(law: Law) -> float:
    """Return the share that the machine calls promotional."""
    return law.promotional * law.sensitivity + (1 - law.promotional) * (1 - law.specificity)


def _found(law: Law) -> float:
    """Return the share of promotional messages, as the machine counts it where nobody coded."""
    return law.promotional if law.coded else seen(law)


def rules_of(law: Law) -> Rules:
    """Return the rules by which the truth is told: nothing is left to correct."""
    return Rules(Goalposts(), law.headcount, None, PRESUMED)


def tables_of(laws: Iterable[Law], seed: int) -> Tables:
    """Return the tables of an account that follows one law after the other."""
    chance = np.random.default_rng((seed, 2))
    messages: Rows = []
    for law in laws:
        _write(law, messages, chance)
    ours = [row for row in messages if row["direction"] == "out"]
    voices = sorted({row["account_id"] for row in ours})
    named = [{"account_id": one, "kind": "brand" if one == "v0" else "person"} for one in voices]
    end = max(row["ts_utc"] for row in messages) + timedelta(weeks=WATCHED)
    window = {"start_utc": MONDAY, "end_utc": end, "inbound_complete": "yes"}
    people = [{"person_id": f"p{n}"} for n in range(law.headcount)]
    cues = ("message_id", "refers", *ALIKE)
    return {
        "messages": _table("messages", messages),
        "accounts": _table("accounts", named),
        "observation_window": _table(
            "observation_window", [{"account_id": one, **window} for one in voices]
        ),
        "cues": _table("cues", [{name: row[name] for name in cues} for row in ours]),
        "marks": _table("marks", [_tag(row) for row in ours if row["is_rite"]]),
        "labels": _table("labels", _labels(law, ours, chance)),
        "people": _table("people", people),
    }


def _table(name: str, rows: Rows) -> pl.DataFrame:
    schema = measuring.empty(name).schema
    return pl.DataFrame(rows, schema=schema) if rows else measuring.empty(name)


def _write(law: Law, messages: Rows, chance: np.random.Generator) -> None:
    first = 1 + max((row["week"] for row in messages), default=-1)
    for week in range(first, first + law.weeks):
        for _ in range(_many(law.posts, law.unrest, chance)):
            messages.append(_post(law, week, len(messages), chance))
        for _ in range(_many(law.openers, law.unrest, chance)):
            _exchange(law, week, messages, chance)


def _many(rate: float, unrest: float, chance: np.random.Generator) -> int:
    return int(chance.poisson(rate * chance.gamma(1 / unrest, unrest)))


def _dated(week: int, second: int) -> dict[str, Any]:
    when = MONDAY + timedelta(seconds=week * WEEK + second)
    year, iso, weekday = when.isocalendar()
    stamp = int(when.timestamp())
    return {
        "week": week,
        "ts_utc": when,
        "t_us": stamp * 1_000_000,
        "business_s": stamp,
        "day": int(when.strftime("%Y%m%d")),
        "month": when.year * 100 + when.month,
        "iso_week": year * 100 + iso,
        "weekday": weekday,
        "hour": when.hour,
        "minute": when.minute,
    }


def _post(law: Law, week: int, n: int, chance: np.random.Generator) -> dict[str, Any]:
    minute = int(chance.integers(0, 60))
    if chance.random() < law.quarters:
        minute = int(chance.choice(QUARTERS))
    second = int(chance.integers(0, WEEK // HOUR)) * HOUR + minute * MINUTE
    client = "Hootsuite" if chance.random() < law.scheduled else "Web"
    known = client if chance.random() < 0.7 else None
    told = {"kind": "post", "source_client": known}
    return _ours(law, n, chance) | _dated(week, second) | told


def _ours(law: Law, n: int, chance: np.random.Generator) -> dict[str, Any]:
    voice = int(chance.choice(len(law.voices), p=law.voices))
    likeness, group = chance.random(), int(chance.integers(0, 3))
    about = "other" if chance.random() < law.of_others else "self"
    return {
        "message_id": f"m{n}",
        "account_id": f"v{voice}",
        "author_kind": "org_brand" if voice == 0 else "org_person",
        "direction": "out",
        "platform": "x",
        "text": "words",
        "refers": about if chance.random() < 0.7 else "none",
        "is_rite": bool(chance.random() < law.ritual),
        "sells": (sells := bool(chance.random() < law.promotional)),
        "is_seen": bool(chance.random() < (law.sensitivity if sells else law.specificity)),
        **{
            name: f"{name} {group}" if likeness < share else None
            for name, share in zip(ALIKE, law.alike, strict=True)
        },
    }


def _exchange(law: Law, week: int, messages: Rows, chance: np.random.Generator) -> None:
    """Let somebody write, perhaps be answered, and perhaps write again."""
    n, asked = len(messages), int(chance.integers(0, WEEK))
    theirs = {"account_id": f"u{n}", "author_kind": "public", "direction": "in", "platform": "x"}
    opener = {"message_id": f"m{n}", "kind": "post", "to_account_id": "v0"}
    messages.append(theirs | opener | _dated(week, asked))
    if chance.random() >= law.answered:
        return
    soon = chance.random() < law.in_time
    wait = chance.uniform(0.5, 70) if soon else chance.uniform(80, 200)
    answered = asked + int(wait * HOUR)
    answer = {"kind": "reply", "parent_id": f"m{n}", "to_account_id": f"u{n}"}
    messages.append(_ours(law, n + 1, chance) | _dated(week, answered) | answer)
    if chance.random() < law.returned:
        again = {"message_id": f"m{n + 2}", "kind": "reply", "parent_id": f"m{n + 1}"}
        messages.append(theirs | again | _dated(week, answered + HOUR))


def _tag(row: dict[str, Any]) -> dict[str, Any]:
    return {"message_id": row["message_id"], "kind": "hashtag", "mark": "ff", "times": 1}


def _labels(law: Law, ours: Rows, chance: np.random.Generator) -> Rows:
    """Return what the machine says, and what two people say of a sample, where people coded."""
    sample = chance.permutation(len(ours))[:CODED].tolist() if law.coded else []
    said = [(n, MACHINE, row["sells"] == row["is_seen"]) for n, row in enumerate(ours)]
    said += [(n, coder, ours[n]["sells"]) for n in sample for coder in ("ab", "cd")]
    return [
        {
            "message_id": ours[n]["message_id"],
            "scheme": "promotion",
            "label": "promotional" if sells else "other",
            "coder_id": coder,
        }
        for n, coder, sells in said
    ]
