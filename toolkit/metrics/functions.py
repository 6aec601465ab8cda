"""What the organisation's messages do: inform, speak with people, or ask them to act."""

import numpy as np

from toolkit.conversations.coded import FUNCTIONS, UNCLASSIFIED, Mix, mix
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, bootstrap, cramers_v, effective_number, homogeneity, wilson

SCOPE = "external"
SHARES = {
    "information_share": "information",
    "community_share": "community",
    "action_share": "action",
    "unclassified_share": UNCLASSIFIED,
}


def functions(
    messages: Frame,
    accounts: Frame,
    labels: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 40,
) -> Measures:
    """Share of messages that inform, build community, or call for action (measure M12).

    The functions of Lovejoy and Saxton (2012), as the machine labels them: its errors are those
    of ``machine_accuracy_function``. What it cannot classify is a share of its own, never dealt
    out among the others. The evenness of the three is Shannon's (1948) entropy over ln 3; their
    drift from the first to the second half of the time is Cramér's (1946) V, beside how often
    chance alone would make as much of it.
    """
    found = mix(messages, accounts, labels, "function", months)
    shares = (
        found.share(Gauge(name, "M12", "share", min_n), label) for name, label in SHARES.items()
    )
    return (
        *shares,
        _evenness(Gauge("function_entropy", "M12", "index", min_n), found),
        *_drift(found, min_n),
    )


def _evenness(gauge: Gauge, found: Mix) -> Measure:
    counts = np.asarray([found.times(label) for label in FUNCTIONS], dtype=np.float64)
    if not counts.sum():
        return gauge.missing(found.reason or "all_unclassified", people=found.people)
    interval = bootstrap(counts, _entropy, limits=(0.0, 1.0))
    return gauge.value(float(_entropy(counts)), int(counts.sum()), interval, people=found.people)


def _entropy(counts: Numbers) -> Numbers:
    return np.asarray(np.log(effective_number(counts)) / np.log(len(FUNCTIONS)), dtype=np.float64)


def _drift(found: Mix, min_n: int) -> Measures:
    strength = Gauge("function_drift_v", "M12", "index", min_n)
    chance = Gauge("function_drift_p", "M12", "share", min_n)
    halves = found.halves((*FUNCTIONS, UNCLASSIFIED))
    if halves is None:
        reason = found.reason or "one_half"
        return tuple(one.missing(reason, people=found.people) for one in (strength, chance))
    n, least = int(halves.sum()), int(halves.sum(axis=1).min())

    def differing(draws: Numbers) -> Numbers:
        return cramers_v(draws.reshape(*draws.shape[:-1], *halves.shape))

    reach = bootstrap(halves.ravel(), differing, limits=(0.0, 1.0))
    as_far, dealings = homogeneity(halves)
    reached = wilson(as_far, dealings)
    return (
        strength.value(float(cramers_v(halves)), n, reach, people=found.people, rests_on=least),
        chance.value(as_far / dealings, n, reached, people=found.people, rests_on=least),
    )
