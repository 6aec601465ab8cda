"""Calendars: .ics files, as Outlook, Google and Apple export them; who meets whom, not why."""

from types import MappingProxyType

from toolkit.importers.calendar_ics.guests import PLATFORM
from toolkit.importers.calendar_ics.meetings import meetings
from toolkit.reading import LITTER

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "calendars (.ics)"
SIGNATURE = (r"[^/]+\.(?:ics|ICS|ical)",)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        r"(.*/)?[^/]+\.(ifb|vcs)": None,  # when people are free, and calendars of before 1998
        r"(.*/)?[^/]+\.(ics|ICS|ical)": meetings,
    }
)
