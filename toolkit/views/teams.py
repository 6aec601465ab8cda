"""The network inside, drawn at the level of teams: a web of a few, a table of many."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

from toolkit.release import Release
from toolkit.views.panels import Panel
from toolkit.views.paper import ACCENT, INK, LINE, SOFT
from toolkit.views.told import Told

FEW = 12  # teams that a web still shows
NAMED = 40  # teams whose names a table can hold
WEB, TABLE = 3.6, 3.9  # inches
STRONGEST = 8
TONES = 8  # of a table: more would weigh and not be told apart
LONG = 22  # letters of a name
SHADES = LinearSegmentedColormap.from_list("ties", ("#f4f7fa", ACCENT))

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Web:
    """Teams in the order drawn, and the share of possible ties from row to column.

    What may not be told is NaN, no tie is 0.
    """

    names: tuple[str, ...]
    shares: Numbers

    @property
    def between(self) -> Numbers:
        """The mean of both directions, nothing within a team."""
        both = (self.shares + self.shares.T) / 2
        np.fill_diagonal(both, 0)
        return np.asarray(np.nan_to_num(both))


def web(release: Release) -> Web | None:
    """Return the teams of a release and their ties, those in touch side by side.

    None where fewer than two teams may be shown, or no tie between any.
    """
    labels = {one.id: one.label or one.id for one in release.facts.groups if one.kind == "team"}
    ids = sorted(labels)
    if len(ids) < 2 or not release.facts.bonds:
        return None
    place = {one: at for at, one in enumerate(ids)}
    shares = np.zeros((len(ids), len(ids)))
    for bond in release.facts.bonds:
        shares[place[bond.src], place[bond.dst]] = np.nan if bond.share is None else bond.share
    found = Web(tuple(labels[one] for one in ids), shares)
    order = _order(found.between)
    return Web(tuple(found.names[at] for at in order), shares[np.ix_(order, order)])


def _order(between: Numbers) -> list[int]:
    """Put side by side the teams that are in touch."""
    if len(between) < 3 or not between.any():
        return list(range(len(between)))
    apart = 1 - between / between.max()
    np.fill_diagonal(apart, 0)
    flat = squareform(apart, checks=False)
    return [int(at) for at in leaves_list(optimal_leaf_ordering(linkage(flat, "average"), flat))]


def teams(told: Told) -> Sequence[tuple[Panel, str]]:
    """Draw how teams are in touch, and say the strongest ties in words."""
    found = web(told.release)
    if found is None:
        return []
    few = len(found.names) <= FEW
    title = told.words.say("picture.web" if few else "picture.table")
    return [(_web(title, found) if few else _table(title, found), _said(told, title, found))]


def _said(told: Told, title: str, found: Web) -> str:
    """Name the strongest ties, and count the pairs of teams without any."""
    between = found.between
    rows, columns = np.triu_indices(len(found.names), 1)
    strength = between[rows, columns]
    lines = [
        told.pair(
            told.words.say(
                "picture.both", one=found.names[rows[at]], other=found.names[columns[at]]
            ),
            told.words.share(float(strength[at])),
        )
        for at in np.argsort(-strength, kind="stable")[:STRONGEST]
        if strength[at]
    ]
    none = int((np.nan_to_num(found.shares + found.shares.T, nan=1.0)[rows, columns] == 0).sum())
    pairs = told.words.say(
        "picture.apart", n=told.words.whole(none), all=told.words.whole(len(rows))
    )
    return "\n".join([title, *lines, pairs])


def _web(title: str, found: Web) -> Panel:
    """Teams on a circle; the more of the possible ties there are, the thicker the line."""
    between, n = found.between, len(found.names)
    angle = np.pi / 2 - 2 * np.pi * np.arange(n) / n
    at = np.column_stack((np.cos(angle), np.sin(angle)))
    most = float(between.max()) or 1.0
    within = np.nan_to_num(np.diag(found.shares))

    def draw(axes: Axes) -> None:
        for one, other in itertools.combinations(range(n), 2):
            strength = between[one, other] / most
            if strength:
                ends = at[[one, other]]
                axes.plot(
                    ends[:, 0], ends[:, 1], color=ACCENT, linewidth=0.4 + 6 * strength,
                    alpha=0.25 + 0.5 * strength, solid_capstyle="round", zorder=1,
                )  # fmt: skip
        for one in range(n):
            shade = SHADES(within[one] / (within.max() or 1.0))
            axes.plot(*at[one], "o", markersize=13, color=shade, markeredgecolor=INK, zorder=2)
            _name(axes, found.names[one], at[one])
        axes.set(xlim=(-2.1, 2.1), ylim=(-1.45, 1.45), xticks=[], yticks=[])
        axes.set_aspect("equal")
        sns.despine(ax=axes, left=True, bottom=True)

    return Panel(title=title, height=WEB, draw=draw)


def _name(axes: Axes, name: str, at: Numbers) -> None:
    x, y = at
    side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
    height = "center" if abs(y) < 0.9 else "bottom" if y > 0 else "top"
    axes.text(1.15 * x, 1.17 * y, _short(name), ha=side, va=height, color=INK, fontsize=8.5)


def _short(name: str) -> str:
    return name if len(name) <= LONG else f"{name[: LONG - 1]}…"


def _table(title: str, found: Web) -> Panel:
    """Teams down and across; the more of the possible ties there are, the darker the square."""
    n = len(found.names)
    shares = np.nan_to_num(found.shares)
    most = float(np.quantile(shares[shares > 0], 0.98)) if shares.any() else 1.0

    def draw(axes: Axes) -> None:
        light = np.minimum(shares / most, 1)
        axes.imshow(light, cmap=SHADES.resampled(TONES), vmin=0, vmax=1, interpolation="none")
        named = n <= NAMED
        axes.set_yticks(range(n) if named else [], map(_short, found.names) if named else [])
        axes.set_xticks([])
        axes.tick_params(length=0, labelsize=8.5 if n <= FEW * 2 else 5.5, labelcolor=SOFT)
        for spine in axes.spines.values():
            spine.set_color(LINE)

    return Panel(title=title, height=TABLE, draw=draw)
