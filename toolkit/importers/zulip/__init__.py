"""Zulip: the export of a whole organisation, as its server packs it."""

from types import MappingProxyType

from toolkit.importers.zulip.messages import messages
from toolkit.importers.zulip.organisation import prepare, realm
from toolkit.importers.zulip.records import PLATFORM, SCOPE
from toolkit.reading import LITTER

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "realm.json beside messages-000001.json"
SIGNATURE = (r"realm\.json", r"messages-\d{6,}\.json")
ROUTES = MappingProxyType(
    {
        LITTER: None,
        r"realm\.json": realm,
        r"messages-\d{6,}\.json": messages,
        # What was attached, pictures, counts and the server's own notes: not needed, not opened.
        r"(attachment|analytics|migration_status|emoji)\.json": None,
        r"(stats|README)\.(txt|json|md)": None,
        r"(uploads|avatars|emoji|realm_icons)/.*": None,
    }
)
