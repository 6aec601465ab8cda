"""Finding out what a client gave: which export stands where, and who reads which file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import EmptyExport, UnknownPlatform
from toolkit.ingest.intake import FileOutcome, Importer, Outcome
from toolkit.ingest.platforms import ImporterModule, Known, known, plainly
from toolkit.ingest.whose import Given, Place, above, claimed, fits_in, places
from toolkit.reading import (
    LITTER,
    Archive,
    Parser,
    Plan,
    Told,
    open_archive,
    plan,
)

NOTHING = Plan((), (), (), ())
_LITTER = re.compile(rf"{LITTER}|(.*/)?\.[^/]+")
# A tar that lies deeper is what somebody attached to a message: it may hold links, as tars do.
_PACKED = re.compile(r"(?i).*\.zip|(?:[^/]+/)?[^/]+\.(?:tar|tar\.gz|tgz)")


@dataclass(frozen=True)
class Export:
    """One export of one platform, and the files that its importer reads, in their order.

    ``path`` is the zip, tar or folder on the disk, ``base`` the folder in it that is the export.
    """

    module: ImporterModule
    archive: Archive
    files: tuple[tuple[str, Parser], ...]
    outcomes: tuple[FileOutcome, ...]
    path: Path
    base: str

    @property
    def size(self) -> int:
        """How many bytes there are to be read."""
        return sum(self.archive.size(name) for name, _ in self.files)

    @property
    def importer(self) -> Importer:
        """Under which name its rows and files are counted."""
        return Importer(self.module.PLATFORM, str(self.module.VERSION), self.module.SCOPE)


@dataclass(frozen=True)
class Finds:
    """All exports found, and the files that belong to none of them."""

    exports: tuple[Export, ...]
    strangers: tuple[FileOutcome, ...]


def find(
    folder: Path,
    modules: Sequence[ImporterModule],
    stack: ExitStack,
    told: Told,
    settled: Mapping[str, str] = MappingProxyType({}),
) -> Finds:
    """Find every export in a folder of zips, tars, folders and loose files.

    Archives stay open until the stack is closed. ``settled`` says whose a file is where two
    platforms claim it. Raises ``EmptyExport`` where there is no file, ``UnknownPlatform`` where
    no importer knows any of them or where the settings name a platform that is not there.
    """
    _check_settled(settled, modules)
    platforms = tuple(known(module, told) for module in modules)
    exports: list[Export] = []
    strangers: list[FileOutcome] = []
    given = tuple(_archives(folder, stack, settled))
    for one in given:
        found, rest = _sorted_out(one, platforms)
        exports += found
        strangers += rest
    if not exports:
        names = [name for one in given for name in one.names]
        _refuse(folder, modules, empty=all(map(_LITTER.fullmatch, names)))
    return Finds(tuple(exports), tuple(strangers))


def _check_settled(settled: Mapping[str, str], modules: Sequence[ImporterModule]) -> None:
    names = sorted(module.PLATFORM for module in modules)
    for platform in settled.values():
        if platform not in names:
            raise UnknownPlatform(f"exports: no platform '{platform}'; there is {', '.join(names)}")


def _archives(folder: Path, stack: ExitStack, settled: Mapping[str, str]) -> Iterator[Given]:
    """Yield the folder itself, then each zip or tar in it, with the names of what they hold."""
    if not folder.is_dir():
        return
    whole = stack.enter_context(open_archive(folder))
    packed = [n for n in whole.names if _PACKED.fullmatch(n) and not _LITTER.fullmatch(n)]
    loose = tuple(name for name in whole.names if name not in set(packed))
    yield Given(whole, loose, folder, "", settled)
    for name in packed:
        inner = stack.enter_context(open_archive(folder / name))
        inner.label = name
        yield Given(inner, inner.names, folder / name, f"{name}/", settled)


def _refuse(folder: Path, modules: Sequence[ImporterModule], *, empty: bool) -> None:
    if empty:
        raise EmptyExport(f"nothing in {folder.parent.name}/{folder.name}: put the exports there")
    wanted = "; ".join(f"{module.PLATFORM}: {module.LOOKS_FOR}" for module in modules)
    raise UnknownPlatform(f"no importer knows these files; they look for {wanted}")


def _sorted_out(given: Given, platforms: Sequence[Known]) -> tuple[list[Export], list[FileOutcome]]:
    """Give each file to the export of the deepest folder that holds it."""
    there = places(given, platforms)
    owned: dict[str, list[str]] = {base: [] for base in there}
    strangers = []
    for name in given.names:
        base = next((base for base in above(name) if base in owned), None)
        if base is None:
            outcome: Outcome = "ignored" if _LITTER.fullmatch(name) else "unknown"
            strangers.append(FileOutcome(given.archive.label, name, outcome, ""))
        else:
            owned[base].append(name[len(base) :])
    exports = [
        export for base, place in there.items() for export in _exports(place, owned[base], given)
    ]
    return exports, strangers


def _exports(place: Place, names: Sequence[str], given: Given) -> Iterator[Export]:
    """Yield one export per platform of a place; what one has no use for, the next is asked about.

    The agreed tables are asked last: their names could be those of another platform's files. A
    file that two platforms would read is read by neither, unless the settings say whose it is.
    """
    platforms = sorted(place.platforms, key=lambda one: (one.last, bool(one.claims), one.platform))
    claims = claimed(place, names, platforms, given)
    doubtful = {name for name, of in claims.items() if len(of) > 1}
    left, ignored = [name for name in names if name not in doubtful], set[str]()
    plans = []
    for one in platforms:
        mine = [name for name in left if claims.get(name, ()) in ((), (one.platform,))]
        plans.append(plan(one.routes, mine, fits_in(place, one)))
        ignored |= set(plans[-1].ignored)
        taken = {name for name, _ in plans[-1].read}
        left = [name for name in left if name not in taken]
    rest = Plan((), tuple(sorted(ignored & set(left))), tuple(sorted(set(left) - ignored)), ())
    reading = [pair for pair in zip(platforms, plans, strict=True) if pair[1].read]
    for one, planned in reading or [(platforms[0], plans[0])]:
        # What none of them reads is counted once, with the first.
        is_first = one is (reading[0][0] if reading else platforms[0])
        outcomes = [*_outcomes(place, one.platform, planned, rest if is_first else NOTHING)]
        if is_first:
            outcomes += _doubts(place, doubtful, claims)
        inside = place.archive.under(place.base)
        yield Export(one.module, inside, planned.read, tuple(outcomes), given.path, place.base)


def _doubts(
    place: Place, doubtful: Iterable[str], claims: Mapping[str, Sequence[str]]
) -> Iterator[FileOutcome]:
    for name in sorted(doubtful):
        whole, platforms = place.base + name, ", ".join(claims[name])
        yield FileOutcome(place.archive.label, whole, "ambiguous", platforms)


def _outcomes(place: Place, platform: str, planned: Plan, rest: Plan) -> Iterator[FileOutcome]:
    by_outcome: tuple[tuple[Outcome, Iterable[str]], ...] = (
        ("read", (name for name, _ in planned.read)),
        ("ignored", rest.ignored),
        ("unknown", rest.unknown),
        ("absent", map(plainly, planned.absent)),
    )
    for outcome, names in by_outcome:
        for name in names:
            yield FileOutcome(place.archive.label, place.base + name, outcome, platform)
