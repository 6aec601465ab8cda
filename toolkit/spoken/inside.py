"""What people say to one another inside, and whom each message speaks to, whatever the platform."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import msgspec

from toolkit.reading import Rows

Row: TypeAlias = tuple[object, ...]
Way: TypeAlias = Literal["dm", "group_dm", "channel", "email", "meeting", "comment"]
RoomKind: TypeAlias = Literal["open", "private", "dm", "group_dm"]

SCOPE = "internal"
TALKS = frozenset(("dm", "group_dm"))

ACCOUNT = ("account_id", "platform", "kind", "name", "handle", "email", "tz")
PERSON = ("person_id", "name", "email", "tz")
CHANNEL = ("channel_id", "kind", "members_n", "is_announcement_only", "name")
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
    "topic",
    "text",
    "lang",
    "source_client",
    "visibility",
    "edited_at",
    "deleted_at",
)
INTERACTION = (
    "interaction_id",
    "message_id",
    "src",
    "dst",
    "ts_utc",
    "channel_kind",
    "channel_id",
    "reply_to",
    "weight",
    "recipients_n",
)
COUNTS = ("message_id", "likes", "comments")


@dataclass(frozen=True, slots=True)
class Room:
    """Where people write: ``people`` are the accounts of its members, machines left out."""

    channel_id: str | None
    kind: RoomKind | None
    people: tuple[str, ...] | None = None
    name: str | None = None
    announcement_only: bool | None = None

    @property
    def visibility(self) -> str | None:
        """Who may read what is written here, where that is known."""
        if self.kind is None:
            return None
        return "public" if self.kind == "open" else "private"

    def row(self) -> Row:
        """Return its row of ``channels``."""
        members = None if self.people is None else len(self.people)
        return (self.channel_id, self.kind, members, self.announcement_only, self.name)


class Said(msgspec.Struct, frozen=True):
    """One message: identifiers are whole (platform and place in front), moments in microseconds.

    ``parent_author`` is who wrote what it answers, where the file knows; ``answer`` says that it is
    one although nothing tells what it answers; ``mentions`` are the
    people that it names; ``to`` are its addressees where the platform names them, as mail does.
    ``system`` is what the platform tells by itself: nobody's word. An ``outsider`` does not belong
    to the organisation: what he writes is kept, and ties nobody. ``topic`` stands for a subject.
    """

    message_id: str
    account: str
    when: int
    text: str | None
    parent: str | None = None
    root: str | None = None
    parent_author: str | None = None
    mentions: Sequence[str] = ()
    to: Sequence[str] = ()
    machine: bool = False
    system: bool = False
    outsider: bool = False
    answer: bool = False
    topic: str | None = None
    edited: int | None = None
    deleted: int | None = None
    lang: str | None = None
    client: str | None = None
    likes: int | None = None
    comments: int | None = None


@dataclass(slots=True)
class Talk:
    """Gathers what was said on one platform until there is enough of it to hand over.

    ``bots`` are accounts that nobody speaks to; ``way`` is set where messages are no chat.
    """

    platform: str
    where: str
    bots: frozenset[str] = frozenset()
    way: Way | None = None
    _messages: list[Row] = field(default_factory=list)
    _ties: list[Row] = field(default_factory=list)
    _counts: list[Row] = field(default_factory=list)

    def add(self, said: Said, room: Room) -> None:
        """Take one message in, with whom it speaks to."""
        machine = said.machine or said.account in self.bots
        self._messages.append(_message(self.platform, said, room, machine=machine))
        if not (machine or said.system or said.deleted or said.outsider):
            if room.kind in TALKS or room.people is not None or said.mentions or said.to:
                self._ties += ties(said, room, self.bots, self.way)
            else:
                self._ties.append(_tie(said, room, self.bots, self.way))
        if said.likes or said.comments:
            self._counts.append((said.message_id, said.likes, said.comments))

    def rows(self) -> Iterator[Rows]:
        """Yield what was gathered since the last time, by table."""
        for table, columns, rows in (
            ("messages", MESSAGE, self._messages),
            ("interactions", INTERACTION, self._ties),
            ("message_metrics", COUNTS, self._counts),
        ):
            if rows:
                yield Rows(table, columns, rows, self.where)
        self._messages, self._ties, self._counts = [], [], []


def _message(platform: str, said: Said, room: Room, *, machine: bool) -> Row:
    talk = room.kind in TALKS
    answer = said.answer or said.parent is not None
    kind = "system" if said.system else "dm" if talk else "reply" if answer else "post"
    author = "bot" if machine else "public" if said.outsider else "org_person"
    root = said.root or said.parent
    return (
        said.message_id,
        platform,
        SCOPE,
        said.account,
        author,
        said.when,
        said.parent,
        root,
        root,
        room.channel_id,
        kind,
        said.topic,
        said.text or None,
        said.lang,
        said.client,
        room.visibility,
        said.edited,
        said.deleted,
    )


def ties(said: Said, room: Room, bots: frozenset[str], way: Way | None) -> list[Row]:
    """Return whom one message speaks to: a row of ``interactions`` for each.

    In a direct talk that is every other member; elsewhere whoever wrote what it answers and
    those it names; else nobody in particular, heard by all others in the room.
    """
    to = _addressees(said, room, bots)
    talk = room.kind in TALKS
    channel_kind = way or (room.kind if talk else "channel")
    count = _others(said, room) if "all" in to else len(to)
    share = 1.0 / len(to)
    mid = said.message_id
    return [
        (
            f"{mid}>{tag}",
            mid,
            said.account,
            account,
            said.when,
            channel_kind,
            room.channel_id,
            said.parent if talk or way or tag in ("reply", "all") else None,
            share,
            count,
        )
        for tag, account in to.items()
    ]


def _others(said: Said, room: Room) -> int | None:
    """Return how many hear what is said to nobody in particular."""
    return None if room.people is None else len(room.people) - room.people.count(said.account)


def _tie(said: Said, room: Room, bots: frozenset[str], way: Way | None) -> Row:
    """Return whom a message speaks to that names nobody, in a room whose members are not known."""
    mid, parent, to = said.message_id, said.parent, said.parent_author
    answers = bool(parent) and to != said.account and to not in bots
    return (
        f"{mid}>reply" if answers else f"{mid}>all",
        mid,
        said.account,
        to if answers else None,
        said.when,
        way or "channel",
        room.channel_id,
        parent,
        1.0,
        1 if answers else None,
    )


def _addressees(said: Said, room: Room, bots: frozenset[str]) -> dict[str, str | None]:
    if said.to:
        named: Iterable[str] = said.to
    elif room.kind in TALKS and room.people is not None:
        named = room.people
    else:
        return _spoken_to(said, bots)
    to: dict[str, str | None] = {one: one for one in named if one != said.account}
    return to or {"all": None}


def _spoken_to(said: Said, bots: frozenset[str]) -> dict[str, str | None]:
    to: dict[str, str | None] = {}
    if said.parent and said.parent_author != said.account and said.parent_author not in bots:
        to["reply"] = said.parent_author  # its author may stand in another file: known later
    for one in said.mentions:
        if one != said.account and one not in bots and one != to.get("reply"):
            to[one] = one
    return to or {"all": None}
