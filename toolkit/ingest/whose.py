"""Whose a file is: which folders are exports of which platforms, and who would read each file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.ingest.platforms import Known
from toolkit.reading import Archive, Fits, fitting, plan, recognised


@dataclass(frozen=True)
class Place:
    """A folder inside an archive that is the export of these platforms."""

    archive: Archive
    base: str
    platforms: tuple[Known, ...]


@dataclass(frozen=True)
class Given:
    """One archive, the names in it, and whose the client says some of them are."""

    archive: Archive
    names: tuple[str, ...]
    path: Path
    label: str
    settled: Mapping[str, str]

    def platform(self, name: str) -> str | None:
        """Return the platform that the settings give for a file or a folder above it."""
        whole = f"{self.label}{name}"
        return next(
            (
                platform
                for path, platform in self.settled.items()
                if whole == path or whole.startswith(path.rstrip("/") + "/")
            ),
            None,
        )


def places(given: Given, platforms: Sequence[Known]) -> dict[str, Place]:
    """Return the folders that are exports.

    Platforms that file names alone tell are looked for first. Only the files that none of these
    has a use for are opened, to see whose they are.
    """
    found: dict[str, list[Known]] = {}
    names: tuple[str, ...] = given.names
    for opened in (False, True):
        for one in platforms:
            if bool(one.claims) is opened:
                for base in _outermost(names, one, fitting(one.claims, given.archive)):
                    found.setdefault(base, []).append(one)
        names = _nobodys(given.names, found)
    return {base: Place(given.archive, base, tuple(of)) for base, of in sorted(found.items())}


def _nobodys(names: Sequence[str], found: Mapping[str, Sequence[Known]]) -> tuple[str, ...]:
    """Return the files that no platform found so far knows by their names."""
    taken: set[str] = set()
    for base, platforms in found.items():
        routes = [pattern for one in platforms if not one.last for pattern in one.routes]
        known = [re.compile(pattern).fullmatch for pattern in routes]
        inside = (name for name in names if name.startswith(base))
        taken |= {name for name in inside if any(matches(name, len(base)) for matches in known)}
    return tuple(name for name in names if name not in taken)


def _outermost(names: Sequence[str], one: Known, fits: Fits) -> Iterator[str]:
    """Yield the folders that are exports of a platform, but none whose files another one reads.

    The messages of one chat, in a folder of their own, can look like an export themselves.
    """
    kept: list[str] = []
    for base in sorted(_bases(names, one.signature, fits)):
        inside = [name for name in names if name.startswith(base)]
        if not any(_reads(one, outer, inside, fits) for outer in kept if base.startswith(outer)):
            kept.append(base)
            yield base


def _reads(one: Known, base: str, names: Sequence[str], fits: Fits) -> bool:
    return any(
        re.fullmatch(pattern, name[len(base) :]) and fits(pattern, name)
        for pattern, parser in one.routes.items()
        if parser
        for name in names
    )


def _bases(names: Sequence[str], signature: Sequence[str], fits: Fits) -> set[str]:
    """Return the folders that hold a file for each pattern of a signature."""
    first = re.compile(signature[0])
    anywhere = re.compile(rf"(?:.*/)?(?:{first.pattern})")
    candidates = {
        base
        for name in filter(anywhere.fullmatch, names)
        for base in above(name)
        if first.fullmatch(name, len(base)) and fits(first.pattern, name)
    }
    return {base for base in candidates if recognised(signature[1:], names, fits, base)}


def above(name: str) -> Iterator[str]:
    """Yield the folders of a file, deepest first; the last is the export's own, without name."""
    end = name.rfind("/")
    while end >= 0:
        yield name[: end + 1]
        end = name.rfind("/", 0, end)
    yield ""


def fits_in(place: Place, one: Known) -> Fits:
    """Return what says whether a file of a place is also of the right kind for a platform."""
    inner = fitting(one.claims, place.archive)
    return lambda pattern, name: inner(pattern, place.base + name)


def claimed(
    place: Place, names: Sequence[str], platforms: Sequence[Known], given: Given
) -> dict[str, tuple[str, ...]]:
    """Return which platforms would read a file, for those that several would, or that are settled.

    Names that tell enough are not asked what they say.
    """
    if len(platforms) == 1:
        return {}
    readers: dict[str, tuple[str, ...]] = {}
    left = list(names)
    for opened in (False, True):
        for one in platforms:
            if one.last or bool(one.claims) != opened:
                continue
            for name, _ in plan(one.routes, left, fits_in(place, one)).read:
                readers[name] = (*readers.get(name, ()), one.platform)
        left = [name for name in left if name not in readers]
    settled = {name: given.platform(place.base + name) for name in readers} if given.settled else {}
    chosen = {name: (said,) for name, said in settled.items() if said in readers[name]}
    doubtful = {name: of for name, of in readers.items() if len(of) > 1}
    return doubtful | _certain(place, names, platforms) | chosen


def _certain(
    place: Place, names: Sequence[str], platforms: Sequence[Known]
) -> dict[str, tuple[str, ...]]:
    """Return the files that can be of one platform only, whoever else would read them."""
    return {
        name: (one.platform,)
        for one in platforms
        if one.certain
        for pattern, parser in one.routes.items()
        for name in names
        if parser and re.fullmatch(pattern, name) and one.certain(place.archive, place.base + name)
    }
