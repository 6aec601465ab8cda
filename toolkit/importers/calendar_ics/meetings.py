"""Meetings out of calendar files: who invites whom, and who accepts; never what it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from toolkit.importers.calendar_ics.entries import Calendar, Entry, Property, entries
from toolkit.importers.calendar_ics.guests import People
from toolkit.importers.calendar_ics.series import (
    MOST,
    STEPS,
    YEARS,
    Moved,
    Series,
    Time,
    safe_rule,
    steps,
    times,
)
from toolkit.importers.calendar_ics.times import Clocks, duration, is_whole_day
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told, instant
from toolkit.spoken.circle import Circle
from toolkit.spoken.inside import ACCOUNT, PERSON, Row

MEETING = (
    "meeting_id",
    "organiser",
    "start",
    "end",
    "invited",
    "accepted",
    "recurring",
    "cancelled",
)
ATTENDANCE = ("meeting_id", "person_id", "answer")
PIECE = 5_000  # meetings at a time
KEPT = 500_000  # entries, guests and dates of one file
START = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NOBODY = Property("", {})
LONGEST = 300  # characters of an identifier

ALONE = "entries without guests and of whole days are left out: they are no meetings"
OLDER = "of meetings that come back, the last two years before the export are read"
MANY = "meetings come back more often than is read of one file"
STRANGE = "a meeting comes back by a rule that is not followed: its first time only"
CLOCK = "unknown time zone of meetings: that of the settings taken"
EVERYBODY = "no own domain is set: everybody counts as one of the organisation"


@dataclass(slots=True)
class File:
    """What is known of one file once it was read through; ``until`` is when it was written."""

    where: str
    calendar: Calendar
    clocks: Clocks
    people: People
    until: datetime
    noted: set[str] = field(default_factory=set)
    meetings: list[Row] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    repeated: int = 0
    gone_through: int = 0


def meetings(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The meetings of one calendar file, those that come back each time that they do."""
    calendar = Calendar()
    file = File(name, calendar, Clocks(calendar, told.timezone), People(Circle(told)), START)
    by_uid: dict[str, list[Entry]] = {}
    yield from _gathered(archive, file, by_uid)
    if not calendar.begun:
        yield Rejected(name, "not a calendar")
    file.until = _until(by_uid, file.clocks)
    for several in by_uid.values():
        yield from _of_one(several, file)
        if len(file.meetings) >= PIECE:
            yield from _taken(file)
    yield from _taken(file)
    noted = file.noted | ({CLOCK} if file.clocks.doubted else set())
    noted |= {EVERYBODY} if file.people.circle.open else set()
    yield from (Noted(name, kind) for kind in sorted(noted))


def _gathered(archive: Archive, file: File, by_uid: dict[str, list[Entry]]) -> Iterator[Rejected]:
    """Put together the entries that speak of one meeting; yield those that cannot be."""
    kept = 0
    with archive.stream(file.where) as stream:
        for entry in entries(stream, file.calendar):
            kept += entry.size
            if not entry.uid and not entry.guests:
                file.noted.add(ALONE)
            elif not entry.uid or len(entry.uid) > LONGEST:
                yield Rejected(f"{file.where}[{entry.place}]", "missing UID")
            elif kept > KEPT:
                yield Rejected(f"{file.where}[{entry.place}]", "more than is read of one file")
            else:
                by_uid.setdefault(entry.uid, []).append(entry)


def _until(by_uid: dict[str, list[Entry]], clocks: Clocks) -> datetime:
    """Return until when meetings come back: when the file was written, else its last entry."""
    every = [entry for several in by_uid.values() for entry in several]
    for name in ("DTSTAMP", "DTSTART"):
        found = [when for entry in every if (when := clocks.read(entry.one.get(name)))]
        if known := [when for when in found if instant(when) is not None]:
            return max(known).astimezone(UTC)
    return START


def _of_one(several: list[Entry], file: File) -> Iterator[Rejected]:
    """Take in one meeting with all that is said of it in a file."""
    single: list[Entry] = []
    moved: list[Entry] = []
    for entry in sorted(several, key=lambda one: -one.sequence):
        start = entry.one.get("DTSTART")
        if is_whole_day(start):
            file.noted.add(ALONE)
        elif (when := file.clocks.read(start)) is None or instant(when) is None:
            yield Rejected(f"{file.where}[{entry.place}]", "start is no time")
        elif "RECURRENCE-ID" in entry.one:
            moved.append(entry)
        else:
            single.append(entry)
    master = single[0] if single else None  # of several, the one that was changed last
    if master and (master.value("RRULE") or master.added):
        _again(master, moved, file)
        return
    for entry in ([master] if master else []) + moved:
        begins = _start(entry, file.clocks)
        original = file.clocks.read(entry.one.get("RECURRENCE-ID")) or begins
        time = Time(original, begins, _end(entry, begins, file.clocks), -1)
        _add(entry, time, file, recurring=entry is not master)


def _again(master: Entry, moved: list[Entry], file: File) -> None:
    """Take in each time of a meeting that comes back."""
    series = _series(master, moved, file)
    for time in _times(series, file):
        # What is still to come when the file is written counts only where it is written itself.
        if time.number < 0 and time.start > max(file.until, series.start):
            continue
        if file.repeated >= MOST:
            file.noted.add(MANY)
            break
        file.repeated += 1
        entry = moved[time.number] if time.number >= 0 else master
        entry.guests = entry.guests or master.guests  # a change may say only what it changes
        entry.one.setdefault("ORGANIZER", master.one.get("ORGANIZER", NOBODY))
        _add(entry, time, file, recurring=True)


def _times(series: Series, file: File) -> Sequence[Time]:
    """Return when a series takes place, as far back as is read."""
    file.gone_through += steps(series, file.until)
    since = file.until - YEARS
    if series.start < since:
        file.noted.add(OLDER)
    if file.gone_through > STEPS or file.repeated >= MOST:
        file.noted.add(MANY)
        return ()
    last = max([file.until, series.start, *(one.start for one in series.moved)]) + SECOND
    return sorted(times(series, since, last), key=lambda time: time.original)


def _series(master: Entry, moved: list[Entry], file: File) -> Series:
    clocks = file.clocks
    written = master.value("RRULE")
    rule = safe_rule(written) if written else None
    if written and rule is None:
        file.noted.add(STRANGE)
    start = _start(master, clocks)
    changes = []
    for number, entry in enumerate(moved):
        original = clocks.read(entry.one.get("RECURRENCE-ID"))
        if original:
            when = _start(entry, clocks)
            changes.append(Moved(original, when, _end(entry, when, clocks), number))
    return Series(
        start,
        _end(master, start, clocks),
        rule,
        clocks.several(master.added),
        clocks.several(master.removed),
        changes,
    )


def _start(entry: Entry, clocks: Clocks) -> datetime:
    found = clocks.read(entry.one.get("DTSTART"))
    assert found is not None  # entries without are left before
    return found


def _end(entry: Entry, start: datetime, clocks: Clocks) -> datetime | None:
    found = clocks.read(entry.one.get("DTEND"))
    if found is None and (length := duration(entry.value("DURATION"))):
        try:
            found = start + length
        except OverflowError:
            return None
    return found if found and found >= start else None


def _add(entry: Entry, time: Time, file: File, *, recurring: bool) -> None:
    """Take in one meeting; outsiders are counted and not named."""
    invited = file.people.invited(entry, file.calendar)
    start = instant(time.start)
    if not invited.guests or start is None:
        file.noted.add(ALONE)
        return
    meeting = f"calendar:{entry.uid}:{time.original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    file.meetings.append(
        (
            meeting,
            file.people.insider(invited.organiser),
            start,
            instant(time.end) if time.end else None,
            len(invited.guests),
            invited.accepted,
            recurring,
            entry.value("STATUS").upper() == "CANCELLED" or file.calendar.method == "CANCEL",
        )
    )
    asked = ((file.people.insider(who), answer) for who, answer in invited.guests.items())
    file.asked += [(meeting, who, answer) for who, answer in asked if who]


def _taken(file: File) -> Iterator[Rows]:
    accounts, persons = file.people.rows()
    for table, columns, rows in (
        ("meetings", MEETING, file.meetings),
        ("attendance", ATTENDANCE, file.asked),
        ("accounts", ACCOUNT, accounts),
        ("people", PERSON, persons),
    ):
        if rows:
            yield Rows(table, columns, rows, file.where)
    file.meetings, file.asked = [], []
