"""What an organisation and its public write to one another on networks, whatever the platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import msgspec

from toolkit.reading import Rows

Row: TypeAlias = tuple[object, ...]
Kind: TypeAlias = Literal["post", "reply", "reshare", "quote", "dm", "system"]

SCOPE = "external"

ACCOUNT = (
    "account_id",
    "platform",
    "kind",
    "name",
    "handle",
    "email",
    "opened_on",
    "followers",
)
WINDOW = ("account_id", "start_utc", "end_utc", "inbound_complete", "replies_complete")
MESSAGE = (
    "message_id",
    "platform",
    "scope",
    "account_id",
    "author_kind",
    "ts_utc",
    "direction",
    "parent_id",
    "thread_id",
    "root_id",
    "to_account_id",
    "channel_id",
    "kind",
    "text",
    "lang",
    "is_paid",
    "source_client",
    "visibility",
    "edited_at",
    "deleted_at",
)
COUNTS = (
    "message_id",
    "captured_at",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "impressions",
    "reach",
    "views",
    "followers_at_post",
)


class Counts(msgspec.Struct, frozen=True):
    """Reactions to a message when the export was made; what the platform does not count is None."""

    captured: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    clicks: int | None = None
    impressions: int | None = None
    reach: int | None = None
    views: int | None = None
    followers: int | None = None


class Written(msgspec.Struct, frozen=True):
    """One public message: identifiers are whole (platform in front), moments in microseconds.

    ``out`` says whether the organisation wrote it. Private letters carry ``private``.
    """

    message_id: str
    account: str
    when: int
    text: str | None
    out: bool
    kind: Kind
    parent: str | None = None
    root: str | None = None
    to: str | None = None
    channel: str | None = None
    author_kind: str | None = None
    lang: str | None = None
    paid: bool | None = None
    client: str | None = None
    private: bool = False
    edited: int | None = None
    deleted: int | None = None
    counts: Counts | None = None


@dataclass(slots=True)
class Feed:
    """Gathers what was written on one platform until there is enough of it to hand over."""

    platform: str
    where: str
    first: int | None = None
    last: int | None = None
    _messages: list[Row] = field(default_factory=list)
    _counts: list[Row] = field(default_factory=list)

    def add(self, one: Written) -> None:
        """Take one message in."""
        self.first = one.when if self.first is None else min(self.first, one.when)
        self.last = one.when if self.last is None else max(self.last, one.when)
        self._messages.append(_message(self.platform, one))
        if one.counts:
            self._counts.append(_counts(one.message_id, one.counts))

    def rows(self) -> Iterator[Rows]:
        """Yield what was gathered since the last time, by table."""
        for table, columns, rows in (
            ("messages", MESSAGE, self._messages),
            ("message_metrics", COUNTS, self._counts),
        ):
            if rows:
                yield Rows(table, columns, rows, self.where)
        self._messages, self._counts = [], []

    def window(self, account: str, *, inbound: str, replies: bool | None = None) -> Rows:
        """Return from when to when an account was watched; ``inbound`` is yes, no or unknown."""
        row = (account, self.first, self.last, inbound, replies)
        return Rows("observation_window", WINDOW, [row], self.where)


def _message(platform: str, one: Written) -> Row:
    author = one.author_kind or ("org_brand" if one.out else "public")
    return (
        one.message_id,
        platform,
        SCOPE,
        one.account,
        author,
        one.when,
        "out" if one.out else "in",
        one.parent,
        one.root,
        one.root,
        one.to,
        one.channel,
        one.kind,
        one.text or None,
        one.lang,
        one.paid,
        one.client,
        "private" if one.private else "public",
        one.edited,
        one.deleted,
    )


def _counts(message_id: str, counts: Counts) -> Row:
    return (
        message_id,
        counts.captured,
        counts.likes,
        counts.comments,
        counts.shares,
        counts.saves,
        counts.clicks,
        counts.impressions,
        counts.reach,
        counts.views,
        counts.followers,
    )
