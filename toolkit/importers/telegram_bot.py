"""Telegram, as a bot hears it: the updates that its programming interface hands out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from toolkit.reading import (
    LITTER,
    Archive,
    Before,
    Elements,
    Found,
    Rejected,
    Rows,
    Told,
    saying,
    seconds,
)
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row, Said, Talk

# A platform of its own: in small groups each account counts messages for itself, so that the
# numbers a bot sees are not those of somebody's export of the same talk.
PLATFORM = "telegram_bot"
VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "the answers of getUpdates, with result and update_id"

FILES = r"[^/]+\.(?i:json)"
SIGNATURE = (FILES,)
CLAIMS = MappingProxyType(
    {
        FILES: saying(
            r'\A\ufeff?\s*\{(?=[^{]*"result"\s*:\s*\[)[\s\S]*(?<!\\)"update_id"\s*:\s*\d'
            r'|\A\ufeff?\s*\{(?:\s*"ok"\s*:\s*true\s*,)?\s*"result"\s*:\s*\[\s*\]\s*[,}]'
        )
    }
)
SUPERGROUP = -1_000_000_000_000  # chats below are supergroups and channels
GROUPS = frozenset(("group", "supergroup", "channel"))


class User(msgspec.Struct):
    """Somebody, or a bot."""

    id: int
    is_bot: bool | None = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None


class Chat(msgspec.Struct):
    """Where it was written: private is somebody with the bot alone."""

    id: int
    type: str | None = None
    title: str | None = None
    username: str | None = None
    first_name: str | None = None


class Entity(msgspec.Struct):
    """A stretch of a text; ``user`` is who is named without having a user name."""

    user: User | None = None


class Answered(msgspec.Struct):
    """The message that another answers."""

    message_id: int | None = None
    sender: User | None = msgspec.field(default=None, name="from")


class Message(msgspec.Struct):
    """A message; what Telegram tells of the chat has a field of its own for each event."""

    message_id: int
    date: int
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    sender_chat: Chat | None = None
    edit_date: int | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] | None = None
    reply_to_message: Answered | None = None
    via_bot: User | None = None
    new_chat_members: list[User] | None = None
    left_chat_member: User | None = None
    new_chat_title: str | None = None
    new_chat_photo: msgspec.Raw | None = None
    delete_chat_photo: bool | None = None
    group_chat_created: bool | None = None
    supergroup_chat_created: bool | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None
    pinned_message: msgspec.Raw | None = None

    @property
    def told(self) -> bool:
        """Whether Telegram tells it by itself."""
        events = (
            *(self.new_chat_members, self.left_chat_member, self.new_chat_title),
            *(self.new_chat_photo, self.delete_chat_photo, self.group_chat_created),
            *(self.supergroup_chat_created, self.migrate_to_chat_id, self.migrate_from_chat_id),
            self.pinned_message,
        )
        return any(one is not None for one in events)


class Update(msgspec.Struct):
    """Something a bot hears of: one message, new or edited; anything else is left aside."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None


UPDATES = Elements(Update, "result")


@dataclass(slots=True)
class _Reading:
    """What one answer brought so far."""

    talk: Talk
    rooms: dict[int, Room] = field(default_factory=dict)
    met: dict[str, User | Chat] = field(default_factory=dict)

    def take(self, one: Message) -> str | None:
        """Take a message in; say why where that cannot be."""
        when = seconds(one.date)
        author = one.sender_chat or one.sender
        if author is None and one.chat.type == "channel":
            author = one.chat
        if author is None or when is None:
            return "date is no time" if author else "missing from"
        account = _account(author)
        self.met[account] = author
        room = self.rooms[one.chat.id] = _room(one.chat)
        answered = one.reply_to_message
        parent = answered.message_id if answered else None
        named = [part.user for part in one.entities or () if part.user and not part.user.is_bot]
        said = Said(
            message_id=f"{room.channel_id}:{one.message_id}",
            account=account,
            when=when,
            text=one.text or one.caption,
            parent=f"{room.channel_id}:{parent}" if parent is not None else None,
            parent_author=_author(answered),
            mentions=[_account(who) for who in named],
            machine=isinstance(author, User) and author.is_bot is True,
            system=one.told,
            edited=seconds(one.edit_date) if one.edit_date else None,
            client=one.via_bot.username if one.via_bot else None,
        )
        self.talk.add(said, room)
        return None


def _author(answered: Answered | None) -> str | None:
    """Return who wrote what is answered, where that is somebody."""
    sender = answered.sender if answered else None
    return None if sender is None or sender.is_bot else _account(sender)


def _account(author: User | Chat) -> str:
    if isinstance(author, User):
        return f"{PLATFORM}:user{author.id}"
    return f"{PLATFORM}:{_peer(author)}"


def _peer(chat: Chat) -> str:
    """Return a chat in the words of Telegram's own exports: its kind and its number."""
    if chat.id > 0:
        return f"user{chat.id}"
    return f"chat{-chat.id}" if chat.id > SUPERGROUP else f"channel{SUPERGROUP - chat.id}"


def _room(chat: Chat) -> Room:
    """Return the room of a chat: open where it has an address that everybody may follow."""
    own = f"{PLATFORM}:{_peer(chat)}"
    if chat.type not in GROUPS:
        return Room(own, "dm")
    kind: RoomKind = "open" if chat.username else "private"
    return Room(own, kind, None, chat.title, True if chat.type == "channel" else None)


def updates(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """What a bot heard; an edited message comes again, with its new text."""
    reading = _Reading(Talk(PLATFORM, name))
    with archive.stream(name) as content:
        for piece in UPDATES.read(content, name):
            if isinstance(piece, Before):
                continue
            yield from piece.rejected
            for at, one in zip(piece.places, piece.records, strict=True):
                heard = one.message or one.edited_message
                heard = heard or one.channel_post or one.edited_channel_post
                wrong = reading.take(heard) if heard else None
                if wrong:
                    yield Rejected(f"{name}[{at}]", wrong)
            yield from reading.talk.rows()
    yield Rows("channels", CHANNEL, [one.row() for one in reading.rooms.values()], name)
    yield from _people(reading, name)


def _people(reading: _Reading, name: str) -> Iterator[Rows]:
    accounts: list[Row] = []
    people: list[Row] = []
    for account, one in reading.met.items():
        if isinstance(one, Chat):
            accounts.append((account, PLATFORM, "unknown", one.title, one.username, None, None))
            continue
        shown = " ".join(part for part in (one.first_name, one.last_name) if part) or one.username
        kind = "bot" if one.is_bot else "person"
        accounts.append((account, PLATFORM, kind, shown, one.username, None, None))
        if kind == "person":
            people.append((account, shown, None, None))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


ROUTES = MappingProxyType({LITTER: None, FILES: updates})
