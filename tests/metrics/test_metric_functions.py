"""M12, told as labels."""

import pytest

from tests.metrics.coded import MACHINE, coded, posts
from tests.talk import ask, empty, talk
from toolkit.metrics.functions import functions
from toolkit.results import Status

LOVEJOY_SAXTON = {"information": 2728, "community": 1201, "action": 726}


def labelled(**counts: int) -> list[str]:
    return [label for label, times in counts.items() for _ in range(times)]


def test_the_mix_of_one_hundred_nonprofits() -> None:
    """Lovejoy and Saxton (2012): 58.6, 25.8 and 15.6 % of 4,655 messages."""
    said = labelled(**LOVEJOY_SAXTON)
    company = posts(len(said)) | coded("function", {MACHINE: said})
    found = ask(functions, company)
    shares = [found[f"{label}_share"].value for label in LOVEJOY_SAXTON]
    assert shares == pytest.approx([0.586, 0.258, 0.156], abs=5e-4)
    assert found["unclassified_share"].value == 0
    assert found["information_share"].n == 4655
    assert found["function_entropy"].value == pytest.approx(0.8668, abs=5e-4)


def test_what_cannot_be_classified_is_never_dealt_out() -> None:
    said = labelled(information=2, unclassified=2)
    found = ask(functions, posts(4) | coded("function", {MACHINE: said}))
    assert found["information_share"].value == 0.5
    assert found["unclassified_share"].value == 0.5
    assert found["community_share"].value == 0
    assert found["function_entropy"].n == 2


def test_nothing_but_unclassified_has_no_balance() -> None:
    found = ask(functions, posts(3) | coded("function", {MACHINE: ["unclassified"] * 3}))
    assert found["function_entropy"].reason == "all_unclassified"
    assert found["unclassified_share"].value == 1


def test_three_equal_parts_are_in_balance_and_one_alone_is_not() -> None:
    even, alone = labelled(information=5, community=5, action=5), ["action"] * 15
    found = [
        ask(functions, posts(15) | coded("function", {MACHINE: said}))["function_entropy"].value
        for said in (even, alone)
    ]
    assert found == pytest.approx([1, 0], abs=1e-12)


def test_from_telling_to_selling_is_a_drift() -> None:
    said = labelled(information=40, action=40)
    found = ask(functions, posts(80) | coded("function", {MACHINE: said}))
    assert found["function_drift_v"].value == pytest.approx(1)
    assert found["function_drift_p"].value == pytest.approx(1e-4)
    assert found["function_drift_v"].status is Status.OK


def test_telling_and_selling_in_turn_is_none() -> None:
    said = ["information", "action"] * 40
    found = ask(functions, posts(80) | coded("function", {MACHINE: said}))
    assert found["function_drift_v"].value == pytest.approx(0)
    assert found["function_drift_p"].value == 1


def test_one_week_has_no_halves() -> None:
    found = ask(functions, posts(9, days=3) | coded("function", {MACHINE: ["action"] * 9}))
    assert found["function_drift_v"].reason == "one_half"
    assert found["function_drift_p"].reason == "one_half"


def test_people_s_labels_do_not_change_what_the_machine_counts() -> None:
    said = {MACHINE: ["information", "action"], "ab": ["action"] * 2, "agreed": ["action"] * 2}
    found = ask(functions, posts(2) | coded("function", said))
    assert found["action_share"].value == 0.5


def test_only_what_the_organisation_wrote_is_counted() -> None:
    company = talk("""
        p0 brand:acme d1 09:00
        p1 public:ana d1 10:00
        p2 brand:acme d1 11:00 paid
        p3 robot:rob d1 12:00
    """)
    found = ask(functions, company | coded("function", {MACHINE: ["action"] * 4}))
    assert (found["action_share"].n, found["action_share"].evidence) == (1, ("p0",))


def test_a_month_s_messages_make_that_month_s_mix() -> None:
    said = ["information"] * 20 + ["action"] * 20
    company = posts(40, days=58) | coded("function", {MACHINE: said})
    february = ask(functions, company, months=(202602, 202602))["information_share"]
    assert (february.value, february.n) == (pytest.approx(1 / 19), 19)


def test_silence_texts_unread_and_no_data_are_told_apart() -> None:
    found = [
        ask(functions, company)["action_share"].reason
        for company in (empty(), talk("q1 public:ana d1 09:00"), posts(3))
    ]
    assert found == ["no_messages", "no_outbound", "not_labelled"]
