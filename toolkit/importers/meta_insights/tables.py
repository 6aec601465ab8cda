"""Which of Meta's tables a file is, and where its columns stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.errors import BrokenExport
from toolkit.importers.meta_insights import words
from toolkit.reading import Archive, csv_rows
from toolkit.reading.cells import cell, is_open, order_of, placed
from toolkit.reading.told import DateOrder

DIGITS = 15  # of a number that a spreadsheet keeps; it writes zeros for the others

# What an own first line must hold at least: only then is a file read to know its characters.
_HINT = re.compile(
    r"(?i)(post|page|account|konto|beitrags|seiten|sid|publicerings)[ -]?id|identifi|daily total"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What kind of table it is, and in which place each column stands."""

    kind: str
    places: Mapping[str, int]


def layout(archive: Archive, name: str) -> Layout | None:
    """Return how a table is laid out; nothing where it is none of Meta's."""
    lines = archive.head(name).splitlines()
    if not _HINT.search("\n".join(lines[:2])):
        return None
    try:
        header = next(csv_rows(archive, name), None)
    except (BrokenExport, UnicodeError):
        return None
    for kind, (columns, needed) in words.NEEDED.items():
        places = placed(header or (), columns)
        owner = kind != "content" or not places.keys().isdisjoint(("page", "account", "name"))
        if owner and all(column in places for column in needed):
            return Layout(kind, places)
    return None


def is_known(archive: Archive, name: str) -> bool:
    """Say whether a table is one of Meta's."""
    return layout(archive, name) is not None


def lines(archive: Archive, name: str) -> Iterator[list[str] | None]:
    """Yield the rows below the header."""
    rows = csv_rows(archive, name)
    next(rows, None)
    yield from rows


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes its dates, and whether a spreadsheet rounded its long numbers.

    ``guessed`` says whether the dates could be read in another way.
    """

    order: DateOrder
    guessed: bool
    rounded: bool


def habits(archive: Archive, name: str, found: Layout, date: str) -> Habits:
    """Return how a file writes what stands in its column of dates, and its numbers.

    Meta writes months first, Germans write days first and put points between.
    """
    written: list[str] = []
    exact = rounded = 0
    for row in lines(archive, name):
        written.append(cell(row or (), found.places.get(date)))
        number = cell(row or (), found.places.get("post"))
        if len(number) > DIGITS + 1 and number.isdecimal():
            zeros = not number[DIGITS:].strip("0")
            exact, rounded = exact + (not zeros), rounded + zeros
    said = order_of(written)
    points = any("." in one.split(" ")[0] for one in written)
    return Habits(
        order=said or ("day-month" if points else "month-day"),
        guessed=said is None and any(map(is_open, written)),
        rounded=rounded > 1 and not exact,
    )
