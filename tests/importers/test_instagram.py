"""An Instagram download becomes what an account published, in whatever language it is labelled."""

from pathlib import Path

import golden
import pytest

from toolkit.importers import instagram
from toolkit.reading import Noted, Rejected, Told, fitting, open_archive, recognised

WHEN = 1709280000
POSTS = "your_instagram_activity/media/posts_1.json"
COMMENTS = "your_instagram_activity/comments/post_comments_1.json"
PROFILE = "personal_information/personal_information/personal_information.json"


def as_meta_writes(text: str) -> str:
    return text.encode().decode("latin-1")


def labelled(**fields: object) -> dict[str, object]:
    return {
        "string_map_data": {
            as_meta_writes(key): {"timestamp": one} if isinstance(one, int) else {"value": one}
            for key, one in fields.items()
        }
    }


def profile(**more: str) -> dict[str, object]:
    fields = {"Username": "carafe", "Name": "La Carafe", "Private Account": "False", **more}
    return {"profile_user": [labelled(**fields)]}


def read(folder: Path, files: dict[str, object], told: Told | None = None) -> golden.Reading:
    return golden.read(golden.export(folder, files), told or golden.NOTHING_TOLD)


def picture(number: int, title: str = "") -> dict[str, object]:
    return {
        "uri": f"media/posts/{number}.jpg",
        "creation_timestamp": WHEN + number,
        "title": as_meta_writes(title),
    }


def test_a_post_has_one_text_whatever_stands_where(tmp_path: Path) -> None:
    whole = {
        "media": [picture(1), picture(2)],
        "title": as_meta_writes("L'été 🌞"),
        "creation_timestamp": WHEN,
    }
    old = {"media": [picture(3, "Déjà")]}
    reading = read(tmp_path, {POSTS: [whole, old, {"media": [picture(4)]}], PROFILE: profile()})
    rows = reading.rows("messages")
    assert [(row["ts_utc"], row["text"]) for row in rows] == [
        (WHEN * 1_000_000, "L'été 🌞"),
        ((WHEN + 3) * 1_000_000, "Déjà"),
        ((WHEN + 4) * 1_000_000, None),
    ]
    assert {row["account_id"] for row in rows} == {"instagram:carafe"}
    assert not reading.noted


@pytest.mark.parametrize(
    ("name", "key"),
    [("reels", "ig_reels_media"), ("igtv_videos", "ig_igtv_media"), ("stories", "ig_stories")],
)
def test_reels_and_stories_are_posts(name: str, key: str, tmp_path: Path) -> None:
    entry = picture(1, "un") if name == "stories" else {"media": [picture(1, "un")]}
    for home in ("your_instagram_activity/media", "content"):
        reading = read(tmp_path / home, {f"{home}/{name}.json": {key: [entry]}})
        assert [row["text"] for row in reading.rows("messages")] == ["un"]


@pytest.mark.parametrize("label", ["Private Account", "Compte privé", "Privates Konto"])
def test_nothing_of_a_private_account_is_kept(label: str, tmp_path: Path) -> None:
    files = {
        POSTS: [picture(1, "un"), {"media": [picture(2)]}],
        PROFILE: {"profile_user": [labelled(**{"Username": "ana", label: "True"})]},
    }
    reading = read(tmp_path, files)
    assert not reading.rows("messages")
    assert reading.noted == (Noted(POSTS, "private posts left aside: 2"),)


def test_where_nobody_says_whether_an_account_is_private_we_say_so(tmp_path: Path) -> None:
    reading = read(tmp_path, {POSTS: [picture(1)]})
    assert [row["account_id"] for row in reading.rows("messages")] == ["instagram:unknown"]
    kind = "posts taken as public: the file does not say who may read them"
    assert reading.noted == (Noted(POSTS, kind),)


@pytest.mark.parametrize(
    ("comment", "owner", "time"),
    [
        ("Comment", "Media Owner", "Time"),
        ("Commentaire", "Propriétaire du média", "Heure"),
        ("Kommentar", "Medieninhaber", "Zeit"),
        ("Kommentar", "Medieninhaber", "Uhrzeit"),
        ("Comentario", "Propietario del contenido multimedia", "Hora"),
        ("Opmerking", "Media-eigenaar", "Tijd"),
    ],
)
def test_a_comment_is_read_in_any_language(
    comment: str, owner: str, time: str, tmp_path: Path
) -> None:
    entry = labelled(**{comment: as_meta_writes("Déjà"), owner: "ana.martin", time: WHEN})
    for number, content in enumerate(([entry], {"comments_media_comments": [entry]})):
        reading = read(tmp_path / str(number), {COMMENTS: content, PROFILE: profile()})
        (row,) = reading.rows("messages")
        assert (row["kind"], row["text"], row["ts_utc"]) == ("reply", "Déjà", WHEN * 1_000_000)
        assert row["to_account_id"] == "instagram:ana.martin"


def test_a_comment_that_lacks_the_needful_is_left_and_counted(tmp_path: Path) -> None:
    entries = [
        labelled(Comment="sans heure", Time=0),
        labelled(Kommentti="?", Aika=WHEN),
        {"string_map_data": 3},
        {**labelled(Comment="oui", Time=WHEN), "media_owner": "bob"},
    ]
    reading = read(tmp_path, {COMMENTS: entries, PROFILE: profile()})
    (row,) = reading.rows("messages")
    assert row["to_account_id"] == "instagram:bob"
    assert sorted(reading.rejected, key=str) == [
        Rejected(f"{COMMENTS}[0]", "no time in it"),
        Rejected(f"{COMMENTS}[1]", "no comment in it, or in a language that is not known"),
        Rejected(f"{COMMENTS}[2]", "wrong kind of string_map_data"),
    ]


def test_a_file_without_list_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, {POSTS: [picture(1)], COMMENTS: {"string_map_data": {}}})
    assert reading.rejected == (Rejected(COMMENTS, "no list of posts or comments"),)


THREAD = "your_instagram_activity/messages/inbox/zoe_17842000000000001/message_1.json"
TALK = {
    "participants": [{"name": "Zoé"}, {"name": "La Carafe"}],
    "messages": [
        {"sender_name": "La Carafe", "timestamp_ms": WHEN * 1000 + 60_000, "content": "Oui"},
        {"sender_name": "Zoé", "timestamp_ms": WHEN * 1000, "content": "Ouvert ?"},
    ],
}


def test_letters_are_read_where_the_account_is_declared(tmp_path: Path) -> None:
    files: dict[str, object] = {THREAD: TALK, PROFILE: profile()}
    assert read(tmp_path, files).noted == (Noted(THREAD, "private letters left aside: 2"),)
    for declared in ("carafe", "La Carafe"):
        reading = read(tmp_path, files, Told(accounts={declared: "brand"}))
        out, inward = reading.rows("messages")
        assert (out["account_id"], out["to_account_id"]) == ("instagram:carafe", "instagram:Zoé")
        assert (inward["direction"], inward["to_account_id"]) == ("in", "instagram:carafe")
        assert {out["kind"], inward["kind"]} == {"dm"}
        assert {out["visibility"], inward["visibility"]} == {"private"}


def test_the_name_of_an_account_changes_no_identifier(tmp_path: Path) -> None:
    told = Told(accounts={"La Carafe": "brand"})
    with_it = read(tmp_path / "1", {THREAD: TALK, POSTS: [picture(1)], PROFILE: profile()}, told)
    without = read(tmp_path / "2", {THREAD: TALK, POSTS: [picture(1)]}, told)
    assert set(with_it.by("messages", "message_id")) == set(without.by("messages", "message_id"))


@pytest.mark.parametrize(
    "home", ["your_instagram_activity/media/", "your_instagram_activity/content/", "content/"]
)
def test_a_download_is_recognised_once(home: str, tmp_path: Path) -> None:
    wrapper = "instagram-carafe-2026-03-06-abc/"
    folder = golden.export(tmp_path, {f"{wrapper}{home}posts_1.json": [picture(1)]})
    with open_archive(folder) as archive:
        fits = fitting(instagram.CLAIMS, archive)
        (full,) = archive.names
        bases = ["", *(full[: n + 1] for n, sign in enumerate(full) if sign == "/")]
        found = [b for b in bases if recognised(instagram.SIGNATURE, archive.names, fits, b)]
    assert found == [wrapper]


def test_what_two_downloads_share_is_the_same_twice(tmp_path: Path) -> None:
    old = [{"media": [picture(1, "un")]}, {"media": [picture(2, "deux")]}]
    first = read(tmp_path / "1", {"content/posts_1.json": old})
    second = read(tmp_path / "2", {POSTS: [{"media": [picture(3, "neuf")]}, *old]})
    again = second.by("messages", "message_id")
    for row in first.rows("messages"):
        assert again[row["message_id"]] == row
