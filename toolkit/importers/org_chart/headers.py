"""By which words a table of people is known, in French, English, German and Spanish."""

from toolkit.model import PEOPLE
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

# What the words of a file's name may be where its columns alone could be another table's.
HINTS = any_of(
    "organigramme, organigrammes, effectif, effectifs, salarie, salaries, collaborateur",
    "collaborateurs, personnel, annuaire, agents, rh, hr, staff, employee, employees, people",
    "headcount, org, orgchart, reportsto, roster, workforce, users, mitarbeiter, organigramm",
    "mitarbeiterliste, personal, empleado, empleados, organigrama, plantilla, directorio",
)

NUMBER = (
    "matricule, numéro de matricule, n° matricule, matricule salarié, matricule agent, n° salarié,"
    "numéro salarié, id salarié, code salarié, identifiant salarié, employee id, employee number,"
    "employee no, staff id, worker id, payroll number, Personalnummer, Personal-Nr.,"
    "Mitarbeiternummer, Mitarbeiter-ID, número de empleado, n.º de empleado, código de empleado,"
    "id de empleado, id empleado, legajo"
)
MANAGER_NUMBER = (
    "manager_id, matricule manager, matricule du manager, matricule responsable,"
    "matricule du responsable, matricule n+1, matricule supérieur, id manager,"
    "identifiant manager, manager employee id, manager number, supervisor id, reports to id,"
    "Personalnummer Vorgesetzter, Personalnummer Führungskraft, Vorgesetzten-ID,"
    "id del responsable, id responsable, id jefe, código del jefe"
)
MANAGER_ADDRESS = (
    "manager email, manager e-mail, manager's email, manager email address, email manager,"
    "e-mail du manager, email du manager, mail manager, mail du manager, email responsable,"
    "e-mail du responsable, email n+1, mail n+1, supervisor email, E-Mail Vorgesetzter,"
    "E-Mail Führungskraft, correo del responsable, correo del jefe"
)
MANAGER = (
    "responsable hiérarchique, n+1, nom n+1, nom du n+1, supérieur hiérarchique,"
    "rattachement hiérarchique, reports to, reporting to, line manager, supervisor name,"
    "Vorgesetzter, Vorgesetzte, Vorgesetzte/r, Führungskraft, jefe directo, superior jerárquico"
)

WORDS = words(
    person_id=f"person_id, {NUMBER}, identifiant, user id, id",
    manager_id=MANAGER_NUMBER,
    manager_email=MANAGER_ADDRESS,
    manager=f"{MANAGER}, manager, manager name, nom du manager, responsable direct, supérieur,"
    "hiérarchique, rattaché à, responsable, nom du responsable, supervisor, Manager/in, jefe,"
    "superior, responsable directo, supervisor directo",
    email=ADDRESS,
    first=FIRST_NAME,
    last=LAST_NAME,
    whole_name=WHOLE_NAME,
    name=NAME,
    team="team, équipe, service, département, pôle, unité, direction, department, unit,"
    "business unit, division, organizational unit, Abteilung, Bereich, Organisationseinheit,"
    "equipo, departamento, área",
    level="level, niveau, niveau hiérarchique, échelon, job level, grade, Ebene, Hierarchieebene,"
    "nivel, nivel jerárquico",
    site="site, lieu, lieu de travail, établissement, agence, implantation, localisation, ville,"
    "location, office, office location, work location, workplace, city, Standort, Arbeitsort,"
    "sede, centro de trabajo, ubicación",
    fte="fte, etp, équivalent temps plein, taux d'activité, taux d'emploi, temps de travail,"
    "quotité, quotité de travail, working time, full-time equivalent, VZÄ,"
    "Beschäftigungsgrad, Arbeitszeitanteil, jornada",
    tz="tz, fuseau horaire, fuseau, time zone, timezone, Zeitzone, zona horaria",
)

# Words that no other table has: one of them, with a person and a manager, needs no file name.
SURE = any_of(NUMBER, MANAGER_NUMBER, MANAGER_ADDRESS, MANAGER)
# Words of other tables that have people in them: accounts, consents, answers, customers.
ELSEWHERE = any_of(
    "plateforme, platform, réseau, réseau social, network, Plattform, red social, compte, handle",
    "url, lien, abonnés, followers, profil, profile url, périmètre, portée, scope, consentement",
    "date de consentement, consent date, consent, donné le, given on, retiré le, withdrawn on",
    "expire le, droit à l'image, horodateur, timestamp, zeitstempel, marca temporal, start time",
    "heure de début, completion time, heure de fin, submitdate, response id, id de la réponse",
    "date submitted, date de soumission, client, société, company, entreprise, firma, empresa",
    "opportunity, message, texte, text, subject, objet, sender, recipient",
)
OWN = frozenset(PEOPLE.names)


def fits(header: Row) -> bool:
    """Say whether a header is surely that of a chart: a person, a manager, and a word of ours."""
    found = columns(header, WORDS)
    managed = {"manager_id", "manager_email", "manager"} & found.keys()
    known = {plain(one) for one in header}
    return bool(managed) and _of_people(header, found) and not known.isdisjoint(SURE)


def named(header: Row) -> bool:
    """Say whether a header is that of a table of people, in a file whose name says so."""
    found = columns(header, WORDS)
    wanted = {"manager_id", "manager_email", "manager", "team", "level", "site", "fte"}
    return not wanted.isdisjoint(found) and _of_people(header, found)


def _of_people(header: Row, found: dict[str, int]) -> bool:
    known = {plain(one) for one in header}
    agreed = "person_id" in header and OWN.issuperset(header)  # the agreed table reads itself
    people = {"person_id", "email", "whole_name", "name", "last"} & found.keys()
    return bool(people) and not agreed and known.isdisjoint(ELSEWHERE)
