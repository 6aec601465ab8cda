"""Tables as offices save them: CSV in any of its dialects, and workbooks of Excel."""

import codecs
import csv
import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TextIO

from python_calamine import CalamineError, load_workbook

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading.archive import Archive
from toolkit.reading.limits import shown
from toolkit.reading.text import clean_text

LINE = 1 << 20  # characters; a longer line is cut, and its pieces are no rows
DELIMITERS = (",", ";", "\t", "|")
UNPACKED = 1 << 28  # bytes of a workbook, unpacked
_HIGH = bytes(range(128, 256))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, and its rows of cells as text, ragged ends cut off.

    A moment is written in ISO 8601, a whole number without a decimal point.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


def csv_rows(
    archive: Archive, name: str, expected: Collection[str] = ()
) -> Iterator[list[str] | None]:
    """Yield the rows of a CSV that hold something, header first; ``None`` for what is no row.

    The sign between cells is the one that gives most of the ``expected`` columns in the first
    row, else most columns. Cells of the header are stripped of blanks. The characters are UTF-8,
    UTF-16 or Windows' own.
    """
    with (
        archive.stream(name) as content,
        io.TextIOWrapper(content, encoding_of(archive, name), "replace", newline="") as text,
    ):
        header, delimiter = _header(text, expected)
        yield header
        yield from _rows(_lines(text), delimiter)


def encoding_of(archive: Archive, name: str) -> str:
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


def _header(text: TextIO, expected: Collection[str]) -> tuple[list[str], str]:
    """Return the names of the columns, and the sign between them."""
    line = text.readline(LINE)
    if line.lower().startswith("sep="):  # Excel's own first line
        line = text.readline(LINE)
    known = frozenset(name.lower() for name in expected)
    readings = []
    for delimiter in DELIMITERS:
        names = [name.strip() for name in next(_rows(iter([line]), delimiter), None) or ()]
        readings.append((names, delimiter))

    def fit(reading: tuple[list[str], str]) -> tuple[int, int]:
        lowered = {name.lower() for name in reading[0]}
        return len(lowered & known), 0 if known else len(reading[0])

    return max(readings, key=fit)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str] | None]:
    reader = csv.reader(lines, delimiter=delimiter)
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


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(LINE):
        yield line


def workbook(archive: Archive, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx, .xls or .ods file; ``BrokenExport`` where it is none."""
    content = archive.read(name)
    _check_size(content, name)
    try:
        book = load_workbook(io.BytesIO(content))
        found = [(one, book.get_sheet_by_name(one).to_python()) for one in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise BrokenExport(f"{shown(name)}: not a workbook that can be read") from error
    return tuple(Sheet(clean_text(title), tuple(map(_cells, rows))) for title, rows in found)


def _check_size(content: bytes, name: str) -> None:
    """Refuse a workbook that swells: modern ones are zips, the others are as big as they look."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            swollen = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BrokenExport(f"{shown(name)}: not a workbook that can be read") from error
    if swollen > UNPACKED:
        raise HostileExport(f"{shown(name)}: bigger than the {UNPACKED} bytes we read, unpacked")


def _cells(row: Sequence[object]) -> tuple[str, ...]:
    written = [_cell(value) for value in row]
    while written and not written[-1]:
        written.pop()
    return tuple(written)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return clean_text(str(value)).strip()
