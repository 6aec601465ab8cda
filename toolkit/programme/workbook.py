"""Writes the programme as a workbook that the client fills in and changes."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import xlsxwriter

from toolkit.programme.plan import Programme
from toolkit.programme.said import Sheet, sheets
from toolkit.wording import Words

MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001  # the same programme gives the same bytes
WIDEST = 60
EMPTY = 40  # lines of a register that are left to fill in

Line: TypeAlias = Sequence[str | float | dt.date]


def workbook(made: Programme, words: Words) -> bytes:
    """Return the workbook (xlsx): one sheet for each part, and an empty register of consents."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": words.say("programme.title"), "created": MADE})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for sheet in sheets(made, words):
        _write(book, sheet, head, cell, day)
    book.close()
    return out.getvalue()


def _write(
    book: xlsxwriter.Workbook,
    sheet: Sheet,
    head: xlsxwriter.format.Format,
    cell: xlsxwriter.format.Format,
    day: xlsxwriter.format.Format,
) -> None:
    page = book.add_worksheet(sheet.name[:31])
    page.write_row(0, 0, sheet.head, head)
    for at, line in enumerate(sheet.lines, start=1):
        for column, said in enumerate(line):
            if isinstance(said, dt.date):
                page.write_datetime(at, column, said, day)
            else:
                page.write(at, column, said, cell)
    for column, width in enumerate(_widths(sheet.head, sheet.lines)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.lines), EMPTY if sheet.blank else 1), len(sheet.head) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _widths(head: Sequence[str], lines: Iterable[Line]) -> list[int]:
    columns = zip(head, *lines, strict=True)
    return [min(WIDEST, max(len(str(said)) for said in column) + 2) for column in columns]
