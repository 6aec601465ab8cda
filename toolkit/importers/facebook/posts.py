"""What a page or a person published on Facebook, and who that is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from toolkit.errors import BrokenExport
from toolkit.importers.facebook import records
from toolkit.importers.facebook.records import PLATFORM, Attached, Attachment, Post, Profile
from toolkit.reading import (
    Archive,
    Before,
    Decoded,
    Found,
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

START = datetime(1970, 1, 1, tzinfo=UTC)
PIECE = 10_000  # posts handed over together
PROFILE = (
    r"(?:[^/]+/)*(?:profile_information|informations_de_profil|informations_du_profil"
    r"|profilinformationen|información_del_perfil|informacion_del_perfil)\.json"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose download it is, and what the client's settings say."""

    account: str
    told: Told


def prepare(archive: Archive, told: Told) -> Holder:
    """Read whose download it is, before any post."""
    for name in filter(re.compile(PROFILE).fullmatch, archive.names):
        try:
            profiles = _profiles(archive, name).records
        except BrokenExport:
            continue
        for one in profiles:
            if one.full_name:
                return Holder(f"{PLATFORM}:{mended(one.full_name)}", told)
    return Holder(f"{PLATFORM}:unknown", told)


def _profiles(archive: Archive, name: str) -> Decoded[Profile]:
    found = records.PROFILES.decode(b"[" + archive.read(name) + b"]", name)
    known = [one for file in found.records if (one := file.profile_v2 or file.profile)]
    return Decoded(known, range(len(known)), found.rejected)


def account(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """The account itself; what others wrote to it is never in the download."""
    found = _profiles(archive, name)
    yield from found.rejected
    for one in found.records:
        if not one.full_name:
            yield Rejected(name, "missing name")
            continue
        full = mended(one.full_name)
        own = f"{PLATFORM}:{full}"
        opened = seconds(one.registration_timestamp or None)
        day = None if opened is None else (START + timedelta(microseconds=opened)).date()
        kind = holder.told.kind_of(full, own) or "unknown"
        yield Rows("accounts", ACCOUNT, [(own, PLATFORM, kind, full, full, None, day, None)], name)


def posts(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """What was published on the own page; an entry that holds nothing is no post."""
    feed, digests = Feed(PLATFORM, name), Digests()
    found = records.POSTS.decode(archive.read(name), name)
    yield from found.rejected
    empty = 0
    for at, one in zip(found.places, found.records, strict=True):
        when = seconds(one.timestamp)
        if when is None:
            yield Rejected(f"{name}[{at}]", "timestamp is no time")
        elif written := _post(one, when, holder, digests):
            feed.add(written)
        else:
            empty += 1
    yield from _ended(feed, holder.account)
    if empty:
        yield Noted(name, f"entries without content left aside: {empty}")
    if feed.first is not None and "profile_posts" not in name and "page_posts" not in name:
        yield Noted(name, "posts taken as public: the file does not say who may read them")


def _ended(feed: Feed, account: str) -> Iterator[Found]:
    yield from feed.rows()
    if feed.first is not None:
        yield feed.window(account, inbound="no")


def _post(one: Post, when: int, holder: Holder, digests: Digests) -> Written | None:
    attached = _attached(one.attachments)
    media = [thing.media for thing in attached if thing.media]
    words = [mended(said.post) for said in one.data if said.post]
    text = "\n".join(words) or next((mended(m.description) for m in media if m.description), "")
    text = _with_links(text, attached)
    share = not text and not media and _is_share(one.title)
    if not (text or media or share):
        return None
    edits = [seconds(said.update_timestamp) for said in one.data if said.update_timestamp]
    edited = max((at for at in edits if at is not None and at > when), default=None)
    picture = next((thing.uri.rpartition("/")[2] for thing in media if thing.uri), None)
    return Written(
        message_id=f"{PLATFORM}:{digests.name('post', when, text, picture)}",
        account=holder.account,
        when=when,
        text=text,
        out=True,
        kind="reshare" if share else "post",
        edited=edited,
    )


def _attached(attachments: Iterable[Attachment]) -> Sequence[Attached]:
    return [thing for attachment in attachments for thing in attachment.data]


def _with_links(text: str, attached: Iterable[Attached]) -> str:
    """Return the text, ended by the links that hang on it and are not in it."""
    for thing in attached:
        link = thing.external_context.url if thing.external_context else None
        if link and link not in text:
            text = f"{text}\n{link}" if text else link
    return text


def _is_share(title: str | None) -> bool:
    plain = mended(title or "").lower()
    return any(word in plain for word in records.SHARING)


def comments(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """What was written under posts; groups are closed, their comments are left aside."""
    feed, digests = Feed(PLATFORM, name), Digests()
    listed, groups = False, 0
    for piece in _comment_pieces(archive, name):
        listed = True
        yield from piece.rejected
        for at, item in zip(piece.places, piece.records, strict=True):
            said = next((thing.comment for thing in item.data if thing.comment), None)
            when = seconds((said.timestamp if said else None) or item.timestamp)
            if when is None:
                yield Rejected(f"{name}[{at}]", "timestamp is no time")
            elif said and said.group:
                groups += 1
            else:
                text = _with_links(
                    mended((said and said.comment) or ""), _attached(item.attachments)
                )
                author = said.author if said else None
                feed.add(_comment(text, author, when, holder, digests))
    if not listed:
        yield Rejected(name, "no list of comments")
    yield from _ended(feed, holder.account)
    if groups:
        yield Noted(name, f"comments in groups left aside: {groups}")


def _comment_pieces(archive: Archive, name: str) -> Iterator[Decoded[records.CommentItem]]:
    for kind in records.COMMENTS:
        listed = False
        with archive.stream(name) as stream:
            for piece in kind.read(stream, name):
                if isinstance(piece, Before):
                    listed = True
                else:
                    yield piece
        if listed:
            return


def _comment(text: str, author: str | None, when: int, holder: Holder, digests: Digests) -> Written:
    sender = f"{PLATFORM}:{mended(author)}" if author else holder.account
    return Written(
        message_id=f"{PLATFORM}:{digests.name('comment', when, text)}",
        account=sender,
        when=when,
        text=text,
        out=True,
        kind="reply",
    )


def letters(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """Letters between the page and its public; all others are counted and left aside."""
    yield from meta_letters(PLATFORM, archive, name, holder.told)
