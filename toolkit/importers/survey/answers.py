"""From the lines of a form to answers: each is a number, and nobody is named."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.importers.survey.headers import (
    GROUPS,
    WORDS,
    Question,
    digest,
    fits,
    is_lime,
    mapped,
    named,
    plain_text,
    questions,
)
from toolkit.importers.survey.scales import CODES, Reading, on_seven, reading_of, unanswered
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.handed import Handed, Row, cell, columns, number, tables
from toolkit.surveys import INSTRUMENT, Instrument, Item, read_instrument
from toolkit.surveys.instrument import HIGHEST, LOWEST, STORY
from toolkit.wording import templates_folder

PLATFORM = "survey"
ITEM = ("item_id", "min", "max")
OWN_ITEM = (
    *("item_id", "scale", "role", "pair_id", "min", "max", "reversed"),
    *("text_fr", "text_en", "licence"),
)
TEXTS = {"fr": "text_fr", "en": "text_en"}
RESPONSE = ("resp_id", "wave", "item_id", "value", "team", "level", "site")
PIECE = 20_000  # answers at a time
UNDATED = "1980"  # the year that LimeSurvey writes where it keeps no dates
KINDS = 300  # different answers of a column that are looked at to see what it is

_SURVEY = re.compile(r"survey[-_ ]?(\d{3,12})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?!\d)")


@dataclass
class _Form:
    """One table of answers: how its columns are read, and what was left in it."""

    table: Handed
    told: Told
    name: str
    lime: bool
    asked: Sequence[Question] = ()
    own: Mapping[str, Item] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[str, Reading] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)


def responses(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The answers of a survey that are numbers, with the groups of those who gave them."""
    for table in tables(archive, name, lambda header: fits(header) or named(header)):
        form = _understood(table, told, name)
        yield from _items(form)
        yield from _answers(form)
        yield from (Noted(name, f"{kind}: {n}") for kind, n in form.left.items() if n)
        ways = [way for way in form.ways.values() if not way.open]
        said = {way.scale.told for way in ways if way.scale}
        said |= {CODES for way in ways if way.coded}
        yield from (Noted(name, kind) for kind in sorted(said))


def _understood(table: Handed, told: Told, name: str) -> _Form:
    """Look at a table once, to see what each of its columns is."""
    said = told.columns.get(name) or told.columns.get(name.rpartition("/")[2]) or {}
    at = {plain_text(written): place for place, written in enumerate(table.header)}
    placed = {one: at[plain_text(there)] for one, there in said.items() if plain_text(there) in at}
    places = columns(table.header, WORDS) | {one: placed[one] for one in WORDS if one in placed}
    chosen = {item: there for item, there in said.items() if item not in WORDS}
    found = questions(table.header, places.values())
    asked, own = _recognised(mapped(table.header, chosen) if chosen else found)
    form = _Form(table, told, name, is_lime(table.header), asked, own, places, _ways(table, asked))
    used = {one.place for one in asked}
    form.left["columns without a map"] = 0 if chosen else len(asked) - len(own)
    form.left["columns outside the map"] = sum(one.place not in used for one in found)
    form.left["columns of the map that are not there"] = len(chosen) and len(chosen) - len(asked)
    form.left["columns of open answers left out"] = sum(way.open for way in form.ways.values())
    return form


def _recognised(asked: Sequence[Question]) -> tuple[Sequence[Question], dict[str, Item]]:
    """Return the questions, those of our own survey under their own names, and these."""
    survey: Instrument = read_instrument(templates_folder() / INSTRUMENT)
    found = {one.item_id: survey.recognised(one.item_id, one.text) for one in asked}
    own = {item: known for item, known in found.items() if known}
    renamed = [
        replace(one, item_id=own[one.item_id].id) if one.item_id in own else one for one in asked
    ]
    return renamed, {known.id: known for known in own.values()}


def _ways(table: Handed, asked: Sequence[Question]) -> dict[str, Reading]:
    """Return how to read each column, by all the answers that stand in it."""
    seen: dict[str, Counter[str]] = {one.item_id: Counter() for one in asked}
    for _, row in table.rows():
        for one in asked:
            answer = (cell(row or (), one.place) or "")[:200]
            answers = seen[one.item_id]
            if answer and (answer in answers or len(answers) < KINDS):
                answers[answer] += 1
    seven = on_seven(seen.values())
    ways = {item: reading_of(answers, seven=seven) for item, answers in seen.items()}
    words = {item: Reading(open=True) for item in ways if item == STORY}
    return ways | words


def _items(form: _Form) -> Iterator[Rows]:
    """Yield the questions: those of our own survey with all that is known of them."""
    if form.own:
        survey = read_instrument(templates_folder() / INSTRUMENT)
        rows = [(*_own(one), survey.licence) for one in form.own.values()]
        yield Rows("survey_items", OWN_ITEM, rows, form.name)
    yield _other_items(form)


def _own(one: Item) -> tuple[object, ...]:
    about = (one.id, one.scale, one.role, one.pair, float(LOWEST), float(HIGHEST))
    return (*about, one.reversed, one.fr, one.en)


def _other_items(form: _Form) -> Rows:
    text = TEXTS.get(form.told.language)
    names = (*ITEM, text) if text else ITEM
    rows = []
    for one in form.asked:
        way = form.ways[one.item_id]
        ends = way.scale.ends if way.scale else (None, None)
        if not way.open and one.item_id not in form.own:
            rows.append((one.item_id, *ends, one.text) if text else (one.item_id, *ends))
    return Rows("survey_items", names, rows, form.name)


def _answers(form: _Form) -> Iterator[Found]:
    survey, year = _survey(form), _YEAR.search(form.name.rpartition("/")[2])
    rows: list[tuple[object, ...]] = []
    for place, row in form.table.rows():
        person = None if row is None else _response(form, row, survey)
        if row is None or person is None:
            kind = "not a row" if row is None else "missing response"
            yield Rejected(f"{form.table.where}[{place}]", kind)
            continue
        done = cell(row, form.places.get("finished")) or cell(row, form.places.get("started"))
        form.left["answers that were not finished"] += not cell(row, form.places.get("finished"))
        dated = _YEAR.search(done or "")
        wave = year[1] if year else dated[1] if dated and dated[1] != UNDATED else None
        rows += _row(form, row, (person, wave))
        if len(rows) >= PIECE:
            yield Rows("survey_responses", RESPONSE, rows, form.name)
            rows = []
    yield Rows("survey_responses", RESPONSE, rows, form.name)


def _row(form: _Form, row: Row, who: tuple[str, str | None]) -> Iterator[tuple[object, ...]]:
    """Yield a row for each answer of a line that is a number."""
    team, level, site = (cell(row, form.places.get(group)) for group in GROUPS)
    height = number(level)
    whole = int(height) if height is not None and height % 1 == 0 else None
    form.left["levels that are no number"] += level is not None and whole is None
    for one in form.asked:
        way, answer = form.ways[one.item_id], cell(row, one.place)
        if way.open or answer is None or unanswered(answer):
            continue
        value = way.value(answer)
        if value is None:
            form.left["answers that are no number left out"] += 1
        else:
            yield (*who, one.item_id, value, team, whole, site)


def _survey(form: _Form) -> str:
    """Return what tells one survey from another: its number, else its questions."""
    found = _SURVEY.search(form.name)
    return found[1] if found else digest(*sorted(one.item_id for one in form.asked))


def _response(form: _Form, row: Row, survey: str) -> str | None:
    """Return who answered as a number that does not depend on a name, an address or a place."""
    there = {one: cell(row, place) for one, place in form.places.items()}
    if form.lime:
        response = there.get("response")
        return response and f"{PLATFORM}:{digest(survey, response)}"
    answers = [cell(row, one.place) or "" for one in form.asked]
    if there.get("response") and there.get("started"):
        parts = [str(there[one] or "") for one in ("response", "started", "finished")]
    else:
        parts = [there.get("response") or "", there.get("finished") or "", *answers]
    if not any(parts):
        return None
    key = digest(*parts)
    form.seen[key] += 1
    return f"{PLATFORM}:{key if form.seen[key] == 1 else digest(key, str(form.seen[key]))}"
