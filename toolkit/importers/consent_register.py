"""The register of consents: who agreed to be named or to speak, for what, and until when."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from toolkit.reading import LITTER, Archive, Found, Noted, Rejected, Rows, Told
from toolkit.reading.handed import (
    ADDRESS,
    FILES,
    FIRST_NAME,
    LAST_NAME,
    NAME,
    WHOLE_NAME,
    Handed,
    Row,
    address,
    any_of,
    cell,
    claiming,
    columns,
    day,
    days,
    name_of,
    plain,
    settled,
    tables,
    words,
)
from toolkit.reading.told import DateOrder

PLATFORM = "consents"
VERSION = 1
SCOPE = "both"
LOOKS_FOR = "a CSV or a workbook of consents (consentements, consents): person, scope, dates"

HINTS = any_of("consentement, consentements, consent, consents, autorisation, autorisations")
HINTS |= any_of("einwilligung, einwilligungen, consentimiento, consentimientos, droits, accords")
WORDS = words(
    person="person_id, matricule, identifiant, personne, person, Person, persona",
    email=ADDRESS,
    first=FIRST_NAME,
    last=LAST_NAME,
    whole_name=WHOLE_NAME,
    name=NAME,
    scope="scope, périmètre, périmètre du consentement, portée, finalité, objet du consentement,"
    "objet, usage, usages, type de consentement, type d'autorisation, purpose, consent type,"
    "consent for, Zweck, Umfang, alcance, finalidad, ámbito",
    given_on="given_on, donné le, date de consentement, date du consentement, date de signature,"
    "signé le, date d'accord, given on, date given, consent date, signed on, date signed,"
    "erteilt am, Einwilligungsdatum, otorgado el, fecha de consentimiento, date, Datum, fecha",
    expires_on="expires_on, expire le, date d'expiration, expiration, valable jusqu'au,"
    "valide jusqu'au, fin de validité, échéance, date de fin, expires on, expires, expiry,"
    "expiry date, valid until, gültig bis, läuft ab am, caduca el, válido hasta",
    withdrawn_on="withdrawn_on, retiré le, date de retrait, retrait, révoqué le,"
    "date de révocation, withdrawn on, withdrawn, withdrawal date, revoked on, widerrufen am,"
    "retirado el, revocado el",
    document="document, formulaire, formulaire signé, pièce, pièce jointe, justificatif, preuve,"
    "fichier, lien, référence, form, signed form, file, evidence, Dokument, Nachweis, documento",
    answer="consentement, accord, consent, agreed, réponse, statut, statut du consentement, état,"
    "status, Einwilligung, Status, consentimiento, estado",
)
SURE = any_of(
    "donné le, date de consentement, date du consentement, given on, consent date, erteilt am",
    "fecha de consentimiento, retiré le, date de retrait, withdrawn on, widerrufen am",
    "périmètre du consentement, type de consentement, objet du consentement, consent type",
)
ELSEWHERE = any_of(
    "plateforme, platform, réseau social, handle, manager, n+1, horodateur, timestamp, submitdate",
    "start time, heure de début, jour, ouverture, message, texte, text",
)
DAYS = ("given_on", "expires_on", "withdrawn_on")
CONSENT = ("person_id", "scope", *DAYS, "document")

YES = any_of("oui, yes, ok, vrai, true, 1, x, accordé, donné, signé, valide, actif, granted, given")
YES |= any_of("valid, active, signed, ja, erteilt, gültig, sí, otorgado, vigente, en cours")
NO = any_of("non, no, faux, false, 0, refusé, refus, declined, refused, nein, verweigert")
NO |= any_of("rechazado, en attente, pending, à demander, ausstehend, pendiente, demandé")
WITHDRAWN = any_of("retiré, révoqué, withdrawn, revoked, widerrufen, retirado, revocado")
EXPIRED = any_of("expiré, expired, échu, abgelaufen, caducado")

FOREVER = any_of(
    "illimité, illimitée, sans limite, indéterminée, unlimited, unbegrenzt, indefinido"
)


def fits(header: Row) -> bool:
    """Say whether a header is surely that of consents: a person, a scope, a day of consent."""
    known = {plain(one) for one in header}
    return "scope" in columns(header, WORDS) and named(header) and not known.isdisjoint(SURE)


def named(header: Row) -> bool:
    """Say whether a header is that of consents, in a file whose name says so."""
    found = columns(header, WORDS)
    people = {"person", "email", "whole_name", "name", "last"} & found.keys()
    dated = {*DAYS, "answer", "document"} & found.keys()
    agreed = "person_id" in header and "scope" in header  # the agreed table reads itself
    known = {plain(one) for one in header}
    return bool(people and dated) and not agreed and known.isdisjoint(ELSEWHERE)


def consents(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The consents that were given; a line that is not clear is left, so that nobody is named."""
    refused = 0
    for table in tables(archive, name, lambda header: fits(header) or named(header)):
        places = settled(table.header, WORDS, told, name)
        written = (cell(row or (), places.get(one)) for _, row in table.rows() for one in DAYS)
        order, doubtful = days(written, told)
        if doubtful:
            yield Noted(name, "days taken as day before month")
        rows: list[tuple[object, ...]] = []
        for found in _rows(table, places, order):
            if isinstance(found, Rejected):
                yield found
            elif found is None:
                refused += 1
            else:
                rows.append(found)
        yield Rows("consents", CONSENT, rows, name)
    if refused:
        yield Noted(name, f"people who did not agree: {refused}")


def _rows(
    table: Handed, places: Mapping[str, int], order: DateOrder
) -> Iterator[tuple[object, ...] | Rejected | None]:
    """Yield a row for each consent, nothing for each refusal."""
    for place, row in table.rows():
        there = {column: cell(row or (), at) for column, at in places.items()}
        if row is None:
            yield Rejected(f"{table.where}[{place}]", "not a row")
        elif plain(there.get("answer") or "") in NO:
            yield None
        else:
            found = _row(there, order)
            yield Rejected(f"{table.where}[{place}]", found) if isinstance(found, str) else found


def _row(there: Mapping[str, str | None], order: DateOrder) -> tuple[object, ...] | str:
    """Return a consent, or what is wrong with it."""
    person = address(there.get("email")) or there.get("person") or name_of(there)
    written = {one: there.get(one) for one in DAYS}
    if plain(written["withdrawn_on"] or "") in NO:
        written["withdrawn_on"] = None
    if plain(written["expires_on"] or "") in FOREVER:
        written["expires_on"] = None
    read = {one: day(said, order) for one, said in written.items()}
    answer = plain(there.get("answer") or "")
    faults = {
        "missing person": person is None,
        "missing scope": there.get("scope") is None,
        **{f"{one}: not a date": bool(said) and not read[one] for one, said in written.items()},
        "withdrawn without a date": answer in WITHDRAWN and not read["withdrawn_on"],
        "expired without a date": answer in EXPIRED and not read["expires_on"],
        "neither yes nor no": bool(answer) and answer not in YES | WITHDRAWN | EXPIRED,
    }
    wrong = next((kind for kind, is_so in faults.items() if is_so), None)
    return wrong or (person, there["scope"], *read.values(), there.get("document"))


SIGNATURE = (FILES,)
CLAIMS = MappingProxyType({FILES: claiming(fits, named, HINTS)})
ROUTES = MappingProxyType({LITTER: None, FILES: consents})
