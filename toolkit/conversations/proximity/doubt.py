"""How far each doubt carries the index: other weeks, a machine that errs, our own choices."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from toolkit.conversations.proximity.components import SHARES, Sums
from toolkit.conversations.proximity.evidence import Evidence
from toolkit.conversations.proximity.goalposts import COMPONENTS, VOICES
from toolkit.conversations.proximity.index import (
    Choices,
    Raw,
    Rules,
    as_coded,
    corrected,
    index_of,
    made,
    raw_of,
    summed,
)
from toolkit.conversations.proximity.spoken import LEVELS
from toolkit.stats import AGGREGATIONS, JEFFREYS, SEED, WEIGHTS, Numbers, block_draws, widening

FIRMNESS = 50  # of Dirichlet's law around the published weights
PLAY = 0.25  # how far a goalpost may be from where it ought to be, either way


def redrawn(evidence: Evidence, draws: int, chance: np.random.Generator) -> Sums:
    """Return the counts of draws of whole weeks, what is said and what is heard in them.

    Both are of the same weeks: who is asked more answers more. The draws are as far from the
    whole as few weeks demand, so that a week may count for a little less than nothing.
    """
    size = evidence.stretches
    times = 1 + widening(size) * (block_draws(size, draws, chance) - 1)
    counts: dict[str, Numbers] = {}
    for strand, places in zip((evidence.said, evidence.heard), evidence.places, strict=True):
        totals = np.maximum(0.0, times @ strand.summed(places, size))
        counts |= {name: totals[:, at] for at, name in enumerate(strand.names)}
    voices = np.maximum(0.0, times @ evidence.voices.summed(evidence.places[0], size))
    return Sums(counts | _never(counts, summed(evidence), chance), voices)


def _never(
    drawn: dict[str, Numbers], seen: Sums, chance: np.random.Generator
) -> dict[str, Numbers]:
    """Return draws of what never happened, or always: drawn again, it never would otherwise.

    From a Beta law with Jeffreys' prior, as Brown, Cai and DasGupta (2001).
    """
    found = {}
    for hits, of in SHARES:
        times, n = float(seen.counts[hits]), float(seen.counts[of])
        if n and times in (0, n):
            share = chance.beta(times + JEFFREYS, n - times + JEFFREYS, len(drawn[of]))
            found[hits] = share * drawn[of]
    return found


def centred(drawn: Raw, seen: Raw) -> Raw:
    """Take off the drawn voices what a sample misses, twice: once for being drawn, once again.

    A sample of a sample has fewer voices than it, and it fewer than there are: both by as much.
    """
    logs = np.log(drawn.values[..., VOICES])
    bias = float(np.nanmean(logs)) - float(np.log(seen.values[VOICES]))
    values = drawn.values.copy()
    values[..., VOICES] = np.exp(np.maximum(logs - 2 * min(bias, 0.0), 0.0))
    return replace(drawn, values=values)


def chosen(draws: int, chance: np.random.Generator) -> Choices:
    """Return draws of the choices that others could have made."""
    around = FIRMNESS * np.asarray(list(WEIGHTS.values()))
    return Choices(
        chance.dirichlet(around, draws),
        chance.integers(0, len(AGGREGATIONS), draws).astype(np.float64),
        chance.uniform(1 - PLAY, 1 + PLAY, (draws, len(COMPONENTS))),
        chance.integers(0, len(LEVELS), draws).astype(np.float64),
    )


@dataclass(frozen=True)
class Doubt:
    """Draws of the index under each doubt, alone and together; of its parts under the first two."""

    sampling: Numbers
    labels: Numbers
    structure: Numbers
    total: Numbers
    components: Numbers
    pillars: Numbers


def doubted(evidence: Evidence, rules: Rules, *, draws: int = 1000, seed: int = SEED) -> Doubt:
    """Return draws of the index: other weeks, other errors of the machine, other choices."""
    chance = np.random.default_rng(seed)
    blind = evidence.blind is not None
    seen = raw_of(summed(evidence), blind=blind)
    again = centred(raw_of(redrawn(evidence, draws, chance), blind=blind), seen)
    found, spared = (rules.coded or rules.presumed).draws(draws, chance)
    choices = chosen(draws, chance)
    both = corrected(again, found, spared)
    components, held = made(both, rules)
    return Doubt(
        sampling=index_of(as_coded(again, rules), rules),
        labels=index_of(corrected(seen, found, spared), rules),
        structure=index_of(as_coded(seen, rules), rules, choices),
        total=index_of(both, rules, choices),
        components=components,
        pillars=held,
    )


Worth = Callable[[tuple[Numbers, ...]], Numbers]


def worth_of(raw: Raw, rules: Rules) -> Worth:
    """Return the index as a function of our choices: weights, aggregation, goalposts, threshold."""
    return lambda held: index_of(raw, rules, Choices(*held))


def as_tuple(choices: Choices) -> tuple[Numbers, ...]:
    """Return choices in the order in which the index takes them."""
    return choices.weights, choices.ways, choices.factors, choices.levels
