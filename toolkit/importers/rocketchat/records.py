"""What Rocket.Chat writes of messages, rooms and people, as far as it is needed.

The database writes moments as ``{"$date": ...}`` and numbers as ``{"$numberLong": "..."}``, the
server's own files as plain text.
"""

from typing import TypeAlias

import msgspec

PLATFORM = "rocketchat"
SCOPE = "internal"

ABSENT = msgspec.Raw()


class Long(msgspec.Struct):
    """A whole number as the database writes it."""

    number: str | int = msgspec.field(name="$numberLong")


class Dated(msgspec.Struct):
    """A moment as the database writes it."""

    date: str | int | Long = msgspec.field(name="$date")


class Oid(msgspec.Struct):
    """An identifier that the database made."""

    oid: str = msgspec.field(name="$oid")


Moment: TypeAlias = str | int | Dated | None
Identifier: TypeAlias = str | Oid | None


class Who(msgspec.Struct):
    """Somebody, as messages name them."""

    id: Identifier = msgspec.field(default=None, name="_id")
    username: str | None = None
    name: str | None = None
    type: str | None = None


class Message(msgspec.Struct):
    """A message. ``t`` is set where the server tells something, ``tmid`` is what it answers.

    Where a server keeps what was before an edit, that is a hidden message of its own, whose
    ``parent`` is the message; messages of visitors carry a ``token``.
    """

    id: Identifier = msgspec.field(default=None, name="_id")
    rid: str | None = None
    msg: str | None = None
    ts: Moment = None
    u: Who | None = None
    t: str | None = None
    tmid: str | None = None
    hidden: bool | None = msgspec.field(default=None, name="_hidden")
    parent: str | None = None
    edited_at: Moment = msgspec.field(default=None, name="editedAt")
    updated_at: Moment = msgspec.field(default=None, name="_updatedAt")
    mentions: list[Who] | None = None
    reactions: msgspec.Raw = ABSENT
    tcount: int | Long | None = None
    bot: msgspec.Raw = ABSENT
    token: str | None = None


class Reaction(msgspec.Struct):
    """Who put one emoji under a message."""

    usernames: list[msgspec.Raw] | None = None


class Line(msgspec.Struct):
    """A message in the file of a room that a member exports: no number, no thread, no edit."""

    msg: str | None = None
    username: str | None = None
    ts: str | None = None
    type: str | None = None


class Room(msgspec.Struct):
    """A room: c is open, p is private, d is a direct conversation, l is with a visitor."""

    id: Identifier = msgspec.field(default=None, name="_id")
    t: str | None = None
    name: str | None = None
    fname: str | None = None
    uids: list[str] | None = None
    users_count: int | Long | None = msgspec.field(default=None, name="usersCount")
    ro: bool | None = None


class Folder(msgspec.Struct):
    """A room on the list of a personal download."""

    id: str | None = msgspec.field(default=None, name="roomId")
    name: str | None = msgspec.field(default=None, name="roomName")
    type: str | None = None


class Address(msgspec.Struct):
    """An address of a user."""

    address: str | None = None


class User(msgspec.Struct):
    """Somebody who has an account; ``type`` is bot for a machine."""

    id: Identifier = msgspec.field(default=None, name="_id")
    username: str | None = None
    name: str | None = None
    emails: list[Address] | None = None
    type: str | None = None
    roles: list[str] | None = None


class Subscription(msgspec.Struct):
    """Somebody is in a room."""

    rid: str | None = None
    u: Who | None = None


class Holder(msgspec.Struct):
    """Whose personal download it is."""

    username: str | None = None
    name: str | None = None
    emails: list[str] | None = None


REACTIONS = msgspec.json.Decoder(dict[str, Reaction])
