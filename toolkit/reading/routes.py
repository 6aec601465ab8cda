"""Which file goes to which parser: a file is read, ignored on purpose, unknown, or absent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from toolkit.errors import BrokenExport
from toolkit.reading.archive import Archive
from toolkit.reading.found import Found, Rejected

Parser: TypeAlias = Callable[[Archive, str, Any], Iterator[Found]]

# What a computer leaves behind on its own: in any export, and never of use.
LITTER = r"(.*/)?(__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)"


@dataclass(frozen=True)
class Plan:
    """What happens to each file: ``read`` in order; ``absent`` names routes that found no file."""

    read: tuple[tuple[str, Parser], ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


def recognised(signature: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether every pattern of a platform's signature matches one of the names."""
    names = tuple(names)
    return all(any(map(re.compile(pattern).fullmatch, names)) for pattern in signature)


def plan(routes: Mapping[str, Parser | None], names: Iterable[str]) -> Plan:
    """Send each file down the first route that fits.

    Routes are read in order. Files of one route are read by their own name before that of their
    folder: exports name files after days, and rows that come in the order of time cost less.
    """
    waiting = sorted(names, key=_own_name_first)
    read: list[tuple[str, Parser]] = []
    ignored: list[str] = []
    absent: list[str] = []
    for pattern, parser in routes.items():
        matches = re.compile(pattern).fullmatch
        mine = [name for name in waiting if matches(name)]
        if parser is None:
            ignored += mine
        elif mine:
            read += [(name, parser) for name in mine]
        else:
            absent.append(pattern)
        if mine:
            taken = frozenset(mine)
            waiting = [name for name in waiting if name not in taken]
    return Plan(tuple(read), tuple(sorted(ignored)), tuple(waiting), tuple(absent))


def _own_name_first(name: str) -> tuple[str, str]:
    return name.rpartition("/")[2], name


def parsed(parser: Parser, archive: Archive, name: str, context: object) -> Iterator[Found]:
    """Yield what a parser finds; a file that cannot be opened is left, the others are kept."""
    try:
        yield from parser(archive, name, context)
    except BrokenExport:
        yield Rejected(name, "damaged file")
