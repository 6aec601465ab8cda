"""S35, told as labels."""

import pytest

from tests.metrics.coded import MACHINE, coded, posts
from tests.talk import ask, empty
from toolkit.metrics.models import models

# 773 tweets of 27 organisations in this order of frequency (Waters and Jamal, 2011); the counts
# are ours: the course notes that we read give the order alone.
COUNTS = {
    "public_information": 400,
    "press_agentry": 200,
    "two_way_asymmetric": 113,
    "two_way_symmetric": 60,
}


def test_the_order_of_the_four_models() -> None:
    said = [model for model, times in COUNTS.items() for _ in range(times)]
    found = ask(models, posts(773) | coded("model", {MACHINE: said}))
    shares = {model: found[f"{model}_share"].value for model in COUNTS}
    assert shares == {model: pytest.approx(times / 773) for model, times in COUNTS.items()}
    assert found["one_way_share"].value == pytest.approx(600 / 773)
    assert found["symmetry_ratio"].value == pytest.approx(60 / 173)
    assert found["symmetry_ratio"].n == 173


def test_who_never_exchanges_has_no_symmetry() -> None:
    found = ask(models, posts(5) | coded("model", {MACHINE: ["press_agentry"] * 5}))
    assert found["symmetry_ratio"].reason == "no_two_way"
    assert found["one_way_share"].value == 1


def test_no_message_has_no_model() -> None:
    assert {one.reason for one in ask(models, empty()).values()} == {"no_messages"}
    assert {one.reason for one in ask(models, posts(2)).values()} == {"not_labelled"}
