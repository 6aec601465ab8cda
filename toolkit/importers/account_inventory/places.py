"""Which account on which network a line of an inventory means: by its address, or by its name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from toolkit.reading.handed import plain

NETWORKS = MappingProxyType(
    {"twitter": "x", "xtwitter": "x", "twitterx": "x", "xextwitter": "x", "fb": "facebook"}
    | {"insta": "instagram", "yt": "youtube", "bsky": "bluesky", "fediverse": "mastodon"}
    | {"pagefacebook": "facebook", "pagelinkedin": "linkedin", "chaineyoutube": "youtube"}
)
HOSTS = MappingProxyType(
    {"x.com": "x", "twitter.com": "x", "linkedin.com": "linkedin", "facebook.com": "facebook"}
    | {"fb.com": "facebook", "instagram.com": "instagram", "tiktok.com": "tiktok"}
    | {"youtube.com": "youtube", "bsky.app": "bluesky", "threads.net": "threads"}
    | {"threads.com": "threads", "t.me": "telegram", "pinterest.fr": "pinterest"}
    | {"pinterest.com": "pinterest"}
)
# Parts of an address that stand before the name of an account.
BEFORE = frozenset(
    ("company", "showcase", "school", "in", "profile", "channel", "c", "user", "pages", "people")
)


class Named(NamedTuple):
    """An account as its address or the table names it."""

    platform: str | None
    handle: str | None
    kind: str | None = None


def named_account(there: Mapping[str, str | None]) -> Named:
    """Return platform and account: as the address says, else as the columns say."""
    said = plain(there.get("platform") or "")
    platform = NETWORKS.get(said, said) or None
    for written in (there.get("url"), there.get("handle")):
        found = _address(written or "")
        if found.handle:
            return found if found.platform else found._replace(platform=platform)
    handle = (there.get("handle") or "").strip().removeprefix("@") or None
    if handle and "/" in handle:
        handle = None  # an address that names no account
    if handle and platform is None:
        server = "mastodon" if "@" in handle else None
        platform = "bluesky" if handle.endswith(".bsky.social") else server
    return Named(platform, handle)


def _address(written: str) -> Named:
    """Return what the address of an account says: x.com/acme, linkedin.com/in/jean."""
    if "/" not in written:
        return Named(None, None)
    try:
        split = urlsplit(written if "://" in written else f"https://{written}")
        host = (split.hostname or "").lower()
    except ValueError:
        return Named(None, None)
    parts = [unquote(part) for part in split.path.split("/") if part]
    known = next((net for at, net in HOSTS.items() if host == at or host.endswith(f".{at}")), None)
    if known is None:
        own = parts[0] if parts and parts[0].startswith("@") else None
        return Named("mastodon", f"{own[1:]}@{host}") if own and own[1:] else Named(None, None)
    return Named(known, _account(known, parts, split.query), _speaks(known, parts))


def _account(platform: str, parts: list[str], query: str) -> str | None:
    if parts[:1] == ["profile.php"]:
        return next(iter(parse_qs(query).get("id", ())), None)
    own = parts[1:] if parts and parts[0].lower() in BEFORE else parts
    if platform == "facebook" and parts[:1] in (["pages"], ["people"], ["p"]):
        own = parts[-1:]
    return own[0].removeprefix("@") or None if own else None


def _speaks(platform: str, parts: list[str]) -> str | None:
    if platform != "linkedin" or not parts:
        return None
    return "person" if parts[0] == "in" else "brand"
