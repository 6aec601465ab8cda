"""The data passport: what came in from each source, and whether it can be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec
import polars as pl

from toolkit import release, store
from toolkit.errors import EmptyExport
from toolkit.ingest.checks import Check, Gap, Passage, Tables, checks
from toolkit.ingest.intake import Intake

FILE = "passport.json"
LEAST_GAP = 14  # days without a word before we call it a gap
UNUSUAL = 4  # times longer than nearly all other pauses


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
    return Passport(passages, tuple(checks(intake, passages, tables, k)))


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
