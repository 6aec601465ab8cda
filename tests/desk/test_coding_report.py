"""How far the coding has come, for a terminal and for a programme."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import pipeline, store
from toolkit.__main__ import main
from toolkit.desk.coding_session import Session
from toolkit.ingest.codes import Code, write_kept

MESSAGES = """message_id,account_id,author_kind,ts_utc,direction,kind,text
q1,ana,public,2026-01-05T09:00:00Z,in,post,Bonjour ?
p1,house,org_brand,2026-01-06T10:00:00Z,out,post,Promo
p2,house,org_brand,2026-01-07T10:00:00Z,out,post,Merci
"""
Run = Callable[..., str]


@pytest.fixture
def client(tmp_path: Path) -> store.Client:
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="en")
    (made.exports / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    pipeline.take_in(made)
    return made


@pytest.fixture
def label(
    client: store.Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    def run(*arguments: str) -> str:
        root = str(client.folder.parent)
        monkeypatch.setattr(sys, "argv", ["vivevoix", "label", *arguments, "--root", root])
        with pytest.raises(SystemExit):
            main()
        said = capsys.readouterr()
        return said.out or said.err

    return run


def coded(coder: str, *labels: str) -> tuple[Code, ...]:
    """Return what a coder says of the promotion of p1 and p2, and of their function."""
    return tuple(
        Code(one, scheme, said, coder, "2026-02-01T00:00:00+00:00")
        for one, label in zip(("p1", "p2"), labels, strict=False)
        for scheme, said in (("promotion", label), ("function", "action"))
    )


def test_nothing_coded_yet_is_said_with_what_there_is_to_code(label: Run) -> None:
    said = label("acme")
    assert "Messages to code: 3" in said
    assert "the label notebook offers them" in said
    assert json.loads(label("acme", "--json"))["coders"] == []


def test_what_each_coder_has_left_and_how_far_they_agree(client: store.Client, label: Run) -> None:
    question = Code("q1", "question", "asks", "ab", "2026-02-01T00:00:00+00:00")
    first = (*coded("ab", "promotional", "other"), question)
    write_kept(client, (*first, *coded("cd", "promotional", "other")))
    said = json.loads(label("acme", "--json"))
    assert said["sample"] == 3
    assert said["coders"] == [
        {"coder": "ab", "coded": 3, "left": 0},
        {"coder": "cd", "coded": 2, "left": 1},
    ]
    found = {one["id"]: one for one in said["agreement"]}
    assert found["coders_alpha_promotion"]["value"] == 1
    assert found["coders_alpha_promotion"]["n"] == 2
    assert found["coders_alpha_function"]["reason"] == "one_label"
    lines = label("acme")
    assert "AB: 3 coded of 3" in lines
    assert "CD: 2 coded of 3" in lines


def test_disputes_are_counted_once_two_people_have_finished(
    client: store.Client, label: Run
) -> None:
    asks = [
        Code("q1", "question", "asks", who, "2026-02-01T00:00:00+00:00") for who in ("ab", "cd")
    ]
    first = (*asks, *coded("ab", "promotional", "other"))
    write_kept(client, (*first, *coded("cd", "other", "other")))
    said = json.loads(label("acme", "--json"))
    assert (said["disputes"], said["settled"]) == (1, 0)
    assert not Session(client).settled
    together = Code("p1", "promotion", "other", "agreed", "2026-02-01T00:00:00+00:00")
    write_kept(client, (*first, *coded("cd", "other", "other"), together))
    assert json.loads(label("acme", "--json"))["settled"] == 1
    assert Session(client).settled


def test_a_client_that_is_not_there_is_said_in_one_line(label: Run) -> None:
    assert label("nobody").startswith("error: no client 'nobody'")
