"""M17-M20, S29-S32, C40: who is tied to whom inside, by a rule that is said."""

from typing import Any

import numpy as np
import pytest

from tests.networks.managers import DEPARTMENTS, LEVELS, managers
from tests.talk import Tables, ask, empty, moment, table
from toolkit.metrics.brokers import brokers
from toolkit.metrics.centralization import centralization
from toolkit.metrics.communities import communities
from toolkit.metrics.contacts import contacts
from toolkit.metrics.hierarchy import hierarchy
from toolkit.metrics.horizontality import horizontality
from toolkit.metrics.likeness import likeness
from toolkit.metrics.network import network
from toolkit.metrics.silos import silos

EVERY = (
    *(network, hierarchy, centralization, silos, contacts, brokers, communities, likeness),
    horizontality,
)


def firm(people: list[dict[str, Any]], sent: list[dict[str, Any]]) -> Tables:
    """Return an organisation of these people and what they sent, each by its own message."""
    rows = [
        {"interaction_id": f"i{n}", "message_id": f"m{n}", "channel_kind": "dm"}
        | {"ts_utc": moment(1, "10:00"), **one}
        for n, one in enumerate(sent)
    ]
    return empty() | {
        "people": table("people", people),
        "interactions": table("interactions", rows),
    }


def dated(day: int) -> dict[str, Any]:
    when = moment(day, "10:00")
    return {"ts_utc": when, "t_us": int(when.timestamp()) * 1_000_000}


def told_twice(src: int, dst: int, **more: Any) -> list[dict[str, Any]]:
    return [{"src": f"p{src}", "dst": f"p{dst}", **more}] * 2


def high_tech(kind: str) -> Tables:
    """Return the managers as a firm: each tie is two messages."""
    net = managers(kind)
    people = [
        {"person_id": f"p{n:02}", "team": f"d{DEPARTMENTS[n]}", "level": int(LEVELS[n])}
        for n in range(net.size)
    ]
    ties = zip(net.src.tolist(), net.dst.tolist(), strict=True)
    sent = [{"src": f"p{a:02}", "dst": f"p{b:02}"} for a, b in ties for _ in range(2)]
    return firm(people, sent)


def test_managers_through_messages_are_those_of_the_books() -> None:
    company = high_tech("advice")
    found = {
        name: measure.value for metric in EVERY for name, measure in ask(metric, company).items()
    }
    assert found["tie_density"] == pytest.approx(190 / 420)
    assert found["efficiency"] == pytest.approx(0.575)
    assert found["centralization_in"] == pytest.approx(0.47)
    assert found["centralization_between"] == pytest.approx(0.2102960526)
    assert found["ei_team"] == pytest.approx(0.5157894737)
    assert found["ei_team_gap"] == pytest.approx(0.5157894737 - 0.5523809524)
    assert found["ei_level"] == pytest.approx(-0.0947368421)
    assert found["likeness_team"] == pytest.approx(0.0239029611)
    assert found["likeness_level"] == pytest.approx(0.055397448)
    assert found["brokerage_liaison"] == pytest.approx(-4.3061885)
    assert found["community_agreement"] < 0.3


def test_the_rule_may_be_looser_or_stricter() -> None:
    people = [{"person_id": f"p{n}"} for n in range(3)]
    sent = [*told_twice(0, 1), {"src": "p1", "dst": "p2"}, *told_twice(2, 0) * 3]
    found = ask(network, firm(people, sent))
    values = (found["tie_density_1"].value, found["tie_density"].value)
    assert values == pytest.approx((3 / 6, 2 / 6))
    assert found["tie_density_5"].value == pytest.approx(1 / 6)


def test_who_says_nothing_stays_in_the_network() -> None:
    people = [{"person_id": f"p{n}"} for n in range(10)]
    found = ask(network, firm(people, told_twice(0, 1)))
    assert found["no_tie_share"].value == pytest.approx(0.8)
    assert found["tie_density"].value == pytest.approx(1 / 90)


def test_ties_are_those_of_the_last_ninety_days() -> None:
    people = [{"person_id": f"p{n}"} for n in range(3)]
    sent = [
        *told_twice(0, 1, **dated(1)),
        *told_twice(1, 2, **dated(60)),
        *told_twice(2, 0, **dated(120)),
    ]
    found = ask(network, firm(people, sent))
    assert found["tie_density"].value == pytest.approx(2 / 6)


def test_under_four_weeks_who_is_silent_may_be_away() -> None:
    people = [{"person_id": f"p{n}"} for n in range(3)]
    sent = [*told_twice(0, 1, **dated(1)) * 3, *told_twice(1, 2, **dated(20))]
    for metric in EVERY:
        assert {one.reason for one in ask(metric, firm(people, sent)).values()} == {"short_window"}


def test_what_is_missing_has_its_own_word() -> None:
    people = [{"person_id": "p0"}, {"person_id": "p1"}]
    for metric in EVERY:
        nobody, silent = firm([], told_twice(0, 1)), firm(people, [])
        strangers = firm(people, told_twice(7, 8))
        assert {one.reason for one in ask(metric, nobody).values()} == {"no_people"}
        assert {one.reason for one in ask(metric, silent).values()} == {"no_messages"}
        assert {one.reason for one in ask(metric, strangers).values()} == {"no_tie"}


def test_one_team_cannot_be_closed() -> None:
    people = [{"person_id": f"p{n}", "team": "a", "level": 1, "site": "x"} for n in range(5)]
    company = firm(people, [*told_twice(0, 1), *told_twice(1, 2)])
    found = ask(silos, company) | ask(brokers, company) | ask(communities, company)
    assert found["ei_team"].reason == found["brokerage_total"].reason == "one_team"
    assert found["ei_level"].reason == "one_level"
    assert found["ei_site"].reason == "one_site"


def test_silos_are_found_where_they_are() -> None:
    rng = np.random.default_rng(1)
    people = [{"person_id": f"p{n}", "team": f"t{n // 20}"} for n in range(100)]

    def company(within: float) -> Tables:
        src = rng.integers(0, 100, 400)
        near = src // 20 * 20 + rng.integers(0, 20, 400)
        dst = np.where(rng.random(400) < within, near, rng.integers(0, 100, 400))
        pairs = zip(src.tolist(), dst.tolist(), strict=True)
        return firm(people, [row for a, b in pairs if a != b for row in told_twice(a, b)])

    closed, mixed = ask(silos, company(0.95)), ask(silos, company(0.0))
    assert closed["ei_team_gap"].interval[1] < -0.6
    assert closed["ei_team_p"].value < 0.001
    low, high = mixed["ei_team_gap"].interval
    assert low < 0 < high
    assert ask(communities, company(0.95))["community_agreement"].value > 0.8


def test_nobody_s_own_number_is_given() -> None:
    found = ask(contacts, high_tech("advice"), min_n=5)
    for measure in found.values():
        assert measure.people == 21
        assert not measure.evidence
        assert [share for share, _ in measure.curve] == pytest.approx(np.arange(1, 10) / 10)


def test_horizontality_needs_four_of_its_five_parts() -> None:
    people = [{"person_id": f"p{n}", "team": f"t{n % 2}"} for n in range(40)]
    sent = [row for n in range(39) for row in told_twice(n, n + 1)]
    assert ask(horizontality, firm(people, sent))["inside_horizontality"].reason == "too_few_parts"
    known = [one | {"level": 1 + n % 2} for n, one in enumerate(people)]
    found = ask(horizontality, firm(known, sent))["inside_horizontality"]
    assert 0 < found.value < 100
    assert found.interval[0] <= found.value <= found.interval[1]
