"""Every platform reads its golden exports as a consultant would, and says what it leaves."""

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest

from toolkit import importers
from toolkit.desk.reasons import Reasons
from toolkit.model import TABLES
from toolkit.reading import open_archive
from toolkit.wording import Words, languages


@pytest.mark.parametrize("folder", golden.goldens(), ids=lambda folder: folder.name)
def test_a_golden_export_is_read_as_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    found = golden.page(golden.read(folder / "export", golden.told(folder)))
    expected = folder / "expected.txt"
    if request.config.getoption("--write-golden"):
        expected.write_bytes(found.encode())
    assert expected.is_file(), f"{folder.name} has no expected.txt: pytest --write-golden makes it"
    assert found == expected.read_bytes().decode()


def test_every_platform_has_a_golden_export() -> None:
    recognised = set()
    for folder in golden.goldens():
        with open_archive(folder / "export") as archive:
            importer = golden.recognise(archive, golden.told(folder))
            recognised.add(importer.PLATFORM if importer else None)
    assert recognised == set(golden.platforms())


@pytest.mark.parametrize("folder", golden.goldens(), ids=lambda folder: folder.name)
def test_every_golden_export_is_recognised_by_one_platform(folder: Path) -> None:
    with open_archive(folder / "export") as archive:
        assert golden.recognise(archive, golden.told(folder)) is not None


@pytest.mark.parametrize("folder", golden.goldens(), ids=lambda folder: folder.name)
@pytest.mark.parametrize("backwards", [False, True], ids=["as written", "backwards"])
def test_a_zip_says_what_the_folder_says_whatever_its_order(
    folder: Path, backwards: bool, tmp_path: Path
) -> None:
    files = sorted(path for path in (folder / "export").rglob("*") if path.is_file())
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in reversed(files) if backwards else files:
            zipped.write(path, path.relative_to(folder / "export"))
    found = golden.page(golden.read(tmp_path / "export.zip", golden.told(folder)))
    assert found == (folder / "expected.txt").read_bytes().decode()


@pytest.mark.parametrize("language", languages())
def test_every_reason_that_an_importer_gives_has_its_words(language: str) -> None:
    words = Reasons(Words(language))
    given = {
        one.kind
        for folder in golden.goldens()
        for reading in [golden.read(folder / "export", golden.told(folder))]
        for one in (*reading.rejected, *reading.noted)
    }
    assert sorted(kind for kind in given | set(_written()) if not words.knows(kind)) == []


def _written() -> Iterator[str]:
    """Yield the reasons that stand in the importers as they are."""
    for path in Path(importers.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Rejected" | "Noted"), args=[_, ast.Constant(value)]
                ):
                    yield str(value)


@pytest.mark.parametrize("platform", golden.platforms())
def test_every_platform_has_its_name_in_every_language(platform: str) -> None:
    assert all(Words(language).has(f"source.{platform}") for language in languages())


@pytest.mark.parametrize("folder", golden.goldens(), ids=lambda folder: folder.name)
def test_what_is_read_has_agreed_columns_and_agreed_words(folder: Path) -> None:
    for name, rows in golden.read(folder / "export", golden.told(folder)).tables.items():
        columns = {column.name: column for column in TABLES[name].columns}
        for row in rows:
            assert set(row) <= set(columns)
            for column, value in row.items():
                words = columns[column].one_of
                assert not words or value is None or value in words
                assert value is not None or not columns[column].required


def test_the_files_of_a_route_are_named_apart_from_those_nobody_knows(tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    for name in ("messages.csv", "messages_2026-01.csv", "notes.txt", ".DS_Store"):
        (export / name).write_text("message_id,account_id,ts_utc\n", encoding="utf-8")
    found = golden.read(export)
    assert found.read == ("messages.csv", "messages_2026-01.csv")
    assert (found.ignored, found.unknown) == ((".DS_Store",), ("notes.txt",))
