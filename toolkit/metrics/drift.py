"""Whether an organisation drifts towards proselytism or proximity, month after month."""

from toolkit.conversations.coded import PROMOTIONAL
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.judged import ENOUGH, accuracy
from toolkit.conversations.proximity.evidence import Tables, gathered
from toolkit.conversations.proximity.goalposts import Goalposts
from toolkit.conversations.proximity.index import PRESUMED, Rules
from toolkit.conversations.proximity.monthly import Series, monthly
from toolkit.results import Measures
from toolkit.stats import (
    Break,
    likeliest_break,
    mann_kendall,
    theil_sen,
    theil_sen_interval,
    wilson,
)

SCOPE = "external"
MEASURES = {
    "proximity_drift": "points",
    "proximity_drift_p": "index",
    "proximity_drift_after": "index",
    "proximity_slope": "points",
    "proximity_trend_p": "index",
}
SURE = 0.05
PERMUTATIONS = 999


def drift(  # noqa: PLR0913  # seven tables, and what a consultant may set
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    marks: Frame,
    cues: Frame,
    labels: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    goalposts: Goalposts = Goalposts(),  # noqa: B008  # frozen: nobody can change it for others
    headcount: int | None = None,
    enough_coded: int = ENOUGH,
    quiet_hours: float = 24,
    min_n: int = 8,
    min_messages: int = 40,
    min_openers: int = 15,
    least: int = 4,
) -> Measures:
    """Change of the index where its series breaks most clearly, and its slope (measure M16).

    The index of each month with ``min_messages`` and ``min_openers``, of quarters where months
    are too small. Difference of the means after and before the break, at least ``least`` of them
    on either side, located exactly (Bai and Perron, 2003); how often chance shows as much (sup-F,
    Andrews, 1993, by 999 permutations): where that is 5 % or more, the interval reaches nought.
    Slope a month: Theil (1950), Sen (1968); trend: Mann (1945), Kendall (1975). A drift is one if
    p < .05 and the difference 5 points.
    """
    gauges = tuple(Gauge(name, "M16", unit, min_n) for name, unit in MEASURES.items())
    if months and _spanned(months) < 2 * least:
        return tuple(gauge.missing("too_few_months") for gauge in gauges)
    tables = Tables(messages, accounts, observation_window, marks, cues, labels, people)
    evidence = gathered(tables, months=months, quiet_hours=quiet_hours)
    right = accuracy(labels, "promotion", PROMOTIONAL, enough=enough_coded)
    coded = None if isinstance(right, str) else right
    rules = Rules(goalposts, headcount or evidence.headcount, coded, PRESUMED)
    if evidence.reason:
        return tuple(gauge.missing(evidence.reason) for gauge in gauges)
    series = monthly(evidence, rules, said=min_messages, heard=min_openers, fewest=2 * least)
    if series.reason:
        n, who = len(series.values), evidence.people
        return tuple(gauge.missing(series.reason, n, who) for gauge in gauges)
    return _measured(gauges, series, least, evidence.people)


def _spanned(months: tuple[int, int]) -> int:
    first, last = (month // 100 * 12 + month % 100 for month in months)
    return last - first + 1


def _measured(
    gauges: tuple[Gauge, ...], series: Series, least: int, people: int | None
) -> Measures:
    change, chance, after, slope, trend = gauges
    values, times, n = series.values, series.times, len(series.values)
    found = likeliest_break(values, least=least, permutations=PERMUTATIONS)
    curve = tuple(zip(series.months.astype(float).tolist(), values.tolist(), strict=True))
    low, high = (float(end) for end in found.reach)
    p, steepness = mann_kendall(values), theil_sen(values, times)
    return (
        change.value(found.difference, n, _reach(found), people=people, curve=curve),
        chance.value(found.p, n, _permuted(found.p), people=people),
        after.value(float(found.after), n, (low, high), people=people),
        slope.value(steepness, n, theil_sen_interval(values, times, level=0.95), people=people),
        trend.value(p, n, (p, p), people=people),
    )


def _reach(found: Break) -> tuple[float, float]:
    """Return the interval of the difference; it holds nought where chance shows as much."""
    low, high = found.spread
    return (low, high) if found.p < SURE else (min(low, 0.0), max(high, 0.0))


def _permuted(p: float) -> tuple[float, float]:
    return wilson(round(p * (PERMUTATIONS + 1)), PERMUTATIONS + 1)
