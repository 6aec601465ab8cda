"""What a notebook cell shows and the client's page prints: words, a picture, facts and a table."""

from dataclasses import dataclass
from html import escape
from typing import Any, Literal, TypeAlias

import msgspec

CARD = "application/vnd.vivevoix.card+json"
ESCAPED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in '%#<>"&\n'})  # in an address

Kind: TypeAlias = Literal[
    "cover",
    "section",
    "summary",
    "question",
    "index",
    "block",
    "finding",
    "recommendations",
    "recommendation",
    "programme",
    "brief",
    "measure",
    "figure",
    "sources",
    "method",
    "note",
]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that is known: its name, what is said of it, and ``role`` where it stands out."""

    name: str
    said: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing (SVG text) and the words for who cannot see it."""

    svg: str
    alt: str

    @property
    def address(self) -> str:
        """The picture as an address that an image element can show by itself."""
        return "data:image/svg+xml," + self.svg.translate(ESCAPED)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of texts; the first column names the row, ``numbers`` are columns of numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """What one cell shows; a card may hold others, such as the findings of a summary.

    ``level`` is ``strength``, ``risk``, ``unknown`` or empty, and ``mark`` its word; ``scope``
    is ``external``, ``internal`` or empty; ``value`` is the number as text.
    """

    kind: Kind
    title: str
    lead: str = ""
    value: str = ""
    level: str = ""
    mark: str = ""
    scope: str = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    picture: Picture | None = None
    table: Table | None = None
    items: tuple["Card", ...] = ()

    def _repr_mimebundle_(self, **_unused: object) -> dict[str, Any]:
        """Say the card in every form that a notebook may want."""
        return {
            CARD: msgspec.to_builtins(self),
            "text/html": html(self),
            "text/plain": plain(self),
        }


def read_card(bundle: object) -> Card:
    """Read a card back from what a notebook keeps; ``ValidationError`` if it is not one."""
    return msgspec.convert(bundle, Card, strict=True)


def plain(card: Card) -> str:
    """Say a card as lines of text."""
    lines = [card.title, card.lead, *card.notes]
    lines += [f"{fact.name}: {' '.join(fact.said)}" for fact in card.facts]
    lines += [" | ".join(row) for row in (card.table.rows if card.table else ())]
    lines += [plain(item) for item in card.items]
    return "\n".join(line for line in lines if line)


def html(card: Card, depth: int = 2) -> str:
    """Say a card as simple HTML for JupyterLab; every text is escaped."""
    parts = [f"<h{depth}>{escape(card.title)}</h{depth}>"]
    parts += [f"<p>{escape(text)}</p>" for text in (card.mark, card.lead, *card.notes) if text]
    if card.picture:
        address, alt = escape(card.picture.address), escape(card.picture.alt)
        parts.append(f'<img src="{address}" alt="{alt}" style="max-width: 100%">')
    parts += [_facts(card.facts), _table(card.table)]
    parts += [html(item, min(depth + 1, 6)) for item in card.items]
    return f"<section>{''.join(parts)}</section>"


# JupyterLab sets cells to the right and names of facts in a narrow column: said here once.
LEFT, RIGHT = ' style="text-align: left"', ' style="text-align: right"'
GRID = ' style="display: grid; grid-template-columns: max-content 1fr; gap: 0.2em 1.2em"'
NAME = ' style="float: none; width: auto; margin: 0"'
SAID = ' style="grid-column: 2; margin: 0"'


def _facts(facts: tuple[Fact, ...]) -> str:
    rows = [
        f"<dt{NAME}>{escape(fact.name)}</dt>"
        + "".join(f"<dd{SAID}>{escape(said)}</dd>" for said in fact.said)
        for fact in facts
        if fact.said
    ]
    return f"<dl{GRID}>{''.join(rows)}</dl>" if rows else ""


def _table(table: Table | None) -> str:
    if table is None:
        return ""
    sides = [RIGHT if at in table.numbers else LEFT for at in range(len(table.head))]
    head = "".join(
        f"<th{side}>{escape(name)}</th>" for side, name in zip(sides, table.head, strict=True)
    )
    rows = (
        "".join(f"<td{side}>{escape(cell)}</td>" for side, cell in zip(sides, row, strict=False))
        for row in table.rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><caption>{escape(table.caption)}</caption><tr>{head}</tr>{body}</table>"
