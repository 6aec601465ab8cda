"""Support on networks: what customers wrote to brands and what these answered, in one CSV."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias

from toolkit.reading import (
    LITTER,
    Archive,
    Found,
    Rejected,
    Rows,
    Told,
    csv_rows,
    moment,
    saying,
)
from toolkit.reading.cells import moment_of
from toolkit.spoken.outside import SCOPE, WINDOW

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "table"]

PLATFORM = "support"
VERSION = 1
LOOKS_FOR = "a .csv with the columns tweet_id, author_id, inbound, created_at, text"

Row: TypeAlias = tuple[object, ...]

FILES = r"[^/]+\.csv"
SIGNATURE = (FILES,)
# A column of row numbers may stand in front, as data frames write it.
CLAIMS = MappingProxyType(
    {
        FILES: saying(
            r'\A\ufeff?(?:"?[^\n",;\t|]{0,40}"?[,;\t|])?"?tweet_id"?[,;\t|]"?author_id"?[,;\t|]"?inbound\b'
        )
    }
)

NEEDED = ("tweet_id", "author_id", "inbound", "created_at")
COLUMNS = (*NEEDED, "text", "in_response_to_tweet_id")
MESSAGE = (
    "message_id",
    "platform",
    "scope",
    "account_id",
    "author_kind",
    "ts_utc",
    "direction",
    "parent_id",
    "to_account_id",
    "kind",
    "text",
    "visibility",
)
ACCOUNT = ("account_id", "platform", "kind", "name", "handle")
PIECE = 20_000  # rows at a time
MINUTES = 500_000  # minutes that are kept in mind
SAID = MappingProxyType({"true": True, "1": True, "false": False, "0": False})

_CALLED = re.compile(r"@([A-Za-z0-9_]{1,30})")
_MONTHS = MappingProxyType(
    {
        name: f"{number:02}"
        for number, name in enumerate(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
        )
    }
)


@dataclass(slots=True)
class _Brands:
    """The accounts that answered, and from when to when each was seen."""

    told: Told
    seen: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def add(self, author: str, when: int) -> None:
        name, first, last = self.seen.get(_account(author), (author, when, when))
        self.seen[_account(author)] = (min(name, author), min(first, when), max(last, when))

    def rows(self, where: str) -> Iterator[Rows]:
        """Yield the accounts and their windows; whether all customers are in is nowhere said."""
        accounts: list[Row] = [
            (account, PLATFORM, self.told.kind_of(name) or "unknown", name, name)
            for account, (name, _, _) in self.seen.items()
        ]
        windows: list[Row] = [
            (account, first, last, "unknown", None)
            for account, (_, first, last) in self.seen.items()
        ]
        yield Rows("accounts", ACCOUNT, accounts, where)
        yield Rows("observation_window", WINDOW, windows, where)


class _Clock(dict[str, int]):
    """When minutes began, in microseconds, of ``Tue Oct 31 22:10:47 +0000 2017``; -1 for none."""

    def __missing__(self, key: str) -> int:
        """Take a minute apart, once."""
        if len(self) > MINUTES:
            self.clear()
        month = _MONTHS.get(key[:3], "")
        start = moment(f"{key[12:].strip()}-{month}-{key[4:6]}T{key[7:12]}")
        self[key] = found = -1 if start is None else start
        return found

    def read(self, written: str) -> int | None:
        """Return microseconds since 1970, UTC; nothing where it is no time."""
        seconds = written[17:19]
        if len(written) != 30 or written[20:26] != "+0000 " or not seconds.isdecimal():
            return moment_of(written, "UTC")
        start = self[written[4:16] + written[26:]]
        return start + int(seconds) * 1_000_000 if start >= 0 else None


def table(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One message a line; those of brands go out, all others come in."""
    rows = csv_rows(archive, name, COLUMNS)
    header = [column.lower() for column in next(rows, None) or ()]
    if not set(NEEDED) <= set(header):
        yield Rejected(name, "columns are missing")
        return
    # A column that is not there stands behind the last one, where nothing is ever written.
    places = [header.index(name) if name in header else len(header) for name in COLUMNS]
    of_interest = itemgetter(*places)
    brands, clock = _Brands(told), _Clock()
    kept: list[Row] = []
    for at, row in enumerate(rows):
        if row is None or len(row) < len(header):
            yield Rejected(f"{name}[{at}]", "fewer fields than columns" if row else "not a row")
            continue
        row[len(header) :] = [""]
        read = _message(of_interest(row), clock)
        if isinstance(read, str):
            yield Rejected(f"{name}[{at}]", read)
            continue
        if read[6] == "out":
            brands.add(row[places[1]], int(str(read[5])))
        kept.append(read)
        if len(kept) == PIECE:
            yield Rows("messages", MESSAGE, kept, name)
            kept = []
    yield Rows("messages", MESSAGE, kept, name)
    yield from brands.rows(name)


def _message(cells: tuple[str, ...], clock: _Clock) -> Row | str:
    """Return one row of ``messages``, or why there is none."""
    number, author, inbound, created, text, answered = cells
    if not number or not author:
        return "missing tweet_id" if not number else "missing author_id"
    when = clock.read(created)
    if when is None:
        return "created_at is no time"
    comes_in = SAID.get(inbound.lower())
    if comes_in is None:
        return "inbound is neither true nor false"
    if answered:
        answered = "support:" + answered.partition(",")[0].removesuffix(".0")
    to = _called(text, comes_in=comes_in) if "@" in text else None
    return (
        "support:" + number.removesuffix(".0"),
        PLATFORM,
        SCOPE,
        _account(author),
        "public" if comes_in else "org_brand",
        when,
        "in" if comes_in else "out",
        answered or None,
        _account(to) if to else None,
        "reply" if answered else "post",
        text or None,
        "public",
    )


def _account(name: str) -> str:
    return "support:" + name.lower()  # people write @delta as well as @Delta


def _called(text: str, *, comes_in: bool) -> str | None:
    """Return whom a message calls first; customers, who are numbers, call brands, which are not."""
    for found in _CALLED.finditer(text):
        if not comes_in or not found[1].isdigit():
            return found[1]
    return None


ROUTES = MappingProxyType({LITTER: None, FILES: table})
