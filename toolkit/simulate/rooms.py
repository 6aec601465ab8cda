"""The rooms in which people write: common channels, one per team, and direct messages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.simulate.people import Person, plain
from toolkit.simulate.rhythm import Real, Whole
from toolkit.simulate.truth import Inside, Truth

GENERAL, COMMON, TEAM = 0.1, 0.3, 0.6  # where messages go: to all, to a common theme, to the team


@dataclass(frozen=True, kw_only=True)
class Room:
    """A channel, or the direct messages of two people; ``team`` is empty for common channels."""

    room_id: str
    name: str
    team: str = ""
    direct: bool = False


def channels(truth: Truth, inside: Inside, common: Sequence[str]) -> tuple[Room, ...]:
    """Return the channels: the one for all first, then common themes, then one per team."""
    names = [(name, "") for name in common[: max(1, inside.topics)]]
    names += [(f"{_slug(team.name)}-{n}", team.name) for n, team in enumerate(truth.teams)]
    return tuple(
        Room(room_id=f"C0SIM{n:05d}", name=name, team=team) for n, (name, team) in enumerate(names)
    )


def direct_rooms(pairs: Sequence[tuple[int, int]]) -> tuple[Room, ...]:
    """Return the rooms of direct messages, one for each pair."""
    return tuple(
        Room(room_id=f"D0SIM{n:05d}", name=f"D0SIM{n:05d}", direct=True) for n in range(len(pairs))
    )


def chosen(
    rooms: Sequence[Room], people: Sequence[Person], src: Whole, rng: np.random.Generator
) -> Whole:
    """Return the number of a channel for each message written by ``src``."""
    commons = sum(not room.team for room in rooms)
    home = {room.team: n for n, room in enumerate(rooms) if room.team}
    team_room = np.array([home[person.team] for person in people], dtype=np.int64)
    theme = 1 + (rng.random(len(src)) ** 2 * (commons - 1)).astype(np.int64)
    where: Real = rng.random(len(src))
    common = np.where(where < GENERAL, 0, np.minimum(theme, commons - 1))
    return np.where(where < GENERAL + COMMON, common, team_room[src])


def _slug(name: str) -> str:
    return "-".join(filter(None, map(plain, name.split())))[:60]
