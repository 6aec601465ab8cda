"""Calendars become meetings: who invites whom, who accepts, and each time that one comes back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import golden
import pytest

from toolkit.importers.calendar_ics.series import safe_rule
from toolkit.reading import Noted, Rejected, Told

HOUSE = Told(own_domains=("maison.example",))
PARIS = ZoneInfo("Europe/Paris")


def event(*lines: str, start: str | None = "DTSTART:20240108T090000Z", uid: str = "1") -> str:
    """Return an event of Ana's to which Bob is invited, with further lines."""
    given = {line.partition(":")[0].partition(";")[0] for line in lines}
    usual = {
        "UID": f"UID:{uid}",
        "DTSTAMP": "DTSTAMP:20240601T080000Z",
        "DTSTART": start,
        "ORGANIZER": "ORGANIZER;CN=Ana:mailto:ana@maison.example",
        "ATTENDEE": "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@maison.example",
    }
    head = [line for name, line in usual.items() if line and name not in given]
    return "\n".join(["BEGIN:VEVENT", *head, *lines, "END:VEVENT"])


def calendar(folder: Path, *events: str, head: str = "", told: Told = HOUSE) -> golden.Reading:
    whole = "\r\n".join(["BEGIN:VCALENDAR", *filter(None, [head]), *events, "END:VCALENDAR", ""])
    content = whole.replace("\r\n", "\n").replace("\n", "\r\n")
    return golden.read(golden.export(folder, {"agenda.ics": content}), told)


def only(reading: golden.Reading) -> Mapping[str, object]:
    assert not reading.rejected
    (row,) = reading.rows("meetings")
    return row


def starts(reading: golden.Reading) -> list[str]:
    """Return when the meetings start, on the clock in Paris."""
    moments = (int(str(row["start"])) / 1e6 for row in reading.rows("meetings"))
    return [f"{datetime.fromtimestamp(one, PARIS):%Y-%m-%d %H:%M}" for one in sorted(moments)]


def test_a_meeting_has_who_invites_and_who_is_asked(tmp_path: Path) -> None:
    reading = calendar(
        tmp_path,
        event(
            "DTEND:20240108T100000Z",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Bob@maison.example",
            "ATTENDEE;PARTSTAT=DECLINED;CN=Clo:mailto:clo@maison.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:dora@client.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:ana@maison.example",
            "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:salle@maison.example",
        ),
    )
    row = only(reading)
    assert (row["organiser"], row["invited"], row["accepted"]) == ("email:ana@maison.example", 3, 2)
    assert row["meeting_id"] == "calendar:1:20240108T090000Z"
    assert int(str(row["end"])) - int(str(row["start"])) == 3_600_000_000
    answers = {row["person_id"]: row["answer"] for row in reading.rows("attendance")}
    assert answers == {
        "email:bob@maison.example": "accepted",
        "email:clo@maison.example": "declined",
    }
    insiders = {f"email:{who}@maison.example" for who in ("ana", "bob", "clo")}
    assert {row["person_id"] for row in reading.rows("people")} == insiders
    assert {row["account_id"] for row in reading.rows("accounts")} == insiders


def test_an_outsider_who_invites_is_not_named(tmp_path: Path) -> None:
    reading = calendar(tmp_path, event("ORGANIZER:mailto:dora@client.example"))
    assert only(reading)["organiser"] is None
    assert "dora" not in str(reading.tables)


@pytest.mark.parametrize(
    ("lines", "head", "answer", "accepted"),
    [
        (("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@maison.example",), "", None, None),
        (("ATTENDEE:mailto:bob@maison.example",), "", None, None),
        (
            ("ATTENDEE:mailto:bob@maison.example",),
            "X-WR-CALNAME:ana@maison.example",
            "unanswered",
            0,
        ),
        (("ATTENDEE:mailto:bob@maison.example",), "PRODID:-//Google Inc//X//EN", "unanswered", 0),
        (("ATTENDEE;PARTSTAT=TENTATIVE:mailto:bob@maison.example",), "", "tentative", 0),
        (("ATTENDEE;PARTSTAT=DELEGATED:mailto:bob@maison.example",), "", None, 0),
    ],
)
def test_no_answer_in_a_guests_copy_says_nothing(
    lines: tuple[str, ...], head: str, answer: str | None, accepted: int | None, tmp_path: Path
) -> None:
    reading = calendar(tmp_path, event(*lines), head=head)
    assert only(reading)["accepted"] == accepted
    assert [row["answer"] for row in reading.rows("attendance")] == [answer]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20240108",),
        ("DTSTART:20240108",),
        ("ATTENDEE;CUTYPE=ROOM:mailto:salle@maison.example",),
        ("ATTENDEE:mailto:ana@maison.example",),
        ("ATTENDEE:invalid:nomail",),
    ],
)
def test_whole_days_and_entries_without_guests_are_no_meetings(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    reading = calendar(tmp_path, event(*lines))
    assert not reading.rows("meetings")
    assert not reading.rejected
    assert reading.noted == (
        Noted(
            "agenda.ics",
            "entries without guests and of whole days are left out: they are no meetings",
        ),
    )


def test_a_cancelled_meeting_says_so(tmp_path: Path) -> None:
    assert only(calendar(tmp_path / "1", event("STATUS:CANCELLED")))["cancelled"] is True
    assert only(calendar(tmp_path / "2", event(), head="METHOD:CANCEL"))["cancelled"] is True
    assert only(calendar(tmp_path / "3", event("STATUS:CONFIRMED")))["cancelled"] is False


CUSTOM = """BEGIN:VTIMEZONE
TZID:Bureau
BEGIN:STANDARD
DTSTART:16011028T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""
PLACED = "BEGIN:VTIMEZONE\nTZID:Bureau\nX-LIC-LOCATION:Europe/Rome\nEND:VTIMEZONE"
FIXED = CUSTOM.replace("+0200", "+0100")


@pytest.mark.parametrize(
    ("start", "head"),
    [
        ("DTSTART:20240708T080000Z", ""),
        ("DTSTART:20240708T100000", ""),  # on the wall, where the client is
        ("DTSTART;TZID=Europe/Paris:20240708T100000", ""),
        ('DTSTART;TZID="Romance Standard Time":20240708T100000', ""),
        ("DTSTART;TZID=Romance Standard Time:20240708T100000", ""),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20240708T100000", ""),
        ("DTSTART;TZID=Bureau:20240708T100000", CUSTOM),
        ("DTSTART;TZID=Bureau:20240708T100000", PLACED),
        ("DTSTART;TZID=Bureau:20240708T090000", FIXED),
        ("DTSTART;TZID=Pacific Standard Time:20240708T010000", ""),
    ],
)
def test_a_moment_is_read_on_whatever_clock_it_is_written(
    start: str, head: str, tmp_path: Path
) -> None:
    reading = calendar(tmp_path, event(start=start), head=head)
    assert starts(reading) == ["2024-07-08 10:00"]
    assert not reading.noted


def test_an_unknown_clock_is_taken_for_the_clients_and_that_is_said(tmp_path: Path) -> None:
    reading = calendar(tmp_path, event(start="DTSTART;TZID=Lune:20240708T100000"))
    assert starts(reading) == ["2024-07-08 10:00"]
    assert [one.kind for one in reading.noted] == [
        "unknown time zone of meetings: that of the settings taken"
    ]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND:20240108T093000Z",), 30),
        (("DURATION:PT1H30M",), 90),
        (("DURATION:P1W",), 7 * 24 * 60),
        (("DURATION:-PT1H",), None),
        (("DURATION:P",), None),
        (("DTEND:20240108T080000Z",), None),
        ((), None),
    ],
)
def test_a_meeting_lasts_as_long_as_is_written(
    lines: tuple[str, ...], minutes: int | None, tmp_path: Path
) -> None:
    row = only(calendar(tmp_path, event(*lines)))
    length = row["end"] and (int(str(row["end"])) - int(str(row["start"]))) // 60_000_000
    assert length == minutes


# Rules and dates printed in RFC 5545, section 3.8.5.3, on a clock of ours: nothing of them hangs
# on where one is.
PRINTED = [
    ("FREQ=DAILY;COUNT=10", "19970902", [f"1997-09-{day:02}" for day in range(2, 12)]),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "19970901",
        [
            *("1997-09-01", "1997-09-03", "1997-09-05", "1997-09-15", "1997-09-17", "1997-09-19"),
            *("1997-09-29", "1997-10-01", "1997-10-03", "1997-10-13", "1997-10-15", "1997-10-17"),
            *("1997-10-27", "1997-10-29", "1997-10-31", "1997-11-10", "1997-11-12", "1997-11-14"),
            *("1997-11-24", "1997-11-26", "1997-11-28", "1997-12-08", "1997-12-10", "1997-12-12"),
            "1997-12-22",
        ],
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "19970905",
        [
            *("1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05", "1998-01-02"),
            *("1998-02-06", "1998-03-06", "1998-04-03", "1998-05-01", "1998-06-05"),
        ],
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "19970922",
        ["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22", "1998-01-19", "1998-02-16"],
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "19970930",
        [
            *("1997-09-30", "1997-10-01", "1997-10-31", "1997-11-01", "1997-11-30"),
            *("1997-12-01", "1997-12-31", "1998-01-01", "1998-01-31", "1998-02-01"),
        ],
    ),
    (
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "19970904",
        ["1997-09-04", "1997-10-07", "1997-11-06"],
    ),
]


@pytest.mark.parametrize(("rule", "first", "days"), PRINTED, ids=[rule for rule, _, _ in PRINTED])
def test_a_rule_gives_the_days_that_the_standard_prints(
    rule: str, first: str, days: list[str], tmp_path: Path
) -> None:
    lines = (f"RRULE:{rule}", "DTSTAMP:19990101T000000Z")
    reading = calendar(tmp_path, event(*lines, start=f"DTSTART;TZID=Europe/Paris:{first}T090000"))
    assert starts(reading) == [f"{day} 09:00" for day in days]
    assert all(row["recurring"] for row in reading.rows("meetings"))


WEEKLY = ("RRULE:FREQ=WEEKLY;COUNT=4", "DTEND;TZID=Europe/Paris:20240318T110000")
MONDAY = "DTSTART;TZID=Europe/Paris:20240318T100000"


def test_a_meeting_comes_back_at_the_same_hour_in_summer(tmp_path: Path) -> None:
    reading = calendar(tmp_path, event(*WEEKLY, start=MONDAY))
    assert starts(reading) == [f"2024-{day} 10:00" for day in ("03-18", "03-25", "04-01", "04-08")]
    lengths = {int(str(row["end"])) - int(str(row["start"])) for row in reading.rows("meetings")}
    assert lengths == {3_600_000_000}


@pytest.mark.parametrize(
    "removed",
    [
        "EXDATE;TZID=Europe/Paris:20240325T100000,20240401T100000",
        "EXDATE:20240325T090000Z\nEXDATE:20240401T080000Z",
    ],
)
def test_what_was_taken_out_of_a_series_is_not_there(removed: str, tmp_path: Path) -> None:
    reading = calendar(tmp_path, event(*WEEKLY, *removed.split("\n"), start=MONDAY))
    assert starts(reading) == ["2024-03-18 10:00", "2024-04-08 10:00"]


def test_what_was_added_to_a_series_is_there(tmp_path: Path) -> None:
    added = "RDATE;TZID=Europe/Paris:20240320T150000"
    reading = calendar(tmp_path, event("RRULE:FREQ=WEEKLY;COUNT=2", added, start=MONDAY))
    assert starts(reading) == ["2024-03-18 10:00", "2024-03-20 15:00", "2024-03-25 10:00"]


def test_one_that_was_moved_keeps_its_identifier_and_the_guests(tmp_path: Path) -> None:
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20240325T100000",
        "SEQUENCE:1",
        start="DTSTART;TZID=Europe/Paris:20240326T140000",
    ).replace("ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@maison.example\n", "")
    reading = calendar(tmp_path, event(*WEEKLY, start=MONDAY), moved)
    rows = reading.by("meetings", "meeting_id")
    row = rows["calendar:1:20240325T090000Z"]
    assert row["start"] == datetime(2024, 3, 26, 13, tzinfo=UTC).timestamp() * 1e6
    assert row["invited"] == 1
    assert len(rows) == 4


def test_who_is_asked_to_one_time_alone_has_that_time(tmp_path: Path) -> None:
    reading = calendar(tmp_path, event("RECURRENCE-ID:20240101T090000Z"))
    row = only(reading)
    assert (row["meeting_id"], row["recurring"]) == ("calendar:1:20240101T090000Z", True)


def test_of_two_states_the_one_changed_last_counts(tmp_path: Path) -> None:
    later = event("SEQUENCE:2", start="DTSTART:20240109T090000Z")
    reading = calendar(tmp_path, later, event("SEQUENCE:1"), event())
    assert only(reading)["meeting_id"] == "calendar:1:20240109T090000Z"


def test_a_meeting_without_end_is_read_for_two_years_up_to_the_export(tmp_path: Path) -> None:
    reading = calendar(
        tmp_path, event("RRULE:FREQ=WEEKLY", start="DTSTART;TZID=Europe/Paris:20150105T100000")
    )
    found = starts(reading)
    assert (len(found), found[0], found[-1]) == (104, "2022-06-06 10:00", "2024-05-27 10:00")
    assert [one.kind for one in reading.noted] == [
        "of meetings that come back, the last two years before the export are read"
    ]


def test_what_is_still_to_come_counts_only_where_it_is_written(tmp_path: Path) -> None:
    stamp = "DTSTAMP:20240320T080000Z"
    later = event(stamp, uid="2", start="DTSTART:20250101T090000Z")
    reading = calendar(tmp_path, event(*WEEKLY, stamp, start=MONDAY), later)
    assert starts(reading) == ["2024-03-18 10:00", "2025-01-01 10:00"]


def test_no_file_brings_more_than_five_thousand_times(tmp_path: Path) -> None:
    daily = [
        event("RRULE:FREQ=DAILY", uid=str(n), start="DTSTART:20220701T090000Z") for n in range(9)
    ]
    reading = calendar(tmp_path, *daily)
    assert len(reading.rows("meetings")) == 5_000
    assert [one.kind for one in reading.noted] == [
        "meetings come back more often than is read of one file"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,1,2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=3",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;FREQ=DAILY",
        "BYDAY=MO",
        "n'importe quoi",
    ],
)
def test_a_rule_that_people_do_not_follow_gives_its_first_time(rule: str, tmp_path: Path) -> None:
    reading = calendar(tmp_path, event(f"RRULE:{rule}"))
    assert starts(reading) == ["2024-01-08 10:00"]
    assert [one.kind for one in reading.noted] == [
        "a meeting comes back by a rule that is not followed: its first time only"
    ]


@pytest.mark.parametrize("until", ["20240201", "20240201T090000", "20240201T235959Z"])
def test_the_end_of_a_rule_is_read_however_it_is_written(until: str) -> None:
    assert safe_rule(f"FREQ=WEEKLY;UNTIL={until}") == "FREQ=WEEKLY;UNTIL=20240201T235959Z"


@pytest.mark.parametrize(
    "events",
    [
        [event(f"RRULE:FREQ=DAILY;UNTIL=20{n % 90:02}0101", uid=str(n)) for n in range(500)],
        [event("RDATE:" + ",".join(["20240109T090000Z"] * 9_000))],
        [event("EXDATE:" + ",".join(["20240109T090000Z"] * 9_000), "RRULE:FREQ=DAILY")],
        [event(*["ATTENDEE:mailto:a@b.example"] * 20_000)],
        [event("DESCRIPTION:" + "x" * 3_000_000)],
        [event("DESCRIPTION:x" + "\n x" * 200_000)],
        ["BEGIN:VEVENT\n" * 50_000],
        [event("RRULE:FREQ=DAILY;COUNT=999999", uid=str(n), start="DTSTART:19700102T000000Z")
         for n in range(300)],
        [event("RECURRENCE-ID:20240108T090000Z") for _ in range(3_000)]
        + [event("RRULE:FREQ=DAILY;COUNT=3")],
    ],
    ids=["rules", "dates", "exceptions", "guests", "line", "fold", "depth", "long ago", "changes"],
)  # fmt: skip
def test_no_calendar_is_without_end(events: list[str], tmp_path: Path) -> None:
    reading = calendar(tmp_path, *events)
    assert len(reading.rows("meetings")) <= 5_000


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("UID:",), "missing UID"),
        (("UID:" + "x" * 301,), "missing UID"),
        (("DTSTART:demain",), "start is no time"),
        (("DTSTART:99991301T999999Z",), "start is no time"),
        (("DTSTART:19690101T000000Z",), "start is no time"),
    ],
)
def test_what_cannot_be_read_is_said(lines: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    reading = calendar(tmp_path, event(uid="2"), event(*lines))
    assert reading.rejected == (Rejected("agenda.ics[1]", kind),)
    assert len(reading.rows("meetings")) == 1


def test_a_file_that_is_no_calendar_is_said(tmp_path: Path) -> None:
    reading = golden.read(golden.export(tmp_path, {"a.ics": "Bonjour\n"}), HOUSE)
    assert reading.rejected == (Rejected("a.ics", "not a calendar"),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = [event(uid="1"), event(*WEEKLY, uid="2", start=MONDAY)]
    first = calendar(tmp_path / "1", *shared, event(uid="3"))
    second = calendar(tmp_path / "2", event(uid="4"), *shared[::-1])
    ids = [{row["meeting_id"] for row in one.rows("meetings")} for one in (first, second)]
    assert len(ids[0] & ids[1]) == 5


def test_without_own_domains_everybody_is_in_and_it_is_said(tmp_path: Path) -> None:
    reading = calendar(tmp_path, event("ORGANIZER:mailto:dora@client.example"), told=Told())
    assert only(reading)["organiser"] == "email:dora@client.example"
    assert [one.kind for one in reading.noted] == [
        "no own domain is set: everybody counts as one of the organisation"
    ]


def test_what_a_meeting_is_about_is_never_read(tmp_path: Path) -> None:
    reading = calendar(
        tmp_path, event("SUMMARY:SECRET", "DESCRIPTION:SECRET", "LOCATION:SECRET", "COMMENT:SECRET")
    )
    assert only(reading)
    assert "SECRET" not in golden.page(reading)
