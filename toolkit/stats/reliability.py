"""Whether the questions of a scale measure one thing: alpha with its interval, and omega."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import f as fisher

from toolkit.stats.numbers import SEED, Interval, Numbers

LEAST_UNIQUE = 0.005  # what a question has of its own is never nothing, as in psych's fa()
STEPS, CLOSE = 1000, 1e-9  # how often the axis is drawn again at most, and when it stays
FEW_STEPS = 50  # an interval needs no more: the third decimal stands


def complete(answers: ArrayLike) -> Numbers:
    """Return the rows without a gap: respondents in rows, questions in columns, NaN is a gap."""
    given = np.asarray(answers, dtype=np.float64)
    return np.asarray(given[~np.isnan(given).any(axis=1)], dtype=np.float64)


def cronbach_alpha(answers: ArrayLike) -> float | None:
    """Return alpha of a scale over those who answered all of it. Cronbach (1951).

    Of two questions this is Spearman-Brown's when both spread alike. None where there are fewer
    than two questions or three respondents, or where a question has one answer only.
    """
    given = complete(answers)
    if not _is_scale(given):
        return None
    count = given.shape[1]
    apart = given.var(axis=0, ddof=1).sum()
    together = given.sum(axis=1).var(ddof=1)
    return float(count / (count - 1) * (1 - apart / together)) if together > 0 else None


def _is_scale(given: Numbers) -> bool:
    n, count = given.shape
    return n > 2 and count > 1 and bool((np.ptp(given, axis=0) > 0).all())


def feldt_interval(alpha: float, n: int, questions: int, level: float = 0.95) -> Interval:
    """Return the interval of alpha of that many questions and respondents. Feldt (1965)."""
    tail = (1 - level) / 2
    between, within = n - 1, (n - 1) * (questions - 1)
    low, high = (
        1 - (1 - alpha) * float(fisher.ppf(part, between, within)) for part in (1 - tail, tail)
    )
    return low, high


def corrected_item_total(answers: ArrayLike) -> Numbers:
    """Return how each question goes with the sum of the others; below 0 it is read backwards."""
    given = complete(answers)
    rest = given.sum(axis=1, keepdims=True) - given
    return np.array(
        [np.corrcoef(own, other)[0, 1] for own, other in zip(given.T, rest.T, strict=True)]
    )


def one_factor(correlations: ArrayLike, *, steps: int = STEPS) -> Numbers:
    """Return the loadings of questions on one factor by least residuals. Harman, Jones (1966).

    What is left of the correlations off the diagonal is smallest, as with ``fa(fm = "minres")``
    of the R package psych; reached by the principal axis drawn again and again (Gorsuch, 1983).
    ``correlations`` may hold several matrices, their questions along the last two axes.
    """
    known = np.asarray(correlations, dtype=np.float64)
    held = known.copy()
    diagonal = np.arange(known.shape[-1])
    shared = np.abs(np.where(np.eye(len(diagonal), dtype=bool), 0, known)).max(axis=-1)
    for _ in range(steps):
        held[..., diagonal, diagonal] = shared
        values, vectors = np.linalg.eigh(held)
        loading = vectors[..., -1] * np.sqrt(np.maximum(values[..., -1:], 0))
        before, shared = shared, np.minimum(loading**2, 1 - LEAST_UNIQUE)
        if np.abs(shared - before).max(initial=0) < CLOSE:
            break
    return np.asarray(loading * np.where(loading.sum(axis=-1, keepdims=True) < 0, -1, 1))


def mcdonald_omega(answers: ArrayLike) -> float | None:
    """Return omega of a scale of three questions or more, standardised. McDonald (1999).

    From the loadings of one factor: (sum of them)^2 over itself and what is unique. None where
    alpha has no value, or with fewer than three questions, which do not tell a factor.
    """
    given = complete(answers)
    if not _is_scale(given) or given.shape[1] < 3:
        return None
    return float(_omega(one_factor(np.corrcoef(given.T))))


def _omega(loading: Numbers) -> Numbers:
    common = loading.sum(axis=-1) ** 2
    return np.asarray(common / (common + (1 - loading**2).sum(axis=-1)))


def omega_interval(answers: ArrayLike, *, draws: int = 200, seed: int = SEED) -> Interval:
    """Return the interval of omega by drawing respondents again. Efron (1979).

    Draws in which a question has one answer only tell nothing and are left out.
    """
    given = complete(answers)
    n = len(given)
    taken = given[np.random.default_rng(seed).integers(0, n, size=(draws, n))]
    apart = taken - taken.mean(axis=1, keepdims=True)
    spread = np.sqrt((apart**2).sum(axis=1))
    told = (spread > 0).all(axis=1)
    unit = apart[told] / spread[told][:, np.newaxis, :]
    found = (
        _omega(one_factor(unit.transpose(0, 2, 1) @ unit, steps=FEW_STEPS))
        if told.any()
        else np.zeros(0)
    )
    low, high = np.quantile(
        np.append(found, float(_omega(one_factor(np.corrcoef(given.T))))), (0.025, 0.975)
    )
    return float(low), float(high)
