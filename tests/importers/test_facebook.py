"""A Facebook download becomes what a page published; letters only where the client says so."""

import json
from pathlib import Path

import golden
import pytest

from toolkit.importers import facebook, instagram
from toolkit.reading import Noted, Rejected, Told, fitting, open_archive, recognised

WHEN = 1709280000
POSTS = "posts/profile_posts_1.json"


def as_meta_writes(text: str) -> str:
    return text.encode().decode("latin-1")


def post(*words: str, **more: object) -> dict[str, object]:
    data: list[object] = [{"post": as_meta_writes(word)} for word in words]
    return {"timestamp": WHEN, "data": data, **more}


def download(
    folder: Path, *posts: object, told: Told | None = None, **files: object
) -> golden.Reading:
    written = {POSTS: list(posts), **{name.replace("__", "/"): one for name, one in files.items()}}
    return golden.read(golden.export(folder, written), told or golden.NOTHING_TOLD)


def test_accents_are_mended_and_sound_ones_left_alone(tmp_path: Path) -> None:
    sound = {"timestamp": WHEN, "data": [{"post": "déjà réparé … été"}]}
    reading = download(tmp_path, post("L'été à la carafe ☕ 👩‍💻"), sound)
    assert [row["text"] for row in reading.rows("messages")] == [
        "L'été à la carafe ☕ 👩‍💻",
        "déjà réparé … été",
    ]


def test_a_mark_of_byte_order_is_no_part_of_the_list(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps([post("bonjour")]).encode()
    reading = golden.read(golden.export(tmp_path, {"posts/your_posts_1.json": content}))
    assert (len(reading.rows("messages")), reading.rejected) == (1, ())


@pytest.mark.parametrize(
    "home",
    [
        "",
        "your_facebook_activity/",
        "your_activity_across_facebook/",
        "this_profile's_activity_across_facebook/",
        "votre_activité_sur_facebook/",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "posts/your_posts.json",
        "posts/your_posts_1.json",
        "posts/profile_posts_2.json",
        "posts/your_posts__check_ins__photos_and_videos_1.json",
        "publications/vos_publications_1.json",
    ],
)
def test_a_download_of_any_year_is_recognised_once(home: str, name: str, tmp_path: Path) -> None:
    folder = golden.export(tmp_path, {f"facebook-carafe-2026-03-06/{home}{name}": [post("un")]})
    with open_archive(folder) as archive:
        fits = fitting(facebook.CLAIMS, archive)
        (full,) = archive.names
        bases = [full[: n + 1] for n, sign in enumerate(full) if sign == "/"]
        found = [
            base
            for base in ["", *bases]
            if recognised(facebook.SIGNATURE, archive.names, fits, base)
        ]
    assert found == ["facebook-carafe-2026-03-06/"]


def test_a_share_of_which_nothing_is_told_is_a_share(tmp_path: Path) -> None:
    link = {"attachments": [{"data": [{"external_context": {"url": "https://eau.example/a"}}]}]}
    picture = {"attachments": [{"data": [{"media": {"uri": "posts/media/a/1_n.jpg"}}]}]}
    shared = {"title": as_meta_writes("Carafe a partagé une publication.")}
    reading = download(
        tmp_path,
        post(**shared),
        post(**link, title="Carafe shared a link."),
        post("à lire", **link),
        post(**picture),
        post("seule", title="Carafe shared a memory."),
        post(title="Carafe updated her status."),
    )
    rows = reading.rows("messages")
    assert [(row["kind"], row["text"]) for row in rows] == [
        ("reshare", None),
        ("post", "https://eau.example/a"),
        ("post", "à lire\nhttps://eau.example/a"),
        ("post", None),
        ("post", "seule"),
    ]
    assert reading.noted == (Noted(POSTS, "entries without content left aside: 1"),)


def test_an_edit_is_later_than_the_post(tmp_path: Path) -> None:
    edited = post("un", update_timestamp=0)
    edited["data"] = [{"post": "un"}, {"update_timestamp": WHEN + 60}]
    same = post("deux")
    same["data"] = [{"post": "deux"}, {"update_timestamp": WHEN}]
    reading = download(tmp_path, edited, same)
    assert [row["edited_at"] for row in reading.rows("messages")] == [(WHEN + 60) * 1_000_000, None]


def test_who_may_read_a_persons_posts_is_not_told(tmp_path: Path) -> None:
    name = "posts/your_posts_1.json"
    reading = golden.read(golden.export(tmp_path, {name: [post("un")]}))
    kind = "posts taken as public: the file does not say who may read them"
    assert reading.noted == (Noted(name, kind),)


def test_comments_are_answers_and_those_in_groups_stay_there(tmp_path: Path) -> None:
    def comment(text: str, **more: str) -> dict[str, object]:
        said = {"timestamp": WHEN, "comment": as_meta_writes(text), "author": "Carafe", **more}
        return {"timestamp": WHEN, "data": [{"comment": said}], "title": "x"}

    name = "comments_and_reactions/comments.json"
    entries = [comment("Déjà"), comment("entre nous", group="Voisins"), {"data": []}]
    reading = download(tmp_path, **{name.replace("/", "__"): {"comments_v2": entries}})
    (row,) = reading.rows("messages")
    assert (row["kind"], row["text"], row["account_id"]) == ("reply", "Déjà", "facebook:Carafe")
    assert reading.noted == (Noted(name, "comments in groups left aside: 1"),)
    assert reading.rejected == (Rejected(f"{name}[2]", "timestamp is no time"),)


THREAD = "messages/inbox/zoe_1234567890/message_1.json"
ME, ZOE = {"sender_name": "Carafe"}, {"sender_name": as_meta_writes("Zoé")}
TALK = {
    "participants": [{"name": as_meta_writes("Zoé")}, {"name": "Carafe"}],
    "messages": [
        {**ME, "timestamp_ms": 1709280060000, "content": "Oui", "type": "Generic"},
        {**ZOE, "timestamp_ms": 1709280000000, "content": "Ouvert ?"},
        {**ME, "timestamp_ms": 1709280070000, "is_unsent": True},
        {**ME, "timestamp_ms": 1709280080000, "type": "Call", "call_duration": 3},
        {**ME, "timestamp_ms": 1709280090000, "share": {"link": "https://a.example"}},
        {"timestamp_ms": 1709280090000},
        {**ME, "timestamp_ms": "hier"},
        ME,
    ],
}


def test_letters_of_nobody_declared_are_counted_and_not_read(tmp_path: Path) -> None:
    for told in (Told(), Told(accounts={"Ana": "brand"}), Told(accounts={"Carafe": "bot"})):
        reading = golden.read(golden.export(tmp_path, {THREAD: TALK}), told)
        assert reading.noted == (Noted(THREAD, "private letters left aside: 8"),)
        assert not reading.tables
        assert not reading.rejected


@pytest.mark.parametrize("declared", ["Carafe", "@carafe", "facebook:Carafe"])
def test_letters_of_a_declared_page_are_private_talks_with_its_public(
    declared: str, tmp_path: Path
) -> None:
    told = Told(accounts={declared: "brand"})
    reading = golden.read(golden.export(tmp_path, {THREAD: TALK}), told)
    rows = sorted(reading.rows("messages"), key=lambda row: str(row["ts_utc"]))
    assert [row["kind"] for row in rows] == ["dm", "dm", "system", "dm"]
    assert [row["direction"] for row in rows] == ["in", "out", "out", "out"]
    assert [row["author_kind"] for row in rows] == ["public", *["org_brand"] * 3]
    assert {row["visibility"] for row in rows} == {"private"}
    assert {row["channel_id"] for row in rows} == {"facebook:1234567890"}
    assert [row["to_account_id"] for row in rows[:2]] == ["facebook:Carafe", "facebook:Zoé"]
    assert rows[3]["text"] == "https://a.example"
    kinds = {row["account_id"]: row["kind"] for row in reading.rows("accounts")}
    assert kinds == {"facebook:Carafe": "brand", "facebook:Zoé": "public"}
    (window,) = reading.rows("observation_window")
    assert (window["account_id"], window["inbound_complete"]) == ("facebook:Carafe", "unknown")
    assert {(one.where, one.kind) for one in reading.rejected} == {
        (f"{THREAD}[5]", "missing sender_name"),
        (f"{THREAD}[6]", "wrong kind of timestamp_ms"),
        (f"{THREAD}[7]", "timestamp_ms is no time"),
    }


def test_the_same_letter_twice_is_two_letters(tmp_path: Path) -> None:
    one = {"sender_name": "Carafe", "timestamp_ms": 1709280060000, "content": "Oui"}
    talk = {"participants": TALK["participants"], "messages": [one, one]}
    told = Told(accounts={"Carafe": "brand"})
    rows = golden.read(golden.export(tmp_path, {THREAD: talk}), told).rows("messages")
    assert len({row["message_id"] for row in rows}) == 2


@pytest.mark.parametrize(
    ("beside", "owner"),
    [
        ({}, "facebook"),
        ({"posts/your_posts_1.json": [post("un")]}, "facebook"),
        ({"content/posts_1.json": [{"creation_timestamp": WHEN, "title": "un"}]}, "instagram"),
    ],
)
def test_letters_belong_to_what_stands_beside_them(
    beside: dict[str, object], owner: str, tmp_path: Path
) -> None:
    folder = golden.export(tmp_path, {THREAD: TALK, **beside})
    with open_archive(folder) as archive:
        claimed = [
            module.PLATFORM
            for module in (facebook, instagram)
            if fitting(module.CLAIMS, archive)(module.INBOX, THREAD)
        ]
    assert claimed == [owner]


def test_the_public_sample_is_read_as_others_read_it(tmp_path: Path) -> None:
    content = golden.public("chat_exports/messenger__2A_7M.json").read_bytes()
    name = "messages/inbox/alice_aaaaaaaaaa/message_1.json"
    counted = json.loads(content.decode("utf-8-sig"))["messages"]
    folder = golden.export(tmp_path, {name: content})
    aside = golden.read(folder)
    assert aside.noted == (Noted(name, f"private letters left aside: {len(counted)}"),)
    reading = golden.read(folder, Told(accounts={"Bob": "person"}))
    rows = sorted(reading.rows("messages"), key=lambda row: str(row["ts_utc"]))
    # In the order of time: who, when, what; pictures, stickers, voices and files have no text.
    assert [(row["account_id"], row["ts_utc"], row["text"]) for row in rows] == [
        ("facebook:Bob", 1415147240411000, None),
        ("facebook:Bob", 1415147254275000, None),
        ("facebook:Alice", 1415147297141000, None),
        ("facebook:Bob", 1415147308604000, None),
        ("facebook:Bob", 1415147325354000, "you what"),
        ("facebook:Bob", 1415147681489000, "Whats up!"),
        ("facebook:Alice", 1415147732056000, "Hello"),
    ]
    assert [(row["sender_name"], row["timestamp_ms"] * 1_000) for row in reversed(counted)] == [
        (str(row["account_id"]).partition(":")[2], row["ts_utc"]) for row in rows
    ]
    assert not reading.rejected


def test_what_two_downloads_share_is_the_same_twice(tmp_path: Path) -> None:
    picture = {"attachments": [{"data": [{"media": {"uri": "posts/media/a/1_n.jpg"}}]}]}
    moved = {
        "attachments": [
            {"data": [{"media": {"uri": "your_facebook_activity/posts/media/a/1_n.jpg"}}]}
        ]
    }
    first = download(tmp_path / "first", post("un", **picture), post("deux"))
    second = golden.read(
        golden.export(
            tmp_path / "second",
            {
                "your_facebook_activity/posts/profile_posts_1.json": [post("neuf"), post("deux")],
                "your_facebook_activity/posts/profile_posts_2.json": [post("un", **moved)],
            },
        )
    )
    again = second.by("messages", "message_id")
    for row in first.rows("messages"):
        assert again[row["message_id"]] == row
