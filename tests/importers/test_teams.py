"""A Teams export becomes messages of channels and chats, who spoke to whom, and meetings."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

ANA, BOB, CLO = (f"{n}0000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
TEAM = "aaaaaaaa-0000-4000-8000-00000000000a"
CHANNEL = "19:general@thread.tacv2"
PAIR = f"19:{ANA}_{BOB}@unq.gbl.spaces"
GROUP = "19:abcdef@thread.v2"
WHEN = "2025-09-02T08:00:00.123+00:00"
USERS = [
    {"Id": ANA, "DisplayName": "Ana", "Mail": "ana@acme.example"},
    {"Id": BOB, "DisplayName": "Bob", "Mail": None, "UserPrincipalName": "bob@acme.example"},
    {"Id": CLO, "DisplayName": "Clo", "UserPrincipalName": "clo_else.example#EXT#@acme.example"},
]


def said(number: object, who: str | None = ANA, html: str = "<p>oui</p>", **more: object) -> object:
    message = {
        "Id": str(number),
        "CreatedDateTime": WHEN,
        "From": {"User": {"Id": who, "UserIdentityType": "aadUser"}} if who else None,
        "Body": {"ContentType": "html", "Content": html},
        "MessageType": "message",
        "ChannelIdentity": {"ChannelId": CHANNEL, "TeamId": TEAM},
        "ChatId": None,
    }
    return message | more


def chat(number: object, who: str = ANA, room: str = PAIR, **more: object) -> object:
    return said(number, who, **({"ChannelIdentity": None, "ChatId": room} | more))


def teams(folder: Path, *messages: object, **more: object) -> golden.Reading:
    files: dict[str, object] = {
        "users/usersList.json": USERS,
        f"teams/{TEAM}/messages_{TEAM}.json": list(messages),
    }
    return golden.read(golden.export(folder, files | more))


def heard(reading: golden.Reading) -> set[tuple[str, str]]:
    return {(_short(row["src"]), _short(row["dst"])) for row in reading.rows("interactions")}


def _short(account: object) -> str:
    return {f"teams:{ANA}": "ana", f"teams:{BOB}": "bob", f"teams:{CLO}": "clo"}.get(
        str(account), str(account)
    )


def mention(user: str) -> object:
    return {"Mentioned": {"User": {"Id": user}, "Application": None}}


@pytest.mark.parametrize("shape", ["list", "value", "list with mark", "indented"])
def test_the_public_sample_is_read_as_counted_apart(shape: str, tmp_path: Path) -> None:
    content = golden.public("workspace_exports/teams/messages_sample.json").read_bytes()
    sample = json.loads(content)
    written = {
        "list": content,
        "value": json.dumps({"@odata.count": 3, "value": sample}).encode(),
        "list with mark": b"\xef\xbb\xbf" + content,
        "indented": json.dumps(sample, indent=4).encode(),
    }
    name = f"teams/{TEAM}/messages_{TEAM}.json"
    reading = golden.read(golden.export(tmp_path, {name: written[shape]}))
    rows = {str(row["message_id"]).rpartition(":")[2]: row for row in reading.rows("messages")}
    assert not reading.rejected
    assert set(rows) == {message["Id"] for message in sample}
    for message in sample:
        row = rows[message["Id"]]
        created = datetime.fromisoformat(message["CreatedDateTime"]).timestamp()
        assert row["ts_utc"] == round(created * 1_000_000)
        assert row["account_id"] == f"teams:{message['From']['User']['Id']}"
        parent = str(row["parent_id"]).rpartition(":")[2] if row["parent_id"] else None
        assert parent == message["ReplyToId"]
        assert "<" not in str(row["text"])
    likes = Counter(
        {str(row["message_id"]): row["likes"] for row in reading.rows("message_metrics")}
    )
    assert sum(likes.values()) == sum(len(message["Reactions"]) for message in sample)


def test_what_a_programme_fetched_says_what_the_export_says(tmp_path: Path) -> None:
    def small(value: object) -> object:
        if isinstance(value, dict):
            return {name[0].lower() + name[1:]: small(inner) for name, inner in value.items()}
        return [small(inner) for inner in value] if isinstance(value, list) else value

    talk = [said(1, Mentions=[mention(BOB)], Reactions=[{}]), said(2, BOB, ReplyToId="1"), chat(3)]
    great = golden.read(golden.export(tmp_path / "a", {"liste.json": talk}))
    fetched = golden.read(golden.export(tmp_path / "b", {"liste.json": {"value": small(talk)}}))
    assert fetched.tables == great.tables
    assert len(fetched.rows("messages")) == 3


def test_an_answer_in_a_channel_names_what_it_answers(tmp_path: Path) -> None:
    reading = teams(tmp_path, said(2, BOB, ReplyToId="1"), said(1))
    row = reading.by("messages", "message_id")[f"teams:{CHANNEL}:2"]
    assert row["parent_id"] == row["root_id"] == f"teams:{CHANNEL}:1"
    assert row["kind"] == "reply"


def test_an_answer_in_a_chat_names_what_it_quotes_and_whose_it_is(tmp_path: Path) -> None:
    original = {"messageId": "1", "messageSender": {"user": {"id": BOB}}}
    quote = {"ContentType": "messageReference", "Content": json.dumps(original)}
    reading = teams(tmp_path, chat(2, ANA, GROUP, Attachments=[quote]))
    (row,) = reading.rows("messages")
    assert row["parent_id"] == f"teams:{GROUP}:1"
    assert heard(reading) == {("ana", "bob")}


@pytest.mark.parametrize("content", ["{", "[]", "null", '{"messageId": 1}', "\ud800", "[" * 9999])
def test_a_quote_that_cannot_be_read_costs_nothing_else(content: str, tmp_path: Path) -> None:
    quote = {"ContentType": "messageReference", "Content": content}
    (row,) = teams(tmp_path, chat(2, ANA, GROUP, Attachments=[quote])).rows("messages")
    assert row["parent_id"] is None


def test_a_talk_of_two_speaks_to_the_other(tmp_path: Path) -> None:
    reading = teams(tmp_path, chat(1), chat(2, BOB))
    assert heard(reading) == {("ana", "bob"), ("bob", "ana")}
    assert {row["kind"] for row in reading.rows("messages")} == {"dm"}
    assert reading.by("channels", "channel_id")[f"teams:{PAIR}"]["members_n"] == 2


def test_a_chat_message_of_two_files_is_the_same_message(tmp_path: Path) -> None:
    mine = {f"users/{ANA}/messages_{ANA}.json": [chat(1), chat(2, BOB)]}
    his = {f"users/{BOB}/messages_{BOB}.json": [chat(2, BOB), chat(1)]}
    both = teams(tmp_path / "both", **mine, **his)
    alone = teams(tmp_path / "alone", **mine)
    for table in ("messages", "interactions", "channels"):
        rows = [tuple(row.items()) for row in both.rows(table)]
        assert set(rows) == {tuple(row.items()) for row in alone.rows(table)}
        assert len(rows) == 2 * len(set(rows))


def test_notes_to_oneself_are_not_taken_for_those_of_others(tmp_path: Path) -> None:
    reading = teams(tmp_path, chat(1, ANA, "48:notes"), chat(1, BOB, "48:notes"))
    assert len(reading.by("messages", "message_id")) == 2
    assert heard(reading) == {("ana", "None"), ("bob", "None")}


def test_people_named_are_spoken_to_once(tmp_path: Path) -> None:
    named = [mention(BOB), mention(BOB), mention(ANA), {"Mentioned": None}]
    room = {"Mentioned": {"User": None, "Conversation": {"Id": CHANNEL}}}
    html = '<p><at id="0">Bob</at>&nbsp;<at id="1">Martin</at>, tu viens&nbsp;?</p>'
    reading = teams(tmp_path, said(1, html=html, Mentions=[*named, room]))
    assert heard(reading) == {("ana", "bob")}
    assert reading.rows("messages")[0]["text"] == "Bob Martin, tu viens ?"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p>oui <emoji id="yes" alt="👍" title="Oui"></emoji></p>', "oui 👍"),
        ('<img alt="😀" itemtype="http://schema.skype.com/Emoji" src="x">', "😀"),
        ('<p><img alt="chat qui dort" src="https://x.example/y"></p>', None),
        ('<attachment id="1"></attachment><p>a &lt; b</p>', "a < b"),
        ("<div>un<br>deux</div>", "un\ndeux"),
        ("<systemEventMessage/>", None),
        ("", None),
    ],
)
def test_the_text_is_what_people_read(html: str, text: str | None, tmp_path: Path) -> None:
    assert teams(tmp_path, said(1, html=html)).rows("messages")[0]["text"] == text


def test_a_title_is_part_of_what_a_channel_reads(tmp_path: Path) -> None:
    (row,) = teams(tmp_path, said(1, Subject=" Bonne nouvelle ")).rows("messages")
    assert row["text"] == "Bonne nouvelle\noui"


def test_plain_text_is_left_as_it_is(tmp_path: Path) -> None:
    body = {"ContentType": "text", "Content": "si a<b et c>d"}
    assert teams(tmp_path, said(1, Body=body)).rows("messages")[0]["text"] == "si a<b et c>d"


@pytest.mark.parametrize("kind", ["unknownFutureValue", "systemEventMessage", "chatEvent"])
def test_what_the_server_tells_is_nobodys_word(kind: str, tmp_path: Path) -> None:
    event = {"EventDetail": {"Initiator": {"User": {"Id": ANA}}}, "MessageType": kind}
    reading = teams(tmp_path, said(1, None, **event))
    assert [row["kind"] for row in reading.rows("messages")] == ["system"]
    assert reading.rows("messages")[0]["account_id"] == f"teams:{ANA}"
    assert not reading.rows("interactions")


def test_a_programme_writes_but_speaks_to_nobody(tmp_path: Path) -> None:
    bot = {"Application": {"Id": "b1", "DisplayName": "Météo"}, "User": None}
    reading = teams(tmp_path, said(1, From=bot, Mentions=[mention(ANA)]))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")
    assert reading.by("accounts", "account_id")["teams:b1"]["kind"] == "bot"


@pytest.mark.parametrize(
    "kind", ["federatedUser", "anonymousGuest", "phoneUser", "emailUser", "skypeUser"]
)
def test_people_from_elsewhere_write_but_are_not_of_the_house(kind: str, tmp_path: Path) -> None:
    stranger = {"User": {"Id": "z9", "DisplayName": "Zoé", "UserIdentityType": kind}}
    reading = teams(tmp_path, said(1, From=stranger))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["public"]
    assert not reading.rows("interactions")
    assert "teams:z9" not in reading.by("people", "person_id")


def test_a_guest_with_an_account_is_from_elsewhere(tmp_path: Path) -> None:
    reading = teams(tmp_path, said(1, CLO))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["public"]
    assert set(reading.by("people", "person_id")) == {f"teams:{ANA}", f"teams:{BOB}"}
    assert reading.by("accounts", "account_id")[f"teams:{CLO}"]["kind"] == "public"


def test_a_deleted_message_whose_author_is_gone_is_nobodys_word(tmp_path: Path) -> None:
    (row,) = teams(tmp_path, said(1, None, DeletedDateTime=WHEN)).rows("messages")
    assert (row["kind"], row["deleted_at"]) == ("system", row["ts_utc"])


def test_a_changed_message_says_when(tmp_path: Path) -> None:
    later = "2025-09-02T08:00:01.123+00:00"
    (row,) = teams(tmp_path, said(1, LastEditedDateTime=later)).rows("messages")
    assert row["edited_at"] == row["ts_utc"] + 1_000_000  # type: ignore[operator]


@pytest.mark.parametrize(
    ("privacy", "membership", "kind"),
    [
        ("Public", "standard", "open"),
        ("Private", "standard", "private"),
        ("HiddenMembership", "standard", "private"),
        ("Public", "private", "private"),
        ("Public", "shared", "private"),
        (None, "standard", None),
        ("Public", None, None),
    ],
)
def test_who_may_enter_a_channel_follows_its_team(
    privacy: str | None, membership: str | None, kind: str | None, tmp_path: Path
) -> None:
    files = {
        "teams/teamsList.json": [{"GroupsId": TEAM, "Name": "Équipe", "Privacy": privacy}],
        f"teams/{TEAM}/channels_{TEAM}.json": [
            {"Id": CHANNEL, "DisplayName": "Général", "MembershipType": membership}
        ],
        f"teams/{TEAM}/teamMembers_{TEAM}.json": [{"UserId": ANA}, {"UserId": BOB}],
    }
    reading = teams(tmp_path, said(1), **files)
    (room,) = reading.rows("channels")
    assert (room["kind"], room["name"]) == (kind, "Équipe / Général")
    assert room["members_n"] == (2 if membership == "standard" else None)


def test_a_private_channel_has_members_of_its_own(tmp_path: Path) -> None:
    files = {
        f"teams/{TEAM}/channels_{TEAM}.json": [{"Id": CHANNEL, "MembershipType": "private"}],
        f"teams/{TEAM}/teamMembers_{TEAM}.json": [{"UserId": u} for u in (ANA, BOB, CLO)],
        f"teams/{TEAM}/channels/19%3Ageneral%40thread.tacv2/channelMembers.json": [
            {"UserId": ANA, "Email": "ana@acme.example"},
            {"UserId": BOB},
        ],
    }
    reading = teams(tmp_path, said(1), **files)
    assert reading.rows("channels")[0]["members_n"] == 2
    assert [row["recipients_n"] for row in reading.rows("interactions")] == [1]


def meeting(uid: str, mine: str, *answers: str, host: str = "ana@acme.example") -> object:
    invited = ("bob@acme.example", "zoe@else.example")
    return {
        "ICalUId": uid,
        "Start": {"DateTime": "2025-09-03T09:00:00.0000000", "TimeZone": "UTC"},
        "End": {"DateTime": "2025-09-03T09:30:00.0000000", "TimeZone": "UTC"},
        "IsOrganizer": mine == "organizer",
        "Type": "singleInstance",
        "ResponseStatus": {"Response": mine},
        "Organizer": {"EmailAddress": {"Address": host}},
        "Attendees": [
            {"EmailAddress": {"Address": who}, "Status": {"Response": answer}, "Type": "required"}
            for who, answer in zip(invited, answers, strict=False)
        ],
    }


def test_the_organisers_copy_knows_every_answer(tmp_path: Path) -> None:
    copy = {f"users/{ANA}/meetings_{ANA}.json": [meeting("U", "organizer", "accepted", "none")]}
    reading = teams(tmp_path, **copy)
    (row,) = reading.rows("meetings")
    assert (row["organiser"], row["invited"], row["accepted"]) == (f"teams:{ANA}", 2, 1)
    assert {row["person_id"]: row["answer"] for row in reading.rows("attendance")} == {
        f"teams:{BOB}": "accepted",
        "teams:zoe@else.example": "unanswered",
    }


def test_another_copy_knows_the_answer_of_its_owner_only(tmp_path: Path) -> None:
    copy = {f"users/{BOB}/meetings_{BOB}.json": [meeting("U", "declined", "none", "none")]}
    reading = teams(tmp_path, **copy)
    assert reading.rows("meetings")[0]["accepted"] is None
    assert {row["person_id"]: row["answer"] for row in reading.rows("attendance")} == {
        f"teams:{BOB}": "declined",
        "teams:zoe@else.example": None,
    }


def test_a_meeting_by_an_unknown_clock_is_said(tmp_path: Path) -> None:
    odd = meeting("U", "accepted")
    odd |= {"Start": {"DateTime": "2025-09-03T09:00:00", "TimeZone": "Mars Standard Time"}}  # type: ignore[operator]
    reading = teams(tmp_path, **{f"users/{BOB}/meetings_{BOB}.json": [odd]})
    assert [noted.kind for noted in reading.noted] == [
        "unknown time zone of meetings: that of the settings taken"
    ]
    expected = datetime.fromisoformat("2025-09-03T07:00:00+00:00").timestamp()
    assert reading.rows("meetings")[0]["start"] == expected * 1_000_000


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"Body": {}}, "missing Id"),
        (said(1, CreatedDateTime="hier"), "createdDateTime is no time"),
        (said(1, ChannelIdentity=None), "missing channel"),
        (said(1, Reactions=3), "wrong kind of Reactions"),
        (7, "wrong kind of record"),
    ],
)
def test_what_is_no_message_is_left_with_its_place(
    record: object, kind: str, tmp_path: Path
) -> None:
    reading = teams(tmp_path, said(1), record)
    assert reading.rejected == (Rejected(f"teams/{TEAM}/messages_{TEAM}.json[1]", kind),)
    assert len(reading.rows("messages")) == 1


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    talk = [said(1), said(2, BOB, ReplyToId="1"), chat(3), said(4, Mentions=[mention(BOB)])]
    first, second = teams(tmp_path / "a", *talk[:3]), teams(tmp_path / "b", *reversed(talk[1:]))
    for table, key in (("messages", "message_id"), ("interactions", "interaction_id")):
        one_side, other = first.by(table, key), second.by(table, key)
        shared = set(one_side) & set(other)
        assert len(shared) >= 2
        assert all(one_side[name] == other[name] for name in shared)
