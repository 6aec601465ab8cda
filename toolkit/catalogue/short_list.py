"""A short list of tools under a client's constraints, with why each is there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.catalogue.tools import Catalogue, Effort, Family, Tool

PER_FAMILY = 2
EFFORTS: Mapping[Effort, int] = MappingProxyType({"hour": 0, "day": 1, "days": 2})


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What a client can take: its time, whether it hosts, what it will not have kept.

    ``effort`` is the most it can spend on the start; ``hosts`` whether somebody there runs a
    server; ``not_kept`` are kinds of data that a tool may not create.
    """

    effort: Effort = "days"
    open_source: bool = False
    hosts: bool = False
    not_kept: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A tool of the short list and why: names of reasons, the strongest first."""

    tool: Tool
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """What a family offers under the constraints; ``set_aside`` counts the tools that do not fit.

    ``aside`` names the constraint that set most of them aside, empty where none did.
    """

    family: Family
    choices: tuple[Choice, ...]
    set_aside: int
    aside: str


def families_for(catalogue: Catalogue, advice: Iterable[str]) -> tuple[str, ...]:
    """Return the families that serve this advice, those to have first before the others."""
    wanted = {*advice}
    found = [one for one in catalogue.families.values() if wanted & {*one.serves}]
    named: dict[str, None] = {}
    for family in found:
        for name in _with_first(catalogue, family):
            named.setdefault(name)
    return tuple(named)


def _with_first(catalogue: Catalogue, family: Family) -> Iterator[str]:
    if family.first and family.first != family.name:
        yield from _with_first(catalogue, catalogue.families[family.first])
    yield family.name


def short_list(
    catalogue: Catalogue, families: Iterable[str], constraints: Constraints
) -> tuple[Shelf, ...]:
    """Return at most two tools a family, in the order asked; what fits best comes first."""
    return tuple(_shelf(catalogue, catalogue.families[name], constraints) for name in families)


def _shelf(catalogue: Catalogue, family: Family, constraints: Constraints) -> Shelf:
    against = {tool: _against(tool, constraints) for tool in catalogue.of(family.name)}
    fitting = sorted((tool for tool, why in against.items() if not why), key=_rank)
    kept = _different(fitting)
    broken = [why for why in against.values() if why]
    return Shelf(
        family=family,
        choices=tuple(Choice(tool=tool, why=_why(tool)) for tool in kept),
        set_aside=len(broken),
        aside=max(sorted({*broken}), key=broken.count, default=""),
    )


def _against(tool: Tool, constraints: Constraints) -> str:
    """Name the constraint that a tool breaks; what is not checked fulfils none."""
    if EFFORTS[tool.effort] > EFFORTS[constraints.effort]:
        return "effort"
    if constraints.open_source and tool.hosting != "none" and not tool.open_source:
        return "open_source"
    if tool.hosting == "own" and not constraints.hosts:
        return "hosts"
    if constraints.not_kept & {*tool.keeps}:
        return "not_kept"
    return ""


def _rank(tool: Tool) -> tuple[int, bool, bool, bool, str]:
    software = tool.hosting != "none"
    return (EFFORTS[tool.effort], software, not tool.open_source, not tool.checked, tool.name)


def _different(fitting: list[Tool]) -> list[Tool]:
    """Keep the best and, beside it, one that is hosted otherwise where there is one."""
    other = [tool for tool in fitting[1:] if tool.hosting != fitting[0].hosting]
    return [*fitting[:1], *other, *(tool for tool in fitting[1:] if tool not in other)][:PER_FAMILY]


def _why(tool: Tool) -> tuple[str, ...]:
    claims = {
        "no_software": tool.hosting == "none",
        "light": tool.effort == "hour",
        "open_source": tool.open_source is True and tool.hosting != "none",
        "keeps_nothing": tool.keeps == ("nothing",),
        "leaves_easily": tool.leaving in ("paper", "files", "export"),
        "to_check": not tool.checked and tool.hosting != "none",
    }
    return tuple(name for name, holds in claims.items() if holds)
