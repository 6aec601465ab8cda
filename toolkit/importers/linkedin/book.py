"""Which tables a workbook of LinkedIn holds, and where their columns stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias

from toolkit.errors import ExportError
from toolkit.importers.linkedin.words import (
    DAYS_PLACES,
    POSTS_PLACES,
    made,
    meaning,
    numbers,
    scoped,
    understood,
)
from toolkit.reading import Archive, Sheet, Told, workbook
from toolkit.reading.cells import cell, day_of, folded, is_open, order_of, whole
from toolkit.reading.told import DateOrder

Kind: TypeAlias = Literal["posts", "days", "top"]
Row: TypeAlias = Sequence[str]

OPENED = 64 << 20  # bytes of a workbook that is opened to see what it is
SEARCHED = 8  # rows among which a header is looked for
SITE = "linkedin.com"
MOBILE = ("mobil", "movil", "movei")  # how visits by telephone are headed


@dataclass(frozen=True)
class Table:
    """One table: ``rows`` with their places in the sheet; ``named`` if its header was understood.

    ``sure`` says whether a header is surely LinkedIn's: it tells what was paid for from the rest.

    Of ``top``, two tables stand side by side: ``places`` are those of the left one, ``beside``
    those of the right one.
    """

    sheet: int
    kind: Kind
    places: Mapping[str, int]
    rows: tuple[tuple[int, Row], ...]
    named: bool = True
    sure: bool = False
    beside: Mapping[str, int] | None = None

    def dates(self) -> Iterator[str]:
        """Yield what stands in the column of dates."""
        return (cell(row, self.places.get("date")) for _, row in self.rows)


def theirs(archive: Archive, name: str) -> bool:
    """Say whether a workbook is one of LinkedIn's: by its words, and by links to its site."""
    if archive.size(name) > OPENED:
        return False
    try:
        found = list(tables(workbook(archive, name)))
    except ExportError:
        return False
    return any(table.sure or _leads_there(table) for table in found)


def _leads_there(table: Table) -> bool:
    place = table.places.get("link")
    return any(SITE in cell(row, place) for _, row in table.rows[:20])


def tables(book: Sequence[Sheet]) -> Iterator[Table]:
    """Yield the tables of a workbook that we have a use for."""
    for number, sheet in enumerate(book):
        found = _by_words(number, sheet.rows) or _by_places(number, sheet.rows)
        if found:
            yield found


def _by_words(number: int, rows: Sequence[Row]) -> Table | None:
    for at, header in enumerate(rows[:SEARCHED]):
        below = tuple((place, row) for place, row in enumerate(rows[at + 1 :], at + 1) if any(row))
        links = [place for place, title in enumerate(header) if meaning(title)[0] == "link"]
        if len(links) > 1:
            left, right = understood(header[: links[1]]), understood(header[links[1] :])
            beside = {name: place + links[1] for name, place in right.items()}
            return Table(number, "top", left, below, beside=beside)
        places = understood(header)
        if {"link", "title"} <= places.keys() and len(places) > 3:
            return Table(number, "posts", places, below)
        if "date" in places and (narrowed := _of_days(header, places)):
            sure = scoped(header) or "views" in narrowed
            return Table(number, "days", narrowed, below, sure=sure)
    return None


def _of_days(header: Row, places: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of a table of days; nothing if it is none of LinkedIn's."""
    words = [folded(title) for title in header]
    mobile = [title for title in words if any(part in title for part in MOBILE)]
    if len(mobile) > 1:  # visits of the page and visitors
        named = [at for at, title in enumerate(header) if meaning(title) == ("views", "total")]
        return {"date": places["date"], "views": named[-1]} if named else {}
    counts = {
        name: place for name, place in places.items() if name not in ("title", "link", "kind")
    }
    own = len(header) <= 3 and len(counts) == len([title for title in words if title])
    return counts if len(counts) > 1 and (own or scoped(header)) else {}


def _by_places(number: int, rows: Sequence[Row]) -> Table | None:
    """Take columns by their places, where the language of the header is none that we know."""
    for at, row in enumerate(rows[:SEARCHED]):
        below = tuple((place, one) for place, one in enumerate(rows[at:], at) if any(one))
        if SITE in cell(row, 0) and SITE in cell(row, 4):
            left = {"link": 0, "date": 1, "engagements": 2}
            beside = {"link": 4, "date": 5, "impressions": 6}
            return Table(number, "top", left, below, named=False, beside=beside)
        if SITE in cell(row, 1) and len(row) > POSTS_PLACES["shares"]:
            return Table(number, "posts", POSTS_PLACES, below, named=False)
        counted = all(whole(cell(row, place)) is not None for place in range(1, 17))
        if counted and day_of(cell(row, 0)):
            return Table(number, "days", DAYS_PLACES, below, named=False)
    return None


def order(found: Sequence[Table], told: Told) -> tuple[DateOrder, bool]:
    """Return whether days or months come first in a workbook, and whether that is sure.

    The numbers of posts tell the days on which these were made. Where nothing tells, months come
    first, as LinkedIn writes them in all languages that we have seen.
    """
    written = [one for table in found for one in table.dates()]
    said = order_of(written) or told.date_order
    if said:
        return said, True
    orders: tuple[DateOrder, DateOrder] = ("month-day", "day-month")
    dated = [pair for table in found for pair in _dated(table)]
    right = [one for one in orders if any(_close(day_of(text, one), day) for text, day in dated)]
    if len(right) == 1:
        return right[0], True
    return "month-day", not any(map(is_open, written))


def _dated(table: Table) -> Iterator[tuple[str, date]]:
    """Yield dates that can be read in two ways, with the day that the post's number tells."""
    for _, row in table.rows:
        text = cell(row, table.places.get("date"))
        number = next(numbers(cell(row, table.places.get("link"))), 0)
        when = made(number)
        if when is not None and is_open(text):
            yield text, datetime.fromtimestamp(when // 1_000_000, UTC).date()


def _close(read: date | None, made_on: date) -> bool:
    return read is not None and abs((read - made_on).days) < 2
