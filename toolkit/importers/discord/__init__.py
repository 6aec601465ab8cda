"""Discord: channels that DiscordChatExporter saved as JSON, one file or several for each."""

from types import MappingProxyType

from toolkit.importers.discord.channel import channel
from toolkit.importers.discord.records import PLATFORM
from toolkit.reading import LITTER, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "a JSON file of DiscordChatExporter for each channel, under any name"

# Guild - Category - channel [530805775262679064].json, or any name that was given instead.
FILES = r"[^/]+\.(?i:json)"
SIGNATURE = (FILES,)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        r"([^/]+/)?[^/]+\.(json|html|txt|csv)_Files/.*": None,  # pictures and files: not opened
        FILES: channel,
    }
)
CLAIMS = MappingProxyType(
    {
        FILES: saying(
            r'\A(?=\s*\{\s*"guild"\s*:\s*\{)(?=[\s\S]*"channel"\s*:\s*\{)[\s\S]*"messages"\s*:'
        )
    }
)
