"""Opening hours: when the organisation says that it answers, day by day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from toolkit.reading import LITTER, Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.handed import (
    FILES,
    Handed,
    Row,
    any_of,
    cell,
    claiming,
    columns,
    plain,
    settled,
    tables,
    words,
    words_of,
)

PLATFORM = "hours"
VERSION = 1
SCOPE = "both"
LOOKS_FOR = "a CSV or a workbook of opening hours (horaires, opening hours): day, opens, closes"
CALENDAR = ("calendar_id", "tz", "weekday", "opens", "closes")
OPENING = "opening"
MIDNIGHT = 24 * 60

HINTS = any_of("horaire, horaires, ouverture, ouvertures, hours, opening, openinghours, horario")
HINTS |= any_of("horarios, offnungszeiten, oeffnungszeiten")
WORDS = words(
    day="jour, jours, jour de la semaine, day, days, weekday, Tag, Tage, Wochentag, día, días",
    opens="opens, ouverture, heure d'ouverture, ouvre, ouvre à, open, opening, opening time, début,"
    "de, from, Öffnung, öffnet, geöffnet von, von, apertura, abre, desde",
    closes="closes, fermeture, heure de fermeture, ferme, ferme à, close, closing, closing time,"
    "fin, à, to, Schließung, schließt, geöffnet bis, bis, cierre, cierra, hasta",
    opens_late="ouverture après-midi, après-midi ouverture, réouverture, opens again, reopens",
    closes_late="fermeture après-midi, après-midi fermeture, fermeture soir, closes again",
    opens_early="ouverture matin, matin ouverture",
    closes_early="fermeture matin, matin fermeture, fermeture midi",
    spans="horaires, horaire, heures, heures d'ouverture, horaires d'ouverture, plage, plages,"
    "hours, opening hours, Öffnungszeiten, Zeiten, Uhrzeit, horario, horario de apertura",
    morning="matin, matinée, morning, Vormittag, mañana",
    afternoon="après-midi, afternoon, Nachmittag, tarde",
)
SURE = any_of(
    "opens, ouverture, heure d'ouverture, horaires d'ouverture, heures d'ouverture, opening hours",
    "opening time, Öffnungszeiten, Öffnung, horario de apertura, apertura, ouverture matin",
)
NAMES = (
    "lundi lun monday mon montag mo lunes lu",
    "mardi mar tuesday tue tues dienstag di martes",
    "mercredi mer wednesday wed mittwoch mi miercoles mie",
    "jeudi jeu thursday thu thur thurs donnerstag do jueves jue",
    "vendredi ven friday fri freitag fr viernes vie",
    "samedi sam saturday sat samstag sa sabado sab sonnabend",
    "dimanche dim sunday sun sonntag so domingo dom",
)
WEEKDAYS = MappingProxyType(
    {word: number for number, names in enumerate(NAMES, 1) for word in names.split()}
    | {str(number): number for number in range(1, 8)}
)
WEEK, WORKDAYS, WEEKEND = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5), (6, 7)
STRETCHES = MappingProxyType(
    dict.fromkeys(any_of("tous les jours, 7j/7, every day, daily, täglich, todos los días"), WEEK)
    | dict.fromkeys(any_of("en semaine, semaine, weekdays, wochentags, entre semana"), WORKDAYS)
    | dict.fromkeys(any_of("week-end, weekend, Wochenende, fin de semana"), WEEKEND)
)
HOLIDAYS = any_of("jours fériés, jour férié, fériés, public holidays, bank holidays, Feiertage")
HOLIDAYS |= any_of("feiertags, festivos, días festivos, vacances")
CLOSED = any_of("fermé, fermée, fermeture, closed, geschlossen, zu, cerrado, repos")
ALWAYS = any_of("24h/24, 24/24, 24h, 24 hours, open 24 hours, 24/7, 24 Stunden, 24 horas")

_TIME = r"(\d{1,2}) ?(?:[h:.] ?(\d{2})?(?::\d{2})?)? ?([ap]\.?m\.?)?(?: ?uhr)?"
_SPAN = re.compile(rf"{_TIME} ?(?:-|\u2013|\u2014|à|au|to|bis|a|until|jusqu'à) ?{_TIME}")
_RANGE = re.compile(r" ?(?:-|\u2013|\u2014|/) ?| (?:au|à|to|bis|a|through|thru) ")
_LIST = re.compile(r",|;|&|\+| et | and | und | y ")
Span: TypeAlias = tuple[int, int]


def fits(header: Row) -> bool:
    """Say whether a header is surely that of opening hours: a day, and when it opens."""
    known = {plain(one) for one in header}
    return "day" in columns(header, WORDS) and named(header) and not known.isdisjoint(SURE)


def named(header: Row) -> bool:
    """Say whether a header is that of opening hours, in a file whose name says so."""
    if "calendar_id" in header:
        return False  # the agreed table reads itself
    found = columns(header, WORDS).keys()
    early, late = {"opens", "closes"} <= found, {"opens_early", "closes_late"} <= found
    told = early or late or not {"spans", "morning", "afternoon"}.isdisjoint(found)
    return ("day" in found and told) or len(_across(header)) >= 5


def calendars(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The week as it is written; public holidays are known by the country, not by this table."""
    week: dict[int, list[Span]] = {}
    holidays = 0
    for table in tables(archive, name, lambda header: fits(header) or named(header)):
        places = settled(table.header, WORDS, told, name)
        for where, day, written in _written(table, places):
            days, spans = _days(day), _spans(written)
            if plain(day or "") in HOLIDAYS:
                holidays += 1
            elif written is None or not days or spans is None:
                kind = "not a weekday" if written is not None and not days else "not opening hours"
                yield Rejected(where, "not a row" if written is None else kind)
            else:
                _open(week, days, spans)
    clashes = sum(_overlap(spans) for spans in week.values())
    counted = {"lines on public holidays left out": holidays, "hours that overlap": clashes}
    yield from (Noted(name, f"{kind}: {count}") for kind, count in counted.items() if count)
    rows = [
        (OPENING, told.timezone, day, _clock(opens), _clock(closes))
        for day, spans in sorted(week.items())
        for opens, closes in sorted(spans)
    ]
    yield Rows("calendars", CALENDAR, rows, name)


def _written(
    table: Handed, places: Mapping[str, int]
) -> Iterator[tuple[str, str | None, Sequence[str] | None]]:
    """Yield place, day and hours of each line, or of each cell where days stand side by side."""
    across = {} if "day" in places else _across(table.header)
    for place, row in table.rows():
        where = f"{table.where}[{place}]"
        if row is None:
            yield where, None, None
        elif across:
            for day, at in across.items():
                if written := cell(row, at):
                    yield where, day, [written]
        else:
            yield where, cell(row, places.get("day")), _hours(row, places)


def _hours(row: Row, places: Mapping[str, int]) -> list[str]:
    """Return the hours of a line as spans: 09:00-12:30."""
    there = {column: cell(row, at) for column, at in places.items()}
    found = [there.get(column) for column in ("spans", "morning", "afternoon")]
    for opens, closes in (
        ("opens", "closes"),
        ("opens_early", "closes_early"),
        ("opens_late", "closes_late"),
    ):
        start, end = there.get(opens), there.get(closes)
        if start and plain(start) in CLOSED | ALWAYS:
            found.append(start)
        elif start or end:
            found.append(f"{_bare(start)}-{_bare(end)}")
    return [one for one in found if one]


def _bare(written: str | None) -> str:
    """Return a time alone: a workbook may add the day that its clock starts from."""
    return (written or "").rpartition("T")[2]


def _across(header: Row) -> dict[str, int]:
    """Return where each weekday stands in a header that names them side by side."""
    found = {plain(one): at for at, one in enumerate(header)}
    return {day: at for day, at in found.items() if day in WEEKDAYS and not day.isdigit()}


def _days(written: str | None) -> tuple[int, ...]:
    """Return the weekdays of a cell: lundi, lundi-vendredi, Mon to Fri, samedi et dimanche."""
    text = (written or "")[:100].casefold().removeprefix("du ").removeprefix("le ")
    if plain(text) in STRETCHES:
        return STRETCHES[plain(text)]
    found: list[int] = []
    for part in _LIST.split(text):
        ends = [_weekday(one) for one in _RANGE.split(part.strip())]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            return ()
        count = (last - first) % 7 + 1
        found += [(first + step - 1) % 7 + 1 for step in range(count)]
    return tuple(dict.fromkeys(found))


def _weekday(written: str) -> int | None:
    one = "".join(sorted(words_of(written))) or plain(written)
    return WEEKDAYS.get(one)


def _spans(written: Sequence[str] | None) -> list[Span] | None:
    """Return spans in minutes; none where it is closed, nothing where it cannot be read."""
    found: list[Span] = []
    for one in written or ():
        text = " ".join(one[:200].casefold().split())
        if plain(text) in ALWAYS:
            found.append((0, MIDNIGHT))
        elif plain(text) not in CLOSED:
            read = [_span(match) for match in _SPAN.finditer(text)]
            rest = _SPAN.sub("", text)
            if not read or None in read or any(map(str.isalnum, rest.replace("et", ""))):
                return None
            found += [span for span in read if span]
    return found


def _span(match: re.Match[str]) -> Span | None:
    opens, closes = _minutes(*match.groups()[:3]), _minutes(*match.groups()[3:])
    if opens is None or closes is None or opens == closes:
        return None
    return opens, closes or MIDNIGHT


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours = int(hour)
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    found = hours * 60 + int(minute or 0)
    return found if int(minute or 0) < 60 and found <= MIDNIGHT else None


def _open(week: dict[int, list[Span]], days: Sequence[int], spans: Sequence[Span]) -> None:
    """Add spans to days; one that goes on after midnight is cut there."""
    for day in days:
        for opens, closes in spans:
            parts = [(day, (opens, closes))]
            if closes < opens:
                parts = [(day, (opens, MIDNIGHT)), (day % 7 + 1, (0, closes))]
            for at, span in parts:
                if span not in week.setdefault(at, []):
                    week[at].append(span)


def _overlap(spans: Sequence[Span]) -> int:
    return sum(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


SIGNATURE = (FILES,)
CLAIMS = MappingProxyType({FILES: claiming(fits, named, HINTS)})
ROUTES = MappingProxyType({LITTER: None, FILES: calendars})
