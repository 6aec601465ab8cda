"""What a share is worth when the one who counts makes mistakes that are known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import SEED, Interval, Numbers

JEFFREYS = 0.5  # what a Beta law knows before anything was counted


@dataclass(frozen=True)
class Accuracy:
    """What a coder got right on a sample whose truth is known.

    ``true_pos`` of the ``pos`` cases were seen, ``true_neg`` of the ``neg`` others were spared.
    ``ValueError`` where a side is missing, or where the coder did no better than chance.
    """

    true_pos: int
    pos: int
    true_neg: int
    neg: int

    def __post_init__(self) -> None:
        """Refuse a sample that tells nothing of the coder, and a coder who tells nothing."""
        if not (0 <= self.true_pos <= self.pos and 0 <= self.true_neg <= self.neg):
            raise ValueError("a coder cannot be right more often than he was asked")
        if not (self.pos and self.neg):
            raise ValueError("accuracy needs cases of both sides")
        if self.sensitivity + self.specificity <= 1:
            raise ValueError("a coder who does no better than chance tells nothing of a share")

    @property
    def sensitivity(self) -> float:
        """The share of what is there that is seen."""
        return self.true_pos / self.pos

    @property
    def specificity(self) -> float:
        """The share of what is not there that is spared."""
        return self.true_neg / self.neg

    def draws(self, times: int, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Return draws of sensitivity and specificity, those better than chance.

        Beta laws with Jeffreys' prior, as Brown, Cai and DasGupta (2001).
        """
        found, spared = np.zeros(times), np.zeros(times)
        blind = np.ones(times, dtype=np.bool_)
        while size := int(blind.sum()):
            found[blind] = _beta(chance, self.true_pos, self.pos, size)
            spared[blind] = _beta(chance, self.true_neg, self.neg, size)
            blind = found + spared <= 1
        return found, spared


def _beta(chance: np.random.Generator, hits: int, n: int, size: int) -> Numbers:
    return np.asarray(chance.beta(hits + JEFFREYS, n - hits + JEFFREYS, size), dtype=np.float64)


def rogan_gladen(observed: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike) -> Numbers:
    """Return the true share behind an observed one, kept from 0 to 1. Rogan and Gladen (1978).

    All three are shares, which may have several values. ``ValueError`` where the coder does no
    better than chance: sensitivity and specificity must add up to more than 1.
    """
    seen, found, spared = (
        np.asarray(one, dtype=np.float64) for one in (observed, sensitivity, specificity)
    )
    informed = found + spared - 1
    if np.any(informed <= 0):
        raise ValueError("a coder who does no better than chance tells nothing of a share")
    return np.asarray(np.clip((seen + spared - 1) / informed, 0.0, 1.0), dtype=np.float64)


def rogan_gladen_interval(
    hits: int,
    n: int,
    accuracy: Accuracy,
    *,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = SEED,
) -> Interval:
    """Return the interval of the corrected share: chance in the share and in the coder's errors.

    ``hits`` of ``n`` were counted. By draws from Beta laws; it holds the corrected share.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError("a share needs at least one case, and no more hits than cases")
    chance = np.random.default_rng(seed)
    found, spared = accuracy.draws(draws, chance)
    tails = ((1 - level) / 2, (1 + level) / 2)
    drawn = rogan_gladen(_beta(chance, hits, n, draws), found, spared)
    low, high = np.quantile(drawn, tails).tolist()
    corrected = float(rogan_gladen(hits / n, accuracy.sensitivity, accuracy.specificity))
    return min(low, corrected), max(high, corrected)
