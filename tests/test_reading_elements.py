"""Long lists are read a piece at a time, as a reader of the whole file would read them."""

import io
import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.reading import Before, Decoded, Elements, LinesOf, elements


class Message(msgspec.Struct):
    id: int
    text: str | None = None
    parts: list[dict[str, object]] | None = None


MESSAGES = Elements(Message, "messages")


def read(content, reader=MESSAGES):
    stream = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    found = list(reader.read(stream, "talk.json"))
    pieces = [one for one in found if isinstance(one, Decoded)]
    records = [record for one in pieces for record in one.records]
    places = [place for one in pieces for place in one.places]
    left = [(one.where, one.kind) for piece in pieces for one in piece.rejected]
    return records, places, left, [one.content for one in found if isinstance(one, Before)]


@pytest.fixture(autouse=True, params=[7, 64, 1 << 20], ids=lambda size: f"{size} bytes at a time")
def block(request, monkeypatch):
    monkeypatch.setattr(elements, "BLOCK", request.param)


WAYS = [
    {"indent": 1},
    {"indent": 4},
    {"indent": "\t"},
    {"indent": None},
    {"separators": (",", ":")},
]
texts = st.text(st.sampled_from('a"\\{}[],:\n é🙂'), max_size=6)
nested = st.lists(
    st.dictionaries(texts, texts | st.lists(texts, max_size=2), max_size=2), max_size=2
)
talks = st.lists(
    st.fixed_dictionaries({"id": st.integers(0, 9)}, optional={"text": texts, "parts": nested}),
    max_size=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(talks, st.sampled_from(WAYS), st.integers(1, 40), st.booleans(), st.booleans())
def test_pieces_hold_what_the_whole_holds(talk, way, size, ascii_only, windows):
    whole = json.dumps({"name": "a", "messages": talk, "z": [1]}, ensure_ascii=ascii_only, **way)
    content = whole.replace("\n", "\r\n") if windows else whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elements, "BLOCK", size)
        records, places, left, heads = read(content)
    assert [msgspec.to_builtins(record) for record in records] == [
        {"text": None, "parts": None, **one} for one in talk
    ]
    assert (places, left) == (list(range(len(talk))), [])
    assert len(heads) == 1


def test_each_list_comes_after_what_says_whose_it_is():
    chats = [{"name": n, "messages": [{"id": n}], "end": "x"} for n in range(3)]
    records, places, _left, heads = read(json.dumps({"chats": {"list": chats}}, indent=1))
    assert [record.id for record in records] == [0, 1, 2]
    assert places == [0, 0, 0]
    assert [f'"name": {n}'.encode() in head for n, head in enumerate(heads)] == [True] * 3


def test_a_key_inside_a_text_opens_no_list():
    content = json.dumps({"messages": [{"id": 1, "text": '"messages": [{"id": 2}]'}]})
    assert [record.id for record in read(content)[0]] == [1]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_bad_record_is_left_with_its_place(indent):
    content = json.dumps({"messages": [{"id": 1}, {"id": "x"}, {"id": 3}]}, indent=indent)
    records, places, left, _ = read(content)
    assert [record.id for record in records] == [1, 3]
    assert (places, left) == ([0, 2], [("talk.json[1]", "wrong kind of id")])


def test_what_is_no_object_is_left_and_counted():
    records, _, left, _ = read('{"messages": [{"id": 1}, 7, "x", [8], {"id": 2}]}')
    assert [record.id for record in records] == [1, 2]
    assert len(left) == 3


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_cut_short_gives_what_comes_before_the_break(indent):
    whole = json.dumps(
        {"messages": [{"id": n, "text": "bonjour"} for n in range(9)]}, indent=indent
    )
    records, _, left, _ = read(whole[: len(whole) // 2])
    assert 0 < len(records) < 9
    assert [record.id for record in records] == list(range(len(records)))
    assert "not JSON" in {kind for _, kind in left}


def test_a_record_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(elements, "BLOCK", 100)
    monkeypatch.setattr(elements, "LONGEST", 1000)
    for start in ('{"messages": [{"id": 1}, {"text": "', '{"messages": [\n {\n  "text": "'):
        records, _, left, _ = read(start + "a" * 5000)
        assert ("record too long" in {kind for _, kind in left}) == (len(records) < 2)


@pytest.mark.parametrize(
    "content", ["", "{}", "[", '{"messages": 3}', '{"messages": [', "\x00" * 99]
)
def test_a_file_without_the_list_gives_no_record(content):
    assert read(content)[0] == []


def test_nesting_costs_no_recursion():
    deep = "[" * 100_000
    assert read('{"messages": [{"id": 1}, {"parts": ' + deep)[0][0].id == 1


LINES = LinesOf(Message)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(talks, st.integers(1, 40), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_lines_are_records(talk, size, end, closed):
    content = end.join(json.dumps(one).encode() for one in talk) + (end if closed and talk else b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elements, "BLOCK", size)
        records, places, left, _ = read(content, LINES)
    assert [record.id for record in records] == [one["id"] for one in talk]
    assert (places, left) == (list(range(len(talk))), [])


def test_a_line_that_is_no_record_is_left_with_its_place():
    content = b'\xef\xbb\xbf{"id": 1}\n\n{"id": \n{"id": "x"}\n{"id": 4}'
    records, places, left, _ = read(content, LINES)
    assert [(record.id, place) for record, place in zip(records, places, strict=True)] == [
        (1, 0),
        (4, 4),
    ]
    assert {where for where, _ in left} == {"talk.json[2]", "talk.json[3]"}


def test_a_line_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(elements, "BLOCK", 100)
    monkeypatch.setattr(elements, "LONGEST", 1000)
    records, _, left, _ = read(b'{"id": 1}\n' + b"a" * 9000, LINES)
    assert [record.id for record in records] == [1]
    assert [kind for _, kind in left] == ["record too long"]
