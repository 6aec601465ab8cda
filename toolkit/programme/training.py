"""What the programme teaches, to whom and in which week, read from ``templates/training.toml``."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from toolkit.errors import TemplateError
from toolkit.templates import tables

TRAINING = "training.toml"

Audience: TypeAlias = Literal["employees", "managers", "leaders", "communication"]
Part: TypeAlias = Literal["R", "A", "C", "I"]
Role: TypeAlias = Literal[
    "direction",
    "communication",
    "experts",
    "managers",
    "human_resources",
    "data_protection",
    "works_council",
]


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a name that is not known is refused."""


class Module(Frozen, frozen=True, kw_only=True):
    """A module: hours of one session, the weeks in which it is held, and for whom."""

    hours: float
    weeks: tuple[int, ...]
    who: tuple[Audience, ...]


class Situation(Frozen, frozen=True, kw_only=True):
    """A situation to practise: in which module, and the measures that call for it."""

    module: str
    measures: tuple[str, ...]


class Stop(Frozen, frozen=True, kw_only=True):
    """The advice that comes before the programme, and how many weeks it takes."""

    advice: tuple[str, ...]
    weeks: int


class Proof(Frozen, frozen=True, kw_only=True):
    """The test before and after, and the measures looked at again after so many weeks."""

    situations: int
    weeks: tuple[int, ...]
    measures: tuple[str, ...]


class Groups(Frozen, frozen=True, kw_only=True):
    """How many volunteers: two, and one for each so many people, within bounds; weeks apart."""

    least: int
    most: int
    each: int
    apart: int

    def wanted(self, headcount: int | None) -> int:
        """Return how many volunteers to look for."""
        return min(self.most, max(self.least, 2 + (headcount or 0) // self.each))


class Training(Frozen, frozen=True, kw_only=True):
    """Everything that the programme is made of."""

    module: Mapping[str, Module]
    situation: Mapping[str, Situation]
    task: Mapping[str, Mapping[Role, Part]]
    stop: Stop
    proof: Proof
    groups: Groups


def read_training(path: Path) -> Training:
    """Read the training; ``TemplateError`` says what is wrong with it."""
    try:
        read = msgspec.convert(tables(path), Training)
    except msgspec.ValidationError as error:
        raise TemplateError(f"{path.name}: {error}") from error
    if wrong := [*_wrong(read)]:
        raise TemplateError(f"{path.name}: {'; '.join(wrong)}")
    return read


def _wrong(read: Training) -> Iterator[str]:
    for name, module in read.module.items():
        if module.hours <= 0 or not module.weeks or min(module.weeks) < 1 or not module.who:
            yield f"[module.{name}] needs hours, weeks from 1 on, and somebody to come"
    for name, situation in read.situation.items():
        if situation.module not in read.module:
            yield f"[situation.{name}] there is no module {situation.module}"
    for name, parts in read.task.items():
        if [*parts.values()].count("A") != 1 or "R" not in parts.values():
            yield f"[task.{name}] needs one A, and an R"
