"""Pages of posts that a Mattermost server answers become messages."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

NINE = 1717052400000


def number(name: str) -> str:
    return name.ljust(26, "x")


def post(name: str, who: str = "zoe", **more: object) -> dict[str, object]:
    return {
        "id": number(name),
        "create_at": NINE,
        "user_id": number(who),
        "channel_id": number("salle"),
        "root_id": "",
        "message": "bonjour",
        "type": "",
        "props": {},
        **more,
    }


def page(*posts: dict[str, object]) -> dict[str, object]:
    return {"order": [one["id"] for one in posts], "posts": {str(p["id"]): p for p in posts}}


def user(name: str, **more: object) -> dict[str, object]:
    known = {"id": number(name), "create_at": NINE, "username": name, "auth_service": ""}
    return known | {"email": f"{name}@atelier.example"} | more


def room(**more: object) -> dict[str, object]:
    known = {"id": number("salle"), "create_at": NINE, "team_id": "t", "type": "O"}
    return known | {"display_name": "Accueil", "last_post_at": NINE} | more


def mattermost(
    folder: Path, *posts: dict[str, object], users: object = (), channel: object = None
) -> golden.Reading:
    files: dict[str, object] = {"posts.json": page(*posts)}
    if users:
        files["users.json"] = users
    if channel:
        files["channel.json"] = channel
    return golden.read(golden.export(folder, files))


def named(name: str) -> str:
    return f"mattermost_api:{number(name)}"


def test_an_answer_names_what_opened_its_thread(tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("a"), post("b", "ben", root_id=number("a")))
    row = reading.by("messages", "message_id")[named("b")]
    assert (row["kind"], row["parent_id"]) == ("reply", named("a"))


def test_who_is_named_is_spoken_to_where_the_server_knows_him(tmp_path: Path) -> None:
    said = post("a", message="@Ben. et @inconnu, regardez")
    reading = mattermost(tmp_path, said, users=[user("ben")])
    assert [row["dst"] for row in reading.rows("interactions")] == [named("ben")]


@pytest.mark.parametrize(
    ("more", "kind", "author"),
    [
        ({"type": "system_join_channel"}, "system", "org_person"),
        ({"type": "me"}, "post", "org_person"),
        ({"type": "custom_poll"}, "post", "bot"),
        ({"props": {"from_webhook": "true"}}, "post", "bot"),
        ({"props": {"from_bot": "false"}}, "post", "org_person"),
    ],
)
def test_machines_and_the_server_are_told_apart(
    more: dict[str, object], kind: str, author: str, tmp_path: Path
) -> None:
    (row,) = mattermost(tmp_path, post("a", **more)).rows("messages")
    assert (row["kind"], row["author_kind"]) == (kind, author)


def test_edits_and_deletions_have_their_moment_and_zero_is_none(tmp_path: Path) -> None:
    posts = (post("a", edit_at=0, delete_at=0), post("b", edit_at=NINE), post("c", delete_at=NINE))
    rows = mattermost(tmp_path, *posts).rows("messages")
    assert [row["edited_at"] for row in rows] == [None, NINE * 1000, None]
    assert [row["deleted_at"] for row in rows] == [None, None, NINE * 1000]


def test_reactions_are_counted_where_they_are_told(tmp_path: Path) -> None:
    posts = (post("a", metadata={"reactions": [{}, {}]}), post("b", has_reactions=True))
    (row,) = mattermost(tmp_path, *posts).rows("message_metrics")
    assert (row["message_id"], row["likes"]) == (named("a"), 2)


@pytest.mark.parametrize(("word", "kind"), [("O", "open"), ("P", "private"), ("G", "group_dm")])
def test_a_room_says_who_may_enter(word: str, kind: str, tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("a"), channel=room(type=word))
    assert [(row["kind"], row["name"]) for row in reading.rows("channels")] == [(kind, "Accueil")]


def test_a_talk_between_two_is_called_after_them(tmp_path: Path) -> None:
    both = f"{number('zoe')}__{number('ben')}"
    reading = mattermost(tmp_path, post("a"), channel=room(type="D", name=both))
    assert [row["dst"] for row in reading.rows("interactions")] == [named("ben")]
    assert [(row["kind"], row["members_n"]) for row in reading.rows("channels")] == [("dm", 2)]


def test_a_machine_on_the_list_is_nobody(tmp_path: Path) -> None:
    reading = mattermost(tmp_path, post("a", "robot"), users=user("robot", is_bot=True))
    assert not reading.rows("people")
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]


def test_an_answer_that_refuses_is_left(tmp_path: Path) -> None:
    refusal = {"id": "api.context.app_error", "message": "no", "status_code": 403}
    files = {"posts.json": page(post("a")), "error.json": refusal}
    reading = golden.read(golden.export(tmp_path, files))
    assert (reading.ignored, reading.rejected) == (("error.json",), ())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [({"user_id": None}, "wrong kind of user_id"), ({"create_at": -1}, "create_at is no time")],
)
def test_a_post_that_lacks_something_is_rejected(
    changes: dict[str, object], kind: str, tmp_path: Path
) -> None:
    reading = mattermost(tmp_path, post("a"), post("b", **changes))
    assert reading.rejected == (Rejected("posts.json[1]", kind),)


def test_a_page_cut_short_is_rejected(tmp_path: Path) -> None:
    cut = f'{{"order": ["{number("a")}"], "posts": {{"a": {{"id"'
    reading = golden.read(golden.export(tmp_path, {"posts.json": cut}))
    assert reading.rejected == (Rejected("posts.json", "not a page of posts"),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    first = mattermost(tmp_path / "a", post("a"), post("b"))
    later = mattermost(tmp_path / "b", post("b"), post("c"))
    assert first.rows("messages")[1] == later.rows("messages")[0]
