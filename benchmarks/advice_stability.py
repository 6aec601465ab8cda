"""Whether the first pieces of advice hold with other messages, beside what the audit says of it.

    vivevoix demo --root DEMO
    python benchmarks/advice_stability.py --root DEMO --draws 40

The conversations of a client are drawn again with replacement (Efron, 1979), every outward measure
is taken anew, judged, and the rules are asked: in which share of the draws does at most one of the
first five pieces change? The audit itself draws each measure within its own interval instead, 200
times in a quarter of a second. What is measured inside stays as it is in both: a network whose
messages are drawn twice has ties that nobody made.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from toolkit import advice, ingest, judge, measuring, release, store, verdicts
from toolkit.measuring import Part, Tables
from toolkit.results import Finding
from toolkit.wording import templates_folder

OF_A_MESSAGE = ("messages", "marks", "cues", "subjects", "message_metrics", "labels")
REFERS = ("message_id", "parent_id", "root_id", "thread_id")


def drawn_again(tables: Tables, rng: np.random.Generator) -> Tables:
    """Return the tables with outward conversations drawn with replacement, each copy for itself."""
    messages = tables["messages"].filter(pl.col("scope") == "external")
    root = pl.coalesce("root_id", "thread_id", "message_id")
    roots = messages.select(root.alias("root").unique().sort())["root"]
    picked = roots.gather(rng.integers(0, len(roots), len(roots)))
    times = pl.DataFrame({"root": picked}).with_columns(
        pl.int_range(pl.len()).over("root").cast(pl.String).alias("copy")
    )
    copies = messages.with_columns(root.alias("root")).select("message_id", "root")
    copies = copies.join(times, on="root").select("message_id", "copy")
    again = {name: _copied(tables[name], copies) for name in OF_A_MESSAGE if name in tables}
    return {**tables, **again}


def _copied(frame: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    named = [name for name in REFERS if name in frame.columns]
    return (
        frame.join(copies, on="message_id")
        .with_columns(pl.concat_str(name, pl.lit("~"), "copy").alias(name) for name in named)
        .drop("copy")
    )


def main() -> None:
    """Print, for each client, both shares side by side."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True, help="folder of audited clients")
    parser.add_argument("--draws", type=int, default=40)
    asked = parser.parse_args()
    actions = advice.read_actions(templates_folder() / advice.ACTIONS)
    print("| client | advice | messages drawn again | measures drawn within their intervals |")
    print("|---|---:|---:|---:|")
    for slug in store.clients(asked.root):
        client = store.open_client(asked.root, slug)
        given = release.read(client.release)
        inside = [one for one in given.verdicts.findings if one.scope == "internal"]
        every = _draws(client, asked.draws, inside)
        held = advice.stability(every, actions, given.verdicts.recommendations)
        rng, found = (
            np.random.default_rng(0),
            [one for one in given.verdicts.findings if one.scope == "external"],
        )
        ours = [(*judge.redrawn(found, rng), *inside) for _ in range(verdicts.DRAWS)]
        said = advice.stability(ours, actions, given.verdicts.recommendations)
        count = len(given.verdicts.recommendations)
        print(f"| {slug} | {count} | {held:.3f} of {asked.draws} | {said:.3f} |", flush=True)


def _draws(client: store.Client, draws: int, inside: list[Finding]) -> list[tuple[Finding, ...]]:
    sticks = judge.read_yardsticks(templates_folder() / judge.YARDSTICKS)
    frames = ingest.load_tables(client)
    tables = {
        name: frame.drop(measuring.UNREAD, strict=False).collect() for name, frame in frames.items()
    }
    rng = np.random.default_rng(1)
    bare = [replace(one, before=None, peers=None) for one in inside]
    again = (Part(scope="external", tables=drawn_again(tables, rng)) for _ in range(draws))
    return [(*judge.judge(measuring.measure(part), sticks), *bare) for part in again]


if __name__ == "__main__":
    main()
