"""The messages that people code: the same for every coder, and fair to what there is."""

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.desk.coding_sample import drawn

KEY = b"k" * 32


def messages(count: int, *, promotional: float = 0.1) -> pl.DataFrame:
    """Return messages of twelve months, of which a machine calls one in so many promotional."""
    every = max(1, round(1 / promotional))
    return pl.DataFrame(
        {
            "message_id": [f"m{n}" for n in range(count)],
            "promotion": ["promotional" if n % every == 0 else "other" for n in range(count)],
            "month": [202601 + n * 12 // count for n in range(count)],
        }
    )


@given(st.integers(0, 400), st.integers(1, 200))
def test_there_are_as_many_as_asked_for_and_each_once(count: int, size: int) -> None:
    taken = drawn(messages(count), size, KEY)
    assert len(taken) == len(set(taken)) == min(count, size)


def test_every_coder_gets_the_same_in_the_same_order_however_the_rows_lie() -> None:
    everything = messages(1000)
    shuffled = everything.sample(fraction=1, shuffle=True, seed=1)
    assert drawn(everything, 150, KEY) == drawn(shuffled, 150, KEY)


def test_another_client_s_key_takes_others() -> None:
    assert drawn(messages(1000), 150, KEY) != drawn(messages(1000), 150, b"q" * 32)


def test_each_month_and_each_label_has_its_share() -> None:
    everything = messages(2400)
    taken = everything.filter(pl.col("message_id").is_in(drawn(everything, 240, KEY)))
    by_month = Counter(taken["month"].to_list())
    assert set(by_month.values()) <= {19, 20, 21}
    assert taken["promotion"].to_list().count("promotional") in {23, 24, 25}


def test_a_label_too_rare_for_a_month_is_still_met_as_often_as_it_should() -> None:
    """A share of each stratum rounded apart would take none of it."""
    everything = messages(12_000, promotional=0.02)
    met = [
        everything.filter(
            pl.col("message_id").is_in(drawn(everything, 150, bytes([n]) * 32)),
            pl.col("promotion") == "promotional",
        ).height
        for n in range(20)
    ]
    assert np.mean(met) == pytest.approx(3, abs=0.3)


def test_every_message_has_the_same_chance() -> None:
    taken = Counter(
        one for n in range(600) for one in drawn(messages(40), 10, n.to_bytes(32, "big"))
    )
    assert len(taken) == 40
    assert all(90 <= times <= 215 for times in taken.values())


def test_what_was_coded_stays_when_new_messages_come() -> None:
    first = drawn(messages(300), 150, KEY)
    later = drawn(messages(900), 150, KEY, kept=first)
    assert set(later) == set(first)
    half = set(first[:70])
    mixed = drawn(messages(900), 150, KEY, kept=half)
    assert half < set(mixed)
    assert len(mixed) == 150


def test_what_is_no_longer_there_is_not_asked() -> None:
    assert drawn(messages(5), 3, KEY, kept=["gone"]) == drawn(messages(5), 3, KEY)
