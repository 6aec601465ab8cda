"""Whether an organisation is near or preaches: five pillars, one index, three kinds of doubt."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.conversations.coded import PROMOTIONAL
from toolkit.conversations.frames import SHOWN, Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.judged import ENOUGH, accuracy
from toolkit.conversations.proximity.components import Sums
from toolkit.conversations.proximity.doubt import (
    Doubt,
    as_tuple,
    chosen,
    doubted,
    worth_of,
)
from toolkit.conversations.proximity.evidence import Evidence, Tables, gathered
from toolkit.conversations.proximity.goalposts import COMPONENTS, PARTS, Component, Goalposts
from toolkit.conversations.proximity.index import (
    PRESUMED,
    Raw,
    Rules,
    as_coded,
    index_of,
    made,
    raw_of,
    summed,
)
from toolkit.results import Measure, Measures
from toolkit.stats import PILLARS, SEED, Accuracy, Interval, Numbers, sobol

SCOPE = "external"
LEVEL = 0.9  # of every interval here
CHOICES = ("weights", "aggregation", "goalposts", "threshold")
SOBOL_DRAWS = 2000
BUDGETS = ("sampling", "labels", "structure")


@dataclass(frozen=True)
class Minimum:
    """How much must have been said and heard before there is an index."""

    said: int
    heard: int


@dataclass(frozen=True)
class Reading:
    """The evidence as it is read by the rules."""

    evidence: Evidence
    rules: Rules
    minimum: Minimum

    @cached_property
    def sums(self) -> Sums:
        """The counts of the whole."""
        return summed(self.evidence)

    @cached_property
    def raw(self) -> Raw:
        """The components before goalposts, the machine's errors taken off as far as known."""
        found = raw_of(self.sums, blind=self.evidence.blind is not None)
        return as_coded(found, self.rules)

    @cached_property
    def index(self) -> float:
        """The index, NaN where there are too few pillars."""
        return float(index_of(self.raw, self.rules))

    @property
    def refused(self) -> str | None:
        """The reason why there is no index, None where there is."""
        return self.why_not or ("too_few_pillars" if np.isnan(self.index) else None)

    @cached_property
    def doubt(self) -> Doubt:
        """What the index might have been."""
        return doubted(self.evidence, self.rules)

    def times(self, name: str) -> int:
        """Return how many there are of what was counted."""
        return int(self.sums.counts[name])

    @property
    def why_not(self) -> str | None:
        """The reason why there can be no index, None where there can."""
        if self.evidence.reason:
            return self.evidence.reason
        known = self.evidence.blind is None
        if self.times("written") < self.minimum.said:
            return "below_minimum"
        if known and self.times("watched") < self.minimum.heard:
            return "below_minimum"
        return "one_day" if self.evidence.stretches < 2 else None

    def lacks(self, part: Component) -> str | None:
        """The reason why a component is missing, None where it is there."""
        if self.evidence.reason:
            return self.evidence.reason
        if np.isnan(self.raw.values[COMPONENTS.index(part.name)]):
            return (self.evidence.blind if part.heard else None) or part.lacking
        return "one_day" if self.evidence.stretches < 2 else None

    def rests_on(self, *parts: Component) -> int:
        """How many messages make these components reliable; none where one rests on too little."""
        firm = all(self.times(part.of) >= self._least(part) for part in parts)
        return self.times("written") if firm else 0

    def _least(self, part: Component) -> int:
        return self.minimum.heard if part.heard else self.minimum.said


def proximity(  # noqa: PLR0913  # seven tables, and what a consultant may set
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    marks: Frame,
    cues: Frame,
    labels: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    goalposts: Goalposts = Goalposts(),  # noqa: B008  # frozen: nobody can change it for others
    headcount: int | None = None,
    presumed: Accuracy = PRESUMED,
    enough_coded: int = ENOUGH,
    quiet_hours: float = 24,
    min_n: int = 40,
    min_openers: int = 15,
) -> Measures:
    """Index from proselytism (0) to proximity (100), its pillars and components (measure M15).

    Components go from 0 to 1 between fixed ``goalposts``; a pillar is the mean of those it has,
    the index the geometric mean of the pillars (Nardo et al., 2008). Fewer than four pillars,
    ``min_n`` messages or ``min_openers`` openers: no index. 90 % intervals, three kinds of doubt
    apart and together: other weeks (moving blocks), the machine's errors (Rogan and Gladen, 1978),
    our own choices (weights, aggregation, goalposts, threshold), whose Sobol shares are given.
    """
    tables = Tables(messages, accounts, observation_window, marks, cues, labels, people)
    evidence = gathered(tables, months=months, quiet_hours=quiet_hours)
    right = accuracy(labels, "promotion", PROMOTIONAL, enough=enough_coded)
    coded = None if isinstance(right, str) else right
    rules = Rules(goalposts, headcount or evidence.headcount, coded, presumed)
    reading = Reading(evidence, rules, Minimum(min_n, min_openers))
    return (*_index(reading), *_pillars(reading), *_components(reading), *_choices(reading))


def _index(reading: Reading) -> Measures:
    names = ("proximity_index", *(f"proximity_index_{name}" for name in BUDGETS))
    gauges = [Gauge(name, "M15", "points", reading.minimum.said) for name in names]
    n, people = reading.times("written"), reading.evidence.people
    if reason := reading.refused:
        return tuple(_missing(gauge, reason, n, reading) for gauge in gauges)
    doubt, value = reading.doubt, reading.index
    intervals = (
        _around(doubt.total, value),
        _around(doubt.sampling, value),
        _around(doubt.labels, value),
        _around(doubt.structure, value),
    )
    return tuple(
        gauge.value(value, n, interval, people=people)
        for gauge, interval in zip(gauges, intervals, strict=True)
    )


def _around(drawn: Numbers, value: float) -> Interval:
    low, high = np.nanquantile(drawn, ((1 - LEVEL) / 2, (1 + LEVEL) / 2)).tolist()
    return min(low, value), max(high, value)


def _missing(gauge: Gauge, reason: str, n: int, reading: Reading) -> Measure:
    return gauge.missing(reason, n, reading.evidence.people)


def _pillars(reading: Reading) -> Measures:
    return tuple(_pillar(reading, name, place) for place, name in enumerate(PILLARS))


def _pillar(reading: Reading, name: str, place: int) -> Measure:
    """Return a pillar; the messages that pull it down are those of its lowest component first."""
    gauge = Gauge(f"pillar_{name}", "M15", "index", reading.minimum.said)
    parts = [part for part in PARTS if part.pillar == name]
    components, held = made(reading.raw, reading.rules)
    there = [part for part in parts if reading.lacks(part) is None]
    if not there or np.isnan(held[place]):
        reason = reading.evidence.blind if name == "dialogue" else None
        reason = reason or reading.lacks(parts[0]) or parts[0].lacking
        return _missing(gauge, reason, reading.times("written"), reading)
    lowest = sorted(there, key=lambda part: components[COMPONENTS.index(part.name)])
    shown = [one for part in lowest for one in reading.evidence.examples.get(part.against, ())]
    return gauge.value(
        float(held[place]),
        reading.times("written"),
        _around(reading.doubt.pillars[:, place], float(held[place])),
        people=reading.evidence.people,
        rests_on=reading.rests_on(*there),
        evidence=tuple(dict.fromkeys(shown))[:SHOWN],
    )


def _components(reading: Reading) -> Measures:
    return tuple(_component(reading, part, place) for place, part in enumerate(PARTS))


def _component(reading: Reading, part: Component, place: int) -> Measure:
    gauge = Gauge(f"component_{part.name}", "M15", "index", reading.minimum.said)
    if reason := reading.lacks(part):
        return _missing(gauge, reason, reading.times(part.of), reading)
    value = float(made(reading.raw, reading.rules)[0][place])
    return gauge.value(
        value,
        reading.times(part.of),
        _around(reading.doubt.components[:, place], value),
        people=reading.evidence.people,
        rests_on=reading.rests_on(part),
        evidence=reading.evidence.examples.get(part.against, ()),
    )


def _choices(reading: Reading) -> Measures:
    """Return how much of what our choices change each explains, alone and with the others."""
    names = [f"sobol_{name}" for name in CHOICES] + [f"sobol_{name}_total" for name in CHOICES]
    gauges = [Gauge(name, "M15", "share", reading.minimum.said) for name in names]
    n = reading.times("written")
    if reason := reading.refused:
        return tuple(_missing(gauge, reason, n, reading) for gauge in gauges)
    chance = np.random.default_rng(SEED)
    one, other = (as_tuple(chosen(SOBOL_DRAWS, chance)) for _ in range(2))
    shares = sobol(worth_of(reading.raw, reading.rules), one, other, level=LEVEL)
    if shares is None:
        return tuple(_missing(gauge, "same_whatever", n, reading) for gauge in gauges)
    found = [alone for alone, _ in shares] + [whole for _, whole in shares]
    people = reading.evidence.people
    return tuple(
        gauge.value(share, n, interval, people=people)
        for gauge, (share, interval) in zip(gauges, found, strict=True)
    )
