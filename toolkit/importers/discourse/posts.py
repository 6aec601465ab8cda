"""The posts of a Discourse forum: each topic is a room, and its first post opens it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import msgspec

from toolkit.importers.discourse import records
from toolkit.importers.discourse.own_words import own_words
from toolkit.importers.discourse.records import PLATFORM, Post, Topic
from toolkit.reading import Archive, Before, Decoded, Found, Rejected, Rows, Told, moment
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row, Said, Talk

MODERATION, SMALL, WHISPER = 2, 3, 4  # kinds of posts besides what people write for all
LIKE = 2
PRIVATE = "private_message"
READ_WHOLE = 64 << 20  # bytes; of longer files the titles stay unknown


@dataclass(slots=True)
class _Reading:
    """What one file brought so far: rooms by topic, and everybody met in it."""

    talk: Talk
    topic: Topic = field(default_factory=Topic)
    rooms: dict[int, Room] = field(default_factory=dict)
    met: dict[str, Post] = field(default_factory=dict)

    def room(self, number: int, post: Post) -> Room:
        """Return the room of a topic; it has the title that the file tells first."""
        found = self.rooms.get(number)
        if found is None:
            same = self.topic.id in (number, None)
            told = self.topic if same else Topic()
            title = told.title or post.topic_title or post.topic_slug
            found = self.rooms[number] = _room(number, told, title)
        return found


def parse(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """Read a file as what it says it holds: a topic, a list of topics, posts, or one post."""
    head = archive.head(name)
    if '"topic_list"' in head:
        yield from _topics(archive, name)
        return
    reading = _Reading(Talk(PLATFORM, name))
    for piece in _pieces(archive, name, head, reading):
        yield from piece.rejected
        for at, post in zip(piece.places, piece.records, strict=True):
            wrong = _take(reading, post)
            if wrong:
                yield Rejected(f"{name}[{at}]", wrong)
        yield from reading.talk.rows()
    yield from _context(reading, name)


def _pieces(archive: Archive, name: str, head: str, reading: _Reading) -> Iterator[Decoded[Post]]:
    """Yield the posts of a file, in whichever shape it was saved."""
    if head.lstrip().startswith("[") and '"post_stream"' not in head:
        yield from records.BARE.read(archive, name)
        return
    listed = False
    elements = records.LATEST if '"latest_posts"' in head else records.POSTS
    reading.topic = _topic(archive, name)
    with archive.stream(name) as content:
        for piece in elements.read(content, name):
            listed = True
            if not isinstance(piece, Before):
                yield piece
    if not listed:
        yield records.ONE.decode(b"[" + archive.read(name) + b"]", name)


def _topic(archive: Archive, name: str) -> Topic:
    """Return what a file says of its topic, mostly after the posts."""
    if archive.size(name) > READ_WHOLE:
        return Topic()
    try:
        found = records.TOPIC.decode(archive.read(name))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Topic()
    return found if found.title else Topic()


def _topics(archive: Archive, name: str) -> Iterator[Found]:
    """The topics of a list, without their posts."""
    with archive.stream(name) as content:
        for piece in records.TOPICS.read(content, name):
            if isinstance(piece, Before):
                continue
            yield from piece.rejected
            rooms = [_listed(one.id, one) for one in piece.records if one.id]
            yield Rows("channels", CHANNEL, rooms, name)
            for at, one in zip(piece.places, piece.records, strict=True):
                if not one.id:
                    yield Rejected(f"{name}[{at}]", "missing id")


def _listed(number: int, topic: Topic) -> Row:
    """Return the room of a topic on a list, which does not say who reads a private one."""
    row = _room(number, topic, topic.title).row()
    return (row[0], None, *row[2:]) if topic.archetype == PRIVATE else row


def _room(number: int, topic: Topic, title: str | None) -> Room:
    own = f"{PLATFORM}:{number}"
    if topic.archetype != PRIVATE:
        return Room(own, "open", name=title)
    allowed = topic.details.allowed_users if topic.details else None
    people = tuple(sorted({_account(one.username) for one in allowed or () if one.username}))
    kind: RoomKind = "dm" if len(people) == 2 else "group_dm"
    return Room(own, kind, people or None, title)


def _account(username: str) -> str:
    """Return the account of a user, by the name that answers and mentions have, too."""
    return f"{PLATFORM}:{username.lower()}"


def _take(reading: _Reading, post: Post) -> str | None:
    """Take a post in; say why where that cannot be."""
    when, topic = moment(post.created_at), post.topic_id or reading.topic.id
    if not post.username or when is None:
        return "created_at is no time" if post.username else "missing username"
    if not topic or not post.post_number:
        return "missing post_number" if topic else "missing topic_id"
    room = reading.room(topic, post)
    if post.post_type == WHISPER and room.kind == "open":
        room = replace(room, kind="private")  # among staff, inside a topic that is open to all
    reading.met.setdefault(_account(post.username), post)
    reading.talk.add(_said(post, post.username, when, topic, post.post_number), room)
    return None


def _said(post: Post, username: str, when: int, topic: int, number: int) -> Said:
    own, opens = own_words(post.raw, post.cooked), number == 1
    system = post.post_type in (MODERATION, SMALL)
    parent = author = None
    if post.reply_to_post_number and not system:
        parent = f"{PLATFORM}:{topic}/{post.reply_to_post_number}"
        author = post.reply_to_user.username if post.reply_to_user else None
    elif own.quoted and not (system or opens):
        parent = f"{PLATFORM}:{own.quoted.topic}/{own.quoted.number}"
        author = own.quoted.username
    return Said(
        message_id=f"{PLATFORM}:{topic}/{number}",
        account=_account(username),
        when=when,
        text=own.text,
        parent=parent,
        root=None if opens else f"{PLATFORM}:{topic}/1",
        parent_author=_account(author) if author else None,
        mentions=[_account(one) for one in own.named],
        machine=_is_machine(post),
        system=system,
        answer=not opens and not system,
        edited=moment(post.updated_at) if (post.version or 1) > 1 else None,
        deleted=_deleted(post),
        likes=_likes(post),
        comments=post.reply_count,
    )


def _is_machine(post: Post) -> bool:
    """Say whether the forum itself writes: its own accounts have numbers below zero."""
    return post.user_id is not None and post.user_id < 0


def _deleted(post: Post) -> int | None:
    """Return when a post was deleted; where its author did so, only a note to all stays."""
    return moment(post.deleted_at or (post.updated_at if post.user_deleted else None))


def _likes(post: Post) -> int | None:
    if post.actions_summary is None:
        return None
    return sum(one.count or 0 for one in post.actions_summary if one.id == LIKE)


def _context(reading: _Reading, name: str) -> Iterator[Rows]:
    """The topics of a file as rooms, and everybody who wrote in them."""
    accounts: list[Row] = []
    people: list[Row] = []
    for account, post in reading.met.items():
        shown, kind = post.name or post.username, "bot" if _is_machine(post) else "person"
        accounts.append((account, PLATFORM, kind, shown, post.username, None, None))
        if kind == "person":
            people.append((account, shown, None, None))
    yield Rows("channels", CHANNEL, [one.row() for one in reading.rooms.values()], name)
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)
