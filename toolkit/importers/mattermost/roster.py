"""Who is on a Mattermost server, and in which rooms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.errors import BrokenExport
from toolkit.importers.mattermost import records
from toolkit.importers.mattermost.records import (
    PLATFORM,
    Bot,
    Channel,
    DirectChannel,
    Listed,
    User,
)
from toolkit.reading import Archive, Rows, Told
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, RoomKind, Row
from toolkit.spoken.unnumbered import digest

EXPORT = r"[^/]+\.jsonl?"
KINDS: Mapping[str | None, RoomKind] = MappingProxyType({"O": "open", "P": "private"})

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """Who and what the messages speak of: accounts by name, and rooms by team and name.

    ``talks`` are the direct conversations that stand on a list.
    """

    people: frozenset[str]
    bots: frozenset[str]
    rooms: Mapping[Key, Room]
    talks: frozenset[str | None]

    def room(self, team: str, name: str) -> Room:
        """Return a room, listed or not."""
        return self.rooms.get((team, name)) or Room(room_id(team, name), None, None, name)


def account(username: str) -> str:
    """Return the account of a user, whose name is all that an export says of it."""
    return f"{PLATFORM}:{username.lower()}"


def room_id(team: str, name: str) -> str:
    """Return the identifier of a room: names of rooms are unique within a team."""
    return f"{PLATFORM}:{team}:{name}"


def prepare(archive: Archive, _told: Told) -> Server:
    """Read who is a machine and who is in which room, before any message."""
    users: list[User] = []
    bots: set[str] = set()
    channels: list[Channel] = []
    direct: list[DirectChannel] = []
    for line in _listed(archive):
        if line.user:
            users.append(line.user)
        if line.bot:
            bots.add(account(line.bot.username))
        if line.channel:
            channels.append(line.channel)
        if line.direct_channel:
            direct.append(line.direct_channel)
    members = _members(users)
    rooms = {
        (one.team, one.name): _room(one, members.get((one.team, one.name)), bots)
        for one in channels
    }
    machines = frozenset(bots)
    talks = frozenset(talk_of(members_of(one), machines).channel_id for one in direct)
    people = frozenset(account(user.username) for user in users) - machines
    return Server(people, machines, rooms, talks)


def _members(users: Sequence[User]) -> dict[Key, set[str]]:
    """Return who is in which room."""
    members: dict[Key, set[str]] = {}
    for user in users:
        for key in _rooms_of(user):
            members.setdefault(key, set()).add(account(user.username))
    return members


def _listed(archive: Archive) -> Iterator[Listed]:
    """Yield all lines but messages; what is wrong with any is said when its turn comes."""
    for name in archive.names:
        if "/" in name or not name.endswith((".json", ".jsonl")):
            continue
        try:
            with archive.stream(name) as content:
                for found in records.LISTED.read(content, name):
                    yield from found.records
        except BrokenExport:
            continue


def _rooms_of(user: User) -> Iterator[Key]:
    for team in user.teams or ():
        for channel in team.channels or ():
            if team.name and channel.name:
                yield team.name, channel.name


def _room(channel: Channel, members: set[str] | None, bots: set[str]) -> Room:
    people = None if members is None else tuple(sorted(members - bots))
    name = channel.display_name or channel.name
    return Room(room_id(channel.team, channel.name), KINDS.get(channel.type), people, name)


def talk_of(names: Sequence[str], bots: frozenset[str]) -> Room:
    """Return the direct conversation of these people, whom its identifier does not tell."""
    members = sorted({account(name) for name in names})
    people = tuple(one for one in members if one not in bots)
    kind: RoomKind = "group_dm" if len(members) > 2 else "dm"
    return Room(f"{PLATFORM}:dm:{digest(*members)}", kind, people)


def members_of(channel: DirectChannel) -> list[str]:
    """Return who is in a direct conversation, whichever way the export lists them."""
    listed = [one.username for one in channel.participants or () if one.username]
    return listed or channel.members or []


def rows(listed: Sequence[Listed], server: Server, where: str) -> Iterator[Rows]:
    """Yield the accounts, people and rooms of these lines."""
    users = [line.user for line in listed if line.user]
    accounts = [_account(user, server) for user in users]
    people = [(row[0], row[3], row[5], None) for row in accounts if row[2] == "person"]
    accounts += [_of_bot(line.bot) for line in listed if line.bot]
    channels = [
        server.room(line.channel.team, line.channel.name).row() for line in listed if line.channel
    ]
    direct = [members_of(line.direct_channel) for line in listed if line.direct_channel]
    channels += [talk_of(names, server.bots).row() for names in direct if names]
    for table, columns, found in (
        ("accounts", ACCOUNT, accounts),
        ("people", PERSON, people),
        ("channels", CHANNEL, channels),
    ):
        if found:
            yield Rows(table, columns, found, where)


def _account(user: User, server: Server) -> Row:
    who = account(user.username)
    kind = "bot" if who in server.bots else "person"
    return (who, PLATFORM, kind, _shown(user), user.username, user.email or None, None)


def _of_bot(bot: Bot) -> Row:
    shown = bot.display_name or bot.username
    return (account(bot.username), PLATFORM, "bot", shown, bot.username, None, None)


def _shown(user: User) -> str:
    whole = " ".join(part for part in (user.first_name, user.last_name) if part)
    return whole or user.nickname or user.username
