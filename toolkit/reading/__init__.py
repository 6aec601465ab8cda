"""The one door by which a client's files come in: nothing in them is trusted, all is counted."""

from toolkit.reading.archive import Archive, open_archive
from toolkit.reading.elements import Before, Elements, LinesOf
from toolkit.reading.found import Found, Framed, Noted, Rejected, Row, Rows
from toolkit.reading.limits import LIMITS, Limits, shown
from toolkit.reading.markup import LATEST, instant, mended, moment, moments, plain_html, seconds
from toolkit.reading.routes import (
    LITTER,
    Claim,
    Fits,
    Parser,
    Plan,
    fitting,
    parsed,
    plan,
    recognised,
    saying,
)
from toolkit.reading.sheets import Sheet, csv_rows, encoding_of, workbook
from toolkit.reading.text import Decoded, ListOf, clean_text, mended_json
from toolkit.reading.told import Told

__all__ = [
    "LATEST",
    "LIMITS",
    "LITTER",
    "Archive",
    "Before",
    "Claim",
    "Decoded",
    "Elements",
    "Fits",
    "Found",
    "Framed",
    "Limits",
    "LinesOf",
    "ListOf",
    "Noted",
    "Parser",
    "Plan",
    "Rejected",
    "Row",
    "Rows",
    "Sheet",
    "Told",
    "clean_text",
    "csv_rows",
    "encoding_of",
    "fitting",
    "instant",
    "mended",
    "mended_json",
    "moment",
    "moments",
    "open_archive",
    "parsed",
    "plain_html",
    "plan",
    "recognised",
    "saying",
    "seconds",
    "shown",
    "workbook",
]
