"""Mattermost, as its programming interface answers: pages of posts, users and channels."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

import msgspec

from toolkit.errors import BrokenExport
from toolkit.reading import (
    LITTER,
    Archive,
    Decoded,
    Found,
    ListOf,
    Rejected,
    Rows,
    Told,
    saying,
    seconds,
)
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row, Said, Talk

T = TypeVar("T")

# A platform of its own: here everything has a number, in the export of a server nothing has.
PLATFORM = "mattermost_api"
VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "pages of posts, with order and posts, beside files of users and channels"

TOP = r"[^/]+\.json"
FILES = rf"(?:[^/]+/){{0,4}}{TOP}"
POSTS, USERS, CHANNELS, ERRORS = FILES, rf"(?:{FILES})", rf"(?:(?:{FILES}))", rf"(?P<e>{FILES})"
SIGNATURE = (TOP,)
_HOLDS_POSTS = saying(
    r'\A\ufeff?\s*\{\s*"order"\s*:\s*\[\s*'
    r'(?:"[a-z0-9]{26}"|\]\s*,\s*"posts"\s*:\s*\{\s*\}\s*[,}])'
)
_NUMBERED = r'\A\ufeff?\s*(?:\[\s*)?\{\s*"id"\s*:\s*"[a-z0-9]{8,30}"\s*,\s*"create_at"\s*:\s*\d'
_HOLDS_USERS = saying(rf'{_NUMBERED}[^{{}}]*"username"\s*:[^{{}}]*"auth_service"\s*:')
_HOLDS_CHANNELS = saying(
    r'\A\ufeff?\s*(?:\[\s*)?\{(?=[^{}]*"create_at"\s*:\s*\d)'
    r'(?=[^{}]*"team_id"\s*:)[^{}]*"(?:last_post_at|total_msg_count)"\s*:'
)
CLAIMS = MappingProxyType(
    {
        TOP: _HOLDS_POSTS,
        POSTS: _HOLDS_POSTS,
        USERS: _HOLDS_USERS,
        CHANNELS: _HOLDS_CHANNELS,
        ERRORS: saying(r'\A\s*\{\s*"id"\s*:\s*"[a-z_.]+"[^{}]*"status_code"\s*:\s*\d'),
    }
)
MILLISECOND = 1_000
KINDS: Mapping[str | None, RoomKind] = MappingProxyType(
    {"O": "open", "P": "private", "D": "dm", "G": "group_dm"}
)
SAYS_NOTHING = (None, "", "false", False)
TALKED_OF = frozenset(("", "me", "slack_attachment", "burn_on_read"))  # kinds that people write

_AT = re.compile(r"(?<![\w@./-])@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)


class User(msgspec.Struct):
    """Somebody who has an account."""

    id: str
    username: str | None = None
    email: str | None = None
    nickname: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_bot: bool | None = None


class Channel(msgspec.Struct):
    """A room; D and G are talks between some."""

    id: str
    name: str | None = None
    display_name: str | None = None
    type: str | None = None


class Props(msgspec.Struct):
    """What programmes note on a message; any of it may be a text or a flag."""

    from_webhook: object = None
    from_bot: object = None
    from_plugin: object = None


class Metadata(msgspec.Struct):
    """What goes with a message since 2019."""

    reactions: list[msgspec.Raw] | None = None


class Post(msgspec.Struct):
    """A message; moments are milliseconds, and 0 where there is none."""

    id: str
    create_at: int
    user_id: str
    channel_id: str
    edit_at: int | None = None
    delete_at: int | None = None
    root_id: str | None = None
    message: str | None = None
    type: str | None = None
    props: Props | None = None
    metadata: Metadata | None = None
    reply_count: int | None = None


class Page(msgspec.Struct):
    """An answer with posts, each under its number."""

    posts: dict[str, msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Server:
    """Who and what messages speak of: people by user name, machines, and rooms by number."""

    names: Mapping[str, str]
    bots: frozenset[str]
    rooms: Mapping[str, Room]


ONE_PAGE = msgspec.json.Decoder(Page)
ONE_POST, SOME_USERS, SOME_CHANNELS = ListOf(Post), ListOf(User), ListOf(Channel)


def _listed(records: ListOf[T], archive: Archive, name: str) -> Decoded[T]:
    """Return what a file holds: one thing, or a list of such."""
    content = archive.read(name).removeprefix(BOM_UTF8)
    alone = content.lstrip().startswith(b"{")
    return records.decode(b"[" + content + b"]" if alone else content, name)


def prepare(archive: Archive, _told: Told) -> Server:
    """Read who is on the server and which rooms there are, before any message."""
    users: list[User] = []
    listed: list[Channel] = []
    for name in archive.names:
        try:
            if _HOLDS_USERS(archive, name):
                users += _listed(SOME_USERS, archive, name).records
            elif _HOLDS_CHANNELS(archive, name):
                listed += _listed(SOME_CHANNELS, archive, name).records
        except BrokenExport:
            continue
    return Server(
        {one.username.lower(): _own(one.id) for one in users if one.username},
        frozenset(_own(one.id) for one in users if one.is_bot),
        {one.id: _room(one) for one in listed},
    )


def _own(number: str) -> str:
    return f"{PLATFORM}:{number}"


def _room(one: Channel) -> Room:
    kind = KINDS.get(one.type)
    if kind == "dm":  # called after the two who talk
        both = tuple(_own(who) for who in sorted({*(one.name or "").split("__")} - {""}))
        return Room(_own(one.id), kind, both or None)
    return Room(_own(one.id), kind, None, one.display_name or one.name)


def users(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """Who has an account."""
    accounts: list[Row] = []
    found = _listed(SOME_USERS, archive, name)
    yield from found.rejected
    for one in found.records:
        whole = " ".join(part for part in (one.first_name, one.last_name) if part)
        shown = whole or one.nickname or one.username
        kind = "bot" if one.is_bot else "person"
        email = None if one.is_bot else one.email or None
        accounts.append((_own(one.id), PLATFORM, kind, shown, one.username, email, None))
    people = [(row[0], row[3], row[5], None) for row in accounts if row[2] == "person"]
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


def channels(archive: Archive, name: str, _server: Server) -> Iterator[Found]:
    """The rooms of the server."""
    found = _listed(SOME_CHANNELS, archive, name)
    yield from found.rejected
    yield Rows("channels", CHANNEL, [_room(one).row() for one in found.records], name)


def posts(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """One page of messages; the server hands out a few hundred at a time."""
    talk, strangers = Talk(PLATFORM, name, server.bots), dict[str, Room]()
    try:
        page = ONE_PAGE.decode(archive.read(name).removeprefix(BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield Rejected(name, "not a page of posts")
        return
    for at, raw in enumerate(page.posts.values()):
        found = ONE_POST.decode(b"[" + bytes(raw) + b"]", name, at)
        yield from found.rejected
        for post in found.records:
            room = server.rooms.get(post.channel_id) or Room(_own(post.channel_id), None)
            if post.channel_id not in server.rooms:
                strangers[post.channel_id] = room
            said = _said(post, server)
            if said is None:
                yield Rejected(f"{name}[{at}]", "create_at is no time")
            else:
                talk.add(said, room)
    yield from talk.rows()
    yield Rows("channels", CHANNEL, [one.row() for one in strangers.values()], name)


def _said(post: Post, server: Server) -> Said | None:
    when = seconds(post.create_at, MILLISECOND)
    if when is None:
        return None
    kind, props = post.type or "", post.props or Props()
    noted = (props.from_webhook, props.from_bot, props.from_plugin)
    system = kind.startswith("system_")
    reactions = post.metadata.reactions if post.metadata else None
    return Said(
        message_id=_own(post.id),
        account=_own(post.user_id),
        when=when,
        text=post.message,
        parent=_own(post.root_id) if post.root_id else None,
        mentions=() if system else _named(post.message or "", server),
        machine=(kind not in TALKED_OF and not system)
        or any(one not in SAYS_NOTHING for one in noted),
        system=system,
        edited=seconds(post.edit_at, MILLISECOND) if post.edit_at else None,
        deleted=seconds(post.delete_at, MILLISECOND) if post.delete_at else None,
        likes=None if reactions is None else len(reactions),
        comments=post.reply_count,
    )


def _named(message: str, server: Server) -> tuple[str, ...]:
    """Return the people that a message names, among those who are known."""
    if "@" not in message:
        return ()
    names = (one.lower() for one in _AT.findall(message))
    found = (server.names.get(one) or server.names.get(one.rstrip("._-")) for one in names)
    return tuple(dict.fromkeys(one for one in found if one))


ROUTES = MappingProxyType(
    {LITTER: None, POSTS: posts, USERS: users, CHANNELS: channels, ERRORS: None}
)
