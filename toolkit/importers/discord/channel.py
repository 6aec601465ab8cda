"""One Discord channel: who wrote what, whom it speaks to, and how it was received."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from toolkit.importers.discord.records import HEAD, MESSAGES, PLATFORM, Channel, Message, User
from toolkit.reading import (
    Archive,
    Before,
    Decoded,
    Found,
    Rejected,
    Rows,
    Told,
    mended_json,
    moment,
)
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row, Said, Talk
from toolkit.spoken.recent import Recent

# What people write themselves; numbers are kinds that the exporter did not know: answers until
# 2021, and commands that a machine executes. Any other kind is Discord telling what happened.
WRITTEN = frozenset(("Default", "Reply", "19", "20", "23", None))
# Who may enter the others, the export does not say.
KINDS: MappingProxyType[str | None, RoomKind] = MappingProxyType(
    {"DirectTextChat": "dm", "DirectGroupTextChat": "group_dm", "GuildPrivateThread": "private"}
)
NEWS = frozenset(("GuildNews", "GuildNewsThread"))
THREADS = frozenset(("GuildNewsThread", "GuildPublicThread", "GuildPrivateThread"))
FORWARDED = "Forward"  # since 2024 a message can show another again
NO_NUMBER = frozenset((None, "", "0", "0000"))


@dataclass(slots=True)
class Place:
    """The channel of a file, and everybody met in it so far.

    ``root`` is the message that a thread was opened under: it has the number of the thread.
    """

    talk: Talk
    number: str | None = None
    room: Room = field(default_factory=lambda: Room(None, None))
    root: str | None = None
    met: dict[str, tuple[str, User]] = field(default_factory=dict)
    recent: Recent = field(default_factory=Recent)

    def account(self, user: User) -> str:
        """Return whose account it is, and remember the one who has it."""
        found = self.met.get(user.id)
        if found is None:
            found = self.met[user.id] = f"{PLATFORM}:{user.id}", user
        return found[0]


def channel(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """What was written in one channel; a long one comes in several files."""
    place = Place(Talk(PLATFORM, name))
    with archive.stream(name) as stream:
        for piece in MESSAGES.read(stream, name):
            if isinstance(piece, Before):
                _open(place, _head(piece.content))
                yield Rows("channels", CHANNEL, [place.room.row()], name)
            else:
                yield from piece.rejected
                yield from _read(place, piece, name)
                yield from place.talk.rows()
    yield from _people(place, name)


def _head(content: bytes) -> Channel:
    """Return the channel that a file names before its messages."""
    start = content.find(b"{")
    try:
        head = HEAD.decode(mended_json(content[start:].rstrip(b", \t\r\n") + b"}"))
    except (msgspec.DecodeError, RecursionError):
        return Channel()
    return head.channel or Channel()


def _open(place: Place, head: Channel) -> None:
    own = f"{PLATFORM}:{head.id}" if head.id else None
    news = True if head.type in NEWS else None
    place.number = head.id
    place.room = Room(own, KINDS.get(head.type), name=head.name, announcement_only=news)
    place.root = own if head.type in THREADS else None


def _read(place: Place, piece: Decoded[Message], name: str) -> Iterator[Rejected]:
    talk, room = place.talk, place.room
    for at, message in zip(piece.places, piece.records, strict=True):
        when = moment(message.timestamp)
        if when is None:
            yield Rejected(f"{name}[{at}]", "timestamp is no time")
        else:
            talk.add(_said(place, message, when), room)


def _said(place: Place, message: Message, when: int) -> Said:
    edited, mentions, reactions = message.timestamp_edited, message.mentions, message.reactions
    message_id, account = f"{PLATFORM}:{message.id}", place.account(message.author)
    parent = _parent(place, message) if message.reference else None
    if not message.author.is_bot:
        place.recent.wrote(message_id, account)
    return Said(
        message_id=message_id,
        account=account,
        when=when,
        text=message.content,
        parent=parent,
        parent_author=place.recent.author(parent, account),
        root=place.root,
        mentions=[place.account(one) for one in mentions if not one.is_bot] if mentions else (),
        machine=message.author.is_bot is True,
        system=message.type not in WRITTEN,
        edited=moment(edited) if edited else None,
        likes=sum(one.count or 0 for one in reactions) if reactions else None,
    )


def _parent(place: Place, message: Message) -> str | None:
    """Return what a message answers: not what it shows again, nor what was pinned."""
    to = message.reference
    if to is None or to.message_id is None or message.type not in WRITTEN:
        return None
    elsewhere = to.channel_id is not None and to.channel_id != place.number
    return None if elsewhere or to.type == FORWARDED else f"{PLATFORM}:{to.message_id}"


def _people(place: Place, name: str) -> Iterator[Rows]:
    """Everybody met in a channel: those who write, and those who are named."""
    accounts: list[Row] = []
    people: list[Row] = []
    for account, user in place.met.values():
        shown = user.nickname or user.name
        numbered = user.name and user.discriminator not in NO_NUMBER
        handle = f"{user.name}#{user.discriminator}" if numbered else user.name
        kind = "bot" if user.is_bot else "person"
        accounts.append((account, PLATFORM, kind, shown, handle, None, None))
        if kind == "person":
            people.append((account, shown, None, None))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)
