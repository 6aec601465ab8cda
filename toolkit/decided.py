"""What the consultant decided of the advice, kept in the client's folder: ``decisions.toml``."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from toolkit.errors import BadSettings
from toolkit.results import Decision
from toolkit.templates import kept, literal

DECISIONS = "decisions.toml"
WORDED = ("title", "summary", "action", "first_step")
PARTS = (*WORDED, "comment")
NAME = re.compile(r"[a-z][a-z0-9_]*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w+|https?://\S+")

Part = Literal["title", "summary", "action", "first_step", "comment"]


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision as it is written down."""

    choice: Literal["accepted", "reworded", "rejected", "added"]
    on: date
    by: str = ""
    text: Mapping[Literal["fr", "en"], Mapping[Part, str]] = {}


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions kept in a client's folder, none where there are none.

    ``BadSettings`` says which decision cannot be understood, and never what it says.
    """
    found = kept(folder / DECISIONS, dict[str, Kept]) or {}
    if strange := [rule for rule in found if not NAME.fullmatch(rule)]:
        raise BadSettings(
            f"{folder.name}/{DECISIONS}: {len(strange)} names are not those of advice"
        )
    return tuple(
        Decision(
            rule=rule,
            choice=one.choice,
            on=one.on.isoformat(),
            by=one.by,
            texts={
                str(language): {str(part): said for part, said in parts.items()}
                for language, parts in one.text.items()
            },
        )
        for rule, one in found.items()
    )


def decided(before: Iterable[Decision], new: Decision) -> tuple[Decision, ...]:
    """Return the decisions with a new one in the place of that on the same advice.

    ``BadSettings`` where a text holds an address or a handle: nobody is named in a deliverable.
    """
    said = [new.by, *(text for parts in new.texts.values() for text in parts.values())]
    if any(ADDRESS.search(text) for text in said):
        raise BadSettings("an address or a handle names somebody: say it without")
    others = {one.rule: one for one in before}
    return tuple({**others, new.rule: new}.values())


def withdrawn(before: Iterable[Decision], rule: str) -> tuple[Decision, ...]:
    """Return the decisions without that on one piece of advice."""
    return tuple(one for one in before if one.rule != rule)


def written(decisions: Iterable[Decision], head: str) -> str:
    """Return the decisions as the text of ``decisions.toml``, under a line that says what it is."""
    return "\n".join([f"# {head}", *(_lines(one) for one in decisions), ""])


def _lines(one: Decision) -> str:
    lines = ["", f"[{one.rule}]", f'choice = "{one.choice}"', f"on = {one.on}"]
    lines += [f"by = {literal(one.by)}"] if one.by else []
    for language, parts in sorted(one.texts.items()):
        said = [f"{part} = {literal(parts[part])}" for part in PARTS if parts.get(part)]
        lines += ["", f"[{one.rule}.text.{language}]", *said] if said else []
    return "\n".join(lines)
