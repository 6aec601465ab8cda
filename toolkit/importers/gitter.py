"""Gitter: rooms and their messages, as its programming interface answers them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from toolkit.errors import BrokenExport
from toolkit.reading import (
    LITTER,
    Archive,
    Found,
    Noted,
    Rejected,
    Rows,
    Told,
    moment,
    saying,
)
from toolkit.reading.bare import BareList
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row, Said, Talk

PLATFORM = "gitter"
VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "files of messages with fromUser and sent, each in the folder of its room, and rooms"

# Whoever fetched them named them; the folder of a page, where it has one, is called like its room.
TOP = r"[^/]+(?:\.json)?"
MESSAGES = rf"(?:[^/]+/){{0,4}}{TOP}"
ROOMS = rf"(?:{MESSAGES})"
SIGNATURE = (TOP,)
_HOLDS_ROOMS = saying(r'\A\ufeff?\s*\[\s*\{[^}\]]*"oneToOne"\s*:')
_HOLDS_MESSAGES = saying(
    r'\A\ufeff?\s*\[(?=[\s\S]*(?<!\\)"fromUser"\s*:\s*\{)[\s\S]*(?<!\\)"sent"\s*:'
)


def holds_something(archive: Archive, name: str) -> bool:
    """Say whether a file is one of Gitter's."""
    return _HOLDS_MESSAGES(archive, name) or _HOLDS_ROOMS(archive, name)


CLAIMS = MappingProxyType({TOP: holds_something, MESSAGES: _HOLDS_MESSAGES, ROOMS: _HOLDS_ROOMS})
UNTOLD = Room(None, None)


class User(msgspec.Struct, rename="camel"):
    """Who wrote a message."""

    id: str | None = None
    username: str | None = None
    display_name: str | None = None


class Mention(msgspec.Struct, rename="camel"):
    """Somebody who is named: no number where nobody has that name; or a group, of many."""

    user_id: str | None = None
    group: bool | None = None


class Message(msgspec.Struct, rename="camel"):
    """One message; in a thread since 2019 it says which message opened that."""

    id: str | None = None
    text: str | None = None
    sent: str | None = None
    edited_at: str | None = None
    from_user: User | None = None
    parent_id: str | None = None
    thread_message_count: int | None = None
    mentions: list[Mention] | None = None


class Listed(msgspec.Struct, rename="camel"):
    """A room on the list of somebody's rooms; a talk between two has no address."""

    id: str | None = None
    name: str | None = None
    uri: str | None = None
    one_to_one: bool | None = None
    user_count: int | None = None
    security: str | None = None
    public: bool | None = None


PAGES, LISTS = BareList(Message), BareList(Listed)


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms that some list holds, by number, address and name."""

    known: Mapping[str, Room]

    def of(self, folder: str) -> Room:
        """Return the room that a folder is called after."""
        if not folder:
            return UNTOLD
        return self.known.get(folder) or Room(f"{PLATFORM}:{folder}", None, None, folder)


def prepare(archive: Archive, _told: Told) -> Rooms:
    """Read which rooms there are, before any message."""
    known: dict[str, Room] = {}
    for name in archive.names:
        if not _HOLDS_ROOMS(archive, name):
            continue
        try:
            listed = [one for piece in LISTS.read(archive, name) for one in piece.records]
        except BrokenExport:
            continue
        for one in listed:
            if room := _room(one):
                known.update({key: room for key in (one.id, one.uri, one.name) if key})
    return Rooms(known)


def _room(one: Listed) -> Room | None:
    if not one.id:
        return None
    is_private = one.public is False or one.security in ("PRIVATE", "INHERITED")
    kind: RoomKind = "dm" if one.one_to_one else "private" if is_private else "open"
    return Room(f"{PLATFORM}:{one.id}", kind, None, one.name)


def rooms(archive: Archive, name: str, _rooms: Rooms) -> Iterator[Found]:
    """The rooms on a list, with how many are in each."""
    for piece in LISTS.read(archive, name):
        yield from piece.rejected
        rows: list[Row] = []
        for at, one in zip(piece.places, piece.records, strict=True):
            room = _room(one)
            if room is None:
                yield Rejected(f"{name}[{at}]", "missing id")
            else:
                rows.append((room.channel_id, room.kind, one.user_count, None, room.name))
        yield Rows("channels", CHANNEL, rows, name)


@dataclass(slots=True)
class _Reading:
    """What one page brought so far."""

    talk: Talk
    room: Room
    met: dict[str, User] = field(default_factory=dict)

    def take(self, one: Message) -> str | None:
        """Take a message in; say why where that cannot be."""
        when, user = moment(one.sent), one.from_user
        if not one.id or user is None or not user.id:
            return "missing fromUser" if one.id else "missing id"
        if when is None:
            return "sent is no time"
        account = f"{PLATFORM}:{user.id}"
        self.met.setdefault(account, user)
        named = [f"{PLATFORM}:{who.user_id}" for who in one.mentions or () if _is_one(who)]
        said = Said(
            message_id=f"{PLATFORM}:{one.id}",
            account=account,
            when=when,
            text=one.text,
            parent=f"{PLATFORM}:{one.parent_id}" if one.parent_id else None,
            mentions=tuple(dict.fromkeys(named)),
            edited=moment(one.edited_at),
            comments=one.thread_message_count,
        )
        self.talk.add(said, self.room)
        return None


def _is_one(who: Mention) -> bool:
    return who.user_id is not None and not who.group


def messages(archive: Archive, name: str, rooms: Rooms) -> Iterator[Found]:
    """The messages of one page, which does not say of which room."""
    reading = _Reading(Talk(PLATFORM, name), rooms.of(name.rpartition("/")[0]))
    for piece in PAGES.read(archive, name):
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            wrong = reading.take(one)
            if wrong:
                yield Rejected(f"{name}[{at}]", wrong)
        yield from reading.talk.rows()
    if reading.room is UNTOLD:
        yield Noted(name, "no folder tells in which room it was written")
    elif reading.room.channel_id not in {one.channel_id for one in rooms.known.values()}:
        yield Rows("channels", CHANNEL, [reading.room.row()], name)
    people: list[Row] = []
    accounts: list[Row] = []
    for account, user in reading.met.items():
        shown = user.display_name or user.username
        accounts.append((account, PLATFORM, "person", shown, user.username, None, None))
        people.append((account, shown, None, None))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


ROUTES = MappingProxyType({LITTER: None, MESSAGES: messages, ROOMS: rooms})
