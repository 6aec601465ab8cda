"""The same seed gives the same bytes, another seed others; no export tells the truth."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.simulate import Inside, Outside, Team, Truth, Voice, simulate, unequal_voices
from toolkit.simulate.people import stream
from toolkit.simulate.rhythm import rhythm

SMALL = Truth(
    name="Atelier Essai (simulation)",
    handle="atelier_essai",
    domain="atelier-essai.example",
    language="en",
    sector="engineering",
    zone="Europe/London",
    country="GB",
    first=date(2026, 3, 1),
    last=date(2026, 4, 15),
    teams=(Team(name="Directors", size=1), Team(name="Works", size=11)),
    outside=Outside(outbound=80, reply_share=0.5, openers=40, answered=0.6, delay_hours=2),
    inside=Inside(messages=600, contacts=3),
)


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def exported(folder, truth=SMALL, seed=1, **forms):
    simulate(truth, seed=seed).write(folder, **forms)
    return content(folder)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    first = exported(tmp_path / "a", slack="zip", archives="zip")
    assert first == exported(tmp_path / "b", slack="zip", archives="zip")
    assert "slack.zip" in first


def test_another_seed_gives_other_bytes_in_every_file_of_messages(tmp_path):
    one, other = exported(tmp_path / "a"), exported(tmp_path / "b", seed=2)
    shared = [name for name in one.keys() & other.keys() if name.endswith(("tweets.js", ".csv"))]
    assert "tables/messages.csv" in shared
    assert all(one[name] != other[name] for name in shared)


def test_what_is_said_outside_does_not_hang_on_what_is_said_inside(tmp_path):
    alone = replace(SMALL, inside=replace(SMALL.inside, messages=900))
    one, other = exported(tmp_path / "a"), exported(tmp_path / "b", truth=alone)
    assert one["tables/messages.csv"] == other["tables/messages.csv"]


def test_a_zip_holds_the_files_of_the_folder(tmp_path):
    folder = exported(tmp_path / "a")
    exported(tmp_path / "b", slack="zip")
    with zipfile.ZipFile(tmp_path / "b" / "slack.zip") as archive:
        zipped = {f"slack/{name}": archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert zipped == {name: held for name, held in folder.items() if name.startswith("slack/")}


def test_a_firm_without_an_inside_writes_no_slack_export(tmp_path):
    assert not any(
        name.startswith("slack") for name in exported(tmp_path, truth=replace(SMALL, inside=None))
    )


def test_a_firm_without_an_outside_writes_no_archive(tmp_path):
    names = exported(tmp_path, truth=replace(SMALL, outside=None))
    assert not any(name.startswith("x-") for name in names)
    assert [name for name in names if name.startswith("tables/")] == ["tables/people.csv"]


def test_no_file_tells_the_truth(tmp_path):
    text = b"".join(exported(tmp_path).values()).lower()
    assert b'"advertising"' not in text
    assert b"scheduled" not in text
    assert b"reply_share" not in text


def test_voices_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up to 1"):
        replace(SMALL.outside, voices=(Voice(share=0.4), Voice(share=0.4)))


def test_more_answers_than_replies_are_refused():
    with pytest.raises(ValueError, match="more answers than replies"):
        replace(SMALL.outside, openers=400)


def test_too_few_messages_for_the_ties_are_refused():
    crowded = replace(SMALL, inside=replace(SMALL.inside, messages=30, contacts=8))
    with pytest.raises(ValueError, match="too few messages"):
        _ = simulate(crowded, seed=1).inside


@pytest.mark.parametrize("wanted", [1.1, 2.5, 4.0, 6.9])
def test_unequal_voices_are_as_concentrated_as_asked(wanted):
    outside = replace(SMALL.outside, voices=unequal_voices(wanted, people=6))
    assert outside.effective_voices == pytest.approx(wanted, abs=1e-6)


def test_more_effective_voices_than_voices_are_refused():
    with pytest.raises(ValueError, match="between 1 and 4"):
        unequal_voices(4.5, people=3)


def test_a_day_on_which_clocks_change_loses_no_moment():
    """On 29 March 2026 Paris has 23 hours."""
    hours = rhythm(
        "public", first=date(2026, 3, 29), last=date(2026, 3, 29), zone="Europe/Paris", country="FR"
    )
    moments = hours.draw(stream(1, "test"), 5000)
    assert hours.end - hours.begin == timedelta(hours=23) // timedelta(microseconds=1)
    assert hours.begin <= moments.min() <= moments.max() < hours.end


def test_what_falls_outside_working_hours_moves_to_the_next_opening():
    hours = rhythm(
        "office", first=date(2026, 3, 2), last=date(2026, 3, 9), zone="UTC", country="FR"
    )
    saturday_noon = hours.begin + (5 * 24 + 12) * 3_600_000_000
    monday_eight = hours.begin + (7 * 24 + 8) * 3_600_000_000
    moved = hours.at_work(stream(1, "test"), hours.starts[:1] * 0 + saturday_noon)
    assert 0 <= moved[0] - monday_eight < 3_600_000_000


def test_without_listening_nothing_received_is_handed_over(tmp_path):
    names = exported(tmp_path, listening=False)
    assert [name for name in names if name.startswith("tables/")] == ["tables/people.csv"]
    assert any(name.endswith("tweets.js") for name in names)


def test_an_organisation_in_which_nobody_writes_is_refused():
    with pytest.raises(ValueError, match="somebody must write"):
        Inside(messages=100, silent=1.0)


@settings(max_examples=8, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    silent=st.floats(0, 0.6),
    spread=st.floats(0, 2),
    openers=st.integers(0, 30),
    seed=st.integers(0, 1000),
)
def test_any_organisation_can_be_simulated(sizes, silent, spread, openers, seed):
    truth = replace(
        SMALL,
        teams=tuple(Team(name=f"Team {n}", size=size) for n, size in enumerate(sizes)),
        outside=replace(SMALL.outside, openers=openers),
        inside=Inside(messages=4000, silent=silent, spread=spread, contacts=2, topics=1),
    )
    made = simulate(truth, seed=seed)
    written = made.inside.lines.taken(np.flatnonzero(made.inside.lines.kind == 0))
    assert len(written.ts) == 4000
    assert len(set(written.src.tolist())) == truth.headcount - round(silent * truth.headcount)
    assert sum(one.parent is None for one in made.outside.received) <= openers * 2


def test_more_personal_accounts_than_people_are_refused():
    crowd = replace(SMALL.outside, voices=unequal_voices(9, people=20))
    with pytest.raises(ValueError, match="a person for every personal account"):
        replace(SMALL, outside=crowd)
