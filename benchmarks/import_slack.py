"""How fast a Slack export becomes tables: ours beside the obvious way, in one run.

    python benchmarks/import_slack.py --messages 1000000

A simulated export is written to a folder that is deleted afterwards. Each contender reads it in a
process of its own, which reports its CPU seconds and its peak memory. The bare typed parse is the
floor: it reads and decodes every file and keeps nothing, so no import can be faster.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from contenders import OURS, Contender, Result, apart, folder, measured, table

CPU_SECONDS = 12.0  # what we promise for a million messages
PEAK_GB = 0.5


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


CONTENDERS: dict[str, Contender] = {
    "bare typed parse": floor,
    OURS: ours,
    "json + pandas": obvious,
}


def _simulated(export: Path, messages: int, seed: int) -> None:
    from toolkit.simulate.scale import slack_at_scale  # noqa: PLC0415

    slack_at_scale(export, messages=messages, seed=seed)


def main() -> int:
    """Write an export, let each contender read it, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    others = [name for name in CONTENDERS if name != OURS]
    parser.add_argument("--without", nargs="*", default=[], choices=others)
    parser.add_argument("--keep", type=Path, help="write the export here, or use the one there")
    asked = parser.parse_args()
    with folder(asked.keep) as client:
        if not (client / "exports").exists():
            apart(_simulated, client / "exports" / "slack", asked.messages, asked.seed)
        files = list(_days(client))
        size = sum(path.stat().st_size for path in files) / 1e6
        results = [
            measured(name, contender, client)
            for name, contender in CONTENDERS.items()
            if name not in asked.without
        ]
    rows = results[0].rows
    print(f"{rows:,} messages, {len(files):,} files, {size / 1e3:.2f} GB, {os.cpu_count()} cores\n")
    print("\n".join(table(results, rows / 1e6, size)))
    print(_verdict(results, rows))
    return 0


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
