"""Every pair of near-duplicates among some ten thousand texts, without comparing every pair.

Two texts that have much in common share some of their rarest pieces: only those that do are
compared (prefix filtering: Chaudhuri, Ganti & Kaushik, 2006; Bayardo, Ma & Srikant, 2007).
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from toolkit.texts.shingles import ROUNDING, Pieces, Whole, pieces, stretches

Pairs: TypeAlias = tuple[Whole, Whole]

SHARED = 3  # rare pieces that two texts must share to be compared
MATCHES = 10_000_000  # rare pieces matched at once, which bounds what is held


def all_alike(texts: pl.Series, levels: Sequence[float]) -> dict[float, Whole]:
    """Return the group of each of different texts, for levels from the highest to the lowest."""
    known = pieces(texts)
    order = np.argsort(known.sizes, kind="stable")
    known = Pieces(known.rows[order], known.sizes[order])
    groups, found = np.arange(len(order)), {}
    for level in levels:  # what is one group at .9 is one at .8
        for pairs in _candidates(known, level):
            groups = _linked(known, groups, pairs, level)
        found[level] = groups[np.argsort(order)]
    return found


def _linked(known: Pieces, groups: Whole, pairs: Pairs, level: float) -> Whole:
    """Return the groups once pairs at the level are linked; pairs within a group are not compared.

    Pairs are compared in rounds, the first pair of each text first: it often spares the others.
    """
    apart = groups[pairs[0]] != groups[pairs[1]]
    left, right = (side[apart] for side in pairs)
    rounds = _rounds(left)
    for turn in range(int(rounds.max(initial=-1)) + 1):
        now = (rounds == turn) & (groups[left] != groups[right])
        one, other = left[now], right[now]
        is_alike = known.similarity(one, other) >= level - ROUNDING
        groups = joined(groups, one[is_alike], other[is_alike])
    return groups


def _rounds(left: Whole) -> Whole:
    """Return the round of each pair: the first of each text, the next three, the next 28, all."""
    starts = np.flatnonzero(np.diff(left, prepend=-1))
    place = np.arange(len(left)) - np.repeat(starts, np.diff(starts, append=len(left)))
    return np.searchsorted([1, 4, 32], place, side="right").astype(np.int64)


def joined(groups: Whole, left: Whole, right: Whole) -> Whole:
    """Return the groups once these pairs of texts are linked."""
    if not len(left):
        return groups
    links = (np.ones(len(left), dtype=bool), (groups[left], groups[right]))
    _, merged = connected_components(csr_array(links, shape=(len(groups),) * 2), directed=False)
    return np.asarray(merged[groups], dtype=np.int64)


def _candidates(known: Pieces, level: float) -> Iterator[Pairs]:
    """Yield pairs that may be alike, text by text: similar sizes, enough rare pieces shared.

    A text's first pieces are as many as make it sure to share ``SHARED`` of them. What two texts
    share beyond those they share among the first is at most what the longer rest holds.
    """
    least = np.ceil(level * known.sizes - ROUNDING).astype(np.int64)  # what a pair must share
    asked = np.minimum(SHARED, least)
    rest = least - asked
    first = _first(known, known.sizes - rest)
    smallest = np.searchsorted(known.sizes, least)  # of the texts that are large enough
    costs = np.asarray(first @ np.bincount(first.indices, minlength=first.shape[1]), dtype=np.int64)
    for start, end in stretches(costs, MATCHES):
        low = int(smallest[start])
        shared = (first[start:end] @ first[low:end].T).tocoo()
        left, right = (side.astype(np.int64) for side in shared.coords)
        left, right = left + start, right + low
        enough = level / (1 + level) * (known.sizes[left] + known.sizes[right]) - ROUNDING
        kept = (right < left) & (shared.data >= np.minimum(asked[left], asked[right]))
        kept &= shared.data + np.maximum(rest[left], rest[right]) >= enough
        yield left[kept], right[kept]


def _first(known: Pieces, many: Whole) -> "csr_array[Any]":
    """Return the first so many pieces of each text, without those that no other text has."""
    rows = known.rows
    place = np.arange(len(rows.indices)) - np.repeat(rows.indptr[:-1], known.sizes)
    kept = place < np.repeat(many, known.sizes)
    first = csr_array(
        (
            rows.data[kept],
            rows.indices[kept],
            np.concatenate([[0], np.cumsum(np.minimum(many, known.sizes))]),
        ),
        shape=rows.shape,
    )
    twice = np.bincount(first.indices, minlength=first.shape[1]) > 1
    return first[:, np.flatnonzero(twice)]
