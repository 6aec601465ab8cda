"""From the tables of accounts and people to what is known of each, and to persons."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from toolkit.ingest.identities.decisions import Decisions
from toolkit.ingest.identities.groups import MAIL, Known, Link, Strength, link
from toolkit.ingest.identities.mailboxes import address_of, is_shared, same_mailbox
from toolkit.ingest.identities.names import read_name
from toolkit.ingest.identities.precedence import INVENTORY, by, merged_people
from toolkit.ingest.identities.resolution import ROSTERS, Persons, persons, rank_of
from toolkit.ingest.platforms import AGREED

SOMEBODY = ("person", "unknown")  # kinds of accounts that can be somebody's
NOBODY = ("brand", "bot")  # kinds of accounts behind which nobody is counted
OTHERS = "people"  # persons whom a platform names without listing accounts


@dataclass(frozen=True)
class Lists:
    """What was read: each account once, the rows it came in, and the rows of people."""

    accounts: pl.DataFrame
    given: pl.DataFrame
    people: pl.DataFrame

    @cached_property
    def told(self) -> Mapping[str, str]:
        """Account -> person, as the client says."""
        return self._said(by(AGREED))

    @cached_property
    def own(self) -> Mapping[str, str]:
        """Account -> person, as the platforms say."""
        return self._said(~by(AGREED, INVENTORY))

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Account -> its holder by address or by name, as the inventory says."""
        return self._said(by(INVENTORY))

    def _said(self, whose: pl.Expr) -> Mapping[str, str]:
        said = self.given.filter(whose).select("account_id", "person_id").drop_nulls()
        return dict(said.group_by("account_id").agg(pl.col("person_id").min()).rows())

    @cached_property
    def roster(self) -> Mapping[str, str]:
        """Person -> the list that names the person, where it is more than a list of accounts."""
        importer = pl.col("importer").str.split("@").list.first().fill_null(OTHERS)
        is_account = pl.col("person_id").is_in(self.accounts["account_id"].implode())
        listed = self.people.filter(by(*ROSTERS) | ~is_account)
        rows = listed.select("person_id", importer).unique().rows()
        found = dict.fromkeys(self.own.values(), OTHERS) | dict.fromkeys(self.told.values(), AGREED)
        return found | dict(sorted(rows, key=lambda row: (-rank_of(row[1]), row[1])))

    @cached_property
    def nobodies(self) -> frozenset[str]:
        """The accounts behind which nobody is counted: brands, programmes, shared mailboxes."""
        kind = pl.col("kind")
        none = self.accounts.filter(kind.is_in(NOBODY))["account_id"]
        mail = self.accounts.filter(kind == "unknown", pl.col("platform") == MAIL)
        shared = [
            account
            for account, email in mail.select("account_id", "email").rows()
            if is_shared(address_of(email)) and account not in self.told
        ]
        return frozenset([*none, *shared])

    @cached_property
    def provisional(self) -> frozenset[str]:
        """The persons of whom nothing but an account is known."""
        return frozenset(self.people["person_id"]) - self.roster.keys()


@dataclass(frozen=True)
class Holders:
    """Which person holds each account that is somebody's, and how that was found."""

    of: Mapping[str, str]
    found: Persons


def holders(lists: Lists, decisions: Decisions) -> Holders:
    """Return who holds which account, and who stands for whom among the people."""
    known = {one.id: one for one in (*_only_named(lists), *_known(lists, decisions))}
    said = [*_said(lists), *_by_name(known)]
    between = [one for one in said if one.left in known and one.right in known]
    never = lists.accounts.filter(~pl.col("kind").is_in(SOMEBODY))["account_id"]
    found = persons(known.values(), decisions, between, frozenset(never))
    return Holders(dict(_holding(lists, found)), found)


def _said(lists: Lists) -> Iterator[Link]:
    """Yield what the client and the platforms say themselves."""
    for told in (lists.told, lists.named):
        for account, person in told.items():
            yield link(Strength.TOLD, 1, account, person, "name")
    for account, person in lists.own.items():
        yield link(Strength.PLATFORM, 1, account, person, "name")


def _only_named(lists: Lists) -> Iterator[Known]:
    """Yield the holders whom the inventory names; what else is known of them comes later."""
    for text in sorted(set(lists.named.values())):
        address = address_of(text)
        yield Known(
            text,
            inside=True,
            names=() if address else (text,),
            address=address,
            shared=is_shared(address),
            only_named=True,
        )


def _by_name(known: Mapping[str, Known]) -> Iterator[Link]:
    """Yield whom of the rosters the inventory means by a name that only one of them has."""
    listed: dict[str, set[str]] = defaultdict(set)
    for one in known.values():
        if one.roster:
            for name in map(read_name, one.names):
                listed[name.key].add(one.id)
    for one in known.values():
        keys = [read_name(name).key for name in one.names] if one.only_named else []
        for person, *others in (sorted(listed[key]) for key in keys if listed.get(key)):
            if not others:
                yield link(Strength.TOLD, 1, one.id, person, "name")


def _holding(lists: Lists, found: Persons) -> Iterator[tuple[str, str]]:
    """Yield account -> person: where there is a person, and not only an account by itself."""
    firm = lists.roster.keys() | lists.provisional
    persons = {person for one, person in found.of.items() if one != person or one in firm}
    yield from ((one, person) for one, person in found.of.items() if person in persons)
    for one, kind in lists.accounts.select("account_id", "kind").rows():
        if one not in found.of:
            said = lists.told.get(one) or lists.own.get(one)
            if said is not None:
                yield one, found.of.get(said, said)
            elif one in lists.provisional and kind not in NOBODY:
                yield one, one


def _known(lists: Lists, decisions: Decisions) -> Iterator[Known]:
    """Yield what is known of accounts that can be somebody's, and of the people of the rosters."""
    personal = _personal(lists.accounts, decisions)
    once = merged_people(lists.people).select("person_id", more="name", other="email")
    rows = _telling(lists, decisions).join(
        once, left_on="account_id", right_on="person_id", how="full", coalesce=True
    )
    missing = sorted(lists.roster.keys() - frozenset(rows["account_id"]))
    rows = pl.concat([rows, pl.DataFrame({"account_id": missing})], how="diagonal_relaxed")
    for row in rows.iter_rows(named=True):
        account = row["account_id"]
        if row["kind"] is not None or account in lists.roster:
            inside = row["kind"] == "person" or account in lists.provisional
            yield _one(row, lists.roster.get(account, ""), personal, inside=inside)


def _one(
    row: Mapping[str, str | None], roster: str, personal: frozenset[str], *, inside: bool
) -> Known:
    address = address_of(row["email"] or row["other"])
    shared = is_shared(address) and same_mailbox(address or "") not in personal
    platform = row["platform"] or ""
    # An account that is a shared mailbox is called after whoever wrote from it last.
    nameless = shared and platform == MAIL
    return Known(
        id=row["account_id"] or "",
        platform=platform,
        roster=roster,
        inside=inside,
        names=() if nameless else tuple(dict.fromkeys(filter(None, (row["name"], row["more"])))),
        handle=None if nameless else row["handle"],
        address=address,
        shared=shared,
    )


def _personal(accounts: pl.DataFrame, decisions: Decisions) -> frozenset[str]:
    """Return the mailboxes that are a person's although they do not look it."""
    people = [one for one, kind in decisions.kinds.items() if kind in ("person", "leader")]
    emails = accounts.filter(pl.col("account_id").is_in(people))["email"]
    return frozenset(same_mailbox(one) for one in map(address_of, emails) if one)


def _telling(lists: Lists, decisions: Decisions) -> pl.DataFrame:
    """Return the accounts of which enough is known to compare them: not the whole public."""
    named = decisions.named | lists.told.keys() | lists.own.keys() | lists.named.keys()
    local = pl.col("email").str.to_lowercase().str.split("@").list.first()
    handle = pl.col("handle").str.to_lowercase().str.strip_prefix("@")
    rows = lists.accounts.filter(pl.col("kind").is_in(SOMEBODY)).with_columns(
        _sure=(pl.col("kind") == "person")
        | pl.col("email").is_not_null()
        | pl.col("account_id").is_in(list(named | lists.provisional | lists.roster.keys()))
    )
    sure = rows.filter("_sure")
    met = pl.concat(
        [
            sure.select(handle).to_series(),
            sure.select(local).to_series(),
            lists.people.select(local).to_series(),
        ]
    )
    kept = rows.filter(pl.col("_sure") | handle.is_in(met.drop_nulls().unique().implode()))
    return kept.select("account_id", "platform", "kind", "name", "handle", "email")
