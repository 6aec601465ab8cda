"""M3, told as conversations."""

import numpy as np
import pytest

from tests.talk import ask, calendar, moment, table, talk
from toolkit.metrics.first_response import first_response

HOUR = 3600


def test_who_is_never_answered_waits_until_the_watch_ends() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        a2 brand:acme d1 11:00 > q2
        q3 public:eva d1 09:00
        q4 public:leo d1 09:00
        until d9 inbound=yes
    """)
    found = ask(first_response, company)
    assert found["first_response_median"].value == 2 * HOUR
    assert found["first_response_median"].n == 4
    assert found["first_response_median_naive"].value == 1.5 * HOUR
    assert found["first_response_median_naive"].n == 2
    assert found["first_response_p90"].reason == "not_reached"
    assert found["first_response_rmst_72h"].value == (1 + 2 + 72 + 72) / 4 * HOUR


def test_the_curve_starts_with_everybody_waiting_and_ends_with_the_watch() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        a2 brand:acme d2 09:00 > q2
        until d3
    """)
    curve = dict(ask(first_response, company)["first_response_median"].curve)
    assert (curve[0], curve[1], curve[18], curve[24], max(curve)) == (1, 0.5, 0.5, 0, 24)
    assert len(curve) <= 20


def test_the_longest_waits_are_shown_first() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d1 09:00
        q3 public:eva d1 08:00
        a3 brand:acme d1 09:00 > q3
        until d3
    """)
    assert ask(first_response, company)["first_response_median"].evidence == ("q2", "q1", "q3")


def test_a_night_counts_for_the_public_and_not_for_the_shop() -> None:
    company = talk("""
        q1 public:ana d1 17:00
        a1 brand:acme d2 10:00 > q1
        until d3
    """)
    found = ask(first_response, company)
    assert found["first_response_median"].value == 17 * HOUR
    assert found["first_response_median_business"].value == 2 * HOUR


def test_without_opening_hours_only_their_clock_is_missing() -> None:
    company = talk("q1 public:ana d1 09:00\na1 brand:acme d1 10:00 > q1\nuntil d3")
    company["messages"] = company["messages"].with_columns(business_s=None)
    found = ask(first_response, company)
    assert found["first_response_median"].value == HOUR
    assert found["first_response_median_business"].reason == "no_table"


def test_the_naive_median_flatters_who_leaves_two_in_five_unanswered() -> None:
    """Trap: answers come after 10 hours in the middle, but two people in five get none."""
    chance = np.random.default_rng(7)
    waits = chance.lognormal(np.log(10 * HOUR), 1, size=500).astype(int)
    lost = chance.random(500) < 0.4
    rows, start = [], moment(1, "00:00")
    kinds = {"scope": "external", "is_paid": False, "text": None}
    for i, wait in enumerate(waits):
        asked = {"message_id": f"q{i}", "account_id": f"u{i}", "ts_utc": start, "kind": "post"}
        asked |= {"direction": "in", "author_kind": "public", **kinds, **calendar(start)}
        given = {"message_id": f"a{i}", "account_id": "acme", "ts_utc": start, "kind": "reply"}
        given |= {"direction": "out", "author_kind": "org_brand", "parent_id": f"q{i}", **kinds}
        given |= calendar(start) | {"t_us": asked["t_us"] + int(wait) * 1_000_000}
        rows += [asked] if lost[i] else [asked, given]
    company = talk("p1 brand:acme d1 00:00\nuntil d60 inbound=yes")
    company["messages"] = table("messages", rows)
    found = ask(first_response, company)
    true_median = float(np.median(np.where(lost, np.inf, waits)))
    assert found["first_response_median"].value == pytest.approx(true_median, rel=0.02)
    low, _ = found["first_response_median"].interval
    assert found["first_response_median_naive"].value < low


def test_an_opener_after_the_end_of_the_watch_is_not_counted() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 10:00 > q1
        q2 public:cem d5 09:00
        until d3
    """)
    assert ask(first_response, company)["first_response_median"].n == 1
