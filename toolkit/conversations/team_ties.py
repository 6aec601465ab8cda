"""How many of the possible ties between each two teams are there: teams, never people."""

from dataclasses import dataclass

import numpy as np

from toolkit.conversations.frames import Frame, collect, read
from toolkit.conversations.ties import LEAST, attribute, tied, why_no_ties


@dataclass(frozen=True, kw_only=True)
class TeamTies:
    """Ties from one team to another, or within one.

    ``share`` is their number over the possible ones, ``people`` how many people they join.
    """

    src: str
    dst: str
    share: float
    people: int


def team_ties(
    interactions: Frame, people: Frame, *, least_days: int = LEAST
) -> tuple[TeamTies, ...]:
    """Return the ties between teams by the tie rule; two teams without a tie are left out."""
    found = tied(interactions, people)
    if why_no_ties(found, interactions, least_days):
        return ()
    of = attribute(people, "team")
    teams = collect(read(people, "people", "team").unique())["team"].drop_nulls().to_list()
    names = sorted(teams)
    src, dst = found.net.src, found.net.dst
    known = (of[src] >= 0) & (of[dst] >= 0)
    src, dst = src[known], dst[known]
    sizes = np.bincount(of[of >= 0], minlength=len(names))
    cell = of[src] * len(names) + of[dst]
    ties = np.bincount(cell, minlength=len(names) ** 2)
    ends = np.unique(
        np.concatenate((np.column_stack((cell, src)), np.column_stack((cell, dst)))), axis=0
    )
    joined = np.bincount(ends[:, 0], minlength=len(names) ** 2)
    return tuple(
        TeamTies(
            src=names[one // len(names)],
            dst=names[one % len(names)],
            share=float(ties[one] / _possible(sizes, *divmod(one, len(names)))),
            people=int(joined[one]),
        )
        for one in np.flatnonzero(ties).tolist()
    )


def _possible(sizes: np.ndarray[tuple[int], np.dtype[np.int64]], src: int, dst: int) -> int:
    return int(sizes[src] * (sizes[dst] - (src == dst)))
