"""What many say at once becomes the same rows as what each says alone."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.reading import Framed, Rows
from toolkit.spoken import crowd
from toolkit.spoken.crowd import FIELDS, Crowd, Several
from toolkit.spoken.inside import Room, Said, Talk

SQUARE = Room("chat:square", "open")
PEOPLE = st.sampled_from(["chat:anna", "chat:ben", "chat:cleo"])
SAYINGS = st.fixed_dictionaries(
    {
        "account": PEOPLE,
        "text": st.sampled_from([None, "", "bonjour", "été"]),
        "parent": st.sampled_from([None, "chat:0", "chat:1"]),
        "parent_author": st.none() | PEOPLE,
        "machine": st.booleans(),
        "system": st.booleans(),
        "edited": st.none() | st.integers(1, 9),
        "client": st.sampled_from([None, "@gif"]),
        "likes": st.none() | st.integers(0, 3),
        "mentions": st.lists(PEOPLE, max_size=2),
    }
)


def tables(found: Iterable[Rows]) -> Mapping[str, list[Mapping[str, object]]]:
    """Rows by table, in an order of their own, without what nobody said."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    for one in found:
        for record in one.records:
            said = zip(one.columns, record, strict=True)
            rows.setdefault(one.table, []).append({k: v for k, v in said if v is not None})
    return {name: sorted(known, key=repr) for name, known in rows.items()}


def together(sayings: Sequence[Mapping[str, object]], room: Room) -> list[Rows]:
    everybody = Crowd("chat", "room.json", room, root="chat:root")
    named = {at: one["mentions"] for at, one in enumerate(sayings)}
    some = Several(**{name: [one[name] for one in sayings] for name in FIELDS})
    return [*everybody.add(some, named), *everybody.rows()]


def alone(sayings: Sequence[Mapping[str, object]], room: Room) -> list[Rows]:
    talk = Talk("chat", "room.json")
    for one in sayings:
        talk.add(Said(**one, root="chat:root"), room)
    return list(talk.rows())


def numbered(sayings: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [{**one, "message_id": f"chat:{at}", "when": at} for at, one in enumerate(sayings)]


@pytest.mark.parametrize(
    "room",
    [SQUARE, Room("chat:two", "dm"), Room("chat:team", "private", ("chat:anna", "chat:ben"))],
    ids=["people not known", "a talk of two", "members known"],
)
@settings(deadline=None, max_examples=40)
@given(sayings=st.lists(SAYINGS, min_size=1, max_size=6).map(numbered))
def test_a_crowd_says_what_each_of_it_says(sayings: list[Mapping[str, object]], room: Room) -> None:
    assert tables(together(sayings, room)) == tables(alone(sayings, room))


def one(**known: object) -> Mapping[str, object]:
    nothing = dict.fromkeys(FIELDS)
    said = {"account": "chat:anna", "machine": False, "system": False, "mentions": ()}
    return {**nothing, **said, **known}


def test_a_number_too_big_for_any_table_is_told_as_it_is() -> None:
    (said,) = numbered([one(likes=2**70)])
    assert tables(together([said], SQUARE))["message_metrics"][0]["likes"] == 2**70


def test_what_is_enough_is_handed_over_as_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "ENOUGH", 2)
    sayings = numbered([one()] * 3)
    everybody = Crowd("chat", "room.json", SQUARE)
    some = Several(**{name: [said[name] for said in sayings] for name in FIELDS})
    given_over = [rows for rows in everybody.add(some, {}) if rows.table == "messages"]
    assert [len(rows.records) for rows in given_over] == [3]
    assert isinstance(given_over[0].records, Framed)
    assert not list(everybody.rows())


def test_rows_that_are_columns_can_be_looked_at_one_by_one() -> None:
    rows = Framed(pl.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]}))
    assert (len(rows), rows[1], list(rows[1:])) == (3, (2, "y"), [(2, "y"), (3, "z")])
