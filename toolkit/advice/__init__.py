"""From what is at risk to what to do about it: which action, how sure, in which order."""

from toolkit.advice.actions import ACTIONS, Actions, read_actions
from toolkit.advice.advise import recommendations, severity, target

__all__ = ["ACTIONS", "Actions", "read_actions", "recommendations", "severity", "target"]
