"""What the audit finds: a measure, where it holds, what it is worth, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import TypeAlias

WHOLE = "all"  # the whole organisation, or the whole span


class Status(StrEnum):
    """Whether a number may be relied upon."""

    OK = "ok"
    FEW = "few"
    SUPPRESSED = "suppressed"
    NOT_COMPUTABLE = "not_computable"


class Level(StrEnum):
    """What a yardstick says of a measure; doubt is never a verdict."""

    STRENGTH = "strength"
    RISK = "risk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number, what it rests on, and where to look to believe it.

    ``unit`` is one of ``share`` (0-1), ``voices``, ``seconds``, ``per_post``, ``per_1000``
    (followers), ``turns`` (of a conversation), ``points`` (0-100), ``index``.
    ``n`` counts what the number was computed on; ``people`` how many people it describes, where
    it describes people. ``evidence`` holds message identifiers, never text.
    """

    id: str
    code: str
    unit: str
    n: int
    value: float | None = None
    interval: tuple[float, float] | None = None
    status: Status = Status.OK
    reason: str | None = None
    people: int | None = None
    evidence: tuple[str, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number that is half said."""
        if (self.value is None) != (self.status in (Status.SUPPRESSED, Status.NOT_COMPUTABLE)):
            raise ValueError(f"{self.id}: a value is there exactly when the status is ok or few")
        if (self.value is None) != (self.reason is not None):
            raise ValueError(f"{self.id}: a missing value has a reason, and a value has none")
        if self.value is not None and not isfinite(self.value):
            raise ValueError(f"{self.id}: a value is a finite number")
        if self.interval is not None and not self._surrounded():
            raise ValueError(f"{self.id}: an interval surrounds its value")

    def _surrounded(self) -> bool:
        if self.value is None or self.interval is None:
            return False
        low, high = self.interval
        return low - 1e-12 <= self.value <= high + 1e-12


Measures: TypeAlias = tuple[Measure, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A measure where it holds: outward or inward, for which group, over which period.

    ``scope`` is ``external`` or ``internal``; ``group`` and ``period`` are ``all`` or an
    identifier of the release (a team or account, a month such as ``2026-03``).
    """

    scope: str
    group: str
    period: str
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What a measure is compared with, and who says so.

    ``risk`` and ``strength`` are values of the measure; where ``strength`` lies below ``risk``
    less is better. ``basis`` is ``published``, ``convention`` or ``own``.
    """

    measure: str
    risk: float
    strength: float
    enough: int
    source: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the client's audit before found, up to ``last`` (2026-01-31), and what changed since.

    ``change`` is ``better`` or ``worse`` where there is a yardstick, else ``other``, and ``same``
    where chance explains the difference.
    """

    value: float
    last: str
    change: str


@dataclass(frozen=True, kw_only=True)
class Peers:
    """What similar clients have: how many they are, and their quartiles; no client's own value."""

    n: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one measure of the whole organisation is worth against its yardstick.

    ``before`` and ``peers`` are there where there is an audit before, and enough similar clients.
    """

    measure: str
    scope: str
    level: Level
    value: float | None
    interval: tuple[float, float] | None
    n: int
    status: Status
    yardstick: Yardstick | None
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    before: Before | None = None
    peers: Peers | None = None


Findings: TypeAlias = Mapping[str, Finding]
Because: TypeAlias = tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Target:
    """How one will know that the advice worked: a measure, from where, to where.

    ``target`` lies half of the way from ``baseline`` to ``strength``, the yardstick's better line.
    """

    measure: str
    baseline: float
    target: float
    strength: float


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A measure that must not worsen meanwhile, and what it is today where that is known."""

    measure: str
    baseline: float | None


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A tool of a short list, and why it is there: names of reasons, the strongest first."""

    tool: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A family of tools that may serve, and the short list under the client's constraints."""

    family: str
    tools: tuple[Offered, ...]


@dataclass(frozen=True, kw_only=True)
class Action:
    """What a piece of advice costs, how sure we are of it, and what guards it.

    ``effort_days`` are the fewest and the most working days of the first cycle; ``effect`` the
    share of the way from today to the strength line that it covers: at least, likely, at most.
    ``grade`` is A (controlled introduction) to D (opinion). ``guard`` names the measures that
    must not worsen, ``after`` the advice that comes first, ``instead_of`` the advice that it
    silences where both are called for.
    """

    family: str
    owner: str
    effort_days: tuple[float, float]
    cost: str
    lead_weeks: int
    effect: tuple[float, float, float]
    grade: str
    reversible: bool = True
    guard: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the consultant made of a piece of advice, on which day and by whom (initials).

    ``choice`` is ``accepted``, ``reworded``, ``rejected`` or ``added``; ``texts`` hold, by
    language, the consultant's own words: ``title``, ``summary``, ``action``, ``first_step``, and
    ``comment``. What was proposed stays in the recommendations.
    """

    rule: str
    choice: str
    on: str
    by: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def said(self, language: str, part: str) -> str:
        """Return the consultant's words for a part, empty where there are none."""
        return self.texts.get(language, {}).get(part, "")


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One piece of advice, the findings that justify it, and its place among the others.

    ``gain`` is what it may bring, at least, likely and at most, in widths between the two lines
    of a yardstick; ``grade`` that of the action after what was found here; ``ranks`` the best and
    the worst place it takes where effort and effect are off by 30 %; ``silenced`` the advice that
    it replaces, ``evidence`` the messages that the findings point to. ``first_step_by`` and
    ``measured_on`` are days (2026-01-31), empty where no message has a date and the client's
    settings have no ``starts_on``.
    """

    rule: str
    because: tuple[str, ...]
    targets: tuple[Target, ...]
    action: Action
    grade: str
    gain: tuple[float, float, float]
    priority: float
    ranks: tuple[int, int]
    evidence: tuple[str, ...] = ()
    silenced: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    offers: tuple[Offer, ...] = ()
    first_step_by: str = ""
    measured_on: str = ""

    @property
    def recommended(self) -> bool:
        """Whether the proof allows "we recommend"; below B we only suggest."""
        return self.grade in ("A", "B")
