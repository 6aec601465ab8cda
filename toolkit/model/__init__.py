"""The agreed tables: the one vocabulary in which importers write and measures read."""

from types import MappingProxyType

from toolkit.model.columns import (
    AUTHORS,
    CALENDAR,
    KINDS,
    MARKED,
    SAID,
    SOURCE,
    WAYS,
    Column,
    Kind,
    Table,
)
from toolkit.model.inside import (
    ATTENDANCE,
    CHANNELS,
    INTERACTIONS,
    MEETINGS,
    PEOPLE,
    SURVEY_ITEMS,
    SURVEY_RESPONSES,
)
from toolkit.model.terms import CALENDARS, CONSENTS, LEGAL_GATE
from toolkit.model.written import (
    ACCOUNT_METRICS,
    ACCOUNTS,
    CUES,
    LABELS,
    MARKS,
    MESSAGE_METRICS,
    MESSAGES,
    OBSERVATION_WINDOW,
    SUBJECTS,
    VERSIONS,
)

TABLES = MappingProxyType(
    {
        one.name: one
        for one in (
            ACCOUNTS,
            MESSAGES,
            MARKS,
            CUES,
            SUBJECTS,
            MESSAGE_METRICS,
            ACCOUNT_METRICS,
            VERSIONS,
            LABELS,
            OBSERVATION_WINDOW,
            CALENDARS,
            PEOPLE,
            INTERACTIONS,
            CHANNELS,
            MEETINGS,
            ATTENDANCE,
            SURVEY_ITEMS,
            SURVEY_RESPONSES,
            LEGAL_GATE,
            CONSENTS,
        )
    }
)

__all__ = [
    "ACCOUNTS",
    "ACCOUNT_METRICS",
    "ATTENDANCE",
    "AUTHORS",
    "CALENDAR",
    "CALENDARS",
    "CHANNELS",
    "CONSENTS",
    "CUES",
    "INTERACTIONS",
    "KINDS",
    "LABELS",
    "LEGAL_GATE",
    "MARKED",
    "MARKS",
    "MEETINGS",
    "MESSAGES",
    "MESSAGE_METRICS",
    "OBSERVATION_WINDOW",
    "PEOPLE",
    "SAID",
    "SOURCE",
    "SUBJECTS",
    "SURVEY_ITEMS",
    "SURVEY_RESPONSES",
    "TABLES",
    "VERSIONS",
    "WAYS",
    "Column",
    "Kind",
    "Table",
]
