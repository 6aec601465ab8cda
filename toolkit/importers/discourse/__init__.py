"""Discourse: the topics and posts of a forum, as its programming interface answers them."""

from types import MappingProxyType

from toolkit.importers.discourse.posts import parse
from toolkit.importers.discourse.records import PLATFORM
from toolkit.reading import LITTER, saying

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "the .json files of topics or of posts, with post_stream or post_number"

# Named after the number of a topic or of a post, or as it pleased whoever fetched them.
TOP = r"[^/]+\.json"
FILES = rf"(?:[^/]+/){{0,4}}{TOP}"
SIGNATURE = (TOP,)
ROUTES = MappingProxyType({LITTER: None, FILES: parse})
# No other platform has these words; inside what somebody wrote their quotes would be escaped.
_CLAIM = saying(
    r'(?<!\\)"(?:post_stream|topic_list|latest_posts|topic_slug|fancy_title)"\s*:'
    r'|\A(?=[\s\S]*(?<!\\)"avatar_template"\s*:)[\s\S]*(?<!\\)"(?:cooked|post_number)"\s*:'
)
CLAIMS = MappingProxyType({TOP: _CLAIM, FILES: _CLAIM})
