"""A Takeout of Google Chat becomes messages of rooms, and who spoke to whom."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import golden
import pytest

from toolkit.importers.google_chat.dates import Calendar
from toolkit.reading import Rejected

ANA = {"name": "Ana Lefèvre", "email": "Ana@acme.example", "user_type": "Human"}
BOB = {"name": "Bob", "email": "bob@acme.example", "user_type": "Human"}
CLO = {"name": "Bob Martin", "email": "clo@acme.example", "user_type": "Human"}
BOT = {"name": "Météo", "user_type": "Bot"}
GONE = {"name": "Deleted User", "user_type": "Human"}
DATE = "Tuesday, April 12, 2022 at 7:31:06 AM UTC"
SPACE, DM = "Groups/Space AAAA", "Groups/DM dddd"


def said(
    place: str, who: Mapping[str, object] | None, text: str = "oui", **more: object
) -> dict[str, object]:
    topic, _, mark = place.partition("/")
    message = {
        "creator": who,
        "created_date": DATE,
        "text": text,
        "topic_id": topic,
        "message_id": f"AAAA/{topic}/{mark or topic}",
    }
    return {name: value for name, value in (message | more).items() if value is not None}


def chat(
    folder: Path,
    *messages: object,
    group: str = SPACE,
    members: object = (ANA, BOB, CLO, BOT),
    **info: object,
) -> golden.Reading:
    files = {
        f"{group}/group_info.json": {"name": "Projet", "members": members} | info,
        f"{group}/messages.json": {"messages": messages},
    }
    return golden.read(golden.export(folder, files))


def heard(reading: golden.Reading) -> set[tuple[str, str]]:
    return {(_short(row["src"]), _short(row["dst"])) for row in reading.rows("interactions")}


def _short(account: object) -> str:
    return str(account).removeprefix("google_chat:").partition("@")[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tuesday, April 12, 2022 at 7:31:06 AM UTC", "2022-04-12T07:31:06"),
        ("Tuesday, April 12, 2022 at 12:00:00\u202fAM UTC", "2022-04-12T00:00:00"),
        ("Tuesday, April 12, 2022 at 12:00:00 PM UTC", "2022-04-12T12:00:00"),
        ("Tuesday, 12 April 2022 at 22:10:00 UTC", "2022-04-12T22:10:00"),
        ("mardi 12 avril 2022 à 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("mardi 1er mars 2022 à 07:31:06 UTC", "2022-03-01T07:31:06"),
        ("vendredi 12 août 2022 à 07 h 31 min 06 s UTC", "2022-08-12T07:31:06"),
        ("Dienstag, 12. April 2022 um 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("Samstag, 1. Jänner 2022 um 07:31:06 UTC", "2022-01-01T07:31:06"),
        ("martes, 12 de abril de 2022, 7:31:06 UTC", "2022-04-12T07:31:06"),
        ("martes, 12 de abril de 2022, 7:31:06\u202fp.\u00a0m. UTC", "2022-04-12T19:31:06"),
        ("martedì 12 aprile 2022 alle ore 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("terça-feira, 12 de abril de 2022 às 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("dinsdag 12 april 2022 om 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("вторник, 12 апреля 2022 \u0433. \u0432 07:31:06 UTC", "2022-04-12T07:31:06"),
        ("2015. február 15., vasárnap 21:54:36 UTC", "2015-02-15T21:54:36"),
        ("2022年4月12日火曜日 7:31:06 UTC", "2022-04-12T07:31:06"),
        ("2022年4月12日星期二 UTC 下午7:31:06", "2022-04-12T19:31:06"),
        ("tirsdag den 12. april 2022 kl. 07.31.06 UTC", "2022-04-12T07:31:06"),
        ("mardi 12 avril 2022 à 09:31:06 UTC+2", "2022-04-12T07:31:06"),
        ("mardi 12 avril 2022 à 02:01:06 GMT\u221205:30", "2022-04-12T07:31:06"),
        ("2022-04-12T07:31:06Z", "2022-04-12T07:31:06"),
    ],
)
def test_a_moment_in_words_is_understood(written: str, expected: str) -> None:
    calendar = Calendar()
    wanted = datetime.fromisoformat(expected).replace(tzinfo=UTC).timestamp()
    assert calendar.read(written) == wanted * 1_000_000
    assert calendar.read(written) == wanted * 1_000_000  # remembered
    assert calendar.sure


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "hier",
        "April 12, 2022",
        "7:31:06 AM UTC",
        "Tuesday, Brumaire 12, 2022 at 7:31:06 AM UTC",
        "Tuesday, February 30, 2022 at 7:31:06 AM UTC",
        "Tuesday, April 12, 2022 at 27:31:06 UTC",
        "Tuesday, April 12, 1922 at 7:31:06 AM UTC",
        "April 12, 0000000 at 7:31:06",
        "9999-04-12T07:31:06Z",
        "1" * 9999,
    ],
)
def test_what_is_no_moment_is_none(written: str | None) -> None:
    assert Calendar().read(written) is None


def test_a_moment_without_a_known_clock_is_read_as_utc_and_said(tmp_path: Path) -> None:
    date = "mardi 12 avril 2022 à 07:31:06 heure locale"
    reading = chat(tmp_path, said("a", ANA, created_date=date))
    assert [noted.kind for noted in reading.noted] == [
        "moments without a known time zone: UTC taken"
    ]
    assert len(reading.rows("messages")) == 1


def test_an_answer_belongs_to_the_first_message_of_its_topic(tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a/b", BOB), said("a", ANA))
    rows = reading.by("messages", "message_id")
    assert rows["google_chat:AAAA/a/b"]["parent_id"] == "google_chat:AAAA/a/a"
    assert rows["google_chat:AAAA/a/a"]["parent_id"] is None
    assert [row["kind"] for row in rows.values()] == ["reply", "post"]


def test_a_quotation_says_what_is_answered(tmp_path: Path) -> None:
    quoted = {"creator": CLO, "message_id": "AAAA/z/z"}
    reading = chat(tmp_path, said("a", ANA, quoted_message_metadata=quoted))
    assert reading.rows("messages")[0]["parent_id"] == "google_chat:AAAA/z/z"
    assert heard(reading) == {("ana", "clo")}


def test_who_is_quoted_is_spoken_to_even_where_what_is_quoted_has_no_name(tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a", ANA, quoted_message_metadata={"creator": CLO}))
    assert reading.rows("messages")[0]["parent_id"] is None
    assert heard(reading) == {("ana", "clo")}


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("@Bob merci", {"bob"}),
        ("@Bob Martin merci", {"clo"}),
        ("@Bob, @Bob Martin, @Bob", {"bob", "clo"}),
        ("@Bobine", {"None"}),
        ("bob@acme.example", {"None"}),
        ("@Météo @Ana Lefèvre", {"None"}),
    ],
)
def test_members_named_are_spoken_to(text: str, to: set[str], tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a", ANA, text), members=(ANA, BOB, CLO))
    assert {dst for _, dst in heard(reading)} == to


def test_a_name_that_two_have_names_nobody(tmp_path: Path) -> None:
    twin = {"name": "Bob", "email": "other@acme.example"}
    reading = chat(tmp_path, said("a", ANA, "@Bob"), members=(ANA, BOB, twin))
    assert heard(reading) == {("ana", "None")}


@pytest.mark.parametrize(
    ("group", "members", "name", "kind"),
    [
        (DM, (ANA, BOB), None, "dm"),
        (DM, (ANA, BOB, CLO), None, "group_dm"),
        (DM, (ANA, BOT), None, "dm"),
        (SPACE, (ANA, BOB), "Projet", None),
        (SPACE, (ANA, BOB), None, "group_dm"),
        ("Groupes/MP dddd", (ANA, BOB), None, "dm"),
        ("Groupes/Espace AAAA", (ANA, BOB, CLO), None, "group_dm"),
    ],
)
def test_a_room_is_told_by_its_folder_and_its_members(
    group: str, members: tuple[object, ...], name: str | None, kind: str | None, tmp_path: Path
) -> None:
    reading = chat(tmp_path, said("a", ANA), group=group, members=members, name=name)
    assert [row["kind"] for row in reading.rows("channels")] == [kind]


def test_a_direct_message_speaks_to_the_other(tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a", ANA), group=DM, members=(ANA, BOB))
    assert heard(reading) == {("ana", "bob")}
    assert [row["kind"] for row in reading.rows("messages")] == ["dm"]


def test_a_part_without_the_list_of_members_is_read(tmp_path: Path) -> None:
    files = {f"{DM}/messages.json": {"messages": [said("a", ANA)]}}
    reading = golden.read(golden.export(tmp_path, files))
    assert [row["kind"] for row in reading.rows("messages")] == ["dm"]
    assert heard(reading) == {("ana", "None")}


def test_a_programme_writes_but_speaks_to_nobody(tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a", BOT, "@Bob"))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert not reading.rows("interactions")
    assert reading.rows("channels")[0]["members_n"] == 3


def test_those_who_left_are_told_apart_by_name_and_that_is_said(tmp_path: Path) -> None:
    reading = chat(tmp_path, said("a", GONE), said("b", {"name": "Autre"}))
    assert len({row["account_id"] for row in reading.rows("messages")}) == 2
    assert [noted.kind for noted in reading.noted] == [
        "people without an address told apart by their names"
    ]


def test_reactions_are_those_who_reacted(tmp_path: Path) -> None:
    reactions = [{"reactor_emails": ["a@x.example", "b@x.example"]}, {"reactor_emails": ["a@x"]}]
    (row,) = chat(tmp_path, said("a", ANA, reactions=reactions)).rows("message_metrics")
    assert row["likes"] == 3


def test_what_was_changed_or_deleted_says_when(tmp_path: Path) -> None:
    later = "Tuesday, April 12, 2022 at 7:31:07 AM UTC"
    deleted = {"message_state": "DELETED", "deleted_date": later}
    first, second = chat(
        tmp_path, said("a", ANA, updated_date=later), said("b", ANA, **deleted)
    ).rows("messages")
    assert first["edited_at"] == second["deleted_at"] == first["ts_utc"] + 1_000_000  # type: ignore[operator]


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"message_state": "DELETED", "deleted_date": DATE}, "deleted, and nothing left of it"),
        (said("a", None), "missing creator"),
        (said("a", {"user_type": "Human"}), "missing creator"),
        (said("a", ANA, created_date="hier"), "created_date is no time"),
        (said("a", ANA) | {"text": 1}, "wrong kind of text"),
        ([], "wrong kind of record"),
    ],
)
def test_what_is_no_message_is_left_with_its_place(
    record: object, kind: str, tmp_path: Path
) -> None:
    reading = chat(tmp_path, said("z", ANA), record)
    assert reading.rejected == (Rejected(f"{SPACE}/messages.json[1]", kind),)


def test_a_file_without_messages_is_said(tmp_path: Path) -> None:
    reading = golden.read(golden.export(tmp_path, {f"{DM}/messages.json": {}}))
    assert reading.rejected == (Rejected(f"{DM}/messages.json", "no list of messages"),)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"members": 3}', "[" * 5000])
def test_a_room_that_cannot_be_read_costs_itself_only(content: str, tmp_path: Path) -> None:
    files = {
        f"{SPACE}/group_info.json": content,
        f"{SPACE}/messages.json": {"messages": [said("a", ANA)]},
    }
    reading = golden.read(golden.export(tmp_path, files))
    assert reading.rejected == (Rejected(f"{SPACE}/group_info.json", "not a room"),)
    assert len(reading.rows("messages")) == 1


def test_messages_without_a_name_are_counted_one_by_one(tmp_path: Path) -> None:
    bare = {"creator": ANA, "created_date": DATE, "text": "ok"}
    once = chat(tmp_path / "a", bare, bare, bare | {"text": "non"}).by("messages", "message_id")
    again = chat(tmp_path / "b", bare | {"text": "non"}, bare, bare).by("messages", "message_id")
    assert set(once) == set(again)
    assert len(once) == 3


def test_what_two_takeouts_share_is_the_same_twice(tmp_path: Path) -> None:
    talk = [said("a", ANA), said("a/b", BOB), said("c", CLO, "@Bob"), said("d", ANA)]
    first, second = chat(tmp_path / "a", *talk[:3]), chat(tmp_path / "b", *talk[1:])
    for table, key in (("messages", "message_id"), ("interactions", "interaction_id")):
        one_side, other = first.by(table, key), second.by(table, key)
        shared = set(one_side) & set(other)
        assert len(shared) >= 2
        assert all(one_side[name] == other[name] for name in shared)
