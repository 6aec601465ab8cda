"""What a Bluesky repository holds, as far as it is needed."""

import msgspec

from toolkit.reading import ListOf

PLATFORM = "bluesky"

POST = "app.bsky.feed.post"
SHARE = "app.bsky.feed.repost"
PROFILE = "app.bsky.actor.profile"
WANTED = frozenset((POST, SHARE, PROFILE))
QUOTES = frozenset(("app.bsky.embed.record", "app.bsky.embed.recordWithMedia"))


class Span(msgspec.Struct, rename="camel"):
    """Which part of a text is meant, in bytes of UTF-8."""

    byte_start: int
    byte_end: int


class Feature(msgspec.Struct):
    """What a part of a text is; ``uri`` where it is a link."""

    uri: str | None = None


class Facet(msgspec.Struct):
    """A part of a text that is more than words."""

    index: Span
    features: list[Feature] = []


class Ref(msgspec.Struct):
    """A record elsewhere."""

    uri: str | None = None


class Reply(msgspec.Struct):
    """What a post answers, and where the conversation began."""

    root: Ref | None = None
    parent: Ref | None = None


class Media(msgspec.Struct):
    """A card that shows where a link leads."""

    external: Ref | None = None


class Embed(Media):
    """What hangs on a post: pictures, a card, another post."""

    type: str | None = msgspec.field(default=None, name="$type")
    media: Media | None = None


class Record(msgspec.Struct, rename="camel"):
    """A post, something shared on, or a profile."""

    created_at: str | None = None
    text: str | None = None
    langs: list[str] | None = None
    facets: list[Facet] | None = None
    reply: Reply | None = None
    embed: Embed | None = None
    display_name: str | None = None


class Listed(msgspec.Struct):
    """A record as tools list it, with its address."""

    uri: str
    value: Record


RECORDS = ListOf(Record)
LISTED = ListOf(Listed)
