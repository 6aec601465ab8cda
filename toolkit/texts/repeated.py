"""Which texts are one and the same mailing, but for a link, a name, a number or a few words."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from toolkit.texts.alike import all_alike
from toolkit.texts.masking import masked
from toolkit.texts.minhash import mostly_alike

Numbered: TypeAlias = NDArray[np.int64]
ALONE = -1


def templates(
    texts: Sequence[str | None] | pl.Series,
    levels: Sequence[float] = (0.7, 0.8, 0.9),
    *,
    exact_up_to: int = 50_000,
    boilerplate: Iterable[str] = (),
) -> dict[float, Numbered]:
    """Return, for each level, the number of the group of near-duplicates of each text.

    Texts whose sets of five-character pieces have a Jaccard index of at least the level are
    linked, and what is linked is one group; -1 is a text alone in its group, too short, or
    empty. Up to ``exact_up_to`` different texts every pair is found, above it nearly all, by
    MinHash (Broder, 1997); each link is checked exactly in either case. The groups do not
    depend on the order of the texts. ``boilerplate`` is cut out of all texts before.
    """
    if not all(0 < level <= 1 for level in levels):
        raise ValueError("a level is above 0 and at most 1")
    blank = masked(pl.Series("text", texts, dtype=pl.String), tuple(boilerplate))
    different = blank.drop_nulls().unique().sort()
    numbers = _places(blank, different)
    search = all_alike if len(different) <= exact_up_to else mostly_alike
    found = search(different, tuple(sorted(set(levels), reverse=True)))
    return {level: _numbered(numbers, found[level]) for level in levels}


def _places(texts: pl.Series, different: pl.Series) -> Numbered:
    """Return which of the different texts each text is, -1 where it is none."""
    known = pl.DataFrame({"text": different, "place": np.arange(len(different), dtype=np.int64)})
    placed = texts.to_frame("text").join(known, on="text", how="left", maintain_order="left")
    return placed["place"].fill_null(ALONE).to_numpy()


def _numbered(places: Numbered, groups: Numbered) -> Numbered:
    """Number the groups of at least two texts in the order of their first text."""
    said = places >= 0
    of_each = groups[places[said]]
    _, first, inverse, times = np.unique(
        of_each, return_index=True, return_inverse=True, return_counts=True
    )
    shared = times >= 2
    numbers = np.full(len(first), ALONE, dtype=np.int64)
    order = np.argsort(np.where(shared, first, len(of_each)), kind="stable")
    numbers[order[: shared.sum()]] = np.arange(shared.sum())
    found = np.full(len(places), ALONE, dtype=np.int64)
    found[said] = numbers[inverse]
    return found
