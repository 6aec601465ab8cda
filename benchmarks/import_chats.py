"""How fast Discord, Telegram and WhatsApp exports become tables, beside chat-analytics.

    python benchmarks/import_chats.py --messages 1000000

Simulated chats are written to a folder that is deleted afterwards. Each contender reads them in a
process of its own, which reports its CPU seconds, those of its children and its peak memory. The
bare parse is the floor: a file decoded at once into typed messages, or its lines read, and
nothing kept. Two pairs are compared: the parse alone, ours giving rows and theirs messages; and
all of it, ours ending in tables on the disk and theirs in a report. ``--grow 5`` also reads chats
that are five times as long, to see that memory stays where it is.

chat-analytics 1.1.2 (npm) is installed once into the user's cache, outside of this project.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from chats import NAMES, WRITERS
from contenders import OURS, Contender, Result, apart, folder, measured, table

PEER = "chat-analytics@1.1.2"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "vivevoix-benchmarks"
MEMORY = "--max-old-space-size=8192"  # MB that their process may take
TIMES = 5  # CPU seconds of theirs that we promise to stay under, for one of ours

BARE = "bare parse"
ROWS = "Vive voix, rows alone"
THEIR_PARSE = "chat-analytics, parse alone"
THEIRS = "chat-analytics"

# Their parsers tell of each message; here it is counted, and nothing else is done with it.
PARSE = """
const {dirname, join} = require("path");
const root = dirname(require.resolve("chat-analytics/package.json"));
const {loadFile} = require(join(root, "dist/lib/NodeEnv.js"));
const {createParser} = require(join(root, "dist/pipeline/parse/index.js"));
(async () => {
  let count = 0;
  const parser = createParser(process.argv[2]);
  parser.on("message", () => { count += 1; });
  for await (const _ of parser.parse(loadFile(process.argv[3]))) {}
  console.log(count);
})();
"""


def _export(client: Path, platform: str) -> Path:
    return client / platform / "exports" / NAMES[platform]


def bare(platform: str, client: Path) -> int:
    """Decode the whole file into typed messages, or read its lines, and keep nothing."""
    from importlib import import_module  # noqa: PLC0415 - each pays for what it loads, alone

    import msgspec  # noqa: PLC0415

    path = _export(client, platform)
    if platform == "whatsapp":
        with path.open(encoding="utf-8") as stream:
            return sum(1 for _ in stream)
    message = import_module(f"toolkit.importers.{platform}.records").Message
    whole = msgspec.defstruct("Whole", [("messages", list[message])])  # type: ignore[valid-type]
    return len(msgspec.json.Decoder(whole).decode(path.read_bytes()).messages)


def rows(platform: str, client: Path) -> int:
    """Read the export by the toolkit's importer, up to the rows that tables are made of."""
    import gc  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from toolkit.reading import Rows, Told, fitting, open_archive, parsed, plan  # noqa: PLC0415

    importer = import_module(f"toolkit.importers.{platform}")
    count = 0
    gc.disable()  # as all imports do
    with open_archive(_export(client, platform).parent) as archive:
        planned = plan(importer.ROUTES, archive.names, fitting(importer.CLAIMS, archive))
        for name, parser in planned.read:
            for found in parsed(parser, archive, name, Told()):
                if isinstance(found, Rows) and found.table == "messages":
                    count += len(found.records)
    return count


def ours(platform: str, client: Path) -> int:
    """Import by the toolkit: from files to the agreed tables in Parquet."""
    from toolkit.ingest import take_in  # noqa: PLC0415
    from toolkit.store import Client, Settings  # noqa: PLC0415

    settings = Settings(name="Benchmark")
    return take_in(Client(client / platform, settings), workers=1).rows["messages"]


def their_parse(platform: str, client: Path) -> int:
    """Parse by chat-analytics, and count the messages."""
    script = CACHE / "parse.js"
    given = [_node(), MEMORY, str(script), platform, str(_export(client, platform))]
    return int(subprocess.run(given, check=True, capture_output=True, cwd=CACHE, text=True).stdout)


def theirs(platform: str, client: Path) -> int:
    """Parse and report by chat-analytics' own command."""
    # Its file names are patterns, in which brackets mean something else.
    plain = client / f"{platform}{_export(client, platform).suffix}"
    plain.hardlink_to(_export(client, platform))
    command = CACHE / "node_modules" / "chat-analytics" / "dist" / "lib" / "CLI.js"
    report = client / "report.html"
    given = [_node(), MEMORY, str(command), "-p", platform, "-i", str(plain), "-o", str(report)]
    told = subprocess.run(given, check=True, capture_output=True, cwd=CACHE, text=True).stdout
    plain.unlink()
    counted = re.search(r"\[\*\] (\d+) messages", told)
    return int(counted[1]) if counted else 0


def _node() -> str:
    found = shutil.which("node")
    assert found, "asked for only where node is there"
    return found


CONTENDERS = {BARE: bare, ROWS: rows, OURS: ours, THEIR_PARSE: their_parse, THEIRS: theirs}


def install() -> bool:
    """Put chat-analytics into the cache unless it is there; say whether it can run."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        print("node or npm is not there: chat-analytics is left out\n")
        return False
    CACHE.mkdir(parents=True, exist_ok=True)
    if not (CACHE / "node_modules" / "chat-analytics").is_dir():
        given = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(CACHE), PEER]
        subprocess.run(given, check=True, capture_output=True)
    (CACHE / "parse.js").write_text(PARSE, encoding="utf-8")
    return True


def write(client: Path, platform: str, messages: int, seed: int) -> None:
    """Write one simulated export, unless it is there already."""
    path = _export(client, platform)
    if not path.exists():
        path.parent.mkdir(parents=True)
        apart(WRITERS[platform], path, messages, seed)


def compared(client: Path, platform: str, names: list[str]) -> list[Result]:
    """Let each contender read the same export, one after the other."""
    contenders: dict[str, Contender] = {
        name: partial(CONTENDERS[name], platform) for name in CONTENDERS if name in names
    }
    return [measured(name, contender, client) for name, contender in contenders.items()]


def verdict(results: list[Result]) -> str:
    """Say how many times the CPU seconds of ours the others take, pair by pair."""
    cpu = {one.name: one.cpu for one in results}
    pairs = ((BARE, OURS), (THEIR_PARSE, ROWS), (THEIR_PARSE, OURS), (THEIRS, OURS))
    told = [
        f"{one} / {other}: {cpu[one] / cpu[other]:.1f}"
        for one, other in pairs
        if one in cpu and other in cpu
    ]
    if {THEIRS, OURS} <= set(cpu):
        word = "kept" if cpu[THEIRS] >= TIMES * cpu[OURS] else "missed"
        told.append(f"promise, {TIMES} times less CPU than chat-analytics: {word}")
    return "\n".join(told)


def main() -> int:
    """Write the chats, let each contender read them, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--platforms", nargs="*", default=list(WRITERS), choices=list(WRITERS))
    others = [name for name in CONTENDERS if name != OURS]
    parser.add_argument("--without", nargs="*", default=[], choices=others)
    parser.add_argument("--grow", type=int, default=0, help="also read chats so many times as long")
    parser.add_argument("--keep", type=Path, help="write the chats here, or use those there")
    asked = parser.parse_args()
    names = [name for name in CONTENDERS if name not in asked.without]
    if {THEIR_PARSE, THEIRS} & set(names) and not install():
        names = [name for name in names if name not in (THEIR_PARSE, THEIRS)]
    for platform in asked.platforms:
        with folder(asked.keep) as client:
            write(client, platform, asked.messages, asked.seed)
            results = compared(client, platform, names)
            size = _export(client, platform).stat().st_size / 1e6
        print(f"{platform}: {asked.messages:,} messages, {size / 1e3:.2f} GB\n")
        print("\n".join(table(results, asked.messages / 1e6, size)))
        print(f"\n{verdict(results)}\n", flush=True)
        if asked.grow:
            _grown(platform, asked.messages, asked.grow, asked.seed)
    return 0


def _grown(platform: str, messages: int, times: int, seed: int) -> None:
    """Read a longer chat, and print what it takes."""
    with folder(None) as client:
        write(client, platform, messages * times, seed)
        (own,) = compared(client, platform, [OURS])
    million = messages * times / 1e6
    print(f"{platform}: {million:.0f} million: {own.cpu / million:.1f} CPU s a million", end=", ")
    print(f"peak {own.peak:.2f} GB\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
