"""Numbers as short as they can be said, for a page that carries thousands of them.

One text holds a measure of one group, a cell for each period, parted by semicolons:

- ``2417,214,216,1204``: the value, how far below and above it the interval goes, the number of
  cases; a fifth number is the place of a status other than ``ok``;
- ``!3,no_inbound``: no value, the place of the status and the reason, then the cases where any;
- nothing at all: the same as the cell before; a hyphen: no such cell.

Values are whole numbers of the last decimal that the unit keeps (``DECIMALS``).
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise
from types import MappingProxyType

from toolkit.results import Cell, Measure, Status

# At least one more than readers are shown: what is cut off must not change how it rounds.
DECIMALS = MappingProxyType(
    {
        "share": 4, "index": 3, "voices": 3, "seconds": 1, "per_post": 3, "per_1000": 3,
        "turns": 3, "points": 2,
    }
)  # fmt: skip
STATUSES = tuple(Status)
ABSENT, SAME = "-", ""


def row(cells: Iterable[Cell], periods: Sequence[str]) -> str:
    """Return the cells of one measure and one group as one text."""
    by_period = {cell.period: said(cell.measure) for cell in cells}
    texts = [by_period.get(period, ABSENT) for period in periods]
    shorter = [SAME if before == text else text for before, text in pairwise(texts)]
    return ";".join([texts[0], *shorter])


def said(measure: Measure) -> str:
    """Return one number, its interval, its cases and its status as one text."""
    status = STATUSES.index(measure.status)
    if measure.value is None:
        missing = f"!{status},{measure.reason}"
        return f"{missing},{measure.n}" if measure.n else missing
    value = cut(measure.value, measure.unit)
    low, high = measure.interval or (None, None)
    below = "" if low is None else value - cut(low, measure.unit)
    above = "" if high is None else cut(high, measure.unit) - value
    text = f"{value},{below},{above},{measure.n}"
    return f"{text},{status}" if status else text


def cut(number: float, unit: str) -> int:
    """Return a number in its unit's last decimal; cut, not rounded, so that it rounds as it did."""
    moved = Decimal(str(number)).scaleb(DECIMALS[unit])
    return int(moved.to_integral_value(ROUND_DOWN))


def curve(points: Iterable[tuple[float, float]]) -> str:
    """Return a curve as one text: hundredths, ten-thousandths, and so on."""
    return " ".join(f"{round(at * 100)},{cut(share, 'share')}" for at, share in points)
