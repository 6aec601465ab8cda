"""What goes on inside an organisation invented by chance: rooms, questions, meetings, a survey."""

from datetime import timedelta
from typing import Any

import numpy as np

from tests.talk import MONDAY, Tables, calendar, table

DAYS = 120
Rows = list[dict[str, Any]]


def person(n: int) -> dict[str, Any]:
    """Return somebody of the roster; some have no team, some work half of the time."""
    third, fifth = n % 3, n % 5
    return {
        "person_id": f"p{n}",
        "team": (None, "a", "b")[third],
        "fte": (None, 0.5, 1.0)[third],
        "level": (None, 1, 1, 2, 3)[fifth],
        "site": ("x", None, "y", "x", "y")[fifth],
    }


def asked_inside(chance: np.random.Generator) -> Rows:
    """Return the texts of some of what is written inside."""
    texts = ["Who knows?", "See x.example/?a=b", "Qui sait\u00a0? Merci", None]
    return [
        {"message_id": f"i{n}", "scope": "internal", "text": chance.choice(texts)}
        for n in range(200)
    ]


def placed(chance: np.random.Generator, written: Rows) -> Rows:
    """Say in which room and when things were written; answers come to what was written before."""
    told: Rows = []
    for row in written:
        when = MONDAY + timedelta(minutes=int(chance.integers(0, DAYS * 1440)))
        late = "outside" if not 9 <= when.hour < 18 else "working"
        room = {"channel_id": chance.choice(["r0", "r1", "r2", "r3", "r4", None])}
        own = {"ts_utc": when, **calendar(when), "hours": chance.choice([late, "holiday", None])}
        asked = str(chance.choice([one["message_id"] or "x" for one in told[-50:] or [row]]))
        told.append(row | room | own | ({"reply_to": asked} if row["reply_to"] else {}))
    return told


def terms_inside(chance: np.random.Generator, people: int) -> Tables:
    """Return the rooms and the meetings of people inside."""
    kinds = ("open", "private", "dm", None, "open")
    rooms = [
        {"channel_id": f"r{n}", "kind": kind, "members_n": n or None}
        | {"is_announcement_only": (True, False, None)[n % 3]}
        for n, kind in enumerate(kinds)
    ]
    meetings: Rows = []
    for n in range(80):
        start = MONDAY + timedelta(minutes=15 * int(chance.integers(0, DAYS * 96)))
        end = chance.choice([start + timedelta(minutes=45), start, None], p=[0.9, 0.05, 0.05])
        row = {"meeting_id": f"g{n}", "start": start, "end": end, "organiser": f"p{n % people}"}
        row |= {one: chance.choice([True, False, None]) for one in ("recurring", "cancelled")}
        row |= {"accepted": chance.choice([2, 9, None]), "invited": chance.choice([12, None])}
        meetings.append(row)
    attendance = [
        {"meeting_id": f"g{n}", "person_id": f"p{who}"}
        | {"answer": chance.choice(["accepted", "declined", "unanswered", None])}
        for n in range(82)
        for who in range(people + 1)
        if chance.random() < 0.2
    ]
    return {
        "channels": table("channels", rooms),
        "meetings": table("meetings", meetings),
        "attendance": table("attendance", attendance),
        **_surveyed(chance),
    }


def _surveyed(chance: np.random.Generator) -> Tables:
    """Return a survey with two dimensions and two topics, answered by most, not to all of it."""
    asked = [
        (f"{scale}_{n}", scale, "single", None) for scale in ("climate", "media") for n in "123"
    ]
    asked += [(f"{t}_{r}", None, r, t) for t in ("pay", "rules") for r in ("received", "needed")]
    names = ("item_id", "scale", "role", "pair_id")
    items = [dict(zip(names, one, strict=True)) | {"min": 1, "max": 5} for one in asked]
    items[0] |= {"reversed": True}
    items[1] |= {"min": None, "max": None}
    answers = [
        {"resp_id": f"s{n}", "wave": wave, "item_id": one[0], "team": (None, "a", "b")[n % 3]}
        | {"value": chance.choice([1 + n % 4, 2 + n % 4, 9, None], p=[0.6, 0.36, 0.02, 0.02])}
        for n in range(60)
        for one in (*asked, ("unknown", None))
        for wave in ("2025", None)
        if chance.random() < 0.95
    ]
    return {
        "survey_items": table("survey_items", items),
        "survey_responses": table("survey_responses", answers),
    }
