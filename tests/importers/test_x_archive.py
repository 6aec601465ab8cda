"""An X archive becomes what one account published; what it received is not there."""

import json
import re
from pathlib import Path

import golden
import pytest

from toolkit.importers import x_archive
from toolkit.importers.x_archive.tweets import microseconds
from toolkit.reading import Rejected, recognised

WHEN = "Sun Apr 24 23:44:32 +0000 2022"
HOLDER = [{"account": {"accountId": "42", "username": "carafe"}}]


def tweet(number: str, **more: object) -> dict[str, object]:
    return {"id_str": number, "created_at": WHEN, "full_text": "bonjour", **more}


def archive(folder: Path, *tweets: object, bare: bool = False, **files: str) -> golden.Reading:
    listed = [one if bare else {"tweet": one} for one in tweets]
    written = {
        "data/account.js": f"window.YTD.account.part0 = {json.dumps(HOLDER)}",
        "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps(listed)}",
    }
    return golden.read(golden.export(folder, written | files))


@pytest.mark.parametrize("bare", [True, False])
def test_a_tweet_is_read_in_its_envelope_or_without(bare: bool, tmp_path: Path) -> None:
    (row,) = archive(tmp_path, tweet("1", retweet_count="3"), bare=bare).rows("messages")
    assert (row["message_id"], row["account_id"], row["direction"]) == ("x:1", "x:42", "out")
    assert row["ts_utc"] == 1650843872000000


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({}, "post"),
        ({"full_text": "RT @ana: vu", "retweeted": False}, "reshare"),
        ({"in_reply_to_status_id_str": "7", "in_reply_to_user_id_str": "8"}, "reply"),
        ({"in_reply_to_user_id_str": "8"}, "reply"),
        ({"entities": {"urls": [{"expanded_url": "https://x.com/a/status/1?s=20"}]}}, "quote"),
        ({"entities": {"urls": [{"expanded_url": "https://x.com/a"}]}}, "post"),
        ({"full_text": "on RT @ana: vu"}, "post"),
    ],
)
def test_a_tweet_is_of_one_kind(more: dict[str, object], kind: str, tmp_path: Path) -> None:
    (row,) = archive(tmp_path, tweet("1", **more)).rows("messages")
    assert row["kind"] == kind


def test_an_answer_knows_whom_it_answers_without_a_screen_name(tmp_path: Path) -> None:
    answer = tweet("2", in_reply_to_status_id_str="1", in_reply_to_user_id_str="42")
    (row,) = archive(tmp_path, answer).rows("messages")
    assert (row["parent_id"], row["to_account_id"]) == ("x:1", "x:42")
    assert row["to_account_id"] == row["account_id"]


def test_what_was_escaped_is_text_again(tmp_path: Path) -> None:
    source = '<a href="http://x.example" rel="nofollow">Outil &amp; Cie</a>'
    (row,) = archive(tmp_path, tweet("1", full_text="1 &lt; 2 &amp;amp;", source=source)).rows(
        "messages"
    )
    assert (row["text"], row["source_client"]) == ("1 < 2 &amp;", "Outil & Cie")


@pytest.mark.parametrize(
    ("likes", "read"), [("12", 12), (12, 12), ("0", 0), ("1,2 k", None), ("²", None)]
)
def test_counts_are_numbers_written_as_text(
    likes: object, read: int | None, tmp_path: Path
) -> None:
    more = {"favorite_count": likes, "retweet_count": "1"}
    (counts,) = archive(tmp_path, tweet("1", **more)).rows("message_metrics")
    assert counts["likes"] == read


def test_the_days_watched_are_those_of_all_parts(tmp_path: Path) -> None:
    first, last = "Fri Jan 01 00:00:00 +0000 2021", "Sat Dec 31 23:59:59 +0000 2022"
    part = json.dumps(
        [{"tweet": tweet("2", created_at=last)}, {"tweet": tweet("3", created_at="")}]
    )
    files = {"data/tweets-part1.js": f"window.YTD.tweets.part1 = {part}"}
    (window,) = archive(tmp_path, tweet("1", created_at=first), **files).rows("observation_window")
    assert (window["start_utc"], window["end_utc"]) == (microseconds(first), microseconds(last))
    assert window["inbound_complete"] == "no"


def test_a_tweet_without_number_or_time_is_left(tmp_path: Path) -> None:
    reading = archive(tmp_path, tweet(""), tweet("1", created_at="Sun Xyz 24"), tweet("2"))
    assert [row["message_id"] for row in reading.rows("messages")] == ["x:2"]
    assert reading.rejected == (
        Rejected("data/tweets.js[0]", "missing id_str"),
        Rejected("data/tweets.js[1]", "created_at is no time"),
    )


def test_tweets_stay_when_nobody_says_whose_they_are(tmp_path: Path) -> None:
    reading = archive(
        tmp_path, tweet("1"), **{"data/account.js": "window.YTD.account.part0 = [{}]"}
    )
    assert [row["account_id"] for row in reading.rows("messages")] == ["x:unknown"]
    assert reading.rejected == (Rejected("data/account.js[0]", "missing accountId"),)


@pytest.mark.parametrize(
    "name", ["direct-messages.js", "like.js", "ad-impressions.js", "note-tweet.js"]
)
def test_private_letters_and_likes_are_left_on_purpose(name: str, tmp_path: Path) -> None:
    reading = archive(tmp_path, **{f"data/{name}": "window.YTD.x.part0 = []"})
    assert reading.ignored == (f"data/{name}",)


def test_the_folder_data_is_not_an_archive_of_its_own() -> None:
    inner = ("account.js", "tweets.js")
    assert recognised(x_archive.SIGNATURE, inner)
    account = re.compile(x_archive.SIGNATURE[0])
    assert account.fullmatch("data/account.js", 5) is None
    assert account.fullmatch("old/account.js", 4)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        (WHEN, 1650843872000000),
        ("2022-04-24T23:44:32.000Z", 1650843872000000),
        ("2022-04-24T23:44:32", 1650843872000000),
        ("Sun Avr 24 23:44:32 +0000 2022", None),
        ("Sun Feb 31 23:44:32 +0000 2022", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_in_any_country(written: str | None, when: int | None) -> None:
    assert microseconds(written) == when
