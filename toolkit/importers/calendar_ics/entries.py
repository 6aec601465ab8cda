"""The entries of a calendar file, a line at a time: times and guests, and nothing that they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

LINE = 1 << 16  # bytes of one line; descriptions and pictures are longer, and skipped
GUESTS = 2_000  # of one entry
DATES = 2_000  # of one entry

_NAMES = """UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID STATUS ORGANIZER ATTENDEE
SEQUENCE DTSTAMP"""
_KEPT = frozenset(_NAMES.split())
_PROPERTY = re.compile(
    r'([A-Za-z-]+)((?:;[^:;"=]+=(?:"[^"]*"|[^:;"]*)(?:,"[^"]*")*)*):(.*)', re.DOTALL
)
_PARAMETER = re.compile(r';([^:;"=]+)=("[^"]*"|[^:;"]*)')
_NO_PARAMETERS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its value, and what it says about it."""

    value: str
    parameters: dict[str, str]


@dataclass(slots=True)
class Entry:
    """One entry as it is written; ``place`` is its number in the file."""

    place: int
    one: dict[str, Property] = field(default_factory=dict)
    guests: list[Property] = field(default_factory=list)
    added: list[Property] = field(default_factory=list)
    removed: list[Property] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return the value of a property; nothing where the entry has none."""
        found = self.one.get(name)
        return found.value.strip() if found else ""

    @property
    def uid(self) -> str:
        """The identifier that all copies of a meeting share."""
        return self.value("UID")

    @property
    def size(self) -> int:
        """How many things there are to remember of it."""
        return 1 + len(self.guests) + len(self.added) + len(self.removed)

    @property
    def sequence(self) -> int:
        """How often the meeting was changed."""
        number = self.value("SEQUENCE")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


@dataclass(slots=True)
class Calendar:
    """What a file says of itself; it is known once the file was read."""

    begun: bool = False
    product: str = ""
    name: str = ""
    method: str = ""
    zones: dict[str, "Zone"] = field(default_factory=dict)


@dataclass(slots=True)
class Zone:
    """A clock that a file defines: where it is, or how far ahead of UTC in winter and summer."""

    place: str = ""
    shifts: dict[str, str] = field(default_factory=dict)


def entries(stream: BinaryIO, calendar: Calendar) -> Iterator[Entry]:
    """Yield the entries of a file, and fill in what it says of itself."""
    inside: list[str] = []
    entry: Entry | None = None
    zone, count = Zone(), 0
    for line in _lines(stream):
        name = line.partition(":")[2].strip().upper() if line[:6].upper() == "BEGIN:" else ""
        if name:
            calendar.begun = calendar.begun or name == "VCALENDAR"
            inside = [*inside[:20], name]
            entry = Entry(count) if name == "VEVENT" else entry
            zone = Zone() if name == "VTIMEZONE" else zone
        elif line[:4].upper() == "END:":
            ended = inside.pop() if inside else ""
            if ended == "VEVENT" and entry is not None:
                count += 1
                yield entry
                entry = None
        elif inside[-1:] == ["VEVENT"] and entry is not None:
            _add(entry, line)
        elif "VTIMEZONE" in inside:
            _define(calendar, zone, inside[-1], line)
        else:
            _say(calendar, line)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Yield lines with those that continue them; of very long ones the beginning."""
    line, size = bytearray(), 0
    while piece := stream.readline(LINE):
        whole = piece.endswith(b"\n")
        plain = piece.rstrip(b"\r\n")
        if plain[:1] in (b" ", b"\t") or size:
            if len(line) < LINE:
                line += plain if size else plain[1:]
        else:
            if line:
                yield line.decode("utf-8", "replace")
            line = bytearray(plain.removeprefix(b"\xef\xbb\xbf"))
        size = 0 if whole else size + len(piece)
    if line:
        yield line.decode("utf-8", "replace")


def read(line: str) -> tuple[str, Property] | None:
    """Return the name of a line and its property."""
    found = _PROPERTY.match(line)
    if not found:
        return None
    parameters = (
        {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(found[2])}
        if found[2]
        else _NO_PARAMETERS
    )
    return found[1].upper(), Property(found[3], parameters)


def _add(entry: Entry, line: str) -> None:
    name = re.split("[;:]", line[:40], maxsplit=1)[0].upper()
    if name not in _KEPT or not (said := read(line)):
        return
    several = {"ATTENDEE": entry.guests, "RDATE": entry.added, "EXDATE": entry.removed}.get(name)
    if several is None:
        entry.one.setdefault(name, said[1])
    elif len(several) < GUESTS:
        several.append(said[1])


def _define(calendar: Calendar, zone: Zone, part: str, line: str) -> None:
    said = read(line)
    if said is None:
        return
    name, value = said[0], said[1].value.strip()
    if name == "TZID" and len(calendar.zones) < DATES:
        calendar.zones[value] = zone
    elif name == "X-LIC-LOCATION":
        zone.place = value
    elif name == "TZOFFSETTO":
        zone.shifts[part] = value


def _say(calendar: Calendar, line: str) -> None:
    name, _, value = line.partition(":")
    if name.upper() == "PRODID":
        calendar.product = value.strip()
    elif name.upper() == "X-WR-CALNAME":
        calendar.name = value.strip().lower()
    elif name.upper() == "METHOD":
        calendar.method = value.strip().upper()
