"""What an account published on Instagram, and who that is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from toolkit.errors import BrokenExport
from toolkit.importers.instagram import records
from toolkit.importers.instagram.records import PLATFORM, Owned, Post, labelled
from toolkit.reading import (
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
    mended,
    seconds,
)
from toolkit.spoken.letters import Digests
from toolkit.spoken.letters import letters as meta_letters
from toolkit.spoken.outside import ACCOUNT, Feed, Written

T = TypeVar("T")
PROFILE = r"(?:[^/]+/)*(?:personal_information|account_information)/personal_information\.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose download it is; of a ``private`` account, all is for followers only.

    Nobody knows whether it is where the download does not say so.
    """

    told: Told
    username: str | None = None
    name: str | None = None
    private: bool | None = None

    @property
    def account(self) -> str:
        """The identifier of the account."""
        return f"{PLATFORM}:{self.username or 'unknown'}"

    @property
    def handles(self) -> Mapping[str, str]:
        """Under which handle the one whom letters call by name has an account."""
        known = {self.name: self.username} if self.name and self.username else {}
        return MappingProxyType(known)


def prepare(archive: Archive, told: Told) -> Holder:
    """Read whose download it is, before any post."""
    for name in filter(re.compile(PROFILE).fullmatch, archive.names):
        try:
            found = [one for piece in _profiles(archive, name) for one in piece.records]
        except BrokenExport:
            continue
        for one in found:
            fields = one.string_map_data
            said = labelled(fields, records.PRIVATE)
            private = said.lower() in records.YES if said else None
            username = labelled(fields, records.USERNAME)
            return Holder(told, username, labelled(fields, records.NAME), private)
    return Holder(told)


def _profiles(archive: Archive, name: str) -> Iterator[Decoded[records.Labelled]]:
    with archive.stream(name) as stream:
        for piece in records.PROFILES.read(stream, name):
            if not isinstance(piece, Before):
                yield piece


def account(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """The account itself; what others wrote to it is never in the download."""
    for piece in _profiles(archive, name):
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            username = labelled(one.string_map_data, records.USERNAME)
            if not username:
                yield Rejected(f"{name}[{at}]", "missing user name")
                continue
            own = f"{PLATFORM}:{username}"
            kind = holder.told.kind_of(username, own) or "unknown"
            full = labelled(one.string_map_data, records.NAME)
            row = (own, PLATFORM, kind, full, username, None, None, None)
            yield Rows("accounts", ACCOUNT, [row], name)


def _pieces(
    archive: Archive, name: str, bare: ListOf[T], keyed: Sequence[Elements[T]]
) -> Iterator[Decoded[T]]:
    """Yield the records of a file: a bare list, or one under a key of its own."""
    if archive.head(name).lstrip().startswith("["):
        yield bare.decode(archive.read(name), name)
        return
    for kind in keyed:
        listed = False
        with archive.stream(name) as stream:
            for piece in kind.read(stream, name):
                listed = True
                if not isinstance(piece, Before):
                    yield piece
        if listed:
            return
    yield Decoded((), (), (Rejected(name, "no list of posts or comments"),))


def posts(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """Posts, reels and stories; nothing of an account that is not open to all."""
    feed, digests, private = Feed(PLATFORM, name), Digests(), 0
    for piece in _pieces(archive, name, records.POSTS, records.POST_LISTS):
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            first = one.media[0] if one.media else one
            when = seconds(one.creation_timestamp or first.creation_timestamp)
            if when is None:
                yield Rejected(f"{name}[{at}]", "creation_timestamp is no time")
            elif holder.private:
                private += 1
            else:
                feed.add(_post(one, first.uri or "", when, holder, digests))
        yield from feed.rows()
    yield from _ended(feed, holder)
    if private:
        yield Noted(name, f"private posts left aside: {private}")
    if holder.private is None and feed.first is not None:
        yield Noted(name, "posts taken as public: the file does not say who may read them")


def _post(one: Post, uri: str, when: int, holder: Holder, digests: Digests) -> Written:
    captions = (one.title, *(media.title for media in one.media))
    text = mended(next(filter(None, captions), ""))
    own = digests.name("post", when, text, uri.rpartition("/")[2])
    return Written(f"{PLATFORM}:{own}", holder.account, when, text, out=True, kind="post")


def _ended(feed: Feed, holder: Holder) -> Iterator[Found]:
    if feed.first is not None:
        yield feed.window(holder.account, inbound="no")


def comments(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """What was written under posts; the download says whose they are, not which."""
    feed, digests = Feed(PLATFORM, name), Digests()
    for piece in _pieces(archive, name, records.COMMENTS, records.COMMENT_LISTS):
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            written = _comment(one, holder, digests)
            if isinstance(written, str):
                yield Rejected(f"{name}[{at}]", written)
            else:
                feed.add(written)
        yield from feed.rows()
    yield from _ended(feed, holder)


def _comment(one: Owned, holder: Holder, digests: Digests) -> Written | str:
    fields = one.string_map_data
    when = next((seconds(field.timestamp) for field in fields.values() if field.timestamp), None)
    if when is None:
        return "no time in it"
    text = labelled(fields, records.COMMENT)
    if text is None:
        return "no comment in it, or in a language that is not known"
    owner = labelled(fields, records.OWNER) or mended(one.media_owner or "")
    return Written(
        message_id=f"{PLATFORM}:{digests.name('comment', when, text, owner)}",
        account=holder.account,
        when=when,
        text=text,
        out=True,
        kind="reply",
        to=f"{PLATFORM}:{owner}" if owner else None,
    )


def letters(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """Letters between the account and its public; all others are counted and left aside."""
    yield from meta_letters(PLATFORM, archive, name, holder.told, holder.handles)
