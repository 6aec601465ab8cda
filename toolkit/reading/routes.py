"""Which file goes to which parser: a file is read, ignored on purpose, unknown, or absent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from toolkit.errors import BrokenExport
from toolkit.reading.archive import Archive
from toolkit.reading.found import Found, Rejected

Parser: TypeAlias = Callable[[Archive, str, Any], Iterator[Found]]
Claim: TypeAlias = Callable[[Archive, str], bool]
Fits: TypeAlias = Callable[[str, str], bool]

# What a computer leaves behind on its own: in any export, and never of use.
LITTER = r"(.*/)?(__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)"


def saying(pattern: str) -> Claim:
    """Return a claim on files whose beginning says this: where a name alone could be anybody's."""
    found = re.compile(pattern).search

    def claim(archive: Archive, name: str) -> bool:
        return found(archive.head(name)) is not None

    return claim


def fitting(claims: Mapping[str, Claim], archive: Archive) -> Fits:
    """Return what says whether a file that has the right name is also of the right kind."""

    def fits(pattern: str, name: str) -> bool:
        claim = claims.get(pattern)
        try:
            return claim is None or claim(archive, name)
        except BrokenExport:
            return False

    return fits


def _anything(_pattern: str, _name: str) -> bool:
    return True


@dataclass(frozen=True)
class Plan:
    """What happens to each file: ``read`` in order; ``absent`` names routes that found no file."""

    read: tuple[tuple[str, Parser], ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


def recognised(
    signature: Sequence[str], names: Iterable[str], fits: Fits = _anything, base: str = ""
) -> bool:
    """Say whether every pattern of a platform's signature matches a file below a folder."""
    names = tuple(name for name in names if name.startswith(base))

    def found(pattern: str) -> bool:
        matches = re.compile(pattern).fullmatch
        return any(matches(name, len(base)) and fits(pattern, name) for name in names)

    return all(map(found, signature))


def plan(routes: Mapping[str, Parser | None], names: Iterable[str], fits: Fits = _anything) -> Plan:
    """Send each file down the first route whose pattern, and whose claim if any, it fits.

    Routes are read in order. Files of one route are read by their own name before that of their
    folder: exports name files after days, and rows that come in the order of time cost less.
    """
    waiting = sorted(names, key=_own_name_first)
    read: list[tuple[str, Parser]] = []
    ignored: list[str] = []
    absent: list[str] = []
    for pattern, parser in routes.items():
        matches = re.compile(pattern).fullmatch
        mine = [name for name in waiting if matches(name) and fits(pattern, name)]
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
