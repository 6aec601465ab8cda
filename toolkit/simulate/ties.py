"""Who writes to whom inside: pairs of people, so that answers come back as often as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.simulate.people import Person
from toolkit.simulate.rhythm import Real, Whole
from toolkit.simulate.truth import Inside


@dataclass(frozen=True, kw_only=True)
class Ties:
    """Directed ties, sorted by sender: person ``src`` writes to person ``dst`` (numbers)."""

    src: Whole
    dst: Whole


def activity(inside: Inside, people: Sequence[Person], rng: np.random.Generator) -> Real:
    """Return each person's share of all messages: heavy-tailed, 0 for the silent; sums to 1."""
    weights = np.exp(inside.spread * rng.standard_normal(len(people)))
    weights[[person.silent for person in people]] = 0.0
    total: float = weights.sum()
    return weights / total


def ties(inside: Inside, people: Sequence[Person], weights: Real, rng: np.random.Generator) -> Ties:
    """Return ties with the wanted reciprocity, edgewise and upward.

    ``ValueError`` where both shares cannot hold together.
    """
    pairs = _pairs(inside, people, weights, rng)
    levels = [person.level for person in people]
    across = [pair for pair in pairs if levels[pair[0]] != levels[pair[1]]]
    level = [pair for pair in pairs if levels[pair[0]] == levels[pair[1]]]
    mutual = round(len(pairs) * inside.reciprocity / (2 - inside.reciprocity))
    returned = round(len(across) * inside.upward_reciprocity)
    if not 0 <= mutual - returned <= len(level):
        raise ValueError("reciprocity and upward_reciprocity cannot both hold")
    directed: list[tuple[int, int]] = []
    for group, both in ((across, returned), (level, mutual - returned)):
        for place, (one, other) in enumerate(group):
            directed.append((one, other))
            if place < both:
                directed.append((other, one))
    ordered = np.array(sorted(directed), dtype=np.int64).reshape(-1, 2)
    return Ties(src=ordered[:, 0], dst=ordered[:, 1])


def _pairs(
    inside: Inside, people: Sequence[Person], weights: Real, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Draw pairs, in an order of chance: the lower level first, among equals the busier one."""
    active = np.flatnonzero(weights)
    pull = weights[active] ** 0.6
    wanted = round(inside.contacts * len(active) / 2)
    size = 6 * wanted
    found: dict[tuple[int, int], None] = {}
    firsts = rng.choice(active, size, p=pull / pull.sum())
    seconds = rng.choice(active, size, p=pull / pull.sum())
    mates = _mates(people, active, firsts, rng)
    close = rng.random(size) < inside.homophily
    for one, mate, anyone, near in zip(
        firsts.tolist(), mates.tolist(), seconds.tolist(), close.tolist(), strict=True
    ):
        other = mate if near or people[one].team in inside.silos else anyone
        if len(found) == wanted:
            break
        if one != other and (near or people[other].team not in inside.silos or mate == other):
            found[_ordered(people, weights, one, other)] = None
    return list(found)


def _mates(
    people: Sequence[Person], active: Whole, firsts: Whole, rng: np.random.Generator
) -> Whole:
    """Return for each person drawn somebody of the same team, now and then the same person."""
    members: dict[str, list[int]] = {}
    for number in active.tolist():
        members.setdefault(people[number].team, []).append(number)
    luck = rng.random(len(firsts)).tolist()
    teams = [members[people[number].team] for number in firsts.tolist()]
    return np.array([team[int(u * len(team))] for team, u in zip(teams, luck, strict=True)])


def _ordered(people: Sequence[Person], weights: Real, one: int, other: int) -> tuple[int, int]:
    """Put first who surely writes: the one of the lower level, among equals the busier one."""
    first = (people[one].level, -weights[one], one)
    second = (people[other].level, -weights[other], other)
    return (one, other) if first < second else (other, one)
