"""Rocket.Chat: its database as JSON, what its interface answers, or the rooms a member exports."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from toolkit.importers.rocketchat import roster
from toolkit.importers.rocketchat.messages import messages
from toolkit.importers.rocketchat.records import PLATFORM, SCOPE
from toolkit.importers.rocketchat.room_file import room_file
from toolkit.importers.rocketchat.roster import Server, prepare
from toolkit.importers.rocketchat.shapes import (
    FILES,
    holds_messages,
    holds_something,
    shape_of,
)
from toolkit.reading import LITTER, Archive, Found, Rejected

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "rocketchat_message.json, or the .json file of a room with msg, username and ts"
WRITTEN = rf"(?:{FILES})"
SIGNATURE = (WRITTEN,)
CLAIMS = MappingProxyType({WRITTEN: holds_messages, FILES: holds_something})

PARSERS: Mapping[str, Callable[[Archive, str, Server], Iterator[Found]]] = MappingProxyType(
    {
        "messages": messages,
        "lines": room_file,
        "users": roster.users,
        "rooms": roster.rooms,
        "subscriptions": roster.subscriptions,
        "folders": roster.folders,
        "holder": roster.holder,
    }
)


def parse(archive: Archive, name: str, server: Server) -> Iterator[Found]:
    """Read a file as what its first records say it is."""
    parser = PARSERS.get(shape_of(archive.head(name)) or "")
    if parser is None:
        yield Rejected(name, "neither messages, rooms nor people")
        return
    yield from parser(archive, name, server)


ROUTES = MappingProxyType(
    {
        LITTER: None,
        FILES: parse,
        r"(assets|files)/.*|avatar": None,  # what was shared, and a portrait
    }
)
