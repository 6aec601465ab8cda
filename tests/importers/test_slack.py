"""A Slack export becomes messages, and who spoke to whom."""

from collections.abc import Mapping
from pathlib import Path

import golden
import pytest

from toolkit.importers.slack.markup import microseconds, plain
from toolkit.reading import Rejected

HOUR = "1700467200.000100"
LATER = "1700470800.000200"
UNDER = "slackdump_thread_replies"
USERS = [
    {"id": "UANA", "team_id": "T1", "name": "ana"},
    {"id": "UBOB", "team_id": "T1", "name": "bob"},
    {"id": "UCLO", "team_id": "T1", "name": "clo", "deleted": True},
    {"id": "UBOT", "team_id": "T1", "name": "bot", "is_bot": True},
]
CHANNELS = [{"id": "C1", "name": "general", "members": ["UANA", "UBOB", "UCLO", "UBOT"]}]


def said(user: str, ts: str, text: str = "bonjour", **more: object) -> dict[str, object]:
    return {"type": "message", "user": user, "ts": ts, "text": text, **more}


def slack(folder: Path, **days: object) -> golden.Reading:
    files: dict[str, object] = {"users.json": USERS, "channels.json": CHANNELS}
    return golden.read(golden.export(folder, files | {_file(day): days[day] for day in days}))


def _file(day: str) -> str:
    room, _, number = day.rpartition("_")
    return f"{room}/2023-11-{int(number):02}.json"


def heard(reading: golden.Reading) -> list[tuple[object, ...]]:
    return sorted(
        (_short(row["src"]), _short(row["dst"]), row["weight"], row["recipients_n"])
        for row in reading.rows("interactions")
    )


def _short(account: object) -> str:
    return str(account).rpartition(":")[2]


def test_an_answer_of_another_day_knows_its_parent_by_name(tmp_path: Path) -> None:
    answer = said("UBOB", LATER, thread_ts=HOUR, parent_user_id="UANA")
    reading = slack(tmp_path, general_20=[said("UANA", HOUR, thread_ts=HOUR)], general_21=[answer])
    row = reading.by("messages", "message_id")[f"slack:T1:C1:{LATER}"]
    assert row["parent_id"] == row["thread_id"] == row["root_id"] == f"slack:T1:C1:{HOUR}"
    assert row["kind"] == "reply"
    assert ("UBOB", "UANA", 1.0, 1) in heard(reading)


def test_an_answer_whose_parent_is_nowhere_says_what_it_answers(tmp_path: Path) -> None:
    reading = slack(tmp_path, general_21=[said("UBOB", LATER, thread_ts=HOUR)])
    (tie,) = reading.rows("interactions")
    assert (tie["dst"], tie["reply_to"]) == (None, f"slack:T1:C1:{HOUR}")


def test_an_answer_finds_its_parent_in_the_same_file(tmp_path: Path) -> None:
    talk = [said("UBOB", LATER, thread_ts=HOUR), said("UANA", HOUR, thread_ts=HOUR)]
    assert ("UBOB", "UANA", 1.0, 1) in heard(slack(tmp_path, general_20=talk))


def test_a_message_to_nobody_is_heard_by_the_others_in_the_room(tmp_path: Path) -> None:
    assert heard(slack(tmp_path, general_20=[said("UANA", HOUR)])) == [("UANA", "None", 1.0, 2)]


def test_people_mentioned_share_a_message(tmp_path: Path) -> None:
    text = "<@UBOB|bob> et <@UCLO>, et encore <@UBOB>, <@UANA>, <@UBOT>"
    found = heard(slack(tmp_path, general_20=[said("UANA", HOUR, text)]))
    assert found == [("UANA", "UBOB", 0.5, 2), ("UANA", "UCLO", 0.5, 2)]


def test_an_answer_that_also_names_its_parent_speaks_to_it_once(tmp_path: Path) -> None:
    answer = said("UBOB", LATER, "<@UANA> oui", thread_ts=HOUR, parent_user_id="UANA")
    assert heard(slack(tmp_path, general_20=[answer])) == [("UBOB", "UANA", 1.0, 1)]


@pytest.mark.parametrize("parent", ["UBOB", "UBOT"])
def test_answering_oneself_or_a_machine_is_speaking_to_the_room(
    parent: str, tmp_path: Path
) -> None:
    answer = said("UBOB", LATER, thread_ts=HOUR, parent_user_id=parent)
    assert heard(slack(tmp_path, general_20=[answer])) == [("UBOB", "None", 1.0, 2)]


@pytest.mark.parametrize(
    "line",
    [
        said("UBOT", HOUR, "<@UANA>"),
        said("USLACKBOT", HOUR, "<@UANA>"),
        {"subtype": "bot_message", "ts": HOUR, "text": "<@UANA>", "username": "pluie"},
        {"bot_id": "B1", "user": None, "ts": HOUR, "text": "<@UANA>"},
    ],
)
def test_a_machine_writes_but_speaks_to_nobody(line: Mapping[str, object], tmp_path: Path) -> None:
    reading = slack(tmp_path, general_20=[line])
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")


@pytest.mark.parametrize("subtype", ["channel_join", "channel_topic", "pinned_item", "brand_new"])
def test_what_the_workspace_tells_is_nobodys_word(subtype: str, tmp_path: Path) -> None:
    reading = slack(tmp_path, general_20=[said("UANA", HOUR, "<@UBOB>", subtype=subtype)])
    assert [row["kind"] for row in reading.rows("messages")] == ["system"]
    assert not reading.rows("interactions")


@pytest.mark.parametrize(("list_of_rooms", "way"), [("dms", "dm"), ("mpims", "group_dm")])
def test_a_direct_message_speaks_to_every_other_member(
    list_of_rooms: str, way: str, tmp_path: Path
) -> None:
    files = {
        "users.json": USERS,
        f"{list_of_rooms}.json": [{"id": "D1", "members": ["UANA", "UBOB", "UCLO", "UBOT"]}],
        "D1/2023-11-20.json": [said("UANA", HOUR)],
    }
    reading = golden.read(golden.export(tmp_path, files))
    (message,) = reading.rows("messages")
    assert (message["kind"], message["visibility"]) == ("dm", "private")
    assert {row["channel_kind"] for row in reading.rows("interactions")} == {way}
    assert heard(reading) == [("UANA", "UBOB", 0.5, 2), ("UANA", "UCLO", 0.5, 2)]


@pytest.mark.parametrize(
    ("folder", "kind", "visibility"),
    [
        ("D0A1B2C3D4", "dm", "private"),
        ("mpdm-ana--bob-1", "dm", "private"),
        ("ancien-projet", "post", None),
        ("Direction", "post", None),
    ],
)
def test_a_room_that_no_list_names_is_read_all_the_same(
    folder: str, kind: str, visibility: str | None, tmp_path: Path
) -> None:
    reading = slack(tmp_path, **{f"{folder}_20": [said("UANA", HOUR)]})
    (message,) = reading.rows("messages")
    assert (message["kind"], message["visibility"]) == (kind, visibility)
    assert message["channel_id"] in reading.by("channels", "channel_id")
    assert heard(reading) == [("UANA", "None", 1.0, None)]


def test_a_note_to_oneself_speaks_to_nobody(tmp_path: Path) -> None:
    files = {
        "users.json": USERS,
        "dms.json": [{"id": "D1", "members": ["UANA"]}],
        "D1/2023-11-20.json": [said("UANA", HOUR)],
    }
    reading = golden.read(golden.export(tmp_path, files))
    assert len(reading.rows("messages")) == 1
    assert not reading.rows("interactions")


def test_those_who_left_stay_and_machines_are_no_people(tmp_path: Path) -> None:
    reading = slack(tmp_path, general_20=[said("UNEW", HOUR)])
    assert [_short(row["person_id"]) for row in reading.rows("people")] == ["UANA", "UBOB", "UCLO"]
    kinds = {_short(row["account_id"]): row["kind"] for row in reading.rows("accounts")}
    assert kinds == {
        "UANA": "person",
        "UBOB": "person",
        "UCLO": "person",
        "UBOT": "bot",
        "UNEW": "person",
    }


def test_two_messages_of_the_same_second_stay_two(tmp_path: Path) -> None:
    pair = [said("UANA", "1446567461.000002"), said("UANA", "1446567461.000003")]
    rows = slack(tmp_path, general_20=pair).rows("messages")
    assert [row["ts_utc"] for row in rows] == [1446567461000002, 1446567461000003]


def test_reactions_are_added_up_and_answers_counted(tmp_path: Path) -> None:
    emojis = [
        {"name": "+1::skin-tone-3", "count": 2, "users": ["UANA"]},
        {"name": "tada", "count": 1},
    ]
    talk = [said("UANA", HOUR, reactions=emojis, reply_count=4), said("UBOB", LATER)]
    (counts,) = slack(tmp_path, general_20=talk).rows("message_metrics")
    assert (counts["likes"], counts["comments"]) == (3, 4)


def test_a_message_that_cannot_be_used_is_left_with_its_place(tmp_path: Path) -> None:
    talk = [said("UANA", HOUR), {"ts": HOUR}, 7, said("UANA", "hier"), {"type": "x", "ts": HOUR}]
    reading = slack(tmp_path, general_20=talk)
    assert len(reading.rows("messages")) == 1
    assert sorted(reading.rejected, key=str) == [
        Rejected("general/2023-11-20.json[1]", "missing user"),
        Rejected("general/2023-11-20.json[2]", "wrong kind of record"),
        Rejected("general/2023-11-20.json[3]", "ts is no time"),
        Rejected("general/2023-11-20.json[4]", "not a message"),
    ]


def test_a_broken_list_of_members_does_not_cost_the_messages(tmp_path: Path) -> None:
    files = {"users.json": "[{", "channels.json": "", "general/2023-11-20.json": [said("UA", HOUR)]}
    reading = golden.read(golden.export(tmp_path, files))
    assert [row["message_id"] for row in reading.rows("messages")] == [f"slack:T0:general:{HOUR}"]
    assert {r.where for r in reading.rejected} == {"users.json", "channels.json"}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("<@U1|ana> &amp; <@U2>", "@U1 & @U2"),
        ("<#C1|général> <#C2>", "#général #C2"),
        ("<!channel> <!here|@here> <!subteam^S1|@équipe>", "@channel @here @équipe"),
        ("<!date^1392734382^{date}|18 février>", "18 février"),
        ("<https://a.example/?b=1&amp;c|a.example>", "https://a.example/?b=1&c"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("&lt;b&gt; 1 < 2 &amp;lt;", "<b> 1 < 2 &lt;"),
    ],
)
def test_markup_becomes_what_was_typed(written: str, typed: str) -> None:
    assert plain(written) == typed


@pytest.mark.parametrize(
    ("ts", "when"),
    [
        ("1446567461.000002", 1446567461000002),
        ("1446567461.5", 1446567461500000),
        ("1446567461", 1446567461000000),
        ("999999999.000001", 999999999000001),
        ("14465674x1.000002", None),
        ("1446567461,000002", None),
        ("", None),
    ],
)
def test_a_time_is_read_to_the_microsecond_or_not_at_all(ts: str, when: int | None) -> None:
    assert microseconds(ts) == when


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = [said("UANA", HOUR, "<@UBOB>"), said("UBOB", LATER, thread_ts=HOUR)]
    first = slack(tmp_path / "first", general_20=shared)
    second = slack(
        tmp_path / "second", general_20=shared, general_21=[said("UCLO", "1700553600.1")]
    )
    for table in ("messages", "interactions", "people", "channels"):
        assert all(row in second.rows(table) for row in first.rows(table))
    assert len(second.rows("messages")) == 3


def dumped(folder: Path, **files: object) -> golden.Reading:
    rooms = [{"id": "C0GEN0001", "name": "general", "members": ["UANA", "UBOB"]}]
    named = {f"{name}.json": content for name, content in files.items()}
    lists: dict[str, object] = {"users.json": USERS, "channels.json": rooms}
    return golden.read(golden.export(folder, lists | named))


def test_answers_under_their_thread_are_counted_once_and_never_lost(tmp_path: Path) -> None:
    beside = said("UBOB", LATER, "à côté", thread_ts=HOUR)
    below = said("UCLO", "1700470900.000300", "dessous", thread_ts=HOUR)
    deeper = said("UANA", "1700470950.000300", "plus bas", thread_ts=HOUR)
    under = [said("UANA", HOUR, thread_ts=HOUR), beside, {**below, UNDER: [deeper]}]
    thread = said("UANA", HOUR, thread_ts=HOUR, **{UNDER: under})
    reading = slack(tmp_path, general_20=[thread, beside])
    texts = [row["text"] for row in reading.rows("messages")]
    assert sorted(texts) == ["bonjour", "dessous", "plus bas", "à côté"]
    assert not reading.rejected
    assert {("UCLO", "UANA", 1.0, 1), ("UBOB", "UANA", 1.0, 1)} <= set(heard(reading))


def test_an_answer_under_its_thread_that_cannot_be_used_is_left_alone(tmp_path: Path) -> None:
    thread = said("UANA", HOUR, **{UNDER: [7, {"user": "UBOB"}, said("UBOB", "hier")]})
    odd = said("UBOB", LATER, **{UNDER: "x"})
    reading = slack(tmp_path, general_20=[thread, odd])
    assert len(reading.rows("messages")) == 2
    assert sorted(reading.rejected, key=str) == [
        Rejected("general/2023-11-20.json[0][0]", "wrong kind of record"),
        Rejected("general/2023-11-20.json[0][1]", "missing ts"),
        Rejected("general/2023-11-20.json[0][2]", "ts is no time"),
        Rejected("general/2023-11-20.json[1]", "wrong kind of record"),
    ]


def test_a_room_saved_in_one_file_is_the_same_room_as_in_day_files(tmp_path: Path) -> None:
    answer = said("UBOB", LATER, "oui", thread_ts=HOUR)
    talk = [said("UANA", HOUR, thread_ts=HOUR, **{UNDER: [answer]})]
    saved = {"channel_id": "C0GEN0001", "name": "general", "messages": talk}
    rooms = [{"id": "C0GEN0001", "name": "general", "members": ["UANA", "UBOB"]}]
    days = {
        "users.json": USERS,
        "channels.json": rooms,
        "general/2023-11-20.json": [{**talk[0], UNDER: None}, answer],
    }
    in_days = golden.read(golden.export(tmp_path / "days", days))
    in_one = dumped(tmp_path / "one", C0GEN0001=saved)
    for table in ("messages", "interactions", "channels"):
        assert sorted(map(str, in_one.rows(table))) == sorted(map(str, in_days.rows(table)))


def test_a_thread_saved_by_itself_belongs_to_its_room(tmp_path: Path) -> None:
    saved = {"channel_id": "C0GEN0001", "thread_ts": HOUR, "messages": [said("UANA", HOUR)]}
    reading = dumped(tmp_path, **{f"C0GEN0001-{HOUR}": saved})
    assert [row["channel_id"] for row in reading.rows("messages")] == ["slack:T1:C0GEN0001"]


def test_a_file_called_as_a_room_that_holds_none_is_left(tmp_path: Path) -> None:
    reading = dumped(tmp_path, C0GEN0001={"ok": False}, CHANGELOG=[])
    assert reading.rejected == (Rejected("C0GEN0001.json", "no list of messages"),)
    assert reading.unknown == ("CHANGELOG.json",)


def test_one_list_may_hold_rooms_of_all_kinds(tmp_path: Path) -> None:
    rooms = [
        {"id": "C1", "name": "a", "is_private": False},
        {"id": "C2", "name": "b", "is_private": True},
        {"id": "D3", "is_im": True, "user": "UBOB"},
        {"id": "C4", "name": "c", "is_mpim": True, "is_private": True},
    ]
    files = {"users.json": USERS, "channels.json": rooms, "workspace.json": {"user_id": "UANA"}}
    listed = golden.read(golden.export(tmp_path, files)).rows("channels")
    assert [row["kind"] for row in listed] == ["open", "private", "dm", "group_dm"]
    assert [row["members_n"] for row in listed] == [None, None, 2, None]


def test_an_edit_in_the_log_is_the_same_message_later(tmp_path: Path) -> None:
    edited = said("UANA", HOUR, "bonjour", edited={"user": "UANA", "ts": LATER})
    log = {"type": "message", "subtype": "message_changed", "ts": LATER, "message": edited}
    rows = slack(tmp_path, general_20=[said("UANA", HOUR, "bonjuor"), log]).rows("messages")
    assert {row["message_id"] for row in rows} == {f"slack:T1:C1:{HOUR}"}
    assert {row["text"]: row["edited_at"] for row in rows} == {
        "bonjuor": None,
        "bonjour": microseconds(LATER),
    }


@pytest.mark.parametrize("beside", [True, False], ids=["message at hand", "message in the log"])
def test_a_deletion_in_the_log_says_when(beside: bool, tmp_path: Path) -> None:
    gone = said("UANA", HOUR, "<@UBOB> oups")
    log = {"type": "message", "subtype": "message_deleted", "ts": LATER, "deleted_ts": HOUR}
    day = [gone, log] if beside else [{**log, "previous_message": gone}]
    reading = slack(tmp_path, general_20=day)
    row = reading.by("messages", "message_id")[f"slack:T1:C1:{HOUR}"]
    assert (row["account_id"], row["deleted_at"]) == ("slack:T1:UANA", microseconds(LATER))
    assert not reading.rows("interactions")


def test_a_deletion_of_what_nobody_knows_is_nobodys_word(tmp_path: Path) -> None:
    log = {"type": "message", "subtype": "message_deleted", "ts": LATER, "deleted_ts": HOUR}
    rows = slack(tmp_path, general_20=[log]).rows("messages")
    assert [(row["kind"], row["message_id"]) for row in rows] == [
        ("system", f"slack:T1:C1:{LATER}")
    ]
