"""Whether an organisation shows the signs of dialogue, and whether any of its accounts answers."""

from collections.abc import Mapping

import narwhals as nw

from toolkit.conversations.dialogic import (
    PRINCIPLES,
    Checklist,
    Told,
    answering,
    checklist,
    sampled,
    told,
)
from toolkit.conversations.frames import SHOWN, Frame, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures
from toolkit.stats import wilson

SCOPE = "external"
SAMPLED = 10  # messages of each account, as Rybalko and Seltzer (2010) read


def dialogic(
    messages: Frame,
    accounts: Frame,
    marks: Frame,
    cues: Frame,
    subjects: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 40,
) -> Measures:
    """Signs of dialogue on the list of Kent and Taylor (1998), by principle (measure S34).

    The share of the items that the export can tell which are there at least once: it is read
    whole, not sampled, and its interval is the share itself. And the share of accounts that
    answered the public at least once in ten messages spread over the period, the rule by which
    Rybalko and Seltzer (2010) found 61 % of companies' profiles dialogic. ``months``, as 202601,
    keeps what was written in these months.
    """
    known = told(messages, accounts, marks, cues, subjects, months)
    found, people = checklist(known), _voices(known)
    reason = None if found.n else "no_outbound" if count(known.outward) else "no_messages"
    chosen = {"score": PRINCIPLES, **{name: {name: items} for name, items in PRINCIPLES.items()}}
    scores = (
        _scored(Gauge(f"dialogic_{name}", "S34", "share", min_n), found, items, people, reason)
        for name, items in chosen.items()
    )
    orientation = Gauge("dialogic_orientation", "S34", "share", min_n)
    return (*scores, _oriented(orientation, known, people, reason))


def _voices(known: Told) -> int | None:
    columns = ("account_id", "person_id")
    people = collect(read(known.accounts, "accounts", *columns))
    who = collect(known.written.select("account_id").unique())
    voices = who.join(people, on="account_id", how="left")
    return voices.select(voice=nw.coalesce("person_id", "account_id"))["voice"].n_unique()


def _scored(
    gauge: Gauge,
    found: Checklist,
    items: Mapping[str, tuple[str, ...]],
    people: int | None,
    reason: str | None,
) -> Measure:
    there, told_of = found.score(items)
    if reason or not told_of:
        return gauge.missing(reason or "no_table", found.n, people or None)
    score = there / told_of
    return gauge.value(
        score,
        told_of,
        (score, score),
        people=people,
        rests_on=found.n,
        evidence=found.shown(items),
    )


def _oriented(gauge: Gauge, known: Told, people: int | None, reason: str | None) -> Measure:
    if reason:
        return gauge.missing(reason, people=people or None)
    samples = sampled(known, SAMPLED)
    if not samples:
        return gauge.missing("too_few_posts", people=people)
    examples, n = answering(samples), len(samples)
    return gauge.value(
        len(examples) / n,
        n,
        wilson(len(examples), n),
        people=people,
        rests_on=n * SAMPLED,
        evidence=examples[:SHOWN],
    )
