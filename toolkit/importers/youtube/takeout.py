"""What a channel published and said on YouTube, as Google Takeout has it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from toolkit.reading import Archive, Found, Noted, Rejected, Rows, Told, csv_rows
from toolkit.reading.cells import cell, folded, moment_of
from toolkit.spoken.outside import ACCOUNT, Feed, Written

PLATFORM = "youtube"
PIECE = 5_000  # messages at a time
LONGEST = 1 << 17  # characters of a text that is taken apart

# How the words of headers begin: English, French, German, Spanish, Portuguese, Italian, Dutch.
_ID = ("id", "identifi")
_PARENT = ("parent", "ubergeordnet", "superior", "principal", "padre", "bovenliggend")
_TOP = ("top", "oberst", "niveau", "nivel", "primer", "livello")
_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chat": ("chat", "live", "direct"),
        "comment": ("comment", "kommentar", "comentari", "coment", "reactie"),
        "video": ("video",),
        "channel": ("channel", "chain", "kanal", "canal", "kanaal"),
        "post": ("post", "beitrag", "public", "bericht"),
    }
)
_WHEN = ("timestamp", "horodat", "zeitstempel", "marca", "temporel", "date", "datum", "fecha")
_PUBLISHED = ("publish", "publi", "veroffentlich")
_TEXT = ("text", "texte", "texto", "testo", "tekst", "kommentartext")
_TITLE = ("title", "titre", "titel", "titulo", "titolo", "videotitel", "kanaltitel")
_DESCRIPTION = ("descri", "beschreibung", "videobeschreibung", "beschrijving")
_PRIVACY = ("privacy", "confidential", "datenschutz", "sichtbarkeit", "privacid", "visibil")
_LANGUAGE = ("language", "langue", "sprache", "idioma", "lingua", "taal")

Parsed: TypeAlias = "Written | str | None"
Columns: TypeAlias = Mapping[str, int]


def meaning(title: str) -> str:
    """Return what a column holds, by its words: ``comment_id``, ``when``, ``text``..."""
    words = folded(title[:120]).split()

    def has(beginnings: tuple[str, ...]) -> bool:
        return any(word.startswith(beginnings) for word in words)

    if has(_ID):
        if has(_PARENT):
            return "parent_id"
        if has(_TOP):
            return "top_id"
        return next((f"{name}_id" for name, known in _OF.items() if has(known)), "")
    if has(_PRIVACY):  # « Datenschutz » begins like a date
        return "privacy"
    if has(_WHEN):
        return "published" if has(_PUBLISHED) and has(("video", "publish")) else "when"
    kinds = (
        ("title", _TITLE),
        ("description", _DESCRIPTION),
        ("lang", _LANGUAGE),
        ("text", _TEXT),
    )
    return next((name for name, known in kinds if has(known)), "")


def _columns(header: Sequence[str]) -> Columns:
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        found.setdefault(meaning(title), place)
    found.pop("", None)
    return found


def _table(
    archive: Archive,
    name: str,
    needed: tuple[str, ...],
    read: Callable[[Sequence[str], Columns], Parsed],
) -> Iterator[Found]:
    """Read the messages of a table; ``None`` is one that is left out because few may see it."""
    rows = csv_rows(archive, name)
    header = next(rows, None) or []
    places = _columns(header)
    if not set(needed) <= places.keys():
        yield Rejected(name, "columns are missing")
        return
    feed, windows, hidden = Feed(PLATFORM, name), dict[str, list[int]](), False
    for at, row in enumerate(rows):
        one = read(row, places) if row else "not a row"
        if isinstance(one, str):
            yield Rejected(f"{name}[{at}]", one)
        elif one is None:
            hidden = True
        else:
            feed.add(one)
            seen = windows.setdefault(one.account, [one.when, one.when])
            seen[:] = min(seen[0], one.when), max(seen[1], one.when)
        if at % PIECE == PIECE - 1:
            yield from feed.rows()
    yield from feed.rows()
    if hidden:
        yield Noted(name, "private videos are left out")
    for account, (feed.first, feed.last) in windows.items():
        yield feed.window(account, inbound="no")


def comments(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """Comments and words in live chats that the account wrote, under its own videos and others'."""
    return _table(archive, name, ("channel_id", "when", "text"), _comment)


def videos(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """Videos of the channel: title and description are what it says."""
    return _table(archive, name, ("video_id", "channel_id", "title"), _video)


def posts(archive: Archive, name: str, _told: Told) -> Iterator[Found]:
    """What the channel posted to its community."""
    return _table(archive, name, ("post_id", "channel_id", "when", "text"), _post)


def channel(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """The channel itself."""
    rows = csv_rows(archive, name)
    header = next(rows, None) or []
    places = _columns(header)
    found: list[tuple[object, ...]] = []
    for at, row in enumerate(rows):
        own, title = (cell(row or (), places.get(part)) for part in ("channel_id", "title"))
        if not own:
            yield Rejected(f"{name}[{at}]", "no number of a channel")
            continue
        kind = told.kind_of(own, title) or "unknown"
        found.append((_id(own), PLATFORM, kind, title or None, None, None, None, None))
    yield Rows("accounts", ACCOUNT, found, name)


def _comment(row: Sequence[str], places: Columns) -> Parsed:
    own = cell(row, places.get("comment_id")) or cell(row, places.get("chat_id"))
    author, when = cell(row, places["channel_id"]), moment_of(cell(row, places["when"]), "UTC")
    if not own or not author:
        return "no number of a comment" if not own else "no number of a channel"
    if when is None:
        return "date is no time"
    under = cell(row, places.get("video_id")) or cell(row, places.get("post_id"))
    above = cell(row, places.get("parent_id")) or cell(row, places.get("top_id"))
    parent = above if above and above != own else under
    return Written(
        message_id=_id(own),
        account=_id(author),
        when=when,
        text=spoken(cell(row, places["text"])),
        out=True,
        kind="reply",
        parent=_id(parent) if parent else None,
        root=_id(under) if under else None,
    )


def _video(row: Sequence[str], places: Columns) -> Parsed:
    if cell(row, places.get("privacy")).lower().startswith("priv"):
        return None
    own, author = cell(row, places["video_id"]), cell(row, places["channel_id"])
    written = cell(row, places.get("published")) or cell(row, places.get("when"))
    when = moment_of(written, "UTC")
    if not own or not author:
        return "no number of a video" if not own else "no number of a channel"
    if when is None:
        return "date is no time"
    said = (cell(row, places["title"]), cell(row, places.get("description")))
    lang = cell(row, places.get("lang"))
    return Written(
        message_id=_id(own),
        account=_id(author),
        when=when,
        text="\n\n".join(part for part in said if part),
        out=True,
        kind="post",
        lang=lang if re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2,4})?", lang) else None,
    )


def _post(row: Sequence[str], places: Columns) -> Parsed:
    own, author = cell(row, places["post_id"]), cell(row, places["channel_id"])
    when = moment_of(cell(row, places["when"]), "UTC")
    if not own or not author:
        return "no number of a post" if not own else "no number of a channel"
    if when is None:
        return "date is no time"
    text = spoken(cell(row, places["text"]))
    return Written(_id(own), _id(author), when, text, out=True, kind="post")


def _id(number: str) -> str:
    return f"youtube:{number}"


def spoken(written: str) -> str:
    """Return a text that may be written as pieces: ``{"text":"a"},{"text":"b"}``, since 2023."""
    if not written.startswith("{") or len(written) > LONGEST:
        return written
    try:
        pieces = json.loads(f"[{written}]", strict=False)
    except (ValueError, RecursionError):
        return written
    said: list[str] = []
    for piece in pieces:
        inner = piece.get("takeoutSegments") if isinstance(piece, dict) else None
        said += map(_said, inner if isinstance(inner, list) else [piece])
    return "".join(said).strip()


def _said(piece: object) -> str:
    if not isinstance(piece, dict):
        return ""
    mention = piece.get("mention")
    named = mention.get("displayName") if isinstance(mention, dict) else None
    text = piece.get("text")
    return text if isinstance(text, str) else f"@{named}" if isinstance(named, str) else ""
