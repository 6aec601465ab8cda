"""M13, told as labels: what the machine counts, and what that is worth."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.metrics.coded import MACHINE, coded, posts
from tests.talk import ask
from toolkit.metrics.promotion import promotion
from toolkit.results import Measure, Status

YES, NO = "promotional", "other"


def asked(said: dict[str, Sequence[str]], posted: int = 200, **settings: float) -> Measure:
    company = posts(posted) | coded("promotion", said)
    return ask(promotion, company, **settings)["promotional_share"]


def sample(promoting: int, others: int, *, found: int, spared: int) -> dict[str, list[str]]:
    """Return what two coders agree on, and a machine that finds and spares so many of it."""
    truth = [YES] * promoting + [NO] * others
    machine = [YES] * found + [NO] * (promoting - found) + [YES] * (others - spared) + [NO] * spared
    return {MACHINE: machine, "ab": truth, "cd": truth}


def test_half_seen_by_a_machine_right_85_and_90_times_in_100_is_53_per_cent() -> None:
    """Rogan and Gladen (1978) by hand: (.50 + .90 - 1) / (.85 + .90 - 1) = .533333."""
    said = sample(100, 100, found=85, spared=90)
    said[MACHINE] += [YES] * 105 + [NO] * 95  # 85 + 10 + 105 of 400 are called promotional
    company = posts(400) | coded("promotion", said)
    found = ask(promotion, company)
    assert found["promotional_share_observed"].value == pytest.approx(0.50)
    corrected = found["promotional_share"]
    assert corrected.value == pytest.approx(0.533333, abs=1e-6)
    assert corrected.interval is not None
    low, high = corrected.interval
    plain = found["promotional_share_observed"].interval
    assert plain is not None
    assert high - low > plain[1] - plain[0]


def test_fewer_than_false_alarms_alone_would_make_is_none() -> None:
    said = sample(100, 100, found=85, spared=90)
    said[MACHINE] += [NO] * 1700  # 95 of 1,900 are called promotional: .05
    corrected = asked(said, posted=1900)
    assert corrected.value == 0


def test_without_people_s_codes_there_is_an_indication_and_no_share() -> None:
    company = posts(50) | coded("promotion", {MACHINE: [YES, NO] * 25})
    found = ask(promotion, company)
    assert found["promotional_share_observed"].value == 0.5
    assert found["promotional_share"].reason == "not_coded"
    assert found["promotional_share"].n == 50


def test_149_messages_are_too_few_and_150_are_enough() -> None:
    assert asked(sample(75, 74, found=60, spared=70)).reason == "not_coded"
    assert asked(sample(75, 75, found=60, spared=70)).status is Status.OK


def test_what_one_person_alone_coded_does_not_count() -> None:
    said = sample(100, 100, found=85, spared=90)
    del said["cd"]
    assert asked(said).reason == "not_coded"


def test_disagreements_are_settled_before_a_share_is_given() -> None:
    said = sample(100, 100, found=85, spared=90)
    said["cd"] = [NO, *said["cd"][1:]]
    assert asked(said).reason == "not_settled"
    assert asked(said | {"agreed": [YES]}).value is not None


def test_coders_who_agree_too_little_give_no_share() -> None:
    said = sample(100, 100, found=85, spared=90)
    said["cd"] = [NO] * 40 + said["cd"][40:]
    said["agreed"] = [YES] * 40
    assert asked(said).reason == "coders_disagree"
    assert asked(said, least_alpha=0.5).value is not None


def test_a_machine_that_guesses_cannot_be_corrected() -> None:
    assert asked(sample(100, 100, found=50, spared=50)).reason == "no_better_than_chance"


def test_a_sample_without_promotion_says_nothing_of_finding_it() -> None:
    assert asked(sample(0, 200, found=0, spared=200)).reason == "one_label"


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """A client of whom 30 % is promotional, read right 80 and 92 times in 100; 200 coded twice."""
    chance = np.random.default_rng(11)
    held = []
    for _ in range(60):
        truth = chance.random(800) < 0.3
        right = chance.random(800) < np.where(truth, 0.8, 0.92)
        machine = [YES if one else NO for one in np.where(right, truth, ~truth)]
        people = [YES if one else NO for one in truth[:200]]
        found = asked({MACHINE: machine, "ab": people, "cd": people}, posted=800)
        assert found.interval is not None
        held.append(found.interval[0] <= 0.3 <= found.interval[1])
    assert np.mean(held) >= 0.88
