"""Whether the public gets an answer, and how soon."""

from toolkit.conversations.answered import answered
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import waits
from toolkit.results import Measures

SCOPE = "external"
HORIZONS = {"answered_1h": 1, "answered_24h": 24, "answered_72h": 72, "answered_7d": 168}


def answers(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Share of the public's openers answered within 1, 24, 72 hours and 7 days (measure M2).

    An opener counts for a horizon only if it was watched for that long, so that the end of the
    export never makes an organisation look slow. Calendar hours: the public's own clock.
    ``months``, as 202601, keeps the openers of these months; the tables reach before and after.
    """
    found = waits(messages, accounts, observation_window, quiet_hours=quiet_hours, months=months)
    gauges = {Gauge(name, "M2", "share", min_n): hours for name, hours in HORIZONS.items()}
    return tuple(answered(gauge, found, hours) for gauge, hours in gauges.items())
