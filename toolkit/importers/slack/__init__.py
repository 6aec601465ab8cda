"""Slack: the export that a workspace's owner downloads, or what a member saves with Slackdump."""

from types import MappingProxyType

from toolkit.importers.slack.dump import TALK, talk
from toolkit.importers.slack.records import PLATFORM, SCOPE
from toolkit.importers.slack.roster import prepare, rooms, users
from toolkit.reading import LITTER

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "users.json beside channels.json, day files or the files of a Slackdump"
SIGNATURE = (
    r"(org_)?users\.json",
    rf"(channels|groups|dms|mpims)\.json|{TALK}",
)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        r"users\.json": users,
        r"org_users\.json": users,  # exports of a whole Enterprise Grid organisation
        r"channels\.json": rooms,
        r"groups\.json": rooms,
        r"dms\.json": rooms,
        r"mpims\.json": rooms,
        # Programmes, canvases, lists, calls and files: not needed, not opened.
        r"workspace\.json": None,  # read beforehand, where there is one
        r"(integration_logs|canvases|file_conversations|huddle_transcripts|lists)\.json": None,
        r"content_flags(\.json|/.*)": None,
        r"[^/]+/canvas_in_the_conversation\.json": None,
        r"([^/]+/)?(__uploads|attachments|canvases|files)/.*": None,
        TALK: talk,
        r"[CDG][0-9A-Z]{8,10}/[^/]+": None,  # files that were shared in a room
    }
)
