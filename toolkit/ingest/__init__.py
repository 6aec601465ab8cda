"""Taking in what a client gave: from a folder of exports to the agreed tables of the vault."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

import polars as pl

from toolkit import importers, plugins, store
from toolkit.ingest import passport, tables
from toolkit.ingest.codes import read_codes
from toolkit.ingest.exports import find
from toolkit.ingest.identities import keep_review, read_decisions
from toolkit.ingest.intake import FileOutcome, Intake, iso_date, read_intake, save, sources
from toolkit.ingest.platforms import ImporterModule
from toolkit.ingest.reader import Progress
from toolkit.ingest.tables import TableSummary, load_tables, read_table, tables_summary
from toolkit.ingest.texts import Texts
from toolkit.ingest.workers import read
from toolkit.ingest.writer import Writer

__all__ = [
    "FileOutcome",
    "Intake",
    "TableSummary",
    "iso_date",
    "load_tables",
    "read_intake",
    "read_table",
    "tables_summary",
    "take_in",
]


def take_in(
    client: store.Client,
    *,
    progress: Progress | None = None,
    modules: Sequence[ImporterModule] | None = None,
    workers: int | None = 1,
) -> Intake:
    """Read everything in a client's exports and put it into the vault's tables.

    The tables depend on what the exports say, not on how many of them say it, nor in which
    order, nor on how many processes read (``workers``; ``None`` is as many as there are processors
    where the exports are big, for programmes that may be started anew). Until all are written the
    former tables stay. Raises ``EmptyExport``, ``UnknownPlatform``, ``BrokenExport``,
    ``HostileExport`` or ``TableError``.
    """
    known = modules if modules is not None else _importers()
    tell = progress or _silent
    store.own_vault(client)
    decisions = read_decisions(client)
    with ExitStack() as stack:
        told = client.settings.told()
        finds = find(client.exports, known, stack, told, client.settings.exports)
        folder = stack.enter_context(_workplace(client.vault))
        incoming, left = read(finds.exports, folder, told, tell, workers)
        left.check()
        fresh = folder / "tables"
        fresh.mkdir()
        writer = Writer(client.settings, incoming, fresh, tell, decisions)
        rows = writer.write_all()
        coded = pl.concat([writer.coded, read_codes(client)])
        rows |= Texts(client.settings, fresh, tell).write_all(coded)
        tables.publish(client, fresh)
    keep_review(client, writer.review)
    files = (*(one for export in finds.exports for one in export.outcomes), *finds.strangers)
    met = {export.importer for export in finds.exports}
    found = load_tables(client)
    intake = Intake(
        sources=sources(tuple(met), files, left.kinds, found),
        files=files,
        rejected=tuple(left.places()),
        rows=rows,
        unmatched=writer.unmatched,
        noted=tuple(sorted(left.noted, key=lambda one: (one.where, one.kind))),
    )
    save(client, intake)
    k = client.settings.legal_gate.k_min
    passport.save(client, passport.passport(intake, found, left.given, left.kinds, k))
    return intake


def _importers() -> tuple[ImporterModule, ...]:
    return tuple(cast("ImporterModule", module) for module in plugins.modules(importers).values())


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@contextmanager
def _workplace(vault: Path) -> Iterator[Path]:
    """Make a folder for the time of an import; those that a killed import left are cleared away."""
    for left in vault.glob("incoming-*"):
        if not _is_running(left.name.removeprefix("incoming-")):
            shutil.rmtree(left)
    folder = vault / f"incoming-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _is_running(pid: str) -> bool:
    if not pid.isdecimal() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
