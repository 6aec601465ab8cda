"""The forms of a Slack export: users, channels, messages, with the keys that Slack writes."""

from collections.abc import Sequence

import msgspec

from toolkit.simulate.people import Person
from toolkit.simulate.rooms import Room

WORKSPACE = "T0SIMULATED"
BOT_USER, BOT = "U0SIMBOT0", "B0SIMBOT0"
AVATAR = "https://secure.gravatar.com/avatar"


class Edited(msgspec.Struct):
    """Who changed a message, and when."""

    user: str
    ts: str


class Reaction(msgspec.Struct):
    """One emoji under a message."""

    name: str
    users: list[str]
    count: int


class Reply(msgspec.Struct):
    """One answer, as listed by the first message of its thread."""

    user: str
    ts: str


class Message(msgspec.Struct, omit_defaults=True, kw_only=True):
    """One line of a day's file; keys as Slack writes them, left out where they do not apply."""

    type: str
    text: str
    ts: str
    user: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    team: str | None = None
    bot_id: str | None = None
    username: str | None = None
    user_team: str | None = None
    source_team: str | None = None
    user_profile: msgspec.Raw | None = None
    edited: Edited | None = None
    thread_ts: str | None = None
    parent_user_id: str | None = None
    reply_count: int | None = None
    reply_users_count: int | None = None
    latest_reply: str | None = None
    reply_users: list[str] | None = None
    replies: list[Reply] | None = None
    is_locked: bool | None = None
    subscribed: bool | None = None
    reactions: list[Reaction] | None = None
    files: list[dict[str, str | int]] | None = None
    upload: bool | None = None
    blocks: list[dict[str, object]] | None = None


def ts_text(moment: int) -> str:
    """Return UTC microseconds as Slack writes them: 1446567461.000002."""
    return f"{moment // 1_000_000}.{moment % 1_000_000:06d}"


def user_list(people: Sequence[Person], zone: str, offset: int, bot_name: str) -> list[object]:
    """Return users.json: everybody, and the robot; ``offset`` is in seconds."""
    shared = {
        "team_id": WORKSPACE,
        "deleted": False,
        "tz": zone,
        "tz_label": zone,
        "tz_offset": offset,
    }
    bot = {
        "id": BOT_USER,
        "name": bot_name.casefold(),
        "real_name": bot_name,
        "profile": {"real_name": bot_name, "bot_id": BOT, "avatar_hash": "g000000000000"},
        "is_bot": True,
        **shared,
    }
    return [*(_user(person) | shared for person in people), bot]


def _user(person: Person) -> dict[str, object]:
    top = person.boss is None
    return {
        "id": person.slack_id,
        "name": person.handle,
        "color": "9f69e7",
        "real_name": person.name,
        "profile": {
            "title": person.job,
            "first_name": person.first,
            "last_name": person.last,
            "real_name": person.name,
            "real_name_normalized": person.name,
            "display_name": person.first,
            "email": person.email,
            "avatar_hash": f"g{person.slack_id.casefold()}",
            "image_48": f"{AVATAR}/{person.slack_id.casefold()}.jpg?s=48",
            "status_text": "",
            "team": WORKSPACE,
        },
        "is_admin": top,
        "is_owner": top,
        "is_primary_owner": top,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "updated": 1751300000,
    }


def profile_in_message(person: Person) -> msgspec.Raw:
    """Return the short profile that recent exports repeat in every message, already encoded."""
    return msgspec.Raw(
        msgspec.json.encode(
            {
                "avatar_hash": f"g{person.slack_id.casefold()}",
                "image_72": f"{AVATAR}/{person.slack_id.casefold()}.jpg?s=72",
                "first_name": person.first,
                "real_name": person.name,
                "display_name": person.first,
                "team": WORKSPACE,
                "name": person.handle,
                "is_restricted": False,
                "is_ultra_restricted": False,
            }
        )
    )


def channel_list(
    rooms: Sequence[Room], members: Sequence[Sequence[int]], users: Sequence[str], created: int
) -> list[object]:
    """Return channels.json; ``created`` is in seconds since 1970."""
    note = {"value": "", "creator": "", "last_set": 0}
    return [
        {
            "id": room.room_id,
            "name": room.name,
            "created": created,
            "creator": users[0],
            "is_archived": False,
            "is_general": number == 0,
            "members": [users[member] for member in some],
            "topic": note,
            "purpose": note | {"value": room.team, "creator": users[0], "last_set": created},
        }
        for number, (room, some) in enumerate(zip(rooms, members, strict=True))
    ]


def direct_list(
    rooms: Sequence[Room], members: Sequence[Sequence[int]], users: Sequence[str], created: int
) -> list[object]:
    """Return dms.json; ``created`` is in seconds since 1970."""
    return [
        {"id": room.room_id, "created": created, "members": [users[member] for member in some]}
        for room, some in zip(rooms, members, strict=True)
    ]


def log_entry(user: str, name: str, created: int) -> dict[str, object]:
    """Return the one line of integration_logs.json: somebody installed the robot."""
    return {
        "user_id": user,
        "user_name": name,
        "date": str(created),
        "change_type": "added",
        "app_type": "Reminders",
        "app_id": "A0SIMBOT0",
        "scope": "chat:write",
    }


def file_entry(user: str, name: str, ts: str) -> dict[str, str | int]:
    """Return one file attached to a message; the file itself is never in an export."""
    seconds = int(ts.partition(".")[0])
    return {
        "id": f"F{seconds:010d}",
        "created": seconds,
        "timestamp": seconds,
        "name": f"{name}.pdf",
        "title": name,
        "mimetype": "application/pdf",
        "filetype": "pdf",
        "user": user,
        "size": 40_000 + seconds % 90_000,
        "mode": "hosted",
        "url_private": f"https://files.slack.com/files-pri/{WORKSPACE}-F{seconds:010d}/file.pdf",
    }


def blocks(text: str, user: str | None, block_id: str) -> list[dict[str, object]]:
    """Return the text once more as rich text, as exports since 2019 hold it."""
    elements: list[dict[str, object]] = [{"type": "text", "text": text}]
    if user:
        elements.insert(0, {"type": "user", "user_id": user})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]
