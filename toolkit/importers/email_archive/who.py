"""The people of a mailbox, each with every name that they bear there."""

from dataclasses import dataclass, field

from toolkit.importers.email_archive.addresses import Person
from toolkit.spoken.circle import Who
from toolkit.spoken.inside import Row

PLATFORM = "email"


@dataclass(slots=True)
class Seen:
    """The accounts and people of one file, each with every name that it bears there."""

    where: str
    _known: set[tuple[str, str | None, bool]] = field(default_factory=set)
    _accounts: list[Row] = field(default_factory=list)
    _people: list[Row] = field(default_factory=list)

    def add(self, who: Who, person: Person, *, belongs: bool = True) -> None:
        """Take note of somebody, under this name; one who only sends newsletters belongs not."""
        key = (who.account, person.name, belongs)
        if key in self._known:
            return
        self._known.add(key)
        row = (who.account, PLATFORM, who.kind, person.name, who.address, who.email, None)
        self._accounts.append(row)
        if who.is_person and belongs:
            self._people.append((who.account, person.name, who.email, None))

    def take(self) -> tuple[list[Row], list[Row]]:
        """Return the rows of accounts and of people since the last time."""
        accounts, people = self._accounts, self._people
        self._accounts, self._people = [], []
        return accounts, people
