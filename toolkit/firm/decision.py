"""Whether to go: vetoes first, then weighed criteria, then what a single answer would change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

from toolkit.firm.capacity import level, room
from toolkit.firm.profile import (
    DECIDING,
    Profile,
    Value,
    alternatives,
    answered,
    readings,
)
from toolkit.firm.settings import Outcome, Settings

TOP = 4
PUBLICS: Mapping[str, int] = MappingProxyType({"none": 0, "few": 1, "some": 2, "many": 3})
VOICES = (0, 1, 3, 4)  # by the number of people who would speak
SPOKEN: Mapping[str, int] = MappingProxyType({"none": -2, "some": -1, "all": 0})
BUYING: Mapping[str, int] = MappingProxyType({"rarely": 0, "sometimes": 1, "often": 2})
HIRING: Mapping[str, int] = MappingProxyType({"no": 0, "this_year": 1, "now": 2})
CHANNELS: Mapping[str, int] = MappingProxyType({"enough": 0, "dear": 2, "missing": 4})
OFTEN = 10  # questions a week from which the publics do nothing but ask
VETOES = ("authority", "rules", "gate")
WHYS = (*VETOES, "no_publics", "no_voice", "one_voice", "time", "score")
DOWN = tuple(reversed(Outcome))
CRITERIA = ("publics", "capacity", "voices", "usefulness", "alternatives")


class Reading(NamedTuple):
    """One way in which all the answers may be true: criteria from 0 to 4, then what they allow."""

    publics: int
    capacity: int
    room: Outcome
    voices: int
    volunteers: int
    usefulness: int
    alternatives: int
    vetoes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Flip:
    """One answer that, changed alone, would change the outcome; ``field`` may be ``gate``."""

    field: str
    value: Value
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is proposed, how sure it is, and why nothing more is.

    ``possible`` are the least and the most that the answers leave open; ``score`` and ``criteria``
    are given at least and at most; ``vetoes`` and ``reasons``, which stand in the way of the
    next outcome, hold for sure; ``doubts`` may hold.
    """

    outcome: Outcome
    possible: tuple[Outcome, Outcome]
    score: tuple[float, float]
    criteria: Mapping[str, tuple[int, int]]
    vetoes: tuple[str, ...]
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    flips: tuple[Flip, ...]


def decide(profile: Profile, settings: Settings, *, gate_open: bool = True) -> Decision:
    """Return the outcome of a profile; ``gate_open`` says whether the staff may be measured."""
    found = every_reading(profile, settings, gate_open=gate_open)
    outcome = _outcome(found, settings)
    scores = [score(one, settings) for one in found]
    open_to = {allowed(one, settings) for one in found}
    sure, doubts = _held([_in_the_way(one, outcome, settings) for one in found])
    return Decision(
        outcome=outcome,
        possible=(min(open_to), max(open_to)),
        score=(min(scores), max(scores)),
        criteria={name: _range(found, name) for name in CRITERIA},
        vetoes=tuple(name for name in sure if name in VETOES),
        reasons=tuple(name for name in sure if name not in VETOES),
        doubts=doubts,
        flips=tuple(_flips(profile, settings, outcome, gate_open=gate_open)),
    )


def proposed(profile: Profile, settings: Settings, *, gate_open: bool = True) -> Outcome:
    """Return the outcome of a profile alone, without why."""
    return _outcome(every_reading(profile, settings, gate_open=gate_open), settings)


def score(reading: Reading, settings: Settings) -> float:
    """Return the weighed criteria as points from 0 to 100."""
    weights = settings.weights
    return (
        weights.publics * reading.publics
        + weights.capacity * reading.capacity
        + weights.voices * reading.voices
        + weights.usefulness * reading.usefulness
        + weights.alternatives * reading.alternatives
    ) / TOP


def allowed(reading: Reading, settings: Settings) -> Outcome:
    """Return the most that one reading of the answers allows."""
    return next(one for one in DOWN if next(_missing(reading, one, settings), None) is None)


def _missing(reading: Reading, outcome: Outcome, settings: Settings) -> Iterator[str]:
    """Name what an outcome lacks; nothing where it is open."""
    if outcome is Outcome.NOT_GOING:
        return
    if not reading.publics:
        yield "no_publics"
    if reading.room < outcome:
        yield "time"
    if outcome >= Outcome.ONE_CHANNEL:
        yield from _speechless(reading, outcome, settings)


def _speechless(reading: Reading, outcome: Outcome, settings: Settings) -> Iterator[str]:
    """Name what speaking lacks."""
    if reading.vetoes:
        yield "veto"
    if not reading.voices:
        yield "no_voice"
    if outcome is Outcome.SEVERAL_VOICES and reading.volunteers == 1:
        yield "one_voice"
    if score(reading, settings) < _needed(outcome, settings):
        yield "score"


def _needed(outcome: Outcome, settings: Settings) -> float:
    threshold = settings.threshold
    several = outcome is Outcome.SEVERAL_VOICES
    return threshold.several_voices if several else threshold.one_channel


def _outcome(found: frozenset[Reading], settings: Settings) -> Outcome:
    """Act on what holds in every reading; between going and not going, listen to find out."""
    open_to = {allowed(one, settings) for one in found}
    if min(open_to) is Outcome.NOT_GOING and len(open_to) > 1:
        return Outcome.LISTENING
    return min(open_to)


def _in_the_way(reading: Reading, outcome: Outcome, settings: Settings) -> frozenset[str]:
    """Name what stands, in one reading, between the outcome and the next one."""
    if outcome is Outcome.SEVERAL_VOICES:
        return frozenset()
    missing = _missing(reading, Outcome(outcome + 1), settings)
    return frozenset((*reading.vetoes, *(name for name in missing if name != "veto")))


def _held(every: Sequence[frozenset[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what holds in every reading, and what holds in some."""
    sure, some = frozenset.intersection(*every), frozenset.union(*every)
    return (
        tuple(name for name in WHYS if name in sure),
        tuple(name for name in WHYS if name in some - sure),
    )


def _range(found: frozenset[Reading], name: str) -> tuple[int, int]:
    levels = [int(getattr(one, name)) for one in found]
    return min(levels), max(levels)


def _flips(
    profile: Profile, settings: Settings, now: Outcome, *, gate_open: bool
) -> Iterator[Flip]:
    """Change one answer at a time, to each of its values, and keep what changes the outcome."""
    for field in DECIDING:
        seen: set[Outcome] = set()
        for value in _nearest_first(profile, field):
            changed = answered(profile, field, value)
            then = proposed(changed, settings, gate_open=gate_open)
            if then is not now and then not in seen:
                seen.add(then)
                yield Flip(field=field, value=value, outcome=then)
    if not gate_open:
        then = proposed(profile, settings)
        if then is not now:
            yield Flip(field="gate", value=None, outcome=then)


def _nearest_first(profile: Profile, field: str) -> tuple[Value, ...]:
    """Return the values of a field, those nearest to the present answer first."""
    every = alternatives(field)
    said: Value = getattr(profile, field)
    if said is None or isinstance(said, str):
        start = every.index(said) if said in every else 0
        return tuple(sorted(every, key=lambda one: abs(every.index(one) - start)))
    numbers = [one for one in every if isinstance(one, int | float)]
    return tuple(sorted(numbers, key=lambda one: abs(one - said)))


def every_reading(profile: Profile, settings: Settings, *, gate_open: bool) -> frozenset[Reading]:
    """Return the readings of the answers that bound all others.

    Options stand from the least to the most favourable, so both ends of an answer in doubt are
    enough, but for the number of questions: they call for an answer and for time.
    """
    groups = [
        {part(settings, *values) for values in product(*(_ends(profile, f) for f in fields))}
        for fields, part in PARTS
    ]
    gate = () if gate_open or "staff_measured" not in profile.uses else ("gate",)
    return frozenset(
        Reading._make((*demand, *voices, *useful, *other, (*vetoes, *gate)))
        for demand, voices, useful, other, vetoes in product(*groups)
    )


def _ends(profile: Profile, field: str) -> tuple[Value, ...]:
    every = readings(profile, field)
    return every if field == "asked_per_week" else (every[0], every[-1])


def _demand(
    settings: Settings, publics: str, asked: float, hours: float
) -> tuple[int, int, Outcome]:
    """Return whether the publics are there, whether the time is, and what the time allows."""
    asking = (asked >= 1) + (asked >= OFTEN)
    there = min(PUBLICS[publics] + asking, TOP)
    return there, level(hours, asked, settings), room(hours, asked, settings)


def _voices(_settings: Settings, volunteers: float, languages: str) -> tuple[int, int]:
    people = int(volunteers)
    spoken = VOICES[min(people, len(VOICES) - 1)] + SPOKEN[languages]
    return max(spoken, 0), min(people, len(VOICES) - 1)


def _usefulness(_settings: Settings, buying: str, hiring: str) -> tuple[int]:
    return (BUYING[buying] + HIRING[hiring],)


def _alternatives(_settings: Settings, channels: str) -> tuple[int]:
    return (CHANNELS[channels],)


def _vetoes(_settings: Settings, authority: str, rules: str) -> tuple[str, ...]:
    said = {"authority": authority == "nobody", "rules": rules == "unmet"}
    return tuple(name for name, holds in said.items() if holds)


PARTS: tuple[tuple[tuple[str, ...], Callable[..., tuple[Any, ...]]], ...] = (
    (("publics", "asked_per_week", "hours_per_week"), _demand),
    (("volunteers", "languages"), _voices),
    (("buying", "hiring"), _usefulness),
    (("channels",), _alternatives),
    (("authority", "rules"), _vetoes),
)
