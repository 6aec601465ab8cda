"""Which messages hang together: by what they answer, by thread, however far apart."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Places: TypeAlias = NDArray[np.int64]
Names: TypeAlias = nw.Series[Any]


def places(names: Names, among: Names) -> Places:
    """Return where each name stands ``among`` others, which differ; -1 where it does not."""
    wanted = names.alias("name").to_frame().with_row_index("row")
    known = among.alias("name").to_frame().with_row_index("place")
    met = wanted.join(known, on="name")
    found = np.full(len(names), -1, dtype=np.int64)
    found[met["row"].to_numpy()] = met["place"].to_numpy()
    return found


def together(messages: Names, parents: Names, rooms: Sequence[Names]) -> tuple[Places, Places]:
    """Number the groups of messages that hang together, and say where each one's parent stands.

    Messages differ, ``parents`` and each of ``rooms`` give a name a message, or none. Two messages
    hang together where one answers the other, where they answer the same, there or not, or where
    they have a room in common. A parent that is not there stands at -1.
    """
    size = len(messages)
    frames = [each.alias("name").to_frame().with_row_index("row") for each in (messages, parents)]
    frames += [each.alias("name").to_frame().with_row_index("row") for each in rooms]
    ties = nw.concat([frame.with_columns(column=nw.lit(n)) for n, frame in enumerate(frames)])
    ties = ties.filter(~nw.col("name").is_null())
    known = ties.select("name").unique().with_row_index("node")
    met = ties.join(known, on="name")
    row, node, column = (met[name].to_numpy() for name in ("row", "node", "column"))
    stands = np.full(len(known), -1, dtype=np.int64)
    stands[node[column == 0]] = row[column == 0]
    parent = np.full(size, -1, dtype=np.int64)
    parent[row[column == 1]] = stands[node[column == 1]]
    drawn = coo_array(
        (np.ones(len(met), dtype=np.int8), (row, node + size)), shape=2 * (size + len(known),)
    )
    return connected_components(drawn, directed=False)[1][:size].astype(np.int64), parent


def steps_up(parents: Places) -> Places:
    """Return how many messages each answers in turn; ``parents`` are places, -1 for none.

    By doubling: each look goes twice as far up. Where messages answer one another in a ring, the
    number says nothing but is always the same.
    """
    above = np.append(parents, -1)
    steps = (above >= 0).astype(np.int64)
    for _ in range(max(1, len(parents)).bit_length()):
        if (above < 0).all():
            break
        steps = steps + steps[above]
        above = above[above]
    return steps[:-1]
