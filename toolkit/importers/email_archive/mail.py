"""One mail: who wrote it, to whom, when, in answer to what, and in which words of their own."""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from msgspec import structs

from toolkit.importers.email_archive.addresses import Addresses, Person, without_list
from toolkit.importers.email_archive.body import body_of
from toolkit.importers.email_archive.headers import (
    Dates,
    Fields,
    Heads,
    When,
    split_head,
    unfolded,
)
from toolkit.importers.email_archive.letters import Letter
from toolkit.importers.email_archive.lists import Lists, is_newsletter
from toolkit.importers.email_archive.own_words import own_words
from toolkit.importers.email_archive.subjects import Subject, Subjects
from toolkit.importers.email_archive.who import PLATFORM, Seen
from toolkit.importers.email_archive.words import DRAFT_LABELS, SPAM_LABELS
from toolkit.spoken.circle import Circle, Who
from toolkit.spoken.inside import Room, Said

UNSENT = "drafts are left out: nobody received them"
UNASKED = "mails marked as spam are left out"
NO_ZONE = "times without a time zone are read as UTC"
DELIVERED = "dates that cannot be read: the time of delivery is taken"
CUT = "of very long mails only the beginning is kept"

_SENDER = re.compile(rb"From (\S+@\S+\.\S+|\S+ at \S+\.\S+)\s")
NOWHERE = Room(None, None)
LONGEST_ID = 500  # characters of a Message-ID


@dataclass(frozen=True, slots=True)
class Left:
    """Why a mail is not kept: it cannot be read, or it is left on purpose."""

    why: str
    on_purpose: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A mail as it will be kept, its room, and what was taken for granted to read it."""

    said: Said
    room: Room
    noted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What a mail says before its first word."""

    fields: Fields
    author: Person
    writer: Who
    when: When
    delivered: bool
    subject: Subject
    people: tuple[Person, ...]
    others: tuple[Who, ...]
    room: Room | None
    machine: bool


@dataclass(slots=True)
class Postroom:
    """Reads mails one by one, and remembers what comes again: people, subjects, lists, days."""

    circle: Circle
    addresses: Addresses = field(default_factory=Addresses)
    subjects: Subjects = field(default_factory=Subjects)
    lists: Lists = field(default_factory=Lists)
    heads: Heads = field(default_factory=Heads)
    dates: Dates = field(default_factory=Dates)

    def read(self, letter: Letter, seen: Seen, repeated: Counter[str]) -> Heard | Left:
        """Return a mail, or why it is left; ``repeated`` tells those of a file without a name."""
        lines, start = split_head(letter.content)
        envelope = self._envelope(self.heads.read(lines), letter.line)
        if isinstance(envelope, Left):
            return envelope
        seen.add(envelope.writer, envelope.author, belongs=not is_newsletter(envelope.fields))
        if envelope.room is None:
            for who, person in zip(envelope.others, envelope.people, strict=True):
                if who.inside and not who.to_list:
                    seen.add(who, person)
        body = body_of(letter.content, start, envelope.fields, self.heads)
        said = _said(envelope, own_words(body.text), repeated)
        noted = (
            (DELIVERED, envelope.delivered),
            (NO_ZONE, not envelope.when.zoned),
            (CUT, body.cut),
        )
        return Heard(said, envelope.room or NOWHERE, tuple(why for why, so in noted if so))

    def _envelope(self, fields: Fields, line: bytes) -> _Envelope | Left:
        if left := _left(fields):
            return left
        subject = self.subjects.read(fields.get("subject", b""))
        people = self.addresses.all(fields.get("to", b"")) + self.addresses.all(
            fields.get("cc", b"")
        )
        others = tuple([self.circle.who(person.address) for person in people])
        room = self.lists.room(fields, others, logged=line.startswith(b"="))
        room = room or self.lists.archived(fields, subject.tag)
        author = self._author(fields, line, room)
        dated = self.dates.read(fields.get("date", b""))
        when = dated or self._delivered(fields, line)
        if author is None or when is None:
            return Left("no sender" if author is None else "no date")
        writer = self.circle.who(author.address)
        machine = writer.machine or subject.automatic or _automatic(fields)
        room = None if machine and is_newsletter(fields) else room
        return _Envelope(
            fields, author, writer, when, dated is None, subject, people, others, room, machine
        )

    def _author(self, fields: Fields, line: bytes, room: Room | None) -> Person | None:
        """Return who wrote a mail: lists may put themselves in that place, archives may lack it."""
        first = self.addresses.first
        author = first(fields.get("from", b"")) or first(fields.get("sender", b""))
        if author is None:
            sender = _SENDER.match(line)
            return first(sender[1]) if sender else None
        name = without_list(author.name)
        if room and name != author.name:
            for other in ("x-original-from", "x-original-sender", "reply-to"):
                person = first(fields.get(other, b""))
                if person and f"email:list:{person.address.replace('@', '.')}" != room.channel_id:
                    return Person(person.address, name)
        return author

    def _delivered(self, fields: Fields, line: bytes) -> When | None:
        """Return when a mail came, as the programme says that delivered it."""
        received = fields.get("delivery-date") or fields.get("received", b"").rpartition(b";")[2]
        return self.dates.read(line) or self.dates.read(received)


def _left(fields: Fields) -> Left | None:
    """Say why a mail is none of those that were sent and wanted."""
    if not fields:
        return Left("not a mail")
    labels = fields.get("x-gmail-labels")
    if labels is not None:
        said = {label.strip(' "').lower() for label in unfolded(labels).split(",")}
        if said & DRAFT_LABELS:
            return Left(UNSENT, on_purpose=True)
        if said & SPAM_LABELS:
            return Left(UNASKED, on_purpose=True)
    if "x-mozilla-draft-info" in fields and "received" not in fields:
        return Left(UNSENT, on_purpose=True)
    return None


def _automatic(fields: Fields) -> bool:
    """Say whether a programme sent a mail by itself; old lists say ``bulk`` of all mails."""
    submitted = fields.get("auto-submitted")
    if submitted is not None and submitted[:2].lower() != b"no":
        return True
    if "x-auto-response-suppress" in fields or "x-autoreply" in fields or "x-autorespond" in fields:
        return True
    precedence = fields.get("precedence", b"").lower()
    if precedence in (b"auto_reply", b"junk"):
        return True
    kind = fields.get("content-type", b"")[:16].lower()
    if kind == b"multipart/report":
        return True
    listed = "list-post" in fields or "x-beenthere" in fields or "mailing-list" in fields
    return (precedence == b"bulk" and not listed) or is_newsletter(fields)


def _said(envelope: _Envelope, text: str, repeated: Counter[str]) -> Said:
    """Return a mail as it will be kept; what has no identifier gets one from what it says."""
    fields, writer = envelope.fields, envelope.writer
    message_id = _identifier(fields.get("message-id", b""))
    parent, root = _thread(fields, message_id)
    if envelope.subject.passed_on:  # programmes refer to what is passed on as if it were answered
        parent = None
    to = () if envelope.room else _addressees(envelope.others, writer)
    said = Said(
        message_id=f"{PLATFORM}:{message_id}",
        account=writer.account,
        when=envelope.when.moment,
        text=text,
        parent=parent,
        root=root,
        to=to,
        machine=envelope.machine,
        outsider=not writer.inside,
        answer=envelope.subject.answer,
        topic=envelope.subject.topic,
    )
    return said if message_id else structs.replace(said, message_id=_digest(said, repeated))


def _digest(said: Said, repeated: Counter[str]) -> str:
    parts = (said.account, said.when, said.topic, said.text)
    digest = blake2b(repr(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()
    repeated[digest] += 1
    again = f"-{repeated[digest]}" if repeated[digest] > 1 else ""
    return f"{PLATFORM}:{digest}{again}"


def _addressees(others: tuple[Who, ...], writer: Who) -> tuple[str, ...]:
    """Return the insiders that a mail is sent to, programmes and its author left out."""
    return tuple(
        [
            who.account
            for who in others
            if who.inside and not who.machine and not who.to_list and who is not writer
        ]
    )


def _identifier(value: bytes) -> str:
    """Return a Message-ID without its angles."""
    low, high = value.find(b"<"), value.find(b">")
    inner = value[low + 1 : high] if 0 <= low < high else value
    words = inner.split()
    return words[0].strip(b"<>").decode("utf-8", "replace")[:LONGEST_ID] if words else ""


def _thread(fields: Fields, own: str) -> tuple[str | None, str | None]:
    """Return what a mail answers, and what stands first in its conversation."""
    references = fields.get("references", b"")
    answered = fields.get("in-reply-to", b"")
    if b"@" not in answered and b"<" not in answered:  # some write there whom they answer
        answered = b""
    start = references.rfind(b"<")
    last = references[start:] if start >= 0 else (references.split() or [b""])[-1]
    parent = _identifier(answered) or _identifier(last)
    if not parent or parent == own:
        return None, None
    root = _identifier(references)
    return f"{PLATFORM}:{parent}", f"{PLATFORM}:{root}" if root and root != own else None
