"""Whether there is time for it: what speaking asks for each week, and what is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.firm.profile import Profile, readings
from toolkit.firm.settings import Outcome, Scope, Settings

MINUTES = 60
LEVELS = (
    0.5,
    1.0,
    1.5,
    2.5,
)  # what is there, over what one channel asks, from which a level starts


@dataclass(frozen=True, kw_only=True)
class Line:
    """What an outcome asks for, in hours a week, and whether it fits in every case."""

    outcome: Outcome
    needed: tuple[float, float]  # at least, at most
    fits: bool | None  # None: it depends on an answer that is not sure


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """The arithmetic of time: hours a week, at least and at most, and what they allow."""

    available: tuple[float, float]
    usable: tuple[float, float]
    asked: tuple[float, float]
    lines: tuple[Line, ...]


def needed(scope: Scope, asked: float, settings: Settings) -> float:
    """Return the hours a week of a scope: answers, posts and the rest."""
    answers = asked * settings.time.minutes_per_answer / MINUTES if scope.answers else 0.0
    return answers + scope.posts_per_week * settings.time.hours_per_post + scope.other_hours


def room(hours: float, asked: float, settings: Settings) -> Outcome:
    """Return the most that the hours allow."""
    usable = hours * settings.time.usable
    held = [
        one
        for one in Outcome
        if one is not Outcome.NOT_GOING
        and needed(settings.scope[one.key], asked, settings) <= usable
    ]
    return max(held, default=Outcome.NOT_GOING)


def level(hours: float, asked: float, settings: Settings) -> int:
    """Return the criterion from 0 to 4: what is there over what one channel asks."""
    wanted = needed(settings.scope[Outcome.ONE_CHANNEL.key], asked, settings)
    there = hours * settings.time.usable / wanted
    return sum(there >= start for start in LEVELS)


def capacity(profile: Profile, settings: Settings) -> Capacity:
    """Return what each outcome asks of this firm, and whether it has it."""
    hours = _numbers(readings(profile, "hours_per_week"))
    asked = _numbers(readings(profile, "asked_per_week"))
    available = (min(hours), max(hours))
    usable = (available[0] * settings.time.usable, available[1] * settings.time.usable)
    return Capacity(
        available=available,
        usable=usable,
        asked=(min(asked), max(asked)),
        lines=tuple(
            _line(one, asked, usable, settings) for one in Outcome if one is not Outcome.NOT_GOING
        ),
    )


def _line(
    outcome: Outcome, asked: tuple[float, ...], usable: tuple[float, float], settings: Settings
) -> Line:
    scope = settings.scope[outcome.key]
    least, most = (needed(scope, end, settings) for end in (min(asked), max(asked)))
    sure = most <= usable[0]
    return Line(
        outcome=outcome, needed=(least, most), fits=sure if sure or least > usable[1] else None
    )


def _numbers(values: Iterable[object]) -> tuple[float, ...]:
    return tuple(float(one) for one in values if isinstance(one, int | float))
