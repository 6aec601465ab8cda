"""IRC: the logs that a Supybot or Limnoria keeps of its channels, whole or by the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.reading import LITTER, Archive, Found, Noted, Rejected, Rows, Told, clean_text, saying
from toolkit.reading import moment as moment_of
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, Row, Said, Talk
from toolkit.spoken.unnumbered import Unnumbered

PLATFORM = "irc"
VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "#channel.log or #channel.2024-05-30.log, whose lines begin with date and <name>"

FILES = r"[^/]+\.(?i:log|txt)"
SIGNATURE = (FILES,)
_WHEN = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?"
CLAIMS = MappingProxyType({FILES: saying(rf"(?m)\A\ufeff?(?:.*\n){{0,3}}?{_WHEN} {{1,2}}[<*-]")})

PIECE = 10_000  # messages at a time
LONGEST = 1 << 16  # bytes; a line of IRC has at most 512, with tags some thousands
_LINE = re.compile(rf"({_WHEN}) {{1,2}}(\S.*)", re.DOTALL)
_NICK = r"[^\s<>&!]{1,64}"
# What is said, done, and noted: the last is how programmes answer by custom.
_SAID = re.compile(rf"<[@+%~&]?({_NICK})(?:![^\s<>]{{1,200}})?(?:>|&gt;) ?(.*)", re.DOTALL)
_DONE = re.compile(rf"\* ({_NICK})(?: (.*))?", re.DOTALL)
_NOTED = re.compile(r"-([^\s<>&!-](?:[^\s<>&!]{0,62}[^\s<>&!-])?)- ?(.*)", re.DOTALL)
_TOLD = re.compile(rf"\*\*\* ({_NICK}) (.*)", re.DOTALL)
_ADDRESSED = re.compile(rf"@?({_NICK}?)[:,]\s")
_IN_NAME = re.compile(r"([#&][^/]{1,80}?)(?:\.(?=[-\w]{0,40}\d)[-\w]{4,40})?\.(?i:log|txt)")
_JOINED = re.compile(rf"(?m)^{_WHEN} {{1,2}}\*\*\* \S+ (?:<\S+> )?has joined ([#&]\S{{1,80}})$")
UNLOGGED = "-= THIS MESSAGE NOT LOGGED =-"


@dataclass(slots=True)
class _Log:
    """One log: its channel, and who was met in it so far.

    ``place`` is the channel as the name of the file tells it: it marks messages, whereas what
    was only found inside may be missing from another part of the same log.
    """

    talk: Talk
    told: Told
    place: str
    room: Room
    nicks: frozenset[str]
    unnumbered: Unnumbered = field(default_factory=lambda: Unnumbered(PLATFORM))
    met: dict[str, str] = field(default_factory=dict)
    bots: set[str] = field(default_factory=set)
    spoke: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    local: bool = False
    waiting: int = 0

    def take(self, line: str) -> str | None:
        """Take a line in; say why where that cannot be."""
        whole = _LINE.fullmatch(line)
        when = moment_of(whole[1], self.told.timezone) if whole else None
        if whole is None or when is None:
            return "line without a time"
        self.local = self.local or len(whole[1]) == len("2024-05-30T09:00:00")
        kind, found = _form(whole[2])
        if found is None:
            return "line of no known form"
        nick, text = found[1], (found[2] or "").strip()
        account = _account(nick)
        if account not in self.met:
            self._meet(account, nick)
        (self.noted if kind == "noted" else self.spoke).add(account)
        said = Said(
            message_id=self.unnumbered.identifier(self.place, account, str(when), whole[2]),
            account=account,
            when=when,
            text=None if text == UNLOGGED else f"{nick} {text}" if kind == "told" else text,
            mentions=self._addressed(text) if kind == "said" else (),
            machine=kind == "noted" or account in self.bots,
            system=kind == "told",
        )
        self.talk.add(said, self.room)
        return None

    def _meet(self, account: str, nick: str) -> None:
        self.met[account] = nick
        if self.told.kind_of(nick) == "bot":
            self.bots.add(account)

    def _addressed(self, text: str) -> tuple[str, ...]:
        """Return whom a message begins with: that is how people speak to one of many here."""
        found = _ADDRESSED.match(text)
        return (_account(found[1]),) if found and found[1].lower() in self.nicks else ()


def _form(line: str) -> tuple[str, re.Match[str] | None]:
    """Return which of the four forms a line has."""
    if line.startswith("<"):
        return "said", _SAID.fullmatch(line)
    if line.startswith("***"):
        return "told", _TOLD.fullmatch(line)
    return ("done", _DONE.fullmatch(line)) if line[0] == "*" else ("noted", _NOTED.fullmatch(line))


def _account(nick: str) -> str:
    """Return the account of a nick, in which capitals make no difference."""
    return f"{PLATFORM}:{nick.lower()}"


def log(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One log: what was said in a channel, and who came and went."""
    place, room = _place(archive, name)
    reading = _Log(Talk(PLATFORM, name), told, place, room, _nicks(archive, name))
    for at, line in enumerate(_lines(archive, name)):
        if not line.strip():
            continue
        wrong = "line too long" if len(line) > LONGEST else reading.take(line)
        if wrong:
            yield Rejected(f"{name}[{at}]", wrong)
        if at % PIECE == PIECE - 1:
            yield from reading.talk.rows()
    yield from reading.talk.rows()
    if reading.local:
        yield Noted(name, "times without offset read on the clock of the settings")
    if room.channel_id:
        yield Rows("channels", CHANNEL, [room.row()], name)
    else:
        yield Noted(name, "nothing tells in which channel it was written")
    yield from _people(reading, name)


def _place(archive: Archive, name: str) -> tuple[str, Room]:
    """Return the channel of a log: as its name says, else as it tells of those who join."""
    named = _IN_NAME.fullmatch(name.rpartition("/")[2])
    place = named[1].lower() if named else ""
    joined = None if named else _JOINED.search(archive.head(name))
    channel = place or (joined[1].lower() if joined else "")
    return place, Room(f"{PLATFORM}:{channel}" if channel else None, None, None, channel or None)


def _nicks(archive: Archive, name: str) -> frozenset[str]:
    """Return who says something in a log, in small letters."""
    found: set[str] = set()
    for line in _lines(archive, name):
        start = line.find("<", 0, 40)
        said = _SAID.match(line, start, start + LONGEST) if start > 0 else None
        if said:
            found.add(said[1].lower())
    return frozenset(found)


def _lines(archive: Archive, name: str) -> Iterator[str]:
    """Yield the lines of a log, none of them endless."""
    with archive.stream(name) as content:
        while raw := content.readline(LONGEST + 2):
            yield clean_text(raw).rstrip("\r\n")


def _people(reading: _Log, name: str) -> Iterator[Rows]:
    accounts: list[Row] = []
    people: list[Row] = []
    for account, nick in reading.met.items():
        only_notes = account in reading.noted and account not in reading.spoke
        kind = "bot" if only_notes or account in reading.bots else "person"
        accounts.append((account, PLATFORM, kind, nick, nick, None, None))
        if kind == "person":
            people.append((account, nick, None, None))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


ROUTES = MappingProxyType({LITTER: None, FILES: log})
