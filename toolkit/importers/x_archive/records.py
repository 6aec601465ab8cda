"""What an X archive writes, and the columns that it becomes."""

from typing import TypeAlias

import msgspec

from toolkit.reading import ListOf

PLATFORM = "x"
SCOPE = "external"

# ``tweet.js`` became ``tweets.js`` in 2022; before 2020 there was no folder ``data``.
TWEETS = r"(data/)?tweets?(-part[0-9]+)?\.js"
DELETED = r"(data/)?deleted-tweets?(-part[0-9]+)?\.js"
HOLDER = r"(data/)?account\.js"
MANIFEST = r"(data/)?manifest\.js"

Row: TypeAlias = tuple[object, ...]

ACCOUNT = ("account_id", "platform", "kind", "name", "handle", "email", "opened_on")
WINDOW = ("account_id", "start_utc", "end_utc", "inbound_complete")
COUNTS = ("message_id", "captured_at", "likes", "shares")
MESSAGE = (
    "message_id",
    "platform",
    "scope",
    "account_id",
    "author_kind",
    "ts_utc",
    "direction",
    "parent_id",
    "to_account_id",
    "kind",
    "text",
    "lang",
    "source_client",
    "visibility",
    "edited_at",
    "deleted_at",
)


class Link(msgspec.Struct):
    """A link of a tweet: as it stands in the text, shortened, and where it leads."""

    url: str | None = None
    expanded_url: str | None = None


class Entities(msgspec.Struct):
    """What X found in the words of a tweet."""

    urls: list[Link] | None = None


class Versions(msgspec.Struct):
    """The identifiers of a tweet's versions, the first one first."""

    editTweetIds: list[str] | None = None  # noqa: N815 - X's own name


class Edit(msgspec.Struct):
    """Which tweet this one is a new version of."""

    editControlInitial: Versions | None = None  # noqa: N815 - X's own name


class EditInfo(msgspec.Struct):
    """Whether a tweet is the new version of another (since 2022)."""

    edit: Edit | None = None


class Tweet(msgspec.Struct):
    """One tweet; counts are written as text, ``retweeted`` is always false and not read."""

    created_at: str | None = None
    id_str: str | None = None
    full_text: str | None = None
    text: str | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    favorite_count: str | int | None = None
    retweet_count: str | int | None = None
    source: str | None = None
    lang: str | None = None
    entities: Entities | None = None
    edit_info: EditInfo | None = None
    quoted_status_id_str: str | None = None
    deleted_at: str | None = None


class TweetItem(Tweet):
    """A tweet as it is listed: in an envelope, or bare as before 2020."""

    tweet: Tweet | None = None


class Dated(msgspec.Struct):
    """When a tweet was written, and nothing else of it."""

    created_at: str | None = None


class DatedItem(Dated):
    """The same, in an envelope or bare."""

    tweet: Dated | None = None


class Account(msgspec.Struct, rename="camel"):
    """Whose archive it is."""

    account_id: str | None = None
    username: str | None = None
    account_display_name: str | None = None
    email: str | None = None
    created_at: str | None = None


class AccountItem(Account):
    """The account as it is listed."""

    account: Account | None = None


class ArchiveInfo(msgspec.Struct, rename="camel"):
    """When the archive was made."""

    generation_date: str | None = None


class Manifest(msgspec.Struct, rename="camel"):
    """What the archive says of itself."""

    archive_info: ArchiveInfo | None = None


TWEET_LIST = ListOf(TweetItem)
DATED_LIST = ListOf(DatedItem)
ACCOUNT_LIST = ListOf(AccountItem)
MANIFEST_LIST = ListOf(Manifest)
