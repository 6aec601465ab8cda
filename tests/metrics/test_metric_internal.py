"""M17 and M22: who writes to whom inside, and how unequally."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.talk import Tables, ask, empty, moment, table
from toolkit.metrics.participation import participation
from toolkit.metrics.reciprocity import reciprocity

HIGHTECH = Path(__file__).parent / "reference" / "hightech.csv"
# R sna 2.7-1: edgewise, dyadic, dyadic non-null; mutual, one-way and empty pairs.
SNA = {
    "advice": ((0.4736842105, 0.5238095238, 0.3103448276), (45, 100, 65)),
    "friends": ((0.4509803922, 0.7333333333, 0.2911392405), (23, 56, 131)),
    "reports": ((0.0, 0.9047619048, 0.0), (0, 20, 190)),
}


def inside(people: int, *sent: dict[str, Any]) -> Tables:
    """Return an organisation of people 1, 2 and so on, and what they sent."""
    rows = [
        {"interaction_id": f"i{n}", "message_id": f"m{n}", "channel_kind": "dm"}
        | {"ts_utc": moment(1, "10:00"), **one}
        for n, one in enumerate(sent)
    ]
    roster = [{"person_id": str(n)} for n in range(1, people + 1)]
    return empty() | {
        "interactions": table("interactions", rows),
        "people": table("people", roster),
    }


def wrote(src: int, dst: int | None, times: int = 2, **more: Any) -> list[dict[str, Any]]:
    return [{"src": str(src), "dst": str(dst) if dst else None, **more}] * times


def hightech(kind: str) -> Tables:
    lines = [line for line in HIGHTECH.read_text().splitlines() if not line.startswith("#")]
    ties = [row for row in csv.DictReader(lines) if row["type"] == kind]
    return inside(21, *({"src": row["from"], "dst": row["to"]} for row in ties))


@pytest.mark.parametrize("kind", SNA)
def test_managers_as_in_sna_under_three_definitions(kind: str) -> None:
    """Trap: one network, three numbers, all called reciprocity."""
    found = list(ask(reciprocity, hightech(kind), min_messages=1).values())
    values, (mutual, one_way, none) = SNA[kind]
    assert [measure.value for measure in found] == pytest.approx(values, abs=1e-10)
    ties, pairs = 2 * mutual + one_way, mutual + one_way + none
    assert [measure.n for measure in found] == [ties, pairs, mutual + one_way]
    assert {measure.people for measure in found} == {21}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=1))
def test_returned_ties_agree_with_networkx(ties: set[tuple[int, int]]) -> None:
    networkx = pytest.importorskip("networkx")
    company = inside(8, *({"src": str(a), "dst": str(b)} for a, b in ties))
    found = ask(reciprocity, company, min_messages=1)["reciprocity_edgewise"]
    drawn = networkx.DiGraph((a, b) for a, b in ties if a != b)
    if not drawn.number_of_edges():
        assert found.reason == "no_tie"
        return
    assert found.value == pytest.approx(networkx.reciprocity(drawn))


def test_one_message_is_no_tie() -> None:
    company = inside(3, *wrote(1, 2, times=1), *wrote(2, 1, times=1))
    assert ask(reciprocity, company)["reciprocity_edgewise"].reason == "no_tie"


def test_the_same_message_counts_once_for_each_addressee() -> None:
    twice = wrote(1, 2, message_id="m1") + wrote(1, 3, message_id="m1")
    assert ask(reciprocity, inside(3, *twice))["reciprocity_edgewise"].reason == "no_tie"


@pytest.mark.parametrize(
    ("how", "is_tie"),
    [
        ({"channel_kind": "dm"}, True),
        ({"channel_kind": "group_dm"}, True),
        ({"channel_kind": "channel"}, False),
        ({"channel_kind": "channel", "reply_to": "m9"}, True),
        ({"channel_kind": "comment", "reply_to": "m9"}, True),
        ({"channel_kind": "email", "recipients_n": 5}, True),
        ({"channel_kind": "email", "recipients_n": 6}, False),
        ({"channel_kind": "email"}, True),
        ({"channel_kind": "meeting", "recipients_n": 12}, False),
    ],
)
def test_what_makes_a_tie(how: dict[str, Any], is_tie: bool) -> None:
    found = ask(reciprocity, inside(3, *wrote(1, 2, **how)))["reciprocity_edgewise"]
    assert (found.value is not None) == is_tie


def test_words_to_all_to_oneself_and_to_strangers_are_no_ties() -> None:
    company = inside(3, *wrote(1, None), *wrote(2, 2), *wrote(3, 99), *wrote(99, 3))
    assert ask(reciprocity, company)["reciprocity_edgewise"].reason == "no_tie"


def test_what_is_missing_inside_has_its_own_word() -> None:
    for metric in (reciprocity, participation):
        nobody, silent = inside(0, *wrote(1, 2)), inside(3)
        assert {one.reason for one in ask(metric, nobody).values()} == {"no_people"}
        assert {one.reason for one in ask(metric, silent).values()} == {"no_messages"}


def test_participation_over_ten_people() -> None:
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    sent = pl.DataFrame({"src": np.repeat(np.arange(1, 11), incomes)})
    company = inside(10) | {"interactions": sent}
    found = ask(participation, company)["participation_gini"]
    assert found.value == pytest.approx(0.4620911303, abs=1e-10)


def test_silent_people_count() -> None:
    """Trap: among those who write all are equal; over the roster three in five are silent."""
    found = ask(participation, inside(5, *wrote(1, 2), *wrote(2, None)))
    assert found["participation_gini"].value == pytest.approx(0.6)
    assert (found["silent_share"].value, found["silent_share"].n) == (0.6, 5)


def test_one_speaker_among_eight() -> None:
    found = ask(participation, inside(8, *wrote(3, None)))
    assert found["participation_gini"].value == pytest.approx(7 / 8)


def test_a_message_to_many_is_one_message() -> None:
    many = [one for dst in (2, 3, 4) for one in wrote(1, dst, times=1, message_id="m1")]
    found = ask(participation, inside(4, *many, *wrote(2, 1, times=1, message_id="m2")))
    assert found["participation_gini"].value == pytest.approx(0.5)


def test_the_top_of_a_small_roster_is_not_shown() -> None:
    found = ask(participation, inside(100, *wrote(1, None, 30), *wrote(2, None, 10)))
    assert found["top_1_share"].reason == "too_few_people"
    assert (found["next_9_share"].value, found["next_9_share"].people) == (0.25, 9)


def test_the_top_of_a_large_roster_is_five_people_at_least() -> None:
    sent = [one for person in range(1, 11) for one in wrote(person, None, 9 if person < 6 else 1)]
    found = ask(participation, inside(500, *sent))
    assert (found["top_1_share"].value, found["top_1_share"].people) == (0.9, 5)
    assert found["next_9_share"].value == pytest.approx(0.1)
    assert found["top_1_share"].n == 50
