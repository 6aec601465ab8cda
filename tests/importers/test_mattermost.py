"""A Mattermost export becomes messages, and who spoke to whom."""

import json
from pathlib import Path

import golden
import pytest

from toolkit.importers.mattermost.wording import subject_of
from toolkit.reading import Rejected

HOUR = 1768916201357
MINUTE = 60_000
VERSION = {"type": "version", "version": 1}
GENERAL = {"team": "carafe", "channel": "general"}


def channel(name: str = "general", kind: str = "O") -> dict[str, object]:
    return {"type": "channel", "channel": {"team": "carafe", "name": name, "type": kind}}


def user(name: str, *rooms: str) -> dict[str, object]:
    teams = [{"name": "carafe", "channels": [{"name": room} for room in rooms]}]
    return {"type": "user", "user": {"username": name, "teams": teams}}


def said(
    name: str, when: object = HOUR, text: str = "bonjour", **more: object
) -> dict[str, object]:
    return {"user": name, "type": "", "message": text, "create_at": when, **more}


def post(
    name: str, when: object = HOUR, text: str = "bonjour", **more: object
) -> dict[str, object]:
    return {"type": "post", "post": {**GENERAL, **said(name, when, text, **more)}}


LISTED = (channel(), *(user(name, "general") for name in ("ana", "bob", "clo")))


def mattermost(folder: Path, *lines: object, name: str = "import.jsonl") -> golden.Reading:
    whole = [VERSION, *LISTED, *lines]
    written = "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in whole)
    return golden.read(golden.export(folder, {name: written}))


def heard(reading: golden.Reading) -> list[tuple[object, ...]]:
    return sorted(
        (_short(row["src"]), _short(row["dst"]), row["weight"], row["recipients_n"])
        for row in reading.rows("interactions")
    )


def _short(account: object) -> str:
    return str(account).rpartition(":")[2]


def test_an_answer_stands_inside_what_it_answers_and_may_be_older(tmp_path: Path) -> None:
    answers = [said("bob", HOUR - MINUTE, "trop tôt"), said("clo", HOUR + MINUTE, "oui")]
    rows = mattermost(tmp_path, post("ana", replies=answers)).by("messages", "text")
    parent = rows["bonjour"]["message_id"]
    for text in ("trop tôt", "oui"):
        assert rows[text]["kind"] == "reply"
        assert rows[text]["parent_id"] == rows[text]["thread_id"] == parent
    assert rows["trop tôt"]["ts_utc"] == (HOUR - MINUTE) * 1000


def test_an_answer_speaks_to_whoever_wrote_before(tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("ana", replies=[said("bob", HOUR + 1)]))
    assert ("bob", "ana", 1.0, 1) in heard(reading)
    (counts,) = reading.rows("message_metrics")
    assert (counts["likes"], counts["comments"]) == (None, 1)


def test_a_message_to_nobody_is_heard_by_the_others_in_the_room(tmp_path: Path) -> None:
    assert heard(mattermost(tmp_path, post("ana"))) == [("ana", "None", 1.0, 2)]


def test_people_mentioned_share_a_message(tmp_path: Path) -> None:
    text = "@bob. et @Clo-, @all, @inconnue, a@bob.example, @ana"
    found = heard(mattermost(tmp_path, post("ana", HOUR, text)))
    assert found == [("ana", "bob", 0.5, 2), ("ana", "clo", 0.5, 2)]


@pytest.mark.parametrize(
    "props",
    [{"from_webhook": "true"}, {"from_bot": True}, {"from_plugin": "true", "x": [1]}],
)
def test_a_programme_writes_but_speaks_to_nobody(props: dict[str, object], tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("ana", HOUR, "@bob", props=props))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")


def test_props_that_say_nothing_leave_a_message_to_its_author(tmp_path: Path) -> None:
    for number, props in enumerate(({"from_webhook": "false"}, {"from_bot": None}, [], "x", None)):
        reading = mattermost(tmp_path / str(number), post("ana", props=props))
        assert [row["author_kind"] for row in reading.rows("messages")] == ["org_person"]


def test_a_bot_has_its_line_and_nobody_speaks_to_it(tmp_path: Path) -> None:
    bot = {"type": "bot", "bot": {"username": "rappels", "owner": "ana"}}
    reading = mattermost(
        tmp_path, bot, post("rappels", HOUR, "@ana"), post("ana", HOUR, "@rappels")
    )
    kinds = {_short(row["account_id"]): row["kind"] for row in reading.rows("accounts")}
    assert kinds["rappels"] == "bot"
    assert "mattermost:rappels" not in reading.by("people", "person_id")
    assert heard(reading) == [("ana", "None", 1.0, 2)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("harry joined the channel.", "harry"),
        ("@harry joined the channel.", "harry"),
        ("ron added to the channel by harry.", "ron"),
        ("ana a rejoint le canal.", "ana"),
        ("ana hat den Kanal verlassen.", "ana"),
        ("ana se unió al canal.", "ana"),
        ("ana updated the channel header from: a to: b", "ana"),
        ("ana a rejoint le canal, bienvenue à elle", None),
        ("joined the channel.", None),
        ("bonjour", None),
        ("", None),
    ],
)
def test_the_servers_own_sentences_are_known_by_their_words(text: str, subject: str | None) -> None:
    assert subject_of(text) == subject


def test_before_types_a_sentence_of_the_server_is_nobodys_word(tmp_path: Path) -> None:
    old = {"user": "bob", "create_at": HOUR}
    lines = [
        {"type": "post", "post": {**GENERAL, **old, "message": "bob joined the channel."}},
        {"type": "post", "post": {**GENERAL, **old, "message": "Zoé joined the channel."}},
    ]
    reading = mattermost(tmp_path, *lines)
    assert [row["kind"] for row in reading.rows("messages")] == ["system", "post"]
    assert [noted.where for noted in reading.noted] == ["import.jsonl"]


def test_with_types_only_the_type_counts(tmp_path: Path) -> None:
    lines = [
        post("bob", HOUR, "bob joined the channel."),
        post("bob", HOUR + 1, "x", type="system_join_channel"),
        post("bob", HOUR + 2, "x", type="custom_poll"),
    ]
    reading = mattermost(tmp_path, *lines)
    assert [row["kind"] for row in reading.rows("messages")] == ["post", "system", "post"]
    assert not reading.noted


@pytest.mark.parametrize(
    ("members", "kind", "found"),
    [
        (["ana", "bob"], "dm", [("ana", "bob", 1.0, 1)]),
        (["bob", "ana", "clo"], "group_dm", [("ana", "bob", 0.5, 2), ("ana", "clo", 0.5, 2)]),
        (["ana", "ana"], "dm", [("ana", "None", 1.0, 0)]),
    ],
)
def test_a_direct_message_speaks_to_every_other_member(
    members: list[str], kind: str, found: list[object], tmp_path: Path
) -> None:
    line = {"type": "direct_post", "direct_post": {"channel_members": members, **said("ana")}}
    reading = mattermost(tmp_path, line)
    (message,) = reading.rows("messages")
    assert (message["kind"], message["visibility"]) == ("dm", "private")
    assert [row["kind"] for row in reading.rows("channels")][-1] == kind
    assert "ana" not in str(message["channel_id"])
    assert heard(reading) == found


def test_a_direct_conversation_is_the_same_however_it_is_listed(tmp_path: Path) -> None:
    direct = [
        {"type": "direct_channel", "direct_channel": {"members": ["bob", "ana"]}},
        {
            "type": "direct_channel",
            "direct_channel": {"participants": [{"username": "ana"}, {"username": "bob"}]},
        },
        {"type": "direct_post", "direct_post": {"channel_members": ["ana", "bob"], **said("ana")}},
    ]
    reading = mattermost(tmp_path, *direct)
    rooms = [row["channel_id"] for row in reading.rows("channels") if row["kind"] == "dm"]
    assert len(rooms) == 2
    assert len(set(rooms)) == 1


def test_a_room_of_another_team_is_another_room(tmp_path: Path) -> None:
    other = {"type": "post", "post": {**said("ana"), "team": "lyon", "channel": "general"}}
    reading = mattermost(tmp_path, other)
    (message,) = reading.rows("messages")
    assert message["channel_id"] == "mattermost:lyon:general"
    assert message["visibility"] is None
    assert "mattermost:lyon:general" in reading.by("channels", "channel_id")


def test_an_edit_leaves_the_message_what_it_was(tmp_path: Path) -> None:
    first = mattermost(tmp_path / "first", post("ana", HOUR, "bonjuor", edit_at=0))
    second = mattermost(tmp_path / "second", post("ana", HOUR, "bonjour", edit_at=HOUR + MINUTE))
    (before,), (after,) = first.rows("messages"), second.rows("messages")
    assert before["message_id"] == after["message_id"]
    assert (before["edited_at"], after["edited_at"]) == (None, (HOUR + MINUTE) * 1000)


@pytest.mark.parametrize(
    "mark",
    [
        {"delete_at": HOUR + MINUTE},
        {"DeleteAt": HOUR + MINUTE},
        {"props": {"deleteBy": "k3"}, "update_at": HOUR + MINUTE},
    ],
)
def test_what_was_deleted_ties_nobody(mark: dict[str, object], tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("ana", HOUR, "@bob", **mark))
    assert [row["deleted_at"] for row in reading.rows("messages")] == [(HOUR + MINUTE) * 1000]
    assert not reading.rows("interactions")


def test_messages_of_one_moment_are_told_apart(tmp_path: Path) -> None:
    rows = mattermost(tmp_path, post("bob"), post("bob"), post("ana"), post("bob")).rows("messages")
    ids = [str(row["message_id"]) for row in rows]
    assert len(set(ids)) == 4
    assert [ids[1], ids[3]] == [f"{ids[0]}-2", f"{ids[0]}-3"]


def test_a_line_that_cannot_be_used_is_left_with_its_place(tmp_path: Path) -> None:
    lines = [
        post("ana", "hier"),
        {"type": "post", "post": said("ana")},
        {"type": "post", "post": {"team": "carafe", **said("ana")}},
        post("ana", HOUR, replies=[said("bob", -1), 7]),
        {"type": "post"},
        {"type": "sondage", "sondage": {}},
        {"type": "user"},
        '{"type":"post","post":{',
        {"type": "direct_post", "direct_post": said("ana")},
    ]
    reading = mattermost(tmp_path, *lines)
    assert len(reading.rows("messages")) == 1
    first = 1 + len(LISTED)
    assert sorted(reading.rejected, key=str) == sorted(
        [
            Rejected(f"import.jsonl[{first}]", "wrong kind of post.create_at"),
            Rejected(f"import.jsonl[{first + 1}]", "missing team"),
            Rejected(f"import.jsonl[{first + 2}]", "missing channel"),
            Rejected(f"import.jsonl[{first + 3}][0]", "create_at is no time"),
            Rejected(f"import.jsonl[{first + 3}][1]", "wrong kind of record"),
            Rejected(f"import.jsonl[{first + 4}]", "missing post"),
            Rejected(f"import.jsonl[{first + 5}]", "unknown kind of line"),
            Rejected(f"import.jsonl[{first + 6}]", "missing user"),
            Rejected(f"import.jsonl[{first + 7}]", "not JSON"),
            Rejected(f"import.jsonl[{first + 8}]", "missing channel_members"),
        ],
        key=str,
    )


def test_answers_to_a_message_that_cannot_be_used_are_kept(tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("", replies=[said("bob", HOUR + 1, "oui")]))
    (answer,) = reading.rows("messages")
    assert (answer["kind"], answer["parent_id"]) == ("reply", None)
    assert [left.kind for left in reading.rejected] == ["missing user"]


@pytest.mark.parametrize("name", ["import.jsonl", "export.json", "mattermost_import.jsonl"])
def test_an_export_is_known_by_its_lines_and_not_by_its_name(name: str, tmp_path: Path) -> None:
    assert mattermost(tmp_path, post("ana"), name=name).platform == "mattermost@1"


def test_half_an_export_says_the_same_of_what_it_holds(tmp_path: Path) -> None:
    lines = [post("ana"), post("bob", HOUR, "oui", replies=[said("clo", HOUR + 2)])]
    whole = mattermost(tmp_path / "whole", *lines).by("messages", "message_id")
    written = "".join(json.dumps(line) + "\n" for line in lines[1:])
    half = golden.read(golden.export(tmp_path / "half", {"import.jsonl": written}))
    assert len(half.rows("messages")) == 2
    for row in half.rows("messages"):
        assert whole[row["message_id"]]["parent_id"] == row["parent_id"]


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = [post("ana", HOUR, "@bob", replies=[said("bob", HOUR + 1)])]
    first = mattermost(tmp_path / "first", *shared)
    second = mattermost(tmp_path / "second", post("clo", HOUR - 5), *shared, post("clo", HOUR + 5))
    for table in ("messages", "interactions", "people", "channels"):
        assert all(row in second.rows(table) for row in first.rows(table))
    assert len(second.rows("messages")) == 4
