"""From the lines of a chart to people: who each one is, and whom each one reports to."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from toolkit.importers.org_chart.headers import WORDS, fits, named
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.handed import (
    Handed,
    Row,
    address,
    any_of,
    cell,
    name_of,
    number,
    plain,
    settled,
    tables,
)
from toolkit.spoken.chart import faults, levels

PLATFORM = "org_chart"
PERSON = (
    "person_id",
    "team",
    "level",
    "manager_id",
    "site",
    "tz",
    "fte",
    "name",
    "email",
)
FULL = any_of("temps plein, plein temps, full time, Vollzeit, tiempo completo")
NO_ONE = any_of("aucun, aucune, néant, none, keiner, ninguno, n/a, x")

_PER_CENT = re.compile(r"(.*?) ?%")
Places: TypeAlias = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart, with the words for the manager as they stand there."""

    number: str | None
    email: str | None
    name: str | None
    over: str | None
    team: str | None
    level: str | None
    site: str | None
    tz: str | None
    fte: str | None
    key: str = ""
    manager: str | None = None


def chart(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The people of a chart; a manager is found by number, by address or by name."""
    lines: list[Line] = []
    for table in tables(archive, name, lambda header: fits(header) or named(header)):
        places = settled(table.header, WORDS, told, name)
        for found in _lines(table, places):
            if isinstance(found, Rejected):
                yield found
            else:
                lines.append(found)
    lines, doubtful = _reporting(lines)
    yield from _notes(lines, doubtful, name)
    yield from _rows(lines, name)


def _lines(table: Handed, places: Places) -> Iterator[Line | Rejected]:
    for place, row in table.rows():
        if row is None:
            yield Rejected(f"{table.where}[{place}]", "not a row")
            continue
        line = _line(row, places)
        if line.key:
            yield line
        elif any(cell(row, at) for at in range(len(row))):
            yield Rejected(f"{table.where}[{place}]", "missing person")


def _line(row: Row, places: Places) -> Line:
    there = {column: cell(row, place) for column, place in places.items()}
    of = there.get
    over = of("manager_id") or of("manager_email") or of("manager")
    line = Line(
        number=of("person_id"),
        email=address(of("email")),
        name=name_of(there),
        over=None if over is None or plain(over) in NO_ONE else over,
        team=of("team"),
        level=of("level"),
        site=of("site"),
        tz=of("tz"),
        fte=of("fte"),
    )
    return replace(line, key=_key(line))


def _key(line: Line) -> str:
    known = line.number or line.email or (line.name and spelled(line.name))
    return f"org:{known}" if known else ""


def spelled(name: str) -> str:
    """Return a name without accents, capitals and order: DUPONT Jean is Jean Dupont."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(
        one if one.isalnum() else " " for one in bare if not unicodedata.combining(one)
    )
    return " ".join(sorted(letters.split()))


def _reporting(lines: list[Line]) -> tuple[list[Line], int]:
    """Return the lines with the people they report to, and how many names fit several people."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        bare = line.number and line.number.lstrip("0")  # Excel makes numbers of them
        for word in (line.number, bare, line.email, line.name and spelled(line.name)):
            if word:
                known[word].add(line.key)
    ruled, doubtful = [], 0
    for line in lines:
        keys = _over(line.over, known)
        doubtful += len(keys) > 1
        fallback = f"org:{_written(line.over)}" if line.over else None
        ruled.append(replace(line, manager=min(keys) if len(keys) == 1 else fallback))
    return ruled, doubtful


def _over(words: str | None, known: Mapping[str, set[str]]) -> set[str]:
    """Return the people whom the words for a manager may mean."""
    if not words:
        return set()
    for word in (words, words.lower(), spelled(words), words.lstrip("0")):
        if word and word in known:
            return known[word]
    return set()


def _written(words: str) -> str:
    """Return the key that a manager who is not in the chart would have."""
    if "@" in words:
        return words.lower()
    return words if any(map(str.isdigit, words)) else spelled(words) or words


def _notes(lines: list[Line], doubtful: int, name: str) -> Iterator[Noted]:
    found = faults((line.key, line.manager) for line in lines)
    alone = len({line.key for line in lines if line.manager == line.key})
    sizes = sorted(len(group) for group in found.cycles)
    if len(sizes) == 1:
        yield Noted(name, f"cycle of managers: {sizes[0]} people")
    elif sizes:
        yield Noted(name, f"cycles of managers: {len(sizes)}, of {sum(sizes)} people")
    counted = {
        "managers outside the chart": len(found.outside),
        "people given twice": len(found.twice),
        "people without a manager": len(found.tops) if len(found.tops) > 1 else 0,
        "people who are their own manager": alone,
        "managers whose name several people have": doubtful,
    }
    yield from (Noted(name, f"{kind}: {count}") for kind, count in counted.items() if count)


def _rows(lines: list[Line], name: str) -> Iterator[Found]:
    given = {line.key: number(line.level) for line in lines}
    levelled = any(level is not None for level in given.values())
    counted = {} if levelled else levels((line.key, line.manager) for line in lines)
    if _upside_down(lines, given):
        yield Noted(name, "levels taken as given, though they count from the top")
    if counted:
        yield Noted(name, f"levels counted from the chart: 1 to {max(counted.values())}")
    left: Counter[str] = Counter()
    rows = []
    for line in lines:
        level = given[line.key] if levelled else counted.get(line.key)
        whole = int(level) if level is not None and level == int(level) else None
        fte, tz = _share(line.fte), _zone(line.tz)
        left["levels that are no number"] += line.level is not None and whole is None
        left["working times that are no number"] += line.fte is not None and fte is None
        left["time zones that do not exist"] += line.tz is not None and tz is None
        manager = None if line.manager == line.key else line.manager
        rows.append(
            (line.key, line.team, whole, manager, line.site, tz, fte, line.name, line.email)
        )
    yield from (Noted(name, f"{kind}: {count}") for kind, count in left.items() if count)
    yield Rows("people", PERSON, rows, name)


def _upside_down(lines: list[Line], given: Mapping[str, float | None]) -> bool:
    """Say whether most managers have a lower level than their people."""
    ties = [(given[line.key], given.get(line.manager or "")) for line in lines]
    both = [(under, over) for under, over in ties if under is not None and over is not None]
    below = sum(over < under for under, over in both)
    return below > sum(over > under for under, over in both)


def _share(written: str | None) -> float | None:
    """Return a working time as a share: 0,8 or 80 % or full time."""
    if written is None:
        return None
    if plain(written) in FULL:
        return 1.0
    hundredths = _PER_CENT.fullmatch(written)
    found = number(hundredths[1] if hundredths else written)
    if found is None or found < 0:
        return None
    return found / 100 if hundredths or found > 2 else found


@lru_cache(maxsize=1024)
def _zone(written: str | None) -> str | None:
    try:
        return ZoneInfo(written).key if written else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
