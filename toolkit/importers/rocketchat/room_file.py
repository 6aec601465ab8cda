"""The file of one Rocket.Chat room, as a member exports it: who said what and when, no more."""

import re
from collections.abc import Iterator

from toolkit.importers.rocketchat.messages import Strangers
from toolkit.importers.rocketchat.records import PLATFORM, Line
from toolkit.importers.rocketchat.roster import ROCKET_CAT, Server, account
from toolkit.importers.rocketchat.shapes import records_of
from toolkit.reading import Archive, Found, Noted, Rejected, moment
from toolkit.spoken.inside import Room, Said, Talk
from toolkit.spoken.unnumbered import Unnumbered

_NAMELESS = re.compile(r"User_[0-9]+")


def room_file(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """Messages of one room, which is called as the file is."""
    title = name.rpartition(".")[0]
    strangers = Strangers(server)
    room = server.names.get(title)
    if room is None:
        room = strangers.rooms[title] = Room(account(title), None, None, title)
    talk, unnumbered = Talk(PLATFORM, name, frozenset(server.bots)), Unnumbered(PLATFORM)
    for found in records_of(archive, name, Line):
        yield from found.rejected
        for at, line in zip(found.places, found.records, strict=True):
            said = _said(line, room, server, unnumbered)
            if isinstance(said, str):
                yield Rejected(f"{name}[{at}]", said)
                continue
            talk.add(said, room)
            strangers.meet(said.account, "person", None, line.username)
        yield from talk.rows()
    if any(who.startswith(f"{account(server.holder or '')}/") for who in strangers.accounts):
        yield Noted(name, "people are numbered here: a number may be somebody else's elsewhere")
    yield from strangers.rows(name)


def _said(line: Line, room: Room, server: Server, unnumbered: Unnumbered) -> Said | str:
    when = moment(line.ts)
    if not line.username or when is None:
        return "ts is no time" if line.username else "missing username"
    who = _account(line.username, server)
    return Said(
        unnumbered.identifier(room.channel_id or "", who, str(when)),
        who,
        when,
        line.msg,
        system=line.type is not None and line.type != "e2e",
    )


def _account(username: str, server: Server) -> str:
    """Return the account of a user; in a personal download all others have but a number."""
    if server.holder and _NAMELESS.fullmatch(username):
        return f"{account(server.holder)}/{username}"
    if username == ROCKET_CAT:
        return account(ROCKET_CAT)
    return server.accounts.get(username) or account(username)
