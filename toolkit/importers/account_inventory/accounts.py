"""From the lines of an inventory to accounts: in whose name each one speaks."""

from collections import Counter
from collections.abc import Iterator, Mapping

from toolkit.importers.account_inventory.headers import WORDS, fits, named
from toolkit.importers.account_inventory.places import Named, named_account
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.handed import (
    Handed,
    address,
    any_of,
    cell,
    day,
    days,
    name_of,
    number,
    plain,
    settled,
    tables,
)
from toolkit.reading.told import DateOrder

PLATFORM = "inventory"
ACCOUNT = (
    *("account_id", "platform", "kind", "person_id", "is_leader", "team", "opened_on"),
    *("followers", "name", "handle", "email"),
)
BRAND = any_of(
    "brand, marque, officiel, officielle, compte officiel, institutionnel, entreprise, corporate",
    "organisation, company, page, official, produit, Marke, offiziell, marca, oficial",
)
PERSON = any_of(
    "person, personne, personnel, salarié, salariée, collaborateur, collaboratrice, ambassadeur",
    "ambassadrice, employee, individual, personal, Mitarbeiter, Person, empleado, persona",
)
LEADER = any_of(
    "dirigeant, dirigeante, leader, pdg, dg, ceo, executive, directeur général, présidente",
    "directrice générale, président, comex, Geschäftsführer, Vorstand, directivo, director general",
)
YES = any_of("oui, yes, vrai, true, 1, x, ja, sí")
NO = any_of("non, no, faux, false, 0, nein")


def accounts(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The accounts of an inventory; who holds one is kept as the table names that person."""
    strange: Counter[str] = Counter()
    for table in tables(archive, name, lambda header: fits(header) or named(header)):
        places = settled(table.header, WORDS, told, name)
        opened = (cell(row or (), places.get("opened_on")) for _, row in table.rows())
        order, doubtful = days(opened, told)
        if doubtful:
            yield Noted(name, "days taken as day before month")
        rows: list[tuple[object, ...]] = []
        for found in _rows(table, places, order, told, strange):
            if isinstance(found, Rejected):
                yield found
            else:
                rows.append(found)
        yield Rows("accounts", ACCOUNT, rows, name)
    yield from (Noted(name, f"{kind}: {count}") for kind, count in strange.items() if count)


def _rows(
    table: Handed, places: Mapping[str, int], order: DateOrder, told: Told, strange: Counter[str]
) -> Iterator[tuple[object, ...] | Rejected]:
    for place, row in table.rows():
        there = {column: cell(row or (), at) for column, at in places.items()}
        one = named_account(there)
        if row is None:
            yield Rejected(f"{table.where}[{place}]", "not a row")
        elif not one.handle or not one.platform:
            kind = "missing platform" if one.handle else "missing account"
            yield Rejected(f"{table.where}[{place}]", kind)
        else:
            strange["kinds of account that are not known"] += _strange(there.get("kind"))
            yield _row(there, one, order, told)


def _row(
    there: Mapping[str, str | None], one: Named, order: DateOrder, told: Told
) -> tuple[object, ...]:
    kind, leader = _kind(there, one, told)
    held = kind != "brand"  # a brand that somebody looks after does not speak in his name
    email, holder = address(there.get("email")), name_of(there)
    count = number(there.get("followers"))
    return (
        f"{PLATFORM}:{one.platform}:{(one.handle or '').lower()}",
        one.platform,
        kind,
        (email or holder) if held else None,
        leader,
        there.get("team"),
        day(there.get("opened_on"), order),
        None if count is None or count < 0 or count % 1 else int(count),
        there.get("shown") or (holder if held else there.get("name")),
        one.handle,
        email if held else None,
    )


def _kind(there: Mapping[str, str | None], one: Named, told: Told) -> tuple[str, bool | None]:
    """Return in whose name an account speaks, and whether that person leads."""
    said, leads = plain(there.get("kind") or ""), plain(there.get("leader") or "")
    leader = True if leads in YES or said in LEADER else False if leads in NO else None
    if said in BRAND:
        return "brand", None
    if said in PERSON or leader:
        return "person", leader
    return one.kind or told.kind_of(one.handle) or "unknown", leader


def _strange(kind: str | None) -> bool:
    return kind is not None and plain(kind) not in BRAND | PERSON | LEADER
