"""What may leave the vault: the only thing that notebooks, pages and reports can read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from toolkit.errors import DeliveryError
from toolkit.results import Cell, Decision, Finding, Recommendation

FACTS = "release.json"
FINDINGS = "findings.json"


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose audit it is, and over which days (``first`` and ``last`` as 2026-01-31).

    ``headcount`` is what the client said of its size.
    """

    client: str
    name: str
    profile: str
    language: str
    simulated: bool
    k: int
    first: str | None
    last: str | None
    headcount: int | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """What one importer read, in counts."""

    platform: str
    importer: str
    scope: str
    read: int
    ignored: int
    unknown: int
    rejected: int
    messages: int
    first: str | None
    last: str | None
    inbound_complete: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the organisation that may be shown apart.

    ``kind`` is ``account`` (an official account), ``people`` (personal accounts together) or
    ``team``; ``label`` is the official name, empty where the words of the language serve.
    """

    id: str
    scope: str
    kind: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Bond:
    """How much two teams are in touch, or one within itself: the share of possible ties.

    ``share`` is None where it would show fewer than k people; teams without a tie have no bond.
    """

    src: str
    dst: str
    share: float | None


@dataclass(frozen=True, kw_only=True)
class Firm:
    """What a small firm answered to the questions of its brief, but for what it keeps to itself.

    ``gate_open`` says whether its staff may be measured.
    """

    answers: Mapping[str, Any]
    gate_open: bool


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The released numbers and what they rest on; ``bonds`` are those of teams inside.

    ``firm`` is there where a small firm answered the questions of its brief.
    """

    about: About
    sources: tuple[Source, ...]
    groups: tuple[Group, ...]
    cells: tuple[Cell, ...]
    bonds: tuple[Bond, ...] = ()
    firm: Firm | None = None


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """The released findings and the advice that rests on them.

    ``stable`` is the share of other samples in which at most one of the first five pieces of
    advice changes; ``begins`` the day on which the client begins. ``decisions`` are those of the
    consultant, beside what was proposed.
    """

    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]
    stable: float = 1.0
    begins: str = ""
    decisions: tuple[Decision, ...] = ()

    @property
    def kept(self) -> tuple[Recommendation, ...]:
        """The advice that the consultant did not reject, in order."""
        gone = {one.rule for one in self.decisions if one.choice == "rejected"}
        return tuple(one for one in self.recommendations if one.rule not in gone)

    def decision(self, rule: str) -> Decision | None:
        """Return what the consultant decided of a piece of advice, if anything."""
        return next((one for one in self.decisions if one.rule == rule), None)


@dataclass(frozen=True, kw_only=True)
class Release:
    """Everything that the reports of one audit may know."""

    facts: Facts
    verdicts: Verdicts

    def cells(
        self, scope: str, *, group: str | None = None, period: str | None = None
    ) -> tuple[Cell, ...]:
        """Return the cells of a scope, of one group and period where they are given."""
        return tuple(
            cell
            for cell in self.facts.cells
            if cell.scope == scope and group in (None, cell.group) and period in (None, cell.period)
        )


def with_decisions(given: Release, decisions: tuple[Decision, ...]) -> Release:
    """Return a release with the consultant's decisions as they stand now."""
    return replace(given, verdicts=replace(given.verdicts, decisions=decisions))


def encode(part: Facts | Verdicts) -> bytes:
    """Return the same bytes for the same content, indented for a reader."""
    return msgspec.json.format(msgspec.json.encode(part, order="deterministic"), indent=1) + b"\n"


def read(folder: Path) -> Release:
    """Read a release folder; ``DeliveryError`` where it is missing or incomplete."""
    try:
        facts = msgspec.json.decode((folder / FACTS).read_bytes(), type=Facts)
        verdicts = msgspec.json.decode((folder / FINDINGS).read_bytes(), type=Verdicts)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DeliveryError("there is no release yet: run `vivevoix audit` first") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DeliveryError("the release is not complete: run `vivevoix audit` again") from error
    return Release(facts=facts, verdicts=verdicts)
