"""Telegram chats go where their kind belongs: to the public, among colleagues, or nowhere."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import golden
import pytest

from toolkit import ingest
from toolkit.importers.telegram.escapes import Mended
from toolkit.reading import Noted, Rejected, Told
from toolkit.store import Client, Settings

UNIX = 1717225200
NOON = UNIX * 1_000_000
LOCAL = "times without offset read on the clock of the settings"


def said(number: int, who: object = "user1", text: object = "bonjour", **more: object) -> object:
    return {
        "id": number,
        "type": "message",
        "date": "2024-06-01T09:00:00",
        "date_unixtime": str(UNIX),
        "from": "Ana",
        "from_id": who,
        "text": text,
        "text_entities": [],
    } | more


def chat(kind: str, *messages: object, **more: object) -> dict[str, object]:
    return {"name": "Atelier", "type": kind, "id": 50, "messages": list(messages)} | more


def telegram(
    folder: Path, content: Mapping[str, object], accounts: Mapping[str, str] | None = None
) -> golden.Reading:
    file = json.dumps(content, ensure_ascii=False, indent=1)
    return golden.read(golden.export(folder, {"result.json": file}), Told(accounts=accounts or {}))


def account(*chats: object, left: tuple[object, ...] = ()) -> dict[str, object]:
    return {
        "about": "Here is the data you requested. Remember: Telegram is ad free.",
        "personal_information": {"user_id": 9},
        "contacts": {"about": "x", "list": [{"user_id": 1}]},
        "chats": {"about": "x", "list": list(chats)},
        "left_chats": {"about": "x", "list": list(left)},
    }


@pytest.mark.parametrize("kind", ["private_group", "private_supergroup"])
def test_a_closed_group_is_talk_among_colleagues(kind: str, tmp_path: Path) -> None:
    named = ["voir ", {"type": "mention_name", "text": "Bob", "user_id": 2}]
    answer = said(11, "user2", reply_to_message_id=10)
    reading = telegram(tmp_path, chat(kind, said(10, text=named), answer))
    peer = "telegram:chat50" if kind == "private_group" else "telegram:channel50"
    assert {row["scope"] for row in reading.rows("messages")} == {"internal"}
    ties = {row["src"]: (row["dst"], row["reply_to"]) for row in reading.rows("interactions")}
    assert ties["telegram:user1"] == ("telegram:user2", None)
    assert ties["telegram:user2"] == ("telegram:user1", f"{peer}:10")
    assert [row["kind"] for row in reading.rows("channels")] == ["private"]
    assert len(reading.rows("people")) == 2


@pytest.mark.parametrize("kind", ["public_channel", "private_channel"])
def test_a_channel_is_the_organisations_own_voice(kind: str, tmp_path: Path) -> None:
    messages = (
        said(10, "channel50", reactions=[{"type": "emoji", "count": 3, "emoji": "x"}]),
        said(11, "channel50", forwarded_from="Presse"),
        said(12, "channel50", reply_to_message_id=10),
    )
    reading = telegram(tmp_path, chat(kind, *messages))
    rows = reading.rows("messages")
    assert [(row["kind"], row["direction"], row["author_kind"]) for row in rows] == [
        ("post", "out", "org_brand"),
        ("reshare", "out", "org_brand"),
        ("reply", "out", "org_brand"),
    ]
    assert {row["visibility"] for row in rows} == {kind.partition("_")[0]}
    (window,) = reading.rows("observation_window")
    assert (window["account_id"], window["inbound_complete"]) == ("telegram:channel50", "no")
    assert [row["likes"] for row in reading.rows("message_metrics")] == [3]


def test_in_a_public_group_the_public_asks_and_the_channel_answers(tmp_path: Path) -> None:
    answer = said(11, "channel50", reply_to_message_id=10)
    reading = telegram(tmp_path, chat("public_supergroup", said(10), answer))
    rows = reading.by("messages", "message_id")
    asked, answered = rows["telegram:channel50:10"], rows["telegram:channel50:11"]
    assert (asked["direction"], asked["author_kind"]) == ("in", "public")
    assert (answered["direction"], answered["parent_id"]) == ("out", "telegram:channel50:10")
    assert [row["inbound_complete"] for row in reading.rows("observation_window")] == ["yes"]


@pytest.mark.parametrize(
    ("kind", "author", "way"),
    [("person", "org_person", "out"), ("brand", "org_brand", "out"), ("bot", "bot", "in")],
)
@pytest.mark.parametrize("named", ["Ana", "user1"])
def test_the_settings_say_who_in_a_public_group_belongs_to_the_organisation(
    named: str, kind: str, author: str, way: str, tmp_path: Path
) -> None:
    reading = telegram(tmp_path, chat("public_supergroup", said(10)), {named: kind})
    (row,) = reading.rows("messages")
    assert (row["author_kind"], row["direction"]) == (author, way)
    assert reading.by("accounts", "account_id")["telegram:user1"]["kind"] == kind


@pytest.mark.parametrize(
    "kind", ["personal_chat", "bot_chat", "saved_messages", "replies", "brand_new"]
)
def test_letters_are_left_aside_and_counted(kind: str, tmp_path: Path) -> None:
    letters = chat(kind, said(10), {"id": "broken"})
    reading = telegram(tmp_path, account(letters, letters, chat("private_group")))
    assert not reading.rows("messages")
    assert not reading.rows("accounts")
    assert not reading.rejected
    assert reading.noted == (Noted("result.json", "private chats left aside: 2"),)


@pytest.mark.parametrize("named", ["Boutique", "user9"])
def test_letters_to_the_organisation_are_read(named: str, tmp_path: Path) -> None:
    letters = chat("personal_chat", said(10, "user50"), said(11, "user9", **{"from": "Boutique"}))
    reading = telegram(tmp_path, letters, {named: "brand"})
    asked, answered = reading.rows("messages")
    assert (asked["kind"], asked["direction"], asked["visibility"]) == ("dm", "in", "private")
    assert (answered["author_kind"], answered["to_account_id"]) == ("org_brand", "telegram:user50")
    assert not reading.noted


@pytest.mark.parametrize(("place", "read"), [(1, True), (1999, True), (2000, False)])
def test_letters_are_the_organisations_if_it_writes_at_their_beginning(
    place: int, read: bool, tmp_path: Path
) -> None:
    messages = [said(n, "user50") for n in range(2001)]
    messages[place] = said(place, "user9")
    reading = telegram(tmp_path, chat("personal_chat", *messages), {"user9": "person"})
    assert len(reading.rows("messages")) == (2001 if read else 0)
    assert len(reading.noted) == (0 if read else 1)


def test_an_account_holds_chats_of_all_kinds_and_those_it_left(tmp_path: Path) -> None:
    left = chat("private_supergroup", said(1), id=60)
    public = chat("public_supergroup", said(10))
    reading = telegram(tmp_path, account(chat("personal_chat", said(5)), public, left=(left,)))
    assert {(row["scope"], row["channel_id"]) for row in reading.rows("messages")} == {
        ("external", "telegram:channel50"),
        ("internal", "telegram:channel60"),
    }
    assert [one.kind for one in reading.noted] == [
        "channels and public groups of an account taken for the organisation's own",
        "private chats left aside: 1",
    ]
    assert [row["inbound_complete"] for row in reading.rows("observation_window")] == ["unknown"]


def test_a_name_may_hold_braces(tmp_path: Path) -> None:
    reading = telegram(tmp_path, chat("private_group", said(1), name='a { "b" } {'))
    assert [row["name"] for row in reading.rows("channels")] == ['a { "b" } {']


def test_what_telegram_tells_is_nobodys_word(tmp_path: Path) -> None:
    told = {"id": 1, "type": "service", "date_unixtime": str(UNIX), "action": "x", "text": ""}
    joined = told | {"id": 2, "actor": "Ana", "actor_id": "user1"}
    reading = telegram(tmp_path, chat("private_group", told, joined))
    assert [row["kind"] for row in reading.rows("messages")] == ["system", "system"]
    assert not reading.rows("interactions")


def test_a_text_in_pieces_is_read_as_one(tmp_path: Path) -> None:
    text = ["voir ", {"type": "link", "text": "https://a.example"}, " ", {"type": "bold"}, "!"]
    poll = said(2, text="", poll={"question": "Jeudi ?", "answers": []})
    reading = telegram(tmp_path, chat("private_group", said(1, text=text), poll))
    assert [row["text"] for row in reading.rows("messages")] == [
        "voir https://a.example !",
        "Jeudi ?",
    ]


@pytest.mark.parametrize(
    ("written", "account_id"),
    [
        (19, "user19"),
        ((1 << 32) + 7, "chat7"),
        ((2 << 32) + 1300000001, "channel1300000001"),
        ("user19", "user19"),
    ],
)
def test_authors_of_old_exports_are_those_of_new_ones(
    written: object, account_id: str, tmp_path: Path
) -> None:
    (row,) = telegram(tmp_path, chat("private_group", said(1, written))).rows("messages")
    assert row["account_id"] == f"telegram:{account_id}"


def test_a_local_time_is_read_on_the_clock_of_the_settings_and_said(tmp_path: Path) -> None:
    old = said(1, date_unixtime=None, edited="2024-06-01T09:01:00")
    reading = telegram(tmp_path, chat("private_group", old, said(2)))
    assert [row["ts_utc"] for row in reading.rows("messages")] == [NOON, NOON]
    assert (
        reading.by("messages", "message_id")["telegram:chat50:1"]["edited_at"] == NOON + 60 * 10**6
    )
    assert reading.noted == (Noted("result.json", LOCAL),)


def test_an_answer_may_answer_another_chat(tmp_path: Path) -> None:
    answer = said(1, reply_to_message_id=7, reply_to_peer_id="channel60")
    (row,) = telegram(tmp_path, chat("private_group", answer)).rows("messages")
    assert row["parent_id"] == "telegram:channel60:7"


def test_a_channel_whose_posts_a_group_discusses_is_no_colleague(tmp_path: Path) -> None:
    hidden, relayed = said(1, "channel50"), said(2, "channel60", forwarded_from="Annonces")
    reading = telegram(tmp_path, chat("private_supergroup", hidden, relayed))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["org_person", "bot"]
    assert not reading.rows("people")


def test_each_message_is_a_row_or_a_rejection_with_its_place(tmp_path: Path) -> None:
    messages = (
        said(1),
        {"id": 2, "type": "unsupported"},
        said(3, None),
        said(4, date_unixtime="x"),
        {"id": "5"},
        said(6, "somebody"),
    )
    reading = telegram(tmp_path, chat("private_group", *messages))
    assert len(reading.rows("messages")) == 1
    assert sorted(reading.rejected, key=str) == [
        Rejected("result.json[1]", "missing date"),
        Rejected("result.json[2]", "missing from_id"),
        Rejected("result.json[3]", "date is no time"),
        Rejected("result.json[4]", "wrong kind of id"),
        Rejected("result.json[5]", "missing from_id"),
    ]


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    messages = [said(1), said(2, "user2", reply_to_message_id=1), said(3)]
    first = telegram(tmp_path / "one", chat("private_group", *messages[:2]))
    second = telegram(tmp_path / "two", chat("private_group", *messages[1:]))
    key = "telegram:chat50:2"
    assert first.by("messages", "message_id")[key] == second.by("messages", "message_id")[key]


@pytest.mark.parametrize("platform", ["telegram_group", "discord_2024", "discord_2019"])
def test_exports_in_pieces_make_the_tables_of_one(platform: str, tmp_path: Path) -> None:
    """Who is answered is known here within a file, and else where all tables are put together."""
    whole, parts = tmp_path / "whole" / "exports", tmp_path / "parts" / "exports"
    for path in sorted((golden.FOLDER / platform / "export").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8").replace("\\x08", ""))
        for number, place in enumerate(range(0, len(content["messages"]), 2)):
            piece = content | {"messages": content["messages"][place : place + 2]}
            golden.export(parts / str(number), {path.name: piece})
        golden.export(whole, {path.name: content})
    found = []
    for client in (whole.parent, parts.parent):
        store = Client(client, Settings(name="Essai"))
        ingest.take_in(store, workers=1)
        table = ingest.read_table(store, "interactions").drop("source_file")
        found.append(table.sort("interaction_id").collect().to_dicts())
    assert found[0] == found[1]


class Trickle:
    """A stream that gives a few bytes at a time."""

    def __init__(self, content: bytes, step: int) -> None:
        self.content, self.step = content, step

    def read(self, _size: int) -> bytes:
        given, self.content = self.content[: self.step], self.content[self.step :]
        return given


@pytest.mark.parametrize("step", [1, 2, 3, 5, 100])
def test_control_characters_are_mended_wherever_a_block_ends(step: int) -> None:
    content = rb'{"a": "\x08 \\x08 \\\x1F \\\\x0 \n", "b": "\\"}\\'
    stream = Mended(Trickle(content, step))  # type: ignore[arg-type]
    assert b"".join(iter(lambda: stream.read(step), b"")) == (
        rb'{"a": "\u0008 \\x08 \\\u001F \\\\x0 \n", "b": "\\"}\\'
    )


def test_a_public_group_of_thousands_is_read_as_counted_apart(tmp_path: Path) -> None:
    sample = golden.public("chat_exports/telegram__BIG_20A_5475M.json")
    raw = json.loads(sample.read_text(encoding="utf-8"))["messages"]
    reading = golden.read(golden.export(tmp_path, {"renommé.json": sample.read_bytes()}))
    rows = reading.by("messages", "message_id")
    assert not reading.rejected
    assert not reading.noted  # its times say that they are UTC
    assert len(rows) == len(raw) == 5475
    assert Counter(row["account_id"] for row in rows.values()) == Counter(
        f"telegram:user{one['from_id']}" for one in raw
    )
    for one in raw:
        row = rows[f"telegram:channel1111111111:{one['id']}"]
        when = datetime.fromisoformat(one["date"])
        assert row["ts_utc"] == round(when.timestamp() * 1000) * 1000
        assert row["text"] == one["text"]


def test_a_public_letter_is_read_as_others_published_it(tmp_path: Path) -> None:
    """There a phone call is apart, and links get blanks around them; here it is a system row."""
    sample = golden.public("chat_exports/telegram__DM_2A_7M.json")
    export = golden.export(tmp_path, {"x.json": sample.read_bytes()})
    assert not golden.read(export).rows("messages")
    reading = golden.read(export, Told(timezone="UTC", accounts={"Alice": "person"}))
    alice, bob = "telegram:user300000000", "telegram:user700000000"
    published = {
        3644: (bob, datetime.fromisoformat("2019-07-12T16:55:32+00:00").timestamp()),
        3645: (alice, datetime.fromisoformat("2022-03-08T13:07:42+00:00").timestamp()),
        3662: (bob, 1652135033),
        3663: (alice, 1652138769),
        3672: (alice, 1654898798),
        3673: (alice, 1654898799),
    }
    spoken = [row for row in reading.rows("messages") if row["kind"] == "dm"]
    assert {row["message_id"]: (row["account_id"], row["ts_utc"]) for row in spoken} == {
        f"telegram:user700000000:{number}": (author, int(when) * 1_000_000)
        for number, (author, when) in published.items()
    }
    pictures = {row["message_id"] for row in spoken if row["text"] is None}
    assert pictures == {f"telegram:user700000000:{number}" for number in (3672, 3673)}
