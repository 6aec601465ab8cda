"""Who answers the public: people one can name, those who lead, or nobody in particular."""

import narwhals as nw

from toolkit.conversations.first_answers import FirstAnswers, first_answers
from toolkit.conversations.frames import SHOWN, Collected, Frame
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures

SCOPE = "external"


def first_reply(
    messages: Frame,
    accounts: Frame,
    cues: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Share of first answers given by identified persons, and by those who lead (measure M2).

    A signature makes a person of whoever writes for a brand. Answers of accounts that the client
    has not declared are not counted: unknown is not unsigned. ``months`` as in ``answers``.
    """
    found = first_answers(messages, accounts, cues, quiet_hours=quiet_hours, months=months)
    person = Gauge("first_reply_by_person_share", "M2", "share", min_n)
    leader = Gauge("first_reply_by_leader_share", "M2", "share", min_n)
    declared = found.rows.filter(nw.col("is_person") | nw.col("is_brand"))
    if not len(declared):
        return tuple(_unknown(gauge, found) for gauge in (person, leader))
    return _by_person(person, declared), _by_leader(leader, declared)


def _unknown(gauge: Gauge, found: FirstAnswers) -> Measure:
    people = found.rows["voice"].n_unique() or None
    return gauge.missing(found.reason or "no_kind", len(found.rows), people)


def _by_person(gauge: Gauge, declared: Collected) -> Measure:
    named = declared.filter(nw.col("is_person"))
    nameless = declared.filter(~nw.col("is_person"))["answer"].sort().head(SHOWN)
    people = declared["voice"].n_unique()
    return gauge.share(len(named), len(declared), people=people, evidence=tuple(nameless.to_list()))


def _by_leader(gauge: Gauge, declared: Collected) -> Measure:
    """Where persons answer and nobody said who leads, a share of leaders is not zero."""
    people = declared["voice"].n_unique()
    persons = declared.filter(nw.col("is_person"))
    if len(persons) and persons["is_leader"].is_null().all():
        return gauge.missing("no_people", len(declared), people)
    led = declared.filter(nw.col("is_leader").fill_null(value=False))["answer"].sort()
    evidence = tuple(led.head(SHOWN).to_list())
    return gauge.share(len(led), len(declared), people=people, evidence=evidence)
