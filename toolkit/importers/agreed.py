"""Agreed columns: CSV or Parquet files named after the agreed tables, for anything else."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.conform import missing
from toolkit.errors import BrokenExport
from toolkit.model import INTERACTIONS, SOURCE, TABLES, Table
from toolkit.reading import LITTER, Archive, Found, Rejected, Rows, csv_rows

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
_SIGNS = re.compile(r"[,;\t|]")
TIE = ("src", "dst", "ts_utc")
OURS = frozenset(column.name for column in SOURCE)


def table(archive: Archive, name: str, _: object) -> Iterator[Found]:
    """One agreed table; its columns are checked where all tables are put in shape."""
    wanted = _table(name)
    found = (_parquet if name.endswith(".parquet") else _csv)(archive, name, wanted)
    yield from _told_apart(found) if wanted is INTERACTIONS else found


def _table(name: str) -> Table:
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return TABLES[re.sub(r"[-_ ]?[0-9][-_0-9]*$", "", stem)]


def _told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """Make a line that a file repeats another message: it says that it happened twice.

    Lines are compared within one moment, as mail logs write them, so that memory stays small.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    moment: object = None
    for rows in found:
        if not isinstance(rows, Rows) or not _without_names(rows.columns):
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
    rows = csv_rows(archive, name, table.names)
    header = [column.lower() for column in next(rows, None) or ()]
    wanted, extra = _wanted(header, table)
    columns = tuple(wanted)
    if extra:
        yield Rejected(name, f"columns that are not agreed: {extra}")
    yield Rows(table.name, columns, [], name)  # said even when there is no row
    kept: list[tuple[object, ...]] = []
    for place, row in enumerate(rows if columns else ()):
        if row is None or any(row[len(header) :]):
            kind = "not a row" if row is None else "more fields than columns"
            yield Rejected(f"{name}[{place}]", kind)
            continue
        kept.append(_record(row, wanted))
        if len(kept) == PIECE:
            yield Rows(table.name, columns, kept, name)
            kept = []
    yield Rows(table.name, columns, kept, name)


def _wanted(header: Sequence[str], table: Table) -> tuple[dict[str, int], int]:
    """Return where each agreed column stands, and how many others there are."""
    wanted: dict[str, int] = {}
    for place, column in enumerate(header):
        if column in table.names and column not in OURS:
            wanted.setdefault(column, place)
    return wanted, sum(1 for name in header if name and name not in table.names)


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


def _named(archive: Archive, name: str) -> frozenset[str]:
    """Return what the first line of a table calls its columns; all of them for Parquet."""
    lines = [line for line in archive.head(name).splitlines() if not line.startswith("sep=")]
    return frozenset(cell.strip(' "').lower() for cell in _SIGNS.split(lines[0] if lines else ""))


def claim(archive: Archive, name: str) -> bool:
    """Say whether a table has any agreed column: other programmes write a messages.csv, too."""
    return name.endswith(".parquet") or not _named(archive, name).isdisjoint(_table(name).names)


def certain(archive: Archive, name: str) -> bool:
    """Say whether a table has all the columns that it needs: then it is nobody else's."""
    return name.endswith(".parquet") or not missing(_table(name), _named(archive, name))


CLAIMS = MappingProxyType({FILES: claim})
ROUTES = MappingProxyType({LITTER: None, FILES: table})
