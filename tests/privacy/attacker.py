"""Somebody who has the release, a list of teams, and linear algebra. Knows nothing of the gate."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.results import WHOLE, Cell, Status

Place = tuple[str, str]
EXACT = 1e-6


class Attacker:
    """Adds and subtracts released counts; ``sizes`` are the people of each group in each month."""

    def __init__(self, sizes: Mapping[Place, int]) -> None:
        # Where nobody is, nothing is written: the attacker knows that too.
        self._sizes = {place: size for place, size in sizes.items() if size}
        self._column = {place: number for number, place in enumerate(self._sizes)}

    def computes(self, released: Iterable[Cell], *target: Place) -> bool:
        """Say whether the count of some places together is some sum of released counts."""
        seen = {self._row((c.group, c.period)).tobytes(): c for c in released if _shown(c)}
        known = np.array([self._row((c.group, c.period)) for c in seen.values()])
        wanted = sum((self._row(place) for place in target), start=np.zeros(len(self._column)))
        if not known.size or not wanted.any():
            return False
        weights = np.linalg.lstsq(known.T, wanted, rcond=None)[0]
        return bool(np.abs(known.T @ weights - wanted).max() < EXACT)

    def wins(self, released: Iterable[Cell], k: int) -> list[tuple[Place, ...]]:
        """Return the places, alone or by two, of 1 to k - 1 people whose count comes out."""
        cells, groups = tuple(released), sorted({group for group, _ in self._sizes})
        periods = [WHOLE, *sorted({period for _, period in self._sizes})]
        sets = [*((group,) for group in groups), *combinations(groups, 2)]
        tried = [tuple((group, period) for group in one) for one in sets for period in periods]
        small = [one for one in tried if 0 < sum(map(self._size, one)) < k]
        return [one for one in small if self.computes(cells, *one)]

    def _size(self, place: Place) -> int:
        group, period = place
        of_group = {one: size for one, size in self._sizes.items() if one[0] == group}
        if period == WHOLE:
            return max(of_group.values(), default=0)
        return of_group.get(place, 0)

    def _row(self, place: Place) -> NDArray[np.float64]:
        group, period = place
        row = np.zeros(len(self._column))
        for (one, month), number in self._column.items():
            row[number] = group in (WHOLE, one) and period in (WHOLE, month)
        return row


def _shown(cell: Cell) -> bool:
    return cell.measure.status is not Status.SUPPRESSED
