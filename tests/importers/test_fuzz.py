"""Whatever is done to an export, the importers end, count everything, and quote nothing.

``FUZZ_EXAMPLES`` says how many mutated exports to try of each kind.
"""

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import golden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import VivevoixError
from toolkit.reading import open_archive

tries = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SECRET = "zzSECRETzz"

names = st.sampled_from([folder.name for folder in golden.goldens()])
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
anything = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
poison = st.sampled_from(
    [rb"\ud800", b"\xed\xa0\x80", b"[" * 3000, b"9" * 5000, b'"', b"\x00", b"1e999"]
)
wounds = st.one_of(
    st.tuples(st.just("cut"), st.integers(0), st.integers(0, 40)),
    st.tuples(st.just("flip"), st.integers(0), st.integers(1, 255)),
    st.tuples(st.just("put"), st.integers(0), st.binary(max_size=12) | poison),
)


@cache
def files(name: str) -> Mapping[str, bytes]:
    root = golden.FOLDER / name / "export"
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return MappingProxyType({f.relative_to(root).as_posix(): f.read_bytes() for f in found})


@cache
def unhurt(name: str) -> golden.Reading:
    return golden.read(golden.FOLDER / name / "export", golden.told(golden.FOLDER / name))


def hurt(content: bytes, wound: tuple[str, int, Any]) -> bytes:
    what, where, how = wound
    at = where % (len(content) + 1)
    if what == "put":
        return content[:at] + how + content[at:]
    if what == "cut":
        return content[:at] + content[at + how :]
    return content[:at] + bytes(byte ^ how for byte in content[at : at + 1]) + content[at + 1 :]


def read(written: Mapping[str, object]) -> golden.Reading:
    with tempfile.TemporaryDirectory() as folder:
        return golden.read(golden.export(Path(folder), written))


def read_if_known(name: str, written: Mapping[str, object]) -> golden.Reading | None:
    """Read a wounded golden export; nothing where nobody can tell any more whose it is."""
    told = golden.told(golden.FOLDER / name)
    with tempfile.TemporaryDirectory() as folder:
        export = golden.export(Path(folder), written)
        with open_archive(export) as archive:
            importer = golden.recognise(archive, told)
            return golden.read_with(importer, archive, told) if importer else None


def read_zip(content: bytes) -> golden.Reading | str | None:
    """Read a zip; where it is refused with an error of ours, return what that says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        path.write_bytes(content)
        try:
            with open_archive(path) as archive:
                importer = golden.recognise(archive)
                return golden.read_with(importer, archive) if importer else None
        except VivevoixError as refusal:
            return str(refusal)


@tries
@given(names, st.data())
def test_a_wounded_file_costs_at_most_itself(name: str, data: st.DataObject) -> None:
    whole = files(name)
    victim = data.draw(st.sampled_from(sorted(whole)))
    content = whole[victim]
    for wound in data.draw(st.lists(wounds, min_size=1, max_size=4)):
        content = hurt(content, wound)
    reading = read_if_known(name, {**whole, victim: content})
    if reading is not None:
        assert golden.page(reading).encode()
        before = set(unhurt(name).rejected)
        assert all(r.where.startswith(victim) for r in set(reading.rejected) - before)


@tries
@given(names, st.data())
def test_a_wounded_zip_is_refused_or_read(name: str, data: st.DataObject) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file, content in files(name).items():
            zipped.writestr(zipfile.ZipInfo(file), content)
    content = packed.getvalue()
    for wound in data.draw(st.lists(wounds, min_size=1, max_size=3)):
        content = hurt(content, wound)
    found = read_zip(content)
    if isinstance(found, str):
        assert found.isprintable()
    elif found is not None:
        assert golden.page(found).encode()


slack_like = st.fixed_dictionaries(
    {},
    optional={
        "ts": st.sampled_from(["1700467200.000100", "1700467200.000101", "x", ""]) | anything,
        "user": st.sampled_from(["U1", "U2", "USLACKBOT"]) | anything,
        "text": st.sampled_from(["<@U1> <!here> <", "a &amp; b", "\ud800"]) | anything,
        "thread_ts": st.sampled_from(["1700467200.000100", "y"]) | anything,
        "subtype": st.sampled_from(["bot_message", "channel_join", "file_comment"]) | anything,
        "reactions": st.lists(st.fixed_dictionaries({"count": anything}), max_size=2) | anything,
        "comment": st.fixed_dictionaries({"user": st.just("U3")}) | anything,
        "edited": st.fixed_dictionaries({"ts": anything}) | anything,
        "type": st.sampled_from(["message", None, "event"]),
        "blocks": anything,
        "reply_count": anything,
    },
)
tweet_like = st.fixed_dictionaries(
    {},
    optional={
        "id_str": st.sampled_from(["1", "2", ""]) | anything,
        "created_at": st.sampled_from(["Sun Apr 24 23:44:32 +0000 2022", "hier"]) | anything,
        "full_text": st.sampled_from(["RT @a", "&#xd800; &amp;", "\ud800"]) | anything,
        "favorite_count": st.sampled_from(["3", "9" * 400]) | anything,
        "entities": st.fixed_dictionaries({"urls": anything}) | anything,
        "edit_info": st.fixed_dictionaries({"edit": anything}) | anything,
        "tweet": anything,
    },
)


def as_json(records: list[object]) -> str:
    return json.dumps(records).replace("Infinity", "1e999").replace("NaN", "0")


@tries
@given(st.lists(slack_like | anything, max_size=8))
def test_every_slack_message_is_a_row_or_a_rejection(records: list[object]) -> None:
    day = "general/2023-11-20.json"
    reading = read({"users.json": [{"id": "U1"}], day: as_json(records)})
    assert len(reading.rows("messages")) + len(reading.rejected) == len(records)
    assert golden.page(reading).encode()


@tries
@given(st.lists(tweet_like | st.fixed_dictionaries({"tweet": tweet_like}) | anything, max_size=8))
def test_every_tweet_is_a_row_or_a_rejection(records: list[object]) -> None:
    holder = 'window.YTD.account.part0 = [{"account": {"accountId": "1"}}]'
    listed = f"window.YTD.tweets.part0 = {as_json(records)}"
    reading = read({"data/account.js": holder, "data/tweets.js": listed})
    assert len(reading.rows("messages")) + len(reading.rejected) == len(records)
    assert golden.page(reading).encode()


@tries
@given(st.lists(st.lists(st.text(max_size=6), max_size=5), max_size=6), st.sampled_from(",;\t|"))
def test_every_line_of_a_table_is_a_row_or_a_rejection(rows: list[list[str]], mark: str) -> None:
    lines = [mark.join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows]
    table = "\n".join([mark.join(("person_id", "team", "level")), *lines]) + "\n"
    reading = read({"people.csv": table.encode("utf-8", "replace")})
    full = [row for row in rows if any(cell.replace('"', "") for cell in row)]
    assert len(reading.rows("people")) + len(reading.rejected) == len(full)


@tries
@given(names, st.data())
def test_a_rejection_never_quotes_what_was_written(name: str, data: st.DataObject) -> None:
    whole = files(name)
    victim = data.draw(st.sampled_from(sorted(whole)))
    words = data.draw(st.sampled_from(['"ts":', '"id_str":', '"id":', '"text":', ";", ",", ": "]))
    content = whole[victim].replace(words.encode(), f'{words} "{SECRET}" , '.encode())
    reading = read_if_known(name, {**whole, victim: content})
    if reading is not None:
        assert SECRET not in repr((reading.rejected, reading.noted))
