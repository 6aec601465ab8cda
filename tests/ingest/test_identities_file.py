"""The file of decisions: read as it was written, by hand or not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.namesakes import SOME, decisions, links
from toolkit import store
from toolkit.errors import BadSettings
from toolkit.ingest.identities import (
    Decided,
    Decisions,
    persons,
    read_decisions,
    taken_back,
    with_kind,
    with_link,
    write_decisions,
)

texts = st.text(max_size=20)
written = st.builds(
    Decisions,
    joined=st.lists(
        st.builds(Decided, st.tuples(texts, texts), texts), max_size=3, unique=True
    ).map(tuple),
    split=st.lists(
        st.builds(Decided, st.tuples(texts, texts, texts), texts), max_size=3, unique=True
    ).map(tuple),
    kinds=st.dictionaries(texts, st.sampled_from(["person", "leader", "brand", "shared", "bot"])),
    same_platform_by_email=st.booleans(),
)


@settings(max_examples=60)
@given(decided=written)
def test_what_is_written_is_read_back(tmp_path_factory: Any, decided: Decisions) -> None:
    client = store.Client(tmp_path_factory.mktemp("acme"), store.Settings(name="Acme"))
    write_decisions(client, decided)
    assert read_decisions(client) == decided
    before = (client.folder / store.IDENTITIES).read_bytes()
    write_decisions(client, read_decisions(client))
    assert (client.folder / store.IDENTITIES).read_bytes() == before


@settings(max_examples=60)
@given(before=decisions, link=links, answer=st.sampled_from(["joined", "refused", "split"]))
def test_a_step_is_taken_back_whatever_was_decided_meanwhile(
    before: Decisions, link: Decided, answer: Any
) -> None:
    after = with_kind(with_link(before, answer, link), "a", "bot")
    back = taken_back(after, before, after)
    assert persons(SOME.accounts, back).of == persons(SOME.accounts, before).of
    assert back.kinds == before.kinds
    meanwhile = with_kind(after, "b", "brand")
    assert taken_back(meanwhile, before, after).kinds == {"b": "brand"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[joined]]\naccounts = ["a"]', "joined[0].accounts"),
        ("[[joined]]\naccounts = [1, 2]", "joined[0].accounts[0]"),
        ('[kinds]\n"a" = "robot"', "kinds"),
        ('[[refusd]]\naccounts = ["a", "b"]', "refusd"),
        ("[[joined]\n", "line 1"),
    ],
)
def test_a_broken_file_says_where_and_stops_the_import(
    exports: Any, message: Any, text: str, place: str
) -> None:
    (exports.folder / store.IDENTITIES).write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"identities\.toml") as error:
        exports.take_in({"square.txt": [message("m1")]})
    assert place in str(error.value)


def test_a_decision_asks_for_a_new_import(exports: Any) -> None:
    (exports.folder / "client.toml").write_text('name = "Acme"', encoding="utf-8")
    before = store.fingerprint(exports.client)
    write_decisions(exports.client, Decisions(kinds={"a": "bot"}))
    assert store.fingerprint(exports.client) != before
