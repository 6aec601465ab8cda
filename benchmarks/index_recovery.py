"""Whether the index finds what is true, and says how sure it is: simulated accounts, by hundreds.

    python benchmarks/index_recovery.py --accounts 200

Each account is drawn from laws of which everything is known, written as agreed tables and measured.
A coverage of .90 says that the 90 % interval held the truth 90 times in 100, as it promises. Then
two years without drift, in which none may be found, and two years with one of ten points.
"""

import argparse
import inspect
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
from invented_accounts import Law, Tables, drawn_law, rules_of, seen, tables_of, truth

from toolkit.conversations.coded import PROMOTIONAL
from toolkit.conversations.judged import accuracy
from toolkit.conversations.proximity.doubt import chosen
from toolkit.conversations.proximity.goalposts import COMPONENTS
from toolkit.conversations.proximity.index import (
    PUBLISHED,
    Choices,
    Raw,
    index_of,
    made,
)
from toolkit.metrics.drift import drift
from toolkit.metrics.proximity import proximity
from toolkit.results import Measure, Measures
from toolkit.stats import PILLARS, rogan_gladen

POINTS, MONTHS, YEAR = 10.0, 24, 52
SURE, LARGE = 0.05, 5.0
ALONE = "component_register, by the machine alone, against the real share"
Found = dict[str, tuple[float, Measure]]


def _as_coded(law: Law, tables: Tables) -> float:
    """Return the share that endless messages would give, the machine judged on the coded sample."""
    right = accuracy(tables["labels"], "promotion", PROMOTIONAL)
    if isinstance(right, str):
        return seen(law)
    return float(rogan_gladen(seen(law), right.sensitivity, right.specificity))


def _index(law: Law, raw: Raw | None = None, choices: Choices = PUBLISHED) -> float:
    return float(index_of(truth(law) if raw is None else raw, rules_of(law), choices))


def asked(metric: Callable[..., Measures], tables: Tables) -> dict[str, Measure]:
    """Return the measures of a question, by name."""
    wanted = inspect.signature(metric).parameters
    given = {name: frame for name, frame in tables.items() if name in wanted}
    return {one.id: one for one in metric(**given)}


def account(seed: int) -> Found:
    """Return, for one account, what is true and what was found.

    The whole doubt holds other choices than ours: its truth is the index under choices drawn
    from the law of which it speaks. That of the weeks drawn again is the index as published, with
    the errors of the machine as they were found.
    """
    law = drawn_law(seed)
    tables = tables_of([law], seed)
    found = asked(proximity, tables)
    components, pillars = made(truth(law), rules_of(law))
    drawn = chosen(1, np.random.default_rng((seed, 3)))
    other = Choices(drawn.weights[0], drawn.ways[0], drawn.factors[0], drawn.levels[0])
    true = {
        "proximity_index": _index(law, choices=other),
        "proximity_index_sampling": _index(law, truth(law, _as_coded(law, tables))),
        **{f"pillar_{one}": value for one, value in zip(PILLARS, pillars, strict=True)},
        **{f"component_{one}": value for one, value in zip(COMPONENTS, components, strict=True)},
    }
    kept = {name: (float(value), found[name]) for name, value in true.items()}
    if not law.coded:
        del kept["pillar_register"], kept["component_register"]
        kept[ALONE] = (1 - law.promotional, found["component_register"])
    return kept


def turned(law: Law, points: float) -> Law:
    """Return the law whose index is so many points lower: less answered, returned, of others."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if _index(_quieter(law, middle)) < _index(law) - points else (
            middle, high)  # fmt: skip
    return _quieter(law, high)


def _quieter(law: Law, share: float) -> Law:
    keep = 1 - share
    return replace(
        law,
        answered=law.answered * keep,
        of_others=law.of_others * keep,
        promotional=1 - (1 - law.promotional) * keep,
    )


def drifting(points: float, seed: int) -> dict[str, Measure]:
    """Return the drift found in two years, in whose middle an account loses so many points."""
    law = replace(drawn_law(seed), weeks=YEAR, coded=False, openers=8.0, answered=0.8)
    return asked(drift, tables_of([law, turned(law, points)], seed))


def declared(found: dict[str, Measure]) -> bool:
    """Say whether a drift is declared: beyond chance, and large enough to matter."""
    p, change = found["proximity_drift_p"].value, found["proximity_drift"].value
    return p is not None and change is not None and p < SURE and abs(change) >= LARGE


def lines(accounts: list[Found]) -> Iterator[str]:
    """Yield the lines of the table: how often each interval holds the truth."""
    yield "| measure | n | true | found | bias | coverage | width |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name in dict.fromkeys(name for one in accounts for name in one):
        pairs = [one[name] for one in accounts if name in one and one[name][1].interval]
        true = np.asarray([truth for truth, _ in pairs])
        value = np.asarray([measure.value for _, measure in pairs])
        low, high = np.asarray([measure.interval for _, measure in pairs]).T
        held = ((low - 1e-9 <= true) & (true <= high + 1e-9)).mean()
        yield (
            f"| {name} | {len(pairs)} | {true.mean():.3f} | {value.mean():.3f} |"
            f" {(value - true).mean():+.3f} | {held:.3f} | {(high - low).mean():.3f} |"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-drift", action="store_true", help="only the first table")
    told = parser.parse_args()
    seeds = range(told.first, told.first + told.accounts)
    with ProcessPoolExecutor(told.workers) as pool:
        print(*lines(list(pool.map(account, seeds))), sep="\n")
        for points in () if told.no_drift else (0.0, POINTS):
            print(_drifts(points, list(pool.map(partial(drifting, points), seeds))))


def _drifts(points: float, series: list[dict[str, Measure]]) -> str:
    known = [one for one in series if one["proximity_drift"].value is not None]
    sure = np.mean([one["proximity_drift_p"].value < SURE for one in known])
    drifts = np.mean([declared(one) for one in known])
    change = np.mean([one["proximity_drift"].value for one in known])
    held = np.mean([_holds(one["proximity_drift_after"]) for one in known])
    return (
        f"\n{points:.0f} points, {len(known)} series of {len(series)}: p < .05 in {sure:.3f},"
        f" declared {drifts:.3f}, mean difference {change:+.2f}, month found {held:.3f}"
    )


def _holds(after: Measure) -> bool:
    low, high = after.interval or (0.0, 0.0)
    return low <= MONTHS / 2 <= high


if __name__ == "__main__":
    main()
