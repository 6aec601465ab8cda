"""The response time that a client reads on its Facebook page, to be held beside ours."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import waits
from toolkit.results import Measures
from toolkit.stats import mean_interval

SCOPE = "external"


def as_facebook(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    fastest: float = 0.9,
    min_n: int = 15,
) -> Measures:
    """Mean wait of the fastest nine answers in ten, in seconds, as Facebook counts (measure M3).

    It leaves out the slowest tenth and whoever is never answered, so that it cannot be compared
    with a median that counts them; it is there for the client to find the page's number again.
    ``fastest`` is the share of answers kept. ``months`` as in ``answers``.
    """
    gauge = Gauge("first_response_as_facebook", "M3", "seconds", min_n)
    found = waits(messages, accounts, observation_window, quiet_hours=quiet_hours, months=months)
    waited = np.sort(found.calendar.waited[found.calendar.answered])
    if found.reason or not len(waited):
        return (gauge.missing(found.reason or "no_answer", people=found.people),)
    kept = waited[: max(1, int(fastest * len(waited)))]
    interval = mean_interval(kept, limits=(0.0, np.inf))
    return (gauge.value(float(kept.mean()), len(kept), interval, people=found.people),)
