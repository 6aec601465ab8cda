"""Simulated organisations of which everything is known, in the export formats of real ones."""

from toolkit.simulate.demo import Demo, demo_clients
from toolkit.simulate.organisation import Simulation, simulate
from toolkit.simulate.scale import big_firm, slack_at_scale
from toolkit.simulate.truth import Drift, Inside, Outside, Team, Truth, Voice, unequal_voices

__all__ = [
    "Demo",
    "Drift",
    "Inside",
    "Outside",
    "Simulation",
    "Team",
    "Truth",
    "Voice",
    "big_firm",
    "demo_clients",
    "simulate",
    "slack_at_scale",
    "unequal_voices",
]
