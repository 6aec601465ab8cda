"""What people and platforms write in the cells of a table, in our languages: counts and dates."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType

from toolkit.reading.markup import instant
from toolkit.reading.told import DateOrder

EXCEL = datetime(1899, 12, 30)  # noqa: DTZ001 - local, as all that a workbook says
LONGEST = 64  # characters of a date or a count; more is something else

_MONTH_NAMES = (
    "jan janv janvier january januar januari enero ene janeiro gennaio gen",
    "feb fev fevr fevrier february februar februari febrero fevereiro febbraio",
    "mar mars march marz mrz marzo marco maart mrt",
    "apr avr avril april abr abril aprile",
    "may mai mayo maio maggio mag mei",
    "jun juin june juni junio junho giugno giu",
    "jul juil juillet july juli julio julho luglio lug",
    "aug aout august augustus ago agosto",
    "sep sept septembre september septiembre set setembro settembre",
    "oct octobre october okt oktober octubre out outubro ottobre ott",
    "nov novembre november noviembre novembro",
    "dec decembre december dez dezember dic diciembre dezembro dicembre",
)
MONTHS = MappingProxyType(
    {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
)

_BLANKS = re.compile(r"[\s'\u2019_]+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(?:[.,]0{1,6})?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3}){1,5}")
_ABOUT = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,3}))?([km])", re.IGNORECASE)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|\Z)")
_UTC = re.compile(r" ?(?:UTC|GMT)\Z")
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
_TIME = re.compile(
    r"(?<![0-9])([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?(?:[.,][0-9]+)?(?: ?([ap])\.? ?m)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:(UTC|GMT|Z)|([+-])([0-9]{2}):?([0-9]{2}))\Z")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]{1,12})?")  # days since 1900, as Excel counts them
_ANY_UTC = re.compile(r"\+0000|\bUTC\b|\bGMT\b")
_WORD = re.compile(r"[a-z]+|[0-9]+")


def folded(written: str) -> str:
    """Return a name as it is compared: lower case, no accents, words apart by one blank."""
    if not written.isascii():
        apart = unicodedata.normalize("NFKD", written.replace("\xad", ""))
        written = "".join(sign for sign in apart if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in written.lower())
    return " ".join(words.split())


def placed(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return where each wanted column stands; ``names`` are those it has, folded, best first."""
    there: dict[str, int] = {}
    for place, title in enumerate(header):
        there.setdefault(folded(title), place)
    found: dict[str, int] = {}
    for wanted, known in names.items():
        place = next((there[name] for name in known if name in there), -1)
        if place >= 0 and place not in found.values():
            found[wanted] = place
    return found


def cell(row: Sequence[str], place: int | None) -> str:
    """Return what stands at a place of a row, without blanks around; nothing beyond its end."""
    return row[place].strip() if place is not None and place < len(row) else ""


def whole(written: str) -> int | None:
    """Return a count: ``1 234``, ``1,234``, ``1.234``, ``12.0`` or ``1.2K``; else nothing."""
    if written.isascii() and written.isdigit() and len(written) < 19:
        return int(written)
    digits = _BLANKS.sub("", written[:LONGEST]).replace("\u2212", "-")
    if _THOUSANDS.fullmatch(digits):
        return int(digits.replace(",", "").replace(".", ""))
    if _WHOLE.fullmatch(digits):
        return int(re.split(r"[.,]", digits)[0])
    if found := _ABOUT.fullmatch(digits):
        scale = 3 if found[3] in "kK" else 6
        return int(found[1] + (found[2] or "").ljust(scale, "0"))
    return None


def order_of(cells: Iterable[str]) -> DateOrder | None:
    """Say whether days or months come first, where some of these dates leave no doubt."""
    said: set[DateOrder] = set()
    for written in cells:
        found = _NUMERIC.match(written[:LONGEST].strip())
        if found and len(found[1]) < 3:
            if int(found[1]) > 12 >= int(found[3]):
                said.add("day-month")
            elif int(found[3]) > 12 >= int(found[1]):
                said.add("month-day")
    return said.pop() if len(said) == 1 else None


def is_open(written: str) -> bool:
    """Say whether a date can be read in two ways, as 3/4/2026 can."""
    found = _NUMERIC.match(written[:LONGEST].strip())
    return bool(found and len(found[1]) < 3 and found[1] != found[3]) and not order_of([written])


def day_of(written: str, order: DateOrder = "day-month") -> date | None:
    """Return the day that a cell says, in ISO 8601, in figures or in words."""
    found = _written(written, order)
    return found.date() if found else None


def moment_of(written: str, zone: str, order: DateOrder = "day-month") -> int | None:
    """Return the moment that a cell says, in microseconds since 1970; local where it says no zone.

    A day alone is its first moment.
    """
    found = _written(written, order)
    return instant(found, zone) if found else None


def has_time(written: str) -> bool:
    """Say whether a cell tells the time and not only the day."""
    return _TIME.search(written[:LONGEST]) is not None


def _written(written: str, order: DateOrder) -> datetime | None:
    if len(written) > LONGEST or not any(map(str.isdigit, written)):
        return None
    text = " ".join(written.split())
    try:
        if _SERIAL.fullmatch(text):
            return EXCEL + timedelta(seconds=round(float(text) * 86_400))
        if _ISO.match(text):
            return datetime.fromisoformat(_UTC.sub("+00:00", text))
        numeric = _NUMERIC.match(text)
        if numeric:
            return _at(_in_figures(numeric, order), text[numeric.end() :])
        return _in_words(text)
    except ValueError:
        return None


def _in_figures(found: re.Match[str], order: DateOrder) -> date:
    first, middle, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) > 2:
        return date(first, middle, last)
    year = last if len(found[4]) == 4 else 2000 + last
    if first > 12 or (order == "day-month" and middle <= 12):
        return date(year, middle, first)
    return date(year, first, middle)


def _in_words(text: str) -> datetime | None:
    """Read ``28 sept. 2026 à 10:30``, ``Sep 28, 2026`` or ``Tue Oct 31 22:10:47 +0000 2017``."""
    time = _TIME.search(text)
    rest = text[: time.start()] + text[time.end() :] if time else text
    words = _WORD.findall(folded(_ANY_UTC.sub(" ", rest)))
    # The last word that is a month: « mar. 31 oct. » begins with a Tuesday.
    month = next((MONTHS[word] for word in reversed(words) if word in MONTHS), None)
    year = next((int(word) for word in words if len(word) == 4 and word.isdecimal()), None)
    day = next((int(word) for word in words if len(word) < 3 and word.isdecimal()), None)
    if month is None or year is None or day is None:
        return None
    zone = " UTC" if _ANY_UTC.search(text) else ""
    return _at(date(year, month, day), f"{time[0] if time else ''}{zone}")


def _at(day: date, rest: str) -> datetime:
    """Return a day with the time, and the zone, that stand after it."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local until a zone is said
    time = _TIME.search(rest)
    if not time:
        return start
    hour = int(time[1])
    if time[4]:
        hour = hour % 12 + (12 if time[4] in "pP" else 0)
    found = start.replace(hour=hour, minute=int(time[2]), second=int(time[3] or 0))
    zone = _ZONE.search(rest[time.end() :].strip())
    return found.replace(tzinfo=_offset(zone)) if zone else found


def _offset(zone: re.Match[str]) -> timezone:
    if zone[1]:
        return UTC
    ahead = timedelta(hours=int(zone[3]), minutes=int(zone[4]))
    return timezone(ahead if zone[2] == "+" else -ahead)
