"""Who is asked to a meeting, and what they answered, as far as a copy of it knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.importers.calendar_ics.entries import Calendar, Entry, Property
from toolkit.spoken.circle import Circle
from toolkit.spoken.inside import Row

PLATFORM = "calendar"
ANSWERS = MappingProxyType(
    {
        "ACCEPTED": "accepted",
        "DECLINED": "declined",
        "TENTATIVE": "tentative",
        "NEEDS-ACTION": "unanswered",
        "": "unanswered",
    }
)
_THINGS = ("ROOM", "RESOURCE", "GROUP")  # GROUP is a list of people, who are not named
_NOBODYS = (
    "@resource.calendar.google.com",
    "@group.calendar.google.com",
    "@import.calendar.google.com",
    "@group.v.calendar.google.com",
)


@dataclass(frozen=True, slots=True)
class Invited:
    """The organiser and the guests by address; an answer is missing where nobody knows it."""

    organiser: str | None
    guests: Mapping[str, str | None]
    sure: bool

    @property
    def accepted(self) -> int | None:
        """How many accepted, where this copy knows."""
        if not self.sure:
            return None
        return sum(answer == "accepted" for answer in self.guests.values())


@dataclass(slots=True)
class People:
    """The accounts and people of one file, each with every name that it bears there."""

    circle: Circle
    _known: dict[tuple[str, str | None], bool] = field(default_factory=dict)

    def invited(self, entry: Entry, calendar: Calendar) -> Invited:
        """Return who is asked to a meeting; the organiser is no guest of their own."""
        host = entry.one.get("ORGANIZER")
        organiser = self._meet(host) if host else None
        said: dict[str, str] = {}
        for guest in entry.guests:
            address = None if _is_thing(guest) else self._meet(guest)
            if address and address != organiser:
                said.setdefault(address, guest.parameters.get("PARTSTAT", "").upper())
        sure = _follows(said, organiser, calendar)
        guests = {
            address: None if answer in ("", "NEEDS-ACTION") and not sure else ANSWERS.get(answer)
            for address, answer in said.items()
        }
        return Invited(organiser, guests, sure)

    def insider(self, address: str | None) -> str | None:
        """Return the account of an insider; outsiders are nobody here."""
        who = self.circle.who(address) if address else None
        return who.account if who and who.inside else None

    def rows(self) -> tuple[list[Row], list[Row]]:
        """Return the rows of accounts and of people since the last time; outsiders have none."""
        new = [key for key, told in self._known.items() if not told]
        self._known.update(dict.fromkeys(new, True))
        accounts: list[Row] = []
        people: list[Row] = []
        for address, name in new:
            who = self.circle.who(address)
            if who.inside:
                accounts.append((who.account, "email", who.kind, name, address, address, None))
            if who.is_person:
                people.append((who.account, name, address, None))
        return accounts, people

    def _meet(self, guest: Property) -> str | None:
        address = _address(guest)
        if address is None:
            return None
        name = " ".join(guest.parameters.get("CN", "").strip("'\" ").split())
        self._known.setdefault((address, name if name and "@" not in name else None), False)
        return address


def _is_thing(guest: Property) -> bool:
    return guest.parameters.get("CUTYPE", "").upper() in _THINGS


def _address(guest: Property) -> str | None:
    """Return the address of somebody, in lower case; calendars and rooms are nobody's."""
    written = guest.value.strip()
    if written[:7].lower() != "mailto:":
        written = guest.parameters.get("EMAIL", "")
    address = written.strip().lower().removeprefix("mailto:").strip("<> ")
    local, _, domain = address.rpartition("@")
    if not local or not domain or len(address) > 320 or any(map(str.isspace, address)):
        return None
    return None if address.endswith(_NOBODYS) else address


def _follows(said: Mapping[str, str], organiser: str | None, calendar: Calendar) -> bool:
    """Say whether a copy follows what guests answer.

    The organiser's does, as do all of Google's; so does one that knows two answers, or all of
    them. Elsewhere no answer in a guest's copy says nothing.
    """
    answered = sum(answer not in ("", "NEEDS-ACTION") for answer in said.values())
    own = organiser is not None and calendar.name == organiser
    return own or "Google" in calendar.product or answered > 1 or 0 < answered == len(said)
