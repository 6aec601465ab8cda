"""The voices programme: who could speak, how they are trained, when, and what stops it."""

from toolkit.programme.diary import diary
from toolkit.programme.plan import Exercise, Programme, Session, plan
from toolkit.programme.training import TRAINING, Training, read_training
from toolkit.programme.workbook import workbook

__all__ = [
    "TRAINING",
    "Exercise",
    "Programme",
    "Session",
    "Training",
    "diary",
    "plan",
    "read_training",
    "workbook",
]
