"""Writing the vault's tables, each after those that it takes something from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from toolkit import store
from toolkit.clock import hours_in, opening_hours, working_week
from toolkit.ingest import tables
from toolkit.ingest.answers import answers_by_subject, with_answers, with_replies
from toolkit.ingest.entities import (
    UNDECIDED,
    account_zones,
    joined,
    people_zones,
    with_authors,
    with_strangers,
)
from toolkit.ingest.identities import Decisions, Review
from toolkit.ingest.incoming import BIG, COUNTED, Incoming, compact
from toolkit.ingest.marks import marks
from toolkit.ingest.messages import filled, on_the_wall, repeated_over_time, rows_in
from toolkit.ingest.reader import Progress
from toolkit.ingest.rows import highest, merged
from toolkit.ingest.ties import answered_authors, ties
from toolkit.ingest.windows import SEEN, seen, together, windows
from toolkit.model import (
    ACCOUNTS,
    INTERACTIONS,
    LABELS,
    MARKS,
    MESSAGES,
    OBSERVATION_WINDOW,
    PEOPLE,
    TABLES,
    VERSIONS,
)

DERIVED = ("accounts", "people", "observation_window", "marks", "versions", "labels", *BIG)


class Writer:
    """Writes the tables, each after those it takes something from."""

    def __init__(
        self,
        settings: store.Settings,
        incoming: Incoming,
        folder: Path,
        tell: Progress,
        decisions: Decisions = UNDECIDED,
    ) -> None:
        self._settings, self._incoming, self._folder, self._tell = settings, incoming, folder, tell
        self._entities = joined(incoming, settings, decisions)
        hours = settings.hours or hours_in(incoming.small("calendars"))
        years = {"last_year": incoming.last_year}
        self._opening = opening_hours(settings.timezone, settings.country, hours, **years)
        self._week = working_week(settings.country, hours, **years)
        self._answers = answers_by_subject(incoming)
        self._seen = pl.DataFrame(schema=SEEN)
        self._inside = pl.Series(dtype=pl.String)  # everybody who wrote or was written to
        self._stretches = [list(incoming.slices(name)) for name in BIG]
        self._rows: dict[str, int] = {}
        self._done = 0

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The accounts that the settings name and no export lists."""
        return self._entities.unmatched

    @property
    def review(self) -> Review:
        """What the consultant is asked or told of who is who."""
        return self._entities.review

    @property
    def coded(self) -> pl.DataFrame:
        """The labels that exports give, which what is read from texts stands beside."""
        return merged(LABELS, self._incoming.small("labels"))

    def write_all(self) -> dict[str, int]:
        """Write every table there are rows for, and return how many rows each has."""
        if self._incoming.has("messages"):
            self._write_messages()
        if self._incoming.has("interactions"):
            self._write_interactions()
        self._write_entities()
        for name in TABLES:
            if name not in DERIVED and self._incoming.has(name):
                self._write(name, self._merged(name))
        return dict(sorted(self._rows.items()))

    def _merged(self, name: str) -> Iterator[pl.DataFrame]:
        if name == COUNTED:
            return (highest(TABLES[name], rows) for rows in self._incoming.ranges(name))
        rows = self._entities.translated(name, self._incoming.small(name))
        return iter([merged(TABLES[name], rows)])

    def _write(self, name: str, frames: Iterable[pl.DataFrame]) -> None:
        self._rows[name] = tables.write(self._folder, TABLES[name], frames)

    def _write_messages(self) -> None:
        repeated = repeated_over_time(self._incoming)
        came = [repeated.states]
        holders = account_zones(self._entities)
        told = merged(MARKS, self._incoming.small("marks"))
        with (
            tables.TableWriter(self._folder, MESSAGES) as writer,
            tables.TableWriter(self._folder, MARKS) as marked,
        ):
            for stretch in self._stretches[0]:
                given, several = rows_in(stretch, repeated)
                came.append(several)
                rows = self._dated_messages(given, holders)
                writer.write(rows)
                outward = rows.filter(pl.col("scope") == "external")
                if not outward.is_empty():
                    marked.write(marks(outward, self._settings.own_domains, told))
                    self._seen = compact(together(self._seen, seen(outward)))
                del given, rows, outward  # before the next are read
                self._step()
        self._rows |= {"messages": writer.rows, "marks": marked.rows}
        versions = pl.concat(came)
        if not versions.is_empty():
            self._write("versions", [versions.sort(VERSIONS.key, nulls_last=False)])
        if self._seen.is_empty():
            # No outward message: nobody looked for marks, which is not to find none.
            del self._rows["marks"]
            marked.path.unlink()

    def _dated_messages(self, rows: pl.DataFrame, holders: pl.DataFrame) -> pl.DataFrame:
        answered = with_answers(rows, self._answers)
        zoned = filled(answered, self._entities).join(holders, on="account_id", how="left")
        zone = pl.coalesce("tz", "known_tz")
        dated = on_the_wall(MESSAGES, zoned, zone, self._settings, self._opening)
        return dated.sort("t_us", "message_id")

    def _write_interactions(self) -> None:
        written = tables.pieces(self._folder, MESSAGES, "message_id", "account_id", "author_kind")
        authors = answered_authors(self._incoming, written, self._entities)
        homes = people_zones(self._entities.people)
        with tables.TableWriter(self._folder, INTERACTIONS) as writer:
            for stretch in self._stretches[1]:
                rows = with_replies(ties(stretch, self._entities, authors), self._answers)
                rows = rows.join(homes, left_on="src", right_on="person_id", how="left")
                rows = on_the_wall(
                    INTERACTIONS, rows, pl.col("known_tz"), self._settings, self._opening
                ).sort("t_us", "interaction_id")
                rows = rows.with_columns(hours=self._week.of(rows))
                writer.write(rows)
                met = pl.concat([self._inside, rows["src"], rows["dst"].drop_nulls()]).unique()
                self._inside = compact(met.to_frame()).to_series()
                del rows
                self._step()
        self._rows["interactions"] = writer.rows

    def _write_entities(self) -> None:
        accounts = self._entities.accounts
        if not self._seen.is_empty():
            accounts = with_authors(accounts, self._seen.filter(pl.col("direction") == "out"))
        people = with_strangers(self._entities, self._inside)
        spans = windows(self._incoming.small("observation_window"), self._seen)
        for table, frame in ((ACCOUNTS, accounts), (PEOPLE, people), (OBSERVATION_WINDOW, spans)):
            if not frame.is_empty():
                self._write(table.name, [frame])

    def _step(self) -> None:
        self._done += 1
        self._tell("write", self._done, sum(map(len, self._stretches)))
