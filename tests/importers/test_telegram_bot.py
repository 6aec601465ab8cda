"""What a bot hears on Telegram becomes messages, new and edited."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

ZOE = {"id": 8, "is_bot": False, "first_name": "Zoé", "last_name": "Martin"}
BOT = {"id": 99, "is_bot": True, "first_name": "Agenda", "username": "agenda_bot"}
MANY = {"type": "supergroup"}
TOLD = {"id": -1001234567890, "title": "Nouvelles", "type": "channel"}
GROUP = {"id": -7, "title": "Équipe", "type": "group"}


def heard(number: int, who: object = ZOE, **more: object) -> dict[str, object]:
    message = {"message_id": number, "date": 1717052400, "chat": GROUP, "text": "bonjour"}
    return message | ({"from": who} if who else {}) | more


def bot(folder: Path, *updates: object) -> golden.Reading:
    result = [{"update_id": n, **dict(one)} for n, one in enumerate(updates)]  # type: ignore[call-overload]
    return golden.read(golden.export(folder, {"updates.json": {"ok": True, "result": result}}))


@pytest.mark.parametrize(
    ("chat", "room", "kind"),
    [
        (GROUP, "chat7", "private"),
        ({"id": -1001234567890} | MANY, "channel1234567890", "private"),
        (
            {"id": -1001234567890, "username": "tous", "type": "supergroup"},
            "channel1234567890",
            "open",
        ),
        ({"id": 8, "type": "private"}, "user8", "dm"),
    ],
)
def test_a_chat_is_a_room(chat: dict[str, object], room: str, kind: str, tmp_path: Path) -> None:
    reading = bot(tmp_path, {"message": heard(1, chat=chat)})
    (row,) = reading.rows("channels")
    assert (row["channel_id"], row["kind"]) == (f"telegram_bot:{room}", kind)
    assert [row["message_id"] for row in reading.rows("messages")] == [f"telegram_bot:{room}:1"]


def test_an_edited_message_is_the_same_in_a_later_state(tmp_path: Path) -> None:
    edited = heard(1, text="bonsoir", edit_date=1717052500)
    rows = bot(tmp_path, {"message": heard(1)}, {"edited_message": edited}).rows("messages")
    assert len({row["message_id"] for row in rows}) == 1
    assert [(row["text"], row["edited_at"]) for row in rows] == [
        ("bonjour", None),
        ("bonsoir", 1717052500_000_000),
    ]


def test_an_answer_names_what_and_whom_it_answers(tmp_path: Path) -> None:
    answer = heard(2, {"id": 9, "first_name": "Ben"}, reply_to_message=heard(1))
    reading = bot(tmp_path, {"message": answer})
    assert [row["parent_id"] for row in reading.rows("messages")] == ["telegram_bot:chat7:1"]
    ties = [(row["src"], row["dst"]) for row in reading.rows("interactions")]
    assert ties == [("telegram_bot:user9", "telegram_bot:user8")]


def test_a_bot_speaks_to_nobody(tmp_path: Path) -> None:
    reading = bot(tmp_path, {"message": heard(1, BOT)})
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")
    assert not reading.rows("people")


@pytest.mark.parametrize(
    "event", [{"new_chat_members": [ZOE]}, {"left_chat_member": ZOE}, {"new_chat_title": "x"}]
)
def test_what_telegram_tells_is_nobodys_word(event: dict[str, object], tmp_path: Path) -> None:
    reading = bot(tmp_path, {"message": heard(1, text=None, **event)})
    assert [row["kind"] for row in reading.rows("messages")] == ["system"]


def test_a_channel_writes_in_its_own_name(tmp_path: Path) -> None:
    reading = bot(tmp_path, {"channel_post": heard(1, None, chat=TOLD)})
    assert [row["account_id"] for row in reading.rows("messages")] == [
        "telegram_bot:channel1234567890"
    ]
    assert [row["is_announcement_only"] for row in reading.rows("channels")] == [True]


def test_an_update_that_is_no_message_is_left_aside(tmp_path: Path) -> None:
    reading = bot(tmp_path, {"callback_query": {"id": "1"}}, {"message": heard(1)})
    assert (len(reading.rows("messages")), reading.rejected) == (1, ())


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (heard(2, None), "missing from"),
        (heard(2, date=-5), "date is no time"),
        ({"date": 1}, "missing message_id"),
    ],
)
def test_a_message_that_lacks_something_is_rejected(
    message: dict[str, object], kind: str, tmp_path: Path
) -> None:
    reading = bot(tmp_path, {"message": heard(1)}, {"message": message})
    assert reading.rejected == (Rejected("updates.json[1]", kind),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    one, two, three = ({"message": heard(n)} for n in (1, 2, 3))
    first, later = bot(tmp_path / "a", one, two), bot(tmp_path / "b", two, three)
    assert first.rows("messages")[1] == later.rows("messages")[0]
