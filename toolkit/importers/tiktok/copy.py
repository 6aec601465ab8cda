"""What an account published and said on TikTok, as the copy of its data has it."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TypeVar

import msgspec

from toolkit.reading import (
    Archive,
    Before,
    Elements,
    Found,
    Noted,
    Rejected,
    Rows,
    Told,
    mended_json,
    seconds,
)
from toolkit.reading.cells import folded, moment_of, whole
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Written

T = TypeVar("T")

PLATFORM = "tiktok"
DATA = r"user_data(_tiktok)?\.json"
BLOCK = 1 << 20  # bytes read at a time in search of the holder
PROFILE = 1 << 13  # bytes of the map that says who that is
MAPS = 50  # such maps that are looked into

_VIDEO = re.compile(r"/(?:video|photo)/([0-9]{15,20})(?![0-9])")
_MAP = re.compile(rb'"ProfileMap"')
_NAME = re.compile(rb'(?<!\\)"userName"\s*:\s*("(?:[^"\\]|\\.){1,100}+")')
_SHOWN = re.compile(rb'(?<!\\)"displayName"\s*:\s*("(?:[^"\\]|\\.){1,200}+")')
_READERS = re.compile(rb'(?<!\\)"followerCount"\s*:\s*"?([0-9]{1,12})\b')
# The key whose object holds a list: watched videos are listed as published ones are.
_ABOVE = re.compile(rb'"([^"\\]{1,60})"\s*:\s*\{[^{}\[\]]*\Z')
HOLDING = (b"Posts", b"Videos", b"Comments", b"Comment")
PIECE = 5_000  # messages at a time
NOTHING = frozenset(("", "n/a", "none"))
# How it is said that not everybody may see a video; English, French, German, Spanish.
HIDDEN = ("priv", "friend", "follow", "only", "self", "ami", "moi", "seul", "freund", "nur", "solo")


class Video(msgspec.Struct, rename={"date": "Date", "link": "Link", "likes": "Likes"}):
    """One published video or picture; what it says came in 2024."""

    date: str | None = None
    link: str | None = None
    likes: str | int | None = None
    title: str | None = msgspec.field(default=None, name="Title")
    readers: str | None = msgspec.field(default=None, name="WhoCanView")
    deleted: str | None = msgspec.field(default=None, name="DateDeleted")


class Comment(msgspec.Struct):
    """One comment; its keys had capitals until 2024."""

    date: str | None = None
    comment: str | None = None
    old_date: str | None = msgspec.field(default=None, name="Date")
    old_comment: str | None = msgspec.field(default=None, name="Comment")
    url: str | None = msgspec.field(default=None, name="url")
    post: str | None = msgspec.field(default=None, name="originalPostUrl")
    link: str | None = msgspec.field(default=None, name="original post link")


@dataclass(frozen=True)
class Holder:
    """Whose copy of data it is."""

    account_id: str
    name: str | None = None
    handle: str | None = None
    followers: int | None = None


def copy(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """Published videos with their likes, and comments under the videos of anybody."""
    holder = _holder(archive, name)
    kind = told.kind_of(holder.handle, holder.name) or "unknown"
    row = (holder.account_id, PLATFORM, kind, holder.name, holder.handle, None, None)
    yield Rows("accounts", ACCOUNT, [(*row, holder.followers)], name)
    feed, again, hidden = Feed(PLATFORM, name), Counter[str](), False
    read: Iterator[Written | Rejected | None] = chain(
        _read(archive, name, "VideoList", Video, partial(_video, holder=holder, again=again)),
        _read(
            archive, name, "CommentsList", Comment, partial(_comment, holder=holder, again=again)
        ),
    )
    for at, one in enumerate(read, 1):
        if isinstance(one, Rejected):
            yield one
        elif one is None:
            hidden = True
        else:
            feed.add(one)
        if at % PIECE == 0:
            yield from feed.rows()
    yield from feed.rows()
    if hidden:
        yield Noted(name, "videos that are not for all are left out")
    if feed.first is not None:
        yield feed.window(holder.account_id, inbound="no")


def _read(
    archive: Archive,
    name: str,
    key: str,
    kind: type[T],
    written: Callable[[T], Written | str | None],
) -> Iterator[Written | Rejected | None]:
    """Yield what each record of a list becomes; lists of what was watched are passed over."""
    ours = False
    with archive.stream(name) as content:
        for piece in Elements(kind, key).read(content, f"{name}#{key}"):
            if isinstance(piece, Before):
                above = _ABOVE.search(piece.content)
                ours = above is not None and above[1] in HOLDING
            elif ours:
                yield from piece.rejected
                for at, record in zip(piece.places, piece.records, strict=True):
                    one = written(record)
                    yield Rejected(f"{name}#{key}[{at}]", one) if isinstance(one, str) else one


def _holder(archive: Archive, name: str) -> Holder:
    """Look for the holder's profile, wherever it stands in the file."""
    tried = 0
    with archive.stream(name) as content:
        kept = b""
        while block := content.read(BLOCK):
            kept += block
            for found in islice(_MAP.finditer(kept), MAPS - tried):
                profile = kept[found.start() : found.start() + PROFILE]
                if handle := _NAME.search(profile):
                    return _known(handle[1], profile)
                tried += 1
            kept = kept[-PROFILE:]  # a profile may be cut in two
    return Holder("tiktok:unknown")


def _known(handle: bytes, profile: bytes) -> Holder:
    shown, readers = _SHOWN.search(profile), _READERS.search(profile)
    name = _text(handle)
    return Holder(
        f"tiktok:{name}" if name else "tiktok:unknown",
        _text(shown[1]) if shown else None,
        name,
        int(readers[1]) if readers else None,
    )


def _text(written: bytes) -> str | None:
    try:
        return msgspec.json.decode(mended_json(written), type=str) or None
    except msgspec.DecodeError:
        return None


def _video(video: Video, holder: Holder, again: Counter[str]) -> Written | str | None:
    if folded(video.readers or "").startswith(HIDDEN):
        return None
    number = number_of(video.link)
    when = moment_of(video.date or "", "UTC")
    if when is None:
        return "date is no time"
    text = "" if (video.title or "").strip().lower() in NOTHING else (video.title or "").strip()
    own = str(number) if number else _told_apart(again, holder.account_id, when, text)
    likes = video.likes if isinstance(video.likes, int) else whole(video.likes or "")
    return Written(
        message_id=f"tiktok:{own}",
        account=holder.account_id,
        when=when,
        text=text,
        out=True,
        kind="post",
        counts=Counts(likes=likes) if likes is not None else None,
    )


def _comment(comment: Comment, holder: Holder, again: Counter[str]) -> Written | str:
    when = moment_of(comment.date or comment.old_date or "", "UTC")
    if when is None:
        return "date is no time"
    text = (comment.comment or comment.old_comment or "").strip()
    above = number_of(comment.post) or number_of(comment.link) or number_of(comment.url)
    parent = f"tiktok:{above}" if above else None
    return Written(
        message_id=f"tiktok:{_told_apart(again, holder.account_id, when, text)}",
        account=holder.account_id,
        when=when,
        text=text,
        out=True,
        kind="reply",
        parent=parent,
        root=parent,
    )


def number_of(link: str | None) -> int | None:
    """Return the number of a video that a link leads to."""
    found = _VIDEO.search((link or "")[:2_000])
    return int(found[1]) if found else None


def made(number: int) -> int | None:
    """Return when TikTok gave out a number, in microseconds: seconds stand in front of it."""
    return seconds(number >> 32)


def _told_apart(again: Counter[str], *parts: object) -> str:
    """Return an identifier made of stable parts; what is said twice at a moment is numbered."""
    joined = "\x1f".join(str(part) for part in parts)
    key = hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=10).hexdigest()
    again[key] += 1
    return key if again[key] == 1 else f"{key}.{again[key]}"
