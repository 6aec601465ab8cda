"""What an import brought in and what it left behind: counted, so that nothing is lost silently."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec
import polars as pl

from toolkit import reading, release, store
from toolkit.errors import EmptyExport

FILE = "intake.json"
Outcome = Literal["read", "ignored", "unknown", "absent", "ambiguous"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    ``absent`` names what an export may hold and this one does not; a file is ``ambiguous`` where
    several platforms claim it, which are then all named.
    """

    archive: str
    name: str
    outcome: Outcome
    platform: str


@dataclass(frozen=True)
class Intake:
    """Everything an import saw: its sources, each file, each row left behind, rows per table.

    ``noted`` is what was taken for granted while reading; ``unmatched`` are the accounts that the
    settings name and no export knows.
    """

    sources: tuple[release.Source, ...]
    files: tuple[FileOutcome, ...]
    rejected: tuple[reading.Rejected, ...]
    rows: Mapping[str, int]
    unmatched: tuple[str, ...] = ()
    noted: tuple[reading.Noted, ...] = ()


@dataclass(frozen=True)
class Importer:
    """The name under which an importer is counted: platform, version, and which way it looks."""

    platform: str
    version: str
    scope: str

    @cached_property
    def tag(self) -> str:
        """Name and version together, as every row carries them."""
        return f"{self.platform}@{self.version}"


def sources(
    importers: Sequence[Importer],
    files: Sequence[FileOutcome],
    kinds: Mapping[tuple[str, str], int],
    tables: Mapping[str, pl.LazyFrame],
) -> tuple[release.Source, ...]:
    """Return, for each importer that met an export, what it read, in counts."""
    seen = Counter((file.platform, file.outcome) for file in files)
    spans = _spans(tables)
    rejected: Counter[str] = Counter()
    for (platform, _), count in kinds.items():
        rejected[platform] += count
    return tuple(
        release.Source(
            platform=one.platform,
            importer=one.tag,
            scope=one.scope,
            read=seen[one.platform, "read"],
            ignored=seen[one.platform, "ignored"],
            unknown=seen[one.platform, "unknown"],
            rejected=rejected[one.platform],
            messages=spans.get(one.tag, (0, None, None))[0],
            first=iso_date(spans.get(one.tag, (0, None, None))[1]),
            last=iso_date(spans.get(one.tag, (0, None, None))[2]),
            inbound_complete=_inbound(one, tables),
        )
        for one in sorted(importers, key=lambda one: one.platform)
    )


def _spans(tables: Mapping[str, pl.LazyFrame]) -> dict[str, tuple[int, int | None, int | None]]:
    """Return importer -> number of messages, first and last local day."""
    if "messages" not in tables:
        return {}
    day = pl.col("day")
    counted = tables["messages"].group_by("importer").agg(pl.len(), day.min(), day.max().alias("z"))
    return {tag: (n, first, last) for tag, n, first, last in counted.collect().rows()}


def _inbound(one: Importer, tables: Mapping[str, pl.LazyFrame]) -> str:
    """Return whether what was received is there, for the accounts that an importer speaks of."""
    if one.scope == "internal" or not {"messages", "observation_window"} <= tables.keys():
        return "unknown"
    own = pl.when(pl.col("direction") == "out").then("account_id").otherwise("to_account_id")
    accounts = (
        tables["messages"]
        .filter(pl.col("importer") == one.tag, pl.col("scope") == "external")
        .select(own.alias("account_id"))
        .unique()
    )
    said = (
        tables["observation_window"]
        .join(accounts, on="account_id", how="semi")
        .select(pl.col("inbound_complete").unique())
        .collect()
        .to_series()
        .to_list()
    )
    return said[0] if len(said) == 1 and said[0] else "unknown"


def iso_date(day: int | None) -> str | None:
    """Write a local day such as 20260131 as 2026-01-31."""
    return None if day is None else f"{day // 10_000}-{day // 100 % 100:02}-{day % 100:02}"


def save(client: store.Client, intake: Intake) -> None:
    """Keep the report of an import in the vault."""
    encoded = msgspec.json.encode(intake, order="deterministic")
    store.replace_file(client.vault / FILE, msgspec.json.format(encoded, indent=1) + b"\n")


def read_intake(client: store.Client) -> Intake:
    """Read the report of the last import; ``EmptyExport`` where nothing was imported yet."""
    try:
        return msgspec.json.decode((client.vault / FILE).read_bytes(), type=Intake)
    except FileNotFoundError as error:
        raise EmptyExport(f"{client.slug}: nothing was imported yet") from error
