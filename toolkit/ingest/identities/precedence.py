"""Whose word on an account or a person comes first: the client's, its lists', the platforms'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from toolkit.ingest.identities.decisions import Kind
from toolkit.ingest.identities.groups import MAIL
from toolkit.ingest.identities.names import fullest
from toolkit.ingest.identities.resolution import ROSTERS
from toolkit.ingest.platforms import AGREED
from toolkit.ingest.rows import merged
from toolkit.model import ACCOUNTS, PEOPLE, Table

INVENTORY = "inventory"
WORD = ("kind", "is_leader", "team")  # on what the inventory knows better than a platform
PLACE = ("_platform", "_handle")
KINDS: Mapping[Kind, str] = {"leader": "person", "shared": "brand"}


@dataclass(frozen=True)
class Listed:
    """All accounts, each once; the rows they came in; those that only the inventory knows."""

    accounts: pl.DataFrame
    rows: pl.DataFrame
    unseen: tuple[str, ...] = ()


def by(*platforms: str) -> pl.Expr:
    """Say which rows these importers brought."""
    of = pl.col("importer").str.split("@").list.first()
    return of.is_in(platforms).fill_null(value=False)


def layered(table: Table, layers: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return one row per key, each column from the first layer that knows it, sorted by key."""
    ranked = [
        merged(table, rows).with_columns(_layer=pl.lit(rank)) for rank, rows in enumerate(layers)
    ]
    rest = [name for name in table.names if name not in table.key]
    return (
        pl.concat(ranked)
        .sort(*table.key, "_layer", nulls_last=True)
        .group_by(table.key, maintain_order=True)
        .agg(pl.col(rest).drop_nulls().first())
        .select(table.names)
    )


def listed_accounts(given: pl.DataFrame) -> Listed:
    """Return the accounts of all exports; the inventory's stand where the same handle does."""
    inventory, exported = given.filter(by(INVENTORY)), given.filter(~by(INVENTORY))
    exported = with_one_name(exported, "account_id", pl.col("platform") == MAIL)
    if inventory.is_empty():
        return Listed(merged(ACCOUNTS, exported), exported)
    placed = inventory.with_columns(_place("handle")).join(_homes(exported), on=PLACE, how="left")
    unseen = placed.filter(pl.col("home").is_null())["account_id"].unique().sort()
    moved = placed.with_columns(account_id=pl.coalesce("home", "account_id")).select(given.columns)
    client, platforms = exported.filter(by(AGREED)), exported.filter(~by(AGREED))
    word = layered(ACCOUNTS, [client, moved, platforms]).select("account_id", *WORD)
    whole = layered(ACCOUNTS, [client, platforms, moved]).drop(WORD)
    accounts = whole.join(word, on="account_id", how="left", maintain_order="left")
    return Listed(accounts.select(ACCOUNTS.names), pl.concat([exported, moved]), tuple(unseen))


def _place(name: str) -> list[pl.Expr]:
    handle = pl.col(name).str.strip_chars().str.to_lowercase().str.strip_prefix("@")
    return [
        pl.col("platform").str.strip_chars().str.to_lowercase().alias(PLACE[0]),
        handle.alias(PLACE[1]),
    ]


def _homes(exported: pl.DataFrame) -> pl.DataFrame:
    """Return under which account each platform knows a handle, also where only the id has it."""
    tail = pl.col("account_id").str.strip_prefix(pl.format("{}:", "platform").fill_null(""))
    last = pl.col("account_id").str.split(":").list.last()  # linkedin:page:acme
    named = exported.with_columns(_tail=tail, _last=last)
    ways = ("handle", "_tail", "_last")
    homes = [named.select(*_place(name), home="account_id") for name in ways]
    return pl.concat(homes).drop_nulls().unique().sort("home")


def with_one_name(frame: pl.DataFrame, key: str, where: pl.Expr) -> pl.DataFrame:
    """Give all rows of one key the fullest of the names that they have; the client's stay."""
    loose = where & ~by(AGREED)
    named = frame.filter(loose).select(key, "name").drop_nulls().unique()
    several = named.group_by(key).agg("name").filter(pl.col("name").list.len() > 1)
    if several.is_empty():
        return frame
    best = {name: fullest(names) for name, names in several.rows()}
    known = pl.col(key).replace_strict(
        list(best), list(best.values()), default=None, return_dtype=pl.String
    )
    fuller = pl.when(loose).then(pl.coalesce(known, "name")).otherwise("name")
    return frame.with_columns(name=fuller)


def people_of(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of people; whom mail names in several ways has one name."""
    mail = accounts.filter(pl.col("platform") == MAIL)["account_id"]
    return with_one_name(rows, "person_id", pl.col("person_id").is_in(mail.implode()))


def merged_people(people: pl.DataFrame) -> pl.DataFrame:
    """Return each person once: the client's word first, then its lists', then the platforms'."""
    layers = [people.filter(by(name)) for name in ROSTERS]
    return layered(PEOPLE, [*layers, people.filter(~by(*ROSTERS))])


def corrected(accounts: pl.DataFrame, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    """Set what the consultant says that accounts are; a shared mailbox speaks for the brand."""
    if not kinds:
        return accounts
    said = [KINDS.get(kind, kind) for kind in kinds.values()]
    kind = pl.col("account_id").replace_strict(
        list(kinds), said, default=None, return_dtype=pl.String
    )
    leads = pl.col("account_id").is_in([name for name, kind in kinds.items() if kind == "leader"])
    return accounts.with_columns(
        kind=pl.coalesce(kind, "kind"),
        is_leader=pl.when(leads).then(statement=True).otherwise("is_leader"),
    )


def with_leaders(accounts: pl.DataFrame) -> pl.DataFrame:
    """Who leads does so under each account of a person, where nothing else is said of it."""
    person = (pl.col("kind") == "person") & pl.col("person_id").is_not_null()
    elsewhere = pl.when(person).then(pl.col("is_leader").max().over("person_id"))
    return accounts.with_columns(is_leader=pl.coalesce("is_leader", elsewhere))
