"""Reads an export with the importer that recognises it, and writes what came out as a page."""

import csv
import importlib
import io
import json
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType, ModuleType

import pytest

from toolkit import importers
from toolkit.ingest.platforms import Known, known, plainly
from toolkit.model import TABLES
from toolkit.reading import (
    Archive,
    Noted,
    Rejected,
    Rows,
    Told,
    fitting,
    open_archive,
    parsed,
    plan,
    recognised,
)
from toolkit.store import Settings, read_settings

FOLDER = Path(__file__).resolve().parents[1] / "golden"
PUBLIC = Path(__file__).resolve().parents[2] / "../shared/data"
NOTHING_TOLD = Told()
START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Reading:
    """What an export brought in, and what was left behind."""

    platform: str
    read: tuple[str, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    noted: tuple[Noted, ...]
    tables: Mapping[str, tuple[Mapping[str, object], ...]]
    files: Mapping[str, frozenset[str]]

    def rows(self, table: str) -> tuple[Mapping[str, object], ...]:
        return self.tables.get(table, ())

    def by(self, table: str, key: str) -> Mapping[object, Mapping[str, object]]:
        return {row[key]: row for row in self.rows(table)}


def export(folder: Path, files: Mapping[str, object]) -> Path:
    """Write an export: bytes and text as they are, anything else as JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def public(name: str) -> Path:
    """Return a file of the public samples; the test is skipped where they are not there."""
    path = PUBLIC / name
    if not path.exists():
        pytest.skip(f"public samples are not there: {name}")
    return path


def platforms() -> Mapping[str, ModuleType]:
    found = (
        importlib.import_module(f"{importers.__name__}.{module.name}")
        for module in pkgutil.iter_modules(importers.__path__)
    )
    return MappingProxyType({module.PLATFORM: module for module in found})


def goldens() -> tuple[Path, ...]:
    return tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir()))


def recognise(archive: Archive, told: Told = NOTHING_TOLD) -> ModuleType | None:
    everybody = [known(module, told) for module in platforms().values()]
    found = [
        one.module
        for one in everybody
        if recognised(one.signature, archive.names, fitting(one.claims, archive))
    ]
    sure = [one.module for one in everybody if one.module in found and _certain(one, archive)]
    found = sure or found
    assert len(found) < 2, f"{archive.label} is taken for two platforms"
    return found[0] if found else None


def _certain(one: Known, archive: Archive) -> bool:
    if one.certain is None:
        return False
    planned = plan(one.routes, archive.names, fitting(one.claims, archive))
    return any(one.certain(archive, name) for name, _ in planned.read)


def read(path: Path, told: Told = NOTHING_TOLD) -> Reading:
    with open_archive(path) as archive:
        importer = recognise(archive, told)
        assert importer is not None, f"no importer recognises {path.name}"
        return read_with(importer, archive, told)


def read_with(importer: ModuleType, archive: Archive, told: Told = NOTHING_TOLD) -> Reading:
    one = known(importer, told)
    planned = plan(one.routes, archive.names, fitting(one.claims, archive))
    context = importer.prepare(archive, told) if hasattr(importer, "prepare") else told
    found = [
        thing for name, parser in planned.read for thing in parsed(parser, archive, name, context)
    ]
    tables: dict[str, list[Mapping[str, object]]] = {}
    for rows in (thing for thing in found if isinstance(thing, Rows)):
        into = tables.setdefault(rows.table, [])
        into += [dict(zip(rows.columns, record, strict=True)) for record in rows.records]
    return Reading(
        platform=f"{importer.PLATFORM}@{importer.VERSION}",
        read=tuple(name for name, _ in planned.read),
        ignored=planned.ignored,
        unknown=planned.unknown,
        absent=planned.absent,
        rejected=tuple(thing for thing in found if isinstance(thing, Rejected)),
        noted=tuple(sorted({t for t in found if isinstance(t, Noted)}, key=str)),
        tables={name: tuple(rows) for name, rows in tables.items() if rows},
        files=_files(found),
    )


def _files(found: Iterable[object]) -> Mapping[str, frozenset[str]]:
    files: dict[str, set[str]] = {}
    for thing in found:
        if isinstance(thing, Rows) and thing.records:
            files.setdefault(thing.table, set()).add(thing.where)
    return {table: frozenset(names) for table, names in files.items()}


def settings(folder: Path) -> Settings:
    """Return a golden export's settings: client.toml beside it, where there is one."""
    path = folder / "client.toml"
    return read_settings(path) if path.is_file() else Settings(name="Golden")


def told(folder: Path) -> Told:
    """Return what the settings of a golden export's client tell its importer."""
    return settings(folder).told()


def page(reading: Reading) -> str:
    parts = [f"platform: {reading.platform}\n"]
    for outcome in ("read", "ignored", "unknown", "absent"):
        names = getattr(reading, outcome)
        names = map(plainly, names) if outcome == "absent" else names
        parts.append(_listed(outcome, names))
    parts.append(_listed("rejected", (f"{r.where}: {r.kind}" for r in reading.rejected)))
    if reading.noted:
        parts.append(_listed("taken for granted", (f"{n.where}: {n.kind}" for n in reading.noted)))
    parts += [_csv(name, reading.rows(name)) for name in TABLES if reading.rows(name)]
    return "\n".join(parts)


def _listed(title: str, lines: Iterable[str]) -> str:
    return f"{title}:\n" + "".join(f"  {line}\n" for line in sorted(lines))


def _csv(name: str, rows: tuple[Mapping[str, object], ...]) -> str:
    table = TABLES[name]
    columns = [column for column in table.columns if any(column.name in row for row in rows)]
    lines = [[_cell(column.kind, row.get(column.name)) for column in columns] for row in rows]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(sorted(lines))
    return f"{name} ({len(rows)})\n{written.getvalue()}"


def _cell(kind: str, value: object) -> str:
    if kind == "time" and isinstance(value, int):
        return (START + timedelta(microseconds=value)).isoformat()
    return "" if value is None else str(value)
