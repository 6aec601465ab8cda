"""Silos and deaf bosses are found where they were planted, and nowhere else: a few, here."""

import pytest

from benchmarks.inside_truth import verdicts
from toolkit.results import Level


@pytest.mark.parametrize("seed", range(8))
def test_what_was_planted_is_found_and_what_was_not_is_not(seed: int) -> None:
    for measure, (planted, level) in verdicts(seed).items():
        assert (level is Level.RISK) is planted, measure
