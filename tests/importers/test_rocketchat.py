"""A Rocket.Chat export becomes messages, and who spoke to whom."""

import json
from collections.abc import Mapping
from pathlib import Path

import golden
import pytest

from toolkit.importers.rocketchat.messages import when_of
from toolkit.importers.rocketchat.records import Dated, Long
from toolkit.importers.rocketchat.shapes import shape_of
from toolkit.reading import Rejected

EIGHT = "2024-05-06T08:00:00.000Z"
NINE = "2024-05-06T09:00:00.000Z"
ANA, BOB, EVA = ({"_id": i * 4, "username": i, "name": i.upper()} for i in ("ana", "bob", "eva"))
USERS = [{**one, "type": "user", "roles": ["user"]} for one in (ANA, BOB, EVA)]
ROOMS = [
    {"_id": "GENERAL", "t": "c", "name": "general", "usersCount": 3, "msgs": 9},
    {"_id": "direct", "t": "d", "uids": [ANA["_id"], BOB["_id"]], "usersCount": 2, "msgs": 1},
]
IN_GENERAL = [{"_id": one["_id"], "rid": "GENERAL", "u": one, "open": True} for one in USERS]


def said(own: str, who: object, when: str = EIGHT, **more: object) -> dict[str, object]:
    return {
        "_id": own,
        "rid": "GENERAL",
        "msg": "bonjour",
        "ts": {"$date": when},
        "u": who,
        **more,
    }


def as_lines(records: list[object]) -> str:
    return "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in records)


def mongo(folder: Path, *messages: object, **more: list[object]) -> golden.Reading:
    files: dict[str, object] = {
        "users.json": as_lines([*USERS]),
        "rocketchat_room.json": as_lines([*ROOMS]),
        "rocketchat_subscription.json": as_lines([*IN_GENERAL]),
        "rocketchat_message.json": as_lines([*messages]),
    }
    return golden.read(golden.export(folder, files | {k: as_lines(v) for k, v in more.items()}))


def heard(reading: golden.Reading) -> list[tuple[object, ...]]:
    return sorted(
        (_short(row["src"]), _short(row["dst"]), row["weight"], row["recipients_n"])
        for row in reading.rows("interactions")
    )


def _short(account: object) -> str:
    return str(account).rpartition(":")[2][:3]


def test_a_message_to_nobody_is_heard_by_the_others_in_the_room(tmp_path: Path) -> None:
    assert heard(mongo(tmp_path, said("m1", ANA))) == [("ana", "Non", 1.0, 2)]


def test_an_answer_says_what_it_answers_wherever_that_is(tmp_path: Path) -> None:
    reading = mongo(tmp_path, said("m1", BOB, tmid="elsewhere"))
    (message,), (tie,) = reading.rows("messages"), reading.rows("interactions")
    assert message["kind"] == "reply"
    assert message["parent_id"] == message["root_id"] == "rocketchat:elsewhere"
    assert (tie["dst"], tie["reply_to"]) == (None, "rocketchat:elsewhere")


def test_people_mentioned_share_a_message_and_teams_are_nobody(tmp_path: Path) -> None:
    named = [BOB, EVA, BOB, {"_id": "all", "username": "all"}, {"_id": "x", "type": "team"}]
    found = heard(mongo(tmp_path, said("m1", ANA, mentions=named)))
    assert found == [("ana", "bob", 0.5, 2), ("ana", "eva", 0.5, 2)]


def test_a_direct_message_speaks_to_the_other_one(tmp_path: Path) -> None:
    reading = mongo(tmp_path, said("m1", ANA, rid="direct"))
    (message,) = reading.rows("messages")
    assert (message["kind"], message["visibility"]) == ("dm", "private")
    assert heard(reading) == [("ana", "bob", 1.0, 1)]


def test_what_was_before_an_edit_is_the_same_message(tmp_path: Path) -> None:
    edit = {"editedAt": {"$date": NINE}, "editedBy": ANA}
    now = said("m1", ANA, msg="bonjour", **edit)
    before = said("h1", ANA, msg="bonjuor", _hidden=True, parent="m1", **edit)
    rows = {row["text"]: row for row in mongo(tmp_path, now, before).rows("messages")}
    assert {row["message_id"] for row in rows.values()} == {"rocketchat:m1"}
    assert rows["bonjuor"]["edited_at"] is None
    assert rows["bonjour"]["edited_at"] == when_of(NINE)


@pytest.mark.parametrize(
    "mark",
    [
        {"t": "rm", "msg": "", "editedAt": {"$date": NINE}, "reactions": []},
        {"_hidden": True, "_updatedAt": {"$date": NINE}},
    ],
)
def test_what_was_deleted_ties_nobody(mark: Mapping[str, object], tmp_path: Path) -> None:
    reading = mongo(tmp_path, said("m1", ANA, **mark))
    (message,) = reading.rows("messages")
    assert (message["kind"], message["deleted_at"]) == ("post", when_of(NINE))
    assert not reading.rows("interactions")


def test_what_the_server_tells_is_nobodys_word(tmp_path: Path) -> None:
    reading = mongo(tmp_path, said("m1", ANA, t="uj"), said("m2", ANA, t="brand-new"))
    assert [row["kind"] for row in reading.rows("messages")] == ["system", "system"]
    assert not reading.rows("interactions")


def test_what_is_encrypted_counts_without_its_words(tmp_path: Path) -> None:
    reading = mongo(tmp_path, said("m1", ANA, t="e2e", msg="aGVsbG8="))
    (message,) = reading.rows("messages")
    assert (message["kind"], message["text"]) == ("post", None)
    assert heard(reading) == [("ana", "Non", 1.0, 2)]


@pytest.mark.parametrize(
    "message",
    [
        said("m1", ANA, bot={"i": "k3"}),
        said("m1", {"_id": "rocket.cat", "username": "rocket.cat"}),
    ],
)
def test_a_machine_writes_but_speaks_to_nobody(message: object, tmp_path: Path) -> None:
    reading = mongo(tmp_path, message)
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")


def test_a_visitor_is_no_employee(tmp_path: Path) -> None:
    visitor = {"_id": "v1", "username": "guest-1", "name": "Zoé"}
    reading = mongo(tmp_path, said("m1", visitor, rid="visit", token="t"))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["public"]
    assert reading.by("accounts", "account_id")["rocketchat:v1"]["kind"] == "public"
    assert not reading.rows("interactions")


def test_reactions_are_added_up_and_answers_counted(tmp_path: Path) -> None:
    emojis = {":+1:": {"usernames": ["bob", "eva"]}, ":tada:": {"usernames": ["bob"]}, ":x:": {}}
    talk = [said("m1", ANA, reactions=emojis, tcount=4), said("m2", ANA, reactions=7)]
    (counts,) = mongo(tmp_path, *talk).rows("message_metrics")
    assert (counts["likes"], counts["comments"]) == (3, 4)


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ("2020-05-02T07:30:42.993Z", 1588404642993000),
        (1588404642993, 1588404642993000),
        (Dated("2020-05-02T09:30:42.993+0200"), 1588404642993000),
        (Dated(1588404642993), 1588404642993000),
        (Dated(Long("1588404642993")), 1588404642993000),
        (Dated("1588404642993"), 1588404642993000),
        (Dated(Long("x")), None),
        ("hier", None),
        (-1, None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_however_it_is_written(given: object, when: int | None) -> None:
    assert when_of(given) == when  # type: ignore[arg-type]


def test_a_message_that_cannot_be_used_is_left_with_its_place(tmp_path: Path) -> None:
    talk = [
        said("m1", ANA),
        said("m2", None),
        said("m3", ANA, "hier"),
        {**said("m4", ANA), "rid": None},
        {**said("m5", ANA), "_id": None},
        7,
        '{"_id": "m6", "rid',
    ]
    reading = mongo(tmp_path, *talk)
    assert len(reading.rows("messages")) == 1
    name = "rocketchat_message.json"
    assert sorted(reading.rejected, key=str) == [
        Rejected(f"{name}[1]", "missing user"),
        Rejected(f"{name}[2]", "ts is no time"),
        Rejected(f"{name}[3]", "missing rid"),
        Rejected(f"{name}[4]", "missing _id"),
        Rejected(f"{name}[5]", "wrong kind of record"),
        Rejected(f"{name}[6]", "not JSON"),
    ]


WAYS = {
    "lines": as_lines,
    "a list": json.dumps,
    "a list over lines": lambda talk: json.dumps(talk, indent=2),
    "mongoexport's list": lambda talk: "[" + ",\n".join(map(json.dumps, talk)) + "]\n",
    "an answer": lambda talk: json.dumps({"messages": talk, "count": 2, "success": True}),
    "an answer over lines": lambda talk: json.dumps({"success": True, "messages": talk}, indent=1),
}


@pytest.mark.parametrize("way", WAYS)
def test_messages_are_the_same_however_they_are_listed(way: str, tmp_path: Path) -> None:
    talk = [said("m1", ANA, channels=[{"_id": "x"}]), said("m2", BOB, NINE, msg='é \\ " }] ,{')]
    reading = golden.read(golden.export(tmp_path, {"talk.json": WAYS[way](talk)}))
    assert set(reading.by("messages", "message_id")) == {"rocketchat:m1", "rocketchat:m2"}
    assert not reading.rejected


@pytest.mark.parametrize(
    ("head", "shape"),
    [
        (said("m1", ANA), "messages"),
        ({"messages": [said("m1", ANA)]}, "messages"),
        ({**ROOMS[0], "lastMessage": said("m1", ANA)}, "rooms"),
        ({"channel": {**ROOMS[0], "lastMessage": said("m1", ANA)}}, "rooms"),
        (USERS[0], "users"),
        (IN_GENERAL[0], "subscriptions"),
        ({"msg": "", "username": "ana", "ts": EIGHT, "type": "uj"}, "lines"),
        ({"roomId": "r", "roomName": "r", "type": "c"}, "folders"),
        ({"username": "ana", "name": "A", "emails": [], "roles": []}, "holder"),
        ({"type": "message", "username": "pluie", "ts": "1446567580.000006", "text": ""}, None),
        ({"_id": 1, "username": "x"}, None),
        ([], None),
    ],
)
def test_a_file_is_known_by_its_first_record(head: object, shape: str | None) -> None:
    assert shape_of(json.dumps(head)) == shape
    assert shape_of('{"_id": 7, "broken\n' + json.dumps(head)) == shape


def line(who: str | None, when: str = EIGHT, text: str = "bonjour") -> dict[str, object]:
    return {"msg": text, "username": who, "ts": when}


def test_the_file_of_a_room_is_called_as_the_room_is(tmp_path: Path) -> None:
    files = {"direction.json": as_lines([line("ana"), line("bob", NINE)])}
    reading = golden.read(golden.export(tmp_path, files))
    assert {row["channel_id"] for row in reading.rows("messages")} == {"rocketchat:direction"}
    assert {row["name"] for row in reading.rows("channels")} == {"direction"}
    assert not reading.noted


def test_in_a_personal_download_the_others_have_but_a_number(tmp_path: Path) -> None:
    files = {
        "user.json": {"username": "ana", "name": "Ana", "emails": ["a@b.example"], "roles": []},
        "channels.json": as_lines([{"roomId": "GENERAL", "roomName": "general", "type": "c"}]),
        "general.json": as_lines([line("ana"), line("User_2", NINE)]),
    }
    reading = golden.read(golden.export(tmp_path, files))
    authors = {row["account_id"] for row in reading.rows("messages")}
    assert authors == {"rocketchat:ana", "rocketchat:ana/User_2"}
    assert {row["visibility"] for row in reading.rows("messages")} == {"public"}
    assert [noted.where for noted in reading.noted] == ["general.json"]
    assert list(reading.by("people", "person_id")) == ["rocketchat:ana"]


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = [said("m1", ANA, mentions=[BOB]), said("m2", BOB, NINE, tmid="m1")]
    first = mongo(tmp_path / "first", *shared)
    second = mongo(tmp_path / "second", said("m0", EVA), *shared)
    for table in ("messages", "interactions", "people", "channels"):
        assert all(row in second.rows(table) for row in first.rows(table))
    assert len(second.rows("messages")) == 3


def test_lines_without_number_are_the_same_at_the_next_export(tmp_path: Path) -> None:
    shared = [line("ana"), line("ana"), line("bob", NINE)]
    first = golden.read(golden.export(tmp_path / "1", {"room.json": as_lines(shared)}))
    longer = [line("eva", "2024-05-06T07:00:00.000Z"), *shared]
    second = golden.read(golden.export(tmp_path / "2", {"room.json": as_lines(longer)}))
    assert all(row in second.rows("messages") for row in first.rows("messages"))
    assert len({row["message_id"] for row in first.rows("messages")}) == 3
