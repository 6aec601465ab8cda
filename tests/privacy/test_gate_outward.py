from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy.attacker import Attacker
from tests.privacy.organisations import Part, measured
from toolkit.privacy.gate import pass_gate
from toolkit.results import WHOLE, Cell, Measure, Status

KEY = b"k" * 32


def shown(cells: Iterable[Cell]) -> set[tuple[str, str]]:
    return {(c.group, c.period) for c in cells if c.measure.status is not Status.SUPPRESSED}


BRAND, SHOP = "x:1", "x:2"
PARTS = (
    Part(BRAND, "external", "account"),
    Part(SHOP, "external", "account"),
    Part("people", "external", "people"),
)


def outward(counts: dict[str, dict[str, tuple[int, int]]]) -> tuple[Cell, ...]:
    """Return cells from (messages, people), by group and period; the whole is their sum."""
    periods = {period for row in counts.values() for period in row}
    whole = {
        period: tuple(map(sum, zip(*(row[period] for row in counts.values()), strict=True)))
        for period in periods
    }
    return tuple(
        Cell(
            scope="external",
            group=group,
            period=period,
            measure=measured("reply_share", n, people=people, evidence=("x:99",)),
        )
        for group, row in {WHOLE: whole, **counts}.items()
        for period, (n, people) in row.items()
    )


def test_official_accounts_are_shown_however_few_people_write() -> None:
    cells = outward({BRAND: {WHOLE: (100, 1)}, SHOP: {WHOLE: (10, 1)}})
    release = pass_gate(cells, PARTS, k=5, key=KEY)
    assert len(shown(release.cells)) == 3


def test_personal_accounts_are_shown_together_from_k_people_on() -> None:
    cells = outward({BRAND: {WHOLE: (100, 1)}, "people": {WHOLE: (40, 5)}})
    release = pass_gate(cells, PARTS, k=5, key=KEY)
    assert ("people", WHOLE) in shown(release.cells)


def test_three_personal_accounts_are_hidden_and_cannot_be_subtracted() -> None:
    counts = {BRAND: {WHOLE: (100, 1)}, SHOP: {WHOLE: (10, 1)}, "people": {WHOLE: (40, 3)}}
    cells = outward(counts)
    release = pass_gate(cells, PARTS, k=5, key=KEY)
    assert set(release.groups) == {("external", BRAND)}
    names = {shown_as: account for (_, account), shown_as in release.groups.items()}
    seen = [replace(c, group=names.get(c.group, c.group)) for c in release.cells]
    attacker = Attacker({(group, WHOLE): 1 for group in counts})
    assert not attacker.computes(seen, ("people", WHOLE))
    assert attacker.computes([c for c in cells if c.group != "people"], ("people", WHOLE))


def test_the_account_that_hides_the_personal_ones_spoke_whenever_they_did() -> None:
    quiet = {WHOLE: (10, 1), "2026-01": (0, 1), "2026-02": (10, 1)}
    busy = {WHOLE: (90, 1), "2026-01": (40, 1), "2026-02": (50, 1)}
    people = {WHOLE: (8, 2), "2026-01": (4, 2), "2026-02": (4, 2)}
    release = pass_gate(outward({BRAND: busy, SHOP: quiet, "people": people}), PARTS, k=5, key=KEY)
    assert set(release.groups) == {("external", SHOP)}


def test_a_month_in_which_few_employees_spoke_is_shown_for_the_whole_only() -> None:
    months = {"2026-01": (9, 3), "2026-02": (9, 6), "2026-03": (9, 7)}
    people = {WHOLE: (27, 7), **months}
    brand = {WHOLE: (30, 1), **dict.fromkeys(months, (10, 1))}
    release = pass_gate(outward({BRAND: brand, "people": people}), PARTS, k=5, key=KEY)
    apart = {(group, period) for group, period in shown(release.cells) if group != WHOLE}
    assert {period for _, period in apart} == {WHOLE, "2026-03"}
    assert {p for group, p in shown(release.cells) if group == WHOLE} == {WHOLE, *months}


def test_a_group_that_nobody_declared_is_taken_for_personal_accounts() -> None:
    cells = outward({BRAND: {WHOLE: (100, 1)}, "x:42": {WHOLE: (40, 1)}})
    release = pass_gate(cells, PARTS, k=5, key=KEY)
    assert ("external", "x:42") not in release.groups


def test_identifiers_leave_under_other_names() -> None:
    cells = outward({BRAND: {WHOLE: (100, 1)}, SHOP: {WHOLE: (10, 1)}})
    release = pass_gate(cells, PARTS, k=5, key=KEY)
    assert "x:" not in repr(release.cells)
    assert {cell.measure.evidence[0][:2] for cell in release.cells} == {"m-"}
    assert {cell.group[:2] for cell in release.cells if cell.group != WHOLE} == {"a-"}


def test_nothing_is_said_of_too_few_employees_even_where_there_is_no_number() -> None:
    nothing = Measure(
        id="own_link_share",
        code="M11",
        unit="share",
        n=0,
        status=Status.NOT_COMPUTABLE,
        reason="no_own_domain",
        people=3,
    )
    cells = outward({BRAND: {WHOLE: (100, 1)}, SHOP: {WHOLE: (10, 1)}, "people": {WHOLE: (40, 3)}})
    silent = Cell(scope="external", group="people", period=WHOLE, measure=nothing)
    release = pass_gate((*cells, silent), PARTS, k=5, key=KEY)
    assert ("external", "people") not in release.groups


def test_a_measure_to_which_few_employees_contributed_is_hidden_alone() -> None:
    cells = outward({BRAND: {WHOLE: (100, 1)}, "people": {WHOLE: (40, 8)}})
    answers = tuple(
        replace(cell, measure=replace(cell.measure, id="answered_24h", people=people))
        for cell, people in zip(cells, (3, 1, 2), strict=True)
    )
    release = pass_gate((*cells, *answers), PARTS, k=5, key=KEY)
    apart = [cell for cell in release.cells if cell.group != WHOLE]
    hidden = {c.measure.id for c in apart if c.measure.status is Status.SUPPRESSED}
    assert len(apart) == 4
    assert hidden == {"answered_24h"}


@st.composite
def speaking(draw: st.DrawFn) -> dict[str, dict[str, tuple[int, int]]]:
    """Draw how much one or two accounts and a few employees published, month by month."""
    months = [f"2026-{number:02d}" for number in range(1, draw(st.integers(2, 5)))]
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for group in (BRAND, SHOP, "people") if draw(st.booleans()) else (BRAND, "people"):
        people = [draw(st.integers(1, 9)) if group == "people" else 1 for _ in months]
        row = {m: (draw(st.integers(9, 60)), n) for m, n in zip(months, people, strict=True)}
        counts[group] = row | {WHOLE: (sum(n for n, _ in row.values()), max(people))}
    return counts


@settings(max_examples=150, deadline=None)
@given(counts=speaking())
def test_what_fewer_than_k_employees_published_cannot_be_computed(
    counts: dict[str, dict[str, tuple[int, int]]],
) -> None:
    release = pass_gate(outward(counts), PARTS, k=5, key=KEY)
    names = {name: group for (_, group), name in release.groups.items()}
    seen = [replace(cell, group=names.get(cell.group, cell.group)) for cell in release.cells]
    months = {(g, m): people for g, row in counts.items() for m, (_, people) in row.items()}
    attacker = Attacker({place: n for place, n in months.items() if place[1] != WHOLE})
    few = [period for period, (_, people) in counts["people"].items() if people < 5]
    assert [period for period in few if attacker.computes(seen, ("people", period))] == []
