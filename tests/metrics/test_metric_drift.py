"""M16: whether the index drifts."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from benchmarks.invented_accounts import drawn_law, tables_of
from tests.talk import Tables, ask, empty
from toolkit.conversations.proximity.evidence import Evidence, Strand
from toolkit.conversations.proximity.goalposts import Goalposts
from toolkit.conversations.proximity.index import PRESUMED, Rules
from toolkit.conversations.proximity.monthly import Series, at_equal_numbers, monthly
from toolkit.conversations.proximity.spoken import COUNTED
from toolkit.metrics.drift import drift
from toolkit.results import Measure
from toolkit.stats import effective_number

HALF = replace(
    drawn_law(3), weeks=26, posts=11.0, openers=8.0, answered=0.8, returned=0.6, coded=False
)
WORSE = replace(HALF, answered=0.3, promotional=0.95, of_others=0.1)
RULES = Rules(Goalposts(), 50, None, PRESUMED)


@pytest.fixture(scope="module")
def turned() -> Tables:
    """Return a year in whose middle an account stops answering, and sells."""
    return empty() | tables_of([HALF, WORSE], 5)


@pytest.fixture(scope="module")
def found(turned: Tables) -> dict[str, Measure]:
    return ask(drift, turned)


def test_an_account_that_turns_to_selling_is_seen_to_drift(found: dict[str, Measure]) -> None:
    change, chance = found["proximity_drift"], found["proximity_drift_p"]
    assert change.value is not None
    assert change.value < -5
    assert change.interval is not None
    assert change.interval[1] < 0
    assert chance.value is not None
    assert chance.value < 0.05
    assert (found["proximity_slope"].value or 0.0) < 0
    assert (found["proximity_trend_p"].value or 1.0) < 0.05


def test_the_break_is_dated_to_the_month(found: dict[str, Measure]) -> None:
    after = found["proximity_drift_after"]
    assert after.value == 6
    assert after.interval is not None
    assert after.interval[0] <= 6 <= after.interval[1]


def test_the_curve_is_the_index_of_each_month(found: dict[str, Measure]) -> None:
    months = [month for month, _ in found["proximity_drift"].curve]
    assert months[0] == 202401
    assert months == sorted(months)
    assert found["proximity_drift"].n == len(months)
    assert all(0 <= value <= 100 for _, value in found["proximity_drift"].curve)


def test_where_chance_is_enough_the_interval_holds_nought() -> None:
    steady = ask(drift, empty() | tables_of([replace(HALF, weeks=52)], 8))
    p, change = steady["proximity_drift_p"].value, steady["proximity_drift"]
    assert p is not None
    assert p >= 0.05
    assert change.interval is not None
    assert change.interval[0] <= 0 <= change.interval[1]


def test_seven_months_are_too_few(turned: Tables) -> None:
    for months in ((202401, 202401), (202401, 202407)):
        for measure in ask(drift, turned, months=months).values():
            assert measure.reason == "too_few_months"
    eight = ask(drift, turned, months=(202401, 202408))
    assert eight["proximity_drift"].n == 8


def test_months_that_are_too_small_are_joined_into_quarters() -> None:
    slow = replace(HALF, weeks=104, posts=4.0, openers=2.5)
    tables = empty() | tables_of([slow], 9)
    found = ask(drift, tables)["proximity_drift"]
    assert [month for month, _ in found.curve][:3] == [202401, 202404, 202407]
    assert found.n == 8


def test_a_silent_account_has_no_series() -> None:
    assert {one.reason for one in ask(drift, empty()).values()} == {"no_messages"}


def test_without_the_publics_messages_four_pillars_make_the_series(turned: Tables) -> None:
    window = turned["observation_window"].with_columns(inbound_complete=pl.lit("no"))
    found = ask(drift, turned | {"observation_window": window})
    assert found["proximity_drift"].n >= 8


# ------------------------------------------------------------------------- months made alike


def evidence(voices: list[list[int]], **counts: list[int]) -> Evidence:
    """Return a month a row: what each voice says in it, and counts; all else is the same."""
    size = len(voices)
    days, months = np.arange(size) * 31, 202401 + np.arange(size)
    written = np.sum(voices, axis=1)
    told = dict.fromkeys(COUNTED, written) | {name: np.asarray(one) for name, one in counts.items()}
    said = np.column_stack([told[name] for name in COUNTED]).astype(float)
    heard = np.tile([20.0, 10.0, 20.0, 3.0], (size, 1))
    names = tuple(f"v{n}" for n in range(len(voices[0])))
    return Evidence(
        said=Strand(COUNTED, days, months, said),
        voices=Strand(names, days, months, np.asarray(voices, dtype=float)),
        heard=Strand(("watched", "in_time", "talks", "returned"), days, months, heard),
        examples={},
        headcount=50,
        blind=None,
        reason=None,
    )


def series(found: Evidence) -> Series:
    return monthly(found, RULES, said=40, heard=15, fewest=8)


def test_a_month_of_few_messages_does_not_look_like_fewer_voices() -> None:
    """Twelve equal voices, 42 messages a month and then 840: more messages show more voices."""
    chance = np.random.default_rng(1)
    months = [chance.multinomial(size, np.full(12, 1 / 12)) for size in [42] * 40 + [840] * 40]
    voices = np.asarray(months, dtype=np.float64)
    plain, alike = (
        values[40:].mean() - values[:40].mean()
        for values in (effective_number(voices), at_equal_numbers(voices))
    )
    assert plain > 1.2
    assert abs(alike) < 0.3


def test_a_component_that_some_months_lack_is_left_out_of_all() -> None:
    """Otherwise the index would jump on the day on which exports begin to tell the programme."""
    voices = [[30, 20]] * 8
    late = [0] * 4 + [50] * 4
    told = series(evidence(voices, programmed=late, scheduled=late)).values
    never = series(evidence(voices, programmed=[0] * 8, scheduled=[0] * 8)).values
    assert told == pytest.approx(never)
    assert told == pytest.approx([told[0]] * 8)


def test_a_month_below_the_minimum_is_left_out() -> None:
    voices = [[30, 20]] * 9
    voices[4] = [20, 10]
    found = series(evidence(voices))
    assert len(found.values) == 8
    assert 202405 not in found.months
    assert found.months_each == 1
