"""What the holder of an X archive published, and who that is."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from toolkit.errors import BrokenExport
from toolkit.importers.x_archive import records
from toolkit.importers.x_archive.records import PLATFORM, SCOPE, Row, Tweet
from toolkit.reading import Archive, Found, ListOf, Rejected, Rows, Told

T = TypeVar("T")
START = datetime(1970, 1, 1, tzinfo=UTC)

_CREATED = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) \+0000 (\d{4})", re.ASCII
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAG = re.compile(r"<[^<>]*>")
_QUOTED = re.compile(r"https?://(www\.|mobile\.)?(twitter|x)\.com/[^/]+/status/[0-9].*")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who wrote everything in this archive, from when to when, and when it was counted."""

    account_id: str
    captured_at: int | None
    first: int | None
    last: int | None


def prepare(archive: Archive, _told: Told) -> Holder:
    """Read whose archive it is and which days it covers, before any tweet."""
    listed = _all(archive, records.HOLDER, records.ACCOUNT_LIST)
    known = [found for item in listed if (found := (item.account or item).account_id)]
    made = [item.archive_info for item in _all(archive, records.MANIFEST, records.MANIFEST_LIST)]
    days = [
        (item.tweet or item).created_at
        for item in _all(archive, records.TWEETS, records.DATED_LIST)
    ]
    moments = [moment for day in days if (moment := microseconds(day)) is not None]
    return Holder(
        account_id=f"x:{known[0] if known else 'unknown'}",
        captured_at=microseconds(made[0].generation_date) if made and made[0] else None,
        first=min(moments, default=None),
        last=max(moments, default=None),
    )


def _all(archive: Archive, pattern: str, kind: ListOf[T]) -> list[T]:
    """Return the records of all files of a kind; what is damaged is said when its turn comes."""
    found: list[T] = []
    for name in filter(re.compile(pattern).fullmatch, archive.names):
        try:
            found += kind.decode(_json(archive, name), name).records
        except BrokenExport:
            continue
    return found


def _json(archive: Archive, name: str) -> bytes:
    """Return the list of a file that is a programme: ``window.YTD.tweets.part0 = [ ... ]``."""
    content = archive.read(name).strip()
    if not content.startswith((b"[", b"{")):
        content = content[content.find(b"=") + 1 :].strip(b" \t\r\n;")
    return b"[" + content + b"]" if content.startswith(b"{") else content


def microseconds(written: str | None) -> int | None:
    """Return a moment as X writes it: ``Sun Apr 24 23:44:32 +0000 2022``, or in ISO 8601."""
    found = _CREATED.fullmatch(written or "")
    if found and found[1] in _MONTHS:
        month = _MONTHS.index(found[1]) + 1
        written = f"{found[4]}-{month:02}-{found[2]}T{found[3]}+00:00"
    try:
        moment = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - START) // timedelta(microseconds=1)


def account(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """The account itself; what others wrote to it is never in the archive."""
    found = records.ACCOUNT_LIST.decode(_json(archive, name), name)
    yield from found.rejected
    rows: list[Row] = []
    for at, item in zip(found.places, found.records, strict=True):
        one = item.account or item
        if not one.account_id:
            yield Rejected(f"{name}[{at}]", "missing accountId")
            continue
        opened = microseconds(one.created_at)
        day = None if opened is None else (START + timedelta(microseconds=opened)).date()
        who = (one.account_display_name, one.username, one.email)
        rows.append((f"x:{one.account_id}", PLATFORM, "unknown", *who, day))
    yield Rows("accounts", records.ACCOUNT, rows, name)
    yield Rows(
        "observation_window",
        records.WINDOW,
        [(holder.account_id, holder.first, holder.last, "no")],
        name,
    )


def tweets(archive: Archive, name: str, holder: Holder) -> Iterator[Found]:
    """What the account published, deleted tweets included."""
    found = records.TWEET_LIST.decode(_json(archive, name), name)
    yield from found.rejected
    messages: list[Row] = []
    counts: list[Row] = []
    for at, item in zip(found.places, found.records, strict=True):
        tweet = item.tweet or item
        when = microseconds(tweet.created_at)
        if when is None or not tweet.id_str:
            kind = "missing id_str" if when is not None else "created_at is no time"
            yield Rejected(f"{name}[{at}]", kind)
            continue
        row = _message(tweet, tweet.id_str, when, holder)
        messages.append(row)
        likes, shares = _whole(tweet.favorite_count), _whole(tweet.retweet_count)
        if likes is not None or shares is not None:
            counts.append((row[0], holder.captured_at, likes, shares))
    yield Rows("messages", records.MESSAGE, messages, name)
    yield Rows("message_metrics", records.COUNTS, counts, name)


def _message(tweet: Tweet, own: str, when: int, holder: Holder) -> Row:
    """Return one row of ``messages``; a new version of a tweet is the same message, edited."""
    first = _first_version(tweet, own)
    text = tweet.full_text or tweet.text
    parent, to = tweet.in_reply_to_status_id_str, tweet.in_reply_to_user_id_str
    return (
        f"x:{first}",
        PLATFORM,
        SCOPE,
        holder.account_id,
        "org_brand",
        when,
        "out",
        f"x:{parent}" if parent else None,
        f"x:{to}" if to else None,
        _kind(tweet, text or ""),
        _written(tweet, text) if text else None,
        tweet.lang,
        html.unescape(_TAG.sub("", tweet.source)) if tweet.source else None,
        "public",
        when if first != own else None,
        microseconds(tweet.deleted_at),
    )


def _written(tweet: Tweet, text: str) -> str:
    """Return what was written, with links that say where they lead instead of t.co."""
    for link in (tweet.entities and tweet.entities.urls) or ():
        if link.url and link.expanded_url:
            text = text.replace(link.url, link.expanded_url)
    return html.unescape(text)


def _first_version(tweet: Tweet, own: str) -> str:
    """Return the identifier that a tweet had before it was edited."""
    edit = tweet.edit_info.edit if tweet.edit_info else None
    control = edit.editControlInitial if edit else None
    versions = (control.editTweetIds if control else None) or [own]
    return versions[0] if own in versions else own


def _kind(tweet: Tweet, text: str) -> str:
    """Say what a tweet is; the archive marks neither reshares nor quotes."""
    if text.startswith("RT @"):
        return "reshare"
    if tweet.in_reply_to_status_id_str or tweet.in_reply_to_user_id_str:
        return "reply"
    links = (tweet.entities and tweet.entities.urls) or ()
    if tweet.quoted_status_id_str or any(_QUOTED.fullmatch(x.expanded_url or "") for x in links):
        return "quote"
    return "post"


def _whole(count: str | int | None) -> int | None:
    if isinstance(count, str):
        return int(count) if count.isascii() and count.isdigit() and len(count) < 16 else None
    return count
