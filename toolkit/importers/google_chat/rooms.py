"""The rooms of Google Chat and who is in them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from toolkit.errors import BrokenExport, HostileExport
from toolkit.importers.google_chat.records import PLATFORM, Group, Holder, Person
from toolkit.reading import Archive, Found, Rejected, Rows, Told, mended_json
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row

GROUPS = msgspec.json.Decoder(Group)
HOLDERS = msgspec.json.Decoder(Holder)
BROKEN = (msgspec.DecodeError, UnicodeError, RecursionError, BrokenExport, HostileExport)

_FILE = re.compile(r"(?:[^/]+/)*([^/ ]+) ([^/]+)/group_info\.json")


@dataclass(frozen=True, slots=True)
class Place:
    """A room, and how its members are named in what is written there."""

    room: Room
    named: re.Pattern[str] | None
    accounts: Mapping[str, str]

    def mentions(self, text: str) -> list[str]:
        """Return the members whom a text names."""
        if self.named is None or "@" not in text:
            return []
        return list(dict.fromkeys(self.accounts[name] for name in self.named.findall(text)))


def prepare(archive: Archive, _told: Told) -> Mapping[str, Place]:
    """Read who is in which room, by its folder, before any message."""
    places: dict[str, Place] = {}
    for name in archive.names:
        found = _FILE.fullmatch(name)
        if found:
            group = _group(archive, name)
            places[folder(name)] = place_of(name, group)
    return MappingProxyType(places)


def _group(archive: Archive, name: str) -> Group | None:
    try:
        return GROUPS.decode(mended_json(archive.read(name)))
    except BROKEN:
        return None  # said when the file's turn comes


def folder(name: str) -> str:
    """Return the folder of a file."""
    return name.rpartition("/")[0]


def place_of(name: str, group: Group | None = None) -> Place:
    """Return the room that a folder is; who may enter a space that has a name is not told."""
    title = folder(name).rpartition("/")[2]
    kind, _, mark = title.partition(" ")
    members = group.members if group and group.members else None
    known = [one for one in members or () if one.account]
    people = [str(one.account) for one in known if not one.is_bot]
    return Place(
        Room(
            f"{PLATFORM}:{mark or kind}",
            _kind(kind, group, people),
            tuple(sorted(set(people))) if members else None,
            group.name if group else None,
        ),
        *_names(known),
    )


def _kind(kind: str, group: Group | None, people: Sequence[str]) -> RoomKind | None:
    if kind == "DM":
        return "group_dm" if len(people) > 2 else "dm"
    if group is None or group.name or not people:
        return None
    return "dm" if len(people) == 2 and kind != "Space" else "group_dm"


def _names(known: Sequence[Person]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """Return what finds the members' names in a text; a name that two have says nothing."""
    times = Counter(one.name for one in known)
    accounts = {one.name: str(one.account) for one in known if one.name and times[one.name] == 1}
    longest = sorted(accounts, key=lambda name: (-len(name), name))
    if not longest:
        return None, accounts
    return re.compile(rf"@({'|'.join(map(re.escape, longest))})(?!\w)"), accounts


def room(archive: Archive, name: str, places: Mapping[str, Place]) -> Iterator[Found]:
    """One room and its members."""
    try:
        group = GROUPS.decode(mended_json(archive.read(name)))
    except BROKEN as error:
        yield Rejected(name, "damaged file" if isinstance(error, BrokenExport) else "not a room")
        return
    yield Rows("channels", CHANNEL, [places[folder(name)].room.row()], name)
    yield from people(group.members or (), name)


def holder(archive: Archive, name: str, _places: object) -> Iterator[Found]:
    """Whose Takeout this is."""
    try:
        found = HOLDERS.decode(mended_json(archive.read(name)))
    except BROKEN as error:
        yield Rejected(name, "damaged file" if isinstance(error, BrokenExport) else "missing user")
        return
    yield from people([found.user], name)


def people(some: Sequence[Person], name: str) -> Iterator[Rows]:
    """Yield the accounts of some, and the people among them who have an address."""
    accounts: list[Row] = []
    roster: list[Row] = []
    for one in {one.account: one for one in some}.values():
        if one.account:
            kind = "bot" if one.is_bot else "person"
            accounts.append((one.account, PLATFORM, kind, one.name, None, one.email, None))
        if one.email and not one.is_bot:
            roster.append((one.account, one.name, one.email, None))
    if accounts:
        yield Rows("accounts", ACCOUNT, accounts, name)
    if roster:
        yield Rows("people", PERSON, roster, name)
