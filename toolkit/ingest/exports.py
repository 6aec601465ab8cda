"""Finding out what a client gave: which export stands where, and who reads which file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit.errors import EmptyExport, UnknownPlatform
from toolkit.ingest.intake import FileOutcome, Importer, Outcome
from toolkit.reading import LITTER, Archive, Parser, Plan, open_archive, plan

AGREED = "agreed"
_LITTER = re.compile(rf"{LITTER}|(.*/)?\.[^/]+")
_ZIP = re.compile(r"(?i).*\.zip")


class ImporterModule(Protocol):
    """What a module of toolkit.importers says of itself; ``prepare`` may be there besides."""

    PLATFORM: str
    VERSION: int | str
    SCOPE: str
    LOOKS_FOR: str
    SIGNATURE: Sequence[str]
    ROUTES: Mapping[str, Parser | None]


@dataclass(frozen=True)
class Export:
    """One export of one platform, and the files that its importer reads, in their order."""

    module: ImporterModule
    archive: Archive
    files: tuple[tuple[str, Parser], ...]
    outcomes: tuple[FileOutcome, ...]

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


def find(folder: Path, modules: Sequence[ImporterModule], stack: ExitStack) -> Finds:
    """Find every export in a folder of zips, folders and loose files.

    Archives stay open until the stack is closed. Raises ``EmptyExport`` where there is no file,
    ``UnknownPlatform`` where no importer knows any of them.
    """
    exports: list[Export] = []
    strangers: list[FileOutcome] = []
    archives = tuple(_archives(folder, stack))
    for archive, names in archives:
        found, rest = _sorted_out(archive, names, modules)
        exports += found
        strangers += rest
    if not exports:
        given = [name for _, names in archives for name in names]
        _refuse(folder, modules, empty=all(map(_LITTER.fullmatch, given)))
    return Finds(tuple(exports), tuple(strangers))


def _archives(folder: Path, stack: ExitStack) -> Iterator[tuple[Archive, tuple[str, ...]]]:
    """Yield the folder itself, then each zip in it, with the names of what they hold."""
    if not folder.is_dir():
        return
    whole = stack.enter_context(open_archive(folder))
    zips = [name for name in whole.names if _ZIP.fullmatch(name) and not _LITTER.fullmatch(name)]
    yield whole, tuple(name for name in whole.names if name not in set(zips))
    for name in zips:
        inner = stack.enter_context(open_archive(folder / name))
        inner.label = name
        yield inner, inner.names


def _refuse(folder: Path, modules: Sequence[ImporterModule], *, empty: bool) -> None:
    if empty:
        raise EmptyExport(f"nothing in {folder.parent.name}/{folder.name}: put the exports there")
    wanted = "; ".join(f"{module.PLATFORM}: {module.LOOKS_FOR}" for module in modules)
    raise UnknownPlatform(f"no importer knows these files; they look for {wanted}")


def _sorted_out(
    archive: Archive, names: Sequence[str], modules: Sequence[ImporterModule]
) -> tuple[list[Export], list[FileOutcome]]:
    """Give each file to the export of the deepest folder that holds it."""
    places = _places(archive, names, modules)
    owned: dict[str, list[str]] = {base: [] for base in places}
    strangers = []
    for name in names:
        base = next((base for base in _above(name) if base in owned), None)
        if base is None:
            outcome: Outcome = "ignored" if _LITTER.fullmatch(name) else "unknown"
            strangers.append(FileOutcome(archive.label, name, outcome, ""))
        else:
            owned[base].append(name[len(base) :])
    exports = [export for base, place in places.items() for export in _exports(place, owned[base])]
    return exports, strangers


def _places(
    archive: Archive, names: Sequence[str], modules: Sequence[ImporterModule]
) -> dict[str, _Place]:
    found: dict[str, list[ImporterModule]] = {}
    for module in modules:
        for base in _bases(names, module.SIGNATURE):
            found.setdefault(base, []).append(module)
    return {base: _Place(archive, base, tuple(of)) for base, of in sorted(found.items())}


def _bases(names: Sequence[str], signature: Sequence[str]) -> set[str]:
    """Return the folders that hold a file for each pattern of a signature."""
    first, *others = (re.compile(pattern) for pattern in signature)
    anywhere = re.compile(rf"(?:.*/)?(?:{first.pattern})")
    candidates = {
        base
        for name in filter(anywhere.fullmatch, names)
        for base in _above(name)
        if first.fullmatch(name, len(base))
    }
    return {
        base
        for base in candidates
        if all(
            any(name.startswith(base) and other.fullmatch(name, len(base)) for name in names)
            for other in others
        )
    }


def _above(name: str) -> Iterator[str]:
    """Yield the folders of a file, deepest first; the last is the export's own, without name."""
    end = name.rfind("/")
    while end >= 0:
        yield name[: end + 1]
        end = name.rfind("/", 0, end)
    yield ""


def _exports(place: _Place, names: Sequence[str]) -> Iterator[Export]:
    """Yield one export per platform of a place; what one has no use for, the next is asked about.

    The agreed tables are asked last: their names could be those of another platform's files.
    """
    modules = sorted(place.modules, key=lambda module: module.PLATFORM == AGREED)
    left, ignored = list(names), set[str]()
    plans = []
    for module in modules:
        plans.append(plan(module.ROUTES, left))
        ignored |= set(plans[-1].ignored)
        left = [*plans[-1].ignored, *plans[-1].unknown]
    rest = Plan((), tuple(sorted(ignored & set(left))), tuple(sorted(set(left) - ignored)), ())
    for module, planned in zip(modules, plans, strict=True):
        # What none of them reads is counted once, with the first.
        counted = rest if module is modules[0] else Plan((), (), (), ())
        yield Export(
            module=module,
            archive=place.archive.under(place.base),
            files=planned.read,
            outcomes=tuple(_outcomes(place, module.PLATFORM, planned, counted)),
        )


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
