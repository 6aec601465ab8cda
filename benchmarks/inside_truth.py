"""Whether silos and deaf bosses are found where they are, and not where they are not.

    python benchmarks/inside_truth.py --organisations 200

Each organisation is drawn anew: 60 to 240 people in teams of 8 to 20, one boss in eight, 120 days.
Everybody has five people to write to. Half are silos (90 to 98 contacts in 100 in the own team; 20
to 40 elsewhere), half have deaf bosses (5 to 30 % answer within three days, equals 65 to 90 %;
elsewhere all answer alike).
Found means: a risk by the yardsticks that are shipped. The other half says how often the verdict
is wrong; a strength where there is a silo, or a risk where there is none, is the worst mistake.
"""

import argparse
import functools
import multiprocessing
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.talk import ask, calendar, empty, moment, table
from toolkit.judge import YARDSTICKS, judge, read_yardsticks
from toolkit.metrics.likeness import likeness
from toolkit.metrics.upward import upward
from toolkit.results import WHOLE, Cell, Level
from toolkit.stats import wilson
from toolkit.wording import templates_folder

DAYS, LAST = 120, 125
CHECKED = {"silos": ("likeness_team",), "deaf": ("upward_answered_72h", "answer_asymmetry")}


def organisation(seed: int, *, closed: bool, deaf: bool) -> dict[str, pl.DataFrame]:
    """Draw an organisation: its people, and who wrote to whom and was answered when."""
    rng = np.random.default_rng(seed)
    size, team = int(rng.integers(60, 241)), int(rng.integers(8, 21))
    people = [
        {"person_id": f"p{n}", "team": f"t{n // team}", "level": 2 if n % 8 == 0 else 1}
        for n in range(size)
    ]
    within = rng.uniform(0.9, 0.98) if closed else rng.uniform(0.2, 0.4)
    equals = rng.uniform(0.65, 0.9)
    bosses = rng.uniform(0.05, 0.3) if deaf else equals
    sent: list[dict[str, Any]] = []
    for src, dst in _contacts(rng, size, team, within):
        up = dst % 8 == 0 and src % 8 != 0
        for day in rng.integers(1, DAYS, 4).tolist():
            sent.append(_message(src, dst, day, 9))
            if rng.random() < (bosses if up else equals):
                sent.append(_message(dst, src, day, int(rng.integers(10, 17))))
    sent.append(_message(0, 1, LAST, 9))
    rows = [{"interaction_id": f"i{n}", "message_id": f"m{n}", **one} for n, one in enumerate(sent)]
    return empty() | {
        "people": table("people", people),
        "interactions": table("interactions", rows),
    }


def _contacts(
    rng: np.random.Generator, size: int, team: int, within: float
) -> list[tuple[int, int]]:
    """Give everybody five people to write to, so many of them in the own team."""
    found = []
    for src in range(size):
        for _ in range(5):
            near = min(src // team * team + int(rng.integers(0, team)), size - 1)
            dst = near if rng.random() < within else int(rng.integers(0, size))
            if dst != src:
                found.append((src, dst))
    return found


def _message(src: int, dst: int, day: int, hour: int) -> dict[str, Any]:
    when = moment(day, f"{hour:02d}:00")
    return {"src": f"p{src}", "dst": f"p{dst}", "ts_utc": when, "channel_kind": "dm"} | calendar(
        when
    )


def verdicts(seed: int) -> dict[str, tuple[bool, Level]]:
    """Return, for each measure, whether what it looks for was planted, and the verdict."""
    closed, deaf = bool(seed % 2), bool(seed // 2 % 2)
    drawn = organisation(seed, closed=closed, deaf=deaf)
    found = ask(likeness, drawn) | ask(upward, drawn)
    sticks = read_yardsticks(templates_folder() / YARDSTICKS)
    names = [one for measures in CHECKED.values() for one in measures]
    cells = [
        Cell(scope="internal", group=WHOLE, period=WHOLE, measure=found[name]) for name in names
    ]
    planted = dict.fromkeys(CHECKED["silos"], closed) | dict.fromkeys(CHECKED["deaf"], deaf)
    return {one.measure: (planted[one.measure], one.level) for one in judge(cells, sticks)}


def rates(organisations: int, workers: int = 2) -> dict[str, Counter[tuple[bool, Level]]]:
    """Return how often each verdict fell, by measure and by whether it was planted."""
    start = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=start) as pool:
        every = list(pool.map(verdicts, range(organisations), chunksize=5))
    names = every[0]
    return {name: Counter(one[name] for one in every) for name in names}


def main() -> None:
    """Print, for each measure, how often it found what was planted and what was not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--organisations", type=int, default=200)
    asked = parser.parse_args()
    print(
        "| measure | planted | organisations | risk | no verdict | strength | risk, 95 % interval |"
    )
    print("|---|---|---:|---:|---:|---:|---|")
    for name, counted in rates(asked.organisations).items():
        for planted in (True, False):
            seen = functools.partial(_share, counted, planted)
            n = sum(count for (was, _), count in counted.items() if was is planted)
            low, high = wilson(counted[planted, Level.RISK], n)
            said = " | ".join(
                f"{seen(level, n):.3f}" for level in (Level.RISK, Level.UNKNOWN, Level.STRENGTH)
            )
            was = "yes" if planted else "no"
            print(f"| {name} | {was} | {n} | {said} | {low:.3f} to {high:.3f} |")


def _share(counted: Counter[tuple[bool, Level]], planted: bool, level: Level, n: int) -> float:  # noqa: FBT001
    return counted[planted, level] / n if n else 0.0


if __name__ == "__main__":
    main()
