"""What a page carries of a number still says the same thing."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.results import Cell, Measure, Status
from toolkit.views.packed import DECIMALS, curve, cut, row, said
from toolkit.wording import DIGITS

PERIODS = ("all", "2026-01", "2026-02")


def measure(value=0.2417, **more):
    about = {"id": "reply_share", "code": "M1", "unit": "share", "n": 1204}
    return Measure(**{**about, "value": value, **more})


def cell(period, **more):
    return Cell(scope="external", group="all", period=period, measure=measure(**more))


def test_a_number_its_interval_and_its_cases():
    assert said(measure(interval=(0.2203, 0.2633))) == "2417,214,216,1204"


def test_few_cases_are_told_by_the_place_of_their_status():
    assert said(measure(n=7, status=Status.FEW)) == "2417,,,7,1"


def test_a_missing_number_keeps_its_reason_and_has_no_value():
    missing = measure(value=None, n=0, status=Status.NOT_COMPUTABLE, reason="no_inbound")
    assert said(missing) == "!3,no_inbound"


def test_the_same_again_is_not_said_again_and_what_is_absent_is_no_zero():
    assert row([cell("all"), cell("2026-01")], PERIODS) == "2417,,,1204;;-"


def test_a_curve_is_one_text():
    assert curve([(0.5, 1.0), (24.0, 0.25)]) == "50,10000 2400,2500"


@pytest.mark.parametrize("unit", DECIMALS)
@given(number=st.floats(-1000, 1000))
def test_a_cut_number_still_rounds_as_it_did(unit, number):
    shown = {"share": 3, "seconds": 0, "points": 1, **DIGITS}[unit] if unit != "points" else 1
    step = Decimal(1).scaleb(-shown)
    kept = Decimal(cut(number, unit)).scaleb(-DECIMALS[unit])
    as_it_was = Decimal(str(number)).quantize(step, ROUND_HALF_UP)
    assert kept.quantize(step, ROUND_HALF_UP) == as_it_was
