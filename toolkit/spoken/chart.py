"""Who reports to whom: what is wrong with an organisation's chart, and the levels it shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Pairs: TypeAlias = Iterable[tuple[str, str | None]]
Ties: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Faults:
    """What a chart does not make clear; everything is sorted.

    ``cycles`` are people who are, in the end, their own managers; ``outside`` are managers whom
    the chart does not list; ``twice`` are people who are listed more than once. ``tops`` have no
    manager: a chart should have one. Who is listed as his own manager is a top.
    """

    cycles: tuple[tuple[str, ...], ...] = ()
    outside: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    tops: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everybody is under one top, in one way."""
        return not (self.cycles or self.outside or self.twice) and len(self.tops) == 1


def faults(pairs: Pairs) -> Faults:
    """Return what is wrong with a chart given as (person, manager), whatever its size."""
    listed = list(pairs)
    times = Counter(person for person, _ in listed)
    over: dict[str, list[str]] = {person: [] for person in times}
    for person, manager in listed:
        if manager is not None and manager != person:
            over[person].append(manager)
    managers = {manager for of in over.values() for manager in of}
    return Faults(
        cycles=tuple(sorted(tuple(sorted(group)) for group in _cycles(over))),
        outside=tuple(sorted(managers - times.keys())),
        twice=tuple(sorted(person for person, count in times.items() if count > 1)),
        tops=tuple(sorted(person for person, of in over.items() if not of)),
    )


def levels(pairs: Pairs) -> dict[str, int]:
    """Return the level of everybody in a whole chart: 1 manages nobody, the top is the highest.

    A manager stands one above the highest of his people. A chart that is not whole has no levels.
    """
    listed = list(pairs)
    if not faults(listed).whole:
        return {}
    over = {person: manager for person, manager in listed if manager not in (None, person)}
    waiting = Counter(over.values())
    found = dict.fromkeys((person for person, _ in listed), 1)
    ready = [person for person in found if not waiting[person]]
    for person in ready:  # grows while it is read
        manager = over.get(person)
        if manager is not None:
            found[manager] = max(found[manager], found[person] + 1)
            waiting[manager] -= 1
            if not waiting[manager]:
                ready.append(manager)
    return found


def _cycles(over: Ties) -> Iterator[list[str]]:
    """Yield the groups in which everybody reports, in the end, to everybody (Sharir, 1981)."""
    under: dict[str, list[str]] = {person: [] for person in over}
    for person, managers in over.items():
        for manager in managers:
            under.setdefault(manager, []).append(person)
    grouped: set[str] = set()
    for start in reversed(_finished(over)):
        group = _group(start, under, grouped)
        if len(group) > 1:
            yield group


def _group(start: str, under: Ties, grouped: set[str]) -> list[str]:
    """Return everybody below somebody who is in no group yet."""
    group = [] if start in grouped else [start]
    grouped.add(start)
    for person in group:  # grows while it is read
        new = [one for one in dict.fromkeys(under[person]) if one not in grouped]
        grouped.update(new)
        group += new
    return group


def _finished(over: Ties) -> list[str]:
    """Return everybody in the order in which all that is above them has been seen."""
    seen: set[str] = set()
    order: list[str] = []
    for start in over:
        waiting = [] if start in seen else [(start, iter(over[start]))]
        seen.add(start)
        while waiting:
            person, above = waiting[-1]
            manager = next((one for one in above if one not in seen), None)
            if manager is None:
                order.append(person)
                waiting.pop()
            else:
                seen.add(manager)
                waiting.append((manager, iter(over.get(manager, ()))))
    return order
