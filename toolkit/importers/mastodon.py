"""Mastodon, Pleroma and Akkoma: the archive that an account's holder asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

import msgspec

from toolkit.reading import (
    LITTER,
    Archive,
    Before,
    Decoded,
    Elements,
    Found,
    ListOf,
    Noted,
    Rejected,
    Rows,
    Told,
    moment,
    plain_html,
)
from toolkit.spoken.outside import ACCOUNT, Feed, Written

PLATFORM = "mastodon"
VERSION = 1
SCOPE = "external"
LOOKS_FOR = "actor.json beside outbox.json"

ACTOR = r"actor\.json"
OUTBOX = r"outbox\.json"
SIGNATURE = (OUTBOX, ACTOR)

WRITTEN = frozenset(("Create", "Announce"))
START = datetime(1970, 1, 1, tzinfo=UTC)
PUBLIC = frozenset(
    ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
)  # the three ways to write it that the standard allows
MACHINES = frozenset(("Service", "Application"))


class Tag(msgspec.Struct):
    """Somebody or something that a post names."""

    type: str | None = None
    href: str | None = None


class Note(msgspec.Struct, rename="camel"):
    """What was written; ``summary`` is the warning that hides it until a click."""

    id: str | None = None
    name: str | None = None
    summary: str | None = None
    content: str | None = None
    content_map: dict[str, str | None] | None = None
    in_reply_to: str | None = None
    published: str | None = None
    updated: str | None = None
    to: str | list[str] | None = None
    cc: str | list[str] | None = None
    tag: Tag | list[Tag] | None = None
    quote: str | None = None
    quote_uri: str | None = None
    quote_url: str | None = None


class Activity(msgspec.Struct):
    """One line of the outbox: something written, or shared on."""

    type: str
    id: str | None = None
    actor: str | None = None
    published: str | None = None
    to: str | list[str] | None = None
    cc: str | list[str] | None = None
    object: Note | str | None = None


class Actor(msgspec.Struct, rename="camel"):
    """Whose archive it is."""

    id: str
    type: str | None = None
    name: str | None = None
    preferred_username: str | None = None
    published: str | None = None


ACTORS = ListOf(Actor)
ACTIVITIES = Elements(Activity, "orderedItems")


def account(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The account itself; a handle is complete with its server."""
    found = ACTORS.decode(b"[" + archive.read(name) + b"]", name)
    yield from found.rejected
    for one in found.records:
        short, host = one.preferred_username, _host(one.id)
        handle = f"{short}@{host}" if short and host else short
        machine = "bot" if one.type in MACHINES else "unknown"
        kind = told.kind_of(handle, short, one.id) or machine
        opened = moment(one.published)
        day = None if opened is None else (START + timedelta(microseconds=opened)).date()
        row = (f"{PLATFORM}:{one.id}", PLATFORM, kind, one.name, handle, None, day, None)
        yield Rows("accounts", ACCOUNT, [row], name)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


@dataclass(slots=True)
class _Outbox:
    """What was read of an outbox so far."""

    feed: Feed
    authors: dict[str, None] = field(default_factory=dict)
    private: int = 0
    listed: bool = False

    def take(self, piece: Before | Decoded[Activity]) -> Iterator[Found]:
        """Take a piece in; yield the posts it holds, and those that were left."""
        if isinstance(piece, Before):
            self.listed = True
            return
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            if one.type not in WRITTEN:
                continue
            if not _is_public(one):
                self.private += 1
                continue
            written = _written(one)
            if isinstance(written, str):
                yield Rejected(f"{self.feed.where}[{at}]", written)
                continue
            self.authors[written.account] = None
            self.feed.add(written)
        yield from self.feed.rows()


def posts(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """What the account published for everybody; the rest is counted and left aside."""
    outbox = _Outbox(Feed(PLATFORM, name))
    with archive.stream(name) as stream:
        for piece in ACTIVITIES.read(stream, name):
            yield from outbox.take(piece)
    if not outbox.listed:
        yield Rejected(name, "no list of posts")
    for author in outbox.authors:
        yield outbox.feed.window(author, inbound="no")
    if outbox.private:
        yield Noted(name, f"private posts left aside: {outbox.private}")


def _is_public(one: Activity) -> bool:
    """Say whether everybody may read it, by each list of readers that there is."""
    both = (one, one.object) if isinstance(one.object, Note) else (one,)
    readers = [(*_listed(part.to), *_listed(part.cc)) for part in both if part.to or part.cc]
    return bool(readers) and not any(PUBLIC.isdisjoint(named) for named in readers)


def _listed(addresses: str | list[str] | None) -> list[str]:
    return [addresses] if isinstance(addresses, str) else addresses or []


def _written(one: Activity) -> Written | str:
    """Return a post, or what it lacks."""
    note = one.object if isinstance(one.object, Note) else None
    own = note.id if note else one.id
    when = moment(one.published or (note.published if note else None))
    if one.type == "Create" and note is None:
        return "missing object"
    if not own:
        return "missing id"
    if when is None:
        return "published is no time"
    if not one.actor:
        return "missing actor"
    sender = f"{PLATFORM}:{one.actor}"
    if one.type == "Announce" or note is None:
        return Written(f"{PLATFORM}:{one.id}", sender, when, None, out=True, kind="reshare")
    return _post(note, f"{PLATFORM}:{own}", sender, when)


def _post(note: Note, own: str, sender: str, when: int) -> Written:
    parent = note.in_reply_to or None
    quoted = note.quote or note.quote_uri or note.quote_url
    edited = moment(note.updated)
    return Written(
        message_id=own,
        account=sender,
        when=when,
        text=_text(note),
        out=True,
        kind="reply" if parent else "quote" if quoted else "post",
        parent=f"{PLATFORM}:{parent}" if parent else None,
        to=_addressee(note, parent, sender),
        lang=next(iter(note.content_map or {}), None),
        edited=edited if edited != when else None,
    )


def _text(note: Note) -> str:
    written = (note.name, note.summary, note.content)
    return "\n".join(plain for part in written if part and (plain := plain_html(part)))


def _addressee(note: Note, parent: str | None, sender: str) -> str | None:
    """Return who wrote what is answered: the address of a post begins with that of its author."""
    if not parent:
        return None
    tags = [note.tag] if isinstance(note.tag, Tag) else note.tag or []
    named = [tag.href for tag in tags if tag.type == "Mention" and tag.href]
    for one in (sender.removeprefix(f"{PLATFORM}:"), *named):
        if parent.startswith(f"{one.rstrip('/')}/"):
            return f"{PLATFORM}:{one}"
    return f"{PLATFORM}:{named[0]}" if len(named) == 1 else None


ROUTES = MappingProxyType(
    {
        LITTER: None,
        ACTOR: account,
        OUTBOX: posts,
        # What the account liked, kept, follows or shuts out: not needed, not opened.
        r"(likes|bookmarks|followers|following|featured)\.json": None,
        r"[a-z_]+\.csv": None,
        r"(media_attachments|files|media)/.*": None,
        r"(avatar|header|icon|image|banner)\.[a-z0-9]+": None,
    }
)
