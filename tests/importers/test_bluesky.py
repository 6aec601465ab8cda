"""A Bluesky repository becomes what its tree names: posts, answers, quotes and shares."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import golden
import libipld
import pytest

from toolkit.importers.bluesky.car import LONGEST_NAME
from toolkit.reading import Rejected, Told

ME, BOB = "did:plc:carafe", "did:plc:bob"
WHEN = "2024-03-01T08:00:00.000Z"
POSTS = "app.bsky.feed.post"


def post(text: str = "bonjour", **more: object) -> dict[str, object]:
    return {"$type": POSTS, "text": text, "createdAt": WHEN, **more}


def framed(*parts: bytes) -> bytes:
    length, number = sum(map(len, parts)), b""
    while length >= 0x80:
        number += bytes([length & 0x7F | 0x80])
        length >>= 7
    return number + bytes([length]) + b"".join(parts)


class Link(bytes):
    """The name of a block, where a block speaks of another."""


def linked(content: object) -> bytes:
    """Return DAG-CBOR by hand: the library writes no links from bytes."""
    if isinstance(content, Link):
        return b"\xd8\x2a\x58" + bytes([len(content) + 1]) + b"\x00" + content
    if isinstance(content, Mapping):
        keys = sorted(content, key=lambda key: (len(key), key))
        inner = b"".join(linked(key) + linked(content[key]) for key in keys)
        return _headed(0xA0, len(content)) + inner
    if isinstance(content, list):
        return _headed(0x80, len(content)) + b"".join(map(linked, content))
    return libipld.encode_dag_cbor(content)


def _headed(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major | size])
    return bytes([major | 25]) + size.to_bytes(2, "big")


def named(content: object) -> tuple[Link, bytes]:
    packed = linked(content)
    return Link(b"\x01\x71\x12\x20" + sha256(packed).digest()), packed


def tree(keys: list[tuple[str, Link]], blocks: dict[Link, bytes], width: int) -> Link | None:
    """Build a tree of ``width`` records a part, the others below, left and between them."""
    if not keys:
        return None
    step = max(1, len(keys) // (width + 1)) if len(keys) > width else 0
    chosen = list(range(step, len(keys), step + 1)) if step else list(range(len(keys)))
    left = tree(keys[: chosen[0]], blocks, width)
    entries: list[object] = []
    before = b""
    for at, following in zip(chosen, [*chosen[1:], len(keys)], strict=True):
        key = keys[at][0].encode()
        same = next(
            (n for n, (a, b) in enumerate(zip(before, key, strict=False)) if a != b),
            min(len(before), len(key)),
        )
        below = tree(keys[at + 1 : following], blocks, width)
        entries.append({"p": same, "k": key[same:], "v": keys[at][1], "t": below})
        before = key
    name, packed = named({"l": left, "e": entries})
    blocks[name] = packed
    return name


def car(records: Mapping[str, object], width: int = 3, also: object = None) -> bytes:
    """Return a repository in one file; ``also`` is a record that the tree does not name."""
    blocks: dict[Link, bytes] = {}
    keys = []
    for key, record in sorted(records.items()):
        name, packed = named(record)
        blocks[name] = packed
        keys.append((key, name))
    top = tree(keys, blocks, width) or named({"l": None, "e": []})[0]
    if also is not None:
        blocks.update([named(also)])
    if not keys:
        blocks.update([named({"l": None, "e": []})])
    commit, packed = named({"did": ME, "version": 3, "data": top, "rev": "3k", "prev": None})
    header = linked({"version": 1, "roots": [commit]})
    frames = [framed(name, content) for name, content in blocks.items()]
    return framed(header) + framed(commit, packed) + b"".join(frames)


def repo(folder: Path, records: Mapping[str, object], **more: object) -> golden.Reading:
    return golden.read(golden.export(folder, {"repo.car": car(records, **more)}))  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [1, 2, 3, 50, 1000])
def test_every_record_of_the_tree_is_found_whatever_its_shape(width: int, tmp_path: Path) -> None:
    records = {f"{POSTS}/3k{n:05}": post(f"mot {n}") for n in range(200)}
    likes = {f"app.bsky.feed.like/3l{n}": {"subject": {}, "createdAt": WHEN} for n in range(5)}
    reading = repo(tmp_path, {**records, **likes}, width=width)
    assert {row["message_id"] for row in reading.rows("messages")} == {
        f"bluesky:at://{ME}/{key}" for key in records
    }
    assert not reading.rejected


def test_what_the_tree_does_not_name_was_deleted(tmp_path: Path) -> None:
    reading = repo(tmp_path, {f"{POSTS}/1": post("resté")}, also=post("effacé"))
    assert [row["text"] for row in reading.rows("messages")] == ["resté"]
    assert not reading.rejected


def test_a_post_is_of_one_kind(tmp_path: Path) -> None:
    above = {"root": {"uri": f"at://{ME}/{POSTS}/1"}, "parent": {"uri": f"at://{BOB}/{POSTS}/9"}}
    quoted = {"$type": "app.bsky.embed.record", "record": {"uri": f"at://{BOB}/{POSTS}/9"}}
    both = {"$type": "app.bsky.embed.recordWithMedia", "media": {}, "record": {"record": {}}}
    images = {"$type": "app.bsky.embed.images", "images": []}
    reading = repo(
        tmp_path,
        {
            f"{POSTS}/1": post(langs=["fr", "en"], embed=images),
            f"{POSTS}/2": post(reply=above),
            f"{POSTS}/3": post(embed=quoted),
            f"{POSTS}/4": post(embed=both),
            f"{POSTS}/5": post(embed=quoted, reply=above),
            "app.bsky.feed.repost/6": {"subject": {"uri": f"at://{BOB}/x/9"}, "createdAt": WHEN},
        },
    )
    rows = sorted(reading.rows("messages"), key=lambda row: str(row["message_id"])[-1])
    assert [row["kind"] for row in rows] == ["post", "reply", "quote", "quote", "reply", "reshare"]
    assert (rows[0]["lang"], rows[5]["text"], rows[5]["parent_id"]) == ("fr", None, None)
    answer = rows[1]
    assert answer["parent_id"] == f"bluesky:at://{BOB}/{POSTS}/9"
    assert answer["to_account_id"] == f"bluesky:{BOB}"
    assert answer["root_id"] == answer["thread_id"] == f"bluesky:at://{ME}/{POSTS}/1"
    assert {row["ts_utc"] for row in rows} == {1709280000000000}


def link(text: str, shown: str, uri: str) -> dict[str, object]:
    start = text.encode().index(shown.encode())
    index = {"byteStart": start, "byteEnd": start + len(shown.encode())}
    return {"index": index, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}]}


@pytest.mark.parametrize(
    ("text", "shown", "uri", "read"),
    [
        ("🎈 été : eau.example/rapp... !", "eau.example/rapp...", "https://www.eau.example/rapport",
         "🎈 été : https://www.eau.example/rapport !"),
        ("Voir notre site, merci", "notre site", "https://eau.example/",
         "Voir notre site https://eau.example/, merci"),
        ("EAU.example", "EAU.example", "https://eau.example/", "https://eau.example/"),
        ("à é🎈", "é", "https://x.example", "à é https://x.example🎈"),
    ],
)  # fmt: skip
def test_a_link_says_where_it_leads(
    text: str, shown: str, uri: str, read: str, tmp_path: Path
) -> None:
    (row,) = repo(tmp_path, {f"{POSTS}/1": post(text, facets=[link(text, shown, uri)])}).rows(
        "messages"
    )
    assert row["text"] == read


@pytest.mark.parametrize("span", [(-1, 2), (3, 3), (4, 2), (0, 99), (1, 2)])
def test_a_link_at_an_impossible_place_changes_nothing_else(
    span: tuple[int, int], tmp_path: Path
) -> None:
    index = {"byteStart": span[0], "byteEnd": span[1]}
    facet = {"index": index, "features": [{"uri": "https://x.example"}]}
    (row,) = repo(tmp_path, {f"{POSTS}/1": post("été", facets=[facet])}).rows("messages")
    assert row["text"] == "été" or "https://x.example" in str(row["text"])


def test_the_link_of_a_card_ends_the_text_unless_it_is_there(tmp_path: Path) -> None:
    card = {"$type": "app.bsky.embed.external", "external": {"uri": "https://eau.example/a"}}
    beside = {"$type": "app.bsky.embed.recordWithMedia", "media": card}
    reading = repo(
        tmp_path,
        {
            f"{POSTS}/1": post("lire", embed=card),
            f"{POSTS}/2": post("https://eau.example/a", embed=card),
            f"{POSTS}/3": post("", embed=card),
            f"{POSTS}/4": post("lire", embed=beside),
        },
    )
    both, alone = "lire\nhttps://eau.example/a", "https://eau.example/a"
    assert [row["text"] for row in reading.rows("messages")] == [both, alone, alone, both]


def test_the_profile_names_the_account(tmp_path: Path) -> None:
    profile = {"displayName": "Carafe", "createdAt": "2023-07-01T00:00:00Z"}
    files = {"repo.car": car({"app.bsky.actor.profile/self": profile})}
    told = Told(accounts={ME: "brand"})
    (row,) = golden.read(golden.export(tmp_path, files), told).rows("accounts")
    assert (row["account_id"], row["name"], row["kind"]) == (f"bluesky:{ME}", "Carafe", "brand")
    assert str(row["opened_on"]) == "2023-07-01"


def entry(key: str, value: object) -> dict[str, object]:
    return {"uri": f"at://{ME}/{key}", "cid": "bafy", "value": value}


def test_the_same_records_are_the_same_in_any_packing(tmp_path: Path) -> None:
    records = {
        f"{POSTS}/1": post("un", langs=["fr"]),
        f"{POSTS}/2": post("deux", reply={"parent": {"uri": f"at://{ME}/{POSTS}/1"}}),
        "app.bsky.feed.repost/3": {"subject": {"uri": "at://x/y/z"}, "createdAt": WHEN},
        "app.bsky.actor.profile/self": {"displayName": "Carafe"},
    }
    entries = [entry(key, value) for key, value in records.items()]
    packings: dict[str, dict[str, object]] = {
        "car": {f"{ME}.car": car(records)},
        "list": {"posts.json": entries},
        "page": {"posts.json": {"records": entries, "cursor": "3k"}},
        "files": {f"{ME}/{key}.json": value for key, value in records.items()},
        "windows": {f"did_plc_carafe/{key}.json": value for key, value in records.items()},
    }
    found = {
        name: golden.read(golden.export(tmp_path / name, files)) for name, files in packings.items()
    }
    expected = sorted(map(str, found["car"].rows("messages")))
    assert len(expected) == 3
    for reading in found.values():
        assert sorted(map(str, reading.rows("messages"))) == expected
        assert reading.rows("accounts") == found["car"].rows("accounts")
        assert not reading.rejected
        assert {row["inbound_complete"] for row in reading.rows("observation_window")} == {"no"}


def test_other_records_of_an_unpacked_repository_are_left_on_purpose(tmp_path: Path) -> None:
    files = {
        f"{ME}/{POSTS}/1.json": post(),
        f"{ME}/_commit.json": {"did": ME},
        f"{ME}/app.bsky.feed.like/2.json": {"createdAt": WHEN},
        f"{ME}/app.bsky.graph.follow/3.json": {},
    }
    reading = golden.read(golden.export(tmp_path, files))
    assert reading.read == (f"{ME}/{POSTS}/1.json",)
    assert len(reading.ignored) == 3


def test_a_record_that_lacks_the_needful_is_left_and_counted(tmp_path: Path) -> None:
    reading = repo(
        tmp_path,
        {
            f"{POSTS}/1": post(createdAt="hier"),
            f"{POSTS}/2": post(text=5),
            f"{POSTS}/3": [1],
            f"{POSTS}/4": post(),
            "sans collection": post(),
        },
    )
    assert len(reading.rows("messages")) == 1
    assert sorted(reading.rejected, key=str) == [
        Rejected("repo.car[0]", "createdAt is no time"),
        Rejected("repo.car[1]", "wrong kind of record"),
        Rejected("repo.car[2]", "wrong kind of record"),
        Rejected("repo.car[4]", "malformed key"),
    ]


def test_a_damaged_block_costs_at_most_itself(tmp_path: Path) -> None:
    content = bytearray(car({f"{POSTS}/{n}": post(f"mot {n}") for n in range(9)}, width=50))
    at = content.index(b"mot 4")
    content[at] ^= 1
    reading = golden.read(golden.export(tmp_path, {"repo.car": bytes(content)}))
    assert len(reading.rows("messages")) == 8
    assert set(reading.rejected) == {
        Rejected("repo.car[4]", "missing record"),
        Rejected("repo.car", "damaged blocks: 1"),
    }


def test_a_file_cut_short_gives_what_is_there(tmp_path: Path) -> None:
    content = car({f"{POSTS}/{n}": post(f"mot {n}") for n in range(9)}, width=50)
    at = content.index(b"mot 6")
    tree_first = golden.export(tmp_path, {"repo.car": content[:at]})
    rejected = {one.kind for one in golden.read(tree_first).rejected}
    assert rejected == {"file cut short", "missing parts of the tree: 1"}


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff" * 40, b"\x0a{}", framed(b"\xa0")])
def test_what_is_no_repository_is_said(content: bytes, tmp_path: Path) -> None:
    reading = golden.read(golden.export(tmp_path, {"repo.car": content}))
    assert reading.rejected == (Rejected("repo.car", "not a repository that can be read"),)


def test_a_tree_that_swells_is_cut(tmp_path: Path) -> None:
    name, packed = named(post())
    entries = [{"p": 10**9, "k": b"a" * 90, "v": name, "t": None} for _ in range(5_000)]
    top, part = named({"l": None, "e": entries})
    commit, first = named({"did": ME, "data": top})
    header = linked({"version": 1, "roots": [commit]})
    frames = framed(commit, first) + framed(top, part) + framed(name, packed)
    reading = golden.read(golden.export(tmp_path, {"repo.car": framed(header) + frames}))
    assert not reading.rows("messages")
    assert len(reading.rejected) == 5_000
    assert LONGEST_NAME < 5_000


def test_a_part_that_stands_everywhere_is_walked_once(tmp_path: Path) -> None:
    name, packed = named(post())
    blocks = {name: packed}
    top, part = named(
        {"l": None, "e": [{"p": 0, "k": b"app.bsky.feed.post/1", "v": name, "t": None}]}
    )
    blocks[top] = part
    for _ in range(60):
        again = [{"p": 0, "k": b"x/y", "v": name, "t": top} for _ in range(3)]
        top, part = named({"l": top, "e": again})
        blocks[top] = part
    commit, first = named({"did": ME, "data": top})
    header = linked({"version": 1, "roots": [commit]})
    frames = b"".join(framed(*one) for one in blocks.items())
    content = framed(header) + framed(commit, first) + frames
    reading = golden.read(golden.export(tmp_path, {"repo.car": content}))
    assert len(reading.rows("messages")) == 1


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    old = {f"{POSTS}/{n}": post(f"mot {n}") for n in range(5)}
    first = repo(tmp_path / "first", old)
    second = repo(tmp_path / "second", {**old, f"{POSTS}/0a": post("neuf")}, width=1)
    for row in first.rows("messages"):
        assert row in second.rows("messages")


def test_another_platforms_json_is_not_taken(tmp_path: Path) -> None:
    files = {"repo.car": car({f"{POSTS}/1": post()}), "result.json": json.dumps({"name": "x"})}
    reading = golden.read(golden.export(tmp_path, files))
    assert (reading.read, reading.unknown) == (("repo.car",), ("result.json",))
