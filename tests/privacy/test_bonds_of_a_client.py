"""From a client's files to its release: ties between teams of k people, and of nobody else."""

import csv
from pathlib import Path

import pytest

from tests.road.conftest import LEGAL
from tests.talk import moment, table
from toolkit import pipeline, release, store
from toolkit.conversations.team_ties import team_ties
from toolkit.release import Facts

SIZES = {"Alder": 6, "Birch": 7, "Cedar": 8, "Dogwood": 3}
PEOPLE = [(f"{team.lower()}.{n}", team) for team, size in SIZES.items() for n in range(size)]


def letters() -> list[tuple[str, str, int]]:
    """Everybody writes twice to the next two colleagues, a month apart, and to a few elsewhere."""
    names = [name for name, _ in PEOPLE]
    pairs = [(one, names[(at + step) % len(names)]) for at, one in enumerate(names)
             for step in (1, 2, 7)]  # fmt: skip
    return [(src, dst, day) for src, dst in pairs for day in (1, 40)]


def measured(root: Path, slug: str, legal: str) -> Facts:
    client = store.create_client(root, slug, f'name = "Trees"\n{legal}', "")
    rows = [(src, dst, moment(day, "09:00").isoformat(), "dm") for src, dst, day in letters()]
    for name, columns, lines in (
        ("people", ("person_id", "team"), PEOPLE),
        ("interactions", ("src", "dst", "ts_utc", "channel_kind"), rows),
    ):
        with (client.exports / f"{name}.csv").open("w", encoding="utf-8", newline="") as told:
            csv.writer(told).writerows([columns, *lines])
    return pipeline.measure(client)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return measured(tmp_path_factory.mktemp("clients"), "trees", LEGAL)


def test_a_small_team_has_no_bond_and_the_next_smallest_none_either(facts: Facts) -> None:
    shown = {one.id for one in facts.groups if one.scope == "internal"}
    named = {end for bond in facts.bonds for end in (bond.src, bond.dst)}
    assert any(bond.share for bond in facts.bonds)
    assert named <= shown <= {"Birch", "Cedar"}


def test_a_bond_that_is_told_is_the_share_counted_by_hand(facts: Facts) -> None:
    of = dict(PEOPLE)
    for bond in facts.bonds:
        between = {(s, d) for s, d, _ in letters() if (of[s], of[d]) == (bond.src, bond.dst)}
        possible = SIZES[bond.src] * (SIZES[bond.dst] - (bond.src == bond.dst))
        joined = {one for pair in between for one in pair}
        if bond.share is not None:
            assert bond.share == pytest.approx(len(between) / possible, abs=1e-4)
            assert len(joined) >= facts.about.k


def test_nobody_is_named_in_what_leaves(facts: Facts) -> None:
    told = release.encode(facts).decode()
    assert [name for name, _ in PEOPLE if name in told] == []
    assert not {"Alder", "Dogwood"} & {bond.src for bond in facts.bonds}


def test_where_the_legal_gate_is_shut_no_tie_leaves(tmp_path: Path) -> None:
    shut = measured(tmp_path, "shut", "")
    assert shut.bonds == ()
    assert {c.measure.reason for c in shut.cells if c.scope == "internal"} == {"legal_gate"}


def test_teams_are_tied_as_counted_and_a_single_message_ties_nobody() -> None:
    people = table("people", [{"person_id": name, "team": name[0]} for name in ("a1", "a2", "b1")])
    sent = [("a1", "a2", 1), ("a1", "a2", 40), ("a2", "b1", 2), ("a2", "b1", 41), ("b1", "a1", 3)]
    rows = [
        {"interaction_id": f"i{n}", "src": src, "dst": dst, "ts_utc": moment(day, "09:00"),
         "channel_kind": "dm"}
        for n, (src, dst, day) in enumerate(sent)
    ]  # fmt: skip
    found = {
        (t.src, t.dst): (t.share, t.people) for t in team_ties(table("interactions", rows), people)
    }
    assert found == {("a", "a"): (0.5, 2), ("a", "b"): (0.5, 2)}
