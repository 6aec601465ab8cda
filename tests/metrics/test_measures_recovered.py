"""Accounts drawn from laws that are known: the intervals of outward measures hold what is true.

`python benchmarks/measure_recovery.py --accounts 200` tells the same of each measure.
"""

import numpy as np

from benchmarks.measure_recovery import drawn_law, measured, truth

ACCOUNTS = 6


def test_intervals_of_95_per_cent_hold_the_truth_about_as_often() -> None:
    held = []
    for seed in range(ACCOUNTS):
        law = drawn_law(np.random.default_rng([seed, 2]))
        found = measured(law, seed + 5_000)
        for name, true in truth(law).items():
            interval = found[name].interval
            assert interval is not None, name
            held.append(interval[0] <= true <= interval[1])
    assert len(held) > 150
    assert np.mean(held) >= 0.88  # below that less than once in ten thousand times
