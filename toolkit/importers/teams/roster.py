"""Who is in a Teams organisation, who comes from elsewhere, and which rooms there are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import unquote

from toolkit.errors import BrokenExport
from toolkit.importers.teams.lists import MEMBERS, PLACES, TEAMS, USERS, Lists
from toolkit.importers.teams.records import GUEST, PLATFORM, Member, Place, Team, User
from toolkit.reading import Archive, Found, Rows, Told
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row

T = TypeVar("T", User, Member, Team, Place)

OPENNESS: Mapping[str, RoomKind] = MappingProxyType(
    {"public": "open", "private": "private", "hiddenmembership": "private"}
)
_FOLDER = re.compile(r"teams/([^/]+)/(?:channels/([^/]+)/)?[^/]+")
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who and what the messages speak of: addresses and accounts of its own, guests, rooms."""

    timezone: str
    listed: frozenset[str]
    guests: frozenset[str]
    by_address: Mapping[str, str]
    rooms: Mapping[str, Room]

    def of_address(self, address: str) -> str:
        """Return whose address it is: an account where one has it, else the address."""
        return self.by_address.get(address.casefold()) or account(address.casefold())


def account(user: str) -> str:
    """Return the account of a user."""
    return f"{PLATFORM}:{user}"


def prepare(archive: Archive, told: Told) -> Organisation:
    """Read who belongs to the organisation and which channel is whose, before any message."""
    people = list(_all(archive, USERS, r"users/usersList\.json"))
    teams = _teams(archive)
    groups = _members(archive)
    everybody = [one for group in groups.values() for one in group]
    guests = {account(one.user_id) for one in everybody if one.is_guest}
    guests |= {account(one.id) for one in people if _is_guest(one)}
    addresses = [(account(u.id), u.user_principal_name, u.mail) for u in people]
    addresses += [(account(m.user_id), m.email, m.user_name) for m in everybody]
    return Organisation(
        timezone=told.timezone,
        listed=frozenset(who for who, _, _ in addresses),
        guests=frozenset(guests),
        by_address=MappingProxyType(
            {one.casefold(): who for who, *known in reversed(addresses) for one in known if one}
        ),
        rooms=MappingProxyType(
            {place.id: room for _, place, room in _rooms(archive, teams, groups)}
        ),
    )


def _all(archive: Archive, lists: Lists[T], pattern: str) -> Iterator[T]:
    for name in archive.names:
        if re.fullmatch(pattern, name):
            yield from _records(archive, lists, name)


def _records(archive: Archive, lists: Lists[T], name: str) -> Iterator[T]:
    try:
        for piece in lists.read(archive, name):
            yield from piece.records
    except BrokenExport:
        return  # said when the file's turn comes


def _is_guest(user: User) -> bool:
    return user.user_type == "Guest" or GUEST in (user.user_principal_name or "")


def _teams(archive: Archive) -> dict[str, tuple[str | None, RoomKind | None]]:
    """Return the name of each team, and who may enter it."""
    teams: dict[str, tuple[str | None, RoomKind | None]] = {}
    for team in _all(archive, TEAMS, r"teams/teams(List|Settings)\.json"):
        key = team.groups_id or team.id or ""
        name, kind = teams.get(key, (None, None))
        said = OPENNESS.get((team.privacy or team.visibility or "").casefold())
        teams[key] = (name or team.name or team.display_name, kind or said)
    return teams


def _members(archive: Archive) -> dict[tuple[str, str], list[Member]]:
    """Return who is in which team, and in which of its channels that have members of their own."""
    found: dict[tuple[str, str], list[Member]] = {}
    for name in archive.names:
        if re.fullmatch(r"teams/[^/]+/(team|channels/[^/]+/channel)Members[^/]*\.json", name):
            team, channel = _where(name)
            found[team, channel] = list(_records(archive, MEMBERS, name))
    return found


def _where(name: str) -> tuple[str, str]:
    """Return team and channel of a file; the folder of a channel lacks the signs of its name."""
    found = _FOLDER.fullmatch(name)
    return (found[1], _bare(found[2] or "")) if found else ("", "")


def _bare(channel: str) -> str:
    return _PLAIN.sub("", unquote(channel)).casefold()


def _rooms(
    archive: Archive,
    teams: Mapping[str, tuple[str | None, RoomKind | None]],
    groups: Mapping[tuple[str, str], list[Member]],
) -> Iterator[tuple[str, Place, Room]]:
    """Yield the file of each channel, the channel, and the room that it is."""
    for name in archive.names:
        if not re.fullmatch(r"teams/[^/]+/channels_[^/]+\.json", name):
            continue
        team, _ = _where(name)
        title, openness = teams.get(team, (None, None))
        for place in _records(archive, PLACES, name):
            standard = (place.membership_type or "").casefold() == "standard"
            group = groups.get((team, "" if standard else _bare(place.id)))
            yield name, place, _room(place, title, openness if standard else "private", group)


def _room(
    place: Place, team: str | None, kind: RoomKind | None, group: Iterable[Member] | None
) -> Room:
    people = None if group is None else tuple(sorted({account(one.user_id) for one in group}))
    name = " / ".join(part for part in (team, place.display_name) if part)
    if not place.membership_type:
        kind = None
    return Room(account(place.id), kind, people, name or None)


def users(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """The people of the organisation, silent ones too; programmes and those who left are absent."""
    for piece in USERS.read(archive, name):
        yield from piece.rejected
        rows = [
            (account(one.id), one.display_name, one.user_principal_name, one.mail)
            for one in piece.records
        ]
        yield from _people(rows, organisation, name)


def members(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """Who is in a team or in one of its private channels."""
    for piece in MEMBERS.read(archive, name):
        yield from piece.rejected
        rows = [
            (account(one.user_id), one.name or one.display_name, one.user_name, one.email)
            for one in piece.records
        ]
        yield from _people(rows, organisation, name)


def _people(
    rows: list[tuple[str, str | None, str | None, str | None]],
    organisation: Organisation,
    name: str,
) -> Iterator[Rows]:
    guests = organisation.guests
    accounts: list[Row] = []
    for who, shown, handle, email in rows:
        own_address = handle if handle and "@" in handle and GUEST not in handle else None
        kind = "public" if who in guests else "person"
        accounts.append((who, PLATFORM, kind, shown, handle, email or own_address, None))
    yield Rows("accounts", ACCOUNT, accounts, name)
    people = [(one[0], one[3], one[5], None) for one in accounts if one[0] not in guests]
    yield Rows("people", PERSON, people, name)


def rooms(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """The channels of a team."""
    for piece in PLACES.read(archive, name):
        yield from piece.rejected
        rows = [organisation.rooms[one.id].row() for one in piece.records]
        yield Rows("channels", CHANNEL, rows, name)


def known(archive: Archive, name: str, _organisation: Organisation) -> Iterator[Found]:
    """The teams, which were read before all: what could not be read of them."""
    for piece in TEAMS.read(archive, name):
        yield from piece.rejected
