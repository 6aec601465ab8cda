"""What a person wrote on LinkedIn, as the copy of one's data has it: posts and comments."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.errors import BrokenExport
from toolkit.importers.linkedin.analytics import PLATFORM, Who, book, digest, person
from toolkit.importers.linkedin.words import made, numbers
from toolkit.reading import Archive, Found, Noted, Rejected, Told, csv_rows
from toolkit.reading.cells import cell, moment_of, placed
from toolkit.spoken.outside import Feed, Written

SHARES = r"Shares(_[0-9]+)?\.csv"
COMMENTS = r"Comments(_[0-9]+)?\.csv"
PROFILE = r"Profile(_[0-9]+)?\.csv"
SHARED = MappingProxyType(
    {
        "date": ("date",),
        "link": ("sharelink",),
        "text": ("sharecommentary",),
        "media": ("mediaurl",),
        "seen": ("visibility",),
    }
)
SAID = MappingProxyType({"date": ("date",), "link": ("link",), "text": ("message",)})
NAMED = MappingProxyType({"first": ("first name",), "last": ("last name",)})
CLOSE = 600 * 1_000_000  # microseconds between a post's time and that of its number


@dataclass(frozen=True)
class Context:
    """What the client told, and whose copy of data it is."""

    told: Told
    holder: Who


def prepare(archive: Archive, told: Told) -> Context:
    """Read the holder's name, if the profile is there."""
    profile = next(filter(re.compile(PROFILE).fullmatch, archive.names), None)
    name = None
    if profile:
        try:
            rows = csv_rows(archive, profile, ("first name", "last name"))
            header = next(rows, None) or []
            places = placed(header, NAMED)
            first = next((row for row in rows if row), None) or []
            name = " ".join(cell(first, places.get(part)) for part in NAMED).strip() or None
        except BrokenExport:
            name = None
    return Context(told, person(name, told))


def workbooks(archive: Archive, name: str, context: Context) -> Iterator[Found]:
    """Analytics as a workbook: of a page, or of a person's posts."""
    return book(archive, name, context.told)


def shares(archive: Archive, name: str, context: Context) -> Iterator[Found]:
    """Posts of the holder; those that only connections may read are left out."""
    yield context.holder.row(name)
    rows = csv_rows(archive, name, ("date", "sharelink", "sharecommentary"))
    header = next(rows, None) or []
    places = placed(header, SHARED)
    feed, clock = Feed(PLATFORM, name), _Clock()
    hidden = False
    for at, row in enumerate(rows):
        one = _share(row, len(header), places, context.holder, clock)
        if isinstance(one, str):
            yield Rejected(f"{name}[{at}]", one)
        elif one.private:
            hidden = True
        else:
            feed.add(one)
    if hidden:
        yield Noted(name, "posts for connections only are left out")
    yield from clock.notes(name)
    yield from feed.rows()
    if feed.first is not None:
        yield feed.window(context.holder.account_id, inbound="no")


def comments(archive: Archive, name: str, context: Context) -> Iterator[Found]:
    """Comments of the holder under posts of others and his own; they bear no number."""
    yield context.holder.row(name)
    rows = csv_rows(archive, name, ("date", "link", "message"), "\\")
    header = next(rows, None) or []
    places = placed(header, SAID)
    feed, again = Feed(PLATFORM, name), Counter[str]()
    for at, row in enumerate(rows):
        one = _comment(row, len(header), places, context.holder, again)
        if isinstance(one, str):
            yield Rejected(f"{name}[{at}]", one)
        else:
            feed.add(one)
    yield from _Clock().notes(name)
    yield from feed.rows()


class _Clock:
    """Reads moments that bear no zone, and looks whether the numbers of posts agree with them."""

    def __init__(self) -> None:
        self._sure = False

    def read(self, written: str, number: int | None) -> int | None:
        """Return a moment, taken for UTC."""
        when = moment_of(written, "UTC")
        told = made(number) if number else None
        self._sure = self._sure or bool(when and told and abs(when - told) < CLOSE)
        return when

    def notes(self, name: str) -> Iterator[Noted]:
        """Say that the zone was taken for granted, unless a number proved it."""
        if not self._sure:
            yield Noted(name, "times taken for UTC")


def _share(
    row: Sequence[str] | None, width: int, places: dict[str, int], holder: Who, clock: _Clock
) -> Written | str:
    if row is None or len(row) > width:
        return "not a row" if row is None else "more fields than columns"
    link = cell(row, places.get("link"))
    number = next(numbers(link), None)
    when = clock.read(cell(row, places.get("date")), number)
    if when is None:
        return "date is no time"
    text = _written(cell(row, places.get("text")))
    return Written(
        message_id=f"linkedin:{number or digest(when, link, text)}",
        account=holder.account_id,
        when=when,
        text=text,
        out=True,
        kind="post" if text or cell(row, places.get("media")) else "reshare",
        author_kind=holder.author,
        private=cell(row, places.get("seen")).upper().startswith("CONNECTIONS"),
    )


def _comment(
    row: Sequence[str] | None, width: int, places: dict[str, int], holder: Who, again: Counter[str]
) -> Written | str:
    if row is None or len(row) < width:
        return "not a row" if row is None else "fewer fields than columns"
    when = moment_of(cell(row, places.get("date")), "UTC")
    if when is None:
        return "date is no time"
    last = places.get("text", width - 1)
    text = _written(",".join(row[last:]).strip() if last == width - 1 else cell(row, last))
    parent = next(numbers(cell(row, places.get("link"))), None)
    key = digest(when, parent, text)
    again[key] += 1
    return Written(
        message_id=f"linkedin:{key}" + (f".{again[key]}" if again[key] > 1 else ""),
        account=holder.account_id,
        when=when,
        text=text,
        out=True,
        kind="reply",
        parent=f"linkedin:{parent}" if parent else None,
        root=f"linkedin:{parent}" if parent else None,
        author_kind=holder.author,
    )


def _written(text: str) -> str:
    """Return a text with its lines: LinkedIn puts each of them between quotation marks."""
    return text.replace("\r\n", "\n").replace('"\n"', "\n")
