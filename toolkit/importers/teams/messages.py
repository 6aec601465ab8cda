"""The messages of a team or of somebody's chats; one chat comes with everybody who is in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from toolkit.importers.teams.lists import MESSAGES
from toolkit.importers.teams.records import (
    INSIDERS,
    PLATFORM,
    Identities,
    Identity,
    Message,
)
from toolkit.importers.teams.roster import Organisation, account
from toolkit.reading import Archive, Decoded, Found, Rejected, Rows, moment, plain_html
from toolkit.spoken.inside import ACCOUNT, CHANNEL, Room, RoomKind, Row, Said, Talk

ENOUGH = 10_000  # messages handed over at a time
WRITTEN = frozenset(("message", None))
NOBODY = f"{PLATFORM}:unknown"  # whoever wrote what was deleted, and the server itself
HAPPENED = "<systemEventMessage/>"
OWN_NOTES = "48:notes"

_PAIR = re.compile(r"19:([^_@:/]+)_([^_@:/]+)@unq\.gbl\.spaces")
_EMOJI = re.compile(r"<(?:emoji|img)\b([^<>]*)>")
_ALT = re.compile(r'\balt="([^"<>]*)"')


class Original(msgspec.Struct):
    """What is told of a message that another one answers in a chat."""

    message_id: str | None = msgspec.field(default=None, name="messageId")
    sender: "Sender | None" = msgspec.field(default=None, name="messageSender")


class Sender(msgspec.Struct):
    """Who wrote it."""

    user: "Writer | None" = None


class Writer(msgspec.Struct):
    """His account."""

    id: str | None = None


ORIGINAL = msgspec.json.Decoder(Original)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote: somebody from ``outside`` does not belong to the organisation."""

    account: str
    machine: bool = False
    outside: bool = False


@dataclass(slots=True)
class Reading:
    """What the messages of one file have in common, and whom and what they showed so far."""

    organisation: Organisation
    talk: Talk
    rooms: dict[str, Room] = field(default_factory=dict)
    met: dict[str, Row] = field(default_factory=dict)

    def room(self, message: Message, author: str) -> Room | None:
        """Return where a message stands."""
        if message.channel_identity and message.channel_identity.channel_id:
            channel = message.channel_identity.channel_id
            found = self.organisation.rooms.get(channel) or self.rooms.get(channel)
            return found or self.rooms.setdefault(channel, Room(account(channel), None))
        chat = message.chat_id
        if chat == OWN_NOTES:  # everybody's notes to himself have the same name
            chat = f"{chat}:{author}"
        if not chat:
            return None
        return self.rooms.get(chat) or self.rooms.setdefault(chat, _chat(chat, author))

    def author(self, who: Identities | None) -> Author:
        """Return who did something."""
        if who and who.user and who.user.id:
            name = account(who.user.id)
            outside = who.user.user_identity_type not in INSIDERS
            outside = outside or name in self.organisation.guests
            self._meet(name, who.user, "public" if outside else "person")
            return Author(name, outside=outside)
        if who and who.application and who.application.id:
            name = account(who.application.id)
            self._meet(name, who.application, "bot")
            return Author(name, machine=True)
        return Author(NOBODY)

    def _meet(self, name: str, who: Identity, kind: str) -> None:
        if name not in self.organisation.listed and name not in self.met:
            self.met[name] = (name, PLATFORM, kind, who.display_name, None, None, None)

    def rows(self, name: str) -> Iterator[Rows]:
        """Yield the rooms and the accounts that no list names."""
        rooms = [room.row() for _, room in sorted(self.rooms.items())]
        accounts = [row for _, row in sorted(self.met.items())]
        if rooms:
            yield Rows("channels", CHANNEL, rooms, name)
        if accounts:
            yield Rows("accounts", ACCOUNT, accounts, name)


def _chat(chat: str, author: str) -> Room:
    """Return a talk between two, of oneself with oneself, or of several; who is in it is untold."""
    if pair := _PAIR.fullmatch(chat):
        return Room(account(chat), "dm", tuple(sorted({account(pair[1]), account(pair[2])})))
    kind: RoomKind = "dm" if chat.startswith(OWN_NOTES) else "group_dm"
    return Room(account(chat), kind, (author,) if kind == "dm" else None)


def messages(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """What was written; a chat's message in two files is the same message."""
    reading = Reading(organisation, Talk(PLATFORM, name))
    waiting = 0
    for piece in MESSAGES.read(archive, name):
        yield from piece.rejected
        yield from _read(reading, piece, name)
        waiting += len(piece.records)
        if waiting > ENOUGH:
            yield from reading.talk.rows()
            waiting = 0
    yield from reading.talk.rows()
    yield from reading.rows(name)


def _read(reading: Reading, piece: Decoded[Message], name: str) -> Iterator[Rejected]:
    for at, message in zip(piece.places, piece.records, strict=True):
        when = moment(message.created_date_time)
        who = reading.author(_who(message))
        room = reading.room(message, who.account)
        if when is None:
            yield Rejected(f"{name}[{at}]", "createdDateTime is no time")
        elif room is None:
            yield Rejected(f"{name}[{at}]", "missing channel")
        else:
            reading.talk.add(_said(message, who, when, room), room)


def _who(message: Message) -> Identities | None:
    event = message.event_detail
    return message.author or (event.initiator if event else None)


def _said(message: Message, who: Author, when: int, room: Room) -> Said:
    prefix = f"{room.channel_id}:"
    parent, parent_author = _answered(message)
    deleted, edited = message.deleted_date_time, message.last_edited_date_time
    happened = message.message_type not in WRITTEN or message.event_detail is not None
    return Said(
        message_id=prefix + message.id,
        account=who.account,
        when=when,
        text=_text(message),
        parent=prefix + parent if parent else None,
        parent_author=account(parent_author) if parent_author else None,
        mentions=_named(message),
        machine=who.machine,
        system=happened or who.account == NOBODY,
        outsider=who.outside,
        edited=moment(edited) if edited else None,
        deleted=moment(deleted) if deleted else None,
        likes=len(message.reactions or ()),
    )


def _answered(message: Message) -> tuple[str | None, str | None]:
    """Return what a message answers and, in a chat, who wrote that."""
    if message.reply_to_id and message.reply_to_id != message.id:
        return message.reply_to_id, None
    for one in message.attachments or ():
        if one.content_type == "messageReference" and one.content:
            try:
                original = ORIGINAL.decode(one.content)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                continue
            writer = original.sender.user if original.sender else None
            return original.message_id, writer.id if writer else None
    return None, None


def _named(message: Message) -> list[str]:
    """Return the people whom a message names; teams, channels and programmes are nobody."""
    users = (one.mentioned.user for one in message.mentions or () if one.mentioned)
    return list(dict.fromkeys(account(user.id) for user in users if user and user.id))


def _text(message: Message) -> str | None:
    """Return what was written, under its title where a channel shows one."""
    body = message.body
    written = (body.content if body else None) or ""
    if written == HAPPENED:
        return None
    if body is None or body.content_type != "text":
        pictures = "<emoji" in written or "<img" in written
        written = plain_html(_EMOJI.sub(_shown, written) if pictures else written)
    title = (message.subject or "").strip() if message.channel_identity else ""
    return "\n".join(part for part in (title, written) if part) or None


def _shown(tag: re.Match[str]) -> str:
    """Return the sign that an emoji shows; any other picture shows nothing that was written."""
    alt = _ALT.search(tag[1])
    return alt[1] if alt and (tag[0].startswith("<emoji") or "/Emoji" in tag[1]) else ""
