"""Whom a register means: by identifier, by address, or by a name that only one person has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from toolkit.ingest.identities.mailboxes import address_of, same_mailbox
from toolkit.ingest.identities.names import read_name


@dataclass(frozen=True)
class Naming:
    """What persons are called; what two of them are called tells nothing and is left out."""

    holders: Mapping[str, str]
    numbers: Mapping[str, str]
    addresses: Mapping[str, str]
    names: Mapping[str, str]

    def person(self, text: str) -> str:
        """Return the person that a text means, the text itself where nobody is known by it."""
        return (
            self.holders.get(text)
            or self.addresses.get(_mailbox(text))
            or self.numbers.get(text)
            or self.names.get(_full_name(text))
            or text
        )


def naming(
    accounts: pl.DataFrame, people: pl.DataFrame, holders: pl.DataFrame, roster: Iterable[str]
) -> Naming:
    """Return what the persons of these tables are called."""
    listed = holders.filter(pl.col("account_id").is_in(list(roster)))
    own = {person: person for person in people["person_id"]}
    return Naming(
        holders=own | dict(holders.select("account_id", "person_id").rows()),
        numbers=_only([listed], "account_id", _number),
        addresses=_only([accounts, people], "email", _mailbox),
        names=_only([accounts, people], "name", _full_name),
    )


def _only(
    frames: Iterable[pl.DataFrame], column: str, read: Callable[[str], str]
) -> Mapping[str, str]:
    """Return what persons are called in a column, for what is one person's alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for frame in frames:
        for text, person in frame.select(column, "person_id").drop_nulls().unique().rows():
            found[read(text)].add(person)
    return {text: one for text, (one, *others) in found.items() if text and not others}


def _number(identifier: str) -> str:
    """Return the number that the client's own list gives, which stands behind the list's name."""
    return identifier.rpartition(":")[2]


def _mailbox(text: str) -> str:
    address = address_of(text)
    return same_mailbox(address) if address else ""


def _full_name(text: str) -> str:
    name = read_name(text)
    return name.key if name.is_full else ""
