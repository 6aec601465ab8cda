"""The vault's tables on the disk: written whole or not at all, read back without being loaded."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow.parquet as pq

from toolkit.errors import TableError
from toolkit.ingest.incoming import empty
from toolkit.model import TABLES, Table
from toolkit.store import Client

GROUP = 32_768  # rows that are packed together
# Columns with few different values, which pack best as numbers of a list.
FEW = frozenset(
    [
        "source_file",
        "importer",
        "platform",
        "scope",
        "kind",
        "author_kind",
        "direction",
        "visibility",
        "account_id",
        "src",
        "dst",
        "channel_id",
        "channel_kind",
        "month",
        "iso_week",
        "weekday",
        "hour",
        "minute",
        "recipients_n",
        "weight",
    ]
)
BEFORE = "tables.before"


@dataclass(frozen=True)
class TableSummary:
    """What a table of the vault holds."""

    table: str
    rows: int
    columns: tuple[str, ...]


class TableWriter:
    """Writes one table piece by piece; the bytes depend on the rows, not on the pieces."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._table = table
        self.path = folder / f"{table.name}.parquet"
        self._schema = empty(table).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
        whole = [one.name for one in table.columns if one.kind in ("whole", "time", "date")]
        self._writer = pq.ParquetWriter(
            self.path,
            self._schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=[name for name in table.names if name in FEW],
            column_encoding={name: "DELTA_BINARY_PACKED" for name in whole if name not in FEW},
            write_statistics=whole,  # the footer never holds what somebody wrote
        )
        self._waiting = empty(table)
        self.rows = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Add rows, in their final order."""
        self._waiting = pl.concat([self._waiting, frame.select(self._table.names)], rechunk=False)
        while self._waiting.height >= GROUP:
            self._group(self._waiting.head(GROUP))
            self._waiting = self._waiting.slice(GROUP)

    def _group(self, frame: pl.DataFrame) -> None:
        arrow = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
        self._writer.write_table(arrow.combine_chunks().cast(self._schema), row_group_size=GROUP)
        self.rows += frame.height

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._waiting.height:
            self._group(self._waiting)
        self._writer.close()
        _to_disk(self.path)


def write(folder: Path, table: Table, frames: Iterable[pl.DataFrame]) -> int:
    """Write a table from its pieces and return how many rows it has."""
    with TableWriter(folder, table) as writer:
        for frame in frames:
            writer.write(frame)
    return writer.rows


def pieces(folder: Path, table: Table, *names: str) -> Iterator[pl.DataFrame]:
    """Yield some columns of a table that was written, as many rows at once as were packed."""
    path = folder / f"{table.name}.parquet"
    if path.is_file():
        with pq.ParquetFile(path) as file:
            for place in range(file.num_row_groups):
                yield pl.DataFrame(file.read_row_group(place, columns=names))


def pieces_of(folder: Path, table: Table) -> int:
    """Return in how many pieces a table that was written is read."""
    path = folder / f"{table.name}.parquet"
    return pq.read_metadata(path).num_row_groups if path.is_file() else 0


def publish(client: Client, folder: Path) -> None:
    """Put a folder of new tables in the place of the old ones."""
    recover(client)
    before = client.vault / BEFORE
    _to_disk(folder)
    client.tables.rename(before)
    folder.rename(client.tables)
    shutil.rmtree(before)
    _to_disk(client.vault)


def recover(client: Client) -> None:
    """Put the old tables back where an import was killed between taking out and putting in."""
    before = client.vault / BEFORE
    if not before.is_dir():
        return
    if client.tables.is_dir() and any(client.tables.iterdir()):
        shutil.rmtree(before)
        return
    if client.tables.is_dir():
        client.tables.rmdir()
    before.rename(client.tables)


def read_table(client: Client, name: str) -> pl.LazyFrame:
    """Return a table of the vault, not yet loaded; ``TableError`` lists those there are."""
    tables = load_tables(client)
    if name not in tables:
        there = ", ".join(tables) or "none yet: `vivevoix import` makes them"
        raise TableError(f"no table '{name}'; there is: {there}")
    return tables[name]


def load_tables(client: Client) -> dict[str, pl.LazyFrame]:
    """Return all tables of the vault by name, not yet loaded; absent ones are absent."""
    recover(client)
    paths = {name: client.tables / f"{name}.parquet" for name in TABLES}
    return {name: pl.scan_parquet(path) for name, path in paths.items() if path.is_file()}


def tables_summary(client: Client) -> list[TableSummary]:
    """Return name, number of rows and columns of every table of the vault."""
    return [
        TableSummary(
            name,
            int(frame.select(pl.len()).collect().item()),
            tuple(frame.collect_schema().names()),
        )
        for name, frame in load_tables(client).items()
    ]


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
