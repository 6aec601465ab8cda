"""The data passport: what came in from each source, and whether it can be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import msgspec
import polars as pl

from toolkit import release, store
from toolkit.errors import EmptyExport
from toolkit.ingest.intake import Intake

FILE = "passport.json"
SHORT, TOO_SHORT = 28, 7  # days watched: under a month is a hint, under a week is nothing
LEAST_GAP = 14  # days without a word before we call it a gap
UNUSUAL = 4  # times longer than nearly all other pauses
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


@dataclass(frozen=True)
class Passport:
    """What came in, source by source, and what to think of it."""

    passages: tuple[Passage, ...]
    checks: tuple[Check, ...]


def passport(
    intake: Intake,
    tables: Tables,
    given: Mapping[tuple[str, str], int],
    kinds: Mapping[tuple[str, str], int],
    k: int,
) -> Passport:
    """Return the passport of an import.

    ``given`` counts the rows read by importer and table, ``kinds`` those refused by platform and
    reason; fewer than ``k`` people inside are never shown.
    """
    spoken, rows = _spoken(tables), _rows(tables)
    passages = tuple(
        _passage(
            source,
            spoken.get(source.importer, _NOTHING),
            given.get((source.importer, "messages"), 0),
            rows.get(source.importer, {}),
            {kind: count for (of, kind), count in sorted(kinds.items()) if of == source.platform},
        )
        for source in intake.sources
    )
    return Passport(passages, tuple(_checks(intake, passages, tables, k)))


@dataclass(frozen=True)
class _Spoken:
    days: tuple[tuple[int, int, int], ...]  # day, ISO week, messages
    messages: int
    writers: int
    zoned: int


_NOTHING = _Spoken((), 0, 0, 0)


def _spoken(tables: Tables) -> dict[str, _Spoken]:
    """Return, for each importer, its messages by day, how many wrote, and how many have a zone."""
    if "messages" not in tables:
        return {}
    messages = tables["messages"].with_columns(_zone=_known_zone(tables))
    days = messages.group_by("importer", "day", "iso_week").agg(n=pl.len()).sort("day").collect()
    whole = (
        messages.group_by("importer")
        .agg(pl.len().alias("n"), pl.col("account_id").n_unique(), pl.col("_zone").sum())
        .collect()
    )
    by_day: dict[str, list[tuple[int, int, int]]] = {}
    for importer, day, week, count in days.iter_rows():
        by_day.setdefault(importer, []).append((day, week, count))
    return {
        importer: _Spoken(tuple(by_day[importer]), count, writers, zoned)
        for importer, count, writers, zoned in whole.iter_rows()
    }


def _known_zone(tables: Tables) -> pl.Expr:
    """Say of messages whether their day is counted by the clock of who wrote them."""
    known = [pl.Series(dtype=pl.String)]
    if "accounts" in tables:
        accounts = tables["accounts"]
        if "people" in tables:
            homes = tables["people"].select("person_id", home="tz")
            accounts = accounts.join(homes, on="person_id", how="left").with_columns(
                tz=pl.coalesce("tz", "home")
            )
        zoned = accounts.filter(pl.col("tz").is_not_null()).select("account_id").collect()
        known.append(zoned["account_id"])
    return pl.col("tz").is_not_null() | pl.col("account_id").is_in(pl.concat(known).implode())


def _rows(tables: Tables) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, frame in tables.items():
        for importer, count in frame.group_by("importer").len().sort("importer").collect().rows():
            if importer:
                found.setdefault(importer, {})[name] = count
    return found


def _passage(
    source: release.Source,
    spoken: _Spoken,
    given: int,
    rows: Mapping[str, int],
    kinds: Mapping[str, int],
) -> Passage:
    days = [day for day, _, _ in spoken.days]
    weeks: dict[int, int] = {}
    for _, week, count in spoken.days:
        weeks[week] = weeks.get(week, 0) + count
    return Passage(
        platform=source.platform,
        importer=source.importer,
        scope=source.scope,
        messages=spoken.messages,
        given=given,
        writers=spoken.writers,
        first=source.first,
        last=source.last,
        days=(_date(days[-1]) - _date(days[0])).days + 1 if days else 0,
        zoned=spoken.zoned,
        inbound_complete=source.inbound_complete,
        gaps=tuple(gaps(days)),
        weeks=tuple(sorted(weeks.items())),
        rows=rows,
        kinds=kinds,
    )


def _date(day: int) -> date:
    return date(day // 10_000, day // 100 % 100, day % 100)


def gaps(days: Sequence[int]) -> Iterator[Gap]:
    """Yield the gaps between days such as 20260131 on which something was written, in order.

    A gap is longer than two weeks, and than four times what 19 in 20 of the pauses stay under
    (eight weeks at most): a firm that writes once a month has none.
    """
    pauses = [(_date(later) - _date(day)).days for day, later in pairwise(days)]
    if not pauses:
        return
    usual = sorted(pauses)[int(0.95 * (len(pauses) - 1))]
    for (day, later), pause in zip(pairwise(days), pauses, strict=True):
        if pause > LEAST_GAP and pause > UNUSUAL * min(usual, LEAST_GAP):
            first = date.fromordinal(_date(day).toordinal() + 1)
            last = date.fromordinal(_date(later).toordinal() - 1)
            yield Gap(first.isoformat(), last.isoformat(), pause - 1)


def _checks(intake: Intake, passages: Sequence[Passage], tables: Tables, k: int) -> Iterator[Check]:
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


def save(client: store.Client, made: Passport) -> None:
    """Keep the passport in the vault."""
    encoded = msgspec.json.encode(made, order="deterministic")
    store.replace_file(client.vault / FILE, msgspec.json.format(encoded, indent=1) + b"\n")


def read_passport(client: store.Client) -> Passport:
    """Read the passport of the last import; ``EmptyExport`` where nothing was imported yet."""
    try:
        return msgspec.json.decode((client.vault / FILE).read_bytes(), type=Passport)
    except FileNotFoundError as error:
        raise EmptyExport(f"{client.slug}: nothing was imported yet") from error
