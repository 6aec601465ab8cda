"""Whether measures find what is true: simulated organisations take the real road, by hundreds.

    python benchmarks/recovery.py --organisations 200

Each organisation is drawn from its truth, written as exports, taken in and measured; then each
measure is held against what is true. A coverage of .95 says that the 95 % interval held the
truth 95 times in 100, as it promises.
"""

import argparse
import functools
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import fmean, median

from toolkit import ingest, measuring
from toolkit.clock import opening_hours
from toolkit.results import Measure
from toolkit.simulate import Inside, Outside, Simulation, Team, Truth, simulate, unequal_voices
from toolkit.simulate.expected import Expected, expected, inequality, sent
from toolkit.store import Client, Settings

CROWD = 12_000  # people of a firm so large that chance hardly touches its inequality
ROUNDING = 1e-9
ASKED = (  # the questions whose answers follow from what an organisation is drawn from
    *("answers", "first_response", "identity", "participation", "reciprocity", "replies"),
    *("rituals", "voices"),
)
UNTOLD = ("signed_share",)  # nobody signs here; benchmarks/index_recovery.py draws the rest
TRAP = "first_response_median_naive, against the true wait where 40 % get no answer"
LARGE = "participation_gini, of the law people are drawn from"


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """One measure of one organisation: what is true, None where nothing is, and what was found."""

    name: str
    truth: Expected | None
    found: Measure

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.found.interval[0] if self.found.interval else float("nan")

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.found.interval[1] if self.found.interval else float("nan")

    @property
    def true(self) -> float:
        """The true value."""
        return self.truth.value if self.truth else float("nan")

    @property
    def value(self) -> float:
        """The value found."""
        return float("nan") if self.found.value is None else self.found.value

    @property
    def counts(self) -> bool:
        """Whether there is both a truth and a value."""
        return self.truth is not None and self.found.value is not None

    @property
    def holds(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low - ROUNDING <= self.true <= self.high + ROUNDING


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A simulated organisation that has gone the road, and what was recovered of it."""

    truth: Truth
    recovered: dict[str, Recovered]


def kinds() -> tuple[Truth, ...]:
    """Return four organisations that differ in all that is measured; two leave 40 % unanswered."""
    return (_deaf(), _attentive(), _slow(), _many())


def _deaf() -> Truth:
    return _truth(
        "Sourde (simulation)",
        (2, 14, 16, 9),
        Outside(
            outbound=400,
            reply_share=0.5,
            openers=220,
            answered=0.6,
            delay_hours=5,
            voices=unequal_voices(4, people=5, leads=True),
            rituals=0.1,
            reshares=0.05,
            hashtags=1.2,
        ),
        Inside(messages=1500, contacts=5),
    )


def _attentive() -> Truth:
    return _truth(
        "Attentive (simulation)",
        (3, 20, 22, 15),
        Outside(
            outbound=600,
            reply_share=0.6,
            openers=250,
            answered=0.95,
            delay_hours=8,
            delay_spread=0.8,
            voices=unequal_voices(1.8, people=3),
            rituals=0.02,
            hashtags=0.5,
            emojis=1.2,
            links=0.5,
        ),
        Inside(messages=2500, silent=0.2, spread=0.6, reciprocity=0.7, direct=0.3),
    )


def _slow() -> Truth:
    return _truth(
        "Lente (simulation)",
        (3, 20, 40, 57),
        Outside(
            outbound=500,
            reply_share=0.4,
            openers=150,
            answered=0.95,
            delay_hours=14,
            delay_spread=1.2,
            voices=unequal_voices(9, people=11, leads=True),
            rituals=0.3,
            reshares=0.15,
            hashtags=2,
            nudges=0.3,
        ),
        Inside(
            messages=4000,
            silent=0.05,
            spread=1.3,
            contacts=4,
            reciprocity=0.3,
            upward_reciprocity=0.2,
        ),
    )


def _many() -> Truth:
    return _truth(
        "Nombreuse (simulation)",
        (4, *[52] * 8),
        Outside(
            outbound=300,
            reply_share=0.45,
            openers=180,
            answered=0.6,
            delay_hours=9,
            delay_spread=0.9,
            voices=unequal_voices(18, people=24),
            rituals=0.05,
            hashtags=0.8,
        ),
        Inside(messages=8000, silent=0.3, contacts=5),
    )


def _truth(name: str, sizes: tuple[int, ...], outside: Outside, inside: Inside) -> Truth:
    return Truth(
        name=name,
        handle="essai",
        domain="essai.example",
        language="fr",
        sector="bakery",
        zone="Europe/Paris",
        country="FR",
        first=date(2026, 1, 5),
        last=date(2026, 3, 29),
        teams=tuple(Team(name=f"Équipe {n}", size=size) for n, size in enumerate(sizes)),
        outside=outside,
        inside=inside,
    )


def organisation(seed: int) -> Organisation:
    """Simulate an organisation, write its exports, take them in, and measure it as a whole."""
    truths = kinds()
    made = simulate(truths[seed % len(truths)], seed=seed)
    hours = opening_hours(made.truth.zone, made.truth.country, {}, last_year=2027)
    true, found = expected(made, hours), _measured(made)
    recovered = [
        Recovered(name=one.id, truth=true.get(one.id), found=one) for one in found.values()
    ]
    wait = true.get("first_response_median") if leaves_two_in_five(made.truth) else None
    crowd = Expected(value=_inequality_of_a_crowd(seed % len(truths)), planted=False)
    recovered += [
        Recovered(name=TRAP, truth=wait, found=found["first_response_median_naive"]),
        Recovered(name=LARGE, truth=crowd, found=found["participation_gini"]),
    ]
    return Organisation(truth=made.truth, recovered={one.name: one for one in recovered})


def leaves_two_in_five(truth: Truth) -> bool:
    """Say whether an organisation leaves 40 % of the public without an answer."""
    return truth.outside is not None and truth.outside.answered == 0.6


def _measured(made: Simulation) -> dict[str, Measure]:
    with tempfile.TemporaryDirectory(prefix="vivevoix-recovery-") as folder:
        settings = Settings(name=made.truth.name, own_domains=(made.truth.domain,))
        client = Client(Path(folder) / "client", settings)
        made.write(client.exports)
        ingest.take_in(client)
        tables = {name: frame.collect() for name, frame in ingest.load_tables(client).items()}
    parts = [measuring.Part(scope=scope, tables=tables) for scope in measuring.TIMED]
    found = (
        measuring.ask(metric, part, tables)
        for part in parts
        for name, metric in measuring.questions(part.scope).items()
        if name in ASKED
    )
    return {one.id: one for measures in found for one in measures if one.id not in UNTOLD}


@functools.cache
def _inequality_of_a_crowd(kind: int) -> float:
    """Return Gini's index of a firm with the same truth and so many people that chance is out."""
    truth = kinds()[kind]
    times = round(CROWD / truth.headcount)
    teams = tuple(replace(team, size=team.size * times) for team in truth.teams)
    inside = truth.inside and replace(truth.inside, messages=truth.inside.messages * times)
    crowd = replace(truth, teams=teams, outside=None, inside=inside)
    return inequality(sent(simulate(crowd, seed=0)))["participation_gini"]


def table(organisations: Iterable[Organisation]) -> Iterator[str]:
    """Yield the lines of the table: one per measure, waits in hours."""
    everything = [one.recovered for one in organisations]
    yield "| measure | truth | n | true | found | bias | coverage | width, mean | width, median |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for name in everything[0]:
        counted = [one[name] for one in everything if one[name].counts]
        if counted:
            yield _line(name, counted)


def _line(name: str, counted: list[Recovered]) -> str:
    hours = counted[0].found.unit == "seconds"
    unit = 3600 if hours else 1
    widths = [(one.high - one.low) / unit for one in counted]
    planted = counted[0].truth and counted[0].truth.planted
    cells = (
        name + (" (h)" if hours else ""),
        "planted" if planted else "law",
        f"{len(counted)}",
        f"{fmean(one.true for one in counted) / unit:.3f}",
        f"{fmean(one.value for one in counted) / unit:.3f}",
        f"{fmean(one.value - one.true for one in counted) / unit:+.3f}",
        f"{fmean(one.holds for one in counted):.3f}",
        f"{fmean(widths):.3f}",
        f"{median(widths):.3f}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Simulate organisations, measure them, and print how often each interval held the truth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--first-seed", type=int, default=1000)
    asked = parser.parse_args()
    seeds = range(asked.first_seed, asked.first_seed + asked.organisations)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        found = list(pool.map(organisation, seeds, chunksize=4))
    print(f"{len(found)} simulated organisations\n")
    print("\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
