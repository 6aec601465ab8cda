"""Whether the same people and the same subjects are heard outside and inside."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import external, said
from toolkit.conversations.frames import Collected, Frame, Rows, collect, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.subjects import SUBJECTS
from toolkit.results import Measure, Measures
from toolkit.stats import SEED, Interval, Numbers, log_odds, normal_quantile

SCOPE = "internal"
SLICES = "whole"  # a part of the organisation has no mirror of its own


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Who speaks on either side, and how many messages touch each subject on either side.

    ``tellers`` counts, for each subject, the people who touch it inside.
    """

    outside_people: frozenset[str]
    inside_people: frozenset[str]
    outward: Numbers
    inward: Numbers
    tellers: Numbers


def mirror(
    messages: Frame,
    accounts: Frame,
    interactions: Frame,
    people: Frame,
    subjects: Frame,
    *,
    min_n: int = 15,
) -> Measures:
    """What is said outside held against what is said inside, by people and by subject.

    Of the people who speak outward in their own name, the share that also writes inside, and
    the reverse; the share of subjects that both sides have in common (1 minus the total variation
    distance); and for each subject the log-odds ratio of Monroe, Colaresi and Quinn (2008) with
    an informative prior, positive where it is heard outside more than inside. Nothing finer than
    a subject is released, and no message is given as evidence.
    """
    sides = _sides(messages, accounts, interactions, people, subjects)
    return (
        *_people(sides, min_n),
        _in_common(Gauge("mirror_overlap", "C41", "share", min_n), sides),
        *_subjects(sides, min_n),
    )


def _sides(
    messages: Frame, accounts: Frame, interactions: Frame, people: Frame, subjects: Frame
) -> Sides:
    roster = read(people, "people", "person_id").unique()
    outward = said(external(messages)).select("message_id", "account_id")
    inward = _inward(interactions, roster)
    touched = read(subjects, "subjects", "message_id", "subject").unique()
    outside = collect(touched.join(outward, on="message_id").group_by("subject").agg(n=nw.len()))
    inside = collect(
        touched.join(inward, on="message_id")
        .group_by("subject")
        .agg(n=nw.col("message_id").n_unique(), tellers=nw.col("src").n_unique())
    )
    return Sides(
        outside_people=_named(_speaking(outward, accounts, roster), "person_id"),
        inside_people=_named(inward, "src"),
        outward=_by_subject(outside, "n"),
        inward=_by_subject(inside, "n"),
        tellers=_by_subject(inside, "tellers"),
    )


def _inward(interactions: Frame, roster: Rows) -> Rows:
    rows = read(interactions, "interactions", "message_id", "src").unique()
    return rows.join(roster.rename({"person_id": "src"}), on="src", how="semi")


def _speaking(outward: Rows, accounts: Frame, roster: Rows) -> Rows:
    """Return the people of the roster who speak outward through an account of their own."""
    known = read(accounts, "accounts", "account_id", "person_id", "kind")
    theirs = known.filter(nw.col("kind").fill_null("person") == "person")
    speaking = theirs.join(outward.select("account_id").unique(), on="account_id", how="semi")
    return speaking.join(roster, on="person_id", how="semi")


def _named(rows: Rows, column: str) -> frozenset[str]:
    return frozenset(collect(rows.select(column).unique())[column].to_list())


def _by_subject(found: Collected, column: str) -> Numbers:
    known = dict(zip(found["subject"].to_list(), found[column].to_list(), strict=True))
    return np.asarray([known.get(name, 0) for name in SUBJECTS], dtype=np.float64)


def _people(sides: Sides, min_n: int) -> Measures:
    outside, inside = sides.outside_people, sides.inside_people
    return (
        _also(Gauge("mirror_people", "C41", "share", min_n), outside, inside),
        _also(Gauge("mirror_outside", "C41", "share", min_n), inside, outside),
    )


def _also(gauge: Gauge, some: frozenset[str], others: frozenset[str]) -> Measure:
    if not some or not others:
        return gauge.missing("one_side_only", people=len(some) or None)
    return gauge.share(len(some & others), len(some), people=len(some))


def _in_common(gauge: Gauge, sides: Sides) -> Measure:
    """Return how much of what either side says is said as often by the other."""
    if reason := _why_nothing(sides):
        return gauge.missing(reason, people=len(sides.inside_people) or None)
    least = int(min(sides.outward.sum(), sides.inward.sum()))
    return gauge.value(
        float(_overlap(sides.outward, sides.inward)),
        int(sides.outward.sum() + sides.inward.sum()),
        _drawn(sides),
        people=len(sides.inside_people),
        rests_on=least,
    )


def _overlap(outward: Numbers, inward: Numbers) -> Numbers:
    shares = [side / side.sum(axis=-1, keepdims=True) for side in (outward, inward)]
    return np.asarray(np.minimum(*shares).sum(axis=-1), dtype=np.float64)


def _drawn(sides: Sides, draws: int = 1000) -> Interval:
    """Draw both sides again; what chance alone takes from the overlap is given back."""
    chance = np.random.default_rng(SEED)
    again = [
        chance.multinomial(int(side.sum()), side / side.sum(), size=draws).astype(np.float64)
        for side in (sides.outward, sides.inward)
    ]
    found, value = _overlap(*again), float(_overlap(sides.outward, sides.inward))
    low, high = np.quantile(found, (0.025, 0.975)) + (value - found.mean())
    return max(0.0, min(value, float(low))), min(1.0, max(value, float(high)))


def _why_nothing(sides: Sides) -> str | None:
    if sides.outward.sum() and sides.inward.sum():
        return None
    return "one_side_only" if sides.outward.sum() or sides.inward.sum() else "no_subject"


def _subjects(sides: Sides, min_n: int) -> Measures:
    gauges = [Gauge(f"mirror_{name}", "C41", "index", min_n) for name in SUBJECTS]
    writers = len(sides.inside_people) or None
    one_alone = np.count_nonzero(sides.outward + sides.inward) == 1
    if reason := _why_nothing(sides) or ("one_subject" if one_alone else None):
        return tuple(gauge.missing(reason, people=writers) for gauge in gauges)
    ratios, errors = log_odds(sides.outward, sides.inward)
    return tuple(
        _contrast(gauge, int(n), float(ratio), float(error), people=int(tellers) or writers)
        for gauge, n, ratio, error, tellers in zip(
            gauges, sides.outward + sides.inward, ratios, errors, sides.tellers, strict=True
        )
    )


def _contrast(gauge: Gauge, n: int, ratio: float, error: float, *, people: int | None) -> Measure:
    if not n:
        return gauge.missing("no_subject", people=people)
    reach = normal_quantile(0.95) * error
    return gauge.value(ratio, n, (ratio - reach, ratio + reach), people=people)
