"""The forms of an X archive: the keys that X writes, counts and places as text."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from toolkit.simulate.outside import Said
from toolkit.simulate.people import Account

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MENTION = re.compile(r"@(\w{1,15})")
HASHTAG = re.compile(r"#(\w+)")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SITE = '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>'
PHONE = '<a href="http://twitter.com/download/android" rel="nofollow">Twitter for Android</a>'


def tweet(said: Said, language: str, scheduler: str, ids: Mapping[str, str]) -> dict[str, object]:
    """Return one item of tweets.js; ``ids`` maps the handles that are known to account numbers."""
    text = escape(said.text, quote=False)
    number = str(said.number)
    item: dict[str, object] = {
        "edit_info": {
            "initial": {
                "editTweetIds": [number],
                "editableUntil": _iso(said.moment + 3_600_000_000),
                "editsRemaining": "5",
                "isEditEligible": said.kind == "post",
            }
        },
        "retweeted": False,
        "source": _source(said, scheduler),
        "entities": _entities(said, text, ids),
        "display_text_range": ["0", str(len(text))],
        "favorite_count": str(said.draft.likes if said.draft else 0),
        "id_str": number,
        "truncated": False,
        "retweet_count": str(said.draft.shares if said.draft else 0),
        "id": number,
        "created_at": _created(said.moment),
        "favorited": False,
        "full_text": text,
        "lang": language,
    }
    if said.draft and said.draft.link:
        item["possibly_sensitive"] = False
    return {"tweet": item | _answered(said)}


def _answered(said: Said) -> dict[str, object]:
    if said.to is None:
        return {}
    parent = (
        {}
        if said.parent is None
        else {
            "in_reply_to_status_id_str": str(said.parent),
            "in_reply_to_status_id": str(said.parent),
        }
    )
    return parent | {
        "in_reply_to_user_id": said.to,
        "in_reply_to_user_id_str": said.to,
        "in_reply_to_screen_name": said.to_handle,
    }


def _source(said: Said, scheduler: str) -> str:
    if said.draft and said.draft.scheduled:
        return f'<a href="https://cadence.example" rel="nofollow">{scheduler}</a>'
    return PHONE if said.number % 3 else SITE


def _entities(said: Said, text: str, ids: Mapping[str, str]) -> dict[str, object]:
    short, link = (said.draft.short, said.draft.link) if said.draft else (None, None)
    urls = [_url(text, short, link)] if short and link else []
    return {
        "hashtags": [
            {"text": found[1], "indices": _places(found)} for found in HASHTAG.finditer(text)
        ],
        "symbols": [],
        "user_mentions": [
            {
                "name": found[1],
                "screen_name": found[1],
                "indices": _places(found),
                "id_str": ids.get(found[1], "-1"),
                "id": ids.get(found[1], "-1"),
            }
            for found in MENTION.finditer(text)
        ],
        "urls": urls,
    }


def _url(text: str, short: str, link: str) -> dict[str, object]:
    start = text.index(short)
    return {
        "url": short,
        "expanded_url": link,
        "display_url": link.partition("//www.")[2] or link.partition("//")[2],
        "indices": [str(start), str(start + len(short))],
    }


def _places(found: re.Match[str]) -> list[str]:
    return [str(found.start()), str(found.end())]


def _created(moment: int) -> str:
    """Return UTC microseconds as X writes them: Sun Apr 24 23:44:32 +0000 2022."""
    when = datetime.fromtimestamp(moment // 1_000_000, UTC)
    day, month = WEEKDAYS[when.weekday()], MONTHS[when.month - 1]
    return f"{day} {month} {when:%d %H:%M:%S} +0000 {when.year}"


def _iso(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment // 1_000_000, UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def account_entry(account: Account, email: str) -> dict[str, object]:
    """Return the one item of account.js."""
    return {
        "account": {
            "email": email,
            "createdVia": "web",
            "username": account.handle,
            "accountId": account.account_id,
            "createdAt": "2016-03-14T09:26:53.000Z",
            "accountDisplayName": account.name,
        }
    }


def profile_entry(biography: str, link: str) -> dict[str, object]:
    """Return the one item of profile.js."""
    return {"profile": {"description": {"bio": biography, "website": link, "location": ""}}}
