"""Tables that somebody made: where their header stands, and which of its words means what."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from toolkit.errors import HostileExport
from toolkit.reading.archive import HEAD, Archive
from toolkit.reading.cells import day_of, is_open, order_of
from toolkit.reading.routes import Claim
from toolkit.reading.sheets import DELIMITERS, LINE, Sheet, encoding_of, workbook
from toolkit.reading.told import DateOrder, Told

Row: TypeAlias = Sequence[str]
Header: TypeAlias = Callable[[Row], bool]
Words: TypeAlias = Mapping[str, Sequence[str]]

# Any table that an office saves; ``(?i:`` because such files are named by hand.
FILES = r"[^/]+\.(?i:csv|tsv|xlsx|xlsm|xls|ods)"
BOOK = re.compile(r".*\.(?i:xlsx|xlsm|xls|ods)")
SEARCHED = 20  # rows among which a header is looked for: titles may stand above it
OPENED = 16 << 20  # bytes of a workbook that is opened to see what it is
NOTHING = frozenset(("", "-", "\u2013", "\u2014", "n/a", "#n/a", "null", "none"))

# How people are named in any table, in French, English, German and Spanish.
ADDRESS = (
    "email, e-mail, mail, courriel, adresse mail, adresse e-mail, adresse email,"
    "adresse électronique, adresse de messagerie, adresse courriel, email professionnel,"
    "mail professionnel, mail pro, email address, e-mail address, work email, business email,"
    "user principal name, E-Mail-Adresse, correo, correo electrónico"
)
FIRST_NAME = "prénom, first name, given name, Vorname, nombre de pila"
LAST_NAME = (
    "nom de famille, nom d'usage, nom usuel, last name, surname, family name, Nachname,"
    "Familienname, apellido, apellidos"
)
WHOLE_NAME = (
    "nom complet, nom et prénom, nom prénom, nom & prénom, prénom nom, prénom et nom, full name,"
    "display name, employee name, collaborateur, salarié, agent, employee, vollständiger Name,"
    "Anzeigename, Mitarbeiter, Mitarbeiter/in, nombre completo, nombre y apellidos,"
    "apellidos y nombre, empleado"
)
NAME = "nom, name, nombre"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASIDE = re.compile(r"(?<=[^\s*])\s*[(\[*].*", re.DOTALL)


@dataclass(frozen=True)
class Handed:
    """One table of a file: ``rows`` gives its rows with their places, as often as it is asked.

    ``None`` instead of a row is what could not be read as one.
    """

    where: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[int, Row | None]]]


def words(**given: str) -> Words:
    """Return the words for each column, the likeliest first, from lists that commas part."""
    return MappingProxyType(
        {column: tuple(one.strip() for one in said.split(",")) for column, said in given.items()}
    )


def any_of(*lists: str) -> frozenset[str]:
    """Return words as headers are compared, from lists that commas part."""
    return frozenset(plain(one) for said in lists for one in said.split(","))


def plain(written: str) -> str:
    """Return a header's letters and digits alone: without accents, blanks, and what is aside."""
    return _plain(written[:200])


@lru_cache(maxsize=8192)
def _plain(written: str) -> str:
    bare = unicodedata.normalize("NFKD", _ASIDE.sub("", written))
    return "".join(one for one in bare.casefold() if one.isalnum() or one == "+")


def words_of(written: str) -> frozenset[str]:
    """Return the words of a name, without accents: those of a file tell what it may be."""
    bare = unicodedata.normalize("NFKD", _HUMP.sub(" ", written)).casefold()
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return frozenset(re.split(r"[^a-z]+", letters)) - {""}


def columns(header: Row, known: Words) -> dict[str, int]:
    """Return where each column stands: the first of its words that the header has."""
    places: dict[str, int] = {}
    for place, written in enumerate(header):
        places.setdefault(plain(written), place)
    found: dict[str, int] = {}
    for column, names in known.items():
        there = (places.get(plain(name)) for name in names)
        free = [at for at in there if at is not None and at not in found.values()]
        if free:
            found[column] = free[0]
    return found


def settled(header: Row, known: Words, told: Told, name: str) -> dict[str, int]:
    """Return where each column stands, those first that the client's settings name."""
    said = told.columns.get(name) or told.columns.get(name.rpartition("/")[2]) or {}
    places = {plain(written): place for place, written in reversed(list(enumerate(header)))}
    chosen = {
        column: places[plain(there)] for column, there in said.items() if plain(there) in places
    }
    return columns(header, known) | chosen


def cell(row: Row, place: int | None) -> str | None:
    """Return what stands in a cell, in one line; nothing where it is empty or says so."""
    if place is None or place >= len(row):
        return None
    written = " ".join(row[place].split())
    return None if written.casefold() in NOTHING else written


def number(written: str | None) -> float | None:
    """Return a number written as 1.5 or 1,5, with or without blanks; nothing where it is none."""
    bare = "".join((written or "").split())
    return float(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def days(written: Iterable[str | None], told: Told) -> tuple[DateOrder, bool]:
    """Return how a file writes its days, and whether that had to be taken for granted."""
    said = [one for one in written if one]
    order = told.date_order or order_of(said)
    return order or "day-month", order is None and any(map(is_open, said))


def day(written: str | None, order: DateOrder) -> str | None:
    """Return a day as 2026-01-31; nothing where none is written."""
    found = day_of(written, order) if written else None
    return found.isoformat() if found else None


def address(written: str | None) -> str | None:
    """Return an e-mail address as addresses are compared; nothing where it is none."""
    return written.lower() if written and "@" in written else None


def name_of(there: Mapping[str, str | None]) -> str | None:
    """Return a person's name, whole or in two halves.

    ``name`` stands for columns called ``nom`` or ``name``: the whole, or the other half.
    """
    first, last, other = there.get("first"), there.get("last"), there.get("name")
    if whole := there.get("whole_name"):
        return whole
    if not first and not last:
        return other
    parts = (first or other, last or other)
    return " ".join(part for part in dict.fromkeys(parts) if part)


def tables(archive: Archive, name: str, fits: Header) -> Iterator[Handed]:
    """Yield the tables of a file whose header fits: one of a CSV, any number of a workbook."""
    if BOOK.fullmatch(name):
        for number, sheet in enumerate(workbook(archive, name), 1):
            yield from _of_sheet(sheet, name if number == 1 else f"{name}#{number}", fits)
        return
    found = _opening(archive, name, fits)
    if found is None:
        return
    above, mark = found

    def rows() -> Iterator[tuple[int, Row | None]]:
        return enumerate(islice(_lines(archive, name, mark), above + 1, None))

    header = next(islice(_lines(archive, name, mark), above, None), None) or []
    yield Handed(name, tuple(one.strip() for one in header), rows)


def claiming(fits: Header, named: Header, hints: frozenset[str]) -> Claim:
    """Return a claim on files that hold such a table; ``named`` is enough where a hint names it."""

    def claim(archive: Archive, name: str) -> bool:
        hinted = not hints.isdisjoint(words_of(name.rpartition("/")[2]))
        if BOOK.fullmatch(name) is None:
            return _opening(archive, name, named if hinted else fits) is not None
        if archive.size(name) > OPENED:
            return False
        try:
            return any(True for _ in tables(archive, name, named if hinted else fits))
        except HostileExport:
            return False

    return claim


def _of_sheet(sheet: Sheet, where: str, fits: Header) -> Iterator[Handed]:
    full = [row for row in sheet.rows if any(row)]
    for above, row in enumerate(full[:SEARCHED]):
        if len(row) > 1 and fits(row):
            yield Handed(where, row, partial(enumerate, full[above + 1 :]))
            return


def _opening(archive: Archive, name: str, fits: Header) -> tuple[int, str] | None:
    """Return how many rows stand above the header, and the sign between cells."""
    text = _beginning(archive, name)
    best: tuple[int, int, str] | None = None
    for mark in DELIMITERS:
        for above, row in enumerate(_first_rows(text, mark)):
            if len(row) > 1 and (best is None or len(row) > best[0]) and fits(row):
                best = len(row), above, mark
                break
    return best and best[1:]


def _first_rows(text: str, mark: str) -> list[list[str]]:
    try:
        found = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        full = ([one.strip() for one in row] for row in found if any(row))
        return list(islice(full, SEARCHED))
    except csv.Error:
        return []


def _beginning(archive: Archive, name: str) -> str:
    """Return how a file begins, in UTF-8, UTF-16 or Windows' own characters."""
    with archive.stream(name) as content:
        head = content.read(HEAD)
    if head.startswith(_UTF16):
        return head.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _lines(archive: Archive, name: str, mark: str) -> Iterator[list[str] | None]:
    """Yield the rows that hold something, whatever stands in the first; a cell may have lines."""
    with (
        archive.stream(name) as content,
        io.TextIOWrapper(content, encoding_of(archive, name), "replace", newline="") as text,
    ):
        found = csv.reader(iter(lambda: text.readline(LINE), ""), delimiter=mark)
        while True:
            try:
                row = next(found)
            except StopIteration:
                return
            except csv.Error:
                yield None
                continue
            if any(row):
                yield row
