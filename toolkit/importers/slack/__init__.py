"""Slack: the export that a workspace's owner downloads, of public channels or of everything."""

from types import MappingProxyType

from toolkit.importers.slack.day import day
from toolkit.importers.slack.records import PLATFORM, SCOPE
from toolkit.importers.slack.roster import prepare, rooms, users
from toolkit.reading import LITTER

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "users.json beside channels.json or day files"
SIGNATURE = (
    r"(org_)?users\.json",
    r"(channels|groups|dms|mpims)\.json|[^/]+/\d{4}-\d{2}-\d{2}\.json",
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
        r"(integration_logs|canvases|file_conversations|huddle_transcripts|lists)\.json": None,
        r"content_flags(\.json|/.*)": None,
        r"[^/]+/canvas_in_the_conversation\.json": None,
        r"([^/]+/)?(__uploads|attachments|canvases|files)/.*": None,
        r"[^/]+/\d{4}-\d{2}-\d{2}\.json": day,
    }
)
