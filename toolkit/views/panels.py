"""Still pictures of an answer: narrow enough for a telephone, one panel under the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from toolkit.views.charts import LABELS, Point
from toolkit.views.paper import ACCENT, INK, LEVELS, LINE, SOFT, style, svg

WIDTH = 4.0  # inches: set beside the text on a screen, under it on a telephone
MARGIN = 0.06
RUNG, CURVE, GAUGE, THIN, PART, TITLE = 0.42, 1.65, 0.62, 0.24, 0.23, 0.3  # inches
ROOM = 0.11  # of a bar: less does not hold its number
Tick = Callable[[float], str]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One line of a ladder: its label, what is said of it, and where it stands.

    ``value`` is missing where the number is; ``level`` colours it.
    """

    label: str
    said: str
    value: float | None
    low: float | None = None
    high: float | None = None
    level: str = "unknown"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One part of a picture: what is written above it, how high it is in inches, its drawing."""

    title: str
    height: float
    draw: Callable[[Axes], None]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Where a series changes its level, as places in it, and the two levels."""

    at: float
    low: float
    high: float
    before: float
    after: float


def stacked(panels: Sequence[Panel]) -> str:
    """Draw panels one under the other, as SVG."""
    with style():
        heights = [panel.height + TITLE * bool(panel.title) for panel in panels]
        layout = ConstrainedLayoutEngine(h_pad=0.02, w_pad=0.02, hspace=0.09)
        figure = Figure(figsize=(WIDTH, sum(heights) + MARGIN), layout=layout)
        every = figure.subplots(len(panels), height_ratios=heights, squeeze=False)[:, 0]
        for axes, panel in zip(every, panels, strict=True):
            panel.draw(axes)
            if panel.title:
                axes.set_title(panel.title, loc="left", fontsize=9.5, fontweight="bold", color=INK)
        return svg(figure)


def ladder(title: str, rungs: Sequence[Rung], *, top: float = 1.0) -> Panel:
    """Bars from nothing to ``top`` with their intervals, each under its own words."""

    def draw(axes: Axes) -> None:
        for place, rung in enumerate(rungs):
            _rung(axes, place, rung, top)
        axes.set(xlim=(0, top), ylim=(len(rungs) - 0.42, -0.78), xticks=[], yticks=[])
        sns.despine(ax=axes, left=True, bottom=True)

    return Panel(title=title, height=RUNG * len(rungs), draw=draw)


def _rung(axes: Axes, place: int, rung: Rung, top: float) -> None:
    color = LEVELS[rung.level]
    axes.text(0, place - 0.3, rung.label, ha="left", va="center", color=INK)
    axes.text(
        top, place - 0.3, rung.said, ha="right", va="center",
        color=color if rung.value is not None else SOFT, fontweight="bold",
    )  # fmt: skip
    at = place + 0.14
    _line(axes, (0, top), at, color=LINE, linewidth=5.5)
    if rung.value is None:
        return
    _line(axes, (0, rung.value), at, color=color, linewidth=5.5, alpha=0.45)
    if rung.low is not None and rung.high is not None:
        _line(axes, (max(rung.low, 0), min(rung.high, top)), at, color=color, linewidth=1.6)
    _mark(axes, rung.value, at, color=color, size=9)


def _line(axes: Axes, ends: tuple[float, float], at: float, **look: Any) -> None:  # noqa: ANN401
    axes.plot(ends, [at, at], clip_on=False, solid_capstyle="butt", **look)


def _mark(axes: Axes, value: float, at: float, *, color: str, size: float) -> None:
    axes.plot([value], [at], marker="|", color=color, markersize=size, clip_on=False,
              markeredgewidth=size / 5 + 0.4)  # fmt: skip


def gauge(
    title: str, value: float, interval: tuple[float, float], ends: tuple[str, str] | None = None
) -> Panel:
    """One scale from 0 to 100 with the value and how sure it is; ``ends`` names its two ends."""
    height = GAUGE if ends else THIN

    def draw(axes: Axes) -> None:
        _line(axes, (0, 100), 0, color=LINE, linewidth=9)
        _line(axes, interval, 0, color=ACCENT, linewidth=9, alpha=0.45)
        _mark(axes, value, 0, color=INK, size=17 if ends else 9)
        if ends:
            axes.text(0, -0.75, f"0  {ends[0]}", ha="left", va="center", color=SOFT)
            axes.text(100, -0.75, f"{ends[1]}  100", ha="right", va="center", color=SOFT)
        axes.set(xlim=(0, 100), ylim=(-1.1 if ends else -0.6, 0.6), xticks=[], yticks=[])
        sns.despine(ax=axes, left=True, bottom=True)

    return Panel(title=title, height=height, draw=draw)


def waiting(
    title: str, points: Sequence[tuple[float, float]], tick: Tick, hours: Tick, half: str
) -> Panel:
    """Draw who still waits, hour after hour, with the line of one in two; points (hours, share)."""

    def draw(axes: Axes) -> None:
        frame = pd.DataFrame(points, columns=["hours", "share"])
        axes.fill_between(frame["hours"], frame["share"], step="post", color=ACCENT, alpha=0.16)
        sns.lineplot(frame, x="hours", y="share", drawstyle="steps-post", color=ACCENT, ax=axes)
        axes.axhline(0.5, color=SOFT, linewidth=0.8, linestyle=(0, (3, 3)))
        axes.text(frame["hours"].max(), 0.52, half, ha="right", va="bottom", color=SOFT)
        axes.set(xlim=(0, frame["hours"].max()), ylim=(0, 1))
        axes.xaxis.set_major_locator(FixedLocator(_hours(float(frame["hours"].max()))))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: hours(at)))
        _plain(axes, tick)

    return Panel(title=title, height=CURVE, draw=draw)


def _hours(most: float) -> list[float]:
    step = next((one for one in (6, 12, 24, 48, 72) if most / one <= LABELS), 168)
    return [float(at) for at in range(0, int(most) + 1, step)]


def ranks(title: str, shares: Sequence[tuple[float, float]], tick: Tick) -> Panel:
    """Draw the share of speech of each voice, the loudest first; shares (rank, share)."""

    def draw(axes: Axes) -> None:
        frame = pd.DataFrame(shares, columns=["rank", "share"])
        axes.bar(frame["rank"], frame["share"], width=0.72, color=ACCENT, alpha=0.85)
        axes.set(ylim=(0, 1), xlim=(0.4, max(6.0, frame["rank"].max()) + 0.6))
        axes.xaxis.set_major_locator(FixedLocator(list(frame["rank"])[:: len(frame) // 13 + 1]))
        _plain(axes, tick)

    return Panel(title=title, height=CURVE, draw=draw)


def series(
    title: str,
    points: Sequence[Point],
    tick: Tick,
    *,
    most: float | None = None,
    step: Step | None = None,
) -> Panel:
    """Draw months in a row with their intervals; ``most`` is the top of the scale."""

    def draw(axes: Axes) -> None:
        frame = pd.DataFrame(
            {
                "place": range(len(points)),
                "value": [point.value for point in points],
                "low": [point.low for point in points],
                "high": [point.high for point in points],
            },
            dtype=float,
        )
        axes.fill_between(frame["place"], frame["low"], frame["high"], color=ACCENT, alpha=0.16)
        axes.vlines(frame["place"], frame["low"], frame["high"], color=ACCENT, alpha=0.35)
        # Not by seaborn, whose line would run over a month without a number.
        axes.plot(frame["place"], frame["value"], color=ACCENT, marker="o", markersize=4.5)
        if step:
            _step(axes, step, len(points) - 1)
        top = most or float(frame[["value", "high"]].max().max()) * 1.1 or 1.0
        axes.set(ylim=(0, top), xlabel="", ylabel="")
        named = range(0, len(points), -(-len(points) // (LABELS - 2)))
        axes.set_xticks(list(named), [points[place].label for place in named])
        _plain(axes, tick)

    return Panel(title=title, height=CURVE, draw=draw)


def _step(axes: Axes, step: Step, last: int) -> None:
    """Mark where the series may change its level, how sure that is, and both levels."""
    axes.axvspan(step.low, step.high, color=SOFT, alpha=0.12, linewidth=0)
    axes.axvline(step.at, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    for level, ends in ((step.before, (0, step.at)), (step.after, (step.at, last))):
        axes.plot(ends, [level, level], color=INK, linewidth=1.6)


def _plain(axes: Axes, tick: Tick) -> None:
    axes.set(xlabel="", ylabel="")
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: tick(at)))
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    sns.despine(ax=axes, left=True, bottom=True)


def parts(title: str, rungs: Sequence[Rung], tick: Tick) -> Panel:
    """One bar cut into its parts, which together make the whole, and the name of each."""
    shades = (0.95, 0.62, 0.36, 0.16)

    def draw(axes: Axes) -> None:
        left = 0.0
        for place, (rung, alpha) in enumerate(zip(rungs, shades, strict=False)):
            value, line = rung.value or 0.0, 1.0 + place * 0.8
            axes.barh([0], [value], left=left, height=0.7, color=ACCENT, alpha=alpha)
            if value > ROOM:
                axes.text(left + value / 2, 0, tick(value), ha="center", va="center",
                          color="white" if alpha > 0.5 else INK, fontweight="bold")  # fmt: skip
            axes.barh([line], [0.026], height=0.42, color=ACCENT, alpha=alpha)
            axes.text(0.045, line, rung.label, ha="left", va="center")
            axes.text(1, line, rung.said, ha="right", va="center", color=ACCENT, fontweight="bold")
            left += value
        axes.set(xlim=(0, 1), ylim=(0.6 + 0.8 * len(rungs), -0.45), xticks=[], yticks=[])
        sns.despine(ax=axes, left=True, bottom=True)

    return Panel(title=title, height=0.3 + PART * len(rungs), draw=draw)
