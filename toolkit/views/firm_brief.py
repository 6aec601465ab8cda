"""The small firm's brief within its audit: what is proposed, why, at what price."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec

from toolkit.cards import Card
from toolkit.firm import said, said_more
from toolkit.firm.brief import Brief, brief, read_library
from toolkit.firm.profile import Profile
from toolkit.firm.words import FirmWords
from toolkit.release import Release
from toolkit.wording import Words, templates_folder

PARTS: tuple[Callable[[Brief, FirmWords], Card], ...] = (
    said.outcome,
    said.criteria,
    said.capacity,
    said.flips,
    said_more.break_even,
    said_more.risks,
    said_more.benefits,
    lambda made, words: replace(said_more.steps(made, words), facts=()),  # not what it keeps silent
)


def firm_brief(release: Release, words: Words) -> Card | None:
    """Show the brief of a firm that answered its questions; nothing where it did not."""
    firm = release.facts.firm
    if firm is None:
        return None
    told = FirmWords(words.language)
    profile = msgspec.convert(firm.answers, Profile)
    made = brief(profile, read_library(templates_folder()), gate_open=firm.gate_open)
    return Card(
        kind="brief",
        title=told.firm("brief.title"),
        lead=told.firm("brief.lead"),
        items=tuple(_flat(part(made, told)) for part in PARTS),
    )


def _flat(card: Card) -> Card:
    """Return a card whose facts and inner cards are said as lines, as the page shows them."""
    return Card(
        kind="figure",
        title=card.title,
        lead=card.lead,
        notes=(*((card.value,) if card.value else ()), *_lines(card), *card.notes),
        table=card.table,
    )


def _lines(card: Card) -> Iterator[str]:
    for fact in card.facts:
        yield from fact.said
    for item in card.items:
        yield " ".join(part for part in (item.mark, item.title, item.lead) if part)
