"""Halves in either order, or the same export twice, give the tables of the whole, to the byte."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import golden
import pytest
from halves import halves

from toolkit import ingest
from toolkit.store import Client, Settings

WHOLE = ("org_chart",)  # half a chart is another chart: its levels are those of its own people
CONTEXT = ("accounts", "people", "channels", "observation_window", "calendars")


def imported(
    folder: Path, settings: Settings, exports: Mapping[str, Mapping[str, bytes]]
) -> tuple[dict[str, bytes], frozenset[str]]:
    """Import these exports alone; return the tables as bytes, and the files that were read."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, files in exports.items():
        golden.export(folder / "exports" / name, files)
    client = Client(folder, settings)
    intake = ingest.take_in(client, workers=1)
    tables = {path.name: path.read_bytes() for path in sorted(client.tables.iterdir())}
    read = {one.name.partition("/")[2] for one in intake.files if one.outcome == "read"}
    return tables, frozenset(read)


def spoken(folder: Path) -> frozenset[str]:
    """Return the files that hold what was said; of an export without any, all that hold rows."""
    reading = golden.read(folder / "export", golden.told(folder))
    said = {
        name for table, names in reading.files.items() if table not in CONTEXT for name in names
    }
    return frozenset(said or {name for names in reading.files.values() for name in names})


@pytest.mark.parametrize("folder", golden.goldens(), ids=lambda folder: folder.name)
def test_what_overlaps_counts_once_whatever_the_order(folder: Path, tmp_path: Path) -> None:
    root = folder / "export"
    found = sorted(path for path in root.rglob("*") if path.is_file())
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    settings = golden.settings(folder)
    first, second = halves(files, spoken(folder))
    whole, read = imported(tmp_path / "acme", settings, {"whole": files})
    assert read == set(golden.read(root, golden.told(folder)).read)
    assert imported(tmp_path / "acme", settings, {"a": files, "b": files}) == (whole, read)
    if folder.name.startswith(WHOLE):
        return
    for exports in ({"a": first, "b": second}, {"a": second, "b": first}):
        tables, _ = imported(tmp_path / "acme", settings, exports)
        assert sorted(tables) == sorted(whole)
        assert [name for name in tables if tables[name] != whole[name]] == []
