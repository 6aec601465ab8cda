"""Who is in a Zulip organisation, in which rooms, and what was reacted to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from toolkit.errors import BrokenExport
from toolkit.importers.zulip import records
from toolkit.importers.zulip.records import (
    EVERYBODY,
    GROUP,
    PERSONAL,
    PLATFORM,
    STREAM,
    Recipient,
    Stream,
    User,
)
from toolkit.reading import Archive, Before, Decoded, Elements, Found, Rejected, Rows, Told
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row

T = TypeVar("T")

FILE = "realm.json"
NOTIFIER = "notification-bot@"  # its messages tell what happened in a room


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who and what the messages speak of, by the numbers that the server gave them."""

    prefix: str
    bots: frozenset[str]
    guests: frozenset[str]
    notifiers: frozenset[str]
    names: Mapping[str, str]
    recipients: Mapping[int, Recipient]
    rooms: Mapping[int, Room]
    programmes: Mapping[int, str | None]
    likes: Mapping[int, int]

    def account(self, user: int | str) -> str:
        """Return the account of a user."""
        return f"{self.prefix}{user}"

    def room(self, recipient: int | None, sender: str) -> Room:
        """Return where a message stands; a talk of two is one room, whoever writes."""
        found = self.recipients.get(recipient or 0)
        if found and found.type == PERSONAL:
            return _pair(self.prefix, {sender, self.account(found.type_id)}, self.bots)
        return self.rooms.get(recipient or 0) or Room(f"{self.prefix}recipient:{recipient}", None)


def _pair(prefix: str, two: set[str], bots: frozenset[str]) -> Room:
    marks = sorted((one.removeprefix(prefix) for one in two), key=lambda mark: (len(mark), mark))
    return Room(f"{prefix}dm:{'-'.join(marks)}", "dm", tuple(sorted(two - bots)))


def prepare(archive: Archive, _told: Told) -> Organisation:
    """Read who is a machine or a guest and which number is which room, before any message."""
    realms = _all(archive, records.REALMS)
    prefix = f"{PLATFORM}:{(realms and realms[0].string_id) or 'root'}:"
    users, machines = _all(archive, records.USERS), _all(archive, records.MACHINES)
    bots = _accounts(prefix, [*(one for one in users if one.is_bot), *machines])
    recipients = {one.id: one for one in _all(archive, records.RECIPIENTS)}
    programmes = {one.id: one.name for one in _all(archive, records.PROGRAMMES)}
    return Organisation(
        prefix=prefix,
        bots=bots,
        guests=_accounts(prefix, [one for one in users if one.outside]),
        notifiers=_accounts(
            prefix, [one for one in machines if (one.email or "").startswith(NOTIFIER)]
        ),
        names=MappingProxyType(_unique_names(users, prefix)),
        recipients=MappingProxyType(recipients),
        rooms=MappingProxyType(_rooms(archive, prefix, recipients, bots)),
        programmes=MappingProxyType(programmes),
        likes=MappingProxyType(Counter(one.message for one in _all(archive, records.REACTIONS))),
    )


def _accounts(prefix: str, users: Iterable[User]) -> frozenset[str]:
    return frozenset(f"{prefix}{one.id}" for one in users)


def _rooms(
    archive: Archive, prefix: str, recipients: Mapping[int, Recipient], bots: frozenset[str]
) -> dict[int, Room]:
    streams = {one.id: one for one in _all(archive, records.STREAMS)}
    people: dict[int, set[str]] = {}
    for one in _all(archive, records.SUBSCRIPTIONS):
        if one.active is not False:
            people.setdefault(one.recipient, set()).add(f"{prefix}{one.user_profile}")
    return {
        number: _room(prefix, one, streams.get(one.type_id), people.get(number), bots)
        for number, one in recipients.items()
        if one.type in (STREAM, GROUP)
    }


def _all(archive: Archive, elements: Elements[T]) -> list[T]:
    try:
        return [one for piece in _read(archive, elements) for one in piece.records]
    except BrokenExport:
        return []  # said when the file's turn comes


def _read(archive: Archive, elements: Elements[T]) -> Iterator[Decoded[T]]:
    if FILE in archive.names:
        with archive.stream(FILE) as stream:
            for piece in elements.read(stream, FILE):
                if not isinstance(piece, Before):
                    yield piece


def _unique_names(users: list[User], prefix: str) -> dict[str, str]:
    times = Counter(one.full_name for one in users)
    return {
        one.full_name: f"{prefix}{one.id}"
        for one in users
        if one.full_name and times[one.full_name] == 1
    }


def _room(
    prefix: str,
    one: Recipient,
    stream: Stream | None,
    members: set[str] | None,
    bots: frozenset[str],
) -> Room:
    people = None if members is None else tuple(sorted(members - bots))
    if one.type == GROUP:
        if members and len(members) <= 2:
            return _pair(prefix, members, bots)
        return Room(f"{prefix}group:{one.type_id}", "group_dm", people)
    mark = f"{prefix}stream:{one.type_id}"
    if stream is None:
        return Room(mark, None, people)
    kind: RoomKind | None = "private" if stream.invite_only else "open"
    return Room(
        mark,
        None if stream.invite_only is None else kind,
        people,
        stream.name,
        _only_some_write(stream),
    )


def _only_some_write(stream: Stream) -> bool | None:
    if stream.stream_post_policy is not None:
        return stream.stream_post_policy != EVERYBODY
    return stream.is_announcement_only


def realm(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """The people and the streams; the rest was read before all messages."""
    for elements in (records.USERS, records.DUMMIES, records.MACHINES):
        for piece in _read(archive, elements):
            yield from piece.rejected
            yield from _users(piece.records, organisation, name, members=elements is records.USERS)
    yield from _left(archive, records.REALMS)
    yield from _left(archive, records.STREAMS)
    yield from _left(archive, records.RECIPIENTS)
    yield from _left(archive, records.SUBSCRIPTIONS)
    yield from _left(archive, records.PROGRAMMES)
    yield from _left(archive, records.REACTIONS)
    rooms = [organisation.rooms[number] for number in sorted(organisation.rooms)]
    yield Rows("channels", CHANNEL, [one.row() for one in rooms], name)


def _left(archive: Archive, elements: Elements[T]) -> Iterator[Rejected]:
    """Yield what could not be read of the tables that were read before all."""
    for piece in _read(archive, elements):
        yield from piece.rejected


def _users(
    users: Sequence[User], organisation: Organisation, name: str, *, members: bool
) -> Iterator[Rows]:
    """Yield accounts; only ``members`` belong to the organisation, guests and machines do not."""
    accounts: list[Row] = []
    people: list[Row] = []
    for one in users:
        who, email, zone = organisation.account(one.id), _address(one), one.timezone or None
        kind = "bot" if who in organisation.bots else "public" if one.outside else "person"
        accounts.append((who, PLATFORM, kind, one.full_name, None, email, zone))
        if members and kind == "person":
            people.append((who, one.full_name, email, zone))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


def _address(user: User) -> str | None:
    return user.delivery_email or user.email or None
