"""How answers are weighed, read from ``templates/firm/decision.toml``."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum
from pathlib import Path

import msgspec

from toolkit.errors import TemplateError
from toolkit.templates import tables

DECISION = "firm/decision.toml"
FULL = 100  # what the weights sum to


class Outcome(IntEnum):
    """What the brief may propose, from the least to the most."""

    NOT_GOING = 0
    LISTENING = 1
    ONE_CHANNEL = 2
    SEVERAL_VOICES = 3

    @property
    def key(self) -> str:
        """Its name in files."""
        return self.name.lower()


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each criterion is worth, in points."""

    publics: float
    capacity: float
    voices: float
    usefulness: float
    alternatives: float


@dataclass(frozen=True, kw_only=True)
class Time:
    """What things take: an answer in minutes, a post in hours; ``usable`` is a share."""

    minutes_per_answer: float
    hours_per_post: float
    usable: float


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What an outcome asks for each week."""

    posts_per_week: float
    answers: bool
    other_hours: float


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """Points from which an outcome is open."""

    one_channel: float
    several_voices: float


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that the decision weighs by."""

    weights: Weights
    time: Time
    scope: Mapping[str, Scope]
    threshold: Threshold


def read_settings(path: Path) -> Settings:
    """Read the settings; ``TemplateError`` says what is wrong with them."""
    try:
        read = msgspec.convert(tables(path), Settings)
    except msgspec.ValidationError as error:
        raise TemplateError(f"{path.name}: {error}") from error
    total = sum(asdict(read.weights).values())
    wanted = {one.key for one in Outcome if one is not Outcome.NOT_GOING}
    if total != FULL:
        raise TemplateError(f"{path.name}: the weights sum to {total:g}, not to {FULL}")
    if read.scope.keys() != wanted:
        raise TemplateError(f"{path.name}: the scopes are {', '.join(sorted(wanted))}")
    return read
