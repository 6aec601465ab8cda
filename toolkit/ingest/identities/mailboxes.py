"""Addresses: which are surely the same, and which are nobody's in particular."""

import re
from types import MappingProxyType
from typing import Literal, TypeAlias

from toolkit.ingest.identities.names import folded, listed

Mailbox: TypeAlias = Literal["person", "shared", "machine"]

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
BETWEEN = re.compile(r"[^a-z]+")

# Providers that deliver anne+list@ to anne@; elsewhere that is another mailbox, as far as we know.
PLUS = listed(
    "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr "
    "icloud.com me.com mac.com fastmail.com proton.me protonmail.com pm.me"
)
DOTLESS = MappingProxyType({"gmail.com": "gmail.com", "googlemail.com": "gmail.com"})

MACHINE = listed(
    "noreply donotreply nereply nepasrepondre nepasreponse pasdereponse noresponse mailerdaemon "
    "daemon bounce bounces notification notifications notify alert alerts alerte alertes robot bot "
    "automate automatique cron root system systeme postmaster mailer autoreply scanner imprimante "
    "listserv majordomo mailman unsubscribe jira jenkins gitlab github nagios"
)
SHARED = listed(
    "contact contacts contactus info infos information support supports helpdesk help "
    "aide service services rh hr drh personnel paie payroll compta comptabilite accounting "
    "accounts finance finances facturation facture factures billing invoice invoices achats achat "
    "purchasing accueil reception standard bonjour hello welcome bienvenue commercial commerciaux "
    "sales ventes vente marketing communication communications com press media "
    "redaction newsletter news abonnement abonnements admin admins administration administrateur "
    "administratif office bureau secretariat direction team equipe equipes staff everyone all tous "
    "toutes liste list jobs job careers carriere carrieres emploi recrutement recruitment "
    "candidature candidatures stage stages juridique legal dpo rgpd gdpr privacy security securite "
    "abuse webmaster hostmaster web site it informatique dsi clients client customer customers "
    "serviceclient serviceclients relationclient customerservice customercare commande commandes "
    "order orders shop boutique store logistique livraison expedition delivery reservation "
    "reservations booking events event evenement evenements partenariat partenariats partners "
    "informations sav presse medias "  # codespell:ignore informations,sav,presse,medias
    "mairie ecole association club syndicat cse ce comite"
)
# With such a first word an address is nobody's, whatever follows: support-lyon, no-reply.invoices.
LEADING = listed(
    "contact info infos support helpdesk rh hr drh compta comptabilite accueil noreply "
    "notification notifications bounce bounces equipe team service services alert alerts"
)


def address_of(text: str | None) -> str | None:
    """Return an address in its one form, or nothing where the text is none."""
    plain = (text or "").strip().strip("<>").lower().removeprefix("mailto:")
    return plain if ADDRESS.fullmatch(plain) else None


def same_mailbox(address: str) -> str:
    """Return one text for all spellings of an address that surely lead to the same mailbox."""
    local, _, domain = address.lower().rpartition("@")
    if domain in PLUS:
        local = local.partition("+")[0]
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), DOTLESS[domain]
    return f"{local}@{domain}"


def kind_of_mailbox(address: str) -> Mailbox:
    """Say whether an address is a person's, shared by several, or a machine's."""
    local = folded(address.rpartition("@")[0].partition("+")[0])
    words = [word for word in BETWEEN.split(local) if word]
    whole = "".join(words)
    if whole in MACHINE or (words and words[0] in MACHINE) or words[:2] == ["no", "reply"]:
        return "machine"
    if whole.startswith(("noreply", "donotreply", "nepasrepondre")):
        return "machine"
    if whole in SHARED or (words and (words[0] in LEADING or SHARED.issuperset(words))):
        return "shared"
    return "person"


def is_shared(address: str | None) -> bool:
    """Say whether an address is nobody's in particular."""
    return address is not None and kind_of_mailbox(address) != "person"
