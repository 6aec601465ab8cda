"""Any other table of social networks, by a map of its columns that the consultant confirmed."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from toolkit.model import MESSAGE_METRICS, MESSAGES
from toolkit.reading import LITTER, Archive, Found, Noted, Parser, Rejected, Rows, Told
from toolkit.reading.cells import cell, folded, has_time, is_open, moment_of, order_of, whole
from toolkit.reading.handed import Handed, tables
from toolkit.reading.told import DateOrder
from toolkit.spoken.outside import ACCOUNT, COUNTS, SCOPE, WINDOW, Counts, Feed, Kind, Written

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "routes"]

PLATFORM = "social"
VERSION = 1
LOOKS_FOR = "a .csv or .xlsx whose columns are named in client.toml"

# Without a map no file is ours: what the client told gives the true ones, below.
SIGNATURE: tuple[str, ...] = ("(?!)",)
ROUTES: Mapping[str, Parser | None] = MappingProxyType({LITTER: None})

PIECE = 5_000  # messages at a time
LOOKED_AT = 2_000  # rows that tell in which order dates are written
SPOKEN = frozenset((*MESSAGES.names, *MESSAGE_METRICS.names))
COUNTED = COUNTS[2:]
FOLLOWERS = MappingProxyType({"followers_at_post": "followers"})

# How a word for the kind or the direction of a message begins; folded.
KINDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "dm": ("dm", "direct message", "message prive", "private", "inbox", "direktnachricht"),
        "reply": ("reply", "comment", "repons", "antwort", "kommentar", "respuesta", "coment"),
        "reshare": ("share", "reshare", "repost", "retweet", "partage", "geteilt", "comparti"),
        "quote": ("quote", "citation", "zitat", "cita"),
        "post": ("post", "status", "photo", "video", "image", "reel", "story", "publi", "beitrag"),
    }
)
INWARD = ("in", "received", "recu", "entrant", "eingehend", "entrada", "recibido", "public", "true")
OUTWARD = ("out", "sent", "envoye", "sortant", "publi", "ausgehend", "salida", "enviado", "false")

# What a spreadsheet makes of a long number: several become the same, and none can be told apart.
_SPOILT = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_NETWORK = re.compile(r"[a-z0-9]{1,20}")
NETWORKS = 30  # more is no list of networks


def mapped(told: Told) -> Mapping[str, Mapping[str, str]]:
    """Return the maps for tables of messages: they name at least when each was written."""
    return {
        name.rpartition("/")[2]: columns
        for name, columns in told.columns.items()
        if "ts_utc" in columns and SPOKEN.issuperset(columns)
    }


def signature(told: Told) -> tuple[str, ...]:
    """Return which file names give away such an export, for a client whose settings are told."""
    return ("|".join(map(re.escape, sorted(mapped(told)))) or SIGNATURE[0],)


def routes(told: Told) -> Mapping[str, Parser | None]:
    """Return which files are read, for a client whose settings are told."""
    return MappingProxyType({**ROUTES, **{re.escape(name): table for name in sorted(mapped(told))}})


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table by its map."""

    places: Mapping[str, int]
    told: Told
    order: DateOrder
    again: Counter[str] = field(default_factory=Counter)
    feeds: dict[str, Feed] = field(default_factory=dict)
    seen: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)

    def take(self, row: Sequence[str], name: str) -> Written | str:
        """Take in the message of a row; say why where there is none."""
        one = self._read(row)
        if isinstance(one, str):
            return one
        network = folded(self._said(row, "platform") or "").replace(" ", "")
        if not _NETWORK.fullmatch(network) or len(self.feeds) == NETWORKS:
            network = PLATFORM
        self.feeds.setdefault(network, Feed(network, name)).add(one)
        author = self._said(row, "account_id")
        kind = self.told.kind_of(author) or ("unknown" if one.out else "public")
        self.seen[one.account] = network, kind, author
        return one

    def rows(self) -> Iterator[Rows]:
        """Yield the messages taken in since the last time."""
        for feed in self.feeds.values():
            yield from feed.rows()

    def _read(self, row: Sequence[str]) -> Written | str:
        when = self._moment(row, "ts_utc")
        if when is None:
            return "ts_utc is no time"
        author = self._said(row, "account_id")
        text, kind = self._said(row, "text"), self._kind(row)
        parent, root = self._id(row, "parent_id"), self._id(row, "root_id", "thread_id")
        account = f"social:{author or 'unknown'}"
        own = self._id(row, "message_id") or self._told_apart(account, when, text)
        out = self._goes_out(row, author)
        known = self.told.kind_of(author)
        return Written(
            message_id=own,
            account=account,
            when=when,
            text=text,
            out=out,
            kind=kind or ("reply" if parent else "post"),
            parent=parent,
            root=root or parent,
            to=self._id(row, "to_account_id"),
            channel=self._id(row, "channel_id"),
            author_kind="org_person" if known == "person" else "bot" if known == "bot" else None,
            lang=self._said(row, "lang"),
            client=self._said(row, "source_client"),
            private=kind == "dm" or folded(self._said(row, "visibility") or "").startswith("priv"),
            edited=self._moment(row, "edited_at"),
            deleted=self._moment(row, "deleted_at"),
            counts=self._counts(row),
        )

    def _said(self, row: Sequence[str], column: str) -> str | None:
        return cell(row, self.places.get(column)) or None

    def _id(self, row: Sequence[str], *columns: str) -> str | None:
        found = next((said for one in columns if (said := self._said(row, one))), None)
        return f"social:{found}" if found and not _SPOILT.fullmatch(found) else None

    def _moment(self, row: Sequence[str], column: str) -> int | None:
        written = self._said(row, column)
        if written is None:
            return None
        if written.isdigit() and len(written) in (10, 13):  # seconds or milliseconds since 1970
            return int(written.ljust(16, "0"))
        return moment_of(written, self.told.timezone, self.order)

    def _kind(self, row: Sequence[str]) -> Kind | None:
        said = folded(self._said(row, "kind") or "")
        return next((kind for kind, known in KINDS.items() if said.startswith(known)), None)

    def _goes_out(self, row: Sequence[str], author: str | None) -> bool:
        """Say whether the organisation wrote it: as the file says, else as the settings do."""
        said = folded(self._said(row, "direction") or self._said(row, "author_kind") or "")
        if said.startswith(INWARD) or said.startswith(OUTWARD) or said.startswith("org"):
            return not said.startswith(INWARD)
        if author is None or not self.told.accounts:
            return True
        return self.told.kind_of(author) is not None

    def _counts(self, row: Sequence[str]) -> Counts | None:
        counts = {
            FOLLOWERS.get(one, one): whole(cell(row, self.places.get(one))) for one in COUNTED
        }
        if all(count is None for count in counts.values()):
            return None
        return Counts(captured=self._moment(row, "captured_at"), **counts)

    def _told_apart(self, *parts: object) -> str:
        joined = "\x1f".join(str(part) for part in parts)
        key = hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=10).hexdigest()
        self.again[key] += 1
        return f"social:{key}" + (f".{self.again[key]}" if self.again[key] > 1 else "")


def table(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The messages of a table, with what was counted of them."""
    wanted = mapped(told)[name.rpartition("/")[2]]
    names = {column: folded(header) for column, header in wanted.items()}

    def fits(row: Sequence[str]) -> bool:
        return set(names.values()) <= set(map(folded, row))

    found = next(tables(archive, name, fits), None)
    if found is None:
        yield Rejected(name, "the columns of the map are not there")
        return
    there = [folded(title) for title in found.header]
    places = {column: there.index(header) for column, header in names.items()}
    dates = [cell(row or (), places["ts_utc"]) for _, row in islice(found.rows(), LOOKED_AT)]
    order = order_of(dates) or told.date_order
    yield from _taken_for_granted(name, dates, order, told, places)
    yield from _messages(found, name, _Reader(places, told, order or "day-month"))


def _taken_for_granted(
    name: str, dates: Sequence[str], order: DateOrder | None, told: Told, places: Mapping[str, int]
) -> Iterator[Noted]:
    if order is None and any(map(is_open, dates)):
        yield Noted(name, "dates read as day/month")
    if any(dates) and not any(map(has_time, dates)):
        yield Noted(name, "messages without a time are taken for midnight")
    if "account_id" in places and "direction" not in places and not told.accounts:
        yield Noted(name, "all authors are taken for the organisation's own")


def _messages(found: Handed, name: str, reader: _Reader) -> Iterator[Found]:
    windows: dict[str, tuple[int, int]] = {}
    for at, row in found.rows():
        one = reader.take(row, name) if row is not None else "not a row"
        if isinstance(one, str):
            yield Rejected(f"{name}[{at}]", one)
        elif one.out:
            first, last = windows.get(one.account, (one.when, one.when))
            windows[one.account] = min(first, one.when), max(last, one.when)
        if at % PIECE == PIECE - 1:
            yield from reader.rows()
    yield from reader.rows()
    accounts = [
        (account, network, kind, author, author, None, None, None)
        for account, (network, kind, author) in reader.seen.items()
    ]
    yield Rows("accounts", ACCOUNT, accounts, name)
    rows = [(account, *span, "unknown", None) for account, span in windows.items()]
    yield Rows("observation_window", WINDOW, rows, name)
