"""How often signals of automation are wrong about people, and how often they see a programme.

    python benchmarks/signals.py --accounts 100

Invents accounts of six kinds and four lengths, measures each as an audit does, and judges it by
the yardsticks of the templates. People: they write in sittings, most in the daytime, some in the
evening, repeat courtesies, announce a thing two or three times, have favourite days and hashtags.
Programmes: queued posts come out on the minute, filled-in mailings repeat.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl

from toolkit.clock import OpeningHours, calendar, opening_hours
from toolkit.judge import Yardsticks, judge, read_yardsticks
from toolkit.measuring import empty
from toolkit.metrics.burstiness import burstiness
from toolkit.metrics.clients import clients
from toolkit.metrics.minutes import minutes
from toolkit.metrics.repetition import repetition
from toolkit.metrics.rituals import rituals
from toolkit.results import Cell, Level, Measure
from toolkit.stats import wilson
from toolkit.texts.repeated import templates

ZONE = "Europe/Paris"
START = int(datetime(2025, 1, 6, tzinfo=UTC).timestamp())
DAY, SECOND = 86_400, 1_000_000
LENGTHS = (40, 120, 400, 2000)
HOURS = np.array([1, 0, 0, 0, 0, 1, 3, 8, 14, 16, 14, 12, 12, 11, 10, 9, 9, 10, 10, 9, 10, 9, 6, 3])
SYLLABLES = ["".join(one) for one in product("bcdfglmnprstv", ("a", "e", "i", "o", "u", "on"))]
WORDS = 8000
RARE = 0.01  # a p below which a signal of surprise is given
COURTESIES = ("merci beaucoup !", "bravo à toute l'équipe", "bonne année à tous", "à très vite !")
Chance = np.random.Generator


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How accounts of a kind write; shares of their posts, of which the rest is as people do.

    ``aimed`` at a round hour by hand, ``late`` minutes give or take; ``queued`` in a programme;
    ``filled_in`` from a mailing; ``weekly`` with a hashtag of the weekday; ``thursdays`` moved to
    that day.
    """

    is_person: bool
    aimed: float = 0.0
    late: float = 0.0
    queued: float = 0.0
    filled_in: float = 0.0
    weekly: float = 0.0
    thursdays: float = 0.0


KINDS = {
    "person": Kind(is_person=True),
    "person at nine, after coffee": Kind(is_person=True, aimed=0.5, late=12.0),
    "punctual person": Kind(is_person=True, aimed=0.4, late=3.0),
    "person on the stroke": Kind(is_person=True, aimed=0.4, late=0.5),
    "person of Thursdays": Kind(is_person=True, thursdays=0.6),
    "half queued by an agency": Kind(is_person=False, queued=0.5, filled_in=0.3, weekly=0.2),
    "all queued by an agency": Kind(is_person=False, queued=1.0, filled_in=0.5, weekly=0.3),
    "queued, minutes jittered": Kind(is_person=False, queued=1.0, late=2.0, filled_in=0.5),
}


def moments(chance: Chance, kind: Kind, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return which posts are queued, and when all come out, in seconds since 1970."""
    days = max(60, int(n / chance.lognormal(0.2, 0.6)))
    favour = np.tile(chance.dirichlet(np.array([4, 4, 4, 4, 4, 1, 1])), days // 7 + 1)[:days]
    favour = favour * chance.lognormal(0, 0.7, size=days)  # some weeks are busier
    day = chance.choice(days, size=n, p=favour / favour.sum())
    opened = np.where(chance.random(n) < kind.thursdays, day // 7 * 7 + 3, day) * DAY
    hour = chance.choice(24, size=n, p=HOURS / HOURS.sum())
    when = opened + hour * 3600 + chance.uniform(0, 3600, size=n)
    again = np.flatnonzero(chance.random(n) < 0.3)[1:]  # in the same sitting as the one before
    for one in again:
        when[one] = when[one - 1] + chance.lognormal(5.5, 1.2)
    round_hour = np.array([9, 12, 14, 17.5, 18])[chance.integers(0, 5, size=n)] * 3600
    aimed = chance.random(n) < kind.aimed
    when[aimed] = (opened + round_hour + chance.normal(60, 60 * kind.late, size=n))[aimed]
    queued = chance.random(n) < kind.queued
    out = opened + round_hour + chance.integers(0, 4, size=n) * 900 + chance.uniform(0, 4, size=n)
    if kind.queued and kind.late:
        out += chance.integers(0, 15, size=n) * 60
    when[queued] = out[queued]
    return queued, START + np.floor(when).astype(np.int64)


@cache
def vocabulary() -> np.ndarray:
    """Return the words of a made-up language, the most frequent first."""
    chance = np.random.default_rng(3)
    return np.array(["".join(chance.choice(SYLLABLES, size=1 + n % 4)) for n in range(WORDS)])


def texts(chance: Chance, kind: Kind, n: int) -> list[str]:
    """Return what an account says: its own, courtesies, things said again, mailings filled in."""
    weights = 1 / np.arange(10, WORDS + 10)
    drawn = [
        vocabulary()[chance.choice(WORDS, size=int(size), p=weights / weights.sum())]
        for size in chance.integers(8, 36, size=n)
    ]
    mailings = [drawn[int(one)] for one in chance.integers(0, n, size=max(1, n // 40))]
    said = []
    for number, words in enumerate(drawn):
        lot, own = chance.random(), words
        if lot < kind.filled_in:
            own = changed(chance, mailings[int(chance.integers(0, len(mailings)))], 0.04)
        elif lot > 0.97 and number:
            own = changed(chance, drawn[number - 1], float(chance.uniform(0.1, 0.6)))
        said.append(" ".join(own) + (f" https://acme.example/{number}" if number % 2 else ""))
    for number in np.flatnonzero(chance.random(n) > 0.94):
        said[int(number)] = COURTESIES[int(number) % len(COURTESIES)]
    return said


def changed(chance: Chance, words: np.ndarray, share: float) -> np.ndarray:
    """Return a text of which some words are others."""
    other = vocabulary()[chance.integers(0, WORDS, size=len(words))]
    return np.where(chance.random(len(words)) < share, other, words)


@cache
def _opening() -> OpeningHours:
    return opening_hours(ZONE, "FR", {}, last_year=2045)


def tables(kind: Kind, n: int, seed: int) -> dict[str, pl.DataFrame]:
    """Return the agreed tables of one account."""
    chance = np.random.default_rng(seed)
    queued, when = moments(chance, kind, n)
    order = np.argsort(when, kind="stable")
    queued, at = queued[order], pl.Series((when[order]) * SECOND).cast(pl.Datetime("us", "UTC"))
    groups = templates(texts(chance, kind, n), (0.8,))[0.8]
    programme = np.where(queued, "Hootsuite Inc.", "Twitter for iPhone")
    told = pl.DataFrame({"message_id": [f"m{one}" for one in range(n)]})
    messages = told.with_columns(
        account_id=pl.lit("a"),
        direction=pl.lit("out"),
        scope=pl.lit("external"),
        kind=pl.lit("post"),
        text=pl.lit("words"),
        platform=pl.lit("x"),
        source_client=pl.Series(programme),
        ts_utc=at,
    ).hstack(calendar(at, ZONE, _opening()))
    named = pl.Series([f"g{one}" if one >= 0 else None for one in groups.tolist()], dtype=pl.String)
    given = {"messages": messages, "cues": told.with_columns(template_8=named)}
    given["marks"] = hashtags(chance, kind, messages)
    return {"accounts": empty("accounts"), **given}


def hashtags(chance: Chance, kind: Kind, messages: pl.DataFrame) -> pl.DataFrame:
    """Return the hashtags of posts: subjects that last some weeks, and those of the weekday."""
    weekday, week = messages["weekday"].to_list(), messages["iso_week"].to_list()
    rows = []
    for number, one in enumerate(messages["message_id"]):
        if chance.random() < 0.5:
            rows.append((one, f"subject{chance.zipf(1.6) % 40}_{week[number] // 13}"))
        if chance.random() < kind.weekly and weekday[number] in {1, 5}:
            rows.append((one, f"day{weekday[number]}"))
    known = pl.DataFrame(rows, {"message_id": pl.String, "mark": pl.String}, orient="row").unique()
    return known.with_columns(kind=pl.lit("hashtag"), times=pl.lit(1, pl.Int64))


SIGNALS = ("minute_excess", "near_duplicate_share", "scheduler_share", "ritual_share")
SURPRISES = ("minute_signal", "second_signal")
SHOWN = (*SIGNALS, "minute_entropy", "burstiness_finite", "burstiness_memory")
COLUMNS = (*SIGNALS, *SURPRISES, "tag")


@dataclass(frozen=True, kw_only=True)
class Account:
    """What was measured of one account: its values, and which signals it gives."""

    kind: str
    posts: int
    values: dict[str, float]
    gives: dict[str, bool]


def measured(kind: str, n: int, seed: int) -> Account:
    """Measure one account and judge it, as an audit does."""
    given = tables(KINDS[kind], n, seed)
    messages, accounts = given["messages"], given["accounts"]
    found: list[Measure] = [
        *minutes(messages, accounts),
        *burstiness(messages, accounts),
        *repetition(messages, accounts, given["cues"]),
        *clients(messages, accounts),
        *rituals(messages, accounts, given["marks"]),
    ]
    cells = [Cell(scope="external", group="all", period="all", measure=one) for one in found]
    levels = {one.measure: one.level for one in judge(cells, yardsticks())}
    values = {one.id: float("nan") if one.value is None else one.value for one in found}
    learnt, *_ = rituals(messages, accounts, given["marks"], ritual_tags="")
    gives = {signal: levels[signal] is Level.RISK for signal in SIGNALS}
    gives |= {signal: values[signal] < RARE for signal in SURPRISES}
    return Account(kind=kind, posts=n, values=values, gives=gives | {"tag": bool(learnt.value)})


@cache
def yardsticks() -> Yardsticks:
    """Return the yardsticks of the templates."""
    return read_yardsticks(Path(__file__).parents[1] / "templates" / "yardsticks.toml")


def rows(accounts: int) -> Iterator[str]:
    """Yield the lines of both tables, as Markdown: how often signals are given; the values."""
    jobs = [(name, n, seed) for name in KINDS for n in LENGTHS for seed in range(accounts)]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        done = list(pool.map(measured, *zip(*jobs, strict=True), chunksize=8))
    yield from table(done, COLUMNS, given)
    yield from ("", *table(done, SHOWN, spread), "")
    people = [one for one in done if KINDS[one.kind].is_person]
    for name in COLUMNS:
        wrong = sum(one.gives[name] for one in people)
        low, high = wilson(wrong, len(people))
        yield f"{name}: {wrong} of {len(people)} people, {low:.3f} to {high:.3f}"


def given(some: list[Account], name: str) -> str:
    """Return in how many accounts of a hundred a signal is given."""
    return f"{100 * np.mean([one.gives[name] for one in some]):.0f}"


def spread(some: list[Account], name: str) -> str:
    """Return the middle value of accounts, and where nine in ten of them lie."""
    low, middle, high = np.nanquantile([one.values[name] for one in some], (0.05, 0.5, 0.95))
    return f"{middle:.2f} ({low:.2f} to {high:.2f})"


def table(
    done: list[Account], columns: tuple[str, ...], cell: Callable[[list[Account], str], str]
) -> Iterator[str]:
    """Yield a table: kinds of accounts in rows; in each cell their lengths, from few posts on."""
    yield "| account | " + " | ".join(columns) + " |"
    yield "|---|" + "---:|" * len(columns)
    for kind in KINDS:
        of_kind = [[one for one in done if (one.kind, one.posts) == (kind, n)] for n in LENGTHS]
        cells = (" · ".join(cell(mine, name) for mine in of_kind) for name in columns)
        yield f"| {kind} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print, for each kind and length of account, how often each signal is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100)
    for line in rows(parser.parse_args().accounts):
        print(line)


if __name__ == "__main__":
    main()
