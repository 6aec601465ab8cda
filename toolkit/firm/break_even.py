"""What it must bring to be worth its time: against a customer kept, or a hire made."""

from dataclasses import dataclass

from toolkit.firm.capacity import Capacity
from toolkit.firm.profile import Profile
from toolkit.firm.settings import Outcome

WEEKS, MONTHS = 52, 12


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Hours and euros a month, at least and at most, and what would pay for them.

    ``failures`` is how many customers badly served must be avoided each month; ``months_per_hire``
    for how many months one hire pays. What was not told is ``None``.
    """

    outcome: Outcome
    hours: tuple[float, float]
    cost: tuple[float, float] | None
    failures: tuple[float, float] | None
    months_per_hire: tuple[float, float] | None
    missing: tuple[str, ...]


def break_even(profile: Profile, capacity: Capacity, outcome: Outcome) -> BreakEven:
    """Return the break-even of an outcome; of one channel where it is not to go."""
    priced = outcome if outcome is not Outcome.NOT_GOING else Outcome.ONE_CHANNEL
    line = next(one for one in capacity.lines if one.outcome is priced)
    hours = _each(line.needed, WEEKS / MONTHS)
    cost = _each(hours, profile.hour_cost) if profile.hour_cost else None
    asked = ("hour_cost", "failure_cost", "hire_cost")
    return BreakEven(
        outcome=priced,
        hours=hours,
        cost=cost,
        failures=_each(cost, 1 / profile.failure_cost) if cost and profile.failure_cost else None,
        months_per_hire=_months(profile.hire_cost, cost) if cost and profile.hire_cost else None,
        missing=tuple(name for name in asked if not getattr(profile, name)),
    )


def _each(bounds: tuple[float, float], by: float) -> tuple[float, float]:
    return bounds[0] * by, bounds[1] * by


def _months(hire: float, cost: tuple[float, float]) -> tuple[float, float]:
    return hire / cost[1], hire / cost[0]
