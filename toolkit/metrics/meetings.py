"""What meetings take of a working week, and how many are habits or crowds."""

from dataclasses import dataclass
from functools import partial

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Collected, Frame, Rows, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, bootstrap, wilson

SCOPE = "internal"
WORKED = 5  # days of a week
LONGEST = 86_400  # what lasts longer is a note in a calendar, not a meeting


@dataclass(frozen=True)
class Seats:
    """Who sat in which meeting: numbers of people and of meetings, ends in seconds since 1970."""

    people: NDArray[np.int64]
    meetings: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def meeting_load(
    meetings: Frame,
    attendance: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    many: int = 8,
    min_n: int = 15,
) -> Measures:
    """Time in meetings of a full-time week, share that come back, share of crowds (S33).

    Time is that of meetings accepted or organised, an hour with two meetings counted once, over
    the full-time equivalents of those whose calendar is known, and the weeks from the first
    meeting to the last; in seconds. Cancelled meetings and those without an end are left out. A
    crowd is more than ``many`` who accepted, outsiders too. Months go by UTC.
    """
    time = Gauge("meeting_time", "S33", "seconds", min_n)
    again = Gauge("meeting_recurring_share", "S33", "share", min_n)
    crowd = Gauge("meeting_large_share", "S33", "share", min_n)
    held = _held(meetings, months)
    calendars = collect(_calendars(meetings, attendance, people).sort("person_id"))
    found = _seats(held, meetings, attendance, calendars)
    if not len(found.people):
        reason = _why_none(meetings, people)
        return tuple(gauge.missing(reason) for gauge in (time, again, crowd))
    sat, there = np.unique(found.meetings), len(np.unique(found.people))
    back = held["recurring"].to_numpy().astype(bool)[sat]
    size = held["size"].to_numpy()[sat]
    known = size[~np.isnan(size)]
    return (
        _time(time, found, calendars["fte"].to_numpy(), _weeks(held)),
        _share(again, back, there),
        _share(crowd, known > many, there),
    )


def _share(gauge: Gauge, hits: NDArray[np.bool_], people: int) -> Measure:
    n = len(hits)
    if not n:
        return gauge.missing("no_attendance", 0, people)
    return gauge.value(float(hits.mean()), n, wilson(int(hits.sum()), n), people=people)


def _held(meetings: Frame, months: tuple[int, int] | None) -> Collected:
    """Return the meetings that took place, in seconds since 1970; ``size`` is who accepted."""
    columns = ("start", "end", "invited", "accepted", "recurring", "cancelled", "organiser")
    rows = read(meetings, "meetings", "meeting_id", *columns)
    kept = rows.filter(~nw.col("cancelled").fill_null(value=False), ~nw.col("end").is_null())
    found = collect(kept).with_columns(
        starts=nw.col("start").dt.timestamp("us") // 1_000_000,
        ends=nw.col("end").dt.timestamp("us") // 1_000_000,
        recurring=nw.col("recurring").fill_null(value=False),
        size=nw.coalesce("accepted", "invited").cast(nw.Float64),
        month=nw.col("start").dt.year().cast(nw.Int64) * 100 + nw.col("start").dt.month(),
    )
    lasting = nw.col("ends") - nw.col("starts")
    dated = found.filter(lasting > 0, lasting <= LONGEST)
    return (dated if months is None else dated.filter(nw.col("month").is_between(*months))).sort(
        "meeting_id"
    )


def _calendars(meetings: Frame, attendance: Frame, people: Frame) -> Rows:
    """Return who of the roster was ever asked to a meeting, or asked others, and how full-time."""
    asked = read(attendance, "attendance", "person_id")
    asking = read(meetings, "meetings", "organiser").select(person_id="organiser")
    known = (
        read(people, "people", "person_id", "fte").group_by("person_id").agg(nw.col("fte").max())
    )
    there = nw.concat([asked, asking]).unique()
    full = nw.when(nw.col("fte") > 0).then("fte").otherwise(nw.lit(1.0))
    return known.join(there, on="person_id", how="semi").with_columns(fte=full)


def _seats(held: Collected, meetings: Frame, attendance: Frame, calendars: Collected) -> Seats:
    said = read(attendance, "attendance", "meeting_id", "person_id", "answer")
    came = said.filter(nw.col("answer") == "accepted").select("meeting_id", "person_id")
    led = read(meetings, "meetings", "meeting_id", "organiser").select(
        "meeting_id", person_id="organiser"
    )
    both = collect(nw.concat([came, led]).unique())
    meeting = _place(held["meeting_id"].to_list(), both["meeting_id"].to_list())
    person = _place(calendars["person_id"].to_list(), both["person_id"].to_list())
    there = (meeting >= 0) & (person >= 0)
    order = np.lexsort((meeting[there], person[there]))
    people, sat = person[there][order], meeting[there][order]
    starts, ends = held["starts"].to_numpy()[sat], held["ends"].to_numpy()[sat]
    return Seats(people, sat, starts, ends)


def _place(known: list[str], asked: list[str]) -> NDArray[np.int64]:
    places = {one: place for place, one in enumerate(known)}
    return np.array([places.get(one, -1) for one in asked], dtype=np.int64)


def seated(found: Seats, people: int) -> Numbers:
    """Return the seconds that each person sat in meetings, an hour with two of them once."""
    order = np.lexsort((found.starts, found.people))
    who, starts, ends = found.people[order], found.starts[order], found.ends[order]
    apart = who * (int(found.ends.max()) + 1)  # so that one person's end reaches nobody else's
    until = np.maximum.accumulate(ends + apart)
    before = np.append(np.int64(0), until[:-1])
    alone = np.maximum(ends + apart - np.maximum(starts + apart, before), 0)
    return np.asarray(np.bincount(who, weights=alone, minlength=people), dtype=np.float64)


def _weeks(held: Collected) -> float:
    """Return the working weeks from the first meeting's day to the last's, one at least."""
    first, last = (
        np.datetime64(int(edge), "s").astype("datetime64[D]")
        for edge in (held["starts"].to_numpy().min(), held["starts"].to_numpy().max())
    )
    return max(int(np.busday_count(first, last + 1)) / WORKED, 1.0)


def _time(gauge: Gauge, found: Seats, full: Numbers, weeks: float) -> Measure:
    sat = seated(found, len(full))
    rate = partial(_rate, sat, full)
    everyone = np.ones(len(full))
    low, high = bootstrap(everyone, rate, limits=(0.0, np.inf))
    value = float(rate(everyone[np.newaxis])[0])
    n = len(np.unique(found.meetings))
    return gauge.value(value / weeks, n, (low / weeks, high / weeks), people=len(full))


def _rate(sat: Numbers, full: Numbers, drawn: Numbers) -> Numbers:
    return np.asarray((drawn @ sat) / (drawn @ full), dtype=np.float64)


def _why_none(meetings: Frame, people: Frame) -> str:
    if not count(read(people, "people", "person_id")):
        return "no_people"
    return "no_attendance" if count(read(meetings, "meetings", "meeting_id")) else "no_meeting"
