"""What was written in one room of Google Chat, and what answers what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.importers.google_chat.dates import Calendar
from toolkit.importers.google_chat.records import MESSAGES, PLATFORM, Message, Person, digest
from toolkit.importers.google_chat.rooms import Place, folder, people, place_of
from toolkit.reading import Archive, Before, Decoded, Found, Noted, Rejected, Rows
from toolkit.spoken.inside import CHANNEL, Said, Talk

ENOUGH = 10_000  # messages handed over at a time
DELETED = "DELETED"


@dataclass(slots=True)
class Reading:
    """What the messages of one file have in common, and what they showed so far."""

    place: Place
    talk: Talk
    calendar: Calendar = field(default_factory=Calendar)
    met: dict[str, Person] = field(default_factory=dict)
    again: Counter[str] = field(default_factory=Counter)
    nameless: bool = False
    undated: bool = False

    def mark(self, message: Message, author: str, when: int) -> str:
        """Return the identifier of a message; old exports give none."""
        if message.message_id:
            return f"{PLATFORM}:{message.message_id}"
        made = digest(author, when, message.text)
        self.again[made] += 1
        return f"{self.place.room.channel_id}:{made}.{self.again[made]}"

    def doubts(self, name: str) -> Iterator[Noted]:
        """Yield what was taken for granted."""
        if not self.calendar.sure:
            yield Noted(name, "moments without a known time zone: UTC taken")
        if self.nameless:
            yield Noted(name, "people without an address told apart by their names")
        if self.undated:
            yield Noted(name, "moment of the last edit taken for that of writing")


def messages(archive: Archive, name: str, places: Mapping[str, Place]) -> Iterator[Found]:
    """What was written in one room; the same message in several people's Takeouts is one."""
    place = places.get(folder(name))
    if place is None:
        place = place_of(name)
        yield Rows("channels", CHANNEL, [place.room.row()], name)
    reading = Reading(place, Talk(PLATFORM, name))
    waiting, lists = 0, 0
    with archive.stream(name) as stream:
        for piece in MESSAGES.read(stream, name):
            if isinstance(piece, Before):
                lists += 1
                continue
            yield from piece.rejected
            yield from _read(reading, piece, name)
            waiting += len(piece.records)
            if waiting > ENOUGH:
                yield from reading.talk.rows()
                waiting = 0
    if not lists:
        yield Rejected(name, "no list of messages")
    yield from reading.talk.rows()
    yield from people(list(reading.met.values()), name)
    yield from reading.doubts(name)


def _read(reading: Reading, piece: Decoded[Message], name: str) -> Iterator[Rejected]:
    for at, message in zip(piece.places, piece.records, strict=True):
        when = reading.calendar.read(message.created_date or message.updated_date)
        author = message.creator.account if message.creator else None
        if message.creator is None or author is None or when is None:
            yield Rejected(f"{name}[{at}]", _wrong(message, author))
            continue
        reading.met.setdefault(author, message.creator)
        reading.nameless |= not message.creator.email and not message.creator.is_bot
        reading.undated |= not message.created_date
        said = _said(reading, message, author, when)
        reading.talk.add(said, reading.place.room)


def _wrong(message: Message, author: str | None) -> str:
    if message.message_state == DELETED and not (author and message.created_date):
        return "deleted, and nothing left of it"
    return "missing creator" if author is None else "created_date is no time"


def _said(reading: Reading, message: Message, author: str, when: int) -> Said:
    mark = reading.mark(message, author, when)
    root = _root(reading, message)
    parent, writer = _answered(message)
    mentions = reading.place.mentions(message.text or "")
    if writer and not parent:
        mentions.append(writer)  # what is quoted has no name, but its author is spoken to
    read = reading.calendar.read
    deleted = message.message_state == DELETED
    return Said(
        message_id=mark,
        account=author,
        when=when,
        text=message.text,
        parent=parent or (root if root != mark and message.message_id else None),
        root=root if root != mark else None,
        parent_author=writer if parent else None,
        mentions=list(dict.fromkeys(mentions)),
        machine=message.creator is not None and message.creator.is_bot,
        edited=read(message.updated_date) if message.updated_date else None,
        deleted=(read(message.deleted_date) or when) if deleted else None,
        likes=sum(len(one.reactor_emails or ()) for one in message.reactions or ()),
    )


def _answered(message: Message) -> tuple[str | None, str | None]:
    """Return what a message quotes, where that has a name, and who wrote it."""
    quoted = message.quoted_message_metadata
    if quoted is None:
        return None, None
    parent = f"{PLATFORM}:{quoted.message_id}" if quoted.message_id else None
    return parent, quoted.creator.account if quoted.creator else None


def _root(reading: Reading, message: Message) -> str | None:
    """Return where the conversation began: its first message has the name of the topic."""
    if not message.topic_id:
        return None
    parts = (message.message_id or "").split("/")
    if len(parts) == 3:
        return f"{PLATFORM}:{parts[0]}/{message.topic_id}/{message.topic_id}"
    return f"{reading.place.room.channel_id}:topic:{message.topic_id}"
