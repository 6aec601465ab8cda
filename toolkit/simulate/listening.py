"""Writes what a client adds to the exports: messages received, accounts, and organisation chart."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from toolkit.simulate.outside import Dialogue, Said
from toolkit.simulate.packing import Pack
from toolkit.simulate.people import Account, Person
from toolkit.simulate.rhythm import span
from toolkit.simulate.truth import Truth

Row = Mapping[str, object]


def write_people(pack: Pack, truth: Truth, people: Sequence[Person]) -> None:
    """Write people.csv, the organisation chart; e-mail addresses join it to other exports."""
    _table(
        pack,
        "people.csv",
        (
            {
                "person_id": person.person_id,
                "team": person.team,
                "level": person.level,
                "manager_id": person.boss or "",
                "site": person.site,
                "tz": truth.zone,
                "fte": 1.0,
                "name": person.name,
                "email": person.email,
            }
            for person in people
        ),
    )


def write_listening(pack: Pack, truth: Truth, accounts: Sequence[Account], said: Dialogue) -> None:
    """Write what the listening tool exported: messages received, and who the accounts are."""
    _table(pack, "messages.csv", (_received(one, truth) for one in said.received))
    _table(pack, "accounts.csv", [*map(_account, accounts), *_public(said)])
    _table(pack, "observation_window.csv", _windows(truth, accounts))


def _received(one: Said, truth: Truth) -> Row:
    return {
        "message_id": f"x:{one.number}",
        "platform": "x",
        "scope": "external",
        "account_id": f"x:{one.account_id}",
        "author_kind": "public",
        "ts_utc": _iso(one.moment),
        "direction": "in",
        "parent_id": "" if one.parent is None else f"x:{one.parent}",
        "to_account_id": f"x:{one.to}",
        "kind": one.kind,
        "text": one.text,
        "lang": truth.language,
        "visibility": "public",
    }


def _account(account: Account) -> Row:
    person = account.person
    return {
        "account_id": f"x:{account.account_id}",
        "platform": "x",
        "kind": account.kind,
        "person_id": person.person_id if person else "",
        "is_leader": "true" if account.leads else "false",
        "team": person.team if person else "",
        "name": account.name,
        "handle": account.handle,
    }


def _public(said: Dialogue) -> list[Row]:
    return [
        {
            "account_id": f"x:{author.account_id}",
            "platform": "x",
            "kind": "public",
            "person_id": "",
            "is_leader": "",
            "team": "",
            "name": author.name,
            "handle": author.handle,
        }
        for author in said.public
    ]


def _windows(truth: Truth, accounts: Sequence[Account]) -> list[Row]:
    """Say that every account was watched from the first to the last day, with all it received."""
    begin, end = span(truth.first, truth.last, truth.zone)
    return [
        {
            "account_id": f"x:{account.account_id}",
            "start_utc": _iso(begin),
            "end_utc": _iso(end),
            "inbound_complete": "yes",
            "replies_complete": "true",
        }
        for account in accounts
    ]


def _table(pack: Pack, name: str, rows: Iterable[Row]) -> None:
    """Write a table as CSV; nothing where there is no row."""
    listed = list(rows)
    if not listed:
        return
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(listed[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    pack.put(name, stream.getvalue().encode())


def _iso(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment // 1_000_000, UTC):%Y-%m-%dT%H:%M:%SZ}"
