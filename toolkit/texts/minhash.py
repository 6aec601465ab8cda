"""Nearly every pair of near-duplicates among millions of texts, by sketches of them.

A sketch is 128 numbers, each the smallest of the text's pieces in one of 128 random orders: two
texts agree in as large a share of them as of their pieces (Broder, 1997). Texts whose sketches
agree in all four numbers of one of 32 bands are compared (Leskovec, Rajaraman & Ullman, 2014,
chapter 3): that misses one pair in five thousand at .7, one in ten million at .8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from toolkit.texts.alike import Pairs, joined
from toolkit.texts.shingles import ROUNDING, Whole, keyed, pieces, stretches

HASHES, ROWS = 128, 4
BANDS = HASHES // ROWS
ROUNDS = 8  # texts of a crowd with which all its others are compared, drawn anew in each band
TRIES = 16  # comparisons of a text that is already in a group at the lowest level
BATCH = 256  # texts sketched at once, so that they stay in the processor's cache
CHARACTERS = 4_000_000  # read at once
COMPARED = 20_000  # pairs compared at once
CHANCE = 1 / 256  # that two last bytes agree though the numbers do not
SEED = 20120704

Sketches: TypeAlias = NDArray[np.uint32]


@dataclass(frozen=True)
class Linking:
    """What is known while texts are compared: groups by level; pairs compared, in order; tries."""

    texts: pl.Series
    groups: dict[float, Whole]
    compared: Whole
    tries: Whole


def mostly_alike(texts: pl.Series, levels: Sequence[float]) -> dict[float, Whole]:
    """Return the group of each of different texts, for levels from the highest to the lowest."""
    short, bands = _sketched(texts)
    each = np.arange(len(texts))
    linking = Linking(texts, dict.fromkeys(levels, each), each[:0], np.zeros_like(each))
    doubtful = min(levels) - 4 * standard_error(min(levels))
    for number, band in enumerate(bands):
        done = [linking.compared]
        for left, right in _meetings(band, number):
            one, other = _not_yet(linking, left, right)
            likely = estimated(short, one, other) >= doubtful
            one, other = one[likely], other[likely]
            linking = _compared(linking, one, other)
            done.append(one * len(each) + other)
        linking = replace(linking, compared=np.sort(np.concatenate(done)))
    return linking.groups


def standard_error(similarity: float) -> float:
    """Return the standard error of a Jaccard index that sketches estimate. Broder (1997)."""
    return sqrt(similarity * (1 - similarity) / HASHES)


def estimated(short: NDArray[np.uint8], left: Whole, right: Whole) -> NDArray[np.float64]:
    """Return the Jaccard index of pairs of texts as the last bytes of their sketches tell it."""
    agree = [
        (short[left[at : at + COMPARED]] == short[right[at : at + COMPARED]]).mean(axis=1)
        for at in range(0, len(left), COMPARED)
    ]
    return np.asarray((np.concatenate([np.empty(0), *agree]) - CHANCE) / (1 - CHANCE))


def sketches(texts: pl.Series) -> Sketches:
    """Return the sketches of texts of at least five characters: one row each, 128 numbers."""
    keys, ends = keyed(texts)
    known, starts = (keys >> np.uint64(32)).astype(np.uint32), np.concatenate([[0], ends[:-1]])
    order = np.argsort(ends - starts, kind="stable")
    found = np.empty((len(texts), HASHES), dtype=np.uint32)
    for at in range(0, len(order), BATCH):
        some = order[at : at + BATCH]
        places = np.arange((ends - starts)[some].max())[:, np.newaxis]
        found[some] = _smallest(known[np.minimum(starts[some] + places, ends[some] - 1)])
    return found


def _smallest(known: Sketches) -> Sketches:
    """Return the smallest number of each column in each of the random orders."""
    chance = np.random.default_rng(SEED)
    factors = chance.integers(0, 2**31, size=HASHES, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    shifts = chance.integers(0, 2**32, size=HASHES, dtype=np.uint32)
    found = np.empty((known.shape[1], HASHES), dtype=np.uint32)
    mixed = np.empty_like(known)
    for number, (factor, shift) in enumerate(zip(factors, shifts, strict=True)):
        np.multiply(known, factor, out=mixed)
        mixed += shift
        found[:, number] = mixed.min(axis=0)
    return found


def _sketched(texts: pl.Series) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the last bytes of all sketches (texts x 128), and their bands (32 x texts)."""
    short = np.empty((len(texts), HASHES), dtype=np.uint8)
    bands = np.empty((BANDS, len(texts)), dtype=np.uint32)
    for start, end in stretches(texts.str.len_chars().to_numpy(), CHARACTERS):
        found = sketches(texts[start:end])
        short[start:end] = found.astype(np.uint8)
        bands[:, start:end] = _bands(found)
    return short, bands


def _bands(found: Sketches) -> NDArray[Any]:
    chance = np.random.default_rng(SEED + 1)
    factors = chance.integers(0, 2**63, size=ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    rows = found.reshape(len(found), BANDS, ROWS).astype(np.uint64)
    return np.asarray(((rows * factors).sum(axis=2) >> np.uint64(32)).T)


def _meetings(band: NDArray[np.uint32], number: int) -> Iterator[Pairs]:
    """Yield pairs of texts that agree in a band: all with one of their crowd, then with another."""
    drawn = np.random.default_rng(SEED + number).permutation(len(band))
    order = drawn[np.argsort(band[drawn], kind="stable")]
    ordered = band[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    first = np.repeat(starts, np.diff(starts, append=len(band)))
    crowd = np.arange(len(band))
    for turn in range(ROUNDS):
        crowd = crowd[crowd > first[crowd] + turn]
        yield order[crowd], order[first[crowd] + turn]


def _not_yet(linking: Linking, left: Whole, right: Whole) -> Pairs:
    """Keep pairs not compared yet, and apart at the lowest level or, at first, at the highest.

    In a crowd that only the lower levels hold together, nobody is compared with everybody.
    """
    levels = tuple(linking.groups.values())
    highest, lowest = levels[0], levels[-1]
    kept = (highest[left] != highest[right]) & (linking.tries[left] < TRIES)
    kept |= lowest[left] != lowest[right]
    left, right = np.maximum(left, right)[kept], np.minimum(left, right)[kept]
    met = left * len(highest) + right
    at = np.minimum(np.searchsorted(linking.compared, met), max(len(linking.compared) - 1, 0))
    new = linking.compared[at] != met if len(linking.compared) else np.ones(len(met), dtype=bool)
    return left[new], right[new]


def _compared(linking: Linking, left: Whole, right: Whole) -> Linking:
    """Compare pairs exactly, and link those that are alike at each level."""
    for at in range(0, len(left), COMPARED):
        one, other = left[at : at + COMPARED], right[at : at + COMPARED]
        found = _similarity(linking.texts, one, other)
        groups = {
            level: joined(of_each, one[found >= level - ROUNDING], other[found >= level - ROUNDING])
            for level, of_each in linking.groups.items()
        }
        linking = replace(linking, groups=groups)
    tries = linking.tries + np.bincount(left, minlength=len(linking.tries))
    return replace(linking, tries=tries)


def _similarity(texts: pl.Series, left: Whole, right: Whole) -> NDArray[np.float64]:
    mentioned, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    return pieces(texts.gather(mentioned)).similarity(places[: len(left)], places[len(left) :])
