"""Finding out what a client gave: which export stands where, and who reads which file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from toolkit.errors import EmptyExport, UnknownPlatform
from toolkit.ingest.intake import FileOutcome, Importer, Outcome
from toolkit.reading import (
    LITTER,
    Archive,
    Claim,
    Fits,
    Parser,
    Plan,
    fitting,
    open_archive,
    plan,
    recognised,
)

AGREED = "agreed"
_LITTER = re.compile(rf"{LITTER}|(.*/)?\.[^/]+")
_ZIP = re.compile(r"(?i).*\.zip")


class ImporterModule(Protocol):
    """What a module of toolkit.importers says of itself.

    Besides, there may be ``CLAIMS``: what a file must also say where its name could be anybody's,
    by the pattern of a signature or a route; and ``prepare(archive, told)``, which reads what the
    parsers of all other files need.
    """

    PLATFORM: str
    VERSION: int | str
    SCOPE: str
    LOOKS_FOR: str
    SIGNATURE: Sequence[str]
    ROUTES: Mapping[str, Parser | None]


def claims(module: ImporterModule) -> Mapping[str, Claim]:
    """Return what a platform's files must say besides having the right name."""
    found: Mapping[str, Claim] = getattr(module, "CLAIMS", {})
    return found


@dataclass(frozen=True)
class Export:
    """One export of one platform, and the files that its importer reads, in their order.

    ``path`` is the zip or the folder on the disk, ``base`` the folder in it that is the export.
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


@dataclass(frozen=True)
class _Place:
    """A folder inside an archive that is the export of these platforms."""

    archive: Archive
    base: str
    modules: tuple[ImporterModule, ...]


@dataclass(frozen=True)
class _Given:
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


def find(
    folder: Path,
    modules: Sequence[ImporterModule],
    stack: ExitStack,
    settled: Mapping[str, str] = MappingProxyType({}),
) -> Finds:
    """Find every export in a folder of zips, folders and loose files.

    Archives stay open until the stack is closed. ``settled`` says whose a file is where two
    platforms claim it. Raises ``EmptyExport`` where there is no file, ``UnknownPlatform`` where
    no importer knows any of them or where the settings name a platform that is not there.
    """
    _check_settled(settled, modules)
    exports: list[Export] = []
    strangers: list[FileOutcome] = []
    given = tuple(_archives(folder, stack, settled))
    for one in given:
        found, rest = _sorted_out(one, modules)
        exports += found
        strangers += rest
    if not exports:
        names = [name for one in given for name in one.names]
        _refuse(folder, modules, empty=all(map(_LITTER.fullmatch, names)))
    return Finds(tuple(exports), tuple(strangers))


def _check_settled(settled: Mapping[str, str], modules: Sequence[ImporterModule]) -> None:
    known = sorted(module.PLATFORM for module in modules)
    for platform in settled.values():
        if platform not in known:
            raise UnknownPlatform(f"exports: no platform '{platform}'; there is {', '.join(known)}")


def _archives(folder: Path, stack: ExitStack, settled: Mapping[str, str]) -> Iterator[_Given]:
    """Yield the folder itself, then each zip in it, with the names of what they hold."""
    if not folder.is_dir():
        return
    whole = stack.enter_context(open_archive(folder))
    zips = [name for name in whole.names if _ZIP.fullmatch(name) and not _LITTER.fullmatch(name)]
    loose = tuple(name for name in whole.names if name not in set(zips))
    yield _Given(whole, loose, folder, "", settled)
    for name in zips:
        inner = stack.enter_context(open_archive(folder / name))
        inner.label = name
        yield _Given(inner, inner.names, folder / name, f"{name}/", settled)


def _refuse(folder: Path, modules: Sequence[ImporterModule], *, empty: bool) -> None:
    if empty:
        raise EmptyExport(f"nothing in {folder.parent.name}/{folder.name}: put the exports there")
    wanted = "; ".join(f"{module.PLATFORM}: {module.LOOKS_FOR}" for module in modules)
    raise UnknownPlatform(f"no importer knows these files; they look for {wanted}")


def _sorted_out(
    given: _Given, modules: Sequence[ImporterModule]
) -> tuple[list[Export], list[FileOutcome]]:
    """Give each file to the export of the deepest folder that holds it."""
    places = _places(given, modules)
    owned: dict[str, list[str]] = {base: [] for base in places}
    strangers = []
    for name in given.names:
        base = next((base for base in _above(name) if base in owned), None)
        if base is None:
            outcome: Outcome = "ignored" if _LITTER.fullmatch(name) else "unknown"
            strangers.append(FileOutcome(given.archive.label, name, outcome, ""))
        else:
            owned[base].append(name[len(base) :])
    exports = [
        export for base, place in places.items() for export in _exports(place, owned[base], given)
    ]
    return exports, strangers


def _places(given: _Given, modules: Sequence[ImporterModule]) -> dict[str, _Place]:
    """Return the folders that are exports.

    Platforms that file names alone tell are looked for first. Only the files that none of these
    has a use for are opened, to see whose they are.
    """
    found: dict[str, list[ImporterModule]] = {}
    plain = [module for module in modules if not claims(module)]
    for module in plain:
        for base in _bases(given.names, module.SIGNATURE, fitting({}, given.archive)):
            found.setdefault(base, []).append(module)
    rest = _nobodys(given.names, found)
    for module in (module for module in modules if claims(module)):
        for base in _bases(rest, module.SIGNATURE, fitting(claims(module), given.archive)):
            found.setdefault(base, []).append(module)
    return {base: _Place(given.archive, base, tuple(of)) for base, of in sorted(found.items())}


def _nobodys(
    names: Sequence[str], found: Mapping[str, Sequence[ImporterModule]]
) -> tuple[str, ...]:
    """Return the files that no platform found so far knows by their names."""
    known: set[str] = set()
    for base, modules in found.items():
        inside = [name[len(base) :] for name in names if name.startswith(base)]
        for module in modules:
            if module.PLATFORM == AGREED:
                continue
            planned = plan(module.ROUTES, inside)
            known |= {base + name for name, _ in planned.read}
            known |= {base + name for name in planned.ignored}
    return tuple(name for name in names if name not in known)


def _bases(names: Sequence[str], signature: Sequence[str], fits: Fits) -> set[str]:
    """Return the folders that hold a file for each pattern of a signature."""
    first = re.compile(signature[0])
    anywhere = re.compile(rf"(?:.*/)?(?:{first.pattern})")
    candidates = {
        base
        for name in filter(anywhere.fullmatch, names)
        for base in _above(name)
        if first.fullmatch(name, len(base)) and fits(first.pattern, name)
    }
    return {base for base in candidates if recognised(signature[1:], names, fits, base)}


def _above(name: str) -> Iterator[str]:
    """Yield the folders of a file, deepest first; the last is the export's own, without name."""
    end = name.rfind("/")
    while end >= 0:
        yield name[: end + 1]
        end = name.rfind("/", 0, end)
    yield ""


def _exports(place: _Place, names: Sequence[str], given: _Given) -> Iterator[Export]:
    """Yield one export per platform of a place; what one has no use for, the next is asked about.

    The agreed tables are asked last: their names could be those of another platform's files. A
    file that two platforms would read is read by neither, unless the settings say whose it is.
    """
    modules = sorted(
        place.modules, key=lambda one: (one.PLATFORM == AGREED, bool(claims(one)), one.PLATFORM)
    )
    claimed = _claimed(place, names, modules, given)
    doubtful = {name for name, platforms in claimed.items() if len(platforms) > 1}
    left, ignored = [name for name in names if name not in doubtful], set[str]()
    plans = []
    for module in modules:
        mine = [name for name in left if claimed.get(name, ()) in ((), (module.PLATFORM,))]
        plans.append(plan(module.ROUTES, mine, _fits(place, module)))
        ignored |= set(plans[-1].ignored)
        taken = {name for name, _ in plans[-1].read}
        left = [name for name in left if name not in taken]
    rest = Plan((), tuple(sorted(ignored & set(left))), tuple(sorted(set(left) - ignored)), ())
    for module, planned in zip(modules, plans, strict=True):
        # What none of them reads is counted once, with the first.
        counted = rest if module is modules[0] else Plan((), (), (), ())
        doubts = doubtful if module is modules[0] else ()
        yield Export(
            module=module,
            archive=place.archive.under(place.base),
            files=planned.read,
            outcomes=(
                *_outcomes(place, module.PLATFORM, planned, counted),
                *(
                    FileOutcome(
                        place.archive.label,
                        place.base + name,
                        "ambiguous",
                        ", ".join(claimed[name]),
                    )
                    for name in sorted(doubts)
                ),
            ),
            path=given.path,
            base=place.base,
        )


def _fits(place: _Place, module: ImporterModule) -> Fits:
    inner = fitting(claims(module), place.archive)
    return lambda pattern, name: inner(pattern, place.base + name)


def _claimed(
    place: _Place, names: Sequence[str], modules: Sequence[ImporterModule], given: _Given
) -> dict[str, tuple[str, ...]]:
    """Return which platforms would read a file, for those that several would, or that are settled.

    Names that tell enough are not asked what they say.
    """
    readers: dict[str, tuple[str, ...]] = {}
    left = list(names)
    for opened in (False, True):
        for module in modules:
            if module.PLATFORM == AGREED or bool(claims(module)) != opened:
                continue
            for name, _ in plan(module.ROUTES, left, _fits(place, module)).read:
                readers[name] = (*readers.get(name, ()), module.PLATFORM)
        left = [name for name in left if name not in readers]
    settled = {name: given.platform(place.base + name) for name in readers} if given.settled else {}
    chosen = {name: (said,) for name, said in settled.items() if said in readers[name]}
    return {name: of for name, of in readers.items() if len(of) > 1} | chosen


def _outcomes(place: _Place, platform: str, planned: Plan, rest: Plan) -> Iterator[FileOutcome]:
    by_outcome: tuple[tuple[Outcome, Iterable[str]], ...] = (
        ("read", (name for name, _ in planned.read)),
        ("ignored", rest.ignored),
        ("unknown", rest.unknown),
        ("absent", map(_readable, planned.absent)),
    )
    for outcome, names in by_outcome:
        for name in names:
            yield FileOutcome(place.archive.label, place.base + name, outcome, platform)


def _readable(pattern: str) -> str:
    return pattern.removeprefix("(.*/)?").replace("\\", "")
