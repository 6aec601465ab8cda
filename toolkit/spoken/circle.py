"""Whose an address is: a person of the organisation, a desk, a programme, or an outsider."""

from dataclasses import dataclass, field

from toolkit.reading import Told

REMEMBERED = 50_000  # addresses


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


# Addresses behind which there is a desk and not a person, in the part before the sign.
SHARED = _words(
    """accueil achat achats administration admin adherents adhesion adhesions adhésion agence
    all bureau candidature candidatures comite commercial commerciaux communication comm com compta
    comptabilite comptabilité contact contacts contrat contrats courrier cse direction dons dpo dsi
    emploi equipe equipes facture factures facturation finance formation formations helpdesk
    informatique logistique marketing paie partenaires partenariat partenariats presse qualite
    qualité reception reclamation reclamations reclamations recrutement redaction rgpd rh sav
    salaries secretariat secrétariat service serviceclient service-client standard stages
    tous toutlemonde ventes webmaster

    accounting accounts billing booking bookings careers customer customercare customerservice
    customer-service desk editor editorial enquiries enquiry events everyone feedback finance
    hello help hr humanresources info infos inquiries invoice invoices it jobs legal mail media
    members membership news office orders payroll people press privacy purchasing reception
    reservations sales security service staff support team

    alle anfrage bestellung bewerbung buchhaltung buero büro datenschutz einkauf empfang
    geschaeftsleitung info karriere kontakt kundendienst kundenservice personal post presse rechnung
    redaktion sekretariat vertrieb verwaltung zentrale

    administracion administración atencion atencioncliente atencionalcliente clientes comercial
    compras comunicacion comunicación consultas contabilidad contacto empleo facturacion facturación
    informacion información prensa recepcion recepción recursoshumanos rrhh secretaria secretaría
    soporte todos ventas"""
)

# How the address of a programme begins, without . - and _.
MACHINES = (
    "nepasrépondre",
    "pasdereponse",
    "sansreponse",
    "nichtantworten",
    "keineantwort",
    "noresponder",
    "noresponda",
    "norespuesta",
    "naoresponda",
    "nonrispondere",
    "nietbeantwoorden",
    "mailerdaemon",
    "maildaemon",
    "postmaster",
    "bounce",
    "notifier",
    "notify",
    "alert",
    "automat",
    "newsletter",
    "robot@",
    "cron@",
    "daemon@",
    "root@",
    "wwwdata@",
    "microsoftexchange",
    "systemmessage",
    "listserv@",
    "majordomo@",
    "mailman@",
    "sympa@",
)
# What it holds anywhere.
MACHINE_SIGNS = ("noreply", "donotreply", "nepasrepondre", "notification")

# Places that only send to lists.
LIST_HOSTS = (
    "googlegroups.com",
    "groups.io",
    "yahoogroups.com",
    "yahoogroupes.fr",
    "framalistes.org",
    "freelists.org",
    "listes.riseup.net",
)
LIST_LABELS = frozenset(("list", "lists", "liste", "listes", "listas", "listserv", "sympa"))


@dataclass(frozen=True, slots=True)
class Who:
    """Whose an address is; ``to_list`` says that whoever it is sends to a list.

    ``kind`` is person, bot, public for outsiders, unknown for a desk, or what the settings say.
    """

    account: str
    address: str
    kind: str
    inside: bool
    to_list: bool

    @property
    def machine(self) -> bool:
        """Whether nobody is there."""
        return self.kind == "bot"

    @property
    def email(self) -> str | None:
        """The address, unless an archive hides its end."""
        return None if self.address.endswith("..") else self.address

    @property
    def is_person(self) -> bool:
        """Whether this is one of the organisation's people."""
        return self.inside and self.kind == "person"


@dataclass(slots=True)
class Circle:
    """Tells insiders from outsiders by the organisation's own domains; all are in without any."""

    told: Told
    _known: dict[str, Who] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether nothing tells outsiders apart."""
        return not self.told.own_domains

    def who(self, address: str) -> Who:
        """Return whose an address is, given in lower case."""
        found = self._known.get(address)
        if found is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            found = self._known[address] = self._who(address)
        return found

    def _who(self, address: str) -> Who:
        local, _, domain = address.rpartition("@")
        inside = self.open or any(
            domain == own or domain.endswith(f".{own}")
            for own in (
                one.lower().lstrip("@").removeprefix("www.") for one in self.told.own_domains
            )
        )
        account = f"email:{address}"
        kind = self.told.kind_of(address, account) or _kind(local.partition("+")[0], inside=inside)
        return Who(account, address, kind, inside, _is_list(domain))


def _kind(local: str, *, inside: bool) -> str:
    bare = local.replace("-", "").replace("_", "").replace(".", "")
    if f"{bare}@".startswith(MACHINES) or any(sign in bare for sign in MACHINE_SIGNS):
        return "bot"
    if not inside:
        return "public"
    return "unknown" if local in SHARED else "person"


def _is_list(domain: str) -> bool:
    return domain.endswith(LIST_HOSTS) or domain.partition(".")[0] in LIST_LABELS
