"""Decides what may leave the vault: no group of fewer than k people, shown or computed."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from toolkit.privacy import pseudonyms
from toolkit.privacy.complement import (
    COMPLEMENT,
    TOO_FEW,
    Hidden,
    Sizes,
    hidden_groups,
    hidden_months,
)
from toolkit.results import WHOLE, Cell, Measure, Status

INTERNAL = "internal"
OFFICIAL = "account"  # the kind of group that is one official account
SURVEY = frozenset({"M25", "M26", "M27", "S37"})  # what people said of themselves, when asked
SURVEY_LEAST = 8  # the smallest group of which that is told
ABOUT_DATA = frozenset({"no_table", "no_people", "legal_gate"})  # these describe nobody

Why = Callable[[Cell], str | None]  # why a cell is hidden, None where it may be shown


class Part(Protocol):
    """A part of the organisation, as ``release.Group`` describes it."""

    @property
    def id(self) -> str:
        """Identifier that cells carry as their group."""

    @property
    def scope(self) -> str:
        """``external`` or ``internal``."""

    @property
    def kind(self) -> str:
        """``account``, ``people`` or ``team``."""


@dataclass(frozen=True, kw_only=True)
class Passed:
    """What may be released; ``groups`` gives, by scope and identifier, the name shown outside.

    A group that is not in ``groups`` has no cell, and neither its label nor its name may leave.
    """

    cells: tuple[Cell, ...]
    groups: Mapping[tuple[str, str], str]


def pass_gate(cells: Iterable[Cell], parts: Iterable[Part], *, k: int, key: bytes) -> Passed:
    """Return the cells that may leave the vault, under names that only ``key`` can trace back.

    ``k`` is the smallest number of people that an inward cell, or the personal accounts together,
    may describe. Groups without any cell left to show are dropped with all their cells.
    """
    official = {part.id for part in parts if part.scope != INTERNAL and part.kind == OFFICIAL}
    closed = close(tuple(cells), official, k=k)
    seen = {
        (cell.scope, cell.group) for cell in closed if cell.measure.status is not Status.SUPPRESSED
    }
    name = pseudonyms.accounts(key)
    names = {
        (scope, group): name(group) if scope != INTERNAL and group in official else group
        for scope, group in sorted(seen)
    }
    released = tuple(
        replace(_without_identifiers(cell, key), group=names.get((cell.scope, cell.group), WHOLE))
        for cell in closed
        if cell.group == WHOLE or (cell.scope, cell.group) in names
    )
    parted = {place: shown for place, shown in names.items() if place[1] != WHOLE}
    return Passed(cells=released, groups=parted)


class Joined(Protocol):
    """Ties between two teams, as measured in the vault."""

    @property
    def src(self) -> str:
        """Team that they lead from."""

    @property
    def dst(self) -> str:
        """Team that they lead to."""

    @property
    def people(self) -> int:
        """How many people they join."""


T = TypeVar("T", bound=Joined)


def pass_ties(
    ties: Iterable[T], shown: Container[tuple[str, str]], *, k: int
) -> Iterator[tuple[T, bool]]:
    """Yield the ties between teams that are both shown, and whether their number may be told.

    ``shown`` are the groups of the release, by scope and identifier: each has k people or more,
    and none can be had by subtraction. A number that joins fewer than k people is not told; nor is
    then the next smallest of its kind, within teams or between: else the density and the E-I index
    of the whole would give it back, less all the others.
    """
    passed = [one for one in ties if (INTERNAL, one.src) in shown and (INTERNAL, one.dst) in shown]
    withheld = {at for at, one in enumerate(passed) if one.people < k}
    for within in (True, False):
        kind = [at for at, one in enumerate(passed) if (one.src == one.dst) is within]
        told = sorted((passed[at].people, at) for at in kind if at not in withheld)
        if told and withheld & {*kind}:
            withheld.add(told[0][1])
    yield from ((one, at not in withheld) for at, one in enumerate(passed))


def _without_identifiers(cell: Cell, key: bytes) -> Cell:
    shown = () if cell.scope == INTERNAL else cell.measure.evidence
    evidence = tuple(map(pseudonyms.messages(key), shown))
    return replace(cell, measure=replace(cell.measure, evidence=evidence))


def close(cells: Sequence[Cell], official: Container[str], *, k: int) -> tuple[Cell, ...]:
    """Return all cells, with those that would show or let compute a small group emptied.

    ``official`` holds the groups that are one official account; every other outward group is
    made of personal accounts.
    """
    inward = _inward([cell for cell in cells if cell.scope == INTERNAL], k)
    outward = _outward([cell for cell in cells if cell.scope != INTERNAL], official, k)
    return tuple(_emptied(cell, inward if cell.scope == INTERNAL else outward) for cell in cells)


def _emptied(cell: Cell, why: Why) -> Cell:
    reason = why(cell)
    if reason is None:
        return cell
    empty = Measure(
        id=cell.measure.id,
        code=cell.measure.code,
        unit=cell.measure.unit,
        n=0,  # a count of messages, too, tells how much a few people wrote
        status=Status.SUPPRESSED,
        reason=reason,
    )
    return replace(cell, measure=empty)


def _inward(cells: Sequence[Cell], k: int) -> Why:
    """Say why inward cells are hidden, after how many people each group has, then each number.

    The first answer is one for all measures, so that none lends the count that another hides;
    the second is for measures that describe some of a group only, such as its most active.
    """
    roster = _roster(cells)
    whole = Closed.among(roster, k)
    codes = {cell.measure.id: cell.measure.code for cell in cells}
    apart = {
        measure: Closed.among(
            _told([cell for cell in cells if cell.measure.id == measure]), least(code, k)
        )
        for measure, code in codes.items()
    }

    def why(cell: Cell) -> str | None:
        if cell.group == WHOLE and _about_data(cell.measure):
            return None
        if (
            _too_few(cell.measure, least(cell.measure.code, k))
            or roster[cell.group, cell.period] < k
        ):
            return TOO_FEW
        return whole.why(cell) or apart[cell.measure.id].why(cell)

    return why


def least(code: str, k: int) -> int:
    """Return how many people a number must describe: more where they answered a survey."""
    return max(k, SURVEY_LEAST) if code in SURVEY else k


@dataclass(frozen=True, kw_only=True)
class Closed:
    """The groups and the months that are hidden, each with its reason."""

    groups: Hidden
    months: Hidden

    @classmethod
    def among(cls, sizes: Sizes, k: int) -> "Closed":
        """Return what to hide so that neither a cell nor a difference shows fewer than k people."""
        months = hidden_months({p: size for (g, p), size in sizes.items() if g == WHOLE}, k)
        small = {period for period, reason in months.items() if reason == TOO_FEW}
        kept = {place: size for place, size in sizes.items() if place[1] not in small}
        return cls(groups=hidden_groups(kept, k), months=months)

    def why(self, cell: Cell) -> str | None:
        """Say why a cell is hidden, None where it is not."""
        return self.groups.get(cell.group) or self.months.get(cell.period)


def _too_few(measure: Measure, k: int) -> bool:
    """Say whether a number describes fewer than k people, or does not say how many."""
    if measure.people is None:
        return measure.value is not None
    return measure.people < k


def _about_data(measure: Measure) -> bool:
    return measure.value is None and measure.n == 0 and measure.reason in ABOUT_DATA


def _told(cells: Sequence[Cell]) -> dict[tuple[str, str], int]:
    """Return how many people the numbers of each group and period describe, at most."""
    told: dict[tuple[str, str], int] = {}
    for cell in cells:
        people, place = cell.measure.people, (cell.group, cell.period)
        if people is not None or cell.measure.value is not None:
            told[place] = max(told.get(place, 0), people or 0)
    return told


def _roster(cells: Sequence[Cell]) -> Sizes:
    """Return how many people each group has in each period.

    A period of which nothing is told has as many as the whole span; an unknown group has none.
    """
    told = _told(cells)
    places = sorted({(cell.group, cell.period) for cell in cells})
    return {place: told.get(place, told.get((place[0], WHOLE), 0)) for place in places}


def _outward(cells: Sequence[Cell], official: Container[str], k: int) -> Why:
    """Say why outward cells are hidden.

    What official accounts publish is public; personal accounts are shown together from k people
    on. Where they are not, the official accounts would give them away by subtraction.
    """
    parts = [cell for cell in cells if cell.group != WHOLE]
    of_people = [cell for cell in parts if cell.group not in official]
    told = _told(of_people)
    if any(told.get((cell.group, WHOLE), 0) < k for cell in of_people):
        shut = _screened(parts, official)
        return lambda cell: shut.get(cell.group)
    rules = {
        measure: _outward_measure([one for one in parts if one.measure.id == measure], official, k)
        for measure in {cell.measure.id for cell in parts}
    }
    return lambda cell: None if cell.group == WHOLE else rules[cell.measure.id](cell)


def _outward_measure(cells: Sequence[Cell], official: Container[str], k: int) -> Why:
    """Say why the parts of one measure are hidden: it may describe some of the people only."""
    people: dict[str, int] = {}
    for cell in cells:
        if cell.group not in official:
            size = k if cell.measure.value is None else cell.measure.people or 0
            people[cell.period] = min(size, people.get(cell.period, size))
    if people.get(WHOLE, k) < k:
        shut = _screened(cells, official)
        return lambda cell: shut.get(cell.group)
    months = hidden_months(people, k)

    def why(cell: Cell) -> str | None:
        reason = months.get(cell.period)
        return COMPLEMENT if reason and cell.group in official else reason

    return why


def _screened(cells: Sequence[Cell], official: Container[str]) -> Hidden:
    """Return the personal groups and the account to hide beside them, each with its reason.

    That account is the quietest of those that spoke whenever the people did; all, if none did.
    """
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for cell in cells:
        place = (cell.measure.id, cell.period)
        counts.setdefault(cell.group, {})[place] = cell.measure.n
    people = [group for group in counts if group not in official]
    spoke = {place for group in people for place, n in counts[group].items() if n}
    accounts = sorted(counts.keys() - set(people))
    able = [one for one in accounts if all(counts[one].get(place, 0) for place in spoke)]
    beside = [min(able, key=lambda one: (sum(counts[one].values()), one))] if able else accounts
    return dict.fromkeys(beside, COMPLEMENT) | dict.fromkeys(people, TOO_FEW)
