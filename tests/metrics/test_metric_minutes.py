"""M8: posts on the stroke of the hour, and the programme that sent them."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from tests.talk import MONDAY, Tables, ask, calendar, empty, table, talk
from toolkit.metrics.clients import clients
from toolkit.metrics.minutes import minutes

LONG = ("minute_excess", "minute_entropy", "minute_signal", "second_signal")


def posts_at(seconds: list[int], **more: object) -> Tables:
    """Return one post at each of these seconds since Monday."""
    rows = []
    for number, one in enumerate(seconds):
        when = MONDAY + timedelta(seconds=int(one))
        row = {"message_id": f"p{number}", "account_id": "acme", "direction": "out", "ts_utc": when}
        rows.append(row | {"kind": "post", "platform": "x", **calendar(when), **more})
    accounts = table("accounts", [{"account_id": "acme", "kind": "brand"}])
    return empty() | {"messages": table("messages", rows), "accounts": accounts}


def by_hand(n: int, seed: int = 1) -> list[int]:
    return np.random.default_rng(seed).integers(0, 90 * 86_400, size=n).tolist()


def by_programme(n: int) -> list[int]:
    chance = np.random.default_rng(2)
    quarters = chance.integers(0, 90 * 96, size=n) * 900
    return (quarters + chance.integers(0, 3, size=n)).tolist()


def with_others(company: Tables, at: list[str]) -> Tables:
    """Add what the public writes at these times."""
    told = talk("\n".join(f"q{n} public:ana d{n + 1} {clock}" for n, clock in enumerate(at)))
    others = told["messages"].with_columns(platform=pl.lit("x"))
    return company | {"messages": pl.concat([company["messages"], others])}


def test_posts_by_hand_fall_on_any_minute() -> None:
    found = ask(minutes, posts_at(by_hand(600)))
    assert found["minute_excess"].interval[0] == 0
    assert found["minute_entropy"].value > 0.97
    assert found["minute_signal"].value > 0.01
    assert found["second_signal"].value > 0.01


def test_half_on_the_quarters_is_flagged() -> None:
    found = ask(minutes, posts_at(by_hand(300) + by_programme(300)))
    excess = found["minute_excess"]
    assert excess.value == pytest.approx(0.5, abs=0.03)
    assert excess.interval[0] > 0.2
    assert (excess.n, excess.people, len(excess.evidence)) == (600, 1, 5)
    assert found["minute_signal"].value < 1e-6
    assert found["second_signal"].value < 1e-6


def test_jitter_hides_the_minute_and_not_the_second() -> None:
    chance = np.random.default_rng(3)
    moved = (np.asarray(by_programme(400)) + 60 * chance.integers(0, 15, size=400)).tolist()
    found = ask(minutes, posts_at(moved))
    assert found["minute_excess"].interval[0] < 0.05
    assert found["second_signal"].value < 1e-6


def test_answers_follow_the_public_and_are_left_out() -> None:
    company = talk("q1 public:ana d1 09:07\na1 brand:acme d1 10:00 > q1\np1 brand:acme d2 10:07")
    assert ask(minutes, company)["minute_excess"].n == 1


def test_dates_without_a_time_say_nothing_of_the_minute() -> None:
    """An export that knows the day only dates everything midnight: that is no appointment."""
    found = ask(minutes, posts_at([day * 86_400 for day in range(80)]))
    assert [one.reason for one in found.values()] == [*["coarse_times"] * 3, "no_seconds"]


def test_a_platform_that_rounds_everybody_says_nothing_of_the_minute() -> None:
    scheduled = posts_at(by_programme(60))
    rounded = with_others(scheduled, ["09:00", "10:15", "11:30", "12:45", "13:00"])
    assert ask(minutes, rounded)["minute_excess"].reason == "coarse_times"
    fine = with_others(scheduled, ["09:01", "10:15", "11:30", "12:45", "13:00"])
    assert ask(minutes, fine)["minute_excess"].value == 1


def test_without_seconds_there_is_no_chance_of_seconds() -> None:
    found = ask(minutes, posts_at([one // 60 * 60 for one in by_hand(60)]))
    assert found["second_signal"].reason == "no_seconds"
    assert found["minute_signal"].value is not None


def test_unknown_times_and_silence_are_no_zero() -> None:
    company = talk("p1 brand:acme d1 10:00")
    company["messages"] = company["messages"].with_columns(minute=pl.lit(None, pl.Int64))
    assert {one.reason for one in ask(minutes, company).values()} == {"no_time"}
    unheard = ask(minutes, talk("q1 public:ana d1 09:00"))
    assert {one.reason for one in unheard.values()} == {"no_outbound"}
    assert tuple(ask(minutes, empty())) == LONG


def test_programmes_are_known_by_name() -> None:
    company = posts_at(by_hand(4))
    names = ["Hootsuite Inc.", "Twitter for iPhone", "dlvr.it", None]
    company["messages"] = company["messages"].with_columns(source_client=pl.Series(names))
    found = ask(clients, company)["scheduler_share"]
    assert (found.value, found.n) == (pytest.approx(2 / 3), 3)
    assert found.evidence == ("p0", "p2")


@pytest.mark.parametrize("name", ["Climbers", "Rebuffered", "Twitter Web App", "Mastodon"])
def test_a_name_within_a_word_is_no_programme(name: str) -> None:
    assert ask(clients, posts_at([1], source_client=name))["scheduler_share"].value == 0


def test_a_client_may_have_tools_of_its_own() -> None:
    company = posts_at([1], source_client="Automate de la maison")
    assert ask(clients, company, tools=("automate",))["scheduler_share"].value == 1


def test_exports_that_name_no_programme_are_silent_on_it() -> None:
    assert ask(clients, posts_at([1]))["scheduler_share"].reason == "no_client"
    assert ask(clients, empty())["scheduler_share"].reason == "no_messages"
