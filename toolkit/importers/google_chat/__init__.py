"""Google Chat: what one person's Google Takeout holds of direct messages and spaces."""

import re
from types import MappingProxyType

from toolkit.importers.google_chat.messages import messages
from toolkit.importers.google_chat.records import PLATFORM, SCOPE
from toolkit.importers.google_chat.rooms import holder, prepare, room
from toolkit.reading import LITTER, Archive

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "Google Chat/Groups/DM */messages.json or Google Chat/Groups/Space */messages.json"
# Takeout translates names of folders for some products, so only the shape is asked for.
MESSAGES = r"[^/]+/[^/ ]+ [^/]+/messages\.json"
ROOM = r"[^/]+/[^/ ]+ [^/]+/group_info\.json"
HOLDER = r"[^/]+/[^/ ]+ [^/]+/user_info\.json"
SIGNATURE = (rf"{MESSAGES}|{ROOM}",)

_NAMED = re.compile(r"(?:.*/)?Groups/(?:DM|Space) [^/]+/[^/]+|(?:.*/)?Users/User [^/]+/[^/]+")
_SAID = re.compile(r'"(created_date|topic_id|message_id|user_type|membership_info)"\s*:')


def claim(archive: Archive, name: str) -> bool:
    """Say whether a file is one of Google Chat's, by its folders or by what it says."""
    return _NAMED.fullmatch(name) is not None or _SAID.search(archive.head(name)) is not None


CLAIMS = MappingProxyType({SIGNATURE[0]: claim, MESSAGES: claim, ROOM: claim, HOLDER: claim})
ROUTES = MappingProxyType(
    {
        LITTER: None,
        HOLDER: holder,
        ROOM: room,
        MESSAGES: messages,
        # What people attached, and pages to look at all this: not needed, not opened.
        r"[^/]+/[^/ ]+ [^/]+/.*": None,
        r"(archive_browser\.html|unsentmessages\.json)": None,
    }
)
