"""How fast a Slack export becomes tables: ours beside the obvious way, in one run.

    python benchmarks/import_slack.py --messages 1000000

A simulated export is written to a folder that is deleted afterwards. Each contender reads it in a
process of its own, which reports its CPU seconds and its peak memory. The bare typed parse is the
floor: it reads and decodes every file and keeps nothing, so no import can be faster.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CPU_SECONDS = 12.0  # what we promise for a million messages
PEAK_GB = 0.5
OURS = "Vive voix"


@dataclass(frozen=True)
class Result:
    """What one contender took: seconds of CPU and of the clock on the wall, GB, rows."""

    name: str
    cpu: float
    wall: float
    peak: float
    rows: int


def ours(client: Path) -> int:
    """Import by the toolkit: from files to the agreed tables in Parquet."""
    from toolkit.ingest import take_in  # noqa: PLC0415 - each pays for what it loads, alone
    from toolkit.store import Client, Settings  # noqa: PLC0415

    return take_in(Client(client, Settings(name="Benchmark"))).rows["messages"]


def obvious(client: Path) -> int:
    """Import as anybody would at first: json, one list of dictionaries, pandas, Parquet."""
    import pandas as pd  # noqa: PLC0415

    rows = []
    for path in _days(client):
        with path.open(encoding="utf-8") as stream:
            for message in json.load(stream):
                message["channel"] = path.parent.name
                rows.append(message)
    frame = pd.json_normalize(rows)
    frame["ts_utc"] = pd.to_datetime(frame["ts"].astype(float), unit="s", utc=True)
    kept = ["ts", "ts_utc", "channel", "user", "text", "subtype", "thread_ts", "parent_user_id"]
    frame.reindex(columns=kept).to_parquet(client / "obvious.parquet")
    return len(frame)


def floor(client: Path) -> int:
    """Read and decode every file into typed messages, and keep nothing."""
    import msgspec  # noqa: PLC0415

    from toolkit.importers.slack.records import Message  # noqa: PLC0415

    decoder = msgspec.json.Decoder(list[Message])
    return sum(len(decoder.decode(path.read_bytes())) for path in _days(client))


def _days(client: Path) -> Iterator[Path]:
    return (client / "exports").glob("*/*/*.json")


CONTENDERS: dict[str, Callable[[Path], int]] = {
    "bare typed parse": floor,
    OURS: ours,
    "json + pandas": obvious,
}


def write_export(folder: Path, messages: int, seed: int) -> None:
    """Simulate an export in a process that ends: contenders would inherit its peak of memory."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_simulated, args=(folder, messages, seed))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit("the export could not be simulated")


def _simulated(folder: Path, messages: int, seed: int) -> None:
    from toolkit.simulate.scale import slack_at_scale  # noqa: PLC0415

    slack_at_scale(folder, messages=messages, seed=seed)


def measured(name: str, client: Path) -> Result:
    """Run one contender in a new process and return what it took."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, client, there))
    process.start()
    there.close()
    try:
        result: Result = here.recv()
    except EOFError:
        sys.exit(f"{name}: stopped before its end (out of memory?)")
    finally:
        process.join()
    return result


def _run(name: str, client: Path, pipe: "multiprocessing.connection.Connection") -> None:
    start = time.perf_counter()
    rows = CONTENDERS[name](client)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1e9 if sys.platform == "darwin" else 1e6  # bytes there, kilobytes elsewhere
    pipe.send(Result(name, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, rows))


def table(results: list[Result], million: float) -> Iterator[str]:
    """Yield the lines of a table: seconds per million messages, and how many times ours."""
    own = next(one for one in results if one.name == OURS)
    yield "| | CPU s | CPU s a million | wall s | peak GB | CPU, ours = 1 | memory, ours = 1 |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for one in results:
        yield (
            f"| {one.name} | {one.cpu:.1f} | {one.cpu / million:.1f} | {one.wall:.1f} "
            f"| {one.peak:.2f} | {one.cpu / own.cpu:.2f} | {one.peak / own.peak:.2f} |"
        )


def main() -> int:
    """Write an export, let each contender read it, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    others = [name for name in CONTENDERS if name != OURS]
    parser.add_argument("--without", nargs="*", default=[], choices=others)
    parser.add_argument("--keep", type=Path, help="write the export here, or use the one there")
    asked = parser.parse_args()
    with _folder(asked.keep) as client:
        if not (client / "exports").exists():
            write_export(client / "exports" / "slack", asked.messages, asked.seed)
        files = list(_days(client))
        size = sum(path.stat().st_size for path in files) / 1e9
        results = [measured(name, client) for name in CONTENDERS if name not in asked.without]
    rows = results[0].rows
    print(f"{rows:,} messages, {len(files):,} files, {size:.2f} GB, {os.cpu_count()} cores\n")
    print("\n".join(table(results, rows / 1e6)))
    print(_verdict(results, rows))
    return 0


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="vivevoix-bench-") as folder:
        yield Path(folder)


def _verdict(results: list[Result], rows: int) -> str:
    """Say whether the promise for a million messages is kept; other work may make it miss."""
    own = next(one for one in results if one.name == OURS)
    if rows < 500_000:
        return "\npromise: not tested, that takes a million messages"
    kept = own.cpu / rows * 1e6 <= CPU_SECONDS and own.peak <= PEAK_GB
    word = "kept" if kept else "missed"
    return f"\npromise: {CPU_SECONDS:.0f} CPU s and {PEAK_GB} GB for a million messages: {word}"


if __name__ == "__main__":
    sys.exit(main())
