"""By which words the columns of LinkedIn's workbooks are known, in whatever language they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from toolkit.reading.cells import folded

# How words begin, as they are compared: English, French, German, Spanish, Portuguese, Italian,
# Dutch. What stands first wins: a rate of clicks is no count of clicks.
ASIDE = (
    "taux rate ctr rata tasa taxa quote porcentaje percentage campagn campaign kampagne campan "
    "campanha campagna offsite off hors ausserhalb fuera fora extern type typ tipo audience "
    "zielgruppe content contenu inhalt contenido conteudo"
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "impressions": "impress impres impression",
        "clicks": "clic klick clique",
        "reactions": "reac reak like jaime gefall gostar recomenda",
        "comments": "comment kommentar coment reacties",
        "shares": "share repost partage republi geteilt weiterleit compart condivi",
        "link": "link lien enlace url",
        "views": "view vue aufruf ansicht visuali seitenaufruf",
        "follows": "follow abonn segui",
        "date": "date datum fecha data created cree creation erstell creacion criacao creado",
        "title": "title titre titel titulo titolo",
        "engagements": "engag interac interak interaz",
    }
)
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "organic": "organ general",
        "sponsored": "sponsor patrocin gesponser bezahl",
        "total": "total totaux gesamt insgesamt totaal",
    }
)
UNIQUE = "uniqu unic eindeutig unieke"
KIND = "type typ tipo"
OF_CONTENT = "content contenu inhalt contenido conteudo"

# Where the columns stand, for headers in a language that we do not know.
DAYS_PLACES: Mapping[str, int] = MappingProxyType(
    {
        "date": 0,
        "impressions": 3,
        "reach": 4,
        "clicks": 7,
        "reactions": 10,
        "comments": 13,
        "shares": 16,
    }
)
POSTS_PLACES: Mapping[str, int] = MappingProxyType(
    {
        "title": 0,
        "link": 1,
        "kind": 2,
        "date": 5,
        "impressions": 9,
        "views": 10,
        "clicks": 12,
        "reactions": 14,
        "comments": 15,
        "shares": 16,
    }
)


def _begins(words: Sequence[str], known: str) -> bool:
    """Say whether a word begins so, or ends so as a German compound does."""
    parts = tuple(known.split())
    return any(word.startswith(parts) or word.endswith(parts) for word in words)


def meaning(title: str) -> tuple[str, str]:
    """Return what a column counts and of which part: organic, sponsored, total or neither."""
    words = folded(title[:120]).split()
    scope = next((name for name, known in SCOPES.items() if _begins(words, known)), "")
    if _begins(words, KIND) and not _begins(words, OF_CONTENT):
        return "kind", scope
    # What a parenthesis leaves out is left out: views without those of other sites are views.
    if _begins(folded(title[:120].partition("(")[0]).split(), ASIDE):
        return "", scope
    # « J'aime » is two words once its apostrophe is gone.
    named = [*words, "".join(words)]
    found = next((name for name, known in WORDS.items() if _begins(named, known)), "")
    if found == "impressions" and _begins(words, UNIQUE):
        found = "reach"
    return found, scope


def understood(header: Sequence[str]) -> dict[str, int]:
    """Return where each count stands, the total before one that names no part of it.

    What is only counted for a part, such as unique views of what nobody paid for, is taken for
    lack of better where no total is there.
    """
    best: dict[str, tuple[int, int]] = {}
    for place, title in enumerate(header):
        name, scope = meaning(title)
        rank = ("total", "", "organic").index(scope) if scope != "sponsored" else 9
        if name and rank < 9 and (name not in best or rank < best[name][0]):
            best[name] = rank, place
    return {name: place for name, (rank, place) in best.items() if rank < 2 or name == "reach"}


def scoped(header: Sequence[str]) -> bool:
    """Say whether a header tells what was paid for from what was not, as LinkedIn's do."""
    scopes = {meaning(title)[1] for title in header}
    return {"organic", "sponsored"} <= scopes


_NUMBER = re.compile(
    r"(?i)(?:urn(?::|%3A)li(?::|%3A)[a-z]{2,20}(?::|%3A)|-activity-|-share-)([0-9]{15,20})"
)


def numbers(link: str) -> Iterator[int]:
    """Yield the numbers of the posts that a link names."""
    for found in _NUMBER.finditer(link[:2_000]):
        yield int(found[1])


def made(number: int) -> int | None:
    """Return when LinkedIn gave out a number, in microseconds: it counts milliseconds in front."""
    moment = (number >> 22) * 1_000
    return moment if 1_000_000_000_000_000 < moment < 4_102_444_800_000_000 else None
