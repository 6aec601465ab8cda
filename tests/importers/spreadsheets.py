"""Writes small workbooks: .xlsx by a library, and the .xls of Excel 97, as LinkedIn does."""

import io
import struct
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

Cell = str | int | float | date | None
Cells = Mapping[str, Sequence[Sequence[Cell]]]

_MADE = datetime(2026, 1, 5)  # noqa: DTZ001  # the same cells give the same bytes
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xlsx(sheets: Cells) -> bytes:
    """Return a workbook of Excel 2007: a day or a moment is a number with a format, as in Excel."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"created": _MADE})
    day, moment = (book.add_format({"num_format": code}) for code in (14, 22))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    style = moment if isinstance(value, datetime) else day
                    page.write_datetime(at, column, value, style)
                elif isinstance(value, str):
                    page.write_string(at, column, value)
                elif value is not None:
                    page.write_number(at, column, value)
    book.close()
    return packed.getvalue()


def write_xlsx(path: Path, sheets: Cells) -> Path:
    """Write a workbook where its folder need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xlsx(sheets))
    return path


def xls(sheets: Cells) -> bytes:
    """Return a workbook of Excel 97: records of a stream inside a file of sectors."""
    bodies = [_old_sheet(rows) for rows in sheets.values()]
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    named = [_text(name, "<B") for name in sheets]
    at = len(start) + sum(4 + 6 + len(name) for name in named) + len(end)
    listed = b""
    for name, body in zip(named, bodies, strict=True):
        listed += _record(0x0085, struct.pack("<IH", at, 0) + name)
        at += len(body)
    return _sectors(start + listed + end + b"".join(bodies))


def _old_sheet(rows: Sequence[Sequence[str | int | float]]) -> bytes:
    records = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(value, str):
                records += _record(0x0204, place + _text(value, "<H")) if value else b""
            else:
                records += _record(0x0203, place + struct.pack("<d", value))
    return records + _record(0x000A, b"")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(written: str, length: str) -> bytes:
    units = written.encode("utf-16-le")
    return struct.pack(length, len(units) // 2) + b"\x01" + units


def _sectors(stream: bytes) -> bytes:
    """Wrap a stream as the only file of a compound document, in sectors of 512 bytes."""
    size = max(4096, len(stream))
    held = stream.ljust(-(-size // 512) * 512, b"\0")
    chain = [_TABLE, _END, *range(3, len(held) // 512 + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<I", 0)
    )
    folder = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, size)
    return head.ljust(512, b"\xff") + table + folder.ljust(512, b"\0") + held


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    units = (name + "\0").encode("utf-16-le")
    return (
        units.ljust(64, b"\0")
        + struct.pack("<HBB", len(units), kind, 1)
        + struct.pack("<III", _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )
