"""One Discord channel: who wrote what, whom it speaks to, and how it was received."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from toolkit.importers.discord.records import (
    HEAD,
    MESSAGES,
    PLATFORM,
    Channel,
    Message,
    Reaction,
    User,
)
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
    moments,
)
from toolkit.spoken.crowd import Crowd, Several
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row
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
    """The channel of a file, and everybody met in it so far."""

    crowd: Crowd
    number: str | None = None
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
    place = Place(Crowd(PLATFORM, name))
    with archive.stream(name) as stream:
        for piece in MESSAGES.read(stream, name):
            if isinstance(piece, Before):
                yield from place.crowd.rows()
                _open(place, _head(piece.content))
                yield Rows("channels", CHANNEL, [place.crowd.room.row()], name)
            else:
                yield from piece.rejected
                yield from _read(place, piece, name)
    yield from place.crowd.rows()
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
    place.crowd.room = Room(own, KINDS.get(head.type), name=head.name, announcement_only=news)
    # A thread has the number of the message that it was opened under.
    place.crowd.root = own if head.type in THREADS else None


def _read(place: Place, piece: Decoded[Message], name: str) -> Iterator[Rows | Rejected]:
    messages, whens = piece.records, moments([one.timestamp for one in piece.records])
    if None in whens:
        for at, when in zip(piece.places, whens, strict=True):
            if when is None:
                yield Rejected(f"{name}[{at}]", "timestamp is no time")
        messages = [one for one, when in zip(messages, whens, strict=True) if when is not None]
    named = dict(_named(place, messages))
    some = _several(place, messages, [when for when in whens if when is not None])
    yield from place.crowd.add(some, named)


def _named(place: Place, messages: Sequence[Message]) -> Iterator[tuple[int, list[str]]]:
    """Remember everybody in the order in which they come, and yield whom messages name."""
    everybody_is_known = place.met.keys() >= {one.author.id for one in messages}
    for at, named in enumerate([one.mentions for one in messages]):
        if not everybody_is_known:
            place.account(messages[at].author)
        if named:
            yield at, [place.account(one) for one in named if not one.is_bot]


def _several(place: Place, messages: Sequence[Message], whens: Sequence[int]) -> Several:
    ids = [f"{PLATFORM}:{one.id}" for one in messages]
    authors = [one.author for one in messages]
    accounts = [place.met[one.id][0] for one in authors]
    machine = [one.is_bot is True for one in authors]
    parents = [_parent(place, one) if one.reference else None for one in messages]
    return Several(
        message_id=ids,
        account=accounts,
        when=whens,
        text=[one.content for one in messages],
        parent=parents,
        parent_author=place.recent.answered(ids, accounts, parents, machine),
        machine=machine,
        system=[one.type not in WRITTEN for one in messages],
        edited=[moment(one.timestamp_edited) if one.timestamp_edited else None for one in messages],
        client=[None] * len(ids),
        likes=[_likes(one.reactions) if one.reactions else None for one in messages],
    )


def _likes(reactions: Sequence[Reaction]) -> int:
    return sum([one.count or 0 for one in reactions])


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
