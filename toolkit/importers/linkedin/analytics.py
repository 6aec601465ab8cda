"""What LinkedIn counts for a page or a person: posts with their reactions, and days."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.importers.linkedin.book import Row, Table, order, tables
from toolkit.importers.linkedin.words import made, numbers
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told, seconds, workbook
from toolkit.reading.cells import cell, day_of, folded, has_time, moment_of, whole
from toolkit.reading.told import DateOrder
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Written

PLATFORM = "linkedin"
HALF_PAST = 36 * 3600 * 1_000_000  # microseconds that clocks of the world and LinkedIn's differ by

# Columns of LinkedIn's, and those of ours that they become.
COUNTED = (
    ("reactions", "likes"),
    ("comments", "comments"),
    ("shares", "shares"),
    ("clicks", "clicks"),
    ("impressions", "impressions"),
    ("reach", "reach"),
    ("views", "views"),
    ("follows", "follows"),
)
_OF_PAGE = re.compile(
    r"(.+?)[ _-]+(?:content|contenu|inhalte?|contenidos?|conteudo|followers?|abonnes|seguidores"
    r"|visitors?|visiteurs|besucher|visitantes|updates)(?![a-z]).*"
)
_OF_PERSON = re.compile(r"(?i)[^_]+_[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{4}-[0-9]{2}-[0-9]{2}_(.+)")
_AGAIN = re.compile(r" ?\([0-9]{1,3}\)$")
_STAMP = re.compile(r"_(1[0-9]{12})(?![0-9])")
_PAID = ("sponsor", "patrocin", "gesponser")
_UNPAID = ("organ",)


@dataclass(frozen=True)
class Who:
    """Whose posts these are: a page of the organisation, or a person."""

    account_id: str
    name: str | None
    is_page: bool
    kind: str

    @property
    def author(self) -> str:
        """How its messages are signed."""
        return "org_brand" if self.is_page else "org_person"

    def row(self, where: str) -> Rows:
        """Return its row of ``accounts``."""
        record = (self.account_id, PLATFORM, self.kind, self.name, None, None, None, None)
        return Rows("accounts", ACCOUNT, [record], where)


def person(name: str | None, told: Told) -> Who:
    """Return the holder of a personal export, known by name alone."""
    # File names write first and last name as one word.
    slug = folded(name or "").replace(" ", "") or "unknown"
    return Who(
        f"linkedin:in:{slug}", name, is_page=False, kind=told.kind_of(name, slug) or "person"
    )


def whose(name: str, found: list[Table], told: Told) -> Who:
    """Return whose workbook that is, by its file name: LinkedIn says it nowhere inside."""
    stem = _AGAIN.sub("", name.rpartition("/")[2].rpartition(".")[0])
    if of_person := _OF_PERSON.fullmatch(stem):
        return person(of_person[1].replace("_", " ").strip(), told)
    if any(table.kind == "top" for table in found):
        return person(None, told)
    of_page = _OF_PAGE.fullmatch(stem.lower())
    slug = "-".join(folded(of_page[1]).split()) if of_page else ""
    shown = stem[: of_page.end(1)] if of_page else None
    kind = told.kind_of(shown, slug) or "brand"
    return Who(f"linkedin:page:{slug or 'unknown'}", shown, is_page=True, kind=kind)


def book(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """Posts of a workbook with their reactions, and what was counted day by day."""
    found = list(tables(workbook(archive, name)))
    who = whose(name, found, told)
    first, sure = order(found, told)
    if not sure:
        yield Noted(name, "dates read as month/day")
    if not all(table.named for table in found):
        yield Noted(name, "columns taken by their places")
    yield who.row(name)
    stamp = _STAMP.search(name)
    reader = _Reader(name, who, told.timezone, first, seconds(stamp[1], 1_000) if stamp else None)
    for table in found:
        yield from reader.read(table)
    yield from reader.feed.rows()
    if reader.feed.first is not None:
        yield reader.feed.window(who.account_id, inbound="no")


class _Reader:
    """Reads the tables of one workbook."""

    def __init__(
        self, name: str, who: Who, zone: str, first: DateOrder, captured: int | None
    ) -> None:
        self._name, self._who, self._zone, self._order = name, who, zone, first
        self._captured = captured
        self.feed = Feed(PLATFORM, name)

    def read(self, table: Table) -> Iterator[Found]:
        """Yield what a table brings, posts aside: these are gathered in the feed."""
        if table.kind == "days":
            yield from self._days(table)
        elif table.kind == "posts":
            yield from self._posts(table)
        else:
            yield from self._top(table)

    def _place(self, table: Table, at: int) -> str:
        return f"{self._name}#{table.sheet + 1}[{at}]"

    def _days(self, table: Table) -> Iterator[Found]:
        counted = [(theirs, ours) for theirs, ours in COUNTED if theirs in table.places]
        rows: list[tuple[object, ...]] = []
        for at, row in table.rows:
            day = day_of(cell(row, table.places["date"]), self._order)
            if day is None:
                yield Rejected(self._place(table, at), "date is no day")
                continue
            counts = (whole(cell(row, table.places[theirs])) for theirs, _ in counted)
            rows.append((self._who.account_id, day, *counts))
        columns = ("account_id", "day", *(ours for _, ours in counted))
        yield Rows("account_metrics", columns, rows, self._name)

    def _posts(self, table: Table) -> Iterator[Found]:
        for at, row in table.rows:
            one = self._post(table, row)
            if one is None:
                yield Rejected(self._place(table, at), "date is no day")
            else:
                self.feed.add(one)

    def _post(self, table: Table, row: Row) -> Written | None:
        text, link = (cell(row, table.places[name]) for name in ("title", "link"))
        number, when = self._when(link, cell(row, table.places.get("date")))
        if when is None:
            return None
        counts = {
            ours: whole(cell(row, table.places[theirs]))
            for theirs, ours in COUNTED
            if theirs in table.places and ours not in ("follows", "reach")
        }
        paid = folded(cell(row, table.places.get("kind")))
        return Written(
            message_id=f"linkedin:{number or digest(self._who.account_id, when, link, text)}",
            account=self._who.account_id,
            when=when,
            text=text,
            out=True,
            kind="post",
            author_kind=self._who.author,
            paid=paid.startswith(_PAID) if paid.startswith(_PAID + _UNPAID) else None,
            counts=_counted(self._captured, counts),
        )

    def _when(self, link: str, written: str) -> tuple[int | None, int | None]:
        """Return a post's number and moment: files say the day only, numbers the rest."""
        number = next(numbers(link), None)
        said = moment_of(written, self._zone, self._order)
        told = made(number) if number else None
        if told is not None and (said is None or abs(told - said) < HALF_PAST):
            return number, said if said is not None and has_time(written) else told
        return number, said

    def _top(self, table: Table) -> Iterator[Found]:
        """Read two tables side by side: posts by reactions, and the same by impressions."""
        yield Noted(self._name, "posts bear other numbers than in Shares.csv, and may stand twice")
        seen: dict[int, tuple[int, int | None]] = {}
        for at, row in table.rows:
            read = 0
            for places in (table.places, table.beside or {}):
                link = cell(row, places.get("link"))
                number, when = self._when(link, cell(row, places.get("date")))
                if number is None or when is None:
                    read += not link
                    continue
                known = seen.get(number, (when, None))[1]
                impressions = whole(cell(row, places.get("impressions")))
                seen[number] = when, known if impressions is None else impressions
                read += 1
            if read < 2:
                yield Rejected(self._place(table, at), "no post of a known day")
        for number, (when, impressions) in seen.items():
            self.feed.add(self._seen(number, when, impressions))

    def _seen(self, number: int, when: int, impressions: int | None) -> Written:
        counts = Counts(captured=self._captured, impressions=impressions)
        return Written(
            message_id=f"linkedin:{number}",
            account=self._who.account_id,
            when=when,
            text=None,
            out=True,
            kind="post",
            author_kind=self._who.author,
            counts=counts if impressions is not None else None,
        )


def _counted(captured: int | None, counts: dict[str, int | None]) -> Counts | None:
    """Return what was counted; nothing where every cell is empty."""
    known = any(count is not None for count in counts.values())
    return Counts(captured=captured, **counts) if known else None


def digest(*parts: object) -> str:
    """Return the same identifier for the same parts, today and at the next export."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=10).hexdigest()
