"""What changed since the audit before, and where one stands among similar clients."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.compared import among, since
from toolkit.results import Finding, Level, Status, Yardstick

MORE = Yardstick(measure="m", risk=0.2, strength=0.5, enough=10, source="S", basis="own")
LESS = Yardstick(measure="m", risk=0.5, strength=0.2, enough=10, source="S", basis="own")


def finding(
    value: float | None, half: float | None = 0.05, *, stick: Yardstick | None = MORE
) -> Finding:
    span = (value - half, value + half) if value is not None and half is not None else None
    return Finding(
        measure="m", scope="external", level=Level.UNKNOWN, value=value, interval=span, n=100,
        status=Status.OK if value is not None else Status.NOT_COMPUTABLE, yardstick=stick,
    )  # fmt: skip


def change(now: Finding, then: Finding) -> str | None:
    (found,) = since([now], [then], "2025-12-31")
    return found.before.change if found.before else None


@pytest.mark.parametrize(
    ("now", "stick", "word"),
    [(0.6, MORE, "better"), (0.2, MORE, "worse"), (0.6, LESS, "worse"), (0.2, LESS, "better"),
     (0.6, None, "other"), (0.41, MORE, "same")],
)  # fmt: skip
def test_a_change_is_judged_by_the_yardstick(
    now: float, stick: Yardstick | None, word: str
) -> None:
    assert change(finding(now, stick=stick), finding(0.4, stick=stick)) == word


def test_a_change_counts_where_it_exceeds_both_doubts_together() -> None:
    # Half-widths .03 and .04 together make .05, as the sides of a triangle do.
    assert change(finding(0.449, 0.03), finding(0.4, 0.04)) == "same"
    assert change(finding(0.451, 0.03), finding(0.4, 0.04)) == "better"


def test_the_ends_that_face_each_other_count() -> None:
    lopsided = replace(finding(0.5), interval=(0.49, 0.9))
    assert change(lopsided, finding(0.4, 0.05)) == "better"
    assert change(finding(0.4, 0.05), lopsided) == "worse"


def test_without_interval_no_change_is_claimed() -> None:
    assert change(finding(0.9, None), finding(0.1)) == "same"


def test_a_number_that_is_missing_now_or_was_then_is_not_compared() -> None:
    assert change(finding(None), finding(0.4)) is None
    assert change(finding(0.4), finding(None)) is None
    (alone,) = since([finding(0.4)], [], "2025-12-31")
    assert alone.before is None


def test_another_part_of_the_audit_is_not_compared() -> None:
    inside = replace(finding(0.4), scope="internal")
    (found,) = since([finding(0.9)], [inside], "2025-12-31")
    assert found.before is None


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.4), st.floats(0.01, 0.4))
def test_the_same_two_numbers_the_other_way_round_turn_the_verdict_round(
    now: float, then: float, one: float, other: float
) -> None:
    turned = {"better": "worse", "worse": "better", "same": "same"}
    forth = change(finding(now, one), finding(then, other))
    back = change(finding(then, other), finding(now, one))
    assert forth is not None
    assert turned[forth] == back


def test_five_similar_clients_give_quartiles_and_four_give_nothing() -> None:
    others = [[finding(value)] for value in (0.1, 0.2, 0.3, 0.4, 0.5)]
    (found,) = among([finding(0.35)], others)
    assert found.peers is not None
    assert found.peers.n == 5
    assert found.peers.middle == pytest.approx(0.3)
    assert found.peers.low < 0.3 < found.peers.high
    (few,) = among([finding(0.35)], others[:4])
    assert few.peers is None


def test_no_quartile_is_the_value_of_a_client() -> None:
    values = (0.13, 0.21, 0.34, 0.37, 0.52)
    (found,) = among([finding(0.35)], [[finding(value)] for value in values])
    assert found.peers is not None
    assert not {found.peers.low, found.peers.middle, found.peers.high} & {*values}


def test_clients_without_the_number_do_not_count() -> None:
    others = [[finding(value)] for value in (0.1, 0.2, 0.3, 0.4)] + [[finding(None)]]
    (found,) = among([finding(0.35)], others)
    assert found.peers is None
