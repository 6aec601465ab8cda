"""What each tool is for, what it keeps, how one leaves it: read from ``templates/tools.toml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from toolkit.errors import TemplateError
from toolkit.templates import entry, sound, tables

TOOLS = "tools.toml"
TO_CHECK = "to_check"  # nobody has held it against a source yet

Side: TypeAlias = Literal["external", "internal"]
Hosting: TypeAlias = Literal["none", "own", "either", "provider"]
Effort: TypeAlias = Literal["hour", "day", "days"]
Kept: TypeAlias = Literal[
    "nothing",
    "accounts",
    "addresses",
    "messages",
    "private_messages",
    "public_posts",
    "opinions",
    "alerts",
    "images",
    "recordings",
    "visits",
    "agendas",
    "documents",
]
Privacy: TypeAlias = Literal[
    "none",
    "customers",
    "staff",
    "public",
    "image_rights",
    "anonymity",
    "recording",
    "tracking",
]
Leaving: TypeAlias = Literal["paper", "export", "files", "to_check"]


@dataclass(frozen=True, kw_only=True)
class Family:
    """What a kind of tool is for: the advice that it serves and the measures it should move."""

    name: str
    side: Side
    serves: tuple[str, ...]  # rules of toolkit/rules
    moves: tuple[str, ...]  # measures
    first: str = ""  # the family to have before this one


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One tool; what no source confirms is ``None`` or stands under ``to_check``.

    ``source`` is where the licence was read, on ``checked_on``; the rest of an entry is the
    catalogue's own description.
    """

    name: str
    family: str
    hosting: Hosting
    keeps: tuple[Kept, ...]
    privacy: Privacy
    effort: Effort
    leaving: Leaving
    open_source: bool | None = None
    source: str = TO_CHECK
    licence: str = ""
    checked_on: date | None = None

    @property
    def checked(self) -> bool:
        """Whether somebody read what the entry says of the licence."""
        return self.source != TO_CHECK


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Families by name, tools by name."""

    families: Mapping[str, Family]
    tools: Mapping[str, Tool]

    def of(self, family: str) -> tuple[Tool, ...]:
        """Return the tools of a family, in the order of the file."""
        return tuple(tool for tool in self.tools.values() if tool.family == family)


def read_catalogue(path: Path) -> Catalogue:
    """Read the catalogue; ``TemplateError`` says everything that is wrong with it."""
    said = tables(path)
    if unknown := said.keys() - {"family", "tool"}:
        raise TemplateError(f"{path.name}: does not know {', '.join(sorted(unknown))}")
    families = {
        name: entry(table, Family, name=name) for name, table in said.get("family", {}).items()
    }
    tools = {name: entry(table, Tool, name=name) for name, table in said.get("tool", {}).items()}
    known = sound(path, families, Family, _lost(families))
    return Catalogue(families=known, tools=sound(path, tools, Tool, _faults(tools, known)))


def _lost(families: Mapping[str, Family | str]) -> Iterator[str]:
    above: set[str] = set()
    for name, family in families.items():
        if isinstance(family, Family) and family.first and family.first not in above:
            yield f"[family.{name}] first: no such family stands above it"
        above.add(name)


def _faults(tools: Mapping[str, Tool | str], families: Mapping[str, Family]) -> Iterator[str]:
    for name, tool in tools.items():
        if not isinstance(tool, Tool):
            continue
        if tool.family not in families:
            yield f"[tool.{name}] family: there is: {', '.join(families)}"
        if tool.checked and not (tool.licence and tool.checked_on):
            yield f"[tool.{name}] a source that was read has its licence and its checked_on"
        if not tool.checked and (tool.checked_on or tool.licence):
            yield f"[tool.{name}] what is to be checked has neither licence nor checked_on"
