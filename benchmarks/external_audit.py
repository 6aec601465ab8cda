"""What it costs to measure outward messages that were taken in: which question takes how long.

    python benchmarks/external_audit.py --messages 1000000

Agreed tables are drawn by chance: five accounts and their people, a public that writes and comes
back, reactions, marks, labels, cues. The questions are asked as an audit asks them: of the whole,
then of each account, then of each of twelve months. Reading texts (language, functions, near
duplicates) is part of the import and is not counted here.
"""

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import polars as pl

from toolkit import measuring
from toolkit.conversations.coders import MACHINE
from toolkit.measuring import Part, Tables

START, YEAR = 1_735_689_600, 365 * 86_400  # 1 January 2025, seconds
ACCOUNTS, PEOPLE, PUBLIC = 5, 40, 0.2  # of the public, one account for so many messages
OURS, ANSWERS = 0.4, 0.7
WORDS = 400  # texts that are the same are of so many templates


def tables(messages: int) -> Tables:
    """Return agreed tables with so many outward messages, the same each time."""
    chance = np.random.default_rng(0)
    seconds = np.sort(chance.integers(0, YEAR, messages)) + START
    ids = pl.select(pl.format("x:{}", pl.int_range(messages)))[:, 0].alias("message_id")
    ours = chance.random(messages) < OURS
    back = chance.integers(1, 400, messages)
    place = np.arange(messages)
    answers = (chance.random(messages) < ANSWERS) & (place >= back)
    parent = np.where(answers, place - back, 0)
    writer = _writers(chance, ours, messages)
    written = pl.DataFrame(
        {"message_id": ids, "ours": ours, "answers": answers, "parent": parent, "us": seconds}
    ).with_columns(account_id=writer)
    return {
        "messages": _messages(chance, written, ids, writer),
        "accounts": _accounts(writer.unique(maintain_order=True)),
        "observation_window": _windows(),
        "marks": _marks(chance, written),
        "cues": _cues(chance, written),
        "labels": _labels(chance, written),
        "message_metrics": _reactions(chance, written),
    }


def _writers(chance: np.random.Generator, ours: np.ndarray, messages: int) -> pl.Series:
    house = pl.Series(chance.choice(ACCOUNTS + PEOPLE, messages, p=_weights()))
    public = pl.Series(chance.integers(0, max(int(messages * PUBLIC), 1), messages))
    return pl.select(
        pl.when(pl.lit(pl.Series(ours)))
        .then(pl.format("house:{}", pl.lit(house)))
        .otherwise(pl.format("public:{}", pl.lit(public)))
    )[:, 0]


def _weights() -> np.ndarray:
    brands, people = np.full(ACCOUNTS, 0.8 / ACCOUNTS), np.full(PEOPLE, 0.2 / PEOPLE)
    return np.concatenate([brands, people])


def _messages(
    chance: np.random.Generator, written: pl.DataFrame, ids: pl.Series, writer: pl.Series
) -> pl.DataFrame:
    size = written.height
    to = chance.choice([f"house:{n}" for n in range(ACCOUNTS)], size)
    answered = pl.col("parent")
    when = pl.from_epoch("us", "s")
    return written.with_columns(
        pl.lit("x").alias("platform"),
        pl.lit("external").alias("scope"),
        pl.when("ours").then(pl.lit("out")).otherwise(pl.lit("in")).alias("direction"),
        pl.when(~pl.col("ours"))
        .then(pl.lit("public"))
        .when(pl.col("account_id").str.slice(6).cast(pl.Int64, strict=False) < ACCOUNTS)
        .then(pl.lit("org_brand"))
        .otherwise(pl.lit("org_person"))
        .alias("author_kind"),
        pl.when("answers").then(pl.lit("reply")).otherwise(pl.lit("post")).alias("kind"),
        pl.when("answers").then(pl.lit(ids).gather(answered)).alias("parent_id"),
        pl.when("answers")
        .then(pl.lit(writer).gather(answered))
        .otherwise(pl.when(~pl.col("ours")).then(pl.lit(pl.Series(to))))
        .alias("to_account_id"),
        pl.format("text {}", pl.int_range(size)).alias("text"),
        (pl.col("us") * 1_000_000).alias("t_us"),
        when.dt.replace_time_zone("UTC").alias("ts_utc"),
        (when.dt.year().cast(pl.Int64) * 100 + when.dt.month()).alias("month"),
        (when.dt.iso_year().cast(pl.Int64) * 100 + when.dt.week()).alias("iso_week"),
        (pl.col("us") // 86_400).alias("day"),
        when.dt.weekday().cast(pl.Int64).alias("weekday"),
        when.dt.hour().cast(pl.Int64).alias("hour"),
        when.dt.minute().cast(pl.Int64).alias("minute"),
        ((pl.col("us") - START) // 3).alias("business_s"),
        pl.lit("Web App").alias("source_client"),
    ).drop("ours", "answers", "parent", "us")


def _accounts(writers: pl.Series) -> pl.DataFrame:
    number = pl.col("account_id").str.slice(6).cast(pl.Int64, strict=False)
    house = pl.col("account_id").str.starts_with("house:")
    return pl.DataFrame({"account_id": writers}).with_columns(
        pl.when(~house)
        .then(pl.lit("public"))
        .when(number < ACCOUNTS)
        .then(pl.lit("brand"))
        .otherwise(pl.lit("person"))
        .alias("kind"),
        pl.when(house & (number >= ACCOUNTS)).then("account_id").alias("person_id"),
        pl.col("account_id").alias("name"),
    )


def _windows() -> pl.DataFrame:
    last = pl.Series([START + YEAR] * ACCOUNTS)
    return pl.DataFrame(
        {
            "account_id": [f"house:{n}" for n in range(ACCOUNTS)],
            "end_utc": pl.select(pl.from_epoch(pl.lit(last), "s").dt.replace_time_zone("UTC"))[
                :, 0
            ],
            "inbound_complete": ["yes"] * ACCOUNTS,
        }
    )


def _marks(chance: np.random.Generator, written: pl.DataFrame) -> pl.DataFrame:
    own = written.filter("ours")
    tag = pl.Series(chance.choice(["ff", "news", "team", "jobs"], own.height))
    return own.select(
        "message_id",
        kind=pl.lit("hashtag"),
        mark=tag,
        times=pl.lit(1, dtype=pl.Int64),
        is_own=pl.lit(None, dtype=pl.Boolean),
    ).sample(fraction=0.3, seed=0)


def _cues(chance: np.random.Generator, written: pl.DataFrame) -> pl.DataFrame:
    size = written.height
    group = pl.Series(chance.integers(0, WORDS, size))
    alike = pl.Series(chance.random(size) < 0.1) & written["ours"]
    named = pl.when(pl.lit(alike)).then(pl.format("t{}", pl.lit(group)))
    return written.select(
        "message_id",
        lang=pl.Series(chance.choice(["fr", "en"], size)),
        is_question=pl.Series(chance.random(size) < 0.3),
        refers=pl.when("ours").then(pl.Series(chance.choice(["self", "other", "none"], size))),
        signed=pl.lit(None, dtype=pl.String),
        template_7=named,
        template_8=named,
        template_9=named,
    )


def _labels(chance: np.random.Generator, written: pl.DataFrame) -> pl.DataFrame:
    own = written.filter("ours").select("message_id")
    schemes = {
        "function": ["information", "community", "action"],
        "promotion": ["promotional", "other"],
        "model": ["press_agentry", "public_information", "two_way_symmetric"],
    }
    return pl.concat(
        own.with_columns(
            scheme=pl.lit(scheme),
            label=pl.Series(chance.choice(labels, own.height)),
            coder_id=pl.lit(MACHINE),
        )
        for scheme, labels in schemes.items()
    )


def _reactions(chance: np.random.Generator, written: pl.DataFrame) -> pl.DataFrame:
    posts = written.filter("ours", ~pl.col("answers"))
    counts = {
        name: pl.Series(chance.geometric(0.2, posts.height) - 1)
        for name in ("likes", "shares", "comments")
    }
    late = pl.from_epoch(pl.col("us") + 30 * 86_400, "s").dt.replace_time_zone("UTC")
    return posts.select("message_id", captured_at=late, **counts)


def asked(slices: Iterable[Part]) -> dict[str, float]:
    """Ask every question of these slices and return the CPU seconds that each one took."""
    spent: dict[str, float] = defaultdict(float)
    for part in slices:
        month = measuring.within(part.tables, part.months) if part.months else part.tables
        for name, metric in measuring.questions(part.scope).items():
            began = time.process_time()
            measuring.ask(metric, part, month)
            spent[name] += time.process_time() - began
    return spent


def main() -> None:
    """Measure once each of the whole, of the accounts and of the months; print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--whole", action="store_true", help="the whole alone, not its parts")
    chosen = parser.parse_args()
    size = chosen.messages
    given = tables(size)
    every = measuring.parts(given, measuring.groups_of(given), None)
    every = [part for part in every if part.scope == "external"]
    kinds = {
        "whole": [one for one in every if (one.group, one.period) == ("all", "all")],
        "accounts": [one for one in every if one.group != "all" and one.period == "all"],
        "months": [one for one in every if one.group == "all" and one.period != "all"],
        "accounts by month": [one for one in every if one.group != "all" and one.period != "all"],
    }
    if chosen.whole:
        kinds = {"whole": kinds["whole"]}
    print(f"{size:,} messages, {sum(map(len, kinds.values()))} slices\n")
    spent = {kind: asked(slices) for kind, slices in kinds.items()}
    print(f"| question | {' | '.join(kinds)} |\n|---|" + "---:|" * len(kinds))
    for name in sorted(spent["whole"], key=lambda one: -spent["whole"][one]):
        print(f"| {name} | " + " | ".join(f"{spent[kind][name]:.2f}" for kind in kinds) + " |")
    sums = [sum(one.values()) for one in spent.values()]
    print("| together | " + " | ".join(f"{one:.1f}" for one in sums) + " |")
    print(f"| slices | {' | '.join(str(len(one)) for one in kinds.values())} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\npeak memory {peak:.2f} GB; promise: 20 CPU s for the whole: ", end="")
    print("kept" if sums[0] * 1e6 / size <= 20 else "missed")


if __name__ == "__main__":
    main()
