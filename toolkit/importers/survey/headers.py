"""Which columns of a form are questions, and which say when and who: those are not kept."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from toolkit.reading.handed import ADDRESS, Row, any_of, columns, plain, words

HINTS = any_of("survey, surveys, responses, enquete, enquetes, reponses, questionnaire")
HINTS |= any_of("sondage, barometre, umfrage, befragung, antworten, encuesta, respuestas")

WORDS = words(
    response="Response ID, ID de la réponse, id, Antwort-ID, Antwort ID, Antwortkennung,"
    "ID de respuesta, Id. de respuesta, resp_id",
    finished="submitdate, Date submitted, Date de soumission, Datum Abgeschickt, Fecha de envío,"
    "Completion time, Heure de fin, Fertigstellungszeit, Hora de finalización, Timestamp,"
    "Horodateur, Zeitstempel, Marca temporal, Carimbo de data/hora, Informazioni cronologiche,"
    "Tijdstempel",
    started="startdate, Date started, Date de lancement, Datum gestartet, Fecha de inicio,"
    "Start time, Heure de début, Startzeit, Hora de inicio",
    team="team, équipe, service, département, pôle, direction, department, unit, Abteilung,"
    "Bereich, equipo, departamento, área",
    level="level, niveau, niveau hiérarchique, Ebene, Hierarchieebene, nivel, nivel jerárquico",
    site="site, lieu de travail, établissement, agence, implantation, location, office, workplace,"
    "Standort, Arbeitsort, sede, centro de trabajo",
)
GROUPS = ("team", "level", "site")
# What only LimeSurvey writes besides, under the names of the two kinds of heading.
LIME = any_of(
    "lastpage, Last page, Dernière page, Letzte Seite, Última página, startlanguage",
    "Start language, Langue de départ, Start-Sprache, Lenguaje inicial, Idioma inicial, seed",
    "Tête de série, Zufallsstartwert, Semilla",
)
TIMES = any_of("Timestamp, Horodateur, Zeitstempel, Marca temporal, Carimbo de data/hora")
TIMES |= any_of("Informazioni cronologiche, Tijdstempel")
STARTS = any_of("Start time, Heure de début, Startzeit, Hora de inicio")
ENDS = any_of("Completion time, Heure de fin, Fertigstellungszeit, Hora de finalización")
# Who answered, and what programmes note by themselves: never kept.
DROPPED = LIME | any_of(
    f"{ADDRESS}, username, nom d'utilisateur, user name, Benutzername, nombre de usuario",
    "nom, name, nombre, prénom, first name, last name, firstname, lastname, nom de famille",
    "full name, nom complet, Vorname, Nachname, apellidos, token, Access code, Code d'accès",
    "Zugangscode, Zugangsschlüssel, código de acceso, ipaddr, IP address, Adresse IP, IP-Adresse",
    "dirección IP, refurl, Referrer URL, URL de référence, datestamp, Date last action",
    "Date de la dernière action, Datum letzte Aktivität, fecha de la última acción",
    "Last modified time, Heure de la dernière modification, Uhrzeit der letzten Änderung",
    "Hora de la última modificación, language, langue, Sprache, idioma, total points",
    "Total des points, quiz feedback, score, interviewtime, Total time, temps total, matricule",
    "employee id, téléphone, phone, n° matricule, adresse de courriel, completed, quota_exit",
)
ASIDE = re.compile(r"(?i)(points|feedback|commentaires?) [-\u2013] .*|(grouptime|question ?time).*")
ELSEWHERE = any_of(
    "message, texte, text, account_id, manager, n+1, plateforme, platform, url, subject, objet",
    "impressions, likes, sender, recipient, meeting id, durée, duration, wave, item_id",
)

CODE = re.compile(r"[A-Za-z]\w{0,30}(?:\[\w{1,30}\]){0,3}")
CODE_AND_TEXT = re.compile(r"([A-Za-z]\w{0,30}(?:\[\w{1,30}\]){0,3})(?:\.|:| -) +(.+)", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """A column with answers: its identifier, and the question where the header says it."""

    place: int
    item_id: str
    text: str | None


def fits(header: Row) -> bool:
    """Say whether a header is surely that of a form: LimeSurvey's, Google's or Microsoft's."""
    known = [plain(one) for one in header]
    if not ELSEWHERE.isdisjoint(known):
        return False
    if is_lime(header):
        return True
    if STARTS.isdisjoint(known[:4]) or ENDS.isdisjoint(known[:4]):
        return known[:1] != [] and known[0] in TIMES and any(map(_asks, header[1:]))
    return len(header) > 3


def named(header: Row) -> bool:
    """Say whether a header is that of a form, in a file whose name says so."""
    found = columns(header, WORDS)
    known = {plain(one) for one in header}
    numbered = "response" in found and plain(header[found["response"]]) != "id"
    told = numbered or "finished" in found
    return fits(header) or (told and len(header) > 2 and known.isdisjoint(ELSEWHERE))


def is_lime(header: Row) -> bool:
    """Say whether LimeSurvey wrote a header."""
    found = columns(header, WORDS)
    known = {plain(one) for one in header}
    return "response" in found and "finished" in found and not known.isdisjoint(LIME)


def _asks(written: str) -> bool:
    return "?" in written or "[" in written or len(written) >= 25


def questions(header: Row, aside: Collection[int]) -> list[Question]:
    """Return the columns with answers: all that say neither who answered nor when."""
    lime = is_lime(header)
    return [
        _question(place, written, lime=lime)
        for place, written in enumerate(header)
        if place not in aside
        and plain(written)
        and plain(written) not in DROPPED
        and not ASIDE.fullmatch(written)
    ]


def mapped(header: Row, chosen: Mapping[str, str]) -> list[Question]:
    """Return the questions that the client's settings map to a header which is there."""
    places = {plain_text(written): place for place, written in enumerate(header)}
    there = {item: places.get(plain_text(written)) for item, written in chosen.items()}
    return [Question(place, item, None) for item, place in there.items() if place is not None]


def plain_text(written: str) -> str:
    """Return a header as headers are compared here: every sign counts, blanks and capitals not."""
    return " ".join(written.split()).casefold()


def _question(place: int, written: str, *, lime: bool) -> Question:
    text = " ".join(written.split())
    if lime and CODE.fullmatch(text):
        return Question(place, text, None)
    both = CODE_AND_TEXT.fullmatch(text) if lime else None
    if both and any(map(str.isdigit, both[1])):
        return Question(place, both[1], both[2])
    return Question(place, f"survey:{digest(plain_text(text))}", text)


def digest(*parts: str) -> str:
    """Return a short name for these parts, the same today and at the next export."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()
