"""Who is on a Rocket.Chat server, and in which rooms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from toolkit.errors import BrokenExport
from toolkit.importers.rocketchat import records
from toolkit.importers.rocketchat.records import (
    PLATFORM,
    Folder,
    Holder,
    Identifier,
    Oid,
    Subscription,
    User,
)
from toolkit.importers.rocketchat.shapes import records_of, shape_of
from toolkit.reading import Archive, Found, Rejected, Rows, Told
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row

T = TypeVar("T")

KINDS: Mapping[str | None, RoomKind] = MappingProxyType(
    {"c": "open", "p": "private", "d": "dm", "l": "private", "v": "private"}
)
ROCKET_CAT = "rocket.cat"  # the server's own machine, on no list of bots


@dataclass(slots=True)
class Server:
    """Who and what the messages speak of: accounts by username, rooms by number, or by the
    name of their file.

    ``listed`` are the accounts that some list holds. ``holder`` is whose personal download it is:
    there all others are called User_1, User_2.
    """

    listed: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    bots: set[str] = field(default_factory=lambda: {f"{PLATFORM}:{ROCKET_CAT}"})
    accounts: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    names: dict[str, Room] = field(default_factory=dict)
    holder: str | None = None


def identifier(given: Identifier) -> str | None:
    """Return an identifier as text."""
    return given.oid if isinstance(given, Oid) else given


def account(user: str) -> str:
    """Return the account of a user."""
    return f"{PLATFORM}:{user}"


def prepare(archive: Archive, _told: Told) -> Server:
    """Read who is a machine and who is in which room, before any message."""
    server = Server()
    shapes = {name: shape_of(archive.head(name)) for name in archive.names if _is_ours(name)}
    for user in _all(archive, shapes, "users", User):
        _take(server, user)
    members = _members(_all(archive, shapes, "subscriptions", Subscription))
    for room in _all(archive, shapes, "rooms", records.Room):
        found = _room(room, members, server)
        if found:
            server.rooms.setdefault(identifier(room.id) or "", found)
    for folder in _all(archive, shapes, "folders", Folder):
        if title := folder.name or folder.id:
            server.names.setdefault(title, _folder(folder, title))
    for whose in _all(archive, shapes, "holder", Holder):
        server.holder = whose.username
        server.listed.add(account(whose.username or ""))
    return server


def _members(listed: Iterable[Subscription]) -> dict[str, set[str]]:
    """Return who is in which room."""
    members: dict[str, set[str]] = {}
    for one in listed:
        who = identifier(one.u.id) if one.u else None
        if one.rid and who:
            members.setdefault(one.rid, set()).add(account(who))
    return members


def _is_ours(name: str) -> bool:
    return "/" not in name and name.endswith((".json", ".jsonl"))


def _all(
    archive: Archive, shapes: Mapping[str, str | None], wanted: str, kind: type[T]
) -> Iterator[T]:
    """Yield the records of all files of a shape; what is wrong is said when their turn comes."""
    for name in (name for name, shape in shapes.items() if shape == wanted):
        try:
            for found in records_of(archive, name, kind):
                yield from found.records
        except BrokenExport:
            continue


def _take(server: Server, user: User) -> None:
    who = identifier(user.id)
    if not who:
        return
    server.listed.add(account(who))
    (server.bots if _is_bot(user) else server.people).add(account(who))
    if user.username:
        server.accounts[user.username] = account(who)


def _is_bot(user: User) -> bool:
    return user.type == "bot" or "bot" in (user.roles or ()) or identifier(user.id) == ROCKET_CAT


def _room(room: records.Room, members: Mapping[str, set[str]], server: Server) -> Room | None:
    rid = identifier(room.id)
    if not rid:
        return None
    listed = {account(who) for who in room.uids or ()} or members.get(rid)
    people = None if listed is None else tuple(sorted(listed - server.bots))
    kind = KINDS.get(room.t)
    if kind == "dm" and listed and len(listed) > 2:
        kind = "group_dm"
    name = room.fname or room.name
    return Room(account(rid), kind, people, name, announcement_only=room.ro)


def _folder(folder: Folder, title: str) -> Room:
    """Return a room as its own file is called, for nothing else of it stands in that file."""
    named = title if title != folder.id else None
    return Room(account(title), KINDS.get(folder.type), None, named)


def users(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """Everybody who has an account; those who left stay."""
    for found in records_of(archive, name, User):
        yield from found.rejected
        accounts: list[Row] = []
        for at, user in zip(found.places, found.records, strict=True):
            who = identifier(user.id)
            if not who:
                yield Rejected(f"{name}[{at}]", "missing _id")
                continue
            kind = "bot" if _is_bot(user) else "person"
            email = next((one.address for one in user.emails or () if one.address), None)
            shown = user.name or user.username
            accounts.append((account(who), PLATFORM, kind, shown, user.username, email, None))
        people = [(row[0], row[3], row[5], None) for row in accounts if row[2] == "person"]
        yield Rows("accounts", ACCOUNT, accounts, name)
        yield Rows("people", PERSON, people, name)


def rooms(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """Channels, private groups and direct conversations."""
    for found in records_of(archive, name, records.Room):
        yield from found.rejected
        rows: list[Row] = []
        for at, room in zip(found.places, found.records, strict=True):
            known = server.rooms.get(identifier(room.id) or "")
            if known is None:
                yield Rejected(f"{name}[{at}]", "missing _id")
                continue
            row = known.row()
            count = room.users_count if isinstance(room.users_count, int) else None
            rows.append((*row[:2], count if row[2] is None else row[2], *row[3:]))
        yield Rows("channels", CHANNEL, rows, name)


def folders(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """The rooms of a personal download."""
    for found in records_of(archive, name, Folder):
        yield from found.rejected
        rows: list[Row] = []
        for at, folder in zip(found.places, found.records, strict=True):
            if title := folder.name or folder.id:
                rows.append(_folder(folder, title).row())
            else:
                yield Rejected(f"{name}[{at}]", "missing roomName")
        yield Rows("channels", CHANNEL, rows, name)


def subscriptions(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """Who is in which room: read beforehand, here is said what was wrong."""
    for found in records_of(archive, name, Subscription):
        yield from found.rejected


def holder(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """Whose personal download it is."""
    for found in records_of(archive, name, Holder):
        yield from found.rejected
        for one in found.records:
            if not one.username:
                yield Rejected(name, "missing username")
                continue
            email, who = next(iter(one.emails or ()), None), account(one.username)
            shown = one.name or one.username
            yield Rows(
                "accounts",
                ACCOUNT,
                [(who, PLATFORM, "person", shown, one.username, email, None)],
                name,
            )
            yield Rows("people", PERSON, [(who, shown, email, None)], name)
