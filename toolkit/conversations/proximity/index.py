"""From evidence to the index: what is observed, the machine's errors, goalposts, one number."""

from dataclasses import dataclass, replace

import numpy as np

from toolkit.conversations.proximity.components import LEVEL, Sums, observed, pillars, scaled
from toolkit.conversations.proximity.evidence import Evidence
from toolkit.conversations.proximity.goalposts import COMPONENTS, Goalposts
from toolkit.conversations.proximity.spoken import LEVELS
from toolkit.stats import AGGREGATIONS, WEIGHTS, Accuracy, Numbers, proximity, rogan_gladen

DUPLICATES, REGISTER = COMPONENTS.index("duplicates"), COMPONENTS.index("register")
REPLY = COMPONENTS.index("reply")
PRESUMED = Accuracy(true_pos=15, pos=20, true_neg=17, neg=20)  # our own caution: as if of 40 coded


@dataclass(frozen=True)
class Rules:
    """What turns counts into an index; ``coded`` is how right the machine is on this client.

    Where nobody coded (None), what the machine counts stands as it is, and its errors are taken
    to be those of ``presumed``, for the doubt alone.
    """

    goalposts: Goalposts
    headcount: int | None
    coded: Accuracy | None
    presumed: Accuracy

    @property
    def upper(self) -> Numbers:
        """What is worth 1, in the order of the components."""
        return self.goalposts.upper(self.headcount)


@dataclass(frozen=True)
class Choices:
    """How an index is made: one choice of each kind, or one for each repetition.

    ``ways`` are places in ``AGGREGATIONS``, ``levels`` in ``LEVELS``.
    """

    weights: Numbers
    ways: Numbers
    factors: Numbers
    levels: Numbers


@dataclass(frozen=True)
class Raw:
    """Components before goalposts, along the last axis; ``alike`` has the duplicates by level.

    ``blind`` says that what the public wrote is unknown: there is no dialogue to speak of.
    """

    values: Numbers
    alike: Numbers
    blind: bool


PUBLISHED = Choices(
    np.asarray(list(WEIGHTS.values())),
    np.asarray(AGGREGATIONS.index("geometric")),
    np.ones(len(COMPONENTS)),
    np.asarray(LEVELS.index(LEVEL)),
)


def summed(evidence: Evidence) -> Sums:
    """Return the counts of the whole."""
    parts = (evidence.said, evidence.heard)
    counts = {
        name: np.asarray(total, dtype=np.float64)
        for part in parts
        for name, total in zip(part.names, part.counts.sum(axis=0), strict=True)
    }
    return Sums(counts, evidence.voices.counts.sum(axis=0))


def raw_of(sums: Sums, *, blind: bool) -> Raw:
    """Return components before goalposts, and the duplicates at each level."""
    alike = [1 - sums.share(f"alike_{level}", "worded") for level in LEVELS]
    return Raw(observed(sums), np.stack(alike, axis=-1), blind)


def corrected(raw: Raw, found: Numbers, spared: Numbers) -> Raw:
    """Return components with the machine's errors taken off what it calls promotional."""
    values = raw.values + np.zeros((*np.shape(found), len(COMPONENTS)))
    counted = 1 - values[..., REGISTER]
    values[..., REGISTER] = 1 - rogan_gladen(counted, found, spared)
    return replace(raw, values=values)


def as_coded(raw: Raw, rules: Rules) -> Raw:
    """Return components corrected as far as people coded."""
    if rules.coded is None:
        return raw
    right = rules.coded
    return corrected(raw, np.asarray(right.sensitivity), np.asarray(right.specificity))


def made(raw: Raw, rules: Rules, choices: Choices = PUBLISHED) -> tuple[Numbers, Numbers]:
    """Return components from 0 to 1 and pillars, the goalposts and duplicates as chosen."""
    size = np.broadcast_shapes(raw.values.shape, choices.factors.shape)
    values = np.broadcast_to(raw.values, size).copy()
    levels = np.broadcast_to(choices.levels, size[:-1])
    alike = np.broadcast_to(raw.alike, (*size[:-1], len(LEVELS)))
    values[..., DUPLICATES] = np.take_along_axis(
        alike, levels[..., np.newaxis].astype(np.int64), axis=-1
    )[..., 0]
    components = scaled(values, np.broadcast_to(rules.upper * choices.factors, size))
    counted = components.copy()
    if raw.blind:
        counted[..., REPLY] = np.nan  # answering nobody knows whom is not yet a dialogue
    return components, pillars(counted)


def index_of(raw: Raw, rules: Rules, choices: Choices = PUBLISHED) -> Numbers:
    """Return the index under these choices."""
    _, held = made(raw, rules, choices)
    each = [proximity(held, choices.weights, way) for way in AGGREGATIONS]
    ways = np.broadcast_to(choices.ways, each[0].shape).astype(np.int64)
    return np.take_along_axis(np.stack(each, axis=-1), ways[..., np.newaxis], axis=-1)[..., 0]
