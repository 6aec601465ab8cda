"""The one door by which a client's files come in: nothing in them is trusted, all is counted."""

from toolkit.reading.archive import Archive, open_archive
from toolkit.reading.found import Found, Rejected, Rows
from toolkit.reading.limits import LIMITS, Limits
from toolkit.reading.routes import LITTER, Parser, Plan, parsed, plan, recognised
from toolkit.reading.text import Decoded, ListOf, clean_text, mended_json

__all__ = [
    "LIMITS",
    "LITTER",
    "Archive",
    "Decoded",
    "Found",
    "Limits",
    "ListOf",
    "Parser",
    "Plan",
    "Rejected",
    "Rows",
    "clean_text",
    "mended_json",
    "open_archive",
    "parsed",
    "plan",
    "recognised",
]
