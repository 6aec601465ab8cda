"""Bluesky: the repository of an account, in one file or unpacked into records."""

from types import MappingProxyType

from toolkit.importers.bluesky.posts import listed, packed, unpacked
from toolkit.importers.bluesky.records import PLATFORM
from toolkit.reading import LITTER, Archive, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "external"
LOOKS_FOR = "repo.car, or a folder named did:plc:..., or a list of records of app.bsky.feed.post"

# Windows takes no colon in the name of a folder.
HOLDER = r"did[:_][^/]+"
PACKED = r"[^/]+\.car"
UNPACKED = rf"{HOLDER}/app\.bsky\.(feed\.post|feed\.repost|actor\.profile)/[^/]+\.json"
LIST = r"[^/]+\.json"
ANY = rf"{PACKED}|{UNPACKED}|{LIST}"
SIGNATURE = (ANY,)

_says = saying(r'"uri"\s*:\s*"at://[^"/]+/app\.bsky\.')


def _is_ours(archive: Archive, name: str) -> bool:
    """Say whether a file is a repository, or a list of records of one."""
    own = name.rpartition("/")[2]
    return own.endswith(".car") or "/app.bsky." in name or _says(archive, name)


CLAIMS = MappingProxyType({ANY: _is_ours, LIST: _says})

ROUTES = MappingProxyType(
    {
        LITTER: None,
        PACKED: packed,
        UNPACKED: unpacked,
        # Likes, follows, lists, settings, pictures: not needed, not opened.
        rf"{HOLDER}/(?:_commit\.json|_blobs?/.*|[A-Za-z0-9.\-]+/[^/]+\.json)": None,
        LIST: listed,
    }
)
