"""One room, or one thread of it, as Slackdump saves it: all its messages in one file."""

import re
from collections.abc import Iterator

import msgspec

from toolkit.importers.slack import records
from toolkit.importers.slack.day import UNLISTED, day, guessed, said
from toolkit.importers.slack.roster import Place, Workspace
from toolkit.importers.slack.unfolded import unfolded
from toolkit.reading import Archive, Before, Found, ListOf, Rejected, Rows

# A folder for each room and a file for each day; or Slackdump's one file for each room, named
# after its number, with the moment of its first message where it is one thread.
TALK = (
    r"[^/]+/\d{4}-\d{2}-\d{2}\.json"
    r"|[CDG](?=[A-Z]*[0-9])[0-9A-Z]{8,10}(-[0-9]{9,11}\.[0-9]{6})?\.json"
)
_ROOM = re.compile(r"[0-9A-Z]+")


class Titled(msgspec.Struct):
    """What stands before the messages of a dump."""

    name: str | None = None


TITLE = ListOf(Titled)


def talk(archive: Archive, name: str, workspace: Workspace) -> Iterator[Found]:
    """What was written in one room, on one day or altogether."""
    yield from (day if "/" in name else dump)(archive, name, workspace)


def dump(archive: Archive, name: str, workspace: Workspace) -> Iterator[Found]:
    """What was written in one room, the answers of a thread under its first message."""
    found_room = _ROOM.match(name)
    room = found_room[0] if found_room else name
    place = workspace.places.get(room)
    listed = place is not None
    place = place or Place(workspace.prefix + room, guessed(room), None)
    title = None
    with archive.stream(name) as content:
        for found in records.LOGGED_IN_A_DUMP.read(content, name):
            if isinstance(found, Before):
                title = _title(found.content)
            else:
                yield from said(unfolded(found, name), name, workspace, place)
    if title is None:
        yield Rejected(name, "no list of messages")
    elif not listed:
        yield Rows("channels", UNLISTED, [(place.channel_id, place.kind, title or room)], name)


def _title(before: bytes) -> str:
    """Return the name of the room; nothing for direct conversations, which have none."""
    found = TITLE.decode(b"[" + before.rstrip(b" \t\r\n,") + b"}]", "").records
    return (found[0].name if found else None) or ""
