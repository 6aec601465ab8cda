"""A Zulip export becomes messages of streams, topics and talks, and who spoke to whom."""

import tarfile
from contextlib import ExitStack
from pathlib import Path

import golden
import pytest

from toolkit.importers.zulip.markup import own_words
from toolkit.ingest.exports import find
from toolkit.reading import Rejected, open_archive

T = 1_700_467_200.25
QUOTE = (
    "@_**Ana|8** [a dit](https://acme.example/#narrow/stream/5-general/topic/Nantes/near/101):\n"
    "```quote\nOn commence demain\n```\n"
)


def user(number: int, name: str, **more: object) -> dict[str, object]:
    address = f"{name.casefold()}@acme.example"
    return {"id": number, "full_name": name, "delivery_email": address, "role": 400, **more}


def realm(**tables: object) -> dict[str, object]:
    members = [(8, 30), (9, 30), (10, 30), (12, 30), (8, 40), (9, 40), (10, 40), (8, 41), (9, 41)]
    return {
        "zerver_realm": [{"id": 2, "string_id": "acme"}],
        "zerver_userprofile": [
            user(8, "Ana"),
            user(9, "Bob"),
            user(10, "Clo"),
            user(11, "Zoe", role=600),
            user(12, "Bot", is_bot=True),
        ],
        "zerver_userprofile_crossrealm": [{"id": 1, "email": "notification-bot@zulip.com"}],
        "zerver_stream": [{"id": 5, "name": "general", "invite_only": False}],
        "zerver_recipient": [
            {"id": 20, "type": 1, "type_id": 8},
            {"id": 21, "type": 1, "type_id": 9},
            {"id": 22, "type": 1, "type_id": 12},
            {"id": 30, "type": 2, "type_id": 5},
            {"id": 40, "type": 3, "type_id": 1},
            {"id": 41, "type": 3, "type_id": 2},
        ],
        "zerver_subscription": [{"user_profile": u, "recipient": r} for u, r in members],
        **tables,
    }


def said(number: int, sender: int = 8, content: str = "oui", **more: object) -> dict[str, object]:
    usual = {"recipient": 30, "subject": "Nantes", "date_sent": T, "type": 1}
    return {"id": number, "sender": sender, "content": content, **usual, **more}


def zulip(folder: Path, *messages: object, **tables: object) -> golden.Reading:
    files = {
        "realm.json": realm(**tables),
        "messages-000001.json": {"zerver_message": messages, "zerver_usermessage": []},
    }
    return golden.read(golden.export(folder, files))


def heard(reading: golden.Reading) -> set[tuple[str, str]]:
    return {(_short(row["src"]), _short(row["dst"])) for row in reading.rows("interactions")}


def _short(account: object) -> str:
    return str(account).rpartition(":")[2]


def test_a_topic_is_a_conversation_closed_or_not(tmp_path: Path) -> None:
    names = ("Nantes", "✔ Nantes", "nantes", " Nantes ", "Lyon")
    talk = [said(number, subject=name) for number, name in enumerate(names)]
    roots = [row["root_id"] for row in zulip(tmp_path, *talk).rows("messages")]
    assert len(set(roots[:4])) == 1
    assert roots[4] != roots[0]
    assert str(roots[0]).startswith("zulip:acme:stream:5:topic:")


def test_a_topic_of_two_streams_is_two_conversations(tmp_path: Path) -> None:
    more = {"zerver_recipient": [{"id": n, "type": 2, "type_id": n} for n in (30, 31)]}
    reading = zulip(tmp_path, said(1), said(2, recipient=31), **more)
    assert len({row["root_id"] for row in reading.rows("messages")}) == 2


def test_what_is_quoted_is_answered_and_not_said_again(tmp_path: Path) -> None:
    (row,) = zulip(tmp_path, said(102, 9, f"{QUOTE}parfait")).rows("messages")
    assert (row["parent_id"], row["text"]) == ("zulip:acme:message:101", "parfait")
    assert row["kind"] == "reply"
    assert heard(zulip(tmp_path, said(102, 9, f"{QUOTE}parfait"))) == {("9", "8")}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("avant\n```quote\nx\n```\naprès", "avant\naprès"),
        ("````quote\n```\nx\n```\n````\naprès", "après"),
        ("~~~ quote\nx\n~~~\naprès", "après"),
        ("```quote\njamais fermé", ""),
        ("```python\nquote\n```", "```python\nquote\n```"),
        ("a quote: ```quote", "a quote: ```quote"),
        ("", ""),
    ],
)
def test_own_words_are_those_outside_quotations(content: str, text: str) -> None:
    assert own_words(content).text == text


def test_what_only_looks_like_a_quotation_is_read_at_once() -> None:
    assert own_words("```quote\n" * 200_000).text == ""
    assert own_words("quote" + "@_**a" * 200_000).text.startswith("quote")


@pytest.mark.parametrize(
    ("content", "to"),
    [
        ("@**Bob|9** et @**Clo**", {"9", "10"}),
        ("@**Bob|9** @**Bob**", {"9"}),
        ("@_**Bob|9** dort", {"None"}),
        ("@**all** @**topic** @*groupe*", {"None"}),
        ("@**Ana|8** @**Bot|12**", {"None"}),
        ("x@**Bob|9**", {"None"}),
        ("@**Inconnu**", {"None"}),
    ],
)
def test_people_named_are_spoken_to(content: str, to: set[str], tmp_path: Path) -> None:
    assert {dst for _, dst in heard(zulip(tmp_path, said(1, content=content)))} == to


def test_a_name_that_two_have_needs_its_number(tmp_path: Path) -> None:
    twins = {"zerver_userprofile": [user(8, "Ana"), user(9, "Bob"), user(10, "Bob")]}
    assert heard(zulip(tmp_path, said(1, content="@**Bob**"), **twins)) == {("8", "None")}
    assert heard(zulip(tmp_path, said(1, content="@**Bob|10**"), **twins)) == {("8", "10")}


def test_a_talk_of_two_is_one_room_whoever_writes(tmp_path: Path) -> None:
    talk = [said(1, 8, recipient=21), said(2, 9, recipient=20), said(3, 8, recipient=41)]
    reading = zulip(tmp_path, *talk)
    assert {row["channel_id"] for row in reading.rows("messages")} == {"zulip:acme:dm:8-9"}
    assert {row["root_id"] for row in reading.rows("messages")} == {None}
    assert heard(reading) == {("8", "9"), ("9", "8")}


def test_a_group_speaks_to_every_other_member(tmp_path: Path) -> None:
    reading = zulip(tmp_path, said(1, recipient=40))
    assert heard(reading) == {("8", "9"), ("8", "10")}
    assert [row["channel_kind"] for row in reading.rows("interactions")] == ["group_dm"] * 2


def test_machines_write_but_nobody_speaks_to_them(tmp_path: Path) -> None:
    reading = zulip(tmp_path, said(1, 12, "@**Ana|8**"), said(2, 8, recipient=22))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot", "org_person"]
    assert heard(reading) == {("8", "None")}


@pytest.mark.parametrize("notice", [said(1, 1), said(1, 8, type=2)])
def test_what_the_server_tells_is_nobodys_word(notice: object, tmp_path: Path) -> None:
    reading = zulip(tmp_path, notice)
    assert [row["kind"] for row in reading.rows("messages")] == ["system"]
    assert not reading.rows("interactions")


def test_a_guest_writes_but_is_not_of_the_house(tmp_path: Path) -> None:
    reading = zulip(tmp_path, said(1, 11))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["public"]
    assert "zulip:acme:11" not in reading.by("people", "person_id")
    assert reading.by("accounts", "account_id")["zulip:acme:11"]["kind"] == "public"


@pytest.mark.parametrize(
    ("history", "edited"),
    [
        ('[{"prev_content": "non"}]', True),
        (None, True),
        ('[{"prev_topic": "Lyon"}]', False),
    ],
)
def test_moving_a_message_does_not_change_what_it_says(
    history: str | None, edited: bool, tmp_path: Path
) -> None:
    message = said(1, last_edit_time=T + 60, edit_history=history)
    (row,) = zulip(tmp_path, message).rows("messages")
    assert (row["edited_at"] is not None) == edited


def test_a_moment_is_told_to_the_microsecond(tmp_path: Path) -> None:
    old = said(2, date_sent=None, pub_date=1_700_467_200.123456)
    first, second = zulip(tmp_path, said(1), old).rows("messages")
    assert first["ts_utc"] == 1_700_467_200_250_000
    assert second["ts_utc"] == 1_700_467_200_123_456


@pytest.mark.parametrize(
    ("stream", "kind", "some"),
    [
        ({"invite_only": False, "stream_post_policy": 1}, "open", False),
        ({"invite_only": True, "stream_post_policy": 2}, "private", True),
        ({"is_announcement_only": True}, None, True),
        ({}, None, None),
    ],
)
def test_who_may_enter_and_write_is_known(
    stream: dict[str, object], kind: str | None, some: bool | None, tmp_path: Path
) -> None:
    reading = zulip(tmp_path, zerver_stream=[{"id": 5, "name": "general", **stream}])
    room = reading.by("channels", "channel_id")["zulip:acme:stream:5"]
    assert (room["kind"], room["is_announcement_only"], room["members_n"]) == (kind, some, 3)


def test_reactions_are_counted_where_they_stand(tmp_path: Path) -> None:
    reactions = [{"message": 1, "user_profile": 9}, {"message": 1, "user_profile": 10}, {}]
    reading = zulip(tmp_path, said(1), zerver_reaction=reactions)
    (row,) = reading.rows("message_metrics")
    assert (row["message_id"], row["likes"]) == ("zulip:acme:message:1", 2)
    assert reading.rejected == (Rejected("realm.json[2]", "missing message"),)


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"id": 2, "date_sent": T}, "missing sender"),
        (said(2, date_sent=None), "date_sent is no time"),
        (said(2, date_sent=-5.0), "date_sent is no time"),
        ({}, "missing id"),
        (7, "wrong kind of record"),
    ],
)
def test_what_is_no_message_is_left_with_its_place(
    record: object, kind: str, tmp_path: Path
) -> None:
    reading = zulip(tmp_path, said(1), record)
    assert reading.rejected == (Rejected("messages-000001.json[1]", kind),)


def test_a_file_without_messages_is_said(tmp_path: Path) -> None:
    files = {"realm.json": realm(), "messages-000001.json": {"zerver_usermessage": []}}
    reading = golden.read(golden.export(tmp_path, files))
    assert reading.rejected == (Rejected("messages-000001.json", "no list of messages"),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    talk = [said(1), said(2, 9, f"{QUOTE}oui"), said(3, recipient=21), said(4, 9, "@**Ana**")]
    first, second = zulip(tmp_path / "a", *talk[:3]), zulip(tmp_path / "b", *talk[1:])
    for table, key in (("messages", "message_id"), ("interactions", "interaction_id")):
        one_side, other = first.by(table, key), second.by(table, key)
        shared = set(one_side) & set(other)
        assert len(shared) >= 2
        assert all(one_side[name] == other[name] for name in shared)


def test_the_tar_that_the_server_packs_is_read_where_it_lies(tmp_path: Path) -> None:
    source = golden.FOLDER / "zulip_2024"
    with tarfile.open(tmp_path / "zulip-export.tar.gz", "w:gz") as tar:
        tar.add(source / "export", arcname="zulip-export-abc")
    modules = list(golden.platforms().values())
    with ExitStack() as stack:
        (export,) = find(tmp_path, modules, stack, golden.NOTHING_TOLD).exports
        assert (export.module.PLATFORM, export.base) == ("zulip", "zulip-export-abc/")
        found = golden.read_with(golden.platforms()["zulip"], export.archive)
    assert golden.page(found) == (source / "expected.txt").read_text(encoding="utf-8")


def test_a_tar_that_somebody_attached_is_not_opened(tmp_path: Path) -> None:
    files = {"realm.json": realm(), "messages-000001.json": {"zerver_message": [said(1)]}}
    golden.export(tmp_path / "zulip", files | {"uploads/2/ab/source.tar.gz": "no tar"})
    with ExitStack() as stack:
        modules = list(golden.platforms().values())
        (export,) = find(tmp_path, modules, stack, golden.NOTHING_TOLD).exports
        assert export.module.PLATFORM == "zulip"


def test_a_tar_opens_like_the_folder_that_it_holds(tmp_path: Path) -> None:
    source = golden.FOLDER / "zulip_2024" / "export"
    with tarfile.open(tmp_path / "export.tgz", "w:gz") as tar:
        tar.add(source, arcname=".")
    with open_archive(tmp_path / "export.tgz") as packed, open_archive(source) as folder:
        assert packed.names == folder.names
        assert all(packed.read(name) == folder.read(name) for name in folder.names)
