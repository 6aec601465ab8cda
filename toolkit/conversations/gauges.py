"""How a number becomes a measure: with its unit, its interval, and whether it rests on enough."""

from dataclasses import dataclass

from toolkit.results import Measure, Status
from toolkit.stats import Interval, wilson


@dataclass(frozen=True)
class Gauge:
    """What a measure is called, its unit, and on how many cases it must rest to be relied upon."""

    id: str
    code: str
    unit: str
    enough: int

    def missing(self, reason: str, n: int = 0, people: int | None = None) -> Measure:
        """Say that there is no number, and why."""
        return Measure(
            id=self.id,
            code=self.code,
            unit=self.unit,
            n=n,
            status=Status.NOT_COMPUTABLE,
            reason=reason,
            people=people,
        )

    def value(
        self,
        value: float,
        n: int,
        interval: Interval,
        *,
        people: int | None = None,
        rests_on: int | None = None,
        evidence: tuple[str, ...] = (),
        curve: tuple[tuple[float, float], ...] = (),
    ) -> Measure:
        """Return the measure; ``rests_on`` replaces n where n is not what makes it reliable."""
        cases = n if rests_on is None else rests_on
        return Measure(
            id=self.id,
            code=self.code,
            unit=self.unit,
            n=n,
            value=value,
            interval=interval,
            status=Status.OK if cases >= self.enough else Status.FEW,
            people=people,
            evidence=evidence,
            curve=curve,
        )

    def share(
        self,
        hits: int,
        n: int,
        *,
        people: int | None = None,
        evidence: tuple[str, ...] = (),
    ) -> Measure:
        """Return a share with Wilson's interval; there must be something to take a share of."""
        return self.value(hits / n, n, wilson(hits, n), people=people, evidence=evidence)
