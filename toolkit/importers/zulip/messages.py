"""What was written in a Zulip organisation: in streams, by topics, and in talks of a few."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.importers.zulip.markup import MENTION, own_words
from toolkit.importers.zulip.organisation import Organisation
from toolkit.importers.zulip.records import MESSAGES, NOTICE, PLATFORM, Message, topic_of
from toolkit.reading import Archive, Before, Decoded, Found, Rejected, Rows, seconds
from toolkit.spoken.inside import CHANNEL, TALKS, Room, Said, Talk

ENOUGH = 10_000  # messages handed over at a time
CONTENT = '"prev_content"'  # in the history of a message whose words were changed


@dataclass(slots=True)
class Reading:
    """What the messages of one file have in common, and the rooms that no list names."""

    organisation: Organisation
    talk: Talk
    rooms: dict[str | None, Room] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)

    def topic(self, message: Message, room: Room) -> str | None:
        """Return what stands for the topic of a message in a stream."""
        if room.kind in TALKS:
            return None
        subject = message.subject or ""
        return self.topics.get(subject) or self.topics.setdefault(subject, topic_of(subject))

    def mentions(self, text: str) -> list[str]:
        """Return the people whom a text names; a name that two have needs its number."""
        if "@**" not in text:
            return []
        names, account = self.organisation.names, self.organisation.account
        found = (
            account(number) if number else names.get(name) for name, number in MENTION.findall(text)
        )
        return list(dict.fromkeys(one for one in found if one))


def messages(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """What was written; the topic is the conversation, for nothing else says what is answered."""
    reading = Reading(organisation, Talk(PLATFORM, name, organisation.bots))
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
    rooms = [room.row() for _, room in sorted(reading.rooms.items(), key=str)]
    if rooms:
        yield Rows("channels", CHANNEL, rooms, name)


def _read(reading: Reading, piece: Decoded[Message], name: str) -> Iterator[Rejected]:
    organisation = reading.organisation
    for at, message in zip(piece.places, piece.records, strict=True):
        sent = message.pub_date if message.date_sent is None else message.date_sent
        when = seconds(sent)
        if message.sender is None or when is None:
            missing = message.sender is None
            yield Rejected(f"{name}[{at}]", "missing sender" if missing else "date_sent is no time")
            continue
        author = organisation.account(message.sender)
        room = organisation.room(message.recipient, author)
        if message.recipient not in organisation.rooms:
            reading.rooms.setdefault(room.channel_id, room)
        reading.talk.add(_said(reading, message, author, when, room), room)


def _said(reading: Reading, message: Message, author: str, when: int, room: Room) -> Said:
    organisation = reading.organisation
    prefix = f"{organisation.prefix}message:"
    own = own_words(message.content or "")
    topic = reading.topic(message, room)
    writers = [organisation.account(who) for who, _ in own.quoted if who]
    edited = message.last_edit_time
    moved = message.edit_history is not None and CONTENT not in message.edit_history
    return Said(
        message_id=f"{prefix}{message.id}",
        account=author,
        when=when,
        text=own.text,
        parent=f"{prefix}{own.quoted[0][1]}" if own.quoted else None,
        root=f"{room.channel_id}:topic:{topic}" if topic else None,
        parent_author=writers[0] if own.quoted and own.quoted[0][0] else None,
        mentions=list(dict.fromkeys((*reading.mentions(own.text), *writers[1:]))),
        system=message.type == NOTICE or author in organisation.notifiers,
        outsider=author in organisation.guests,
        topic=topic,
        edited=seconds(edited) if edited and not moved else None,
        likes=organisation.likes.get(message.id, 0),
        client=organisation.programmes.get(message.sending_client or 0),
    )
