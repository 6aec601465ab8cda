"""How fast each importer turns its files into rows: the golden exports, made long.

    python benchmarks/import_each.py --records 50000

The records of each golden export are repeated until there are so many of them. Each export is read
in a process of its own, which reports its CPU seconds and its peak memory; beside it stands the
bare parse of the same bytes: JSON into dictionaries, CSV into lists, other files into lines, and
nothing kept. Workbooks and repositories cannot be made long so, and are left out.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from contenders import Result, apart, folder, measured

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.importers import golden
from tests.importers.halves import repeated

CUT = (".json", ".jsonl", ".js", ".csv", ".mbox", ".ldif", ".txt", ".ics")


def lengthened(name: str, records: int, into: Path) -> int:
    """Write a golden export with its records repeated; return how many rows one round gives."""
    root = golden.FOLDER / name / "export"
    reading = golden.read(root, golden.told(golden.FOLDER / name))
    rows = max(1, sum(map(len, reading.tables.values())))
    speaks = {file for names in reading.files.values() for file in names}
    for path in (path for path in root.rglob("*") if path.is_file()):
        file = path.relative_to(root).as_posix()
        content = path.read_bytes()
        long = repeated(file, content, records // rows) if file in speaks else None
        target = into / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(long or content)
    return rows


def ours(name: str, export: Path) -> int:
    """Read an export into rows, and count those of messages, or all where there are none."""
    from toolkit.reading import Rows, fitting, open_archive, parsed, plan  # noqa: PLC0415

    told = golden.told(golden.FOLDER / name)
    counts: dict[str, int] = {}
    with open_archive(export) as archive:
        importer = golden.recognise(archive, told)
        assert importer is not None
        one = golden.known(importer, told)
        files = plan(one.routes, archive.names, fitting(one.claims, archive)).read
        context = importer.prepare(archive, told) if hasattr(importer, "prepare") else told
        for file, parser in files:
            for found in parsed(parser, archive, file, context):
                if isinstance(found, Rows):
                    counts[found.table] = counts.get(found.table, 0) + len(found.records)
    return counts.get("messages") or sum(counts.values())


def bare(_name: str, export: Path) -> int:
    """Parse the same bytes in the plainest way, and keep nothing."""
    import msgspec  # noqa: PLC0415

    count = 0
    for path in (p for p in export.rglob("*") if p.is_file() and p.suffix in CUT):
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        if path.suffix in (".json", ".js"):
            try:
                msgspec.json.decode(
                    content[content.find(b"=") + 1 :] if path.suffix == ".js" else content
                )
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
        elif path.suffix == ".csv":
            text = content.decode("utf-8", "replace").replace("\r", "")
            count += sum(1 for _ in csv.reader(io.StringIO(text)))
        else:
            count += content.count(b"\n")
    return count


def nothing(name: str, _export: Path) -> int:
    """Load what both others load, and read nothing: this is taken off their seconds."""
    return len(name)


def one_each() -> Iterator[str]:
    """Yield the name of one golden export a platform: the one that gives most messages."""
    best: dict[str, tuple[int, str]] = {}
    for path in golden.goldens():
        reading = golden.read(path / "export", golden.told(path))
        rows = len(reading.rows("messages")) or sum(map(len, reading.tables.values()))
        best[reading.platform] = max(best.get(reading.platform, (0, "")), (rows, path.name))
    yield from sorted(name for _, name in best.values())


def lines(results: Sequence[tuple[str, float, Result, Result]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| | rows | MB | MB a CPU s | CPU s a million | bare = 1 | peak GB |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, size, own, floor in results:
        million, times = own.cpu / own.rows * 1e6, own.cpu / max(floor.cpu, 0.01)
        yield (
            f"| {name} | {own.rows:,} | {size:.1f} | {size / own.cpu:.0f} | {million:.1f} "
            f"| {times:.1f} | {own.peak:.2f} |"
        )


def _without(one: Result, start: Result) -> Result:
    return replace(one, cpu=max(one.cpu - start.cpu, 0.01))


def main() -> int:
    """Lengthen each export, read it in both ways, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    results = []
    with folder(None) as place:
        for name in asked.only or one_each():
            export = place / name
            apart(lengthened, name, asked.records, export)
            size = sum(path.stat().st_size for path in export.rglob("*") if path.is_file()) / 1e6
            own, floor, start = (
                measured(name, partial(way, name), export) for way in (ours, bare, nothing)
            )
            if own.rows >= asked.records // 10:
                results.append((name, size, _without(own, start), _without(floor, start)))
    print("\n".join(lines(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
