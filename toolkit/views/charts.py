"""Still figures for the notebook and for paper: intervals side by side, and months in a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from toolkit.views.paper import ACCENT, LEVELS, style, svg

SHAPES = {"risk": "D", "strength": "o", "unknown": "o"}
LABELS = 6  # of months: more would touch each other


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One measure of a figure: its label, value, interval, verdict and the value in words."""

    label: str
    said: str
    value: float
    low: float
    high: float
    level: str
    risk: float | None = None
    strength: float | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """One month of a figure; ``value`` is missing where the number is."""

    label: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """What one source wrote over time: messages of each week, and the gaps between two days."""

    label: str
    weeks: Sequence[tuple[date, int]]
    gaps: Sequence[tuple[date, date]] = ()


def dots(rows: Sequence[Dot], tick: Callable[[float], str], zones: tuple[str, str]) -> str:
    """Draw shares with their intervals, one line each, as SVG; ``zones`` words risk, strength."""
    with style():
        figure = Figure(figsize=(7.4, 0.55 + 0.36 * len(rows)), layout="constrained")
        axes = figure.subplots()
        for place, row in enumerate(rows):
            _yardstick(axes, place, row)
            axes.plot([row.low, row.high], [place, place], color=ACCENT, alpha=0.4, linewidth=6)
        frame = pd.DataFrame({"value": [row.value for row in rows], "place": range(len(rows))})
        frame["level"] = [row.level for row in rows]
        sns.scatterplot(
            frame, x="value", y="place", hue="level", style="level", palette=LEVELS,
            markers=SHAPES, s=58, legend=False, ax=axes, zorder=5, clip_on=False,
        )  # fmt: skip
        _dots_axes(axes, rows, tick)
        _zone_key(axes, rows, zones)
        return svg(figure)


def _yardstick(axes: Axes, place: int, row: Dot) -> None:
    """Mark where risk ends and strength begins: a cross for risk, an upright for strength."""
    if row.risk is not None:
        axes.plot([row.risk], [place], marker="x", color=LEVELS["risk"], markersize=5.5)
    if row.strength is not None:
        axes.plot([row.strength], [place], marker="|", color=LEVELS["strength"], markersize=11)


def _dots_axes(axes: Axes, rows: Sequence[Dot], tick: Callable[[float], str]) -> None:
    axes.set(xlim=(0, 1), ylim=(len(rows) - 0.5, -0.5), xlabel="", ylabel="")
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    axes.xaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: tick(at)))
    axes.grid(axis="x")
    axes.tick_params(length=0)
    sns.despine(ax=axes, left=True, bottom=True)
    values = axes.secondary_yaxis("right")
    values.set_yticks(range(len(rows)), [row.said for row in rows])
    values.tick_params(length=0)
    values.spines["right"].set_visible(False)


def _zone_key(axes: Axes, rows: Sequence[Dot], zones: tuple[str, str]) -> None:
    if all(row.risk is None for row in rows):
        return
    handles = [
        mpl.lines.Line2D([], [], linestyle="", marker=marker, color=LEVELS[level], label=word)
        for marker, level, word in (("x", "risk", zones[0]), ("|", "strength", zones[1]))
    ]
    axes.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False,
        fontsize=8.5, handletextpad=0.1, borderpad=0,
    )  # fmt: skip


def trend(points: Sequence[Point], tick: Callable[[float], str], *, share: bool) -> str:
    """Draw a measure month by month with its interval, as SVG."""
    frame = pd.DataFrame(
        {
            "place": range(len(points)),
            "value": [point.value for point in points],
            "low": [point.low for point in points],
            "high": [point.high for point in points],
        },
        dtype=float,
    )
    with style():
        figure = Figure(figsize=(7.4, 2.5), layout="constrained")
        axes = figure.subplots()
        axes.fill_between(frame["place"], frame["low"], frame["high"], color=ACCENT, alpha=0.16)
        axes.vlines(frame["place"], frame["low"], frame["high"], color=ACCENT, alpha=0.35)
        sns.lineplot(frame, x="place", y="value", color=ACCENT, marker="o", ax=axes, errorbar=None)
        top = float(frame[["value", "high"]].max().max())
        axes.set(ylim=(0, min(1.0, top * 1.1) if share else top * 1.1), xlabel="", ylabel="")
        named = range(0, len(points), -(-len(points) // LABELS))
        axes.set_xticks(list(named), [points[place].label for place in named])
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: tick(at)))
        axes.grid(axis="y")
        axes.tick_params(length=0)
        sns.despine(ax=axes, left=True, bottom=True)
        return svg(figure)


def lanes(rows: Sequence[Lane], tick: Callable[[date], str]) -> str:
    """Draw what each source wrote, week after week, one source under the other, as SVG.

    Each lane has its own height; gaps are shaded.
    """
    with style():
        figure = Figure(figsize=(7.4, 0.5 + 0.62 * len(rows)), layout="constrained")
        every = figure.subplots(len(rows), sharex=True, squeeze=False)[:, 0]
        for axes, row in zip(every, rows, strict=True):
            _lane(axes, row)
        days = [day for row in rows for day, _ in row.weeks]
        named = _months(min(days), max(days))
        every[-1].set_xlim(_at(min(days)) - 2, _at(max(days)) + 9)
        every[-1].set_xticks([_at(day) for day in named], [tick(day) for day in named])
        return svg(figure)


def _months(first: date, last: date) -> list[date]:
    """Return first days of months between two days, evenly apart and few enough to be read."""
    start = first.year * 12 + first.month - (first.day == 1)
    months = range(start, last.year * 12 + last.month)
    step = -(-len(months) // (LABELS - 1)) or 1
    return [date(at // 12, at % 12 + 1, 1) for at in months[::step]] or [first]


def _at(day: date) -> float:
    return float(day.toordinal())


def _lane(axes: Axes, row: Lane) -> None:
    for first, last in row.gaps:
        axes.axvspan(_at(first), _at(last), color=LEVELS["risk"], alpha=0.18, linewidth=0)
    frame = pd.DataFrame(
        {"day": [_at(day) for day, _ in row.weeks], "n": [count for _, count in row.weeks]}
    )
    sns.histplot(
        frame, x="day", weights="n", binwidth=7, binrange=_weeks(frame["day"]), color=ACCENT,
        linewidth=0, alpha=0.85, ax=axes,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="", yticks=[])
    axes.set_ylabel(row.label, rotation=0, ha="right", va="center")
    axes.tick_params(length=0)
    sns.despine(ax=axes, left=True)


def _weeks(days: "pd.Series[float]") -> tuple[float, float]:
    return float(days.min()), float(days.max()) + 7
