"""The mirror: whether the same people and the same subjects speak outside and inside."""

from typing import Any

import numpy as np
import pytest

from tests.talk import Tables, ask, empty, moment, table
from toolkit.metrics.mirror import mirror
from toolkit.stats import log_odds


def house(
    outside: dict[str, list[str]], inside: dict[str, list[str]], people: str = "abcdefgh"
) -> Tables:
    """Return an organisation: what each person writes outside and inside, a subject a message."""
    when = moment(1, "10:00")
    written, sent, touched = [], [], []
    for side, rows in (("out", outside), ("in", inside)):
        for who, subjects in rows.items():
            for n, subject in enumerate(subjects):
                name = f"{side}-{who}-{n}"
                touched.append({"message_id": name, "subject": subject, "times": 1})
                if side == "out":
                    written.append(_post(name, who, when))
                else:
                    sent.append({"message_id": name, "src": who, "ts_utc": when})
    accounts = [{"account_id": f"x-{who}", "person_id": who, "kind": "person"} for who in outside]
    return empty() | {
        "messages": table("messages", written),
        "accounts": table("accounts", accounts),
        "interactions": table("interactions", sent),
        "people": table("people", [{"person_id": who} for who in people]),
        "subjects": table("subjects", touched),
    }


def _post(name: str, who: str, when: Any) -> dict[str, Any]:
    return {
        "message_id": name,
        "scope": "external",
        "direction": "out",
        "author_kind": "org_person",
        "account_id": f"x-{who}",
        "kind": "post",
        "ts_utc": when,
    }


def test_who_speaks_on_both_sides_is_counted_from_either_side() -> None:
    tables = house({"a": ["events"], "b": ["events"]}, {one: ["events"] for one in "bcde"})
    found = ask(mirror, tables)
    assert (found["mirror_people"].value, found["mirror_people"].n) == (0.5, 2)
    assert (found["mirror_outside"].value, found["mirror_outside"].n) == (0.25, 4)


def test_somebody_outside_the_roster_is_nobody_of_ours() -> None:
    tables = house({"a": ["events"], "z": ["events"]}, {"a": ["events"]})
    assert ask(mirror, tables)["mirror_people"].n == 1


def test_the_same_subjects_in_the_same_proportions_overlap_wholly() -> None:
    tables = house({"a": ["events", "hiring"]}, {"b": ["events"] * 3 + ["hiring"] * 3})
    assert ask(mirror, tables)["mirror_overlap"].value == pytest.approx(1)


def test_sides_without_a_common_subject_do_not_overlap() -> None:
    tables = house({"a": ["prices"]}, {"b": ["work_life"]})
    assert ask(mirror, tables)["mirror_overlap"].value == 0


def test_what_is_only_sold_outside_and_only_lived_inside_is_told_by_its_sign() -> None:
    tables = house(
        {"a": ["prices"] * 60 + ["events"] * 20}, {"b": ["work_life"] * 60, "c": ["events"] * 20}
    )
    found = ask(mirror, tables)
    assert found["mirror_prices"].interval[0] > 0  # type: ignore[index]
    assert found["mirror_work_life"].interval[1] < 0  # type: ignore[index]
    low, high = found["mirror_events"].interval or (0, 0)
    assert low < 0 < high


def test_a_subject_nobody_touches_is_not_zero() -> None:
    found = ask(mirror, house({"a": ["prices"]}, {"b": ["events"]}))["mirror_tools"]
    assert (found.value, found.reason) == (None, "no_subject")


def test_a_subject_describes_those_who_touch_it_inside() -> None:
    """The gate hides what fewer than k people tell."""
    inside = {"b": ["training"], "c": ["training", "tools"], "d": ["events"]}
    found = ask(mirror, house({"a": ["training"]}, inside))
    assert found["mirror_training"].people == 2
    assert found["mirror_tools"].people == 1


def test_one_side_alone_is_no_mirror() -> None:
    found = ask(mirror, house({"a": ["prices"]}, {}))
    assert {one.reason for one in found.values()} == {"one_side_only"}


def test_a_rare_word_proves_nothing() -> None:
    """With the informative prior, three mentions against none stay within their interval."""
    ratios, errors = log_odds([3, 997], [0, 1000])
    assert ratios[0] > 0
    assert abs(ratios[0]) < 1.96 * errors[0] * 2


def test_log_odds_as_in_their_equations() -> None:
    """Monroe, Colaresi and Quinn (2008), equations 16, 18: worked by hand."""
    ratios, errors = log_odds([30, 70], [10, 90], prior=10)
    stock = 10 * 40 / 200
    ours, theirs = (30 + stock) / (100 + 10 - 30 - stock), (10 + stock) / (100 + 10 - 10 - stock)
    assert ratios[0] == pytest.approx(np.log(ours) - np.log(theirs))
    assert errors[0] == pytest.approx(np.sqrt(1 / (30 + stock) + 1 / (10 + stock)))


def test_swapping_the_sides_changes_the_sign_alone() -> None:
    one, other = log_odds([5, 50, 7], [40, 3, 9]), log_odds([40, 3, 9], [5, 50, 7])
    assert one[0] == pytest.approx(-other[0])
    assert one[1] == pytest.approx(other[1])


@pytest.mark.parametrize("sides", [([0, 0], [1, 2]), ([3, 0], [4, 0])])
def test_a_contrast_needs_both_sides_and_something_else_to_say(sides: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match="two"):
        log_odds(*sides)


def test_where_all_speak_of_one_thing_nothing_can_be_held_against_it() -> None:
    found = ask(mirror, house({"a": ["prices"]}, {"b": ["prices"]}))
    assert found["mirror_prices"].reason == "one_subject"
