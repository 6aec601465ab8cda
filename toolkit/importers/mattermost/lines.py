"""What was written on a Mattermost server: messages with their answers inside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from toolkit.importers.mattermost import records, roster
from toolkit.importers.mattermost.records import PLATFORM, DirectPost, Line, Post, Props, Reply
from toolkit.importers.mattermost.roster import Server, account
from toolkit.importers.mattermost.wording import subject_of
from toolkit.reading import Archive, Decoded, Found, Noted, Rejected, Rows, seconds
from toolkit.spoken.inside import ACCOUNT, CHANNEL, Room, Said, Talk
from toolkit.spoken.unnumbered import Unnumbered

STRANGER = ACCOUNT[:3] + ACCOUNT[4:5]
MILLISECOND = 1_000
OTHERS = frozenset(("version", "role", "scheme", "team", "emoji"))  # nothing of them is needed
LISTS = frozenset(("channel", "user", "bot", "direct_channel"))
EMPTY = (b"", b"null", b"[]", b"{}")
NO_REPLIES: Decoded[Reply] = Decoded((), ())
NO_PROPS = Props()
SAYS_NOTHING = (None, "", "false", False)

_NAMED = re.compile(r"(?<![\w@./-])@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)
_END = "._-"


@dataclass(slots=True)
class _Reading:
    """Where the reading of one file is: what it gathers, and what it has met.

    A message has no number: its room, author and moment stand for it, which no edit changes.
    """

    name: str
    server: Server
    talk: Talk
    unnumbered: Unnumbered = field(default_factory=lambda: Unnumbered(PLATFORM))
    rooms: dict[str, Room] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    worded: bool = False


def lines(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """One export: who there is, where, and what was written."""
    reading = _Reading(name, server, Talk(PLATFORM, name, server.bots))
    with archive.stream(name) as content:
        for found in records.LINES.read(content, name):
            yield from found.rejected
            yield from roster.rows(found.records, server, name)
            yield from _written(reading, found)
            yield from reading.talk.rows()
    yield from _unlisted(reading)
    if reading.worded:
        yield Noted(name, "messages of the server itself are known by their wording alone")


def _unlisted(reading: _Reading) -> Iterator[Found]:
    """Yield the rooms and accounts that messages name and no line lists."""
    if reading.rooms:
        rows = [room.row() for room in reading.rooms.values()]
        yield Rows("channels", CHANNEL, rows, reading.name)
    if reading.strangers:
        some = [
            (who, PLATFORM, "bot" if who in reading.server.bots else "person", handle)
            for who, handle in sorted(reading.strangers.items())
        ]
        yield Rows("accounts", STRANGER, some, reading.name)


def _written(reading: _Reading, found: Decoded[Line]) -> Iterator[Rejected]:
    for at, line in zip(found.places, found.records, strict=True):
        where = f"{reading.name}[{at}]"
        if line.post:
            yield from _post(reading, line.post, where)
        elif line.direct_post:
            yield from _direct(reading, line.direct_post, where)
        elif line.type in LISTS:
            if not (line.channel or line.user or line.bot or line.direct_channel):
                yield Rejected(where, f"missing {line.type}")
        elif line.type not in OTHERS:
            posted = line.type in ("post", "direct_post")
            yield Rejected(where, f"missing {line.type}" if posted else "unknown kind of line")


def _post(reading: _Reading, post: Post, where: str) -> Iterator[Rejected]:
    if not post.team or not post.channel:
        yield Rejected(where, "missing channel" if post.team else "missing team")
        return
    room = reading.server.room(post.team, post.channel)
    if (post.team, post.channel) not in reading.server.rooms:
        reading.rooms[room.channel_id or ""] = room
    yield from _thread(reading, post, post.replies, room, where)


def _direct(reading: _Reading, post: DirectPost, where: str) -> Iterator[Rejected]:
    if not post.channel_members:
        yield Rejected(where, "missing channel_members")
        return
    room = roster.talk_of(post.channel_members, reading.server.bots)
    if room.channel_id not in reading.server.talks:
        reading.rooms[room.channel_id or ""] = room
    yield from _thread(reading, post, post.replies, room, where)


def _thread(
    reading: _Reading, first: Reply, replies: msgspec.Raw, room: Room, where: str
) -> Iterator[Rejected]:
    """Take in a message and its answers, which may be older than it and in any order."""
    content = bytes(replies)
    found = NO_REPLIES if content in EMPTY else records.REPLIES.decode(content, where)
    yield from found.rejected
    parent = _said(reading, first, room, comments=len(found.records) or None)
    if isinstance(parent, Said):
        reading.talk.add(parent, room)
    else:
        yield Rejected(where, parent)
    for at, reply in zip(found.places, found.records, strict=True):
        said = _said(reading, reply, room, parent=parent)
        if isinstance(said, Said):
            reading.talk.add(said, room)
        else:
            yield Rejected(f"{where}[{at}]", said)


def _said(
    reading: _Reading,
    one: Reply,
    room: Room,
    *,
    parent: Said | str | None = None,
    comments: int | None = None,
) -> Said | str:
    """Return what was written, or what is wrong with it; ``parent`` is the same of its parent."""
    when = seconds(one.create_at, MILLISECOND)
    if not one.user or when is None:
        return "create_at is no time" if one.user else "missing user"
    server, who, props = reading.server, account(one.user), _props(one)
    if who not in server.people and who not in server.bots:
        reading.strangers[who] = one.user
    known = parent if isinstance(parent, Said) else None
    return Said(
        reading.unnumbered.identifier(room.channel_id or "", who, str(when)),
        who,
        when,
        one.message,
        parent=known.message_id if known else None,
        parent_author=known.account if known else None,
        answer=parent is not None,
        mentions=_mentions(one.message, server),
        machine=props is not NO_PROPS and _is_of_a_machine(props),
        system=_is_the_servers(reading, one, who),
        edited=seconds(one.edit_at, MILLISECOND) if one.edit_at else None,
        deleted=_deleted(one, props),
        likes=len(one.reactions or ()) or None,
        comments=comments,
    )


def _is_of_a_machine(props: Props) -> bool:
    flags = (props.from_webhook, props.from_bot, props.from_plugin)
    return any(flag not in SAYS_NOTHING for flag in flags)


def _props(one: Reply) -> Props:
    content = bytes(one.props)
    if content in EMPTY:
        return NO_PROPS
    try:
        return records.PROPS.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NO_PROPS


def _mentions(message: str | None, server: Server) -> Sequence[str]:
    """Return the people that a message names; @all and the like name nobody."""
    if not message or "@" not in message:
        return ()
    named = [account(name.rstrip(_END)) for name in _NAMED.findall(message)]
    return tuple(dict.fromkeys([one for one in named if one in server.people]))


def _is_the_servers(reading: _Reading, one: Reply, who: str) -> bool:
    if one.type is not None:
        return one.type.startswith("system_")
    subject = subject_of(one.message or "")
    if subject is None:
        return False
    known = account(subject)
    told = known == who or known in reading.server.people or known in reading.server.bots
    reading.worded |= told
    return told


def _deleted(one: Reply, props: Props) -> int | None:
    """Return when a message was deleted; who deletes also touches it last."""
    touched = one.update_at if props.deleteBy not in SAYS_NOTHING else None
    when = one.delete_at or one.deleted or touched
    return seconds(when, MILLISECOND) if when else None
