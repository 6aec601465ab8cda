"""The months of the index keep their places, and a break is drawn where chance would not do."""

from dataclasses import replace

from tests.views.sample import sample
from toolkit.views.drifting import _between, _places, _points, _series, _step, drift
from toolkit.views.told import Told
from toolkit.wording import Words


def told(**changed):
    """Return the sample with these fields of these measures changed, for the whole span."""
    release = sample()
    cells = tuple(
        replace(cell, measure=replace(cell.measure, **changed.get(cell.measure.id, {})))
        if (cell.group, cell.period) == ("all", "all")
        else cell
        for cell in release.facts.cells
    )
    facts = replace(release.facts, cells=cells)
    return Told(release=replace(release, facts=facts), words=Words("fr"))


def months(*names):
    return tuple((float(name), 40.0) for name in names)


def test_a_month_that_was_too_small_keeps_its_place_and_has_no_value():
    gap = told(proximity_drift={"curve": months(202511, 202512, 202602)})
    points = _points(gap, _series(gap))
    assert [point.label for point in points] == ["nov. 25", "déc. 25", "janv. 26", "févr. 26"]
    assert [point.value for point in points] == [40.0, 40.0, None, 40.0]


def test_quarters_are_quarters():
    quarters = told(proximity_drift={"curve": months(202501, 202504, 202510)})
    labels = [point.label for point in _points(quarters, _series(quarters))]
    assert labels == ["janv. 25", "avr. 25", "juil. 25", "oct. 25"]


def test_a_break_stands_between_two_months_whatever_lies_between_them():
    found = [(0, 40.0), (1, 41.0), (4, 30.0), (5, 31.0)]
    assert _between(_places(found), 2) == 2.5
    assert _between(_places(found), 1) == 0.5


def test_levels_are_the_means_on_both_sides_of_the_break():
    step = _step(told(), _series(told()))
    assert (step.before, round(step.after, 3)) == (41.0, 34.833)
    assert step.low <= step.at <= step.high


def test_no_break_is_drawn_where_chance_would_do_as_well():
    by_chance = told(proximity_drift_p={"value": 0.2, "interval": None})
    assert _step(by_chance, _series(by_chance)) is None
    assert drift(by_chance) != drift(told())


def test_one_month_is_no_series():
    assert drift(told(proximity_drift={"curve": months(202601)})) is None
