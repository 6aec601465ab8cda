"""What the command line shows: progress, what was read, the measures, the tables."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from rich.console import Console
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from toolkit.ingest import FileOutcome, Intake, TableSummary
from toolkit.reading import Noted
from toolkit.release import Facts
from toolkit.results import WHOLE, Measure
from toolkit.store import Client
from toolkit.wording import Words

Report = Callable[[str, int, int], None]
SHOWN = 20
IN_BYTES = "read"  # the stage whose amounts are bytes, all others count things


class _Amount(ProgressColumn):
    """How much is done of how much, and how fast."""

    def render(self, task: Task) -> Text:
        said = decimal if task.description == IN_BYTES else "{:,}".format
        rate = f", {said(int(task.speed))}/s" if task.speed else ""
        return Text(f"{said(int(task.completed))} of {said(int(task.total or 0))}{rate}")


@contextmanager
def progress() -> Iterator[Report]:
    """Show a bar for each stage of the work, on the error stream, while it lasts."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        _Amount(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def show_intake(intake: Intake, client: Client) -> None:
    """Show, for each platform, what was read, ignored, unknown, absent and rejected."""
    console = Console(soft_wrap=True, highlight=False)
    for one in intake.sources:
        absent = sum(f.outcome == "absent" and f.platform == one.platform for f in intake.files)
        span = f", {one.first} to {one.last}" if one.first else ""
        said = f"{one.messages:,} messages{span}" if one.messages else "no messages of its own"
        console.print(f"[bold]{one.platform}[/bold]: {said}")
        console.print(
            f"  files: {one.read:,} read, {one.ignored:,} ignored on purpose, "
            f"{one.unknown:,} unknown, {absent:,} absent; rows rejected: {one.rejected:,}"
        )
        if one.scope != "internal" and one.messages:
            console.print(f"  what the public wrote is there: {one.inbound_complete}")
    console.print("rows: " + ", ".join(f"{name} {count:,}" for name, count in intake.rows.items()))
    unknown = [_place(one) for one in intake.files if one.outcome == "unknown"]
    _some(console, "unknown, left as it is", unknown)
    doubts = [
        f"{_place(one)}: {one.platform}" for one in intake.files if one.outcome == "ambiguous"
    ]
    _some(console, "not read, say whose it is under [exports] in client.toml", doubts)
    _some(console, "taken for granted", _by_kind(intake.noted))
    kinds = Counter(one.kind for one in intake.rejected)
    _some(console, "rejected", [f"{kind}: {count}" for kind, count in kinds.most_common()])
    _some(console, "in client.toml, but no such account in the exports", intake.unmatched)
    missing = client.settings.legal_gate.missing()
    if missing and intake.rows.get("interactions"):
        console.print(
            "inside: read, but nothing will be measured before the part legal_gate of client.toml "
            f"says: {', '.join(missing)}; the documents to hand out are ready in documents/"
        )


def _by_kind(noted: Sequence[Noted]) -> list[str]:
    """Say each thing that was taken for granted once, and where: in the first of so many files."""
    kinds: dict[str, list[str]] = {}
    for one in noted:
        kinds.setdefault(one.kind, []).append(one.where)
    return [
        f"{kind} ({where[0]}{f' and {len(where) - 1} more' if len(where) > 1 else ''})"
        for kind, where in kinds.items()
    ]


def _place(one: FileOutcome) -> str:
    return f"{one.archive}/{one.name}"


def _some(console: Console, title: str, lines: Sequence[str]) -> None:
    for line in lines[:SHOWN]:
        console.print(f"{title}: {line}", markup=False)
    if len(lines) > SHOWN:
        console.print(f"{title}: {len(lines) - SHOWN} more")


def show_measures(facts: Facts, language: str) -> None:
    """Show the measures of the whole organisation, then why some are missing."""
    words = Words(language)
    heads = [words.say(f"ui.{name}") for name in ("measure", "value", "interval", "n")]
    span = words.span(facts.about.first, facts.about.last)
    table = Table("", *heads, title=f"{facts.about.name} · {span}", title_justify="left")
    whole = (one for one in facts.cells if (one.group, one.period) == (WHOLE, WHOLE))
    missing: dict[str, list[str]] = {}
    for cell in sorted(whole, key=lambda one: (one.scope, int(one.measure.code[1:]))):
        label = words.say(f"measure.{cell.measure.id}.label")
        if cell.measure.value is None:
            missing.setdefault(words.short(cell.measure), []).append(f"{cell.measure.code} {label}")
        else:
            table.add_row(cell.measure.code, label, *_numbers(cell.measure, words))
    console = Console(soft_wrap=True, highlight=False)
    console.print(table)
    for reason, labels in missing.items():
        console.print(f"{reason} {', '.join(labels)}", markup=False)


def _numbers(measure: Measure, words: Words) -> tuple[str, str, str]:
    return words.value_of(measure), words.interval(measure), words.number(measure.n)


def facts_as_json(facts: Facts) -> str:
    """Return every released number as JSON: one flat object a measure, the whole first."""
    flat = [
        {
            "scope": cell.scope,
            "group": cell.group,
            "period": cell.period,
            **msgspec.to_builtins(cell.measure),
        }
        for cell in facts.cells
    ]
    whole = {"client": facts.about.client, "measures": flat}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def show_tables(summaries: Sequence[TableSummary]) -> None:
    """Show the tables of a client, their rows and their columns."""
    table = Table("table", "rows", "columns")
    for one in summaries:
        table.add_row(one.table, str(one.rows), ", ".join(one.columns))
    Console().print(table)
