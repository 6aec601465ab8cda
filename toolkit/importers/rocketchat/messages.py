"""What was written on a Rocket.Chat server, out of its database or of its programming interface."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from toolkit.importers.rocketchat import records
from toolkit.importers.rocketchat.records import PLATFORM, Dated, Long, Message, Moment, Who
from toolkit.importers.rocketchat.roster import Server, account, identifier
from toolkit.importers.rocketchat.shapes import records_of
from toolkit.reading import Archive, Found, Rejected, Rows, moment, seconds
from toolkit.spoken.inside import ACCOUNT, CHANNEL, Room, Said, Talk

STRANGER = ACCOUNT[:5]
MILLISECOND = 1_000
REMOVED, ENCRYPTED = "rm", "e2e"
NOTHING = (b"", b"null", b"false", b"{}", b"[]")
EVERYBODY = frozenset(("all", "here"))


@dataclass(slots=True)
class Strangers:
    """The rooms and accounts that messages name and no list does."""

    server: Server
    rooms: dict[str, Room] = field(default_factory=dict)
    accounts: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)

    def meet(self, who: str, kind: str, name: str | None, handle: str | None) -> None:
        """Remember an account unless a list has it."""
        if who not in self.server.listed and who not in self.accounts:
            self.accounts[who] = ("bot" if who in self.server.bots else kind, name, handle)

    def rows(self, where: str) -> Iterator[Rows]:
        """Yield those that were met."""
        if self.rooms:
            yield Rows("channels", CHANNEL, [one.row() for one in self.rooms.values()], where)
        if self.accounts:
            rows = [(who, PLATFORM, *self.accounts[who]) for who in sorted(self.accounts)]
            yield Rows("accounts", STRANGER, rows, where)


def messages(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """Messages of any rooms, each with its number."""
    talk, strangers = Talk(PLATFORM, name, frozenset(server.bots)), Strangers(server)
    for found in records_of(archive, name, Message):
        yield from found.rejected
        for at, message in zip(found.places, found.records, strict=True):
            said = _said(message, server)
            if isinstance(said, str) or not message.rid:
                kind = said if isinstance(said, str) else "missing rid"
                yield Rejected(f"{name}[{at}]", kind)
                continue
            talk.add(said, _room(message.rid, server, strangers))
            who = message.u or Who()
            kind = "public" if said.outsider else "bot" if said.machine else "person"
            strangers.meet(said.account, kind, who.name, who.username)
        yield from talk.rows()
    yield from strangers.rows(name)


def _room(rid: str, server: Server, strangers: Strangers) -> Room:
    room = server.rooms.get(rid) or strangers.rooms.get(rid)
    if room is None:
        room = strangers.rooms[rid] = Room(account(rid), None)
    return room


def _said(one: Message, server: Server) -> Said | str:
    """Return what was written, or what is wrong with it.

    What was before an edit is the same message in an earlier state.
    """
    own, who, when = identifier(one.id), identifier(one.u.id) if one.u else None, when_of(one.ts)
    if not own or not who or when is None:
        return "missing _id" if not own else "ts is no time" if who else "missing user"
    earlier = one.parent if one.hidden else None
    return Said(
        account(earlier or own),
        account(who),
        when,
        None if one.t == ENCRYPTED else one.msg,
        parent=account(one.tmid) if one.tmid else None,
        mentions=_mentions(one.mentions or (), server),
        machine=bytes(one.bot) not in NOTHING,
        system=one.t is not None and one.t not in (REMOVED, ENCRYPTED),
        outsider=bool(one.token),
        edited=None if earlier else when_of(one.edited_at),
        deleted=_deleted(one, earlier),
        likes=_likes(bytes(one.reactions)),
        comments=one.tcount if isinstance(one.tcount, int) else None,
    )


def _deleted(one: Message, earlier: str | None) -> int | None:
    """Return when a message was deleted: emptied, or hidden where the server keeps what was."""
    if one.t == REMOVED:
        return when_of(one.edited_at) or when_of(one.updated_at)
    return when_of(one.updated_at) if one.hidden and not earlier and one.t is None else None


def when_of(given: Moment) -> int | None:
    """Return a moment in microseconds since 1970, however it is written."""
    if isinstance(given, Dated):
        date = given.date
        given = date.number if isinstance(date, Long) else date
    if isinstance(given, str) and not given.lstrip("-").isdecimal():
        return moment(given)
    return None if given is None else seconds(given, MILLISECOND)


def _mentions(named: Sequence[Who], server: Server) -> Sequence[str]:
    """Return the people that a message names; teams, all and here name nobody in particular."""
    ids = [identifier(one.id) for one in named if one.type != "team"]
    found = dict.fromkeys(account(one) for one in ids if one and one not in EVERYBODY)
    return tuple(one for one in found if one in server.people or not server.people)


def _likes(content: bytes) -> int | None:
    if content in NOTHING:
        return None
    try:
        found: Mapping[str, records.Reaction] = records.REACTIONS.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return sum(len(one.usernames or ()) for one in found.values()) or None
