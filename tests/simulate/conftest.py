"""One simulated firm, written once and read back with nothing but json and csv."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from toolkit.simulate import Drift, Inside, Outside, Simulation, Team, Truth, Voice, simulate

TRUTH = Truth(
    name="Maison Test (simulation)",
    handle="maison_test",
    domain="maison-test.example",
    language="fr",
    sector="bakery",
    zone="Europe/Paris",
    country="FR",
    first=date(2025, 7, 1),
    last=date(2026, 6, 30),
    teams=(
        Team(name="Direction", size=3, site="Troyes"),
        Team(name="Fournil", size=22, site="Troyes"),
        Team(name="Vente", size=25, site="Sens"),
        Team(name="Livraison", size=10, site="Sens"),
    ),
    outside=Outside(
        outbound=6000,
        reply_share=0.45,
        openers=3000,
        answered=0.7,
        delay_hours=4,
        delay_spread=1.2,
        voices=(
            Voice(share=0.5, kind="brand"),
            Voice(share=0.3, leads=True),
            Voice(share=0.15),
            Voice(share=0.05),
        ),
        advertising=0.25,
        rituals=0.15,
        scheduled=0.4,
        reshares=0.06,
        hashtags=1.4,
        emojis=0.8,
        links=0.3,
        own_links=0.6,
        drift=Drift(on=date(2026, 1, 1), advertising=0.6, reply_share=0.3, answered=0.4),
    ),
    inside=Inside(
        messages=12_000,
        silent=0.15,
        spread=1.2,
        contacts=7,
        reciprocity=0.5,
        upward_reciprocity=0.3,
        silos=("Livraison",),
        direct=0.2,
    ),
)


@dataclass(frozen=True)
class Written:
    """A simulation, and what its exports say to somebody who reads them by hand."""

    simulation: Simulation
    folder: Path

    @property
    def truth(self) -> Truth:
        return self.simulation.truth

    def slack(self, name: str) -> Any:
        return json.loads((self.folder / "slack" / name).read_text(encoding="utf-8"))

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "tables" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @cached_property
    def days(self) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
        """The messages of each room and day."""
        files = sorted((self.folder / "slack").glob("*/*.json"))
        return {
            (path.parent.name, path.stem): json.loads(path.read_text(encoding="utf-8"))
            for path in files
        }

    @cached_property
    def messages(self) -> list[dict[str, Any]]:
        """What people wrote inside, each with its room."""
        return [
            {**message, "room": room}
            for (room, _), messages in self.days.items()
            for message in messages
            if "subtype" not in message
        ]

    @cached_property
    def tweets(self) -> list[dict[str, Any]]:
        """What all accounts wrote, each with the account that wrote it."""
        return [tweet for path in self.archives for tweet in self._tweets(path)]

    @property
    def archives(self) -> list[Path]:
        return sorted(self.folder.glob("x-*/data"))

    def script(self, path: Path) -> Any:
        """Read the JSON behind the first equals sign."""
        return json.loads(path.read_text(encoding="utf-8").partition("=")[2])

    def _tweets(self, data: Path) -> Iterator[dict[str, Any]]:
        account = self.script(data / "account.js")[0]["account"]["accountId"]
        for item in self.script(data / "tweets.js"):
            yield {**item["tweet"], "account": account}


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A firm of sixty people with a year of messages."""
    folder = tmp_path_factory.mktemp("firm")
    made = simulate(TRUTH, seed=7)
    made.write(folder)
    return Written(made, folder)
