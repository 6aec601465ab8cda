"""Tiny exports of made-up platforms, written by the test that reads them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from toolkit import ingest
from toolkit.reading import Archive, Found, Rejected, Rows
from toolkit.store import Client, Settings

NOON = 1_781_604_000_000_000  # Tuesday 16 June 2026, noon in Paris
Files = Mapping[str, Sequence[Mapping[str, object]]]


def _lines(archive: Archive, name: str, _context: object) -> Iterator[Found]:
    """One JSON object per line: the table, then its columns; a line that is not is rejected."""
    for number, line in enumerate(archive.read(name).decode().splitlines()):
        try:
            row = json.loads(line)
        except ValueError:
            yield Rejected(f"{name}[{number}]", "not JSON")
            continue
        table = row.pop("table")
        yield Rows(table, tuple(row), [tuple(row.values())], name)


def _importer(platform: str, scope: str) -> SimpleNamespace:
    return SimpleNamespace(
        PLATFORM=platform,
        VERSION=1,
        SCOPE=scope,
        SIGNATURE=(rf"{platform}\.txt",),
        LOOKS_FOR=f"{platform}.txt",
        ROUTES={rf"{platform}\.txt": _lines, r"day/.*\.txt": _lines, r"pictures/.*": None},
    )


MODULES = (
    _importer("agreed", "both"),
    _importer("room", "internal"),
    _importer("square", "external"),
)


class Exports:
    """A client whose exports a test writes, reads, and looks at."""

    modules = MODULES
    parser = staticmethod(_lines)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: dict[str, Any] = {}

    @property
    def client(self) -> Client:
        return Client(self.folder, Settings(name="Acme", **self.settings))

    def write(self, files: Files) -> None:
        for name, rows in files.items():
            path = self.folder / "exports" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    def take_in(self, files: Files | None = None, **options: Any) -> ingest.Intake:
        self.write(files or {})
        return ingest.take_in(self.client, modules=self.modules, **options)

    def table(self, name: str) -> pl.DataFrame:
        return ingest.read_table(self.client, name).collect()

    def column(self, table: str, key: str, column: str) -> dict[object, object]:
        return dict(self.table(table).select(key, column).rows())


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    """A client without any export yet."""
    folder = tmp_path / "acme"
    (folder / "exports").mkdir(parents=True)
    return Exports(folder)


@pytest.fixture
def message() -> Callable[..., dict[str, object]]:
    """Make one row of messages, so many minutes after noon."""

    def make(name: str, by: str = "anna", minutes: float = 0, **known: object) -> dict[str, object]:
        when = NOON + round(minutes * 60_000_000)
        row = {"table": "messages", "message_id": name, "account_id": by, "ts_utc": when}
        return {**row, "scope": "external", **known}

    return make


@pytest.fixture
def tie() -> Callable[..., dict[str, object]]:
    """Make one row of interactions, so many minutes after noon."""

    def make(
        name: str, src: str, dst: str | None, minutes: float = 0, **known: object
    ) -> dict[str, object]:
        when = NOON + round(minutes * 60_000_000)
        row = {"table": "interactions", "message_id": name, "src": src, "dst": dst, "ts_utc": when}
        return {**row, "channel_kind": "channel", **known}

    return make
