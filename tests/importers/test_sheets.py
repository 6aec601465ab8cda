"""A workbook is opened apart: whatever it holds, the worst is that it cannot be read."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from spreadsheets import xls, xlsx

from toolkit.errors import BrokenExport, ExportError
from toolkit.reading import Sheet, open_archive, workbook

CELLS = {"Métriques": [["Jour", "Vues", "Part"], ["31/01/2026", 12, 0.5], ["", "👍"]], "Vide": []}


def sheets(folder: Path, content: bytes, name: str = "a.xlsx") -> tuple[Sheet, ...]:
    (folder / name).write_bytes(content)
    with open_archive(folder) as archive:
        return workbook(archive, name)


@pytest.mark.parametrize("write", [xlsx, xls])
def test_cells_are_text_and_whole_numbers_have_no_point(write, tmp_path: Path) -> None:
    first, second = sheets(tmp_path, write(CELLS))
    assert (first.name, second) == ("Métriques", Sheet("Vide", ()))
    assert first.rows == (("Jour", "Vues", "Part"), ("31/01/2026", "12", "0.5"), ("", "👍"))


@pytest.mark.parametrize("content", [b"", b"PK", b"Date;Vues\n1;2\n", xlsx(CELLS)[:700]])
def test_what_is_no_workbook_is_a_broken_export(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(BrokenExport):
        sheets(tmp_path, content)


def test_a_cell_far_away_takes_no_memory_of_ours(tmp_path: Path) -> None:
    row = '<row r="99999999"><c r="XFD99999999"><v>1</v></c></row>'
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(CELLS))) as whole,
        zipfile.ZipFile(packed, "w") as changed,
    ):
        for name in whole.namelist():
            content = whole.read(name).decode()
            changed.writestr(name, content.replace("</sheetData>", f"{row}</sheetData>"))
    with pytest.raises(BrokenExport):
        sheets(tmp_path, packed.getvalue())


@pytest.mark.parametrize("seed", range(12))
def test_a_wounded_workbook_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(chance.choice([xlsx, xls])(CELLS))
    for _ in range(4):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    try:
        found = sheets(tmp_path, bytes(content))
    except ExportError:
        return
    assert all(isinstance(cell, str) for sheet in found for row in sheet.rows for cell in row)
