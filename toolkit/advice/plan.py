"""When an advice begins and is measured again, and which tools may serve it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from toolkit.catalogue import Catalogue, Constraints, families_for, short_list
from toolkit.results import Offer, Offered, Recommendation

TO_TELL = dt.timedelta(days=28)  # to bring the export in, audit it and talk it over
FIRST_STEP = dt.timedelta(days=14)
MOST = 3  # families of tools: more would be a catalogue, not advice


def begins(last: str | None, said: dt.date | None = None) -> dt.date | None:
    """Return the day on which the client begins: what it said, or a Monday after the audit.

    Reckoned from the last day of messages, so that the same export gives the same dates.
    """
    if said or not last:
        return said
    day = dt.date.fromisoformat(last) + TO_TELL
    return day + dt.timedelta(days=-day.weekday() % 7)


def dated(
    advice: Iterable[Recommendation], begins_on: dt.date | None
) -> tuple[Recommendation, ...]:
    """Give each advice the day of its first step and the day on which it is measured again."""
    if begins_on is None:
        return tuple(advice)
    first = (begins_on + FIRST_STEP).isoformat()
    return tuple(
        replace(
            one,
            first_step_by=first,
            measured_on=(begins_on + dt.timedelta(weeks=one.action.lead_weeks)).isoformat(),
        )
        for one in advice
    )


def equipped(
    advice: Iterable[Recommendation], catalogue: Catalogue, constraints: Constraints
) -> tuple[Recommendation, ...]:
    """Give each advice the families of tools that may serve it, and a short list of each."""
    return tuple(replace(one, offers=_offers(one.rule, catalogue, constraints)) for one in advice)


def _offers(rule: str, catalogue: Catalogue, constraints: Constraints) -> tuple[Offer, ...]:
    shelves = short_list(catalogue, families_for(catalogue, [rule]), constraints)
    filled = (shelf for shelf in shelves if shelf.choices)
    return tuple(
        Offer(
            family=shelf.family.name,
            tools=tuple(Offered(tool=one.tool.name, why=one.why) for one in shelf.choices),
        )
        for shelf in filled
    )[:MOST]
