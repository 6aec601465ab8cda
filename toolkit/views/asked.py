"""What people say beside what is seen, and the topics on which they are told too little."""

from collections.abc import Iterator
from statistics import median

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit.cards import Card, Picture, Table
from toolkit.results import Measure
from toolkit.views.panels import Panel, stacked
from toolkit.views.paper import ACCENT, INK, LEVELS, LINE
from toolkit.views.told import Told

# What is said, and what is seen of the same thing; neither is the truth about the other.
BESIDE = (
    ("survey_superiors", ("upward_answered_72h", "upward_answered_24h")),
    ("survey_subordinates", ("downward_answered_72h", "downward_answered_24h")),
    ("survey_horizontal", ("reciprocity_dyadic_nonnull", "cross_team_rooms_share")),
    ("survey_climate", ("silent_share", "participation_gini")),
    ("survey_integration", ("open_question_unanswered", "newcomer_answered_72h")),
    ("survey_media", ("open_room_share", "announcement_rooms_share")),
)
GAP, WEIGHT = "gap_", "importance_"
TALL = 2.9  # inches


def declared(told: Told) -> Card:
    """Set what people say beside what is seen; a note where one of the two is missing."""
    words = told.words
    rows = tuple(_rows(told))
    title = words.say("asked.declared")
    if not rows:
        return Card(kind="note", title=title, notes=(words.say("asked.nothing_beside"),))
    head = tuple(words.say(f"asked.{one}") for one in ("said", "points", "seen", "value"))
    table = Table(caption=title, head=head, rows=rows, numbers=(1, 3))
    note = words.say("asked.neither")
    return Card(kind="figure", title=title, scope="internal", notes=(note,), table=table)


def _rows(told: Told) -> Iterator[tuple[str, ...]]:
    for said, seen in BESIDE:
        for asked in told.valued([said]):
            for one in told.valued(seen):
                yield (*_pair(told, asked), *_pair(told, one))


def _pair(told: Told, measure: Measure) -> tuple[str, str]:
    return told.label(measure.id), _sure(told, measure)


def _sure(told: Told, measure: Measure) -> str:
    """Return a value with its interval, as one reads it in a table."""
    value, interval = told.words.value_of(measure), told.words.interval(measure)
    return told.words.say("asked.sure", value=value, interval=interval) if interval else value


def needs(told: Told) -> Card:
    """Draw the map of topics: how important each is, and how much is missing."""
    words, title = told.words, told.words.say("asked.needs")
    topics = _topics(told)
    if not topics:
        return Card(kind="note", title=title, notes=(words.say("asked.no_topic"),))
    rows = tuple((name, _sure(told, weight), _sure(told, gap)) for name, weight, gap in topics)
    head = tuple(words.say(f"asked.{one}") for one in ("topic", "importance", "gap"))
    table = Table(caption=title, head=head, rows=rows, numbers=(1, 2))
    alt = "\n".join([title, *(told.pair(row[0], " · ".join(row[1:])) for row in rows)])
    picture = Picture(svg=stacked([_map(told, topics)]), alt=alt)
    note = words.say("asked.map")
    return Card(
        kind="figure", title=title, scope="internal", notes=(note,), picture=picture, table=table
    )


def _topics(told: Told) -> list[tuple[str, Measure, Measure]]:
    """Return topic, importance and gap, those that miss most first."""
    found = []
    for name in told.measures:
        topic = name.removeprefix(GAP)
        both = told.valued([WEIGHT + topic, name]) if name.startswith(GAP) else ()
        if len(both) == 2:
            found.append((told.words.say(f"asked.topics.{topic}"), *both))
    return sorted(found, key=lambda one: (-(one[2].value or 0), one[0]))


def _map(told: Told, topics: list[tuple[str, Measure, Measure]]) -> Panel:
    """Draw topics by importance and gap; surely too little told of what matters is a risk."""
    middle = median(weight.value or 0 for _, weight, _ in topics)

    def draw(axes: Axes) -> None:
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.axvline(middle, color=LINE, linewidth=0.8)
        for place, (_, weight, gap) in enumerate(topics, start=1):
            at, missing = weight.value or 0, gap.value or 0
            sure = bool(gap.interval and gap.interval[0] > 0)
            color = LEVELS["risk"] if sure and at >= middle else ACCENT
            axes.plot([at], [missing], "o", color=color, markersize=11)
            axes.text(at, missing, str(place), ha="center", va="center", color="white", fontsize=7)
        axes.set(xlabel=told.words.say("asked.importance"), ylabel=told.words.say("asked.gap"))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: told.words.number(at, digits=1)))
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.margins(0.09)
        axes.tick_params(length=0)
        sns.despine(ax=axes)

    return Panel(title="", height=TALL, draw=draw)
