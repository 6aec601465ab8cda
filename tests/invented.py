"""An organisation invented by chance, with every oddity that the agreed tables allow."""

from datetime import timedelta
from typing import Any

import numpy as np

from tests.invented_inside import asked_inside, person, placed, terms_inside
from tests.talk import MONDAY, Tables, calendar, empty, moment, table

DAYS = 120
Rows = list[dict[str, Any]]


def organisation(seed: int, *, messages: int = 600, people: int = 30) -> Tables:
    """Return the tables of an organisation; the same seed always gives the same."""
    chance = np.random.default_rng(seed)
    written = _deleted(np.random.default_rng(seed), _outward(chance, messages))
    written = _published(np.random.default_rng(seed), written)
    return empty() | {
        "accounts": table("accounts", _accounts()),
        "messages": table("messages", [*written, *asked_inside(np.random.default_rng(seed))]),
        "marks": table("marks", _marks(chance, written)),
        "observation_window": table("observation_window", _windows()),
        "people": table("people", [person(n) for n in range(people)]),
        "interactions": table(
            "interactions",
            placed(np.random.default_rng(seed), _inward(chance, messages, people)),
        ),
        **terms_inside(np.random.default_rng(seed), people),
        "subjects": table("subjects", _subjects(np.random.default_rng(seed), messages)),
        "labels": table("labels", _labels(np.random.default_rng(seed), messages)),
        "cues": table("cues", _cues(np.random.default_rng(seed), messages)),
        "message_metrics": table(
            "message_metrics", _counted(np.random.default_rng(seed), messages)
        ),
        "account_metrics": table("account_metrics", _followed()),
    }


def _cues(chance: np.random.Generator, messages: int) -> Rows:
    """Return what the words of messages do."""
    return [
        {
            "message_id": f"m{n}",
            "lang": chance.choice(["fr", "en", "de", None], p=[0.5, 0.2, 0.2, 0.1]),
            "is_question": chance.choice([True, False, None]),
            "is_addressed": chance.choice([True, False, None]),
            "person": chance.choice(["singular", "plural", "both", None]),
            "refers": chance.choice(["self", "other", "both", "none", None]),
            "signed": chance.choice(["ab", "anne", None], p=[0.1, 0.1, 0.8]),
            "courtesies": (0, 1, 3, None)[n % 4],
            **{f"template_{one}": chance.choice(["x", "y", None]) for one in (7, 8, 9)},
        }
        for n in range(messages)
        if chance.random() < 0.9
    ]


def _counted(chance: np.random.Generator, messages: int) -> Rows:
    """Return reactions as two exports counted them, the first too early for many posts."""
    return [
        {
            "message_id": f"m{n}",
            "captured_at": when,
            "likes": chance.choice([0, 3, 90, None]),
            "comments": chance.choice([0, 1, 12, None]),
            "shares": chance.choice([0, 0, 2, None]),
            "followers_at_post": chance.choice([0, 900, None]),
        }
        for n in range(messages)
        for when in (moment(50, "00:00"), moment(DAYS + 9, "00:00"), None)
        if chance.random() < 0.6
    ]


def _followed() -> Rows:
    return [
        {"account_id": account, "day": moment(day, "00:00").date(), "followers": 1000 + day}
        for account in ("acme", "bob")
        for day in (5, 20, 80)
    ]


def _published(chance: np.random.Generator, written: Rows) -> Rows:
    """Say where things were written; platforms round times, and some name the programme."""
    told: Rows = []
    for row in written:
        where = str(chance.choice(["x", "minutes", "days"], p=[0.6, 0.3, 0.1]))
        client = chance.choice(["Hootsuite Inc.", "Twitter for iPhone", None])
        known: dict[str, Any] = {"platform": where}
        if row["kind"] == "post" and row["direction"] == "out":
            when = row["ts_utc"] + timedelta(seconds=int(chance.integers(0, 60)) * (where == "x"))
            known |= {"ts_utc": when, **calendar(when), "source_client": client}
        told.append(row | known | ({"hour": 0, "minute": 0} if where == "days" else {}))
    return told


def _deleted(chance: np.random.Generator, written: Rows) -> Rows:
    """Let some of the public take back what they wrote."""
    return [
        row | {"deleted_at": row["ts_utc"] + timedelta(hours=int(chance.integers(1, 200)))}
        if row["direction"] == "in" and chance.random() < 0.2
        else row
        for row in written
    ]


def _accounts() -> Rows:
    return [
        {"account_id": "acme", "kind": "brand"},
        {"account_id": "shop", "kind": "brand"},
        {"account_id": "bob", "kind": "person", "person_id": "p1", "is_leader": True},
        {"account_id": "bob2", "kind": "person", "person_id": "p1", "is_leader": False},
        {"account_id": "who", "kind": "unknown"},
        *(
            {"account_id": f"u{n}", "kind": "public", "followers": n * 90 if n % 3 else None}
            for n in range(40)
        ),
    ]


def _windows() -> Rows:
    end = MONDAY + timedelta(days=DAYS)
    return [
        {"account_id": "acme", "start_utc": MONDAY, "end_utc": end, "inbound_complete": "yes"},
        {"account_id": "shop", "start_utc": MONDAY, "end_utc": moment(60, "00:00")},
        {"account_id": "bob", "start_utc": MONDAY, "end_utc": end, "inbound_complete": "no"},
    ]


def _outward(chance: np.random.Generator, messages: int) -> Rows:
    rows: Rows = []
    for n in range(messages):
        when = MONDAY + timedelta(minutes=int(chance.integers(0, DAYS * 1440)))
        row = {"message_id": f"m{n}", "scope": "external", "ts_utc": when, **calendar(when)}
        rows.append(row | (_received(chance) if chance.random() < 0.6 else _sent(chance, rows)))
    return [_answering(chance, row, rows) for row in rows]


def _received(chance: np.random.Generator) -> dict[str, Any]:
    return {
        "direction": "in",
        "account_id": f"u{chance.integers(0, 40)}",
        "author_kind": chance.choice(["public", None], p=[0.9, 0.1]),
        "to_account_id": chance.choice(["acme", "shop", "bob", None]),
        "kind": chance.choice(["post", "reply", "dm", "reshare", None]),
        "text": chance.choice(["a question", None]),
        "thread_id": chance.choice([None, f"t{chance.integers(0, 20)}"]),
    }


def _sent(chance: np.random.Generator, before: Rows) -> dict[str, Any]:
    parents = [row for row in before if row["direction"] == "in"] or [{"message_id": "lost"}]
    parent = parents[int(chance.integers(0, len(parents)))]["message_id"]
    known = chance.choice([parent, "lost", None], p=[0.6, 0.1, 0.3])
    return {
        "direction": "out",
        "account_id": chance.choice(["acme", "shop", "bob", "bob2", "who"], p=[0.5, *[0.125] * 4]),
        "author_kind": chance.choice(["org_brand", "org_person", "bot", None]),
        "parent_id": known,
        "to_account_id": chance.choice([None, f"u{chance.integers(0, 40)}", "acme"]),
        "kind": chance.choice(["reply", "dm", "post", "system", None]) if known else "post",
        "text": chance.choice(["Thank you", "a text", None]),
        "is_paid": chance.choice([True, False, None], p=[0.1, 0.5, 0.4]),
        "thread_id": chance.choice([None, f"t{chance.integers(0, 20)}"]),
    }


def _answering(chance: np.random.Generator, row: dict[str, Any], rows: Rows) -> dict[str, Any]:
    """Date an answer after what it answers, often within the minute, as machines do."""
    asked = {one["message_id"]: one for one in rows}.get(row.get("parent_id"))
    if asked is None:
        return row
    late = int(chance.choice([0, 0, 30, 600, 4000]))
    when = asked["ts_utc"] + timedelta(minutes=late)
    return row | {"ts_utc": when, **calendar(when)}


def _marks(chance: np.random.Generator, written: Rows) -> Rows:
    kinds = {"hashtag": ["ff", "acme", "topic"], "emoji": ["🙂", "🎉"], "link": ["acme.example"]}
    return [
        {
            "message_id": row["message_id"],
            "kind": kind,
            "mark": chance.choice(marks),
            "times": chance.choice([1, 2, None]),
            "is_own": chance.choice([True, False, None]) if kind == "link" else None,
        }
        for row in written
        for kind, marks in kinds.items()
        if chance.random() < 0.4
    ]


def _subjects(chance: np.random.Generator, messages: int) -> Rows:
    """Return the subjects of messages, outward (m) and inward (i)."""
    names = ["prices", "events", "hiring"]
    return [
        {"message_id": f"{side}{n}", "subject": name, "times": 1}
        for side in "mi"
        for n in range(messages)
        for name in names
        if chance.random() < 0.2
    ]


CODED = {
    "function": ["information", "community", "action", "unclassified"],
    "promotion": ["promotional", "other"],
    "question": ["asks", "other"],
    "model": ["press_agentry", "public_information", "two_way_asymmetric", "two_way_symmetric"],
}


def _labels(chance: np.random.Generator, messages: int) -> Rows:
    """Return what the machine says of messages, and two people, who settle what they dispute."""
    rows: Rows = []
    for n in range(messages):
        for scheme, labels in CODED.items():
            truth = str(chance.choice(labels))
            said = {
                coder: truth if chance.random() < right else str(chance.choice(labels))
                for coder, right in {"vivevoix@1": 0.8, "ab": 0.95, "cd": 0.95}.items()
                if chance.random() < 0.9 and (n % 2 or coder == "vivevoix@1")
            }
            row = {"message_id": f"m{n}", "scheme": scheme, "p": 0.8}
            rows += [row | {"coder_id": who, "label": label} for who, label in said.items()]
            if len({said.get("ab", truth), said.get("cd", truth)}) > 1:
                rows.append(row | {"coder_id": "agreed", "label": truth, "adjudicated": True})
    return rows


def _inward(chance: np.random.Generator, messages: int, people: int) -> Rows:
    rows: Rows = []
    for n in range(messages):
        kind = chance.choice(["dm", "group_dm", "channel", "email", "meeting", "comment", None])
        src = f"p{int(people * chance.random() ** 3)}"
        addressees = chance.integers(0, people + 2, size=int(chance.integers(0, 4)))
        for to in [f"p{one}" for one in sorted(set(addressees.tolist()))] or [None]:
            row = {"interaction_id": f"i{n}-{to}", "src": src, "dst": to, "ts_utc": MONDAY}
            row |= {"message_id": f"i{n}" if n % 9 else None, "channel_kind": kind}
            row |= {"reply_to": chance.choice(["x", None])}
            row |= {"recipients_n": chance.choice([None, 2, 9])}
            rows.append(row | calendar(MONDAY))
    return rows
