"""Chooses the picture that answers a question of the audit."""

from collections.abc import Callable, Sequence
from types import MappingProxyType

from toolkit.cards import Picture
from toolkit.results import Measure
from toolkit.views.panels import (
    Panel,
    gauge,
    ladder,
    parts,
    ranks,
    series,
    stacked,
    waiting,
)
from toolkit.views.teams import teams
from toolkit.views.told import Told

PILLARS = tuple(
    f"pillar_{name}" for name in ("dialogue", "voices", "spontaneity", "register", "alterity")
)
HORIZONS = ("answered_1h", "answered_24h", "answered_72h", "answered_7d")
FUNCTIONS = ("information_share", "community_share", "action_share", "unclassified_share")
TONE = ("promotional_share", "promotional_share_observed", "one_way_share", "own_link_share",
        "alterity")  # fmt: skip
SIGNALS = ("near_duplicate_share", "top_template_share", "minute_excess", "ritual_share",
           "scheduler_share")  # fmt: skip
REACTIONS = ("applause", "amplification", "conversation")
ENOUGH_MONTHS = 2
FULL = 100  # points
WEEK = 168  # hours: as far as the horizons go

Panels = Sequence[tuple[Panel, str]]  # each with the same thing said in words


def picture(name: str, told: Told) -> Picture | None:
    """Return the picture of the question of that name; nothing where there is nothing to draw."""
    panels = [] if name not in DRAWN else list(DRAWN[name](told))
    if not panels:
        return None
    return Picture(svg=stacked([panel for panel, _ in panels]), alt="\n".join(s for _, s in panels))


def _ladder(told: Told, title: str, measures: Sequence[Measure], top: float = 1.0) -> Panels:
    """Draw measures as a ladder; nothing where none has a value."""
    if all(one.value is None for one in measures):
        return []
    rungs = [told.rung(one) for one in measures]
    return [(ladder(title, rungs, top=top), told.lines(title, rungs))]


def _series(told: Told, name: str, most: float) -> Panels:
    points = told.by_month(name)
    if sum(point.value is not None for point in points) < ENOUGH_MONTHS:
        return []
    title = told.words.say("ui.chart_by_month", measure=told.label(name))
    unit = told.measures[name].unit
    return [(series(title, points, lambda at: told.words.tick(unit, at), most=most), title)]


def _proximity(told: Told) -> Panels:
    words, drawn = told.words, []
    for index in told.valued(["proximity_index"]):
        ends = words.say("picture.proselytism"), words.say("picture.proximity")
        title = told.label(index.id)
        low, high = index.interval or (index.value or 0.0, index.value or 0.0)
        said = told.pair(title, f"{words.value_of(index)} / {FULL} ({words.interval(index)})")
        drawn.append((gauge(title, index.value or 0.0, (low, high), ends), said))
    return [*drawn, *_ladder(told, words.say("picture.pillars"), told.present(PILLARS))]


def _answers(told: Told) -> Panels:
    words = told.words
    drawn = [*_ladder(told, words.say("picture.horizons"), told.valued(HORIZONS))]
    waits = told.present(["first_response_median", "first_response_rmst_72h"])
    for whole in [one.curve for one in waits if one.curve][:1]:
        curve = [point for point in whole if point[0] <= WEEK]
        title = words.say("picture.waiting")
        hours = lambda at: words.tick("seconds", at * 3600)  # noqa: E731  # an axis's own words
        drawn.append((waiting(title, curve, words.share, hours, words.say("picture.half")), title))
    return drawn


def _voices(told: Told) -> Panels:
    title, drawn = told.words.say("picture.ranks"), []
    for voices in told.valued(["effective_voices"]):
        if voices.curve:
            said = [told.pair(f"{rank:.0f}", told.words.share(part)) for rank, part in voices.curve]
            drawn.append((ranks(title, voices.curve, told.words.share), "\n".join([title, *said])))
    who = told.valued(["identified_share", "leader_share"])
    if not drawn:
        return [*_ladder(told, told.words.say("picture.who"), who), *_identified(told)]
    return [*drawn, *_identified(told)]


def _identified(told: Told) -> Panels:
    return _series(told, "identified_share", 1.0) if "identified_share" in told.measures else []


def _words(told: Told) -> Panels:
    words, drawn = told.words, []
    functions = [told.rung(one) for one in told.valued(FUNCTIONS)]
    if len(functions) == len(FUNCTIONS):
        title = words.say("picture.functions")
        drawn.append((parts(title, functions, words.share), told.lines(title, functions)))
    return [*drawn, *_ladder(told, words.say("picture.tone"), told.valued(TONE))]


def _hand(told: Told) -> Panels:
    return _ladder(told, told.words.say("picture.signals"), told.valued(SIGNALS))


def _buzz(told: Told) -> Panels:
    rates = told.valued(f"{name}_rate" for name in REACTIONS)
    top = max((value for one in rates for value in (one.value, *(one.interval or ()))), default=0)
    silent = told.valued(f"{name}_zero_share" for name in REACTIONS)
    return [
        *_ladder(told, told.words.say("picture.per_post"), rates, top or 1.0),
        *_ladder(told, told.words.say("picture.silent"), silent),
    ]


def _network(told: Told) -> Panels:
    shares = told.valued(["tie_density", "no_tie_share", "cross_level_share"])
    return [*teams(told), *_ladder(told, told.words.say("picture.inside"), shares)]


def _shares(*names: str) -> Callable[[Told], Panels]:
    """Return what draws these shares, one bar each."""
    return lambda told: _ladder(told, told.words.say("picture.inside"), told.valued(names))


DRAWN: MappingProxyType[str, Callable[[Told], Panels]] = MappingProxyType(
    {
        "proximity": _proximity,
        "answers": _answers,
        "voices": _voices,
        "words": _words,
        "hand": _hand,
        "buzz": _buzz,
        "heard": _shares(
            "reciprocity_dyadic_nonnull", "open_question_unanswered", "newcomer_answered_72h"
        ),
        "bosses": _shares(
            *("upward_answered_72h", "lateral_answered_72h", "downward_answered_72h"),
            *("upward_returned_share", "lateral_returned_share", "downward_returned_share"),
        ),
        "network": _network,
        "floor": _shares("silent_share", "top_1_share", "next_9_share"),
        "places": _shares(
            *("open_room_share", "direct_share", "cross_team_rooms_share"),
            "announcement_rooms_share",
        ),
        "load": _shares(
            *("after_hours_share", "after_hours_answers_share", "weekend_share"),
            *("holiday_share", "short_rest_share"),
        ),
        "survey": _shares(
            "survey_response_rate", "survey_overall_favourable", "information_underload"
        ),
        "mirror": _shares("mirror_people", "mirror_outside", "mirror_overlap"),
    }
)
