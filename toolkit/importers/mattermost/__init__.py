"""Mattermost: the bulk export of a server, or what another chat was turned into for it."""

from types import MappingProxyType

from toolkit.importers.mattermost.lines import lines
from toolkit.importers.mattermost.records import PLATFORM, SCOPE
from toolkit.importers.mattermost.roster import EXPORT, prepare
from toolkit.reading import LITTER, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "import.jsonl, whose lines each say what they are: version, team, channel, user, post"
SIGNATURE = (EXPORT,)
# Each line names its kind twice; the first may be damaged, and an export may be cut in pieces.
CLAIMS = MappingProxyType(
    {
        EXPORT: saying(
            r'(?m)^\s*\{\s*"type"\s*:\s*"(version|role|scheme|team|channel|user|bot|post|emoji'
            r'|direct_channel|direct_post)"[^{}\n]{0,40}"\1"\s*:'
        )
    }
)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        EXPORT: lines,
        # Files that were shared, emoji, portraits: not needed, not opened.
        r"(data|bulk-export-attachments|exported_emoji|emoji|profile_pictures)/.*": None,
    }
)
