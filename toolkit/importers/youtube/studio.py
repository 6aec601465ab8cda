"""What YouTube Studio counts: one line for each video, or for each day."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from toolkit.importers.youtube.takeout import PLATFORM
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told, csv_rows
from toolkit.reading.cells import cell, day_of, folded, has_time, moment_of, order_of, placed, whole
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Written

OWN = "youtube:unknown"  # Studio does not say of which channel it speaks

# English, French, German, Spanish, Portuguese; folded.
WORDS = MappingProxyType(
    {
        "id": (
            "content",
            "contenu",
            "inhalt",
            "inhalte",
            "videos",
            "contenido",
            "conteudo",
            "video",
        ),
        "title": (
            "video title",
            "titre de la video",
            "videotitel",
            "titulo del video",
            "titulo do video",
        ),
        "published": (
            "video publish time",
            "heure de publication de la video",
            "date de publication de la video",
            "veroffentlichungszeitpunkt des videos",
            "hora de publicacion del video",
            "horario de publicacao do video",
        ),
        "date": ("date", "datum", "fecha", "data"),
        "views": ("views", "vues", "aufrufe", "visualizaciones", "vistas", "visualizacoes"),
        "likes": (
            "likes",
            "j aime",
            "mentions j aime",
            "mag ich bewertungen",
            "me gusta",
            "marcas gostei",
        ),
        "comments": (
            "comments added",
            "commentaires ajoutes",
            "hinzugefugte kommentare",
            "comentarios anadidos",
            "comentarios agregados",
            "comentarios adicionados",
            "comments",
            "commentaires",
        ),
        "shares": (
            "shares",
            "partages",
            "geteilte inhalte",
            "geteilt",
            "veces compartido",
            "compartidos",
            "compartilhamentos",
        ),
        "impressions": ("impressions", "impressionen", "impresiones", "impressoes"),
        "follows": (
            "subscribers gained",
            "abonnes gagnes",
            "gewonnene abonnenten",
            "suscriptores ganados",
            "inscritos ganhos",
        ),
    }
)
COUNTED = ("views", "likes", "comments", "shares", "impressions")
TOTALS = frozenset(
    ("total", "totaux", "gesamt", "gesamtwerte", "totales", "totais", "total general")
)

_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")


def table(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The table of an analysis: of videos or of days; any other is left, and said."""
    rows = csv_rows(archive, name)
    header = next(rows, None) or []
    places = placed(header, WORDS)
    full = [(at, row) for at, row in enumerate(rows) if not _is_total(row)]
    if "id" in places and "published" in places:
        yield from _videos(name, full, places, told)
    elif "date" in places:
        yield from _days(name, full, places)
    else:
        yield Rejected(name, "neither videos nor days")


def _is_total(row: Sequence[str] | None) -> bool:
    return bool(row) and folded((row or [""])[0]) in TOTALS


def _videos(
    name: str, rows: Sequence[tuple[int, list[str] | None]], places: dict[str, int], told: Told
) -> Iterator[Found]:
    feed = Feed(PLATFORM, name)
    written = [cell(row or (), places["published"]) for _, row in rows]
    order = order_of(written) or told.date_order or "day-month"
    for at, row in rows:
        own = cell(row or (), places["id"])
        when = moment_of(cell(row or (), places["published"]), told.timezone, order)
        if row is None or not _VIDEO.fullmatch(own) or when is None:
            kind = "date is no time" if _VIDEO.fullmatch(own) else "no number of a video"
            yield Rejected(f"{name}[{at}]", kind if row else "not a row")
            continue
        feed.add(_video(own, when, row, places))
    yield Noted(name, "counts are those of the period that was exported")
    if not any(map(has_time, written)):
        yield Noted(name, "videos without a time are taken for midnight")
    yield Rows("accounts", ACCOUNT, [(OWN, PLATFORM, "brand", *[None] * 5)], name)
    yield from feed.rows()
    if feed.first is not None:
        yield feed.window(OWN, inbound="no")


def _video(own: str, when: int, row: Sequence[str], places: dict[str, int]) -> Written:
    counts = {one: whole(cell(row, places.get(one))) for one in COUNTED}
    return Written(
        message_id=f"youtube:{own}",
        account=OWN,
        when=when,
        text=cell(row, places.get("title")),
        out=True,
        kind="post",
        counts=Counts(**counts) if any(one is not None for one in counts.values()) else None,
    )


def _days(
    name: str, rows: Sequence[tuple[int, list[str] | None]], places: dict[str, int]
) -> Iterator[Found]:
    counted = [one for one in (*COUNTED, "follows") if one in places]
    found: list[tuple[object, ...]] = []
    for at, row in rows:
        day = day_of(cell(row or (), places["date"]))
        if row is None or day is None:
            yield Rejected(f"{name}[{at}]", "date is no day" if row else "not a row")
            continue
        found.append((OWN, day, *(whole(cell(row, places[one])) for one in counted)))
    yield Rows("account_metrics", ("account_id", "day", *counted), found, name)
