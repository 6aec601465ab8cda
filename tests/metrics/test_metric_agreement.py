"""S36, told as labels: whether people agree, and the machine with them."""

import polars as pl
import pytest

from tests.metrics.coded import MACHINE, coded, posts
from tests.talk import Tables, ask, empty, table, talk
from toolkit.metrics.agreement import agreement
from toolkit.results import Status

# Krippendorff (2011), 4 observers of 12 units: nominal alpha .743. The codes are 1 to 5.
NAMES = dict(zip("12345", ("information", "community", "action", "unclassified", "e"), strict=True))
PUBLISHED = {
    "ab": "123321412...",
    "cd": "1233224125.3",
    "ef": ".3332342251.",
    "gh": "12332441251.",
}


def published() -> dict[str, list[str]]:
    return {coder: [NAMES.get(one, "") for one in said] for coder, said in PUBLISHED.items()}


def test_four_people_on_twelve_messages() -> None:
    found = ask(agreement, posts(12) | coded("function", published()))
    alpha = found["coders_alpha_function"]
    assert alpha.value == pytest.approx(0.743, abs=5e-4)
    assert alpha.n == 11
    assert alpha.status is Status.FEW
    assert alpha.interval is not None
    assert alpha.interval[0] < 0.743 < alpha.interval[1]
    assert alpha.evidence == ("p1", "p5", "p7")


def test_the_evidence_is_where_people_differ() -> None:
    said = {"ab": ["action", "community", "action"], "cd": ["action", "action", "action"]}
    found = ask(agreement, posts(3) | coded("function", said))
    assert found["coders_alpha_function"].evidence == ("p1",)


def test_the_machine_is_held_against_what_people_settled() -> None:
    people = ["promotional"] * 4 + ["other"] * 6
    said = {
        MACHINE: ["promotional"] * 3 + ["other"] * 5 + ["promotional"] * 2,
        "ab": people,
        "cd": [*people[:-1], "promotional"],
        "agreed": [""] * 9 + ["other"],
    }
    found = ask(agreement, posts(10) | coded("promotion", said))
    seen, spared = (found[f"machine_{name}_promotion"] for name in ("sensitivity", "specificity"))
    assert (seen.value, seen.n) == (0.75, 4)
    assert (spared.value, spared.n) == (pytest.approx(4 / 6), 6)
    assert seen.evidence == ("p3", "p8", "p9")


def test_what_is_in_dispute_does_not_count_for_or_against_the_machine() -> None:
    said = {
        MACHINE: ["action", "action"],
        "ab": ["action", "action"],
        "cd": ["action", "community"],
    }
    found = ask(agreement, posts(2) | coded("function", said))
    assert (found["machine_accuracy_function"].value, found["machine_accuracy_function"].n) == (
        1,
        1,
    )


def test_a_rare_function_weighs_as_much_as_a_frequent_one() -> None:
    people = ["information"] * 98 + ["community"] * 2
    said = {MACHINE: ["information"] * 100, "ab": people, "cd": people}
    found = ask(agreement, posts(100) | coded("function", said))
    assert found["machine_accuracy_function"].value == pytest.approx(0.98)
    assert found["machine_f1_function"].value == pytest.approx(0.98 / 1.98)


def test_one_and_the_same_label_is_no_agreement() -> None:
    said = {coder: ["action"] * 5 for coder in ("ab", "cd")}
    found = ask(agreement, posts(5) | coded("function", said))
    assert found["coders_alpha_function"].reason == "one_label"
    assert found["coders_alpha_function"].n == 5


def received(asks: list[str]) -> Tables:
    lines = [f"q{n} public:ana{n} d1 09:00" for n in range(len(asks))]
    cues = [{"message_id": f"q{n}", "is_question": n < 2} for n in range(len(asks))]
    said = dict.fromkeys(("ab", "cd"), asks)
    labels = coded("question", said, prefix="q")
    return talk("\n".join(lines)) | labels | {"cues": table("cues", cues)}


def test_what_the_public_asks_is_heard_by_people_and_by_the_machine() -> None:
    found = ask(agreement, received(["asks", "other", "asks", "other"]))
    assert found["coders_alpha_question"].value == 1
    heard = found["machine_accuracy_question"]
    assert (heard.value, heard.n, heard.evidence) == (0.5, 4, ("q1", "q2"))


def test_a_message_of_which_the_machine_says_nothing_is_not_held_against_it() -> None:
    company = received(["asks", "other", "asks"])
    company["cues"] = company["cues"].with_columns(is_question=pl.lit(None, pl.Boolean))
    found = ask(agreement, company)
    assert found["machine_accuracy_question"].reason == "not_coded"


def test_codes_on_another_month_s_messages_say_nothing_of_this_month() -> None:
    company = posts(3) | coded("function", {"ab": ["action"] * 9, "cd": ["action"] * 9})
    assert ask(agreement, company)["coders_alpha_function"].n == 3


def test_nobody_coded_and_nothing_written_are_told_apart() -> None:
    assert {one.reason for one in ask(agreement, posts(2)).values()} == {"not_coded"}
    assert {one.reason for one in ask(agreement, empty()).values()} == {"no_messages"}
