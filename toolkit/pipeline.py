"""The order of work, once: take in, measure, release, judge, advise, deliver."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from toolkit import ingest, measuring, programme, release, simulate, store, verdicts
from toolkit.conversations.team_ties import team_ties
from toolkit.errors import UnknownClient, UnknownParameter
from toolkit.firm.kept import released
from toolkit.ingest import Intake
from toolkit.measuring import Tables
from toolkit.privacy import gate, ledger, pseudonyms
from toolkit.release import About, Bond, Facts, Group, Release
from toolkit.reports import delivery, html, notebooks
from toolkit.results import WHOLE, Cell
from toolkit.store import Client
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages, templates_folder

Progress = Callable[[str, int, int], None]
FORMATS = ("html",)
NOTEBOOKS = ("2_external", "3_internal", "audit")
RELEASE = "VIVEVOIX_RELEASE"
DOCUMENTS = ("notice", "works_council", "assessment", "charter", "consent")  # to be handed out
TAKEN_IN = "taken-in"  # what the exports and the settings looked like when they were read


def new_client(root: Path, slug: str, *, name: str, profile: str, language: str) -> Client:
    """Make a client's folder from the templates."""
    folder = templates_folder() / "client"
    quoted = json.dumps(name, ensure_ascii=False)
    settings = (folder / "client.toml").read_text(encoding="utf-8")
    readme, *documents = (
        (folder / f"{one}.{language}.md").read_text(encoding="utf-8").format(name=name, slug=slug)
        for one in ("README", *DOCUMENTS)
    )
    return store.create_client(
        root,
        slug,
        settings.format(name=quoted, profile=profile, language=language),
        readme,
        {f"{one}.md": text for one, text in zip(DOCUMENTS, documents, strict=True)},
    )


def take_in(
    client: Client,
    paths: Sequence[Path] = (),
    *,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Intake:
    """Copy these paths into the client's exports, then read all exports into the tables.

    ``workers`` is how many processes read; ``None`` is as many as help, for programmes that may
    be started anew.
    """
    for path in paths:
        store.receive(client, path)
    seen = store.fingerprint(client)  # before: what is decided meanwhile is not in it
    intake = ingest.take_in(client, progress=progress, workers=workers)
    store.replace_file(client.vault / TAKEN_IN, seen.encode())
    return intake


def up_to_date(client: Client, *, progress: Progress | None = None) -> None:
    """Take the exports in where they, or the settings, changed since they were read."""
    seen = client.vault / TAKEN_IN
    if not seen.is_file() or seen.read_text(encoding="utf-8") != store.fingerprint(client):
        take_in(client, progress=progress)


def measure(client: Client, *, period: str = WHOLE, progress: Progress | None = None) -> Facts:
    """Measure a client and return what may be released; take the exports in where they changed."""
    up_to_date(client, progress=progress)
    k = ledger.checked_k(ledger.read(client.vault), client.settings.legal_gate.k_min)
    tables = _tables(client)
    span = measuring.span_of(tables, period)
    groups = measuring.groups_of(tables)
    cells = tuple(_cells(client, tables, groups, span, progress or _silent))
    key = pseudonyms.open_key(client.vault)
    passed = gate.pass_gate(cells, groups, k=k, key=key)
    _keep_references(client, cells, key)
    return Facts(
        about=_about(client, measuring.within(tables, span) if span else tables, k),
        sources=ingest.read_intake(client).sources,
        groups=tuple(
            replace(one, id=passed.groups[one.scope, one.id])
            for one in groups
            if (one.scope, one.id) in passed.groups
        ),
        cells=passed.cells,
        bonds=tuple(_bonds(client, tables, span, passed.groups, k)),
        firm=released(client.folder, gate_open=not client.settings.legal_gate.missing()),
    )


def _bonds(
    client: Client,
    tables: Tables,
    span: tuple[int, int] | None,
    shown: Mapping[tuple[str, str], str],
    k: int,
) -> Iterator[Bond]:
    """Yield how much teams are in touch, where the inside may be measured and both are shown."""
    if _shut(client, tables) or not {"interactions", "people"} <= tables.keys():
        return
    asked = measuring.within(tables, span) if span else tables
    ties = team_ties(asked["interactions"], asked["people"])
    for one, may_be_told in gate.pass_ties(ties, shown, k=k):
        yield Bond(src=one.src, dst=one.dst, share=round(one.share, 4) if may_be_told else None)


def _shut(client: Client, tables: Tables) -> bool:
    """Whether the legal gate is shut: nothing inside may be measured."""
    return bool(client.settings.legal_gate.missing()) and not _legal(tables)


def _keep_references(client: Client, cells: Sequence[Cell], key: bytes) -> None:
    """Write in the vault which message each coded reference of the report leads to."""
    coded = pseudonyms.messages(key)
    cited = {message for cell in cells for message in cell.measure.evidence}
    known = {coded(message): message for message in cited}
    content = json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True)
    store.replace_file(client.vault / "evidence.json", content.encode())


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _tables(client: Client) -> Tables:
    frames = ingest.load_tables(client)
    return {
        name: frame.drop(measuring.UNREAD, strict=False).collect() for name, frame in frames.items()
    }


def _cells(
    client: Client,
    tables: Tables,
    groups: Sequence[Group],
    span: tuple[int, int] | None,
    tell: Progress,
) -> Iterator[Cell]:
    """Yield every measure of every slice; inside, only where the legal gate is open."""
    shut = _shut(client, tables)
    if shut:
        for metric in measuring.questions("internal").values():
            for one in measuring.refused(metric, "legal_gate"):
                yield Cell(scope="internal", group=WHOLE, period=WHOLE, measure=one)
    slices = [
        part
        for part in measuring.parts(tables, groups, span)
        if not (shut and part.scope == "internal")
    ]
    for done, part in enumerate(slices, start=1):
        yield from measuring.measure(part)
        tell("measures", done, len(slices))


def _legal(tables: Tables) -> bool:
    """Whether the client's own legal_gate table says all that client.toml would."""
    if "legal_gate" not in tables or not tables["legal_gate"].height:
        return False
    row = tables["legal_gate"].row(0, named=True)
    names = store.LegalGate.__struct_fields__
    asked = {name: row[name] for name in names if row[name] is not None}
    return not store.LegalGate(**asked).missing()


def _about(client: Client, tables: Tables, k: int) -> About:
    written = [tables[name]["day"] for name in measuring.TIMED.values() if name in tables]
    days = [day for one in written for day in (one.min(), one.max()) if isinstance(day, int)]
    settings = client.settings
    return About(
        client=client.slug,
        name=settings.name,
        profile=settings.profile,
        language=settings.language,
        simulated=settings.simulated,
        k=k,
        first=ingest.iso_date(min(days, default=None)),
        last=ingest.iso_date(max(days, default=None)),
        headcount=settings.headcount,
    )


def release_audit(
    client: Client, *, period: str = WHOLE, progress: Progress | None = None
) -> Release:
    """Measure, judge and advise; write the release, which is all that reports will read."""
    facts = measure(client, period=period, progress=progress)
    found = verdicts.verdicts(client, facts, whole=period == WHOLE)
    parts = {release.FACTS: release.encode(facts), release.FINDINGS: release.encode(found)}
    entered = ledger.entered(
        ledger.read(client.vault), k=facts.about.k, release=b"".join(parts.values())
    )
    store.replace_file(client.vault / ledger.LEDGER, ledger.encode(entered))
    for name, content in parts.items():
        store.replace_file(client.release / name, content)
    if period == WHOLE:
        verdicts.keep(client.vault, facts, found.findings)
    return Release(facts=facts, verdicts=found)


def audit(
    client: Client,
    *,
    language: str = "fr",
    formats: Sequence[str] = FORMATS,
    period: str = WHOLE,
    progress: Progress | None = None,
) -> Path:
    """Take a client the whole road and return the folder of the delivery."""
    for wanted in formats:
        if wanted not in FORMATS:
            raise UnknownParameter(f"no format '{wanted}'; there is: {', '.join(FORMATS)}")
    release_audit(client, period=period, progress=progress)
    return deliver(client, language, period=period, progress=progress)


def deliver(
    client: Client, language: str, *, period: str = WHOLE, progress: Progress | None = None
) -> Path:
    """Make the reports from the client's release and return the folder of the delivery."""
    files = render(client.release, language, client.vault / "failed", progress=progress)
    return delivery.deliver(
        client.reports, files, client=client.slug, language=language, period=period
    )


def render(
    folder: Path, language: str, trace: Path, *, progress: Progress | None = None
) -> dict[str, bytes]:
    """Return the files of a delivery, made from a release folder alone.

    ``trace`` is where a notebook that fails is kept.
    """
    given = release.read(folder)
    words = Words(language)
    parameters = {"client": given.facts.about.client, "language": language, "period": WHOLE}
    done = {}
    for count, name in enumerate(NOTEBOOKS, start=1):
        path = templates_folder().parent / "notebooks" / f"{name}.ipynb"
        done[name] = notebooks.run(path, parameters, folder, trace / path.name)
        (progress or _silent)(f"notebooks, {language}", count, len(NOTEBOOKS))
    books = {f"{name}.ipynb": nbformat.writes(book).encode() for name, book in done.items()}
    page = html.compose(given, words, done["audit"])
    made = programme.plan(given, programme.read_training(templates_folder() / programme.TRAINING))
    return {
        **books,
        "voices.xlsx": programme.workbook(made, words),
        "voices.ics": programme.diary(made, words, client=given.facts.about.client),
        "audit.html": page.encode(),
        release.FINDINGS: (folder / release.FINDINGS).read_bytes(),
    }


def viewer(client: str, language: str = "fr", period: str = WHOLE) -> Viewer:
    """Open a client's release, to show its measures one by one in a notebook."""
    if language not in languages():
        raise UnknownParameter(f"no language '{language}'; there is: {', '.join(languages())}")
    given = os.environ.get(RELEASE)
    folder = Path(given) if given else store.open_client(store.root(), client).release
    opened = release.read(folder)
    if opened.facts.about.client != client:
        raise UnknownClient(f"this release is of another client: {opened.facts.about.client}")
    return Viewer(opened, Words(language), period)


def demo(root: Path, *, progress: Progress | None = None) -> tuple[Path, ...]:
    """Simulate the demo clients, take them the whole road in every language; return the pages."""
    pages = []
    for one in simulate.demo_clients():
        client = _simulated(root, one)
        release_audit(client, progress=progress)
        for language in languages():
            deliver(client, language, progress=progress)
            pages.append(client.reports / f"{delivery.CURRENT}-{language}" / "audit.html")
    return tuple(pages)


def _simulated(root: Path, one: simulate.Demo) -> Client:
    """Return a demo client's folder, made where it is not there yet."""
    if one.slug in store.clients(root):
        return store.open_client(root, one.slug)
    readme = (templates_folder() / "client" / "README.fr.md").read_text(encoding="utf-8")
    client = store.create_client(
        root, one.slug, one.settings_text, readme.format(name=one.slug, slug=one.slug)
    )
    one.simulation.write(client.exports)
    return client
