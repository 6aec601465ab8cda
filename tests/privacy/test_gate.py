import os
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.privacy.attacker import Attacker
from tests.privacy.organisations import Organisation, measured, organisations
from toolkit.privacy.gate import Passed, pass_gate
from toolkit.results import WHOLE, Cell, Measure, Status

KEY = b"k" * 32
EXAMPLES = int(os.environ.get("GATE_EXAMPLES", "150"))
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def passed(organisation: Organisation, k: int = 5, *measures: str) -> Passed:
    return pass_gate(organisation.cells(*measures), organisation.parts, k=k, key=KEY)


def shown(cells: Iterable[Cell]) -> set[tuple[str, str]]:
    return {(c.group, c.period) for c in cells if c.measure.status is not Status.SUPPRESSED}


def leaks(cells: Iterable[Cell], organisation: Organisation, k: int) -> list[str]:
    """Return every promise that a release breaks for an organisation."""
    cells = tuple(cells)
    sizes = {
        (group, period): organisation.size(group, period)
        for group in (WHOLE, *organisation.people)
        for period in (WHOLE, *organisation.months)
    }
    small = {place for place, size in sizes.items() if size < k}
    found = [f"shows {place}" for place in sorted(shown(cells) & small)]
    found += [f"counts {c.group}" for c in cells if (c.group, c.period) in small and c.measure.n]
    found += [f"cites {c.group}" for c in cells if c.measure.evidence]
    attacker = Attacker({place: sizes[place] for place in sizes if WHOLE not in place})
    return found + [f"computes {places}" for places in attacker.wins(cells, k)]


@often
@given(organisation=organisations(), k=st.integers(5, 10))
def test_no_released_number_shows_or_gives_away_fewer_than_k_people(
    organisation: Organisation, k: int
) -> None:
    assert leaks(passed(organisation, k).cells, organisation, k) == []


def test_the_property_above_fails_where_the_gate_is_left_open() -> None:
    organisation = Organisation({"sales": [20], "legal": [3], "": [0]})
    assert leaks(organisation.cells(), organisation, 5) != []


def test_the_property_above_fails_where_only_the_small_cell_is_hidden() -> None:
    organisation = Organisation({"sales": [20], "legal": [3], "": [0]})
    naive = [cell for cell in organisation.cells() if cell.group != "legal"]
    assert "computes (('legal', 'all'),)" in leaks(naive, organisation, 5)


def test_twenty_three_minus_twenty_does_not_give_three() -> None:
    release = passed(Organisation({"sales": [20], "legal": [3], "": [0]}))
    assert {group for group, _ in shown(release.cells)} == {WHOLE}
    assert release.groups == {}


def test_the_next_smallest_team_is_hidden_beside_a_team_of_one() -> None:
    organisation = Organisation({"sales": [20], "legal": [1], "care": [9], "it": [7], "": [0]})
    assert {group for group, _ in shown(passed(organisation).cells)} == {WHOLE, "sales", "care"}


def test_people_without_a_team_cannot_be_found_by_subtraction() -> None:
    organisation = Organisation({"sales": [20], "care": [9], "": [2]})
    assert {group for group, _ in shown(passed(organisation).cells)} == {WHOLE, "sales"}


def test_enough_people_without_a_team_hide_nobody_else() -> None:
    organisation = Organisation({"sales": [20], "care": [9], "": [6]})
    assert set(passed(organisation).groups) == {("internal", "sales"), ("internal", "care")}


def test_teams_that_are_large_enough_are_all_shown() -> None:
    organisation = Organisation({"sales": [20, 20], "care": [5, 5], "": [0, 0]})
    cells = passed(organisation).cells
    assert len(shown(cells)) == len({(c.group, c.period) for c in cells}) == 9


def test_an_organisation_of_four_shows_nothing_of_itself() -> None:
    release = passed(Organisation({"sales": [4], "": [0]}))
    assert shown(release.cells) == set()
    assert {cell.measure.reason for cell in release.cells} == {"too_few_people"}


def test_a_hidden_cell_keeps_neither_value_nor_count_nor_people() -> None:
    cell = passed(Organisation({"sales": [4], "": [0]})).cells[0]
    assert cell.measure == Measure(
        id="silent_share",
        code="M0",
        unit="share",
        n=0,
        status=Status.SUPPRESSED,
        reason="too_few_people",
    )


def test_a_month_with_few_people_is_hidden_with_another_one() -> None:
    release = passed(Organisation({"sales": [3, 20, 30], "": [0, 0, 0]}))
    whole = {period for group, period in shown(release.cells) if group == WHOLE}
    assert whole == {WHOLE, "2026-03"}
    reasons = {c.period: c.measure.reason for c in release.cells if c.group == WHOLE}
    assert reasons["2026-02"] == "complement"


def test_a_number_that_does_not_say_how_many_people_it_describes_is_hidden() -> None:
    cell = Cell(
        scope="internal", group=WHOLE, period=WHOLE, measure=measured("new", 90, people=None)
    )
    assert shown(pass_gate([cell], (), k=5, key=KEY).cells) == set()


def test_a_measure_of_few_people_does_not_close_the_others() -> None:
    organisation = Organisation({"sales": [60], "care": [60], "": [0]})
    top = Cell(
        scope="internal", group=WHOLE, period=WHOLE, measure=measured("top_1_share", 900, people=4)
    )
    release = pass_gate((*organisation.cells(), top), organisation.parts, k=5, key=KEY)
    hidden = {c.measure.id for c in release.cells if c.measure.status is Status.SUPPRESSED}
    assert hidden == {"top_1_share"}


def test_a_measure_of_some_people_of_each_team_is_closed_by_their_number() -> None:
    organisation = Organisation({"sales": [60], "care": [60], "it": [60], "": [0]})
    managers = {WHOLE: 20, "sales": 9, "care": 8, "it": 3}
    cells = [
        Cell(scope="internal", group=group, period=WHOLE, measure=measured("upward", 40, people=n))
        for group, n in managers.items()
    ]
    release = pass_gate((*organisation.cells(), *cells), organisation.parts, k=5, key=KEY)
    upward = [cell for cell in release.cells if cell.measure.id == "upward"]
    assert shown(upward) == {(WHOLE, WHOLE), ("sales", WHOLE)}
    assert {c.group: c.measure.reason for c in upward}["care"] == "complement"


def test_a_survey_is_told_of_eight_people_or_more() -> None:
    """Seven answers of a team are hidden where five people would do, and cannot be subtracted."""
    organisation = Organisation({"sales": [60], "care": [60], "it": [60], "": [0]})
    answered = {WHOLE: 36, "sales": 20, "care": 9, "it": 7}
    cells = [
        Cell(
            scope="internal",
            group=group,
            period=WHOLE,
            measure=replace(measured("survey_climate", n, people=n), code="M25"),
        )
        for group, n in answered.items()
    ]
    release = pass_gate((*organisation.cells(), *cells), organisation.parts, k=5, key=KEY)
    said = [cell for cell in release.cells if cell.measure.id == "survey_climate"]
    assert shown(said) == {(WHOLE, WHOLE), ("sales", WHOLE)}


@pytest.mark.parametrize("reason", ["legal_gate", "no_people", "no_table"])
def test_why_nothing_could_be_measured_is_still_said(reason: str) -> None:
    nothing = Measure(
        id="silent_share",
        code="M22",
        unit="share",
        n=0,
        status=Status.NOT_COMPUTABLE,
        reason=reason,
    )
    cell = Cell(scope="internal", group=WHOLE, period=WHOLE, measure=nothing)
    assert pass_gate([cell], (), k=5, key=KEY).cells == (cell,)


def test_that_a_small_team_wrote_nothing_is_not_said() -> None:
    organisation = Organisation({"sales": [20], "legal": [3], "": [9]})
    silent = Measure(
        id="reciprocity_dyadic",
        code="M17",
        unit="share",
        n=0,
        status=Status.NOT_COMPUTABLE,
        reason="no_tie",
    )
    cells = [
        Cell(scope="internal", group=group, period=WHOLE, measure=silent)
        for group in (WHOLE, "sales", "legal")
    ]
    release = pass_gate((*organisation.cells(), *cells), organisation.parts, k=5, key=KEY)
    told = {c.group for c in release.cells if c.measure.reason == "no_tie"}
    assert told == {WHOLE, "sales"}


def test_the_same_cells_pass_in_whatever_order_they_come() -> None:
    organisation = Organisation({"sales": [20], "legal": [1], "care": [9], "it": [9], "": [0]})
    cells = organisation.cells()
    there = pass_gate(cells, organisation.parts, k=5, key=KEY)
    back = pass_gate(cells[::-1], organisation.parts[::-1], k=5, key=KEY)
    assert there.cells == back.cells[::-1]
    assert there.groups == back.groups


def test_inward_numbers_cite_no_message() -> None:
    evident = measured("silent_share", 60, people=60, evidence=("slack:T1:C1:1.0",))
    cell = Cell(scope="internal", group=WHOLE, period=WHOLE, measure=evident)
    assert pass_gate([cell], (), k=5, key=KEY).cells[0].measure.evidence == ()
