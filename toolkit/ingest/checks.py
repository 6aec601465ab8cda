"""How far an import can be relied on, looked at from every side: good, a warning, or a stop."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from toolkit.ingest.intake import Intake

SHORT, TOO_SHORT = 28, 7  # days watched: under a month is a hint, under a week is nothing
REJECTED, TOO_REJECTED = 0.01, 0.2  # share of rows refused
Tables = Mapping[str, pl.LazyFrame]


class Grade(StrEnum):
    """How far the data can be relied on, seen from one side."""

    GOOD = "good"
    WARNING = "warning"
    STOP = "stop"


@dataclass(frozen=True)
class Gap:
    """Days without a word in a source that usually speaks, both ends in it."""

    first: str
    last: str
    days: int


@dataclass(frozen=True)
class Passage:
    """What came in from one source.

    ``given`` are messages read before what came twice was merged, ``zoned`` those whose time zone
    is known, ``weeks`` the messages of each ISO week, ``kinds`` the reasons why rows were refused.
    """

    platform: str
    importer: str
    scope: str
    messages: int
    given: int
    writers: int
    first: str | None
    last: str | None
    days: int
    zoned: int
    inbound_complete: str
    gaps: tuple[Gap, ...]
    weeks: tuple[tuple[int, int], ...]
    rows: Mapping[str, int]
    kinds: Mapping[str, int]


@dataclass(frozen=True)
class Check:
    """One side from which the data were looked at: how far they can be relied on, and numbers."""

    id: str
    grade: Grade
    counts: Mapping[str, int]


def checks(intake: Intake, passages: Sequence[Passage], tables: Tables, k: int) -> Iterator[Check]:
    """Yield what to think of an import; fewer than ``k`` people inside are never shown."""
    yield _messages(passages)
    yield _span(passages)
    yield _gaps(passages)
    yield _refused(intake, passages)
    yield _files(intake)
    yield _granted(intake)
    yield _repeated(passages)
    yield _zones(passages)
    yield from _outward(intake, passages, tables)
    yield from _inward(tables, k)


def _worst(*, stop: bool, warning: bool) -> Grade:
    return Grade.STOP if stop else Grade.WARNING if warning else Grade.GOOD


def _messages(passages: Sequence[Passage]) -> Check:
    count = sum(one.messages for one in passages)
    return Check("messages", _worst(stop=not count, warning=False), {"n": count})


def _span(passages: Sequence[Passage]) -> Check:
    longest = max((one.days for one in passages), default=0)
    grade = _worst(stop=longest < TOO_SHORT, warning=longest < SHORT)
    return Check("span", grade, {"days": longest})


def _gaps(passages: Sequence[Passage]) -> Check:
    found = [gap for one in passages for gap in one.gaps]
    longest = max((gap.days for gap in found), default=0)
    grade = _worst(stop=False, warning=bool(found))
    return Check("gaps", grade, {"n": len(found), "days": longest})


def _refused(intake: Intake, passages: Sequence[Passage]) -> Check:
    refused = sum(count for one in passages for count in one.kinds.values())
    share = refused / max(1, refused + sum(sum(one.rows.values()) for one in passages))
    grade = _worst(stop=share > TOO_REJECTED, warning=share > REJECTED)
    return Check("refused", grade, {"n": refused, "kept": sum(intake.rows.values())})


def _files(intake: Intake) -> Check:
    unknown = sum(one.outcome == "unknown" for one in intake.files)
    doubtful = sum(one.outcome == "ambiguous" for one in intake.files)
    read = sum(one.outcome == "read" for one in intake.files)
    grade = _worst(stop=bool(doubtful), warning=bool(unknown))
    return Check("files", grade, {"read": read, "unknown": unknown, "ambiguous": doubtful})


def _granted(intake: Intake) -> Check:
    kinds = {one.kind for one in intake.noted}
    return Check("granted", _worst(stop=False, warning=bool(kinds)), {"n": len(kinds)})


def _repeated(passages: Sequence[Passage]) -> Check:
    again = sum(max(0, one.given - one.messages) for one in passages)
    return Check("repeated", Grade.GOOD, {"n": again})


def _zones(passages: Sequence[Passage]) -> Check:
    inward = [one for one in passages if one.scope == "internal" and one.messages]
    without = sum(one.messages - one.zoned for one in inward)
    return Check("zones", Grade.GOOD, {"n": without, "all": sum(one.messages for one in inward)})


def _outward(intake: Intake, passages: Sequence[Passage], tables: Tables) -> Iterator[Check]:
    outward = [one for one in passages if one.scope != "internal" and one.messages]
    if not outward:
        return
    blind = sum(one.inbound_complete != "yes" for one in outward)
    yield Check(
        "inbound", _worst(stop=False, warning=bool(blind)), {"n": blind, "all": len(outward)}
    )
    undeclared = _count(tables, "accounts", pl.col("kind") == "unknown")
    grade = _worst(stop=False, warning=bool(undeclared or intake.unmatched))
    yield Check("accounts", grade, {"n": undeclared, "unmatched": len(intake.unmatched)})


def _inward(tables: Tables, k: int) -> Iterator[Check]:
    if "interactions" not in tables:
        return
    people = _count(tables, "people", pl.lit(value=True))
    teamless = _count(tables, "people", pl.col("team").is_null())
    bossless = _count(tables, "people", pl.col("manager_id").is_null())
    grade = _worst(stop=people < k, warning=people < 4 * k)
    yield Check("people", grade, {"n": people, "least": k})
    grade = _worst(stop=False, warning=teamless > 0)
    yield Check("teams", grade, {"n": teamless, "all": people})
    yield Check("chart", _worst(stop=False, warning=bossless > 1), {"n": bossless, "all": people})


def _count(tables: Tables, name: str, which: pl.Expr) -> int:
    if name not in tables:
        return 0
    return int(tables[name].filter(which).select(pl.len()).collect().item())
