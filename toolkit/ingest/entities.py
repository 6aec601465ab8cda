"""Who is who: accounts and people of all exports joined, by what the client says and by e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from toolkit.ingest.incoming import Incoming, empty
from toolkit.ingest.rows import merged
from toolkit.model import ACCOUNTS, PEOPLE
from toolkit.store import Settings


@dataclass(frozen=True)
class Entities:
    """Accounts and people after joining; ``holders`` tells which person holds which account.

    ``unmatched`` are the accounts that the settings name and no export lists.
    """

    accounts: pl.DataFrame
    people: pl.DataFrame
    holders: pl.DataFrame
    unmatched: tuple[str, ...] = ()

    def person(self, column: str) -> pl.Expr:
        """Return the person behind each account of a column; what is no account stays."""
        return pl.col(column).replace(self.holders["account_id"], self.holders["person_id"])

    @property
    def bots(self) -> pl.Series:
        """The accounts that are programmes, under every name they may have."""
        bots = self.accounts.filter(pl.col("kind") == "bot")
        return pl.concat([bots["account_id"], bots["person_id"].drop_nulls()]).unique()


def joined(incoming: Incoming, settings: Settings) -> Entities:
    """Return the accounts and people of all exports, each once."""
    given = incoming.small("accounts").with_columns(
        # Not to know is no knowledge: it gives way to what another export says.
        kind=pl.when(pl.col("kind") != "unknown").then("kind")
    )
    accounts = _named(merged(ACCOUNTS, given), settings.accounts)
    people = incoming.small("people")
    holders = _holders(accounts, given, people)
    accounts = accounts.drop("person_id").join(holders, on="account_id", how="left")
    known = holders.drop_nulls()
    translated = people.with_columns(
        pl.col("person_id", "manager_id").replace(known["account_id"], known["person_id"])
    )
    return Entities(
        accounts=accounts.select(ACCOUNTS.names),
        people=merged(PEOPLE, translated),
        holders=known,
        unmatched=_unmatched(accounts, settings.accounts),
    )


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


def _holders(accounts: pl.DataFrame, given: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return account -> person: as the client says, else by e-mail, else as the platform says."""
    said = given.filter(
        pl.col("importer").str.starts_with("agreed@"), pl.col("person_id").is_not_null()
    )
    told = said.group_by("account_id").agg(told=pl.col("person_id").min())
    roster = (
        people.filter(~pl.col("person_id").is_in(accounts["account_id"].implode()))
        .with_columns(_address())
        .drop_nulls("address")
        .group_by("address")
        .agg(roster=pl.col("person_id").min())
    )
    # A platform that lists its members names them by their accounts until we know better.
    provisional = pl.when(pl.col("account_id").is_in(people["person_id"].implode())).then(
        "account_id"
    )
    return (
        accounts.select("account_id", "email", own="person_id")
        .with_columns(_address())
        .join(told, on="account_id", how="left")
        .join(roster, on="address", how="left")
        .select("account_id", person_id=pl.coalesce("told", "roster", "own", provisional))
    )


def _address() -> pl.Expr:
    return pl.col("email").str.strip_chars().str.to_lowercase().alias("address")


def with_strangers(entities: Entities, seen: pl.Series) -> pl.DataFrame:
    """Return the people, and everybody who wrote or was written to inside but is in no list."""
    strangers = seen.filter(
        ~seen.is_in(entities.people["person_id"].implode()) & ~seen.is_in(entities.bots.implode())
    )
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
