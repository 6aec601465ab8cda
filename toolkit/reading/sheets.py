"""Tables as offices save them: CSV in any of its dialects, and workbooks of Excel."""

import codecs
import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TextIO

import msgspec

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading import opener
from toolkit.reading.archive import Archive
from toolkit.reading.limits import UNREADABLE, shown
from toolkit.reading.text import clean_text

LINE = 1 << 20  # characters; a longer line is cut, and its pieces are no rows
DELIMITERS = (",", ";", "\t", "|")
UNPACKED = 1 << 28  # bytes of a workbook, unpacked
PATIENCE = 120  # seconds for the longest workbook
_LINES = msgspec.json.Decoder(str | tuple[str, ...])
_HIGH = bytes(range(128, 256))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, and its rows of cells as text, ragged ends cut off.

    A moment is written in ISO 8601, a whole number without a decimal point.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


def csv_rows(
    archive: Archive, name: str, expected: Collection[str] = (), escape: str | None = None
) -> Iterator[list[str] | None]:
    """Yield the rows of a CSV that hold something, header first; ``None`` for what is no row.

    The sign between cells is the one that gives most of the ``expected`` columns in the first
    row, else most columns. Cells of the header are stripped of blanks. The characters are UTF-8,
    UTF-16 or Windows' own. ``escape`` is the sign before a quotation mark that ends no cell.
    """
    with (
        archive.stream(name) as content,
        io.TextIOWrapper(content, encoding_of(archive, name), "replace", newline="") as text,
    ):
        header, delimiter = _header(text, expected)
        yield header
        yield from _rows(_lines(text), delimiter, escape)


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


def _rows(
    lines: Iterator[str], delimiter: str, escape: str | None = None
) -> Iterator[list[str] | None]:
    reader = csv.reader(lines, delimiter=delimiter, escapechar=escape)
    while True:
        try:
            for row in reader:
                if any(row):
                    yield row
        except csv.Error:
            yield None
        else:
            return


def _lines(text: TextIO) -> Iterator[str]:
    return iter(partial(text.readline, LINE), "")


def workbook(archive: Archive, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx, .xls or .ods file; ``BrokenExport`` where it is none."""
    content = archive.read(name)
    _check_size(content, name)
    command = [sys.executable, "-P", opener.__file__]
    try:
        read = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            command, input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _unreadable(name) from error
    if read.returncode:
        raise _unreadable(name)
    return tuple(_sheets(read.stdout))


def _unreadable(name: str) -> BrokenExport:
    return BrokenExport(f"{shown(name)}: not a workbook that can be read")


def _sheets(lines: bytes) -> Iterator[Sheet]:
    title: str | None = None
    rows: list[tuple[str, ...]] = []
    for said in _LINES.decode_lines(lines):
        if not isinstance(said, str):
            rows.append(said if all(map(str.isascii, said)) else tuple(map(clean_text, said)))
            continue
        if title is not None:
            yield Sheet(title, tuple(rows))
        title, rows = clean_text(said), []
    if title is not None:
        yield Sheet(title, tuple(rows))


def _check_size(content: bytes, name: str) -> None:
    """Refuse a workbook that swells: modern ones are zips, the others are as big as they look."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            swollen = sum(member.file_size for member in packed.infolist())
    except UNREADABLE as error:
        raise _unreadable(name) from error
    if swollen > UNPACKED:
        raise HostileExport(f"{shown(name)}: bigger than the {UNPACKED} bytes we read, unpacked")
