"""Who is in a Slack workspace, and in which rooms."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.errors import BrokenExport
from toolkit.importers.slack import records
from toolkit.importers.slack.records import CHANNEL, PLATFORM, Room, Row, User
from toolkit.reading import Archive, Found, Rows, Told
from toolkit.spoken.inside import ACCOUNT, PERSON

KINDS = MappingProxyType(
    {"channels.json": "open", "groups.json": "private", "dms.json": "dm", "mpims.json": "group_dm"}
)
SLACKBOT = "USLACKBOT"  # older exports list it as a person


@dataclass(frozen=True, slots=True)
class Place:
    """A room as its messages need it; ``people`` are its members, machines left out."""

    channel_id: str
    kind: str | None
    people: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """Who and what the other files speak of."""

    prefix: str
    accounts: Mapping[str, str]
    listed: frozenset[str]
    bots: frozenset[str]
    places: Mapping[str, Place]

    def account(self, user: str) -> str:
        """Return the account of a user, listed or not."""
        return self.accounts.get(user) or self.prefix + user


def prepare(archive: Archive, _told: Told) -> Workspace:
    """Read who is a machine and which folder is which room, before any message."""
    members = [user for name in ("users.json", "org_users.json") for user in _users(archive, name)]
    teams = Counter(user.team_id for user in members if user.team_id)
    team = min(teams, key=lambda name: (-teams[name], name), default="T0")
    prefix = f"slack:{team}:"
    bots = frozenset(user.id for user in members if user.is_bot) | {SLACKBOT}
    places: dict[str, Place] = {}
    holder = _holder(archive)
    for name, kind in KINDS.items():
        for room in records.ROOMS.decode(_content(archive, name), name).records:
            place = _place(prefix, _with_holder(room, holder), kind, bots)
            places.setdefault(unicodedata.normalize("NFC", room.name or room.id), place)
            places.setdefault(room.id, place)
    accounts = {user.id: prefix + user.id for user in members}
    return Workspace(prefix, accounts, frozenset(accounts.values()), bots, places)


def _users(archive: Archive, name: str) -> list[User]:
    return list(records.USERS.decode(_content(archive, name), name).records)


def _content(archive: Archive, name: str) -> bytes:
    try:
        return archive.read(name) if name in archive.names else b"[]"
    except BrokenExport:
        return b"[]"  # said when the file's turn comes


def _holder(archive: Archive) -> str | None:
    """Return who ran Slackdump, who is in every direct conversation that it saved."""
    content = _content(archive, "workspace.json")
    listed = content if content.startswith(b"[") else b"[" + content + b"]"
    found = records.HOLDER.decode(listed, "workspace.json").records
    return found[0].user_id if found else None


def _with_holder(room: Room, holder: str | None) -> Room:
    if room.is_im and not room.members and room.user and holder:
        room.members = [holder, room.user]
    return room


def _place(prefix: str, room: Room, kind: str, bots: frozenset[str]) -> Place:
    people = None if room.members is None else tuple(sorted(set(room.members) - bots))
    return Place(prefix + room.id, _kind(room, kind), people)


def _kind(room: Room, kind: str) -> str:
    # Some exports list group conversations among private channels, Slackdump lists all in one.
    if room.is_mpim or (room.name or "").startswith("mpdm-"):
        return "group_dm"
    if room.is_im:
        return "dm"
    return "private" if room.is_private and kind == "open" else kind


def users(archive: Archive, name: str, workspace: Workspace) -> Iterator[Found]:
    """The members; those who left stay, for what they wrote stays."""
    found = records.USERS.decode(archive.read(name), name)
    yield from found.rejected
    accounts: list[Row] = []
    people: list[Row] = []
    for user in found.records:
        account = workspace.account(user.id)
        shown = (user.profile and user.profile.real_name) or user.real_name or user.name
        email = (user.profile and user.profile.email) or None
        kind = "bot" if user.id in workspace.bots else "person"
        accounts.append((account, PLATFORM, kind, shown, user.name, email, user.tz))
        if kind == "person":
            people.append((account, shown, email, user.tz))
    yield Rows("accounts", ACCOUNT, accounts, name)
    yield Rows("people", PERSON, people, name)


def rooms(archive: Archive, name: str, workspace: Workspace) -> Iterator[Found]:
    """Channels, private groups and direct conversations."""
    found = records.ROOMS.decode(archive.read(name), name)
    yield from found.rejected
    rows: list[Row] = []
    for room in found.records:
        place = workspace.places[room.id]
        members = None if place.people is None else len(place.people)
        rows.append((place.channel_id, place.kind, members, room.name))
    yield Rows("channels", CHANNEL, rows, name)
