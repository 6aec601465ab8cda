"""A Mastodon archive becomes what an account published for everybody, and nothing else."""

import json
from pathlib import Path

import golden
import pytest

from toolkit.importers import mastodon
from toolkit.reading import Noted, Rejected, Told, open_archive

ME = "https://eau.example/users/carafe"
BOB = "https://social.example/users/bob"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def note(number: int, **more: object) -> dict[str, object]:
    return {
        "type": "Note",
        "id": f"{ME}/statuses/{number}",
        "published": "2024-03-01T08:00:00Z",
        "content": "<p>bonjour</p>",
        "to": [PUBLIC],
        "cc": [f"{ME}/followers"],
        **more,
    }


def create(written: object, **more: object) -> dict[str, object]:
    own = written.get("id") if isinstance(written, dict) else "?"
    to = written.get("to", []) if isinstance(written, dict) else [PUBLIC]
    cc = written.get("cc", []) if isinstance(written, dict) else []
    activity = {"id": f"{own}/activity", "type": "Create", "actor": ME, "to": to, "cc": cc}
    return {**activity, "published": "2024-03-01T08:00:00Z", "object": written, **more}


def archive(folder: Path, *activities: object, told: Told | None = None) -> golden.Reading:
    files = {
        "actor.json": {"id": ME, "type": "Person", "preferredUsername": "carafe"},
        "outbox.json": {"type": "OrderedCollection", "orderedItems": list(activities)},
    }
    return golden.read(golden.export(folder, files), told or golden.NOTHING_TOLD)


@pytest.mark.parametrize(
    ("to", "cc", "kept"),
    [
        ([PUBLIC], [f"{ME}/followers"], True),
        ([f"{ME}/followers"], [PUBLIC], True),
        (PUBLIC, None, True),
        (["as:Public"], [], True),
        ([f"{ME}/followers"], [], False),
        ([BOB], [], False),
        ([], [], False),
        (None, None, False),
    ],
)
def test_only_what_everybody_may_read_is_kept(
    to: object, cc: object, kept: bool, tmp_path: Path
) -> None:
    reading = archive(tmp_path, create(note(1, to=to, cc=cc)))
    assert len(reading.rows("messages")) == kept
    aside = Noted("outbox.json", "private posts left aside: 1")
    assert reading.noted == (() if kept else (aside,))
    assert not reading.rejected


@pytest.mark.parametrize("private", ["to", "object"])
def test_the_stricter_of_two_lists_of_readers_holds(private: str, tmp_path: Path) -> None:
    hidden: dict[str, object] = {"to": [BOB], "cc": []}
    activity = create(note(1, **hidden) if private == "object" else note(1))
    activity |= hidden if private == "to" else {"to": [PUBLIC]}
    assert not archive(tmp_path, activity).rows("messages")


def test_a_share_for_followers_only_is_left_aside(tmp_path: Path) -> None:
    share = {"id": f"{ME}/s/1/activity", "type": "Announce", "actor": ME, "object": f"{BOB}/1"}
    when = {"published": "2024-03-01T08:00:00Z"}
    reading = archive(
        tmp_path, {**share, **when, "to": [f"{ME}/followers"]}, {**share, **when, "to": [PUBLIC]}
    )
    (row,) = reading.rows("messages")
    assert (row["message_id"], row["kind"], row["text"]) == (
        f"mastodon:{ME}/s/1/activity",
        "reshare",
        None,
    )


def test_an_answer_is_addressed_to_the_author_of_what_it_answers(tmp_path: Path) -> None:
    ana = {"type": "Mention", "href": "https://social.example/users/ana"}
    bob = {"type": "Mention", "href": BOB}
    tags = [ana, bob, {"type": "Hashtag", "href": "https://eau.example/tags/eau"}]
    reading = archive(
        tmp_path,
        create(note(2, inReplyTo=f"{BOB}/statuses/9", tag=tags)),
        create(note(3, inReplyTo=f"{ME}/statuses/2")),
        create(note(4, inReplyTo="https://other.example/notes/abc", tag=tags)),
        create(note(5, inReplyTo="https://other.example/notes/abc", tag=[ana])),
    )
    rows = [
        reading.by("messages", "message_id")[f"mastodon:{ME}/statuses/{n}"] for n in (2, 3, 4, 5)
    ]
    assert {row["kind"] for row in rows} == {"reply"}
    assert [row["to_account_id"] for row in rows] == [
        f"mastodon:{BOB}",
        f"mastodon:{ME}",
        None,
        "mastodon:https://social.example/users/ana",
    ]


def test_a_post_that_was_changed_says_when(tmp_path: Path) -> None:
    at = "2024-03-01T08:00:00Z"
    reading = archive(
        tmp_path,
        create(note(1, updated="2024-03-02T08:00:00Z")),
        create(note(2, updated=at)),
        create(note(3)),
    )
    edits = [row["edited_at"] for row in reading.rows("messages")]
    assert edits == [1709366400000000, None, None]


def test_the_warning_before_a_post_is_part_of_it(tmp_path: Path) -> None:
    content = "<p>un<br>deux</p><p>trois &amp; quatre</p>"
    post = note(1, summary="Fuite &amp; travaux", content=content, contentMap={"fr": content})
    (row,) = archive(tmp_path, create(post)).rows("messages")
    assert row["text"] == "Fuite & travaux\nun\ndeux\ntrois & quatre"
    assert row["lang"] == "fr"


def test_what_lacks_the_needful_is_left_and_counted(tmp_path: Path) -> None:
    reading = archive(
        tmp_path,
        create(note(1), published="hier"),
        create(note(2), actor=None),
        create("https://elsewhere.example/1"),
        create({**note(4), "id": None}),
        {"id": "x"},
        create(note(6)),
        {"type": "Like", "object": BOB},
    )
    assert len(reading.rows("messages")) == 1
    assert set(reading.rejected) == {
        Rejected("outbox.json[0]", "published is no time"),
        Rejected("outbox.json[1]", "missing actor"),
        Rejected("outbox.json[2]", "missing object"),
        Rejected("outbox.json[3]", "missing id"),
        Rejected("outbox.json[4]", "missing type"),
    }


def test_a_file_without_list_is_said(tmp_path: Path) -> None:
    files = {"actor.json": {"id": ME}, "outbox.json": {"type": "OrderedCollection"}}
    reading = golden.read(golden.export(tmp_path, files))
    assert reading.rejected == (Rejected("outbox.json", "no list of posts"),)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, "unknown"),
        ({"@carafe@eau.example": "brand"}, "brand"),
        ({"carafe": "person"}, "person"),
        ({"bob": "person"}, "unknown"),
    ],
)
def test_whose_the_account_is_is_as_the_client_says(
    said: dict[str, str], kind: str, tmp_path: Path
) -> None:
    (row,) = archive(tmp_path, told=Told(accounts=said)).rows("accounts")
    assert (row["kind"], row["handle"]) == (kind, "carafe@eau.example")


def test_what_two_archives_share_is_the_same_twice(tmp_path: Path) -> None:
    old, new = create(note(1)), create(note(2))
    first = archive(tmp_path / "first", old)
    second = archive(tmp_path / "second", new, create(note(3, to=[BOB], cc=[])), old)
    for row in first.rows("messages"):
        assert row in second.rows("messages")


def test_a_long_outbox_is_read_a_piece_at_a_time(tmp_path: Path) -> None:
    many = [create(note(n, content="<p>" + "mot " * 200 + "</p>")) for n in range(5_000)]
    folder = golden.export(
        tmp_path,
        {"actor.json": {"id": ME}, "outbox.json": json.dumps({"orderedItems": many})},
    )
    with open_archive(folder) as opened:
        pieces = [
            len(found.records)
            for found in mastodon.posts(opened, "outbox.json", golden.NOTHING_TOLD)
            if getattr(found, "table", "") == "messages"
        ]
    assert sum(pieces) == 5_000
    assert len(pieces) > 2
