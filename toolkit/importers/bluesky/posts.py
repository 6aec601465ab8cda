"""What the holder of a Bluesky repository published, and who that is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec

from toolkit.importers.bluesky.car import Repository, Tree, decoded, repository
from toolkit.importers.bluesky.records import (
    LISTED,
    PLATFORM,
    POST,
    PROFILE,
    QUOTES,
    RECORDS,
    SHARE,
    WANTED,
    Listed,
    Record,
)
from toolkit.importers.bluesky.texts import written
from toolkit.reading import (
    Archive,
    Before,
    Decoded,
    Elements,
    Found,
    Rejected,
    Rows,
    Told,
    moment,
)
from toolkit.spoken.outside import ACCOUNT, Feed, Kind, Written

START = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST = 1 << 30  # bytes of a repository, which is held in memory
PIECE = 10_000  # posts handed over together

_ADDRESS = re.compile(r"at://([^/\s]{1,512})/([A-Za-z0-9.\-]{1,317})/([^/\s]{1,512})")
_NAME = re.compile(r"([A-Za-z0-9.\-]{1,317})/([^/\s]{1,512})")
_LISTED = Elements(Listed, "records")


@dataclass(slots=True)
class _Published:
    """What was read of one file so far."""

    name: str
    told: Told
    feed: Feed = field(init=False)
    authors: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.feed = Feed(PLATFORM, self.name)

    def take(self, at: str, address: str, record: Record) -> Iterator[Found]:
        """Take in one record; yield what is ready to be handed over."""
        found = _ADDRESS.fullmatch(address)
        if not found:
            yield Rejected(at, "uri is malformed")
        elif found[2] == PROFILE:
            yield _account(found[1], record, self.told, self.name)
        elif found[2] in (POST, SHARE):
            when = moment(record.created_at)
            if when is None:
                yield Rejected(at, "createdAt is no time")
                return
            self.authors[found[1]] = None
            self.feed.add(_message(address, found[1], found[2], record, when))
            self.count += 1
            if self.count % PIECE == 0:
                yield from self.feed.rows()

    def rest(self) -> Iterator[Found]:
        """Yield what still waits, and when each account was watched."""
        yield from self.feed.rows()
        for author in self.authors:
            yield self.feed.window(f"{PLATFORM}:{author}", inbound="no")


def packed(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """A whole repository in one file; what its tree does not name was deleted."""
    if archive.size(name) > LARGEST:
        yield Rejected(name, "file too big")
        return
    with archive.stream(name) as stream:
        held = repository(stream)
    commit = decoded(held.blocks.get(held.root)) if held.root else None
    holder = commit.get("did") if commit else None
    if not commit or not isinstance(holder, str):
        yield Rejected(name, "not a repository that can be read")
        return
    published, tree = _Published(name, told), Tree(held.blocks)
    for place, (key, block) in enumerate(tree.walk(commit.get("data"))):
        yield from _in_tree(published, f"{name}[{place}]", holder, key, block)
    yield from published.rest()
    yield from _wrong(name, held, tree)


def _in_tree(
    published: _Published, at: str, holder: str, key: str, block: bytes | None
) -> Iterator[Found]:
    named = _NAME.fullmatch(key)
    if not named:
        yield Rejected(at, "malformed key")
    elif named[1] in WANTED:
        try:
            record = msgspec.convert(decoded(block), Record)
        except (msgspec.ValidationError, RecursionError):
            yield Rejected(at, "missing record" if block is None else "wrong kind of record")
            return
        yield from published.take(at, f"at://{holder}/{key}", record)


def _wrong(name: str, held: Repository, tree: Tree) -> Iterator[Found]:
    if held.cut:
        yield Rejected(name, "file cut short")
    if held.wrong:
        yield Rejected(name, f"damaged blocks: {held.wrong}")
    if tree.lost:
        yield Rejected(name, f"missing parts of the tree: {tree.lost}")


def listed(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """Records as tools list them, bare or under ``records``."""
    published, piece = _Published(name, told), None
    for piece in _pieces(archive, name):
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            yield from published.take(f"{name}[{at}]", one.uri, one.value)
    if piece is None:
        yield Rejected(name, "no list of records")
    yield from published.rest()


def _pieces(archive: Archive, name: str) -> Iterable[Decoded[Listed]]:
    if archive.head(name).lstrip().startswith("["):
        yield LISTED.decode(archive.read(name), name)
        return
    with archive.stream(name) as stream:
        for piece in _LISTED.read(stream, name):
            if not isinstance(piece, Before):
                yield piece


def unpacked(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """One record in a file of its own, named after its address."""
    holder, collection, own = name.rsplit("/", 2)
    holder = re.sub(r"\Adid[:_]([a-z]+)[:_]", r"did:\1:", holder.rpartition("/")[2])
    found = RECORDS.decode(b"[" + archive.read(name) + b"]", name)
    yield from found.rejected
    published = _Published(name, told)
    address = f"at://{holder}/{collection}/{own.removesuffix('.json')}"
    for record in found.records[:1]:
        yield from published.take(name, address, record)
    yield from published.rest()


def _account(holder: str, profile: Record, told: Told, name: str) -> Rows:
    account = f"{PLATFORM}:{holder}"
    opened = moment(profile.created_at)
    day = None if opened is None else (START + timedelta(microseconds=opened)).date()
    kind = told.kind_of(holder, account) or "unknown"
    # A repository does not say which handle its holder has; the identifier stands for it.
    row = (account, PLATFORM, kind, profile.display_name, holder, None, day, None)
    return Rows("accounts", ACCOUNT, [row], name)


def _message(address: str, holder: str, collection: str, one: Record, when: int) -> Written:
    parent = one.reply.parent.uri if one.reply and one.reply.parent else None
    root = one.reply.root.uri if one.reply and one.reply.root else None
    author = _ADDRESS.fullmatch(parent or "")
    return Written(
        message_id=f"{PLATFORM}:{address}",
        account=f"{PLATFORM}:{holder}",
        when=when,
        text=written(one) if collection == POST else None,
        out=True,
        kind=_kind(collection, one, parent),
        parent=f"{PLATFORM}:{parent}" if parent else None,
        root=f"{PLATFORM}:{root}" if root else None,
        to=f"{PLATFORM}:{author[1]}" if author else None,
        lang=one.langs[0] if one.langs else None,
    )


def _kind(collection: str, one: Record, parent: str | None) -> Kind:
    if collection == SHARE:
        return "reshare"
    if parent:
        return "reply"
    return "quote" if one.embed and one.embed.type in QUOTES else "post"
