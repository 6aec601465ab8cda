"""The picture of what each piece of advice may bring against what it asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from toolkit.views.paper import ACCENT, INK, LINE, SOFT, style, svg

COLOURS = {"A": "#1b6b4a", "B": ACCENT, "C": "#8a5a00", "D": SOFT}
TOGETHER = 0.04  # of the width of the picture
SHAPES = {"A": "o", "B": "s", "C": "D", "D": "^"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One piece of advice: its rank, days of work, gain at least, likely, at most; its grade."""

    rank: int
    days: float
    gain: tuple[float, float, float]
    grade: str


def pareto(choices: Sequence[Choice], axes_said: tuple[str, str], grades: Mapping[str, str]) -> str:
    """Draw gain against effort as SVG, each named by its rank, the grade by shape and colour."""
    frame = pd.DataFrame(
        {
            "days": [one.days for one in choices],
            "gain": [one.gain[1] for one in choices],
            "grade": [grades[one.grade] for one in choices],
        }
    )
    there = [grade for grade in grades if any(one.grade == grade for one in choices)]
    with style():
        figure = Figure(figsize=(7.4, 3.4), layout="constrained")
        axes = figure.subplots()
        for one in choices:
            axes.plot([one.days] * 2, [one.gain[0], one.gain[2]], color=LINE, linewidth=1.5)
        sns.scatterplot(
            frame, x="days", y="gain", hue="grade", style="grade", s=70, ax=axes, zorder=5,
            hue_order=[grades[one] for one in there], style_order=[grades[one] for one in there],
            palette=[COLOURS[one] for one in there], markers=[SHAPES[one] for one in there],
            clip_on=False,
        )  # fmt: skip
        for text, place in _named(choices):
            axes.annotate(
                text, place, xytext=(7, 3), textcoords="offset points", color=INK, fontsize=9
            )
        axes.set(xlabel=axes_said[0], ylabel=axes_said[1], xlim=(0, None), ylim=(0, None))
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.grid(axis="both")
        axes.tick_params(length=0)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, frameon=False, fontsize=8.5)
        sns.despine(ax=axes, left=True, bottom=True)
        return svg(figure)


def _named(choices: Sequence[Choice]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Name each dot by its rank; those that lie together are named together."""
    near = max(one.days for one in choices) * TOGETHER
    close = max(one.gain[1] for one in choices) * 2 * TOGETHER
    left = sorted(choices, key=lambda one: (one.days, -one.gain[1]))
    while left:
        first = left[0]
        beside = [
            one
            for one in left
            if one.days - first.days <= near and abs(one.gain[1] - first.gain[1]) <= close
        ]
        left = [one for one in left if one not in beside]
        ranks = ", ".join(str(rank) for rank in sorted(one.rank for one in beside))
        yield ranks, (beside[-1].days, first.gain[1])
