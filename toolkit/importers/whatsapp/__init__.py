"""WhatsApp: conversations with customers, each exported as a text or as a zip that holds one."""

from types import MappingProxyType

from toolkit.importers.whatsapp.chat import chat
from toolkit.importers.whatsapp.lines import BEGINNING
from toolkit.importers.whatsapp.words import PLATFORM
from toolkit.reading import LITTER, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "external"
LOOKS_FOR = "WhatsApp Chat with ... .txt, or _chat.txt in a folder or zip named after the chat"

# An unpacked zip of an iPhone is a folder named after the chat: the folder belongs to the name.
FILES = r"(?!_chat\.txt)[^/]+\.(?i:txt)|[^/]+/_chat\.txt|(?<!/)_chat\.txt"
# What was sent besides words: not needed, not opened.
SENT = (
    r"[A-Z]{3}-\d{8}-WA\d+[^/]*|\d{8}-(PHOTO|VIDEO|AUDIO|GIF|STICKER|DOCUMENT)-[^/]*"
    r"|[^/]+\.(vcf|opus|webp)"
)
SIGNATURE = (FILES,)
ROUTES = MappingProxyType({LITTER: None, rf"([^/]+/)?({SENT})": None, FILES: chat})
CLAIMS = MappingProxyType({FILES: saying(BEGINNING)})
