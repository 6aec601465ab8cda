"""Makes the small firm's brief as a page that prints on two sheets: one file, no network."""

import hashlib
from base64 import b64encode
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit.cards import Card
from toolkit.catalogue import Choice, Shelf
from toolkit.firm import said, said_more
from toolkit.firm.brief import Brief
from toolkit.firm.decision import CRITERIA
from toolkit.firm.kept import Answers
from toolkit.firm.words import FirmWords
from toolkit.wording import templates_folder

RISKS, BENEFITS, FLIPS = 5, 4, 5  # that two sheets have room for
TOP = 4  # of a criterion


def page(made: Brief, answers: Answers, name: str, words: FirmWords) -> str:
    """Return the brief of a firm as HTML; the same answers give the same bytes."""
    style = files("toolkit").joinpath("reports", "page", "brief.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("brief.html.jinja")
        .render(
            words=words,
            style=Markup(style),  # noqa: S704  # our own, its hash is in the policy
            policy=f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'",
            cover=said.cover(answers, name, words),
            sources=said_more.sources(words),
            **_first_sheet(made, words),
            **_second_sheet(made, words),
        )
    )


def _first_sheet(made: Brief, words: FirmWords) -> dict[str, object]:
    return {
        "outcome": said.outcome(made, words),
        "criteria": _bars(made, words),
        "blocks": (said.capacity(made, words), said_more.break_even(made, words)),
        "flips": _first(said.flips(made, words), FLIPS),
    }


def _second_sheet(made: Brief, words: FirmWords) -> dict[str, object]:
    rest = (words.firm(f"risk.{one.risk.name}.title") for one in made.risks[RISKS:])
    return {
        "steps": said_more.steps(made, words),
        "risks": _first(said_more.risks(made, words), RISKS),
        "more": " · ".join(rest),
        "benefits": _first(said_more.benefits(made, words), BENEFITS),
        "equip": words.firm("brief.tools"),
        "tools": tuple(_shelf(shelf, words) for shelf in made.shelves),
    }


def _bars(made: Brief, words: FirmWords) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return each criterion, its level, and its four steps: reached, perhaps reached, not."""
    return tuple(
        (
            words.firm(f"criterion.{name}"),
            words.bounds(*made.decision.criteria[name], digits=0),
            tuple(_step(at, *made.decision.criteria[name]) for at in range(1, TOP + 1)),
        )
        for name in CRITERIA
    )


def _shelf(shelf: Shelf, words: FirmWords) -> tuple[str, str]:
    """Return a family of tools and its short list, each with its first reason."""
    named = [
        words.firm("brief.with_why", name=words.firm(f"tool.{one.tool.name}.title"), why=why)
        for one in shelf.choices
        for why in [words.listed((one.why[0], *_unread(one)), "why")]
    ]
    none = words.firm("brief.tool_none", aside=words.firm(f"aside.{shelf.aside or 'effort'}"))
    return words.firm(f"family.{shelf.family.name}.title"), " · ".join(named) or none


def _unread(choice: Choice) -> tuple[str, ...]:
    """Say of a tool whose licence nobody has read that it is to be checked, whatever else is."""
    return ("to_check",) if "to_check" in choice.why[1:] else ()


def _step(at: int, low: int, high: int) -> str:
    if at <= low:
        return "reached"
    return "perhaps" if at <= high else "open"


def _first(card: Card, count: int) -> tuple[Card, tuple[tuple[str, ...], ...]]:
    """Return a card and the first rows of its table."""
    return card, card.table.rows[:count] if card.table else ()


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
