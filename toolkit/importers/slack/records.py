"""What a Slack export writes, and the columns that it becomes."""

from typing import TypeAlias

import msgspec

from toolkit.reading import Elements, ListOf

PLATFORM = "slack"
SCOPE = "internal"

Row: TypeAlias = tuple[object, ...]
ABSENT = msgspec.Raw()

CHANNEL = ("channel_id", "kind", "members_n", "name")
MESSAGE = (
    "message_id",
    "platform",
    "scope",
    "account_id",
    "author_kind",
    "ts_utc",
    "parent_id",
    "thread_id",
    "root_id",
    "channel_id",
    "kind",
    "text",
    "visibility",
    "edited_at",
    "deleted_at",
)


class Profile(msgspec.Struct):
    """What members say of themselves."""

    real_name: str | None = None
    email: str | None = None


class User(msgspec.Struct):
    """One line of users.json."""

    id: str
    team_id: str | None = None
    name: str | None = None
    real_name: str | None = None
    tz: str | None = None
    is_bot: bool | None = None
    profile: Profile | None = None


class Room(msgspec.Struct):
    """One line of channels.json, groups.json, dms.json or mpims.json.

    Slackdump may list all rooms in one file, each saying what it is; ``user`` is the other one of
    a direct conversation whose members are not listed.
    """

    id: str
    name: str | None = None
    members: list[str] | None = None
    is_im: bool | None = None
    is_mpim: bool | None = None
    is_private: bool | None = None
    user: str | None = None


class Holder(msgspec.Struct):
    """Who ran Slackdump, as its workspace.json says."""

    user_id: str | None = None


class Reaction(msgspec.Struct):
    """How often one emoji was put under a message."""

    count: int | None = None


class Edited(msgspec.Struct):
    """When a message was last changed."""

    ts: str | None = None


class Comment(msgspec.Struct):
    """A remark on a file, before 2018: its author is here and not on the message."""

    user: str | None = None
    comment: str | None = None


class Message(msgspec.Struct):
    """One message of a day file; threads (``thread_ts``) came in 2017.

    Slackdump may put the answers of a thread under its first message.
    """

    ts: str
    type: str | None = None
    user: str | None = None
    text: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    parent_user_id: str | None = None
    reply_count: int | None = None
    replies: list[msgspec.Raw] | None = None
    reactions: list[Reaction] | None = None
    edited: Edited | None = None
    comment: Comment | None = None
    slackdump_thread_replies: msgspec.Raw = ABSENT


class Logged(Message):
    """An entry of the log of edits and deletions, where a workspace keeps it: rare, read again."""

    message: msgspec.Raw = ABSENT
    previous_message: msgspec.Raw = ABSENT
    deleted_ts: str | None = None


USERS = ListOf(User)
ROOMS = ListOf(Room)
HOLDER = ListOf(Holder)
MESSAGES = ListOf(Message)
LOGGED = ListOf(Logged)
LOGGED_IN_A_DUMP = Elements(Logged, "messages")
