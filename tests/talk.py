"""A tiny language for conversations, so that tests read like what people said.

    q1 public:ana  d1 09:00
    a1 person:bob  d1 10:30 > q1
    p1 brand:acme  d2 12:00 "Come and see!"
    x1 brand:acme  d2 13:00 @zoe reshare
    until d10 inbound=yes

A line is: identifier, side:account, day and time, what it answers, whom it addresses, and words
of ``KINDS`` or ``paid``. Sides: public, brand, person, leader (a person who leads), robot. Day 1
is Monday 5 January 2026, in UTC; offices open from 9 to 18 from Monday to Friday.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from toolkit.model import TABLES
from toolkit.results import Measure, Measures

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
KINDS = ("post", "reply", "reshare", "quote", "dm", "system")
AUTHORS = {
    "public": "public",
    "brand": "org_brand",
    "person": "org_person",
    "leader": "org_person",
    "robot": "bot",
}
TYPES = {
    "text": pl.String,
    "whole": pl.Int64,
    "number": pl.Float64,
    "flag": pl.Boolean,
    "time": pl.Datetime("us", "UTC"),
    "date": pl.Date,
}
LINE = re.compile(
    r"(?P<id>\S+)\s+(?P<side>\w+):(?P<who>\w+)\s+d(?P<day>\d+)\s+(?P<time>[\d:]+)(?P<rest>.*)"
)
Tables = dict[str, pl.DataFrame]


@dataclass
class Talk:
    """What was understood so far."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    windows: list[dict[str, Any]] = field(default_factory=list)


def table(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return an agreed table that holds these rows; what they do not say is empty."""
    agreed = {column.name: TYPES[column.kind] for column in TABLES[name].columns}
    return pl.DataFrame(rows, schema=agreed)


def empty() -> Tables:
    """Return all agreed tables, empty."""
    return {name: table(name, []) for name in TABLES}


def talk(text: str) -> Tables:
    """Return the agreed tables of a conversation."""
    heard = Talk()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("until"):
            _until(heard, line)
        else:
            _message(heard, line)
    return empty() | {
        "messages": table("messages", heard.messages),
        "accounts": table("accounts", list(heard.accounts.values())),
        "observation_window": table("observation_window", heard.windows),
    }


def ask(metric: Callable[..., Measures], tables: Tables, **settings: Any) -> dict[str, Measure]:
    """Give a metric the tables that its signature names, and return its measures by name."""
    wanted = inspect.signature(metric).parameters.values()
    given = [tables[one.name] for one in wanted if one.kind is one.POSITIONAL_OR_KEYWORD]
    return {measure.id: measure for measure in metric(*given, **settings)}


def moment(day: int, clock: str) -> datetime:
    """Return a moment of the tests' calendar."""
    hour, minute = (int(part) for part in clock.split(":"))
    return MONDAY + timedelta(days=day - 1, hours=hour, minutes=minute)


def calendar(when: datetime) -> dict[str, int]:
    """Return the calendar columns of a moment."""
    year, week, weekday = when.isocalendar()
    days = (when - MONDAY).days
    weeks, since = divmod(days, 7)
    opened = weeks * 5 + min(since, 5)
    today = min(max((when.hour - 9) * 3600 + when.minute * 60, 0), 9 * 3600)
    return {
        "t_us": int(when.timestamp()) * 1_000_000,
        "day": int(when.strftime("%Y%m%d")),
        "month": int(when.strftime("%Y%m")),
        "iso_week": year * 100 + week,
        "weekday": weekday,
        "hour": when.hour,
        "minute": when.minute,
        "business_s": opened * 9 * 3600 + (today if weekday <= 5 else 0),
    }


def _until(heard: Talk, line: str) -> None:
    end = re.search(r"d(\d+)", line)
    told = dict(re.findall(r"(\w+)=(\w+)", line))
    window = {
        "start_utc": MONDAY,
        "end_utc": moment(int(end[1]), "00:00") if end else None,
        "inbound_complete": told.get("inbound", "unknown"),
        "replies_complete": {"yes": True, "no": False}.get(told.get("replies", "")),
    }
    named = told.get("account")
    ours = [one for one, row in heard.accounts.items() if row["kind"] in {"brand", "person"}]
    heard.windows.extend({"account_id": one, **window} for one in ([named] if named else ours))


def _message(heard: Talk, line: str) -> None:
    found = LINE.fullmatch(line)
    assert found, f"cannot read: {line}"
    side, who, rest = found["side"], found["who"], found["rest"]
    quoted = re.search(r'"([^"]*)"', rest)
    words = re.sub(r'"[^"]*"', "", rest).split()
    parent = words[words.index(">") + 1] if ">" in words else None
    kind = next((word for word in words if word in KINDS), "reply" if parent else "post")
    to = next((word[1:] for word in words if word.startswith("@")), None)
    thread = next((word[1:] for word in words if word.startswith("#")), None)
    when = moment(int(found["day"]), found["time"])
    heard.accounts.setdefault(who, _account(side, who))
    heard.messages.append(
        {
            "message_id": found["id"],
            "scope": "external",
            "account_id": who,
            "author_kind": AUTHORS[side],
            "direction": "in" if side == "public" else "out",
            "ts_utc": when,
            "parent_id": parent,
            "thread_id": thread,
            "to_account_id": to,
            "kind": kind,
            "text": quoted[1] if quoted else f"words of {found['id']}",
            "is_paid": "paid" in words,
            **calendar(when),
        }
    )


def _account(side: str, who: str) -> dict[str, Any]:
    kind = {"leader": "person", "robot": "bot"}.get(side, side)
    return {
        "account_id": who,
        "kind": kind,
        "is_leader": side == "leader" if kind == "person" else None,
    }
