"""Agreed columns: CSV or Parquet files named after the agreed tables, for anything else."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import BrokenExport
from toolkit.model import INTERACTIONS, SOURCE, TABLES, Table
from toolkit.reading import LITTER, Archive, Found, Rejected, Rows

PLATFORM = "agreed"
VERSION = 1
SCOPE = "both"

# messages.csv, or in several files messages_2026-01.csv, messages_2026-02.csv
FILES = rf"({'|'.join(TABLES)})([-_ ]?[0-9][-_0-9]*)?\.(csv|parquet)"
SIGNATURE = (FILES,)
LOOKS_FOR = (
    "messages.csv, people.csv, interactions.csv, accounts.csv or .parquet, or other agreed tables"
)

PIECE = 20_000  # rows at a time
LINE = 1 << 20  # characters; a longer line is cut, and its pieces are no rows
TIE = ("src", "dst", "ts_utc")
DELIMITERS = (",", ";", "\t", "|")
OURS = frozenset(column.name for column in SOURCE)
_HIGH = bytes(range(128, 256))


def table(archive: Archive, name: str, _: object) -> Iterator[Found]:
    """One agreed table; its columns are checked where all tables are put in shape."""
    stem, _, ending = name.rpartition(".")
    wanted = TABLES[re.sub(r"[-_ ]?[0-9][-_0-9]*$", "", stem)]
    found = (_parquet if ending == "parquet" else _csv)(archive, name, wanted)
    yield from _told_apart(found) if wanted is INTERACTIONS else found


def _told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """Make a line that a file repeats another message: it says that it happened twice.

    Lines are compared within one moment, as mail logs write them, so that memory stays small.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    moment: object = None
    for rows in found:
        if isinstance(rows, Rejected) or not _without_names(rows.columns):
            yield rows
            continue
        src, dst, when = (rows.columns.index(name) for name in TIE)
        told: list[tuple[object, ...]] = []
        for row in rows.records:
            if row[when] != moment:
                seen, moment = Counter(), row[when]
            tie = (row[src], row[dst])
            seen[tie] += 1
            again = f"{row[src]}@{moment}#{seen[tie]}" if seen[tie] > 1 else None
            told.append((*row, again))
        yield replace(rows, columns=(*rows.columns, "message_id"), records=told)


def _without_names(columns: Sequence[str]) -> bool:
    named = {"interaction_id", "message_id"}
    return named.isdisjoint(columns) and set(TIE) <= set(columns)


def _csv(archive: Archive, name: str, table: Table) -> Iterator[Found]:
    """Read a table as spreadsheets save it: , or ; and UTF-8 or Windows' own characters."""
    with (
        archive.stream(name) as content,
        io.TextIOWrapper(content, _encoding(archive, name), "replace", newline="") as text,
    ):
        header, delimiter = _header(text, table)
        wanted, extra = _wanted(header, table)
        columns = tuple(wanted)
        if extra:
            yield Rejected(name, f"columns that are not agreed: {extra}")
        yield Rows(table.name, columns, [], name)  # said even when there is no row
        kept: list[tuple[object, ...]] = []
        for place, row in enumerate(_rows(text, delimiter) if columns else ()):
            if row is None or any(row[len(header) :]):
                kind = "not a row" if row is None else "more fields than columns"
                yield Rejected(f"{name}[{place}]", kind)
                continue
            kept.append(_record(row, wanted))
            if len(kept) == PIECE:
                yield Rows(table.name, columns, kept, name)
                kept = []
        yield Rows(table.name, columns, kept, name)


def _encoding(archive: Archive, name: str) -> str:
    """Return UTF-8 unless most of what is not plain ASCII cannot be read so."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    high = wrong = 0
    with archive.stream(name) as content:
        while piece := content.read(1 << 18):
            if not high and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            high += len(piece) - len(piece.translate(None, _HIGH))
            wrong += decoder.decode(piece).count("\ufffd")
    return "cp1252" if 2 * wrong > high else "utf-8-sig"


def _header(text: TextIO, table: Table) -> tuple[list[str], str]:
    """Return the names of the columns, and the sign between them that gives most agreed ones."""
    line = text.readline(LINE)
    if line.lower().startswith("sep="):  # Excel's own first line
        line = text.readline(LINE)
    readings = []
    for delimiter in DELIMITERS:
        names = [name.strip().lower() for name in next(_rows([line], delimiter), None) or ()]
        readings.append((names, delimiter))
    return max(readings, key=lambda reading: len(set(reading[0]) & set(table.names)))


def _wanted(header: Sequence[str], table: Table) -> tuple[dict[str, int], int]:
    """Return where each agreed column stands, and how many others there are."""
    wanted: dict[str, int] = {}
    for place, column in enumerate(header):
        if column in table.names and column not in OURS:
            wanted.setdefault(column, place)
    return wanted, sum(1 for name in header if name and name not in table.names)


def _rows(lines: Sequence[str] | TextIO, delimiter: str) -> Iterator[list[str] | None]:
    """Yield rows that hold something, and ``None`` for what is no row."""
    whole = lines if not isinstance(lines, io.TextIOBase) else _lines(lines)
    reader = csv.reader(whole, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
            continue
        if any(row):
            yield row


def _lines(text: io.TextIOBase) -> Iterator[str]:
    while line := text.readline(LINE):
        yield line


def _record(row: Sequence[str], wanted: dict[str, int]) -> tuple[object, ...]:
    """Return the agreed columns of a row; what was written keeps its blanks, the rest does not."""
    cells = ((name, row[place] if place < len(row) else "") for name, place in wanted.items())
    return tuple(
        (cell.replace("\r\n", "\n") if name == "text" else cell.strip()) or None
        for name, cell in cells
    )


def _parquet(archive: Archive, name: str, table: Table) -> Iterator[Found]:
    """Read a table as a database or a notebook saves it."""
    try:
        yield from _batches(pa.BufferReader(archive.read(name)), table, name)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BrokenExport(f"{name}: not a Parquet file that can be read") from error


def _batches(content: pa.NativeFile, table: Table, name: str) -> Iterator[Found]:
    file = pq.ParquetFile(content)
    names = file.schema_arrow.names
    columns = [column for column in table.names if column in names and column not in OURS]
    extra = len(set(names) - set(table.names))
    if extra:
        yield Rejected(name, f"columns that are not agreed: {extra}")
    yield Rows(table.name, tuple(columns), [], name)
    if columns:
        for batch in file.iter_batches(PIECE, columns=columns):
            values = [_values(batch.column(column), table, column) for column in columns]
            yield Rows(table.name, tuple(columns), list(zip(*values, strict=True)), name)


def _values(given: pa.Array, table: Table, name: str) -> list[object]:
    """Return the values of a column; moments become microseconds since 1970."""
    if pa.types.is_timestamp(given.type):
        moments = given.cast(pa.timestamp("us", given.type.tz), safe=False)
        if table.column(name).kind == "time":
            return list(moments.cast(pa.int64()).to_pylist())
        return list(moments.cast(pa.timestamp("us")).to_pylist())
    return list(given.to_pylist())


ROUTES = MappingProxyType({LITTER: None, FILES: table})
