"""Small organisations for the gate: who is where, and what would be measured of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from toolkit.results import WHOLE, Cell, Measure

SMALL = st.integers(1, 3)
NOBODY = ""  # the team of people who have none


@dataclass(frozen=True)
class Part:
    """A part of an organisation, as a release describes it."""

    id: str
    scope: str
    kind: str


@dataclass(frozen=True)
class Organisation:
    """How many people each team has in each month; messages are as many as a formula says."""

    people: Mapping[str, Sequence[int]]

    @property
    def months(self) -> tuple[str, ...]:
        length = len(next(iter(self.people.values())))
        return tuple(f"2026-{number:02d}" for number in range(1, length + 1))

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(team for team in self.people if team != NOBODY)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(Part(team, "internal", "team") for team in self.teams)

    def size(self, team: str, period: str) -> int:
        """Count the people of a team, or of all; over the whole span, at its largest."""
        if team == WHOLE:
            return sum(self.size(one, period) for one in self.people)
        sizes = self.people[team]
        return max(sizes) if period == WHOLE else sizes[self.months.index(period)]

    def written(self, team: str, period: str) -> int:
        """Count messages: additive over teams and over months, as real ones are."""
        if team == WHOLE:
            return sum(self.written(one, period) for one in self.people)
        if period == WHOLE:
            return sum(self.written(team, month) for month in self.months)
        place = list(self.people).index(team) + 7 * self.months.index(period)
        size = self.size(team, period)
        return 3 * size + place % 5 if size else 0

    def cells(self, *measures: str) -> tuple[Cell, ...]:
        """Return what stage one measures: the whole, each team, each month."""
        return tuple(
            Cell(
                scope="internal",
                group=team,
                period=period,
                measure=measured(
                    measure, self.written(team, period), people=self.size(team, period)
                ),
            )
            for measure in measures or ("silent_share", "participation_gini")
            for team in (WHOLE, *self.teams)
            for period in (WHOLE, *self.months)
        )


def measured(name: str, n: int, *, people: int | None, evidence: tuple[str, ...] = ()) -> Measure:
    return Measure(
        id=name,
        code="M0",
        unit="share",
        n=n,
        value=0.5,
        interval=(0.4, 0.6),
        people=people,
        evidence=evidence,
    )


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw organisations of 1 to 400 people, with teams of 1 to 3 on purpose."""
    steady = draw(st.booleans())
    months = draw(st.integers(1, 4))
    team_size = st.one_of(SMALL, SMALL, st.integers(4, 12), st.integers(13, 33))
    sizes = draw(st.lists(team_size, min_size=1, max_size=12))
    people = {f"team {number}": [size] * months for number, size in enumerate(sizes)}
    if not steady:  # somebody joins or leaves
        for team, size in zip(tuple(people), sizes, strict=True):
            people[team] = [max(0, size + draw(st.integers(-2, 2))) for _ in range(months)]
    people[NOBODY] = [draw(st.integers(0, 6))] * months
    return Organisation(people)
