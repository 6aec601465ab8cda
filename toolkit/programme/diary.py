"""Writes the sessions of the programme as a calendar that any diary opens."""

import datetime as dt
from hashlib import sha256

from icalendar import Calendar, Event

from toolkit.programme.plan import Programme, Session
from toolkit.programme.said import audience
from toolkit.wording import Words

STAMP = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)  # the same programme gives the same bytes


def diary(made: Programme, words: Words, *, client: str) -> bytes:
    """Return the calendar (RFC 5545); a session is a whole day, for the client to set the hour."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{words.say('product.name')}//{words.language}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.say("programme.title"))
    for session in made.sessions:
        if session.day is not None:
            calendar.add_component(_event(session, session.day, words, client))
    for day in sorted({day for _, days in made.proof for day in days if day}):
        calendar.add_component(_measured(day, words, client))
    return bytes(calendar.to_ical())


def _event(session: Session, day: dt.date, words: Words, client: str) -> Event:
    title = words.say(f"programme.module.{session.module}.title")
    group = words.say("programme.group", n=session.group)
    event = _day(day, words.say("picture.pair", name=group, value=title))
    hours = words.say("programme.hours", n=words.number(session.hours, digits=1))
    who = audience(session.who, words)
    goal = words.say(f"programme.module.{session.module}.goal")
    event.add("description", f"{hours} {who}.\n{goal}")
    event.add("uid", _uid(client, str(session.group), session.module, day.isoformat()))
    return event


def _measured(day: dt.date, words: Words, client: str) -> Event:
    event = _day(day, words.say("programme.measured_again"))
    event.add("uid", _uid(client, "proof", day.isoformat()))
    return event


def _day(day: dt.date, summary: str) -> Event:
    event = Event()
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("dtstamp", STAMP)
    return event


def _uid(*parts: str) -> str:
    return f"{sha256(' '.join(parts).encode()).hexdigest()[:24]}@vivevoix.invalid"
