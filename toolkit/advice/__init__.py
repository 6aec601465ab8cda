"""From what is at risk to what to do about it: which action, how sure, in which order."""

from toolkit.advice.actions import ACTIONS, Actions, read_actions
from toolkit.advice.advise import recommendations, severity, stability, target
from toolkit.advice.plan import begins, dated, equipped

__all__ = [
    "ACTIONS",
    "Actions",
    "begins",
    "dated",
    "equipped",
    "read_actions",
    "recommendations",
    "severity",
    "stability",
    "target",
]
