"""Pages of Gitter become messages, in the room that their folder names."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Rejected

ROOM = {"id": "r1", "name": "atelier/accueil", "uri": "atelier/accueil", "oneToOne": False}


def said(number: int, who: str = "zoe", **more: object) -> dict[str, object]:
    return {
        "id": f"m{number}",
        "text": "bonjour",
        "sent": "2020-03-23T13:18:08.800Z",
        "fromUser": {"id": who, "username": who, "displayName": who.title()},
        **more,
    }


def gitter(folder: Path, *messages: object, place: str = "", **room: object) -> golden.Reading:
    files = {"rooms": [ROOM | room], f"{place}page_1": list(messages)}
    return golden.read(golden.export(folder, files))


def heard(reading: golden.Reading) -> list[tuple[object, object]]:
    return [(row["src"], row["dst"]) for row in reading.rows("interactions")]


@pytest.mark.parametrize("place", ["atelier/accueil/", "r1/"], ids=["address", "number"])
def test_the_folder_of_a_page_names_its_room(place: str, tmp_path: Path) -> None:
    (row,) = gitter(tmp_path, said(1), place=place).rows("messages")
    assert (row["channel_id"], row["visibility"]) == ("gitter:r1", "public")


def test_a_page_without_folder_has_no_room(tmp_path: Path) -> None:
    reading = gitter(tmp_path, said(1))
    assert [row["channel_id"] for row in reading.rows("messages")] == [None]
    assert reading.noted == (Noted("page_1", "no folder tells in which room it was written"),)


@pytest.mark.parametrize(
    ("room", "kind"),
    [
        ({"oneToOne": True}, "dm"),
        ({"security": "PRIVATE"}, "private"),
        ({"public": False}, "private"),
        ({"security": "PUBLIC", "public": True}, "open"),
    ],
)
def test_a_room_says_who_may_enter(room: dict[str, object], kind: str, tmp_path: Path) -> None:
    reading = gitter(tmp_path, said(1), userCount=12, **room)
    assert [(row["kind"], row["members_n"]) for row in reading.rows("channels")] == [(kind, 12)]


def test_an_answer_in_a_thread_names_what_opened_it(tmp_path: Path) -> None:
    reading = gitter(tmp_path, said(1), said(2, "ben", parentId="m1"))
    row = reading.by("messages", "message_id")["gitter:m2"]
    assert (row["kind"], row["parent_id"]) == ("reply", "gitter:m1")


def test_people_named_are_spoken_to_and_groups_are_not(tmp_path: Path) -> None:
    mentions = [
        {"screenName": "ben", "userId": "ben"},
        {"screenName": "nobody", "userId": None},
        {"screenName": "all", "group": True, "userId": "x"},
    ]
    assert heard(gitter(tmp_path, said(1, mentions=mentions))) == [("gitter:zoe", "gitter:ben")]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"fromUser": None}, "missing fromUser"),
        ({"sent": "hier"}, "sent is no time"),
        ({"id": None}, "missing id"),
    ],
)
def test_a_message_that_lacks_something_is_rejected(
    changes: dict[str, object], kind: str, tmp_path: Path
) -> None:
    reading = gitter(tmp_path, said(1), said(2) | changes)
    assert reading.rejected == (Rejected("page_1[1]", kind),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    first = gitter(tmp_path / "a", said(1), said(2))
    later = gitter(tmp_path / "b", said(2), said(3))
    assert first.rows("messages")[1] == later.rows("messages")[0]
