"""A simulated organisation: what is true of it, and the exports that it would hand over."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from toolkit.simulate.inside import Talks, talks
from toolkit.simulate.listening import write_listening, write_people
from toolkit.simulate.outside import Dialogue, dialogue
from toolkit.simulate.packing import packed
from toolkit.simulate.people import Account, Person, accounts, roster
from toolkit.simulate.phrases import phrases
from toolkit.simulate.slack import write_slack
from toolkit.simulate.truth import Truth
from toolkit.simulate.x_archive import write_archive

Form = Literal["folder", "zip"]


@dataclass(frozen=True)
class Simulation:
    """One organisation made from its truth and a seed; the same two give the same bytes."""

    truth: Truth
    seed: int

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody on the organisation chart."""
        return roster(self.truth, phrases(self.truth.language), self.seed)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that speak outward."""
        return accounts(self.truth, self.people, self.seed)

    @cached_property
    def outside(self) -> Dialogue | None:
        """What was said outward and heard; nothing where the truth has no outside."""
        if self.truth.outside is None:
            return None
        return dialogue(self.truth, self.truth.outside, self.accounts, self.seed)

    @cached_property
    def inside(self) -> Talks | None:
        """What was said inside; nothing where the truth has no inside."""
        if self.truth.inside is None:
            return None
        words = phrases(self.truth.language)
        return talks(self.truth, self.truth.inside, self.people, words, self.seed)

    def write(
        self,
        folder: Path,
        *,
        slack: Form = "folder",
        archives: Form = "folder",
        listening: bool = True,
    ) -> None:
        """Write the exports into a folder: Slack, one X archive per account, and tables.

        The tables hold the organisation chart and, with ``listening``, the messages received and
        who the accounts are. No file tells the truth.
        """
        self.write_tables(folder / "tables", listening=listening)
        for account in self.accounts:
            self.write_archive(_place(folder, f"x-{account.handle}", archives), account)
        self.write_slack(_place(folder, "slack", slack))

    def write_tables(self, path: Path, *, listening: bool = True) -> None:
        """Write the tables in the agreed columns."""
        with packed(path) as pack:
            write_people(pack, self.truth, self.people)
            if listening and self.outside:
                write_listening(pack, self.truth, self.accounts, self.outside)

    def write_archive(self, path: Path, account: Account) -> None:
        """Write the X archive of one account; a zip where the path ends with .zip."""
        if self.outside:
            with packed(path) as pack:
                write_archive(pack, self.truth, account, self.outside)

    def write_slack(self, path: Path) -> None:
        """Write the Slack export; a zip where the path ends with .zip."""
        inside = self.truth.inside
        if inside and self.inside:
            with packed(path) as pack:
                write_slack(pack, self.truth, inside, self.people, self.inside, self.seed)


def _place(folder: Path, name: str, form: Form) -> Path:
    return folder / (f"{name}.zip" if form == "zip" else name)


def simulate(truth: Truth, *, seed: int) -> Simulation:
    """Make an organisation of which everything is known; it is drawn when it is asked for."""
    return Simulation(truth, seed)
