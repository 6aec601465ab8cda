"""A Discord channel becomes messages, and who spoke to whom."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

ANA = {"id": "1", "name": "ana", "discriminator": "0", "nickname": "Ana", "isBot": False}
BOB = {"id": "2", "name": "bob", "discriminator": "0", "nickname": "Bob", "isBot": False}
BOT = {"id": "9", "name": "agenda", "discriminator": "4242", "nickname": None, "isBot": True}
ROOM = {"id": "50", "type": "GuildTextChat", "name": "général"}
NINE = "2024-05-30T09:00:00.123+02:00"


def said(number: int, author: object = ANA, text: str = "bonjour", **more: object) -> object:
    return {"id": str(number), "type": "Default", "timestamp": NINE, "author": author} | {
        "content": text,
        "mentions": [],
        "reactions": [],
        **more,
    }


def answer(number: int, to: str, author: object = BOB, **more: object) -> object:
    reference = {"messageId": to, "channelId": "50", "guildId": "7"}
    return said(number, author, type="Reply", reference=reference, **more)


def written(*messages: object, channel: Mapping[str, object] = ROOM) -> dict[str, object]:
    return {
        "guild": {"id": "7", "name": "Atelier"},
        "channel": channel,
        "dateRange": {"after": None, "before": None},
        "messages": list(messages),
        "messageCount": len(messages),
    }


def discord(
    folder: Path, *messages: object, channel: Mapping[str, object] = ROOM
) -> golden.Reading:
    file = json.dumps(written(*messages, channel=channel), indent=2)
    return golden.read(golden.export(folder, {"Atelier - général [50].json": file}))


def heard(reading: golden.Reading) -> list[tuple[object, ...]]:
    found = reading.rows("interactions")
    ties = [(row["src"], str(row["dst"]), row["reply_to"], row["recipients_n"]) for row in found]
    return sorted(ties, key=str)


def test_an_answer_says_which_message_it_answers(tmp_path: Path) -> None:
    reading = discord(tmp_path, said(10), answer(11, "10"))
    row = reading.by("messages", "message_id")["discord:11"]
    assert (row["parent_id"], row["kind"]) == ("discord:10", "reply")
    assert ("discord:2", "discord:1", "discord:10", 1) in heard(reading)


@pytest.mark.parametrize("author", [BOB, BOT], ids=["oneself", "a machine"])
def test_an_answer_to_nobody_else_names_nobody(author: object, tmp_path: Path) -> None:
    reading = discord(tmp_path, said(10, author), answer(11, "10"))
    assert ("discord:2", "None", "discord:10", 1) in heard(reading)


def test_an_answer_to_a_message_that_is_gone_stays_an_answer(tmp_path: Path) -> None:
    (row,) = discord(tmp_path, answer(11, "3")).rows("messages")
    assert (row["parent_id"], row["kind"]) == ("discord:3", "reply")


def test_people_named_are_spoken_to_and_machines_are_not(tmp_path: Path) -> None:
    reading = discord(tmp_path, said(10, mentions=[BOB, BOT, ANA]))
    assert heard(reading) == [("discord:1", "discord:2", None, 1)]
    assert "discord:9" not in reading.by("accounts", "account_id")


def test_a_machine_writes_and_speaks_to_nobody(tmp_path: Path) -> None:
    reading = discord(tmp_path, said(10, BOT, mentions=[ANA]))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")
    account = reading.by("accounts", "account_id")["discord:9"]
    assert (account["kind"], account["handle"], account["name"]) == ("bot", "agenda#4242", "agenda")
    assert [row["person_id"] for row in reading.rows("people")] == ["discord:1"]


@pytest.mark.parametrize(
    "kind", ["Call", "ChannelPinnedMessage", "GuildMemberJoin", "ThreadCreated", "8", "Brand new"]
)
def test_what_discord_tells_is_nobodys_word(kind: str, tmp_path: Path) -> None:
    reference = {"messageId": "3", "channelId": "50"}
    reading = discord(tmp_path, said(10, type=kind, reference=reference))
    (row,) = reading.rows("messages")
    assert (row["kind"], row["parent_id"]) == ("system", None)
    assert not reading.rows("interactions")


@pytest.mark.parametrize(
    "reference",
    [
        {"type": "Forward", "messageId": "3", "channelId": "50"},
        {"messageId": "3", "channelId": "60", "guildId": "8"},
        {"messageId": None, "channelId": "50"},
    ],
    ids=["forwarded", "from another channel", "to nothing"],
)
def test_what_is_shown_again_answers_nothing(reference: object, tmp_path: Path) -> None:
    (row,) = discord(tmp_path, said(10, reference=reference)).rows("messages")
    assert (row["kind"], row["parent_id"]) == ("post", None)


@pytest.mark.parametrize(
    ("kind", "room", "says", "visibility", "news"),
    [
        ("GuildTextChat", None, "post", None, None),
        ("GuildNews", None, "post", None, True),
        ("GuildPublicThread", None, "post", None, None),
        ("GuildPrivateThread", "private", "post", "private", None),
        ("DirectTextChat", "dm", "dm", "private", None),
        ("DirectGroupTextChat", "group_dm", "dm", "private", None),
        ("Brand new", None, "post", None, None),
    ],
)
def test_a_channel_is_as_open_as_its_kind_says(
    kind: str, room: str, says: str, visibility: str, news: bool | None, tmp_path: Path
) -> None:
    reading = discord(tmp_path, said(10), channel={"id": "50", "type": kind, "name": "x"})
    (place,) = reading.rows("channels")
    (row,) = reading.rows("messages")
    assert (place["kind"], place["is_announcement_only"]) == (room, news)
    assert (row["kind"], row["visibility"]) == (says, visibility)


def test_a_thread_is_one_conversation_under_the_message_that_opened_it(tmp_path: Path) -> None:
    thread = {"id": "10", "type": "GuildPublicThread", "name": "suite"}
    (row,) = discord(tmp_path, said(20), channel=thread).rows("messages")
    assert (row["root_id"], row["parent_id"]) == ("discord:10", None)


def test_reactions_are_counted_and_changes_dated(tmp_path: Path) -> None:
    reactions = [{"emoji": {"name": "x"}, "count": 2}, {"count": 3}]
    edited = said(10, timestampEdited="2024-05-30T07:01:00+00:00", reactions=reactions)
    reading = discord(tmp_path, edited, said(11))
    rows = reading.by("messages", "message_id")
    assert rows["discord:10"]["ts_utc"] == 1717052400123000
    assert rows["discord:10"]["edited_at"] == 1717052460000000
    assert [(row["message_id"], row["likes"]) for row in reading.rows("message_metrics")] == [
        ("discord:10", 5)
    ]


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    messages = [said(10), answer(11, "10"), said(12, BOT), answer(13, "12", ANA)]
    first = discord(tmp_path / "one", *messages[:3])
    second = discord(tmp_path / "two", *messages[1:])
    again = second.by("messages", "message_id")
    shared = [row for row in first.rows("messages") if row["message_id"] in again]
    assert len(shared) == 2
    assert shared == [again[row["message_id"]] for row in shared]


def test_each_message_is_a_row_or_a_rejection_with_its_place(tmp_path: Path) -> None:
    reading = discord(tmp_path, said(10), said(11, timestamp="hier"), {"id": "12"}, 3)
    name = "Atelier - général [50].json"
    assert sorted(reading.rejected, key=str) == [
        Rejected(f"{name}[1]", "timestamp is no time"),
        Rejected(f"{name}[2]", "missing timestamp"),
        Rejected(f"{name}[3]", "wrong kind of record"),
    ]


@pytest.mark.parametrize("indent", [None, 1, 2, 4])
def test_any_name_and_any_margin_will_do(indent: int | None, tmp_path: Path) -> None:
    file = json.dumps(written(said(10), said(11)), indent=indent)
    reading = golden.read(golden.export(tmp_path, {"équipe.JSON": file}))
    assert len(reading.rows("messages")) == 2


@pytest.mark.parametrize(
    ("name", "kind", "messages"),
    [
        (
            "DM_2A_2M",
            "dm",
            [
                ("530805779645595660", "111111111111111111", "2019-01-04T17:52:39.762+00:00", None),
                ("538148765782114306", "444444444444444444", "2019-01-25T00:11:04.083+00:00", None),
            ],
        ),
        (
            "GC_3A_5M",
            "group_dm",
            [
                ("1064990824305274930", "333333333333333333", "2023-01-17T19:33:19.087Z", None),
                ("1064991070322180096", "222222222222222222", "2023-01-17T19:34:17.742Z", None),
                (
                    "530805779645595660",
                    "111111111111111111",
                    "2023-01-18T20:12:12.123Z",
                    "1064990824305274930",
                ),
            ],
        ),
        (
            "SV_5A_5M",
            None,
            [
                ("459136077417021488", "555555555555555555", "2018-05-20T16:09:44.209Z", None),
                ("447793085255123004", "111111111111111111", "2018-05-20T16:09:51.118Z", None),
                ("447793085255123005", "111111111111111111", "2018-05-20T16:09:51.118Z", None),
                ("447793085255123006", "111111111111111111", "2018-05-20T16:09:51.118Z", None),
            ],
        ),
    ],
)
def test_public_channels_are_read_as_others_published_it(
    name: str, kind: str | None, messages: list[tuple[str, str, str, str | None]], tmp_path: Path
) -> None:
    """Calls and changes of a name are apart there; here they are rows of kind system.

    Where a message is answered by one that is no answer by its type, both say what it answers.
    """
    sample = golden.public(f"chat_exports/discord__{name}.json")
    reading = golden.read(golden.export(tmp_path, {sample.name: sample.read_bytes()}))
    rows = reading.by("messages", "message_id")
    spoken = {key: row for key, row in rows.items() if row["kind"] != "system"}
    assert not reading.rejected
    assert set(spoken) == {f"discord:{number}" for number, *_ in messages}
    for number, author, moment, parent in messages:
        row = spoken[f"discord:{number}"]
        when = datetime.fromisoformat(moment).timestamp() * 1_000_000
        assert (row["account_id"], row["ts_utc"]) == (f"discord:{author}", when)
        assert row["parent_id"] == (f"discord:{parent}" if parent else None)
    assert [row["kind"] for row in reading.rows("channels")] == [kind]
    raw = json.loads(sample.read_text(encoding="utf-8"))["messages"]
    assert set(rows) == {f"discord:{one['id']}" for one in raw}
    likes = sum(reaction["count"] for one in raw for reaction in one["reactions"])
    assert sum(int(str(row["likes"])) for row in reading.rows("message_metrics")) == likes
