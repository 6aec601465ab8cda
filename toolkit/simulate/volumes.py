"""How much each person writes inside, to all and along each tie."""

from dataclasses import dataclass

import numpy as np

from toolkit.simulate.rhythm import Real, Whole
from toolkit.simulate.ties import Ties
from toolkit.simulate.truth import Inside

PER_TIE = 2  # what makes a tie: two messages, as measures count


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """Messages of each person to nobody in particular, and messages along each tie."""

    openings: Whole
    along: Whole


def volumes(inside: Inside, weights: Real, ties: Ties, rng: np.random.Generator) -> Volumes:
    """Share out exactly ``inside.messages``; ``ValueError`` where they are too few for the ties."""
    size = len(weights)
    counts = rng.multinomial(inside.messages, weights)
    degree = np.bincount(ties.src, minlength=size)
    wanted = np.floor(inside.replies * counts).astype(np.int64)
    answers = np.where(degree > 0, np.maximum(wanted, PER_TIE * degree), 0)
    least = (np.bincount(ties.dst, minlength=size) > 0) | ((weights > 0) & (answers == 0))
    openings = np.maximum(counts - answers, least.astype(np.int64))
    excess = int(openings.sum() + answers.sum()) - inside.messages
    spare = openings - least
    if excess > spare.sum():
        raise ValueError("too few messages for so many ties: lower contacts, or raise messages")
    if excess > 0:
        openings = openings - rng.multivariate_hypergeometric(spare, excess)
    return Volumes(openings=openings, along=_along(ties, answers, degree, rng))


def _along(ties: Ties, answers: Whole, degree: Whole, rng: np.random.Generator) -> Whole:
    """Give each tie its two messages, and the rest of its sender's by chance, unequally."""
    along = np.full(len(ties.src), PER_TIE, np.int64)
    starts = np.searchsorted(ties.src, np.arange(len(degree)))
    pull = np.exp(rng.standard_normal(len(ties.src)))
    for person in np.flatnonzero(degree).tolist():
        own = slice(starts[person], starts[person] + degree[person])
        extra = answers[person] - PER_TIE * degree[person]
        along[own] += rng.multinomial(extra, pull[own] / pull[own].sum())
    return along
