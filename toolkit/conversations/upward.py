"""Who starts a conversation with whom inside, up or down the ladder, and when he is answered."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Collected, Frame, collect
from toolkit.conversations.inside import HOUR
from toolkit.conversations.once import once
from toolkit.conversations.ties import addressed, attribute, between, members

WAYS = ("upward", "lateral", "downward")
QUIET = 24 * HOUR  # of silence between two people, after which a message opens a conversation

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Openings:
    """Messages that open a conversation between two people; one place of each array an opening.

    ``way`` is -1 to somebody above, 0 to an equal, 1 to somebody below; ``waited`` is how long the
    first answer took, in seconds, or how long it was watched for in vain; ``month`` as 202601.
    """

    way: Whole
    receiver: Whole
    waited: NDArray[np.float64]
    answered: Flags
    watched: NDArray[np.float64]
    month: Whole

    def of(self, way: str) -> "Openings":
        """Return the openings that go ``upward``, ``lateral`` or ``downward``."""
        return self.where(self.way == WAYS.index(way) - 1)

    def where(self, kept: Flags) -> "Openings":
        """Return some of the openings."""
        return Openings(
            *(getattr(self, one)[kept] for one in ("way", "receiver", "waited", "answered")),
            *(getattr(self, one)[kept] for one in ("watched", "month")),
        )


@once
def openings(interactions: Frame, people: Frame) -> Openings | None:
    """Return every opening between members whose levels are known, None where nothing is dated.

    A message to somebody, or that names him in a room, opens a conversation after 24 hours without
    a word between the two, unless it replies to something or is the first answer to an opening of
    the other. It is answered by the other's next message to its author, up to the author's own
    next opening.
    """
    sent = between(addressed(interactions, mentions=True), people)
    rows = collect(sent.filter(~nw.col("t_us").is_null()).sort("src", "dst", "t_us", "key"))
    if not len(rows):
        return None
    levels = attribute(people, "level")
    place = {one: at for at, one in enumerate(members(people))}
    src, dst = (np.array([place[one] for one in rows[end].to_list()]) for end in ("src", "dst"))
    return _opened(rows, src, dst, levels)


def _opened(rows: Collected, src: Whole, dst: Whole, levels: Whole) -> Openings:
    at = rows["t_us"].to_numpy().astype(np.int64)
    month = rows["month"].fill_null(0).to_numpy().astype(np.int64)
    fresh: Flags = ~rows["is_reply"].to_numpy().astype(bool)
    first, second = np.minimum(src, dst), np.maximum(src, dst)
    order = np.lexsort((src, at, second, first))
    src, dst, at, month = (one[order] for one in (src, dst, at, month))
    fresh = fresh[order]
    pair = first[order] * (int(second.max()) + 1) + second[order]
    opens, answer = _turns(pair, src, at, fresh)
    last = int(at.max())
    known = opens & (levels[src] >= 0) & (levels[dst] >= 0)
    there = answer[known]
    watched = (last - at[known]) / 1e6
    took = (at[np.maximum(there, 0)] - at[known]) / 1e6
    return Openings(
        way=np.sign(levels[src[known]] - levels[dst[known]]),
        receiver=dst[known],
        waited=np.where(there >= 0, took, watched),
        answered=there >= 0,
        watched=watched,
        month=month[known],
    )


def _turns(pair: Whole, src: Whole, at: Whole, fresh: Flags) -> tuple[Flags, Whole]:
    """Say which messages open a conversation, and where the answer to each stands, else -1.

    Messages are in the order of pairs and time; a run is what one person says in a row. What is
    not ``fresh`` replies to something.
    """
    n = len(pair)
    new_pair = np.append(True, pair[1:] != pair[:-1])
    starts = new_pair | np.append(True, src[1:] != src[:-1])
    quiet = fresh & (new_pair | np.append(True, np.diff(at) >= QUIET))
    opens = quiet & ~starts
    heads = np.flatnonzero(starts)
    inside = np.add.reduceat(opens, heads) > 0
    pending = False
    for run, head in enumerate(heads.tolist()):
        opens[head] = quiet[head] and (bool(new_pair[head]) or not pending)
        pending = bool(opens[head]) or bool(inside[run])
    return opens, _answers(opens, heads, new_pair, n)


def _answers(opens: Flags, heads: Whole, new_pair: Flags, n: int) -> Whole:
    """Return, for the last opening of each run, where the next run of its pair starts."""
    answer = np.full(n, -1, dtype=np.int64)
    ends = np.append(heads[1:], n)
    replied = np.append(~new_pair[heads[1:]], False)
    at = np.flatnonzero(opens)
    run = np.searchsorted(heads, at, side="right") - 1
    last = np.append(run[1:] != run[:-1], True)
    answer[at] = np.where(last & replied[run], ends[run], -1)
    return answer


def of_months(found: Openings, months: tuple[int, int] | None) -> Openings:
    """Keep the openings of these months, both ends in them; all where None."""
    if months is None:
        return found
    first, last = months
    return found.where((found.month >= first) & (found.month <= last))


def answered_within(found: Openings, hours: int) -> tuple[int, Numbers, Numbers]:
    """Return how many people were written to, and of each the answers in time and the openings.

    Only openings that were watched for as long count.
    """
    mature = found.watched >= hours * 3600
    hit = mature & found.answered & (found.waited <= hours * 3600)
    _, receiver = np.unique(found.receiver[mature], return_inverse=True)
    cases = np.bincount(receiver).astype(np.float64)
    hits = np.bincount(receiver, weights=hit[mature], minlength=len(cases))
    return len(cases), hits.astype(np.float64), cases
