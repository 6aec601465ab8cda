"""Public samples of forums, chats and tables are read to the last record, counted apart."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import golden
import pytest

from toolkit.importers import social_csv
from toolkit.reading import Told, open_archive

UTC_TOLD = Told(timezone="UTC")


def loaded(name: str) -> Any:
    return json.loads(golden.public(f"api_items/{name}").read_text(encoding="utf-8"))


def table(name: str) -> list[dict[str, str]]:
    with golden.public(name).open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def moment(written: str) -> int:
    found = datetime.fromisoformat(written)
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1_000_000)


def mapped(folder: Path, name: str, content: bytes, columns: Mapping[str, str]) -> golden.Reading:
    """Read a table by the map of its columns."""
    told = Told(columns={name: columns}, timezone="UTC")
    with open_archive(golden.export(folder, {name: content})) as archive:
        return golden.read_with(social_csv, archive, told)


def number(row: Mapping[str, object], column: str) -> int:
    return int(str(row[column] or 0))


# Discourse


def discourse_posts() -> list[dict[str, Any]]:
    """Return the posts of all samples: four topics, and one post alone."""
    names = ("posts", "topic_1148", "topic_1149", "topic_1150")
    topics = [loaded(f"discourse/discourse_{name}.json") for name in names]
    posts = [post for topic in topics for post in topic["post_stream"]["posts"]]
    return [*posts, loaded("discourse/discourse_post.json")]


def test_a_forum_is_read_as_counted_apart() -> None:
    posts = discourse_posts()
    reading = golden.read(golden.public("api_items/discourse"))
    assert (reading.rejected, reading.unknown) == ((), ())
    rows = reading.rows("messages")
    assert len(rows) == len(posts) == 29
    told = Counter((p["topic_id"], p["post_number"], moment(p["created_at"])) for p in posts)
    found: Counter[tuple[int, int, int]] = Counter()
    for row in rows:
        topic, place = str(row["message_id"]).removeprefix("discourse:").split("/")
        found[int(topic), int(place), number(row, "ts_utc")] += 1
    assert found == told
    assert sum(row["edited_at"] is not None for row in rows) == sum(p["version"] > 1 for p in posts)
    likes = sum(a["count"] for p in posts for a in p["actions_summary"] if a["id"] == 2)
    assert sum(number(row, "likes") for row in reading.rows("message_metrics")) == likes


def test_whom_the_posts_of_a_forum_answer_is_what_they_say() -> None:
    reading = golden.read(golden.public("api_items/discourse"))
    rows = reading.by("messages", "message_id")
    answers = [post for post in discourse_posts() if post["reply_to_post_number"]]
    assert len(answers) == 10
    for post in answers:
        row = rows[f"discourse:{post['topic_id']}/{post['post_number']}"]
        assert row["parent_id"] == f"discourse:{post['topic_id']}/{post['reply_to_post_number']}"
    asked = {p["reply_to_user"]["username"].lower() for p in answers if p.get("reply_to_user")}
    spoken_to = {str(row["dst"]).removeprefix("discourse:") for row in reading.rows("interactions")}
    assert asked <= spoken_to


@pytest.mark.parametrize("name", ["", "_empty", "_last_posted_at_null", "_pinned"])
def test_lists_of_topics_give_their_rooms(name: str, tmp_path: Path) -> None:
    listed = loaded(f"discourse/discourse_topics{name}.json")
    reading = golden.read(golden.export(tmp_path, {"latest.json": listed}))
    titles = [(f"discourse:{t['id']}", t["title"]) for t in listed["topic_list"]["topics"]]
    assert [(row["channel_id"], row["name"]) for row in reading.rows("channels")] == titles


# Gitter


def test_pages_of_gitter_are_read_as_counted_apart() -> None:
    pages = [loaded(f"gitter/message_page_{n}") for n in (1, 2)]
    reading = golden.read(golden.public("api_items/gitter"))
    assert (reading.rejected, reading.unknown) == ((), ("message_empty",))
    sample = {f"gitter:{one['id']}": one for page in pages for one in page}
    rows = reading.by("messages", "message_id")
    assert set(rows) == set(sample)
    assert loaded("gitter/message_empty") == []
    for key, one in sample.items():
        assert rows[key]["text"] == one["text"]
        assert rows[key]["ts_utc"] == moment(one["sent"])
        assert rows[key]["account_id"] == f"gitter:{one['fromUser']['id']}"
    rooms = {f"gitter:{r['id']}": (r["name"], r["userCount"]) for r in loaded("gitter/rooms")}
    listed = reading.by("channels", "channel_id")
    assert {key: (row["name"], row["members_n"]) for key, row in listed.items()} == rooms


def test_a_page_of_gitter_in_the_folder_of_its_room_is_of_that_room(tmp_path: Path) -> None:
    room, page = loaded("gitter/rooms")[0], loaded("gitter/message_page_1")
    files = {"rooms.json": [room], f"{room['uri']}/page.json": page}
    (row,) = golden.read(golden.export(tmp_path, files)).rows("messages")
    assert row["channel_id"] == f"gitter:{room['id']}"


# IRC

# The forms of a line: the samples hold some that no bot wrote, made to be refused.
IRC = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+0000)? {2}"
    r"(?P<form>\*\*\* \S+ .+|\* \S+( .+)?|-[^ >]+- .*|<[^ >&]+(>|&gt;)( .*)?)"
)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("2012_10_17", 2),
        ("2012_10_18", 0),
        ("date_without_tz", 0),
        ("invalid_date", 1),
        ("invalid_msg", 1),
        ("valid", 0),
    ],
)
def test_logs_are_read_as_counted_apart(name: str, refused: int, tmp_path: Path) -> None:
    path = golden.public(f"api_items/supybot/supybot_{name}.log")
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    forms = [found["form"] for line in lines if (found := IRC.fullmatch(line))]
    assert len(lines) - len(forms) == refused
    reading = golden.read(golden.export(tmp_path, {path.name: path.read_bytes()}), UTC_TOLD)
    rows = reading.rows("messages")
    assert (len(rows), len(reading.rejected)) == (len(forms), refused)
    kinds = Counter(row["kind"] for row in rows)
    assert kinds["system"] == sum(form.startswith("***") for form in forms)
    said = Counter(re.split(r">|&gt;", form[1:])[0].lower() for form in forms if form[0] == "<")
    plain = [row for row in rows if row["kind"] == "post" and row["author_kind"] != "bot"]
    done = Counter(f.split()[1].lower() for f in forms if f[0] == "*" and f[1] == " ")
    assert Counter(str(row["account_id"]).removeprefix("irc:") for row in plain) == said + done
    assert min(number(row, "ts_utc") for row in rows) == moment(lines[0][:19])


# Telegram


def test_what_a_bot_hears_is_read_as_counted_apart() -> None:
    names = ("", "_next", "_empty")
    pages = [loaded(f"telegram/telegram_messages{name}.json")["result"] for name in names]
    assert list(map(len, pages)) == [3, 3, 0]
    heard = [one.get("message") or one["edited_message"] for page in pages for one in page]
    reading = golden.read(golden.public("api_items/telegram"))
    assert (reading.rejected, reading.unknown) == ((), ())
    rows = reading.rows("messages")
    assert Counter((one["text"], one["date"] * 1_000_000) for one in heard) == Counter(
        (row["text"], row["ts_utc"]) for row in rows
    )
    assert len({row["message_id"] for row in rows}) == 5
    assert sum(row["edited_at"] is not None for row in rows) == 1
    titles = {one["chat"]["title"] for one in heard if one["chat"]["type"] == "group"}
    assert {row["name"] for row in reading.rows("channels")} == titles | {None}


# Mattermost


def test_pages_of_mattermost_are_read_as_counted_apart() -> None:
    names = ("", "_next", "_empty")
    pages = [loaded(f"mattermost/mattermost_posts{name}.json") for name in names]
    posts = {key: post for page in pages for key, post in page["posts"].items()}
    reading = golden.read(golden.public("api_items/mattermost"))
    assert (reading.rejected, reading.unknown) == ((), ())
    assert reading.ignored == ("mattermost_erros.json",)
    rows = reading.by("messages", "message_id")
    assert set(rows) == {f"mattermost_api:{key}" for key in posts}
    assert len(rows) == 9
    for key, post in posts.items():
        row = rows[f"mattermost_api:{key}"]
        assert (row["text"], row["ts_utc"]) == (post["message"], post["create_at"] * 1_000)
        assert (row["kind"] == "system") == post["type"].startswith("system_")
        root = post["root_id"]
        assert row["parent_id"] == (f"mattermost_api:{root}" if root else None)
    users = [loaded(f"mattermost/mattermost_user_{name}.json") for name in ("sduenas", "valcos")]
    assert {row["email"] for row in reading.rows("people")} == {one["email"] for one in users}
    room = loaded("mattermost/mattermost_channel.json")
    assert room["display_name"] in {row["name"] for row in reading.rows("channels")}


# X


@pytest.mark.parametrize(("page", "count"), [(1, 2), (2, 2), (3, 0)])
def test_pages_of_tweets_are_read_as_an_archive_would_hold_them(
    page: int, count: int, tmp_path: Path
) -> None:
    statuses = loaded(f"twitter/tweets_page_{page}.json")["statuses"]
    assert len(statuses) == count
    tweets = [
        {"tweet": one | {"favorite_count": str(one["favorite_count"]), "full_text": one["text"]}}
        for one in statuses
    ]
    holder = [{"account": {"accountId": "1", "username": "essai"}}]
    files = {
        "data/account.js": "window.YTD.account.part0 = " + json.dumps(holder),
        "data/tweets.js": "window.YTD.tweets.part0 = " + json.dumps(tweets),
    }
    reading = golden.read(golden.export(tmp_path, files))
    assert not reading.rejected
    found = {str(row["message_id"]) for row in reading.rows("messages")}
    assert found == {f"x:{one['id_str']}" for one in statuses}


# Tables of messages


def test_a_chat_of_a_community_is_read_by_the_map_of_its_columns(tmp_path: Path) -> None:
    lines = table("chat/racket_2017.csv")
    columns = {"ts_utc": "ts", "account_id": "user", "text": "text"}
    columns |= {"thread_id": "conversation_id"}
    content = golden.public("chat/racket_2017.csv").read_bytes()
    reading = mapped(tmp_path, "racket.csv", content, columns)
    rows = reading.rows("messages")
    assert not reading.rejected
    assert len(rows) == len(lines) == 6_757
    assert Counter(moment(one["ts"]) for one in lines) == Counter(row["ts_utc"] for row in rows)
    assert {row["account_id"] for row in rows} == {f"social:{one['user']}" for one in lines}
    threads = {f"social:{one['conversation_id']}" for one in lines}
    assert {row["thread_id"] for row in rows} == threads
    assert len(threads) == 565
    assert len({row["message_id"] for row in rows}) == len(lines)


def test_posts_of_french_media_are_read_by_the_map_of_their_columns(tmp_path: Path) -> None:
    lines = table("french_media/french_media_tweets.csv")
    columns = {"ts_utc": "date", "account_id": "id_compte", "text": "text"}
    columns |= {"message_id": "id_tweet", "likes": "like_count", "comments": "reply_count"}
    columns |= {"shares": "retweet_count"}
    content = golden.public("french_media/french_media_tweets.csv").read_bytes()
    reading = mapped(tmp_path, "tweets.csv", content, columns)
    rows = reading.by("messages", "message_id")
    assert not reading.rejected
    assert len(rows) == len(lines) == 2_091
    for line in lines:
        row = rows[f"social:{line['id_tweet']}"]
        assert row["ts_utc"] == moment(line["date"])
        assert str(row["text"]).split() == line["text"].split()
    # The file writes the hour in a column of its own, which no map can join to the day.
    assert {one.kind for one in reading.noted} >= {"messages without a time are taken for midnight"}
    counts = reading.rows("message_metrics")
    for ours, theirs in (
        ("likes", "like_count"),
        ("comments", "reply_count"),
        ("shares", "retweet_count"),
    ):
        assert sum(number(row, ours) for row in counts) == sum(int(line[theirs]) for line in lines)


def test_posts_of_companies_are_read_once_they_have_dates(tmp_path: Path) -> None:
    lines = table("corporate_messaging/corporate_messaging.csv")
    path = tmp_path / "dated.csv"
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, ["day", *lines[0]])
        writer.writeheader()
        writer.writerows({"day": "2015-02-18 10:00", **line} for line in lines)
    columns = {"ts_utc": "day", "account_id": "screenname", "text": "text"}
    reading = mapped(tmp_path / "export", "companies.csv", path.read_bytes(), columns)
    rows = reading.rows("messages")
    assert not reading.rejected
    assert len(rows) == len(lines) == 2_252
    wrote = Counter(f"social:{line['screenname']}" for line in lines)
    assert Counter(row["account_id"] for row in rows) == wrote
    assert len({row["message_id"] for row in rows}) == len(lines)
    words = sum(len(line["text"].split()) for line in lines)
    assert sum(len(str(row["text"]).split()) for row in rows) == words


# Networks


def networks() -> Iterator[str]:
    for path in sorted((golden.PUBLIC / "networks").glob("*_edges.csv")):
        yield path.name.removesuffix("_edges.csv")


@pytest.mark.parametrize("name", list(networks()) or ["karate"])
def test_ties_and_people_of_a_network_are_all_read(name: str, tmp_path: Path) -> None:
    edges, nodes = table(f"networks/{name}_edges.csv"), table(f"networks/{name}_nodes.csv")
    ties = ["src,dst,ts_utc", *(f"{e['from']},{e['to']},2026-01-05T10:00:00Z" for e in edges)]
    people = ["person_id", *(node["id"] for node in nodes)]
    files = {"interactions.csv": "\n".join(ties), "people.csv": "\n".join(people)}
    reading = golden.read(golden.export(tmp_path, files))
    assert not reading.rejected
    found = Counter((row["src"], row["dst"]) for row in reading.rows("interactions"))
    assert found == Counter((edge["from"], edge["to"]) for edge in edges)
    assert sorted(str(row["person_id"]) for row in reading.rows("people")) == sorted(people[1:])


# Surveys


def test_the_answers_of_a_small_survey_are_read_as_counted_apart(tmp_path: Path) -> None:
    lines = table("survey/ml_cohesion.csv")
    asked = [name for name in lines[0] if name.startswith("COH")]
    header = ",".join(("id", "submitdate", "lastpage", *asked))
    rows = [
        ",".join((str(n), "2026-01-05 10:00:00", "3", *(line[one] for one in asked)))
        for n, line in enumerate(lines, 1)
    ]
    export = golden.export(tmp_path, {"results-survey998.csv": "\n".join((header, *rows))})
    found = golden.read(export).rows("survey_responses")
    given = [float(line[one]) for line in lines for one in asked if line[one]]
    assert (len(lines), len(found)) == (11, len(given))
    assert sum(float(str(row["value"])) for row in found) == sum(given)


def test_the_dictionary_of_a_survey_is_read_as_agreed_items(tmp_path: Path) -> None:
    items = table("survey/bfi.dictionary.csv")
    path = tmp_path / "export" / "survey_items.csv"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(("item_id", "scale", "text_en"))
        writer.writerows((one["ItemLabel"], one["Big6"], one["Item"]) for one in items)
    reading = golden.read(path.parent)
    assert not reading.rejected
    rows = reading.by("survey_items", "item_id")
    assert {key: row["text_en"] for key, row in rows.items()} == {
        one["ItemLabel"]: one["Item"] for one in items
    }
