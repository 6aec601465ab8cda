"""The public writes, the organisation answers or not: who wrote when, before any words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from toolkit.simulate.rhythm import HOUR_US, Real, Rhythm, Whole
from toolkit.simulate.truth import Outside

Flags = NDArray[np.bool_]
Role = Literal["question", "nudge", "follow_up", "answer"]

QUIET_US = 25 * HOUR_US  # an hour more than the day that makes a message an opener
PATIENCE_US = 20 * HOUR_US  # an exchange goes on within the day, or it is another one
SOONEST_US = 90_000_000  # nobody reads and answers within a minute and a half


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One message of an exchange; ``parent`` is the place of the turn that it answers."""

    role: Role
    moment: int
    parent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """An opening message of one author of the public, and what followed."""

    author: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The moments of the organisation's own posts, and every exchange with the public."""

    posts: Whole
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How one organisation answers: its shares, its rhythm, the public's, and the time zone."""

    outside: Outside
    ours: Rhythm
    public: Rhythm
    zone: str

    def drifted(self, moments: Whole) -> Flags:
        """Say which moments come after the day on which things change."""
        drift = self.outside.drift
        if drift is None:
            return np.zeros(len(moments), np.bool_)
        start = datetime(drift.on.year, drift.on.month, drift.on.day, tzinfo=ZoneInfo(self.zone))
        return moments >= int(start.timestamp()) * 1_000_000

    def happens(self, rng: np.random.Generator, name: str, moments: Whole) -> Flags:
        """Draw for each moment whether it happens; ``name`` is a share that may drift."""
        before: float = getattr(self.outside, name)
        after: float = getattr(self.outside.drift or self.outside, name)
        share: Real = np.where(self.drifted(moments), after, before)
        return rng.random(len(moments)) < share


def plan(terms: Terms, rng: np.random.Generator) -> Plan:
    """Decide when each account posts, and how each exchange with the public goes."""
    slots = np.sort(terms.ours.draw(rng, terms.outside.outbound))
    is_reply = terms.happens(rng, "reply_share", slots)
    opened = np.sort(terms.public.draw(rng, terms.outside.openers))
    answers = _answer_moments(terms, opened, rng)
    more = _follow_ups(terms, slots[is_reply], opened, answers, rng)
    turns = [
        tuple(_turns(terms, *row, rng=rng))
        for row in zip(opened.tolist(), answers.tolist(), more.tolist(), strict=True)
    ]
    exchanges = tuple(
        Exchange(author=author, turns=these)
        for author, these in zip(_authors(turns, rng), turns, strict=True)
    )
    return Plan(posts=slots[~is_reply], exchanges=exchanges)


def _delays(outside: Outside, size: int, rng: np.random.Generator) -> Whole:
    hours = outside.delay_hours * np.exp(outside.delay_spread * rng.standard_normal(size))
    return np.maximum((hours * HOUR_US).astype(np.int64), SOONEST_US)


def _answer_moments(terms: Terms, opened: Whole, rng: np.random.Generator) -> Whole:
    """Return when each opening message is answered, 0 where it never is in the time watched."""
    answers = opened + _delays(terms.outside, len(opened), rng)
    if terms.outside.at_work:
        answers = terms.ours.at_work(rng, answers)
    answered = terms.happens(rng, "answered", opened) & (answers < terms.ours.end)
    return np.where(answered, answers, 0)


def _follow_ups(
    terms: Terms, replies: Whole, opened: Whole, answers: Whole, rng: np.random.Generator
) -> Whole:
    """Return how often each answered author writes again, so that replies have their share."""
    more = np.zeros(len(opened), np.int64)
    for late in (False, True):
        candidates = np.flatnonzero((terms.drifted(opened) == late) & (answers > 0))
        missing = int((terms.drifted(replies) == late).sum()) - len(candidates)
        if len(candidates) and missing > 0:
            np.add.at(more, rng.choice(candidates, missing), 1)
    return more


def _turns(
    terms: Terms, opened: int, answer: int, more: int, *, rng: np.random.Generator
) -> Iterator[Turn]:
    """Yield the messages of one exchange, in no order; parents are places in what is yielded."""
    yield Turn(role="question", moment=opened)
    place, end = 0, terms.ours.end
    if answer:
        place += 1
        yield Turn(role="answer", moment=answer, parent=0)
        moment = answer
        for _ in range(more):
            asked, moment = _goes_on(terms, moment, rng)
            if moment >= end:
                break
            yield Turn(role="follow_up", moment=asked, parent=place)
            yield Turn(role="answer", moment=moment, parent=place + 1)
            place += 2
    nudged = opened + int(rng.integers(3 * HOUR_US, PATIENCE_US))
    if rng.random() < terms.outside.nudges and nudged < (answer or end):
        yield Turn(role="nudge", moment=nudged)


def _goes_on(terms: Terms, after: int, rng: np.random.Generator) -> tuple[int, int]:
    """Return when the author writes again, soon, and when the organisation answers that."""
    asked = after + min(int(np.exp(rng.normal(-0.7, 1.0)) * HOUR_US) + SOONEST_US, PATIENCE_US)
    answer = asked + np.minimum(_delays(terms.outside, 1, rng), PATIENCE_US)
    if terms.outside.at_work:
        answer = terms.ours.at_work(rng, answer)
    return asked, int(answer[0])


def _authors(exchanges: list[tuple[Turn, ...]], rng: np.random.Generator) -> Iterator[int]:
    """Yield the author of each exchange: some write often, nobody within a day of an exchange."""
    population = max(1, round(len(exchanges) * 0.6))
    weights = 1.0 / np.arange(1, population + 1) ** 0.6
    busy: dict[int, int] = {}
    drawn = rng.choice(population, len(exchanges), p=weights / weights.sum()).tolist()
    for author, turns in zip(drawn, exchanges, strict=True):
        free = busy.get(author, 0) + QUIET_US < turns[0].moment
        chosen = author if free else population + len(busy)
        busy[chosen] = max(turn.moment for turn in turns)
        yield chosen
