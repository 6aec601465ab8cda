"""Broken characters and broken lists cost as little as they can, and are never quoted."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading import ListOf, Rejected, clean_text, mended_json


class Note(msgspec.Struct):
    id: int
    text: str | None = None


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        (b"\xef\xbb\xbfbonjour", "bonjour"),
        (b"th\xe9", "th\ufffd"),
        ("\ud83d\ude42", "🙂"),
        ("a\ud800b", "a\ufffdb"),
        ("été".encode("utf-16"), "été"),
    ],
)
def test_broken_characters_are_decided_once(given_text: bytes | str, clean: str) -> None:
    assert clean_text(given_text) == clean


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_clean_text_can_always_be_written(text: str) -> None:
    clean = clean_text(text)
    assert clean.encode().decode() == clean
    assert len(clean) <= len(text)


def test_half_a_character_in_json_does_not_cost_the_message() -> None:
    assert mended_json(rb'["\ud800", "\\ud800", "\ud83d\ude42"]') == (
        rb'["\ufffd", "\\ud800", "\ud83d\ude42"]'
    )
    found = ListOf(Note).decode(rb'[{"id": 1, "text": "a\ud800"}]', "f")
    assert (found.records, found.rejected) == ([Note(1, "a\ufffd")], ())


def test_a_bad_record_is_left_and_the_others_are_kept() -> None:
    content = b'[{"id": 1}, {"id": "x"}, {}, 7, {"id": 2, "text": "th\xe9"}]'
    found = ListOf(Note).decode(content, "f")
    assert found.records == [Note(1), Note(2, "th\ufffd")]
    assert found.places == [0, 4]
    assert found.rejected == (
        Rejected("f[1]", "wrong kind of id"),
        Rejected("f[2]", "missing id"),
        Rejected("f[3]", "wrong kind of record"),
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "not JSON"),
        (b'{"ok": false}', "wrong kind of record"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_list_is_left_as_a_whole(content: bytes, kind: str) -> None:
    found = ListOf(Note).decode(content, "f")
    assert (list(found.records), found.rejected) == ([], (Rejected("f", kind),))


@pytest.mark.parametrize("end", [b'{"id"', b"", b'{"id": 2} {"id": 3}]', b"[" * 100_000, b"\x00"])
def test_a_list_cut_short_gives_what_comes_before(end: bytes) -> None:
    found = ListOf(Note).decode(b' [ {"id": 1}, {"id": "x"},\n' + end, "f")
    assert Note(1) in found.records
    assert Rejected("f[1]", "wrong kind of id") in found.rejected
    assert {r.kind for r in found.rejected if r.where == "f"} <= {"not JSON", "nested too deep"}
    assert any(r.where == "f" for r in found.rejected)


@given(st.text(min_size=5, max_size=30))
def test_a_rejection_never_quotes_what_was_written(words: str) -> None:
    secret = f"zz{words}zz"
    content = msgspec.json.encode([{"id": secret, "text": secret}, {secret: 1}, secret])
    for broken in (content, content[:-1]):
        assert secret not in repr(ListOf(Note).decode(broken, "f").rejected)
