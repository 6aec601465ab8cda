"""How far coders agree beyond chance, and how well a machine does against them."""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.stats.numbers import SEED, Interval, Numbers
from toolkit.stats.shares import wilson

Scale: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(codes: ArrayLike, scale: Scale = "nominal") -> float | None:
    """Return how far coders agree beyond chance: 1 always, 0 as by chance. Krippendorff (2011).

    ``codes`` has a unit in each row and a coder in each column, NaN where a coder did not code
    it; units coded once only say nothing. None where fewer than two different codes were given:
    then no disagreement was possible.
    """
    values, counts = _counted(codes)
    pairs = _pairs(counts).sum(axis=0)
    found = float(_alpha(pairs[np.newaxis], values, scale)[0])
    return None if np.isnan(found) else found


def krippendorff_interval(
    codes: ArrayLike, scale: Scale = "nominal", *, draws: int = 1000, seed: int = SEED
) -> Interval | None:
    """Return the 95 % interval of alpha by drawing the units again; None where there is no alpha.

    Where nobody disagreed, drawing again cannot show what chance alone hides: its lower end is
    then what alpha would be with as many disagreements as Wilson (1927) allows.
    """
    observed = krippendorff_alpha(codes, scale)
    if observed is None:
        return None
    values, counts = _counted(codes)
    chance = np.random.default_rng(seed)
    units = len(counts)
    again = chance.multinomial(units, np.full(units, 1 / units), size=draws).astype(np.float64)
    pairs = (again @ _pairs(counts).reshape(units, -1)).reshape(draws, len(values), len(values))
    found = _alpha(pairs, values, scale)
    low, high = np.nanquantile(found, (0.025, 0.975)).tolist()
    if observed == 1:
        low = 1 - wilson(0, units)[1] / _differing(counts.sum(axis=0))
    return min(low, observed), max(high, observed)


def _counted(codes: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the values that were given, in order, and how often each unit was given each."""
    given = np.asarray(codes, dtype=np.float64)
    values = np.unique(given[~np.isnan(given)])
    counts = (given[:, :, np.newaxis] == values).sum(axis=1).astype(np.float64)
    return values, counts[counts.sum(axis=1) > 1]


def _pairs(counts: Numbers) -> Numbers:
    """Return the coincidences of each unit: how often two coders gave it one value and another."""
    products = counts[:, :, np.newaxis] * counts[:, np.newaxis, :]
    with_oneself = counts[:, :, np.newaxis] * np.eye(counts.shape[1])
    others = counts.sum(axis=1) - 1
    return np.asarray((products - with_oneself) / others[:, np.newaxis, np.newaxis])


def _alpha(pairs: Numbers, values: Numbers, scale: Scale) -> Numbers:
    """Return 1 - observed over expected disagreement; NaN where none was to be expected.

    ``pairs`` are coincidences: repetitions, value, value.
    """
    totals = pairs.sum(axis=-1)
    n = totals.sum(axis=-1)
    differences = _differences(totals, values, scale)
    observed = (pairs * differences).sum(axis=(-2, -1))
    products = totals[..., :, np.newaxis] * totals[..., np.newaxis, :]
    expected = (products * differences).sum(axis=(-2, -1))
    possible = expected > 0
    ratio = (n - 1) * observed / np.where(possible, expected, 1.0)
    return np.asarray(np.where(possible, 1 - ratio, np.nan), dtype=np.float64)


def _differences(totals: Numbers, values: Numbers, scale: Scale) -> Numbers:
    """Return how far apart two values are, squared, on a scale."""
    one, other = values[:, np.newaxis], values[np.newaxis, :]
    if scale == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    if scale == "interval":
        return np.asarray((one - other) ** 2, dtype=np.float64)
    if scale == "ratio":
        whole = one + other
        gaps = (one - other) / np.where(whole == 0, 1.0, whole)
        return np.asarray(gaps**2, dtype=np.float64)
    middle = np.cumsum(totals, axis=-1) - totals / 2
    gaps = middle[..., :, np.newaxis] - middle[..., np.newaxis, :]
    return np.asarray(gaps**2, dtype=np.float64)


def _differing(totals: Numbers) -> float:
    """Return how often two codes taken by chance differ."""
    n = float(totals.sum())
    return 1 - float((totals * (totals - 1)).sum()) / (n * (n - 1))


def confusion(truth: NDArray[np.int64], said: NDArray[np.int64], classes: int) -> Numbers:
    """Return how often each class (row) was said to be each (column); classes are numbered."""
    table = np.zeros((classes, classes))
    np.add.at(table, (truth, said), 1)
    return table


def macro_f1(table: Numbers) -> Numbers:
    """Return the mean over classes of F1, each class as heavy as the others. van Rijsbergen (1979).

    ``table`` is a confusion, its last two axes truth and what was said; a class that is neither
    there nor said does not count.
    """
    right = np.diagonal(table, axis1=-2, axis2=-1)
    both = table.sum(axis=-1) + table.sum(axis=-2)
    met = both > 0
    scores = np.where(met, 2 * right / np.where(met, both, 1.0), 0.0)
    return np.asarray(scores.sum(axis=-1) / np.maximum(met.sum(axis=-1), 1), dtype=np.float64)
