"""When an entry of a calendar starts and ends, on whatever clock it is written."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from toolkit.importers.calendar_ics.entries import DATES, Calendar, Property

_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z?)")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_SHIFT = re.compile(r"([+-])(\d{2})(\d{2})")
# Clocks that a file only describes, by their hours ahead of UTC in winter and in summer.
_DESCRIBED = MappingProxyType(
    {
        (0, 60): "Europe/London",
        (60, 120): "Europe/Paris",
        (120, 180): "Europe/Helsinki",
        (-240, -180): "America/Halifax",
        (-300, -240): "America/New_York",
        (-360, -300): "America/Chicago",
        (-420, -360): "America/Denver",
        (-480, -420): "America/Los_Angeles",
        (600, 660): "Australia/Sydney",
    }
)


@dataclass(slots=True)
class Clocks:
    """Reads the times of one file; ``doubted`` tells whether a clock was not known."""

    calendar: Calendar
    local: str
    doubted: bool = False
    _known: dict[str, ZoneInfo] = field(default_factory=dict)

    def read(self, said: Property | None) -> datetime | None:
        """Return a moment with its clock; nothing where it is none, or a whole day."""
        return self.moment(said.value.strip(), said.parameters.get("TZID", "")) if said else None

    def moment(self, value: str, zone: str) -> datetime | None:
        """Return the moment that is written so on that clock."""
        found = _TIME.fullmatch(value)
        if not found:
            return None
        numbers = [int(found[part] or 0) for part in range(1, 7)]
        clock = UTC if found[7] else self._clock(zone)
        try:
            return datetime(*numbers[:5], min(numbers[5], 59), tzinfo=clock)  # type: ignore[misc,arg-type]
        except ValueError:
            return None

    def several(self, said: list[Property]) -> list[datetime]:
        """Return the moments of lines that may hold many; of periods, their starts."""
        values = [
            (part, one.parameters.get("TZID", "")) for one in said for part in one.value.split(",")
        ]
        found = (self.moment(part.partition("/")[0].strip(), zone) for part, zone in values[:DATES])
        return [one for one in found if one]

    def _clock(self, zone: str) -> ZoneInfo:
        found = self._known.get(zone)
        if found is None:
            name = self._name(zone)
            self.doubted = self.doubted or name is None
            found = self._known[zone] = ZoneInfo(name or self.local)
        return found

    def _name(self, zone: str) -> str | None:
        """Return the name under which a clock is known, however a programme calls it."""
        if not zone:
            return self.local  # the time on the wall, wherever one is
        plain = zone.strip().strip('"')
        tail = "/".join(plain.rsplit("/", 2)[-2:])
        defined = self.calendar.zones.get(plain)
        for name in (plain, tail, defined.place if defined else ""):
            if name in available_timezones():
                return name
        if plain in WINDOWS_TO_OLSON:
            return WINDOWS_TO_OLSON[plain]
        return _described(defined.shifts) if defined else None


def _described(shifts: dict[str, str]) -> str | None:
    winter, summer = (_minutes(shifts.get(part, "")) for part in ("STANDARD", "DAYLIGHT"))
    if winter is None:
        return None
    if summer is None or summer == winter:
        hours, rest = divmod(-winter, 60)
        return None if rest or abs(hours) > 12 else f"Etc/GMT{hours:+d}" if hours else "UTC"
    return _DESCRIBED.get((winter, summer))


def _minutes(shift: str) -> int | None:
    found = _SHIFT.match(shift)
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes


def is_whole_day(said: Property | None) -> bool:
    """Say whether an entry takes whole days."""
    if said is None:
        return False
    try:
        return bool(date.fromisoformat(said.value.strip()))
    except ValueError:
        return False


def duration(value: str) -> timedelta | None:
    """Return how long something lasts; nothing where that is not said, or absurd."""
    found = _DURATION.fullmatch(value)
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return length if length < timedelta(days=366) else None
