"""What the client's settings say that files leave open: clocks, dates, who is who, columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

DateOrder = Literal["day-month", "month-day"]
NOTHING: Mapping[str, str] = MappingProxyType({})
NO_MAPS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Told:
    """What an importer may ask about the client.

    ``timezone`` is the clock of files that write local times; ``date_order`` says whether 3/4 is
    in April or in March, where it is known. ``accounts`` maps a handle or an identifier to brand,
    person or bot. ``columns`` maps the name of a file to {agreed column: column of the file}.
    """

    timezone: str = "Europe/Paris"
    country: str = "FR"
    language: str = "fr"
    own_domains: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    accounts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: NO_MAPS)

    def kind_of(self, *names: str | None) -> str | None:
        """Return brand, person or bot for the first of these names that the settings know."""
        known = {name.lower().removeprefix("@"): kind for name, kind in self.accounts.items()}
        said = (known.get(name.lower().removeprefix("@")) for name in names if name)
        return next((kind for kind in said if kind), None)
