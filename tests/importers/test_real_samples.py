"""Samples of what platforms really write are read to the last message, counted apart."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import golden
import pytest


def test_slack_threads_are_read_as_counted_by_hand(tmp_path: Path) -> None:
    talk = golden.public("workspace_exports/slack_threads/threads.json").read_bytes()
    files = {"users.json": [], "channels.json": [], "random/2017-10-19.json": talk}
    reading = golden.read(golden.export(tmp_path, files))
    assert not reading.rejected
    rows = sorted(reading.rows("messages"), key=lambda row: str(row["message_id"]))
    assert [row["kind"] for row in rows] == ["post", "reply", "post", "reply"]
    assert [row["parent_id"] for row in rows] == [
        None,
        "slack:T0:random:1437139200.000002",
        None,
        "slack:T0:random:1537139200.000002",
    ]
    spoken = Counter((row["src"], row["dst"]) for row in reading.rows("interactions"))
    asks, answers = "slack:T0:U061A5N1G", "slack:T0:U061A1R2R"
    assert spoken == {(asks, answers): 2, (answers, asks): 1, (answers, None): 1}


@pytest.mark.parametrize(
    ("name", "count", "system", "bots"),
    [
        ("slack_history", 7, 1, 1),
        ("slack_history_20150323", 5, 1, 2),
        ("slack_history_next", 2, 0, 0),
        ("slack_history_empty", 0, 0, 0),
    ],
)
def test_slack_messages_are_read_as_counted_by_hand(
    name: str, count: int, system: int, bots: int, tmp_path: Path
) -> None:
    folder = golden.public("api_items/slack")
    users = [json.loads((folder / f"slack_user_U000{n}.json").read_text())["user"] for n in "123"]
    room = json.loads((folder / "slack_info.json").read_text())["channel"]
    talk = json.loads((folder / f"{name}.json").read_text())["messages"]
    assert len(talk) == count
    day = f"{room['name']}/2017-02-13.json"
    files = {"users.json": users, "channels.json": [room], day: talk}
    reading = golden.read(golden.export(tmp_path, files))
    assert not reading.rejected
    assert len(reading.rows("people")) == 3
    kinds = Counter(row["kind"] for row in reading.rows("messages"))
    assert (sum(kinds.values()), kinds["system"]) == (count, system)
    assert Counter(row["author_kind"] for row in reading.rows("messages"))["bot"] == bots
    assert {row["channel_id"] for row in reading.rows("messages")} <= {"slack:T0001:C011DUKE8"}


def test_a_remark_on_a_file_is_its_authors(tmp_path: Path) -> None:
    talk = json.loads(golden.public("api_items/slack/slack_history.json").read_text())["messages"]
    files = {"users.json": [], "general/2017-02-13.json": talk}
    reading = golden.read(golden.export(tmp_path, files))
    remark = reading.by("messages", "text")["Thanks."]
    assert remark["account_id"] == "slack:T0:U0003"
    (tie,) = [row for row in reading.rows("interactions") if row["channel_kind"] == "comment"]
    assert (tie["src"], tie["dst"]) == ("slack:T0:U0003", "slack:T0:U0002")


def tweets() -> list[dict[str, object]]:
    """Return the public tweets as an archive would hold them."""
    found = json.loads(golden.public("api_items/twitter/tweets.json").read_text())["statuses"]
    return [
        tweet | {"favorite_count": str(tweet["favorite_count"]), "full_text": tweet["text"]}
        for tweet in found
    ]


@pytest.mark.parametrize("parts", [1, 3])
def test_public_tweets_are_read_as_counted_apart(parts: int, tmp_path: Path) -> None:
    sample = tweets()
    holder = [{"account": {"accountId": "1", "username": "essai"}}]
    files: dict[str, object] = {
        "data/account.js": "window.YTD.account.part0 = " + json.dumps(holder)
    }
    for part in range(parts):
        listed = json.dumps([{"tweet": tweet} for tweet in sample[part::parts]])
        name = "tweets.js" if part == 0 else f"tweets-part{part}.js"
        files[f"data/{name}"] = f"window.YTD.tweets.part{part} = {listed}"
    reading = golden.read(golden.export(tmp_path, files))
    rows = reading.by("messages", "message_id")
    assert not reading.rejected
    assert set(rows) == {f"x:{tweet['id_str']}" for tweet in sample}
    reshared = {f"x:{tweet['id_str']}" for tweet in sample if "retweeted_status" in tweet}
    assert {key for key, row in rows.items() if row["kind"] == "reshare"} == reshared
    for tweet in sample:
        row = rows[f"x:{tweet['id_str']}"]
        written = datetime.strptime(str(tweet["created_at"]), "%a %b %d %H:%M:%S %z %Y")
        assert row["ts_utc"] == written.timestamp() * 1_000_000
        assert "&amp;" not in str(row["text"])
    likes = sum(int(str(tweet["favorite_count"])) for tweet in sample)
    assert sum(int(str(row["likes"])) for row in reading.rows("message_metrics")) == likes
