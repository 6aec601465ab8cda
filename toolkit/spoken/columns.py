"""Which column of an unknown table says what: a proposal that the consultant confirms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz

from toolkit.reading.cells import cell, day_of, folded, is_open, whole

LOOKED_AT = 200  # rows whose values are looked at
NEAR = 84  # of 100: how alike two names are of which one is a slip of the other
LEAST = 0.4  # below, a guess is not worth a consultant's time


def _named(**given: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {column: tuple(name.strip() for name in said.split(",")) for column, said in given.items()}
    )


# English, French, German, Spanish; folded: no accents, no signs.
NAMES = _named(
    ts_utc="date, created at, created time, created, published at, publish time, published"
    ", post time, timestamp, time, date posted, publie le, date de publication, date publication"
    ", cree le, date de creation, date et heure, horodatage, datum, veroffentlicht am"
    ", erstellt am, veroffentlichungsdatum, zeitpunkt, fecha, fecha de publicacion, publicado el"
    ", creado el, fecha y hora",
    text="message, text, content, caption, post text, post message, body, tweet text, description"
    ", post, comment, texte, contenu, commentaire, texte du post, legende, publication"
    ", corps du message, libelle, nachricht, kommentar, inhalt, beitragstext, beitrag"
    ", text des beitrags, texto, mensaje, comentario, contenido"
    ", texto de la publicacion, descripcion, title, titre, titel, titulo",
    account_id="author, author id, from, username, user name, user, account, account name, handle"
    ", screen name, profile, profile name, page, page name, sender, auteur, nom de l auteur, pseudo"
    ", compte, nom du compte, utilisateur, nom d utilisateur, profil, expediteur, autor, konto"
    ", kontoname, benutzer, benutzername, absender, seite, cuenta, usuario, nombre de usuario"
    ", remitente, perfil, pagina",
    message_id="id, post id, message id, tweet id, status id, comment id, identifiant, id du post"
    ", id de la publication, id du message, beitrags id, nachrichten id, id de la publicacion"
    ", id del mensaje, permalink, post link, link, url, lien, lien du post, lien permanent"
    ", beitragslink, enlace, enlace permanente",
    parent_id="parent id, in reply to, in reply to id, reply to, in reply to tweet id, parent"
    ", en reponse a, id parent, reponse a, message parent, antwort auf, ubergeordnete id"
    ", en respuesta a, respuesta a, id padre",
    to_account_id="to, recipient, recipients, destinataire, an, empfanger, para, destinatario",
    platform="network, platform, social network, reseau, reseau social, plateforme, netzwerk"
    ", plattform, red, red social, plataforma",
    kind="type, post type, content type, message type, media type, type de post, type de message"
    ", type de publication, type de contenu, typ, beitragsart, beitragstyp, tipo"
    ", tipo de publicacion",
    direction="direction, inbound, incoming, sens, entrant, richtung, eingehend, direccion",
    lang="language, lang, langue, sprache, idioma",
    likes="likes, like, like count, likes count, reactions, favorites, favourites, favorite count"
    ", j aime, mentions j aime, nombre de j aime, gefallt mir, gefallt mir angaben, reaktionen"
    ", me gusta, reacciones",
    comments="comments, comment count, comments count, replies, reply count, commentaires"
    ", nombre de commentaires, reponses, kommentare, antworten, comentarios, respuestas",
    shares="shares, share count, reposts, retweets, retweet count, partages, nombre de partages"
    ", republications, geteilt, geteilte inhalte, geteilte beitrage, compartidos"
    ", veces compartido",
    saves="saves, saved, bookmarks, enregistrements, sauvegardes, gespeichert, guardados",
    clicks="clicks, link clicks, post clicks, url clicks, clics, clics sur le lien, clics sur lien"
    ", klicks, linkklicks, clics en el enlace",
    impressions="impressions, post impressions, affichages, impressionen, impresiones",
    reach="reach, people reached, portee, couverture, personnes touchees, reichweite, alcance",
    views="views, video views, view count, plays, vues, vues de la video, lectures, aufrufe"
    ", videoaufrufe, visualizaciones, reproducciones",
)
COUNTS = frozenset(
    ("likes", "comments", "shares", "saves", "clicks", "impressions", "reach", "views")
)


@dataclass(frozen=True)
class Guess:
    """Which column of the file it may be, and how sure that is: from 0 to 1."""

    header: str
    confidence: float


def proposed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[str, Guess]:
    """Return agreed columns with the columns of the file that are likely to be theirs.

    Names count, and so does what the first rows hold. No column of the file is proposed twice.
    """
    looked = rows[:LOOKED_AT]
    values = [[said for row in looked if (said := cell(row, at))] for at in range(len(header))]
    likely = sorted(_likely(header, values), key=lambda one: (-one[0], one[2]))
    found: dict[str, Guess] = {}
    taken: set[int] = set()
    for confidence, column, place in likely:
        if confidence >= LEAST and column not in found and place not in taken:
            found[column] = Guess(header[place], round(confidence, 2))
            taken.add(place)
    order = [*NAMES]
    return MappingProxyType(dict(sorted(found.items(), key=lambda one: order.index(one[0]))))


def _likely(
    header: Sequence[str], values: Sequence[Sequence[str]]
) -> Iterator[tuple[float, str, int]]:
    for place, title in enumerate(header):
        looks = {kind: _share(values[place], look) for kind, look in LOOKS.items()}
        for column, names in NAMES.items():
            yield _confidence(column, _alike(folded(title[:80]), names), looks), column, place


def _alike(title: str, names: Sequence[str]) -> float:
    """Say how near a title is to the names of a column; the first of these fit best."""
    if title in names:
        return 1 - names.index(title) / 1_000
    near = max((fuzz.token_sort_ratio(title, name, score_cutoff=NEAR) for name in names), default=0)
    return near / 125


def _confidence(column: str, named: float, looks: Mapping[str, float]) -> float:
    """Weigh a name with the look of the values; where no value is there, the name alone."""
    kind = "count" if column in COUNTS else KINDS.get(column, "words")
    fit = looks[kind]
    if named:
        return named * (0.3 + 0.7 * fit)
    # Without a name that we know, only dates, and the longest of texts, are worth a guess.
    if column == "ts_utc" and fit > 0.9:
        return 0.5
    return 0.45 if column == "text" and looks["text"] > 0.8 else 0.0


def _share(said: Sequence[str], look: Callable[[str], bool]) -> float:
    return sum(map(look, said)) / len(said) if said else 0.5


def _is_date(said: str) -> bool:
    since_1970 = said.isdecimal() and len(said) in (10, 13)
    return since_1970 or (whole(said) is None and (day_of(said) is not None or is_open(said)))


def _is_count(said: str) -> bool:
    return whole(said) is not None


def _is_one_word(said: str) -> bool:
    return len(said) <= 300 and " " not in said


def _is_text(said: str) -> bool:
    return not _is_date(said) and not _is_count(said) and ("\n" in said or said.count(" ") > 1)


def _is_short(said: str) -> bool:
    return len(said) <= 100 and "\n" not in said


def _is_said(said: str) -> bool:
    return not _is_date(said)


LOOKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "date": _is_date,
        "count": _is_count,
        "id": _is_one_word,
        "text": _is_text,
        "said": _is_said,
        "words": _is_short,
    }
)
KINDS = MappingProxyType(
    {"ts_utc": "date", "text": "said", "message_id": "id", "parent_id": "id", "lang": "id"}
)
