"""One WhatsApp chat: what customers wrote, and what the organisation answered."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from toolkit.errors import BrokenExport
from toolkit.importers.whatsapp.lines import FIELDS, MARK, Parts, messages
from toolkit.importers.whatsapp.moments import Calendar, Hours, agreed
from toolkit.importers.whatsapp.parties import TELLS, Parties, Party, is_told, title
from toolkit.importers.whatsapp.words import (
    ATTACHED,
    DELETED,
    EDITED,
    LONGEST_NOTE,
    OMITTED,
    PLATFORM,
)
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.spoken.outside import ACCOUNT, MESSAGE, SCOPE, WINDOW, Row

LOCAL = "times without offset read on the clock of the settings"
NOBODY = "nobody in the chat is known to be of the organisation: all taken for its public"
DAY_FIRST = "dates that nothing in the file settles read as day, month"
MONTH_FIRST = "dates that nothing in the file settles read as month, day"


def chat(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One chat, gone through twice: to see who writes in it and how it is dated, then to read."""
    calendar, names = Calendar(), set[str]()
    try:
        with archive.stream(name) as stream:
            for parts in messages(stream):
                _survey(parts or ("",), calendar, names)
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
        for parts in messages(stream):
            yield from reading.read(parts)
    yield from reading.closed()


def _survey(parts: Parts, calendar: Calendar, names: set[str]) -> None:
    """See in which order dates come, and who writes."""
    calendar.read([date for date in parts[1::FIELDS] if date])
    for name, text in zip(parts[6::FIELDS], parts[7::FIELDS], strict=True):
        if name is not None and name not in names and not is_told(name, text):
            names.add(name)


class Reading:
    """Turns the messages of a chat into rows."""

    def __init__(self, where: str, parties: Parties, hours: Hours) -> None:
        self._where, self._parties, self._hours = where, parties, hours
        self._known: dict[str | None, Party] = {None: parties.narrator}
        self._channel = f"{PLATFORM}:{parties.chat}" if parties.chat else None
        self._count = 0
        self._seen: dict[str, int] = {}
        self._before: dict[str, int] = {}
        self._span: tuple[int, int] | None = None
        self._narrated = False

    def read(self, parts: Parts | None) -> Iterator[Found]:
        """Yield what some messages become."""
        if parts is None:
            yield Rejected(f"{self._where}[{self._count}]", "message too long")
            self._count += 1
            return
        if (parts[0] or "").strip():
            yield Rejected(self._where, "text before the first message")
        rows: list[Row] = []
        moments = list(self._hours.moments(parts))
        fields = zip(moments, parts[6::FIELDS], parts[7::FIELDS], strict=True)
        for at, (when, name, text) in enumerate(fields, self._count):
            if when is None:
                yield Rejected(f"{self._where}[{at}]", "date is no time")
            else:
                rows.append(self._row(when, name, text))
        self._count += len(moments)
        self._before, self._seen = self._seen, {}
        if rows:
            self._see([when for when in moments if when is not None])
            yield Rows("messages", MESSAGE, rows, self._where)

    def _row(self, when: int, name: str | None, text: str) -> Row:
        narrator = self._parties.narrator
        party = self._known.get(name) or self._party(name or "")
        if party is narrator or (text.startswith(TELLS) and is_told(party.name, text)):
            return self._told(when, name, text)
        return self._written(party, when, text)

    def _written(self, party: Party, when: int, text: str) -> Row:
        """Return one row of ``messages``."""
        said, edited, deleted = _said(text)
        return (
            self._message_id(party.name, when, text),
            PLATFORM,
            SCOPE,
            party.account,
            party.author,
            when,
            "out" if party.out else "in",
            None,
            self._channel,
            None,
            party.to,
            self._channel,
            "dm",
            said or None,
            None,
            None,
            None,
            "private",
            when if edited else None,
            when if deleted else None,
        )

    def _told(self, when: int, name: str | None, text: str) -> Row:
        """Return the row of what WhatsApp tells, which is nobody's word."""
        party = self._parties.narrator
        self._narrated = True
        whole = text if name is None or text.startswith(TELLS) else f"{name}: {text}"
        return (
            self._message_id(party.name, when, whole),
            PLATFORM,
            SCOPE,
            party.account,
            party.author,
            when,
            "in",
            *(None,) * 4,
            self._channel,
            "system",
            MARK.sub("", whole) or None,
            *(None,) * 3,
            "private",
            *(None,) * 2,
        )

    def _party(self, name: str) -> Party:
        party = self._known[name] = self._parties.party(name)
        return party

    def _message_id(self, name: str, when: int, text: str) -> str:
        """Return an identifier; the same words of the same minute are told apart by a number."""
        parts = f"{self._parties.chat}\n{name}\n{when}\n{text}"
        found = blake2b(parts.encode(), digest_size=10).hexdigest()
        times = self._seen.get(found, self._before.get(found, 0)) + 1
        self._seen[found] = times
        return f"{PLATFORM}:{found}" if times == 1 else f"{PLATFORM}:{found}#{times}"

    def _see(self, moments: Sequence[int]) -> None:
        first, last = min(moments), max(moments)
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


def _said(text: str) -> tuple[str | None, bool, bool]:
    """Return what was written, whether it was changed, and whether it was deleted."""
    edited = False
    if TELLS in text:
        if text.rpartition(TELLS)[2].strip().lower() in OMITTED:
            return None, edited, edited
        text = text.replace(TELLS, "")
    if text.endswith(">"):
        at = text.rfind("<")
        edited = text[at:].lower() in EDITED
        text = text[:at].rstrip() if edited else text
    if len(text) <= LONGEST_NOTE:
        note = text.strip().rstrip(".").lower()
        if note in OMITTED or note in DELETED:
            return None, edited, note in DELETED
    if text.startswith("<") or " (" in text:
        text = ATTACHED.sub("", text, count=1).strip() if ATTACHED.match(text) else text
    return text, edited, False
