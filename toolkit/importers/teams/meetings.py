"""The meetings in people's calendars; who accepted is known for sure in two copies of each."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from toolkit.importers.teams.lists import MEETINGS
from toolkit.importers.teams.records import Attendee, Clock, Meeting
from toolkit.importers.teams.roster import Organisation, account
from toolkit.reading import Archive, Decoded, Found, Noted, Rejected, Rows, moment
from toolkit.spoken.inside import Row

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

ANSWERS = MappingProxyType(
    {
        "accepted": "accepted",
        "declined": "declined",
        "tentativelyaccepted": "tentative",
        "notresponded": "unanswered",
        "none": "unanswered",
    }
)
REPEATED = frozenset(("occurrence", "exception", "seriesmaster"))
# Clocks as Windows names them, where our clients are.
ZONES: Mapping[str, str | None] = MappingProxyType(
    {
        "UTC": None,
        "Etc/UTC": None,
        "Romance Standard Time": "Europe/Paris",
        "W. Europe Standard Time": "Europe/Berlin",
        "Central Europe Standard Time": "Europe/Budapest",
        "Central European Standard Time": "Europe/Warsaw",
        "GMT Standard Time": "Europe/London",
        "Eastern Standard Time": "America/New_York",
        "Central Standard Time": "America/Chicago",
        "Pacific Standard Time": "America/Los_Angeles",
        "Europe/Paris": "Europe/Paris",
        "Europe/Berlin": "Europe/Berlin",
        "Europe/London": "Europe/London",
        "Europe/Brussels": "Europe/Brussels",
        "Europe/Zurich": "Europe/Zurich",
        "Europe/Madrid": "Europe/Madrid",
    }
)

_OWNER = re.compile(r"users/([^/]+)/[^/]+")


def meetings(archive: Archive, name: str, organisation: Organisation) -> Iterator[Found]:
    """The calendar of somebody or of a team; a meeting is the same in everybody's calendar."""
    found = _OWNER.fullmatch(name)
    owner = account(found[1]) if found else None
    for piece in MEETINGS.read(archive, name):
        yield from piece.rejected
        rows: list[Row] = []
        asked: list[Row] = []
        for at, meeting in zip(piece.places, piece.records, strict=True):
            start = _when(meeting.start, organisation)
            mark = meeting.i_cal_u_id or meeting.id
            if start is None or not mark:
                kind = "missing iCalUId" if not mark else "start is no time"
                yield Rejected(f"{name}[{at}]", kind)
                continue
            people = _invited(meeting, organisation)
            rows.append(_row(meeting, account(mark), start, people, organisation))
            asked += _asked(meeting, account(mark), people, owner)
        yield from _doubts(piece, name)
        yield Rows("meetings", MEETING, rows, name)
        yield Rows("attendance", ATTENDANCE, asked, name)


def _when(clock: Clock | None, organisation: Organisation) -> int | None:
    if clock is None:
        return None
    return moment(clock.date_time, ZONES.get(clock.time_zone or "UTC", organisation.timezone))


def _doubts(piece: Decoded[Meeting], name: str) -> Iterator[Noted]:
    zones = {one.start.time_zone for one in piece.records if one.start and one.start.time_zone}
    if not zones <= set(ZONES):
        yield Noted(name, "unknown time zone of meetings: that of the settings taken")


def _invited(meeting: Meeting, organisation: Organisation) -> dict[str, str | None]:
    """Return who was asked and what this copy of the meeting says that they answered."""
    host = _address(meeting.organizer)
    invited: dict[str, str | None] = {}
    for one in meeting.attendees or ():
        address = _address(one)
        if address and address != host and one.type != "resource":
            answer = (one.status and one.status.response) or "none"
            invited.setdefault(organisation.of_address(address), ANSWERS.get(answer.casefold()))
    return invited


def _address(one: Attendee | None) -> str:
    return ((one and one.email_address and one.email_address.address) or "").casefold()


def _row(
    meeting: Meeting,
    mark: str,
    start: int,
    invited: Mapping[str, str | None],
    organisation: Organisation,
) -> Row:
    host = _address(meeting.organizer)
    accepted = sum(answer == "accepted" for answer in invited.values())
    return (
        mark,
        organisation.of_address(host) if host else None,
        start,
        _when(meeting.end, organisation),
        len(invited),
        accepted if meeting.is_organizer else None,  # other copies do not follow the answers
        (meeting.type or "").casefold() in REPEATED or bool(meeting.series_master_id),
        bool(meeting.is_cancelled),
    )


def _asked(
    meeting: Meeting, mark: str, invited: Mapping[str, str | None], owner: str | None
) -> Iterator[Row]:
    """Yield who was asked: the organiser's copy knows all answers, every other one its owner's."""
    own = ((meeting.response_status and meeting.response_status.response) or "").casefold()
    for person, answer in invited.items():
        if person == owner and own in ANSWERS:
            yield (mark, person, ANSWERS[own])
        else:
            sure = meeting.is_organizer or answer != "unanswered"
            yield (mark, person, answer if sure else None)
