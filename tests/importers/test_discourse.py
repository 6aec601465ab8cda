"""A forum becomes rooms and messages, and who answered whom."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

NINE = "2024-05-30T09:00:00.000Z"


def post(number: int, user: str | None = "zoe", **more: object) -> dict[str, object]:
    return {
        "id": 900 + number,
        "username": user,
        "avatar_template": "/a.png",
        "created_at": NINE,
        "cooked": "<p>bonjour</p>",
        "post_number": number,
        "post_type": 1,
        "topic_id": 5,
        **more,
    }


def topic(folder: Path, *posts: object, **more: object) -> golden.Reading:
    whole = {"post_stream": {"posts": list(posts)}, "id": 5, "title": "Cantine", **more}
    return golden.read(golden.export(folder, {"5.json": whole}))


def heard(reading: golden.Reading) -> list[tuple[object, object]]:
    return [(row["src"], row["dst"]) for row in reading.rows("interactions")]


def test_a_post_answers_the_one_whose_number_it_names(tmp_path: Path) -> None:
    answer = post(2, "ben", reply_to_post_number=1, reply_to_user={"username": "Zoe"})
    reading = topic(tmp_path, post(1), answer)
    row = reading.by("messages", "message_id")["discourse:5/2"]
    assert (row["parent_id"], row["root_id"], row["kind"]) == (
        "discourse:5/1",
        "discourse:5/1",
        "reply",
    )
    assert ("discourse:ben", "discourse:zoe") in heard(reading)


def test_a_post_that_names_no_other_answers_the_topic(tmp_path: Path) -> None:
    (row,) = topic(tmp_path, post(7)).rows("messages")
    assert (row["kind"], row["parent_id"], row["root_id"]) == ("reply", None, "discourse:5/1")


@pytest.mark.parametrize(
    "written",
    [
        {"raw": '[quote="Ben, post:3, topic:5"]\nses mots\n[/quote]\n\nles miens'},
        {
            "cooked": '<aside class="quote" data-username="Ben" data-post="3" data-topic="5">'
            "<blockquote>ses <aside>mots</aside></blockquote></aside><p>les miens</p>"
        },
    ],
    ids=["as typed", "as seen"],
)
def test_what_is_quoted_is_answered_and_is_not_said_again(
    written: dict[str, object], tmp_path: Path
) -> None:
    reading = topic(tmp_path, post(4, **written))
    (row,) = reading.rows("messages")
    assert (row["text"], row["parent_id"]) == ("les miens", "discourse:5/3")
    assert heard(reading) == [("discourse:zoe", "discourse:ben")]


def test_a_quotation_that_does_not_end_is_kept(tmp_path: Path) -> None:
    (row,) = topic(tmp_path, post(1, raw="a [quote] b")).rows("messages")
    assert row["text"] == "a [quote] b"


@pytest.mark.parametrize("kind", [2, 3])
def test_what_staff_did_to_a_topic_is_nobodys_word(kind: int, tmp_path: Path) -> None:
    reading = topic(tmp_path, post(2, post_type=kind, reply_to_post_number=1))
    (row,) = reading.rows("messages")
    assert (row["kind"], row["parent_id"]) == ("system", None)
    assert not reading.rows("interactions")


def test_staff_whisper_in_private(tmp_path: Path) -> None:
    rows = topic(tmp_path, post(1), post(2, post_type=4)).rows("messages")
    assert [row["visibility"] for row in rows] == ["public", "private"]


def test_the_forum_itself_is_a_machine(tmp_path: Path) -> None:
    reading = topic(tmp_path, post(1, "system", user_id=-1))
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot"]
    assert [row["kind"] for row in reading.rows("accounts")] == ["bot"]
    assert not reading.rows("people")


def test_edits_that_all_may_see_and_deletions_have_their_moment(tmp_path: Path) -> None:
    later = "2024-05-30T10:00:00.000Z"
    touched = {"updated_at": later}
    posts = (
        post(1, version=1, **touched),
        post(2, version=2, **touched),
        post(3, user_deleted=True, **touched),
        post(4, deleted_at=later),
    )
    rows = topic(tmp_path, *posts).rows("messages")
    assert [row["edited_at"] is not None for row in rows] == [False, True, False, False]
    assert [row["deleted_at"] is not None for row in rows] == [False, False, True, True]


def test_likes_are_not_reports_to_staff(tmp_path: Path) -> None:
    actions = [{"id": 2, "count": 3}, {"id": 8, "count": 5}]
    (row,) = topic(tmp_path, post(1, actions_summary=actions)).rows("message_metrics")
    assert row["likes"] == 3


def test_a_private_topic_is_read_by_those_it_names(tmp_path: Path) -> None:
    both = {"allowed_users": [{"username": "zoe"}, {"username": "Ben"}]}
    reading = topic(tmp_path, post(1), archetype="private_message", details=both)
    (room,) = reading.rows("channels")
    assert (room["kind"], room["members_n"]) == ("dm", 2)
    assert heard(reading) == [("discourse:zoe", "discourse:ben")]


@pytest.mark.parametrize(
    "shape",
    [
        lambda posts: {"latest_posts": posts},
        lambda posts: posts,
        lambda posts: {"post_stream": {"posts": posts}},
        lambda posts: [{"post_stream": {"posts": posts}, "id": 5, "title": "Cantine"}],
    ],
    ids=["the latest", "a list", "some of a topic", "a list of topics"],
)
def test_posts_are_the_same_in_whichever_shape_they_come(shape: object, tmp_path: Path) -> None:
    posts = [post(1), post(2, "ben")]
    content = shape(posts) if callable(shape) else None
    reading = golden.read(golden.export(tmp_path / "a", {"posts.json": content}))
    assert reading.rows("messages") == topic(tmp_path / "b", *posts).rows("messages")


def test_one_post_may_be_a_file(tmp_path: Path) -> None:
    reading = golden.read(golden.export(tmp_path, {"901.json": post(1)}))
    assert [row["message_id"] for row in reading.rows("messages")] == ["discourse:5/1"]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"username": None}, "missing username"),
        ({"created_at": "hier"}, "created_at is no time"),
        ({"post_number": None}, "missing post_number"),
        ({"post_number": "un"}, "wrong kind of post_number"),
    ],
)
def test_a_post_that_cannot_be_placed_is_rejected(
    changes: dict[str, object], kind: str, tmp_path: Path
) -> None:
    reading = topic(tmp_path, post(1), post(2) | changes)
    assert reading.rejected == (Rejected("5.json[1]", kind),)
    assert len(reading.rows("messages")) == 1


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    answer = post(2, "ben", reply_to_post_number=1)
    first = topic(tmp_path / "a", post(1), answer)
    later = topic(tmp_path / "b", answer, post(3))
    assert first.rows("messages")[1] == later.rows("messages")[0]
