"""Who is who: accounts and people of all exports joined, each person once."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from toolkit.ingest.identities import Decisions, Persons, Review
from toolkit.ingest.identities.listing import Lists, holders
from toolkit.ingest.identities.naming import naming
from toolkit.ingest.identities.precedence import (
    corrected,
    listed_accounts,
    merged_people,
    people_of,
    with_leaders,
)
from toolkit.ingest.incoming import Incoming, empty
from toolkit.model import ACCOUNTS, PEOPLE
from toolkit.store import Settings

UNDECIDED = Decisions()
# Columns of small tables that name a person as the export does: by account, address or name.
NAMING: Mapping[str, str] = {
    "meetings": "organiser",
    "attendance": "person_id",
    "consents": "person_id",
}


@dataclass(frozen=True)
class Entities:
    """Accounts and people after joining; ``holders`` tells which person holds which account.

    ``nobodies`` are accounts that are no person, ``roster`` who stands in a list of people;
    ``unmatched`` are the accounts that the settings name and no export lists; ``review`` is what
    the consultant is asked or told of who is who.
    """

    accounts: pl.DataFrame
    people: pl.DataFrame
    holders: pl.DataFrame
    nobodies: frozenset[str]
    roster: frozenset[str]
    unmatched: tuple[str, ...]
    review: Review

    def person(self, column: str) -> pl.Expr:
        """Return the person behind each account of a column; what is no account stays."""
        return pl.col(column).replace(self.holders["account_id"], self.holders["person_id"])

    def translated(self, table: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows of a small table with the persons in the place of what names them."""
        column = NAMING.get(table)
        if column is None or rows.is_empty():
            return rows
        known = naming(self.accounts, self.people, self.holders, self.roster)
        meant = {text: known.person(text) for text in rows[column].drop_nulls().unique()}
        return rows.with_columns(pl.col(column).replace(meant))


def joined(incoming: Incoming, settings: Settings, decisions: Decisions = UNDECIDED) -> Entities:
    """Return the accounts and people of all exports, each once, by what was told and decided."""
    given = incoming.small("accounts").with_columns(
        # Not to know is no knowledge: it gives way to what another export says.
        kind=pl.when(pl.col("kind") != "unknown").then("kind")
    )
    listed = listed_accounts(given)
    accounts = corrected(_named(listed.accounts, settings.accounts), decisions.kinds)
    lists = Lists(accounts, listed.rows, people_of(incoming.small("people"), accounts))
    held = holders(lists, decisions)
    known = pl.DataFrame(
        list(held.of.items()), {"account_id": pl.String, "person_id": pl.String}, orient="row"
    ).sort("account_id")
    accounts = accounts.drop("person_id").join(
        known, on="account_id", how="left", maintain_order="left"
    )
    return Entities(
        accounts=with_leaders(accounts).select(ACCOUNTS.names),
        people=_people(lists, known),
        holders=known,
        nobodies=_nobodies(lists, held.of),
        roster=frozenset(lists.roster),
        unmatched=_unmatched(accounts, settings.accounts),
        review=_review(lists, held.found, decisions, listed.unseen),
    )


def _review(lists: Lists, found: Persons, decisions: Decisions, unseen: tuple[str, ...]) -> Review:
    """Return what the consultant is asked and told."""
    there = frozenset(pl.concat([lists.accounts["account_id"], lists.people["person_id"]]))
    return Review(
        candidates=found.asked,
        joined=found.joined,
        unknown=tuple(sorted(decisions.named - there)),
        against=found.against,
        unseen=unseen,
    )


def _people(lists: Lists, known: pl.DataFrame) -> pl.DataFrame:
    """Return the people, each once, without the accounts that turned out to be nobody."""
    gone = list(lists.nobodies & lists.provisional)
    somebody = lists.people.filter(~pl.col("person_id").is_in(gone))
    return merged_people(
        somebody.with_columns(
            pl.col("person_id", "manager_id").replace(known["account_id"], known["person_id"])
        )
    )


def _nobodies(lists: Lists, held: Mapping[str, str]) -> frozenset[str]:
    """Return the accounts that are no person, and the names that programmes also have."""
    bots = lists.accounts.filter(pl.col("kind") == "bot")["account_id"]
    return (lists.nobodies - held.keys()) | {held.get(bot, bot) for bot in bots} | frozenset(bots)


def _named(accounts: pl.DataFrame, kinds: Mapping[str, str]) -> pl.DataFrame:
    """Set the kinds that the settings give, by handle (with or without @) or by identifier."""
    by_handle = {_plain_handle(handle): kind for handle, kind in kinds.items()}
    handle = pl.col("handle").str.to_lowercase().str.strip_prefix("@")
    said = [
        name.replace_strict(
            list(by_handle), list(by_handle.values()), default=None, return_dtype=pl.String
        )
        for name in (handle, pl.col("account_id").str.to_lowercase())
    ]
    return accounts.with_columns(kind=pl.coalesce(*said, "kind", pl.lit("unknown")))


def _unmatched(accounts: pl.DataFrame, kinds: Mapping[str, str]) -> tuple[str, ...]:
    known = pl.concat([accounts["handle"], accounts["account_id"]]).drop_nulls()
    names = {_plain_handle(name) for name in known} if kinds else set[str]()
    return tuple(sorted(name for name in kinds if _plain_handle(name) not in names))


def _plain_handle(handle: str) -> str:
    return handle.lower().removeprefix("@")


def with_strangers(entities: Entities, seen: pl.Series) -> pl.DataFrame:
    """Return the people, and everybody who wrote or was written to inside but is in no list."""
    known = [*entities.people["person_id"], *entities.nobodies]
    strangers = seen.filter(~seen.is_in(known))
    added = empty(PEOPLE).select(pl.exclude("person_id")).clear(strangers.len())
    return pl.concat(
        [entities.people, added.with_columns(person_id=strangers).select(PEOPLE.names)]
    ).sort("person_id")


def with_authors(accounts: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts, and those that wrote in the organisation's name but are in no list."""
    missing = authors.join(accounts, on="account_id", how="anti").unique("account_id")
    added = missing.select("account_id", "platform", kind=pl.lit("unknown"))
    return pl.concat([accounts, added], how="diagonal").sort("account_id")


def people_zones(people: pl.DataFrame) -> pl.DataFrame:
    """Return person -> time zone, where it is known."""
    return people.select("person_id", known_tz="tz").drop_nulls()


def account_zones(entities: Entities) -> pl.DataFrame:
    """Return account -> time zone: its own, else that of the person behind it."""
    known = entities.accounts.join(people_zones(entities.people), on="person_id", how="left")
    return known.select("account_id", known_tz=pl.coalesce("tz", "known_tz")).drop_nulls()
