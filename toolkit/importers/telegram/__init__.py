"""Telegram: the JSON that Telegram Desktop exports, of one chat or of a whole account."""

from types import MappingProxyType

from toolkit.importers.telegram.chats import chats
from toolkit.importers.telegram.records import KINDS, PLATFORM
from toolkit.reading import LITTER, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "both"
LOOKS_FOR = "result.json of Telegram Desktop, under any name"

FILES = r"[^/]+\.(?i:json)"
SIGNATURE = (FILES,)
# Beside the file lie pictures, voices and papers: not needed, not opened.
MEDIA = (
    r"photos|files|stickers|video_files|voice_messages|round_video_messages|profile_pictures"
    r"|stories|contacts|chats"
)
ROUTES = MappingProxyType({LITTER: None, rf"({MEDIA})/.*": None, FILES: chats})
ONE_CHAT = rf'"type"\s*:\s*"(?:{"|".join(KINDS)})",\s*"id"\s*:\s*-?\d+,\s*"messages"\s*:\s*\['
# The sentence that opens the export of an account is written in the language of the programme.
ACCOUNT = r'\A\s*\{\s*"about"\s*:\s*"[^"]*Telegram'
CLAIMS = MappingProxyType({FILES: saying(f"{ONE_CHAT}|{ACCOUNT}")})
