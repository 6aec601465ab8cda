"""Who is heard inside: whether a few write nearly everything, and how many never write."""

from functools import partial
from math import ceil

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import Writers, writers
from toolkit.results import Measure, Measures
from toolkit.stats import Statistic, bootstrap, gini, rank_share

SCOPE = "internal"


def participation(
    interactions: Frame, people: Frame, *, smallest: int = 5, min_n: int = 15
) -> Measures:
    """How unequally people write, silent people included (measure M22).

    Gini's plain index over the roster: one who says everything among n gives (n - 1) / n;
    multiply by n / (n - 1) for the small-sample version. Over those who wrote only it would be
    another, lower number. Then the share of silent people, and the share of all messages by the
    most active 1 % and by the next 9 % (Nielsen, 2006), unless these are fewer than
    ``smallest`` people. Intervals are drawn over people.
    """
    gauges = tuple(
        Gauge(name, "M22", unit, min_n)
        for name, unit in (
            ("participation_gini", "index"),
            ("silent_share", "share"),
            ("top_1_share", "share"),
            ("next_9_share", "share"),
        )
    )
    held = writers(interactions, people)
    size, total = int(held.people.sum()), int(held.messages @ held.people)
    if not total:
        reason = "no_messages" if size else "no_people"
        return tuple(gauge.missing(reason, 0, size or None) for gauge in gauges)
    index, silent, top, rest = gauges
    first, tenth = ceil(size * 0.01), ceil(size * 0.10)
    quiet = int(held.people[held.messages == 0].sum())
    return (
        _drawn(index, held, partial(gini, held.messages), n=size, people=size),
        silent.share(quiet, size, people=size),
        _ranked(top, held, 0, first, smallest),
        _ranked(rest, held, first, tenth, smallest),
    )


def _ranked(gauge: Gauge, held: Writers, first: int, last: int, smallest: int) -> Measure:
    total = int(held.messages @ held.people)
    if last - first < smallest:
        return gauge.missing("too_few_people", total)
    what = partial(rank_share, held.messages, first=first, last=last)
    return _drawn(gauge, held, what, n=total, people=last - first)


def _drawn(gauge: Gauge, held: Writers, what: Statistic, *, n: int, people: int) -> Measure:
    interval = bootstrap(held.people, what, limits=(0.0, 1.0))
    size = int(held.people.sum())
    return gauge.value(float(what(held.people)), n, interval, people=people, rests_on=size)
