"""Microsoft Teams: the data export of a whole organisation, or lists of messages taken from it."""

import re
from types import MappingProxyType

from toolkit.importers.teams.meetings import meetings
from toolkit.importers.teams.messages import messages
from toolkit.importers.teams.records import PLATFORM, SCOPE
from toolkit.importers.teams.roster import known, members, prepare, rooms, users
from toolkit.reading import LITTER, Archive

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "users/usersList.json, teams/teamsList.json or lists of chat messages (JSON)"

_ID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_TOOL = (
    r"(?:users/usersList|teams/teamsList|teams/teamsSettings)\.json"
    rf"|(?:users|teams)/{_ID}/(?:messages|meetings|channels|teamMembers)_{_ID}\.json"
)
# Lists as programmes fetch them, under any name that is not one of the export's own.
LISTS = r"[^/]+\.json"
SIGNATURE = (rf"{_TOOL}|(?![A-Za-z]+_{_ID}\.json){LISTS}",)

_OF_TOOL = re.compile(rf"(?:.*/)?(?:{_TOOL})")
_KIND = re.compile(
    r'"[mM]essageType"\s*:\s*"(message|chatEvent|unknownFutureValue|systemEventMessage)"'
)
_MOMENT = re.compile(r'"[cC]reatedDateTime"\s*:')


def claim(archive: Archive, name: str) -> bool:
    """Say whether a file is of the data export, or says that it holds messages of Teams."""
    if _OF_TOOL.fullmatch(name):
        return True
    head = archive.head(name)
    return _KIND.search(head) is not None and _MOMENT.search(head) is not None


CLAIMS = MappingProxyType({SIGNATURE[0]: claim, LISTS: claim})
ROUTES = MappingProxyType(
    {
        LITTER: None,
        r"users/usersList\.json": users,
        r"teams/teams(List|Settings)\.json": known,
        r"teams/[^/]+/teamMembers_[^/]+\.json": members,
        r"teams/[^/]+/channels/[^/]+/channelMembers[^/]*\.json": members,
        r"teams/[^/]+/channels_[^/]+\.json": rooms,
        r"(users|teams)/[^/]+/messages_[^/]+\.json": messages,
        r"users/[^/]+/meetings_[^/]+\.json": meetings,
        r"teams/[^/]+/groupEvents_[^/]+\.json": meetings,
        # Earlier states of messages, recordings and programmes: not needed, not opened.
        r"(users|teams)/[^/]+/retainedMessages_[^/]+\.json": None,
        r"users/[^/]+/meeting(Recordings|Transcripts)_[^/]+\.json": None,
        r"teams/[^/]+/teamInstalledApps_[^/]+\.json": None,
        LISTS: messages,
    }
)
