"""What may go wrong and what may be gained, for this firm, read from ``templates/registers``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from toolkit.firm.claims import CLAIMS, PECULIAR, Claims
from toolkit.templates import entry, sound, tables

RISKS, BENEFITS = "registers/risks.toml", "registers/benefits.toml"
LOWEST, HIGHEST = 1, 5

Confidence: TypeAlias = Literal["own", "quoted", "to_check"]
Jurisdiction: TypeAlias = Literal["", "FR", "EU", "FR_EU"]
Source: TypeAlias = Literal[
    "",
    "third_parties",
    "article",
    "law_firms",
    "ministry",
    "regulator",
    "trade_bodies",
    "code_copy",
]
Owner: TypeAlias = Literal["direction", "communication", "human_resources", "speakers", "counsel"]


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk: when it applies, how likely and how serious from 1 to 5, and where it is said.

    It applies where one of ``when`` and all of ``also`` hold. ``confidence`` is ``own`` where it
    rests on no text, ``quoted`` where the text was read in a source that quotes it, else
    ``to_check``; ``checked_on`` is the day of that reading.
    """

    name: str
    when: tuple[str, ...]
    likelihood: int
    impact: int
    owner: Owner
    confidence: Confidence
    also: tuple[str, ...] = ()
    more_likely: tuple[str, ...] = ()
    less_likely: tuple[str, ...] = ()
    more_serious: tuple[str, ...] = ()
    fast: bool = False  # it grows within hours
    hidden: bool = False  # one hears of it late
    texts: tuple[str, ...] = ()  # laws, rulings and rules that it rests on
    source: Source = ""
    jurisdiction: Jurisdiction = ""
    checked_on: date | None = None

    @property
    def established(self) -> bool:
        """Whether its texts may be printed as read: somewhere, on a day that is known."""
        read = self.confidence == "quoted" and self.checked_on is not None
        return self.confidence == "own" or read


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """A benefit: when it applies, what it needs, what would show it, and how good the proof is."""

    name: str
    when: tuple[str, ...]
    months: int
    grade: Literal["A", "B", "C", "D"]
    also: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Faced:
    """A risk as this firm faces it; ``perhaps`` where an answer that it depends on is missing."""

    risk: Risk
    likelihood: int
    impact: int
    perhaps: bool


def read_risks(path: Path) -> Mapping[str, Risk]:
    """Read the register of risks; ``TemplateError`` says everything that is wrong."""
    read = {name: entry(table, Risk, name=name) for name, table in tables(path).items()}
    return sound(path, read, Risk, _faults(read))


def read_benefits(path: Path) -> Mapping[str, Benefit]:
    """Read the register of benefits; ``TemplateError`` says everything that is wrong."""
    read = {name: entry(table, Benefit, name=name) for name, table in tables(path).items()}
    return sound(path, read, Benefit, _unknown(read))


def _faults(read: Mapping[str, Risk | str]) -> Iterator[str]:
    yield from _unknown(read)
    for name, risk in read.items():
        if not isinstance(risk, Risk):
            continue
        if not all(LOWEST <= one <= HIGHEST for one in (risk.likelihood, risk.impact)):
            yield f"[{name}] likelihood and impact go from {LOWEST} to {HIGHEST}"
        if risk.texts and not (risk.jurisdiction and risk.confidence != "own"):
            yield f"[{name}] texts have a jurisdiction, and a confidence of quoted or to_check"
        if risk.confidence == "quoted" and not risk.source:
            yield f"[{name}] what was quoted has its source"


def _unknown(read: Mapping[str, Risk | str] | Mapping[str, Benefit | str]) -> Iterator[str]:
    for name, one in read.items():
        if lost := _named(one) - {*CLAIMS}:
            yield f"[{name}] does not know {', '.join(sorted(lost))}; there is: {', '.join(CLAIMS)}"


def _named(one: Risk | Benefit | str) -> set[str]:
    """Return the claims that an entry is written with."""
    if isinstance(one, str):
        return set()
    more = (one.more_likely, one.less_likely, one.more_serious) if isinstance(one, Risk) else ()
    return {*one.when, *one.also, *(name for names in more for name in names)}


def faced(risks: Mapping[str, Risk], firm: Claims) -> tuple[Faced, ...]:
    """Return the risks of a firm, the gravest first; of two alike, that of its trade."""
    found = [_faced(risk, firm) for risk in risks.values() if _holds(risk, firm.possible)]
    return tuple(sorted(found, key=lambda one: (-weight(one), one.perhaps, not _own(one, firm))))


def _own(one: Faced, firm: Claims) -> bool:
    """Whether a risk comes of the firm's trade or of what is sensitive in it."""
    return bool({*one.risk.when} & firm.sure & {*PECULIAR})


def weight(one: Faced) -> int:
    """Return where a risk stands in the order: how serious, then how likely; no product of both."""
    zone = (one.impact >= 4) + (one.likelihood >= 3)  # the halves of the matrix
    return zone * 100 + one.impact * 10 + one.likelihood


def gained(benefits: Mapping[str, Benefit], firm: Claims) -> tuple[Benefit, ...]:
    """Return what a firm may gain, for sure; the best proof and the shortest wait come first."""
    found = [one for one in benefits.values() if _holds(one, firm.sure)]
    return tuple(sorted(found, key=lambda one: (one.grade, one.months, one.name)))


def _faced(risk: Risk, firm: Claims) -> Faced:
    likelihood = risk.likelihood
    likelihood += _counts(risk.more_likely, firm) - _counts(risk.less_likely, firm)
    return Faced(
        risk=risk,
        likelihood=min(max(likelihood, LOWEST), HIGHEST),
        impact=min(risk.impact + _counts(risk.more_serious, firm), HIGHEST),
        perhaps=not _holds(risk, firm.sure),
    )


def _counts(names: tuple[str, ...], firm: Claims) -> int:
    return len({*names} & firm.sure)


def _holds(one: Risk | Benefit, true: frozenset[str]) -> bool:
    return bool({*one.when} & true) and {*one.also} <= true
