"""Which column of an unknown table says what: proposed, confirmed by the consultant, kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import ipywidgets as widgets

from toolkit import ingest, store
from toolkit.desk.identities_session import shown
from toolkit.errors import BrokenExport, HostileExport
from toolkit.ingest.intake import FileOutcome
from toolkit.reading import open_archive
from toolkit.reading.handed import BOOK, tables
from toolkit.spoken.columns import NAMES, proposed
from toolkit.wording import Words

ROWS = 200  # that are looked at
SAMPLE = 60  # characters of a value that is shown beside its column
NEEDED = "ts_utc"  # a message without a date is none
CELLS = 2  # that a row must have to be the names of columns


@dataclass(frozen=True)
class Unknown:
    """A table that nobody knows: its name, its columns, and its first rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Sequence[str], ...]

    def sample(self, column: str) -> str:
        """Return the first value of a column, cut short."""
        at = self.header.index(column)
        said = (row[at].strip() for row in self.rows if at < len(row))
        return shown(next(filter(None, said), ""))[:SAMPLE]


def unknown_tables(client: store.Client) -> tuple[Unknown, ...]:
    """Return the tables of the last import that no platform knew, and that can be opened."""
    files = ingest.read_intake(client).files
    waiting = [one for one in files if one.outcome == "unknown" and _is_table(one.name)]
    found = (_opened(client, one) for one in waiting)
    return tuple(one for one in found if one is not None)


def _is_table(name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv")) or BOOK.fullmatch(name) is not None


def _opened(client: store.Client, one: FileOutcome) -> Unknown | None:
    whole = client.exports if one.archive == client.exports.name else client.exports / one.archive
    try:
        with open_archive(whole) as archive:
            table = next(tables(archive, one.name, _is_header), None)
            if table is None:
                return None
            rows = tuple(row for _, row in islice(table.rows(), ROWS) if row is not None)
    except (BrokenExport, HostileExport):
        return None
    header = tuple(dict.fromkeys(name for name in table.header if name.strip()))
    return Unknown(one.name, header, tuple(rows))


def _is_header(row: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in row) >= CELLS


class ColumnForm:
    """Asks which column says what, for one table: ``confirm`` keeps the answer.

    Nothing of an export is ever shown but as plain text.
    """

    def __init__(self, client: store.Client, table: Unknown, words: Words) -> None:
        self._client, self._table, self._words = client, table, words
        guesses = proposed(table.header, table.rows)
        self.fields: dict[str, Any] = {}
        lines = []
        for column in NAMES:
            guess = guesses.get(column)
            self.fields[column], line = self._line(column, guess.header if guess else "")
            sure = words.share(guess.confidence) if guess else ""
            lines.append(widgets.HBox([*line, widgets.Label(sure)]))
        self.state = widgets.Label()
        self.confirm = widgets.Button(description=self._say("confirm"))
        self.confirm.on_click(lambda _button: self.keep())
        title = widgets.Label(shown(table.name), style={"font_weight": "bold"})
        self.whole = widgets.VBox([title, *lines, widgets.HBox([self.confirm, self.state])])

    def _line(self, column: str, chosen: str) -> tuple[Any, list[Any]]:
        options = [(self._say("none"), ""), *((shown(one), one) for one in self._table.header)]
        field = widgets.Dropdown(
            options=options,
            value=chosen,
            description=self._say(column),
            style={"description_width": "12em"},
            layout=widgets.Layout(width="32em"),
        )
        sample = widgets.Label(self._table.sample(chosen) if chosen else "")

        def look(change: Mapping[str, str]) -> None:
            sample.value = self._table.sample(change["new"]) if change["new"] else ""

        field.observe(look, names="value")
        return field, [field, sample]

    def keep(self) -> None:
        """Keep what was chosen, for the next import; a table needs at least a date."""
        chosen = {column: field.value for column, field in self.fields.items() if field.value}
        if NEEDED not in chosen:
            self.state.value = self._say("no_date")
            return
        store.keep_columns(self._client, self._table.name.rpartition("/")[2], chosen)
        self.state.value = self._say("kept", name=store.COLUMNS)

    def _say(self, key: str, **blanks: str) -> str:
        return self._words.say(f"desk.columns.{key}", **blanks)


def forms(client: store.Client, words: Words) -> Any:  # noqa: ANN401 - a widget, which has no types
    """Return a form for each unknown table, or the word that there is none."""
    made = [ColumnForm(client, table, words).whole for table in unknown_tables(client)]
    lead = words.say("desk.columns.lead" if made else "desk.columns.nothing")
    return widgets.VBox([widgets.Label(lead), *made])
