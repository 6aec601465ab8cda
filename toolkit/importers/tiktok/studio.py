"""What TikTok Studio counts: one line for each video, or for each day."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from toolkit.errors import ExportError
from toolkit.importers.tiktok.copy import PLATFORM, made, number_of
from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told, csv_rows, workbook
from toolkit.reading.cells import cell, day_of, is_open, moment_of, order_of, placed, whole
from toolkit.reading.told import DateOrder
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Written

OWN = "tiktok:unknown"  # where no link says whose video it is
OPENED = 16 << 20  # bytes of a table that is opened to see what it is

# English, French, German, Spanish, Portuguese; folded.
WORDS = MappingProxyType(
    {
        "link": (
            "video link",
            "post link",
            "lien de la video",
            "lien video",
            "video link url",
            "videolink",
            "enlace del video",
            "link do video",
        ),
        "title": (
            "video title",
            "post title",
            "titre de la video",
            "titre video",
            "videotitel",
            "titulo del video",
            "titulo do video",
        ),
        "posted": (
            "post time",
            "heure de publication",
            "date de publication",
            "veroffentlichungszeit",
            "hora de publicacion",
            "hora da publicacao",
        ),
        "date": ("date", "datum", "fecha", "data"),
        "views": (
            "total views",
            "video views",
            "nombre total de vues",
            "vues totales",
            "vues de videos",
            "vues de la video",
            "videoaufrufe",
            "aufrufe insgesamt",
            "visualizaciones totales",
            "visualizaciones del video",
            "visualizaciones de videos",
            "visualizacoes de videos",
        ),
        "likes": (
            "total likes",
            "likes",
            "nombre total de j aime",
            "j aime",
            "likes insgesamt",
            "me gusta totales",
            "me gusta",
            "curtidas",
        ),
        "comments": (
            "total comments",
            "comments",
            "nombre total de commentaires",
            "commentaires",
            "kommentare insgesamt",
            "kommentare",
            "comentarios totales",
            "comentarios",
        ),
        "shares": (
            "total shares",
            "shares",
            "nombre total de partages",
            "partages",
            "geteilt",
            "mal geteilt",
            "veces compartido",
            "compartidos",
            "compartilhamentos",
        ),
        "reach": ("reach", "reached audience", "audience touchee", "alcance", "reichweite"),
        "followers": ("followers", "total followers", "abonnes", "follower", "seguidores"),
        "follows": (
            "net followers",
            "difference in followers from previous day",
            "new followers",
            "nouveaux abonnes",
            "neue follower",
            "seguidores nuevos",
        ),
    }
)
OF_VIDEO = ("likes", "comments", "shares", "reach", "views")
OF_DAY = ("followers", "follows", "likes", "comments", "shares", "reach", "views")

_WHOSE = re.compile(r"tiktok\.com/@([A-Za-z0-9._]{1,40})/")


def theirs(archive: Archive, name: str) -> bool:
    """Say whether a table is one of TikTok Studio's, by its first row."""
    if archive.size(name) > OPENED:
        return False
    if name.lower().endswith(".csv"):
        header = next(csv_rows(archive, name), None) or []
    else:
        try:
            header = [*next((s.rows[0] for s in workbook(archive, name) if s.rows), ())]
        except ExportError:
            return False
    places = placed(header, WORDS)
    of_videos = {"link", "posted"} <= places.keys()
    return of_videos or ("date" in places and ("views" in places or "follows" in places))


def table(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The videos of a table with their reactions, or what was counted day by day."""
    rows = list(_rows(archive, name))
    places = placed(rows[0] or [] if rows else [], WORDS)
    column = places.get("posted", places.get("date"))
    written = [cell(row or (), column) for row in rows[1:]]
    order = order_of(written) or told.date_order
    if order is None and any(map(is_open, written)):
        yield Noted(name, "dates read as month/day")
    read = _videos if "link" in places else _days
    yield from read(name, rows[1:], places, order or "month-day", told)


def _rows(archive: Archive, name: str) -> Iterator[Sequence[str] | None]:
    if name.lower().endswith(".csv"):
        return csv_rows(archive, name)
    return (row for sheet in workbook(archive, name)[:1] for row in sheet.rows if any(row))


def _videos(
    name: str,
    rows: Sequence[Sequence[str] | None],
    places: dict[str, int],
    order: DateOrder,
    told: Told,
) -> Iterator[Found]:
    feed = Feed(PLATFORM, name)
    accounts: dict[str, str | None] = {}
    for at, row in enumerate(rows):
        link = cell(row or (), places["link"])
        number = number_of(link)
        written = cell(row or (), places.get("posted"))
        when = moment_of(written, told.timezone, order) or (made(number) if number else None)
        if row is None or number is None or when is None:
            kind = "no number of a video" if number is None else "date is no time"
            yield Rejected(f"{name}[{at}]", kind if row else "not a row")
            continue
        whose = _WHOSE.search(link)
        account = f"tiktok:{whose[1]}" if whose else OWN
        accounts[account] = whose[1] if whose else None
        feed.add(_video(number, when, account, row, places))
    for account, handle in accounts.items():
        kind = told.kind_of(handle) or "unknown"
        record = (account, PLATFORM, kind, None, handle, None, None, None)
        yield Rows("accounts", ACCOUNT, [record], name)
        yield feed.window(account, inbound="no")
    yield from feed.rows()


def _video(
    number: int, when: int, account: str, row: Sequence[str], places: dict[str, int]
) -> Written:
    counts = {one: whole(cell(row, places.get(one))) for one in OF_VIDEO}
    return Written(
        message_id=f"tiktok:{number}",
        account=account,
        when=when,
        text=cell(row, places.get("title")),
        out=True,
        kind="post",
        counts=Counts(**counts) if any(one is not None for one in counts.values()) else None,
    )


def _days(
    name: str,
    rows: Sequence[Sequence[str] | None],
    places: dict[str, int],
    order: DateOrder,
    _told: Told,
) -> Iterator[Found]:
    """Read days; TikTok writes some without their year, and then nothing tells which it was."""
    counted = [one for one in OF_DAY if one in places]
    found: list[tuple[object, ...]] = []
    for at, row in enumerate(rows):
        day = day_of(cell(row or (), places.get("date")), order)
        if row is None or day is None:
            yield Rejected(f"{name}[{at}]", "date is no day, or without its year")
            continue
        found.append((OWN, day, *(whole(cell(row, places[one])) for one in counted)))
    yield Rows("account_metrics", ("account_id", "day", *counted), found, name)
