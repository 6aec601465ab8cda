"""One WhatsApp chat: what customers wrote, and what the organisation answered."""

from collections.abc import Iterator

import polars as pl

from toolkit.errors import BrokenExport
from toolkit.importers.whatsapp.fields import Fields, worded
from toolkit.importers.whatsapp.lines import blocks
from toolkit.importers.whatsapp.moments import Calendar, Hours, agreed
from toolkit.importers.whatsapp.numbers import Numbers
from toolkit.importers.whatsapp.parties import Parties, Party, is_told, title
from toolkit.importers.whatsapp.said import as_rows, by_whom
from toolkit.importers.whatsapp.words import PLATFORM
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.spoken.outside import ACCOUNT, WINDOW, Row

LOCAL = "times without offset read on the clock of the settings"
NOBODY = "nobody in the chat is known to be of the organisation: all taken for its public"
DAY_FIRST = "dates that nothing in the file settles read as day, month"
MONTH_FIRST = "dates that nothing in the file settles read as month, day"


def chat(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One chat, gone through twice: to see who writes in it and how it is dated, then to read."""
    calendar, names, fields = Calendar(), set[str](), Fields()
    try:
        with archive.stream(name) as stream:
            for block in blocks(stream):
                _survey(fields.dates(block or b""), calendar, names)
    except BrokenExport:
        pass  # said when the file is read
    yield Noted(name, LOCAL)
    parties = Parties(names, title(name, archive.label), told)
    order = calendar.order()
    if order is None and told.date_order is None:
        yield Noted(name, DAY_FIRST if agreed(told) == "day-month" else MONTH_FIRST)
    if not parties.are_known:
        yield Noted(name, NOBODY)
    reading = Reading(name, parties, Hours(order or agreed(told), told.timezone))
    with archive.stream(name) as stream:
        for block in blocks(stream):
            yield from reading.read(block if block is None else fields.of(block))
    yield from reading.closed()


def _survey(fields: pl.DataFrame, calendar: Calendar, names: set[str]) -> None:
    """See in which order dates come, and who writes."""
    dates = fields["date"]
    calendar.read(dates.filter(dates.ne_missing(dates.shift())).to_list())
    new = fields["name"].is_in(list(names)).not_() & fields["name"].is_not_null()
    for name, text in worded(fields.filter(new)).select("name", "text").iter_rows():
        if name not in names and not is_told(name, text):
            names.add(name)


class Reading:
    """Turns the messages of a chat into rows."""

    def __init__(self, where: str, parties: Parties, hours: Hours) -> None:
        self._where, self._parties, self._hours = where, parties, hours
        self._numbers = Numbers(parties.chat)
        self._known: dict[str | None, Party] = {None: parties.narrator}
        self._count = 0
        self._span: tuple[int, int] | None = None
        self._narrated = False

    def read(self, some: tuple[str, pl.DataFrame] | None) -> Iterator[Found]:
        """Yield what some messages become; ``None`` stands for one without end."""
        if some is None:
            yield Rejected(f"{self._where}[{self._count}]", "message too long")
            self._count += 1
            return
        before, fields = some
        if before.strip():
            yield Rejected(self._where, "text before the first message")
        messages = fields.select("name", "text", ts_utc=self._hours.moments(fields))
        for at in messages["ts_utc"].is_null().arg_true():
            yield Rejected(f"{self._where}[{self._count + at}]", "date is no time")
        self._count += messages.height
        dated = messages.drop_nulls("ts_utc")
        if dated.height:
            self._see(dated["ts_utc"])
            yield Rows.of("messages", self._rows(dated), self._where)

    def _rows(self, messages: pl.DataFrame) -> pl.DataFrame:
        parties = [self._party(name) for name in messages["name"].unique()]
        rows = by_whom(messages, parties, self._parties.narrator)
        self._narrated = self._narrated or bool(rows["is_told"].any())
        return as_rows(rows, self._numbers.of(rows), self._parties.chat)

    def _party(self, name: str | None) -> tuple[str | None, Party]:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._parties.party(name or "")
        return name, found

    def _see(self, moments: pl.Series) -> None:
        ordered = moments.sort()
        first, last = int(ordered[0]), int(ordered[-1])
        start, end = self._span or (first, last)
        self._span = min(first, start), max(last, end)

    def closed(self) -> Iterator[Found]:
        """Yield who wrote; other chats that the organisation received were not given."""
        if not self._count:
            yield Rejected(self._where, "no message in it")
            return
        parties = list(self._parties.by_name.values())
        parties += [self._parties.narrator] if self._narrated else []
        yield Rows("accounts", ACCOUNT, [_account(party) for party in parties], self._where)
        if self._span:
            ours = [party.account for party in parties if party.out]
            rows: list[Row] = [(one, *self._span, "unknown", None) for one in ours]
            yield Rows("observation_window", WINDOW, rows, self._where)


def _account(party: Party) -> Row:
    handle = party.name or None
    return (party.account, PLATFORM, party.kind, handle, handle, None, None, None)
