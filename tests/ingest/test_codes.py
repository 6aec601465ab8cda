"""What people coded is kept in a file without a word of the messages, and read with suspicion."""

from pathlib import Path

import pytest

from toolkit import pipeline, store
from toolkit.errors import BadSettings
from toolkit.ingest.codes import Code, read_codes, read_kept, with_codes, write_kept
from toolkit.model import LABELS

HEAD = "message_id,scheme,label,coder,coded_at"
NOW = "2026-01-05T09:00:00+00:00"
ONE = Code("x:1", "function", "action", "ab", NOW)
OTHER = Code("x:1", "function", "community", "cd", NOW)
AGREED = Code("x:1", "function", "action", "agreed", NOW)


@pytest.fixture
def client(tmp_path: Path) -> store.Client:
    return pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")


def say(client: store.Client, *lines: str) -> None:
    (client.folder / store.CODES).write_text("\n".join((HEAD, *lines)), encoding="utf-8")


def test_nobody_coded_anything_yet(client: store.Client) -> None:
    assert read_kept(client) == ()
    frame = read_codes(client)
    assert frame.height == 0
    assert tuple(frame.columns) == LABELS.names


def test_what_was_written_is_read_again(client: store.Client) -> None:
    write_kept(client, (ONE, OTHER, AGREED))
    assert read_kept(client) == (ONE, OTHER, AGREED)
    rows = read_codes(client).rows_by_key("coder_id", named=True, unique=True)
    assert {who: row["adjudicated"] for who, row in rows.items()} == {
        "ab": None,
        "agreed": True,
        "cd": None,
    }
    assert {row["label"] for row in rows.values()} == {"action", "community"}


def test_rows_are_the_same_in_whatever_order_one_coded(client: store.Client) -> None:
    write_kept(client, (ONE, OTHER, AGREED))
    first = read_codes(client)
    write_kept(client, (AGREED, OTHER, ONE))
    assert read_codes(client).equals(first)


def test_who_changes_one_s_mind_has_said_one_thing(client: store.Client) -> None:
    changed = Code("x:1", "function", "information", "ab", NOW)
    assert with_codes((ONE, OTHER), (changed,)) == (changed, OTHER)
    say(client, f"x:1,function,action,ab,{NOW}", f"x:1,function,information,ab,{NOW}")
    assert [code.label for code in read_kept(client)] == ["information"]


def test_a_spreadsheet_may_have_written_it_anew(client: store.Client) -> None:
    text = f"\ufeff{HEAD};\r\nx:1;function;action;ab;{NOW}\r\n".replace(",", ";").replace(";;", ";")
    text = text.replace("coded_at;", "coded_at")
    (client.folder / store.CODES).write_text(text, encoding="utf-8", newline="")
    assert read_kept(client) == (ONE,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"x:1,function,SECRET,ab,{NOW}", "there is: function: information"),
        (f"x:1,SECRET,action,ab,{NOW}", "promotion: promotional, other"),
        (f"x:1,function,action,SE CRET!,{NOW}", "a coder is one to eight"),
        ("SECRET,function", "5 cells are wanted"),
    ],
)
def test_a_line_that_cannot_be_is_named_and_not_quoted(
    client: store.Client, line: str, said: str
) -> None:
    say(client, f"x:1,function,action,ab,{NOW}", line)
    with pytest.raises(BadSettings, match=said) as error:
        read_kept(client)
    assert "line 3" in str(error.value)
    assert "SECRET" not in str(error.value)
    assert "SE CRET" not in str(error.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"id,label\n1,2\n", b""])
def test_another_file_of_that_name_is_refused(client: store.Client, content: bytes) -> None:
    (client.folder / store.CODES).write_bytes(content)
    with pytest.raises(BadSettings):
        read_kept(client)


def test_coding_makes_the_next_import_due(client: store.Client) -> None:
    before = store.fingerprint(client)
    write_kept(client, (ONE,))
    assert store.fingerprint(client) != before
