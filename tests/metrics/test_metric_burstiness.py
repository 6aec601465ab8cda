"""M9: bursts or a metronome, on the clock of opening hours."""

import numpy as np
import polars as pl
import pytest

from tests.talk import Tables, ask, empty, table, talk
from toolkit.metrics.burstiness import burstiness


def at(**moments: list[float]) -> Tables:
    """Return posts of accounts at these opening seconds."""
    rows = [
        {"message_id": f"{who}{n}", "account_id": who, "direction": "out", "ts_utc": None}
        | {"business_s": int(one), "kind": "post"}
        for who, times in moments.items()
        for n, one in enumerate(times)
    ]
    return empty() | {"messages": table("messages", rows)}


def by_chance(n: int, seed: int = 1) -> list[float]:
    return np.cumsum(np.random.default_rng(seed).exponential(7200, size=n)).tolist()


def test_a_metronome_is_minus_one() -> None:
    found = ask(burstiness, at(acme=[n * 3600.0 for n in range(50)]))
    assert found["burstiness"].value == found["burstiness_finite"].value == -1
    assert (found["burstiness"].n, found["burstiness"].people) == (50, 1)


def test_chance_is_zero() -> None:
    found = ask(burstiness, at(acme=by_chance(400)))["burstiness_finite"]
    assert found.interval[0] < 0 < found.interval[1]
    assert found.value == pytest.approx(0, abs=0.08)


def test_many_metronomes_are_not_chance() -> None:
    """Waits are those of one account: together, regular accounts would look like chance."""
    company = at(**{f"a{n}": [n * 700.0 + 3600 * k for k in range(25)] for n in range(5)})
    assert ask(burstiness, company)["burstiness"].value == -1


def test_nights_are_not_bursts() -> None:
    """What comes out while the office is closed is one moment, the next opening."""
    regular = [n * 3600.0 for n in range(30)]
    assert ask(burstiness, at(acme=regular + regular[:9]))["burstiness"].n == 30


def test_fewer_than_twenty_moments_are_refused() -> None:
    assert ask(burstiness, at(acme=by_chance(19)))["burstiness"].reason == "too_few_events"
    assert ask(burstiness, at(acme=by_chance(20)))["burstiness"].value is not None
    both = ask(burstiness, at(acme=by_chance(30), bob=by_chance(5)))
    assert both["burstiness"].n == 30


def test_unknown_times_and_silence_are_no_zero() -> None:
    company = talk("p1 brand:acme d1 10:00")
    company["messages"] = company["messages"].with_columns(business_s=pl.lit(None, pl.Int64))
    assert {one.reason for one in ask(burstiness, company).values()} == {"no_time"}
    unheard = ask(burstiness, talk("q1 public:ana d1 09:00"))
    assert {one.reason for one in unheard.values()} == {"no_outbound"}
