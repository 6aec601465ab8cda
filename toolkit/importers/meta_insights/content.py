"""Posts with their counts, and days with theirs, from Meta's tables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from toolkit.importers.meta_insights import words
from toolkit.importers.meta_insights.tables import Habits, Layout, habits, layout, lines
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.cells import cell, day_of, folded, moment_of, whole
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Kind, Written

Said: TypeAlias = Callable[[str], str]

PIECE = 10_000  # posts handed over together
CLOCK = "America/Los_Angeles"  # Meta's own, whoever exports
DAILY = ("account_id", "day", "followers", "follows", "impressions", "reach")
FOLLOWED = DAILY[2:]

_NUMBER = re.compile(r"[0-9]{1,40}")
_TWO_NUMBERS = re.compile(r"([0-9]{1,40})_([0-9]{1,40})")
_ROUNDED = re.compile(r"[0-9][.,][0-9]{1,20}E\+[0-9]{1,3}", re.IGNORECASE)
_PAGE = re.compile(r".*Data Export(?: \([^()]*\))? - (.{1,200}) - [0-9]{4}-[0-9]{2}-[0-9]{2}\.csv")


@dataclass(slots=True)
class _Posts:
    """What was read of a table of posts so far."""

    name: str
    places: Mapping[str, int]
    habits: Habits
    told: Told
    feeds: dict[str, Feed] = field(default_factory=dict)
    accounts: dict[str, tuple[object, ...]] = field(default_factory=dict)
    rounded: int = 0
    by_day: int = 0

    def take(self, row: Sequence[str], at: str) -> Iterator[Found]:
        """Take in one row, or say why it is left."""

        def said(column: str) -> str:
            return cell(row, self.places.get(column))

        when = moment_of(said("when"), CLOCK, self.habits.order)
        if when is None:
            yield Rejected(at, "publish time is no time")
            return
        number, page = self._numbers(said("post"))
        own = number or said("link")
        if not own:
            yield Rejected(at, "missing Post ID")
            return
        platform = "instagram" if self._is_instagrams(said("link")) else "facebook"
        account = self._account(platform, page or said("page"), said)
        feed = self.feeds.setdefault(account, Feed(platform, self.name))
        feed.add(
            Written(
                message_id=f"{platform}:{own}",
                account=account,
                when=when,
                text=said("text").replace("\r\n", "\n") or said("title"),
                out=True,
                kind=_kind(said("share")),
                counts=self._counts(row),
            )
        )

    def _numbers(self, written: str) -> tuple[str, str]:
        """Return the number of a post, and that of its page where both are written together."""
        plain = written.removeprefix("'")  # put there so that a spreadsheet does not round it
        if both := _TWO_NUMBERS.fullmatch(plain):
            return both[2], both[1]
        known = _NUMBER.fullmatch(plain) is not None and not self.habits.rounded
        self.rounded += self.habits.rounded or _ROUNDED.fullmatch(plain) is not None
        return (plain if known else ""), ""

    def _is_instagrams(self, link: str) -> bool:
        if "facebook.com" in link or "fb.watch" in link:
            return False
        return "instagram.com" in link or "handle" in self.places

    def _counts(self, row: Sequence[str]) -> Counts | None:
        if day_of(cell(row, self.places.get("day")), self.habits.order):
            self.by_day += 1
            return None
        found = {one: whole(cell(row, self.places.get(one))) for one in words.COUNTED}
        return Counts(**found) if any(count is not None for count in found.values()) else None

    def _account(self, platform: str, page: str, said: Said) -> str:
        handle, name = said("handle"), said("name")
        number = page if _NUMBER.fullmatch(page) else said("account")
        number = number if _NUMBER.fullmatch(number) else ""
        name = name or _page(self.name)
        own = f"{platform}:{handle or number or name or 'unknown'}"
        if own not in self.accounts:
            short = handle or name or None
            kind = self.told.kind_of(handle, name, own) or "unknown"
            self.accounts[own] = (own, platform, kind, name or None, short, None, None, None)
        return own

    def ready(self) -> Iterator[Found]:
        """Yield what was gathered since the last time."""
        for feed in self.feeds.values():
            yield from feed.rows()

    def ended(self) -> Iterator[Found]:
        """Yield the accounts, and what was taken for granted."""
        yield Rows("accounts", ACCOUNT, list(self.accounts.values()), self.name)
        for account, feed in self.feeds.items():
            yield feed.window(account, inbound="no")
        if self.feeds:
            yield Noted(self.name, "publish times taken as Pacific time, which is Meta's")
        if self.rounded:
            yield Noted(self.name, f"numbers of posts that a spreadsheet rounded: {self.rounded}")
        if self.by_day:
            yield Noted(self.name, f"counts of single days left aside: {self.by_day}")


def table(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One table: posts with the counts of their whole life, or days of a page."""
    found = layout(archive, name)
    if found is None:
        yield Rejected(name, "columns that are not known")
    elif found.kind == "days":
        yield from _days(archive, name, found)
    else:
        yield from _posts(archive, name, found, told)


def _posts(archive: Archive, name: str, found: Layout, told: Told) -> Iterator[Found]:
    how = habits(archive, name, found, "when")
    posts = _Posts(name, found.places, how, told)
    for place, row in enumerate(lines(archive, name)):
        if row is None:
            yield Rejected(f"{name}[{place}]", "not a row")
        elif place or not _explains(row, found):
            yield from posts.take(row, f"{name}[{place}]")
        if place % PIECE == PIECE - 1:
            yield from posts.ready()
    yield from posts.ready()
    yield from posts.ended()
    yield from _guessed(name, how)


def _explains(row: Sequence[str], found: Layout) -> bool:
    """Say whether a line tells what the columns mean, as the first one of old tables does."""
    dated = found.places["day" if found.kind == "days" else "when"]
    number = cell(row, found.places.get("post"))
    return found.kind != "content" and not cell(row, dated) and not number


def _guessed(name: str, how: Habits) -> Iterator[Found]:
    if how.guessed:
        read = "month/day" if how.order == "month-day" else "day/month"
        yield Noted(name, f"dates taken as {read}")


def _kind(share: str) -> Kind:
    return "reshare" if folded(share) in words.YES else "post"


def _page(name: str) -> str:
    """Return the name of the page, which some files have in their own name only."""
    found = _PAGE.fullmatch(name.rpartition("/")[2])
    return found[1] if found else ""


def _days(archive: Archive, name: str, found: Layout) -> Iterator[Found]:
    """Yield what was counted day by day for a page; its file says in its name which one."""
    how = habits(archive, name, found, "day")
    page = _page(name)
    account = f"facebook:{page or 'unknown'}"
    rows: list[tuple[object, ...]] = []
    for place, row in enumerate(lines(archive, name)):
        day = day_of(cell(row, found.places["day"]), how.order) if row else None
        if row and day:
            counts = (whole(cell(row, found.places.get(one))) for one in FOLLOWED)
            rows.append((account, day, *counts))
        elif row is None or place or not _explains(row, found):
            yield Rejected(f"{name}[{place}]", "date is no day" if row else "not a row")
    yield Rows("account_metrics", DAILY, rows, name)
    if not page:
        yield Noted(name, "whose page was counted is not said")
    yield from _guessed(name, how)
