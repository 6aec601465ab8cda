"""Krackhardt's (1987) high-tech managers: who asks whom, who likes whom, who reports to whom."""

import csv
from pathlib import Path

import numpy as np

from toolkit.networks import Network, network

TIES = Path(__file__).parents[1] / "metrics" / "reference" / "hightech.csv"
PEOPLE = 21
DEPARTMENTS = np.array([4, 4, 2, 4, 2, 1, 0, 1, 2, 3, 3, 1, 2, 2, 2, 4, 1, 3, 2, 2, 1])
LEVELS = np.array([1, 2, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 2])


def managers(kind: str) -> Network:
    """Return the ties of a kind: advice, friends, reports (from who reports to his boss)."""
    lines = [line for line in TIES.read_text().splitlines() if not line.startswith("#")]
    ties = [row for row in csv.DictReader(lines) if row["type"] == kind]
    ends = np.array([(int(row["from"]) - 1, int(row["to"]) - 1) for row in ties])
    return network(PEOPLE, ends[:, 0], ends[:, 1])
