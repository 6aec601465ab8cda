"""The evidence for the index: what is said and what is heard, counted by day and by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import SHOWN, Collected, Frame, count, read
from toolkit.conversations.proximity.spoken import AGAINST, COUNTED, DAY_US, spoken
from toolkit.conversations.threads import Conversations, conversations
from toolkit.conversations.waiting import Clock, waits
from toolkit.stats import Numbers

Places: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
HEARD = ("watched", "in_time", "talks", "returned")
HORIZON = 72 * 3600  # opening seconds within which an answer is expected
THURSDAY = 3  # days from Monday to that of 1 January 1970
FEWEST_WEEKS = 4  # weeks below which days are drawn again, not weeks
BLIND = ("no_inbound", "no_table")  # what the public wrote is not in the export


@dataclass(frozen=True)
class Tables:
    """The agreed tables that the index is read from."""

    messages: Frame
    accounts: Frame
    observation_window: Frame
    marks: Frame
    cues: Frame
    labels: Frame
    people: Frame


@dataclass(frozen=True)
class Strand:
    """Counts of one day each: rows along ``days`` and ``months``, columns along ``names``."""

    names: tuple[str, ...]
    days: Places
    months: Places
    counts: Numbers

    def summed(self, places: Places, size: int) -> Numbers:
        """Return the counts of each stretch of time, ``places`` saying in which each row lies."""
        found = np.zeros((size, len(self.names)))
        np.add.at(found, places, self.counts)
        return found


@dataclass(frozen=True)
class Evidence:
    """All that the index rests on; ``said`` and ``voices`` share their rows.

    ``examples`` holds, for what pulls the index down, a few messages; ``blind`` the reason why
    what the public wrote is not known; ``reason`` why there is nothing at all.
    """

    said: Strand
    voices: Strand
    heard: Strand
    examples: Mapping[str, tuple[str, ...]]
    headcount: int | None
    blind: str | None
    reason: str | None

    @property
    def people(self) -> int | None:
        """The number of voices, None where there is none."""
        return len(self.voices.names) or None

    @cached_property
    def places(self) -> tuple[Places, Places]:
        """In which stretch of time what is said and what is heard lies, numbered in order.

        Weeks, or days where there are too few weeks to be drawn again.
        """
        days = np.concatenate([self.said.days, self.heard.days])
        weeks = (days + THURSDAY) // 7
        apart = weeks if len(np.unique(weeks)) >= FEWEST_WEEKS else days
        place = np.unique(apart, return_inverse=True)[1].astype(np.int64)
        return place[: len(self.said.days)], place[len(self.said.days) :]

    @property
    def stretches(self) -> int:
        """The number of weeks, or of days where there are too few weeks."""
        return max(int(place.max(initial=-1)) for place in self.places) + 1


def gathered(tables: Tables, *, months: tuple[int, int] | None, quiet_hours: float) -> Evidence:
    """Return the evidence of these months, as 202601, both ends in them."""
    read_from = (tables.messages, tables.accounts)
    rows = spoken(*read_from, tables.marks, tables.cues, tables.labels, months)
    asked = waits(*read_from, tables.observation_window, months=months, quiet_hours=quiet_hours)
    talks = conversations(
        *read_from, tables.observation_window, months=months, quiet_hours=quiet_hours
    )
    clock = None if asked.reason else asked.business
    said = _strand(COUNTED, rows, [rows[name].to_numpy() for name in COUNTED])
    return Evidence(
        said=said,
        voices=_voices(rows, said),
        heard=_heard(clock, talks),
        examples=_examples(rows) | _unheard(clock, talks),
        headcount=count(read(tables.people, "people", "person_id")) or None,
        blind=asked.reason if asked.reason in BLIND else None,
        reason=None if len(rows) else _why(talks.reason),
    )


def _why(reason: str | None) -> str:
    return reason if reason == "no_messages" else "no_outbound"


def _strand(names: tuple[str, ...], rows: Collected, columns: list[NDArray[Any]]) -> Strand:
    days = rows["day"].to_numpy().astype(np.int64)
    months = rows["month"].fill_null(0).to_numpy().astype(np.int64)
    counts = np.column_stack(columns).astype(np.float64) if columns else np.zeros((len(days), 0))
    return Strand(names, days, months, counts)


def _voices(rows: Collected, said: Strand) -> Strand:
    """Return how much each voice says on each day."""
    names, place = np.unique(np.asarray(rows["voice"].to_list(), dtype=str), return_inverse=True)
    counts = np.zeros((len(rows), len(names)))
    counts[np.arange(len(rows)), place] = said.counts[:, COUNTED.index("written")]
    return Strand(tuple(names.tolist()), said.days, said.months, counts)


def _heard(clock: Clock | None, talks: Conversations) -> Strand:
    """Return the openers watched long enough and answered in time, and the talks taken up again."""
    parts = [_row(talks.rows, (None, None, _ones(talks.rows), talks.rows["is_pop"].to_numpy()))]
    if clock is not None:
        watched = clock.watched >= HORIZON
        in_time = watched & clock.answered & (clock.waited <= HORIZON)
        parts.append(_row(clock.openers, (watched, in_time, None, None)))
    days, months, counts = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Strand(HEARD, days, months, counts)


def _row(
    rows: Collected, columns: tuple[NDArray[Any] | None, ...]
) -> tuple[Places, Places, Numbers]:
    days = (rows["t_us"].to_numpy() // DAY_US).astype(np.int64)
    months = rows["month"].fill_null(0).to_numpy().astype(np.int64)
    filled = [np.zeros(len(rows)) if each is None else each for each in columns]
    return days, months, np.column_stack(filled).astype(np.float64)


def _ones(rows: Collected) -> Numbers:
    return np.ones(len(rows))


def _examples(rows: Collected) -> dict[str, tuple[str, ...]]:
    """Return messages of the days on which there was most of what pulls the index down."""
    found = {}
    for name in AGAINST:
        shown = rows.filter(nw.col(name) > 0).sort(
            name, f"example_{name}", descending=[True, False]
        )
        found[name] = tuple(shown[f"example_{name}"].head(SHOWN).to_list())
    return found


def _unheard(clock: Clock | None, talks: Conversations) -> dict[str, tuple[str, ...]]:
    """Return the openers that waited longest beyond what is due, and talks that nobody took up."""
    lost = talks.rows.filter(~nw.col("is_pop"), nw.col("public") > 0)["conversation"]
    alone = talks.rows.filter(~nw.col("is_pop"))["conversation"]
    found = {"not_returned": tuple((lost if len(lost) else alone).head(SHOWN).to_list())}
    if clock is None:
        return found
    late = (clock.watched >= HORIZON) & ~(clock.answered & (clock.waited <= HORIZON))
    ids = np.asarray(clock.openers["message_id"].to_list(), dtype=str)
    order = np.lexsort((ids[late], -clock.waited[late]))
    return found | {"unanswered": tuple(ids[late][order[:SHOWN]].tolist())}
