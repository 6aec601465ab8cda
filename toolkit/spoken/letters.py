"""Private letters in Meta's downloads: read where the client says whose they are, else counted."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

import msgspec

from toolkit.reading import (
    Archive,
    Before,
    Decoded,
    Elements,
    Found,
    Noted,
    Rejected,
    Rows,
    Told,
    mended,
    mended_json,
    seconds,
)
from toolkit.spoken.outside import ACCOUNT, Feed, Written

# Folders of the download: «messages» and what stands below it, in the languages that we know of.
THREADS = r"(?:messages|nachrichten|mensajes|messaggi|berichten|mensagens)/[^/]+/[^/]+"
LETTERS = rf"{THREADS}/message(?:_[0-9]+)?\.json"

# Conversations look the same on Facebook and on Instagram: where they stand tells whose they are,
# else what stands beside them does.
_INSTAGRAM = ("_instagram/", "instagram_activity/")
_BESIDE = ("content/posts_", "media/posts_", "comments/post_comments", "instagram_")
_before = re.compile(rf"(?:.*/)?(?={LETTERS}\Z)").match

AUTHORS = MappingProxyType({"brand": "org_brand", "person": "org_person", "bot": "bot"})
OWN = frozenset(("brand", "person"))
SPOKEN = frozenset((None, "Generic", "Share"))  # the other types are what the platform tells
NO_HANDLES: Mapping[str, str] = MappingProxyType({})
MILLISECOND = 1_000  # microseconds


class Person(msgspec.Struct):
    """Somebody who takes part."""

    name: str | None = None


class Share(msgspec.Struct):
    """What a letter passes on."""

    link: str | None = None


class Letter(msgspec.Struct):
    """One letter; without a text it is a picture, a voice, a file."""

    sender_name: str | None = None
    timestamp_ms: int | float | None = None
    content: str | None = None
    type: str | None = None
    share: Share | None = None
    is_unsent: bool | None = None


class Opening(msgspec.Struct):
    """What stands before the letters."""

    participants: list[Person] = []


@dataclass(slots=True)
class Digests:
    """Names what a platform gives no number: by what it is, and told apart where it comes twice."""

    _seen: Counter[str] = field(default_factory=Counter)

    def name(self, *parts: object) -> str:
        """Return the same name for the same parts, a numbered one when they come again."""
        joined = "\x1f".join("" if part is None else str(part) for part in parts)
        digest = blake2b(joined.encode("utf-8", "replace"), digest_size=10).hexdigest()
        self._seen[digest] += 1
        again = self._seen[digest]
        return digest if again == 1 else f"{digest}-{again}"


@dataclass(slots=True)
class _Thread:
    """One conversation: who takes part, and which of them speak for the organisation."""

    platform: str
    name: str
    told: Told
    handles: Mapping[str, str]
    feed: Feed
    people: Mapping[str, str | None] = field(default_factory=dict)
    digests: Digests = field(default_factory=Digests)
    aside: int = 0

    def opened(self, before: Before) -> None:
        """Learn who takes part from what stands before the letters."""
        try:
            content = mended_json(before.content).rstrip(b", \r\n\t") + b"}"
            opening = msgspec.json.decode(content, type=Opening)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return
        names = [mended(one.name) for one in opening.participants if one.name]
        self.people = {
            one: self.told.kind_of(one, self.handles.get(one), self._account(one)) for one in names
        }

    def _account(self, name: str) -> str:
        return f"{self.platform}:{self.handles.get(name, name)}"

    @property
    def own(self) -> list[str]:
        """Who speaks for the organisation."""
        return [name for name, kind in self.people.items() if kind in OWN]

    def take(self, piece: Decoded[Letter]) -> Iterator[Found]:
        """Take letters in, or count them where nobody is known to be the organisation's."""
        if not self.own:
            self.aside += len(piece.records) + len(piece.rejected)
            return
        yield from piece.rejected
        for at, one in zip(piece.places, piece.records, strict=True):
            if one.is_unsent:
                continue
            when = seconds(one.timestamp_ms, MILLISECOND)
            if when is None or not one.sender_name:
                kind = "missing sender_name" if when is not None else "timestamp_ms is no time"
                yield Rejected(f"{self.name}[{at}]", kind)
            else:
                self.feed.add(self._written(one, mended(one.sender_name), when))
        yield from self.feed.rows()

    def _written(self, one: Letter, sender: str, when: int) -> Written:
        kind = self.people.get(sender)
        room = _room(self.name)
        text = mended(one.content or "")
        link = one.share.link if one.share else None
        if link and link not in text:
            text = f"{text}\n{link}" if text else link
        return Written(
            message_id=f"{self.platform}:{self.digests.name(room, sender, when, text)}",
            account=self._account(sender),
            when=when,
            text=text,
            out=kind in AUTHORS,
            kind="dm" if one.type in SPOKEN else "system",
            to=self._addressee(sender),
            channel=f"{self.platform}:{room}",
            author_kind=AUTHORS.get(kind or "", "public"),
            private=True,
        )

    def _addressee(self, sender: str) -> str | None:
        own = self.own
        others = [one for one in self.people if one not in own]
        named = others if sender in own else own
        return self._account(named[0]) if len(named) == 1 else None

    def ended(self) -> Iterator[Found]:
        """Yield who takes part, and from when to when the organisation was watched."""
        accounts = [
            (
                self._account(name),
                self.platform,
                kind or "public",
                name,
                self.handles.get(name, name),
                *(None,) * 3,
            )
            for name, kind in self.people.items()
        ]
        yield Rows("accounts", ACCOUNT, accounts, self.name)
        for one in self.own if self.feed.first is not None else ():
            yield self.feed.window(self._account(one), inbound="unknown")


def are_letters(name: str) -> bool:
    """Say whether a file is named like one of a conversation."""
    return _before(name) is not None


def of_instagram(archive: Archive, name: str) -> bool:
    """Say whether a conversation was held on Instagram, not on Facebook."""
    before = _before(name)
    folder = before[0] if before else ""
    return folder.endswith(_INSTAGRAM) or any(
        _stands_there(archive.names, folder + sign) for sign in _BESIDE
    )


def _stands_there(names: Sequence[str], beginning: str) -> bool:
    at = bisect_left(names, beginning)
    return at < len(names) and names[at].startswith(beginning)


def letters(
    platform: str,
    archive: Archive,
    name: str,
    told: Told,
    handles: Mapping[str, str] = NO_HANDLES,
) -> Iterator[Found]:
    """Yield one file of a conversation with the public; another's is counted, and not kept.

    ``handles`` says under which handle those whom letters name by another name have an account.
    """
    thread = _Thread(platform, name, told, handles, Feed(platform, name))
    listed = False
    with archive.stream(name) as stream:
        for piece in _LETTERS.read(stream, name):
            if isinstance(piece, Before):
                listed = True
                thread.opened(piece)
            else:
                yield from thread.take(piece)
    if not listed:
        yield Rejected(name, "no list of letters")
    if thread.own:
        yield from thread.ended()
    elif thread.aside:
        yield Noted(name, f"private letters left aside: {thread.aside}")


def _room(name: str) -> str:
    """Return the name of a conversation: its folder, of which only the number is sure to stay."""
    folder = name.split("/")[-2] if "/" in name else name
    number = folder.rpartition("_")[2]
    return number if number.isdigit() and len(number) > 5 else folder


_LETTERS = Elements(Letter, "messages")
