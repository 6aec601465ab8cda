"""One day of one Slack room: its messages, whom they speak to, and how they were received."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.importers.slack import records
from toolkit.importers.slack.markup import MENTION, microseconds, plain
from toolkit.importers.slack.records import MESSAGE, PLATFORM, SCOPE, Message, Row
from toolkit.importers.slack.roster import SLACKBOT, Place, Workspace
from toolkit.importers.slack.unfolded import Unfolded, are_folded, as_they_are, unfolded
from toolkit.reading import Archive, Found, Rejected, Rows
from toolkit.spoken.inside import ACCOUNT, COUNTS, INTERACTION

# What people write themselves; every other subtype is the workspace telling what happened in it.
WRITTEN = frozenset(
    (
        "bot_message",
        "file_comment",
        "file_mention",
        "file_share",
        "me_message",
        "reply_broadcast",
        "thread_broadcast",
    )
)
TALKS = frozenset(("dm", "group_dm"))
STRANGER = ACCOUNT[:3]
UNLISTED = ("channel_id", "kind", "name")

_DIRECT = re.compile(r"D[0-9A-Z]{8,}")


@dataclass(frozen=True, slots=True)
class Day:
    """What the messages of one file have in common.

    ``talk`` is set where every member is spoken to, ``others`` counts the readers of a message,
    ``parents`` says who wrote what is answered, ``deleted`` when a message was, as far as this file
    knows.
    """

    workspace: Workspace
    room: str
    prefix: str
    talk: str | None
    visibility: str | None
    people: tuple[str, ...] | None
    others: int | None
    parents: Mapping[str, str | None]
    deleted: Mapping[str, int]


def day(archive: Archive, name: str, workspace: Workspace) -> Iterator[Found]:
    """What was written in one room on one day; an answer's parent may stand in another file."""
    folder = name.partition("/")[0]
    place = workspace.places.get(folder)
    if place is None:
        place = Place(workspace.prefix + folder, guessed(folder), None)
        yield Rows("channels", UNLISTED, [(place.channel_id, place.kind, folder)], name)
    yield from said(_messages(archive.read(name), name), name, workspace, place)


def _messages(content: bytes, name: str) -> Unfolded:
    found = records.MESSAGES.decode(content, name)
    if are_folded(found.records):
        return unfolded(records.LOGGED.decode(content, name), name)
    return as_they_are(found)


def said(flat: Unfolded, name: str, workspace: Workspace, place: Place) -> Iterator[Found]:
    """Turn messages of one room into rows."""
    yield from flat.rejected
    today = _day(workspace, place, flat)
    messages: list[Row] = []
    ties: list[Row] = []
    counts: list[Row] = []
    for at, message in zip(flat.places, flat.messages, strict=True):
        when = microseconds(message.ts)
        author = message.user or _author(message)
        if when is None or author is None or message.type not in ("message", None):
            yield Rejected(f"{name}[{at}]", _wrong(message, when))
            continue
        row = _message(message, author, when, today)
        messages.append(row)
        if row[4] == "org_person" and row[10] != "system" and row[-1] is None:
            ties += _ties(message, author, row, today)
        if message.reactions or message.reply_count or message.replies:
            counts.append(_counts(message, row[0]))
    tables = (
        ("messages", MESSAGE, messages),
        ("interactions", INTERACTION, ties),
        ("message_metrics", COUNTS, counts),
        ("accounts", STRANGER, _strangers(messages, workspace)),
    )
    for table, columns, rows in tables:
        if rows:
            yield Rows(table, columns, rows, name)


def guessed(folder: str) -> str | None:
    """Say what a room is that no list names, by the way Slack names its folder."""
    if folder.startswith("mpdm-"):
        return "group_dm"
    return "dm" if _DIRECT.fullmatch(folder) else None


def _day(workspace: Workspace, place: Place, flat: Unfolded) -> Day:
    visibility = "public" if place.kind == "open" else "private"
    return Day(
        workspace=workspace,
        room=place.channel_id,
        prefix=place.channel_id + ":",
        talk=place.kind if place.kind in TALKS else None,
        visibility=visibility if place.kind else None,
        people=place.people,
        others=None if place.people is None else max(len(place.people) - 1, 0),
        parents={m.ts: m.user for m in flat.messages if m.thread_ts == m.ts},
        deleted=flat.deleted,
    )


def _author(message: Message) -> str | None:
    """Return who wrote a message that names no user."""
    if message.comment and message.comment.user:
        return message.comment.user
    if message.bot_id or message.subtype == "bot_message":
        return message.bot_id or "bot"
    told = message.subtype is not None and message.subtype not in WRITTEN
    return SLACKBOT if told else None


def _wrong(message: Message, when: int | None) -> str:
    if message.type not in ("message", None):
        return "not a message"
    return "ts is no time" if when is None else "missing user"


def _message(message: Message, author: str, when: int, today: Day) -> Row:
    """Return one row of ``messages``."""
    workspace, subtype, thread = today.workspace, message.subtype, message.thread_ts
    machine = author in workspace.bots or author == message.bot_id or subtype == "bot_message"
    parent = None if thread is None or thread == message.ts else today.prefix + thread
    kind = "dm" if today.talk else "reply" if parent else "post"
    said = message.comment.comment if message.comment else message.text
    edited = message.edited.ts if message.edited else None
    return (
        today.prefix + message.ts,
        PLATFORM,
        SCOPE,
        workspace.accounts.get(author) or workspace.prefix + author,
        "bot" if machine else "org_person",
        when,
        parent,
        parent,
        parent,
        today.room,
        kind if subtype is None or subtype in WRITTEN else "system",
        plain(said) if said else None,
        today.visibility,
        microseconds(edited) if edited else None,
        today.deleted.get(message.ts) if today.deleted else None,
    )


def _counts(message: Message, message_id: object) -> Row:
    likes = sum(reaction.count or 0 for reaction in message.reactions or ())
    return (message_id, likes, message.reply_count or len(message.replies or ()))


def _ties(message: Message, author: str, row: Row, today: Day) -> list[Row]:
    """Return whom one message speaks to: a row of ``interactions`` for each."""
    mid, src, when, parent = row[0], row[3], row[5], row[6]
    text, talk, room = message.text, today.talk, today.room
    way = talk or ("comment" if message.comment else "channel")
    if parent is None and talk is None and not (text and "<@" in text):
        return [(f"{mid}>all", mid, src, None, when, way, room, None, 1.0, today.others)]
    to = _addressees(message, author, today)
    if not to:
        return []
    account, share = today.workspace.account, 1.0 / len(to)
    count = today.others if "all" in to else len(to)
    answered = frozenset(to) if talk else frozenset(("reply", "all"))
    return [
        (
            f"{mid}>{tag}",
            mid,
            src,
            account(user) if user else None,
            when,
            way,
            room,
            parent if tag in answered else None,
            share,
            count,
        )
        for tag, user in to.items()
    ]


def _addressees(message: Message, author: str, today: Day) -> Mapping[str, str | None]:
    """Return whom a message speaks to; who wrote a parent of another day is not known yet."""
    if today.talk and today.people is not None:
        return {user: user for user in today.people if user != author}
    bots, thread = today.workspace.bots, message.thread_ts
    to: dict[str, str | None] = {}
    if thread is not None and thread != message.ts:
        parent = message.parent_user_id or today.parents.get(thread)
        if parent != author and parent not in bots:
            to["reply"] = parent
    for user in MENTION.findall(message.text or ""):
        if user != author and user not in bots and user != to.get("reply"):
            to[user] = user
    return to or {"all": None}


def _strangers(messages: Sequence[Row], workspace: Workspace) -> list[Row]:
    """Return the accounts that wrote but stand on no list of members."""
    listed = workspace.listed
    authors = {row[3]: row[4] for row in messages if row[3] not in listed}
    return [
        (account, PLATFORM, "bot" if kind == "bot" else "person")
        for account, kind in sorted(authors.items(), key=str)
    ]
