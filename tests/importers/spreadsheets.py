"""Writes small workbooks: .xlsx by hand, and the .xls of Excel 97, as LinkedIn does."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cells = Mapping[str, Sequence[Sequence[str | int | float]]]

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NAMES = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = f"{_NAMES}/spreadsheetml/2006/main"
_OFFICE = f"{_NAMES}/officeDocument/2006/relationships"
_PACKAGE = f"{_NAMES}/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xlsx(sheets: Cells) -> bytes:
    """Return a workbook of Excel 2007: a zip of XML, the same bytes for the same cells."""
    names = list(enumerate(sheets, 1))
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n, _ in names
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in names
    )
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f"{parts}</Types>",
        "_rels/.rels": _links({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n, _ in names}
        ),
    }
    files |= {f"xl/worksheets/sheet{n}.xml": _sheet(sheets[name]) for n, name in names}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return packed.getvalue()


def _links(links: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Target="{target}" Type="{_OFFICE}/{kind}"/>'
        for key, (kind, target) in links.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(rows: Sequence[Sequence[str | int | float]]) -> str:
    written = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


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
