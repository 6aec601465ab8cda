"""Samples of what workspaces really export are read to the last message, counted apart."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import golden
import pytest


def mattermost_posts(path: Path) -> Iterator[tuple[Mapping[str, object], bool]]:
    """Yield the messages of an export, and whether each answers another."""
    for line in path.read_text(encoding="utf-8").splitlines():
        post = json.loads(line).get("post")
        if post:
            yield post, False
            yield from ((reply, True) for reply in post["replies"] or ())


@pytest.mark.parametrize(
    ("name", "count", "answers", "system"),
    [
        ("mattermost/export.jsonl", 6, 1, 3),
        ("mattermost_v11/post_with_replies.json", 3, 2, 0),
    ],
)
def test_mattermost_messages_are_read_as_counted_by_hand(
    name: str, count: int, answers: int, system: int
) -> None:
    path = golden.public(f"workspace_exports/{name}")
    posts = list(mattermost_posts(path))
    assert len(posts) == count
    reading = golden.read(path.parent)
    assert not reading.rejected
    rows = reading.rows("messages")
    assert len({row["message_id"] for row in rows}) == len(rows) == count
    written = Counter((post["message"], post["create_at"]) for post, _ in posts)
    assert written == Counter((row["text"], int(str(row["ts_utc"])) // 1000) for row in rows)
    assert sum(row["parent_id"] is not None for row in rows) == answers
    assert Counter(row["kind"] for row in rows)["system"] == system
    likes = sum(len(post.get("reactions") or ()) for post, _ in posts)
    assert sum(int(str(row["likes"] or 0)) for row in reading.rows("message_metrics")) == likes


def test_a_mattermost_export_lists_its_people_and_rooms() -> None:
    path = golden.public("workspace_exports/mattermost/export.jsonl")
    listed = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    people = {line["user"]["email"] for line in listed if line["type"] == "user"}
    rooms = {line["channel"]["display_name"] for line in listed if line["type"] == "channel"}
    reading = golden.read(path.parent)
    assert {row["email"] for row in reading.rows("people")} == people
    assert {row["name"] for row in reading.rows("channels")} == rooms
    assert {row["members_n"] for row in reading.rows("channels")} == {2}


def rocketchat_messages(folder: Path) -> dict[str, dict[str, object]]:
    """Return the messages of all pages, by number."""
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("message_*.json")]
    return {one["_id"]: one for page in pages for one in page["messages"]}


def test_rocketchat_messages_are_read_as_counted_by_hand() -> None:
    folder = golden.public("api_items/rocketchat")
    sample = rocketchat_messages(folder)
    before = {one["parent"] for one in sample.values() if one.get("_hidden")}
    real = {key: one for key, one in sample.items() if not one.get("_hidden")}
    assert (len(sample), len(real), before) == (4, 3, {"WnWSwiD877xRpqcMb"})
    reading = golden.read(folder)
    assert not reading.rejected
    assert set(reading.by("messages", "message_id")) == {f"rocketchat:{key}" for key in real}
    latest = {
        row["message_id"]: row
        for row in sorted(reading.rows("messages"), key=lambda row: row["edited_at"] or 0)
    }
    for key, one in real.items():
        row = latest[f"rocketchat:{key}"]
        written = datetime.fromisoformat(str(one["ts"]))
        assert row["ts_utc"] == written.timestamp() * 1_000_000
        assert row["text"] == one["msg"]
        assert (row["edited_at"] is None) == ("editedAt" not in one)
        assert row["parent_id"] == (f"rocketchat:{one['tmid']}" if "tmid" in one else None)
    (room,) = reading.rows("channels")
    known = json.loads((folder / "channel_info.json").read_text(encoding="utf-8"))["channel"]
    assert (room["name"], room["members_n"]) == (known["name"], known["usersCount"])
