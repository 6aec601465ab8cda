"""By which words a table of accounts is known, in French, English, German and Spanish."""

from toolkit.reading.handed import (
    ADDRESS,
    FIRST_NAME,
    LAST_NAME,
    NAME,
    WHOLE_NAME,
    Row,
    any_of,
    columns,
    plain,
    words,
)

HINTS = any_of(
    "comptes, compte, accounts, account, inventaire, inventory, reseaux, sociaux, social"
)
HINTS |= any_of("socialmedia, konten, kontenliste, cuentas, redes, inventario, inventar, profils")
WORDS = words(
    platform="platform, plateforme, réseau, réseau social, network, social network, média social,"
    "média, canal, Plattform, Netzwerk, soziales Netzwerk, plataforma, red social, red",
    handle="handle, compte, nom du compte, identifiant du compte, nom d'utilisateur, pseudo,"
    "identifiant, account, account name, username, screen name, Konto, Kontoname, Benutzername,"
    "cuenta, usuario, nombre de usuario",
    url="url, url du compte, lien du compte, adresse du compte, url du profil, lien, profil,"
    "profile url, account url, profile, link, page, Profil-URL, Link, enlace, url del perfil",
    kind="kind, type, type de compte, nature, nature du compte, catégorie, account type, category,"
    "Art, Typ, Kontotyp, tipo, tipo de cuenta",
    leader="is_leader, dirigeant, est dirigeant, leader, executive, comex, codir, directivo",
    email=f"{ADDRESS}, e-mail de la personne, email du titulaire, e-mail du titulaire, owner email",
    first=FIRST_NAME,
    last=LAST_NAME,
    whole_name=f"personne, titulaire, nom du titulaire, porteur, person, holder, account holder,"
    f"Inhaber, Person, persona, titular, {WHOLE_NAME}",
    name=NAME,
    shown="nom affiché, displayed name, angezeigter Name, nombre visible",
    team="team, équipe, service, département, direction, entité, department, Abteilung, equipo",
    opened_on="opened_on, ouvert le, date d'ouverture, date de création, créé le, création,"
    "opened on, created, creation date, created on, eröffnet am, Erstellungsdatum, creado el",
    followers="followers, abonnés, nombre d'abonnés, nb abonnés, fans, abonnements, subscribers,"
    "Follower, Abonnenten, seguidores",
)
# Words of tables of posts, of letters and of the staff.
ELSEWHERE = any_of(
    "message, texte, text, post, publication, publié le, published, likes, j'aime",
    "impressions, engagement, engagements, clics, clicks, permalink, tweet, commentaires, comments",
    "manager, n+1, responsable hiérarchique, horodateur, timestamp, start time, heure de début",
    "iban, bic, siren, solde, débit, crédit, balance",
)


def fits(header: Row) -> bool:
    """Say whether a header is surely that of accounts: a platform, an account, and more of it."""
    found = columns(header, WORDS)
    known = {"kind", "followers", "opened_on", "whole_name", "name", "leader"} & found.keys()
    return "platform" in found and bool(known) and named(header)


def named(header: Row) -> bool:
    """Say whether a header is that of accounts, in a file whose name says so."""
    found = columns(header, WORDS)
    told = {plain(one) for one in header}
    whose = "url" in found or {"platform", "handle"} <= found.keys()
    more = len({"platform", "handle", "url", "kind", "followers", "whole_name"} & found.keys()) > 1
    return whose and more and told.isdisjoint(ELSEWHERE) and "account_id" not in header
