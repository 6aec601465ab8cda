"""The cards of an audit: cover, summary, one measure, sources, method."""

from toolkit.cards import Card, Fact, Table
from toolkit.release import Release, Source
from toolkit.results import WHOLE, Cell, Finding, Level
from toolkit.views.advised import short
from toolkit.views.compared import compared, since
from toolkit.views.figures import month_by_month
from toolkit.views.state import platform, whole
from toolkit.wording import Words

SCOPES = ("external", "internal")
TO_BEGIN_WITH = 3
LEVELS = ((Level.RISK, "risks"), (Level.STRENGTH, "strengths"), (Level.UNKNOWN, "unknowns"))
COUNTS = ("read", "ignored", "unknown", "rejected", "messages")
METHOD = ("intervals", "verdicts", "yardsticks", "waiting", "missing", "signals", "limits")


def cover(release: Release, words: Words) -> Card:
    """Say whose audit it is, over which days, and whether it is simulated."""
    about = release.facts.about
    notes = [words.say("ui.simulated")] if about.simulated else []
    span = words.span(about.first, about.last)
    return Card(
        kind="cover",
        title=about.name,
        lead=words.say("ui.audit_of", client=about.name),
        notes=(*notes, words.say("product.promise")),
        facts=(Fact(name=words.say("ui.period"), said=(span,)),),
    )


def section(words: Words, scope: str) -> Card:
    """Open a part of the audit."""
    return Card(
        kind="section",
        title=words.say(f"section.{scope}.title"),
        lead=words.say(f"section.{scope}.lead"),
        scope=scope,
    )


def closed(release: Release, words: Words, scope: str) -> Card:
    """Say that a part of the audit has no numbers, and why."""
    reasons = dict.fromkeys(cell.measure.reason for cell in release.cells(scope))
    said = [words.say(f"reason.{reason}") for reason in reasons if words.has(f"reason.{reason}")]
    key = "notebook.closed_inside" if scope == "internal" else "reason.no_messages"
    notes = tuple(said) or (words.say(key),)
    return Card(kind="note", title=words.say(f"scope.{scope}"), notes=notes)


def measure(release: Release, words: Words, cell: Cell) -> Card:
    """Show one measure of the whole organisation: its number, its months, what it rests on."""
    found = cell.measure
    finding = next((f for f in release.verdicts.findings if f.measure == found.id), None)
    level = finding.level.value if finding and cell.period == WHOLE else ""
    facts = [Fact(name=words.say("ui.method"), said=(words.say(f"measure.{found.id}.method"),))]
    if words.has(f"measure.{found.id}.yardstick"):
        said = words.say(f"measure.{found.id}.yardstick")
        facts.append(Fact(name=words.say("ui.yardstick"), said=(said,)))
    if finding and cell.period == WHOLE:
        facts += compared(words, finding)
    return Card(
        kind="measure",
        title=words.say(f"measure.{found.id}.title"),
        lead=words.measure(found),
        value=words.value_of(found),
        level=level,
        mark=words.say(f"level.{level}.label") if level else "",
        scope=cell.scope,
        facts=tuple(facts),
        picture=month_by_month(release, words, cell),
    )


def summary(release: Release, words: Words) -> Card:
    """Say what can be asserted, level by level, and where to begin."""
    blocks = [_block(release, words, level, name) for level, name in LEVELS]
    first = release.verdicts.kept[:TO_BEGIN_WITH]
    begin = Card(
        kind="block",
        title=words.say("ui.first_things"),
        notes=() if first else (words.say("ui.no_recommendations"),),
        items=tuple(
            short(release.verdicts, words, rank, advice) for rank, advice in enumerate(first, 1)
        ),
    )
    return Card(
        kind="summary",
        title=words.say("section.summary.title"),
        lead=words.say("section.summary.lead"),
        notes=since(release, words),
        items=(*blocks, begin),
    )


def _block(release: Release, words: Words, level: Level, name: str) -> Card:
    order = [cell.measure.id for scope in SCOPES for cell in whole(release, scope)]
    found = [
        f
        for f in release.verdicts.findings
        if f.level == level and f.yardstick is not None and f.value is not None
    ]
    found.sort(key=lambda finding: order.index(finding.measure))
    items = tuple(_finding(release, words, finding) for finding in found)
    return Card(
        kind="block",
        title=words.say(f"ui.{name}"),
        level=level.value,
        mark=words.say(f"level.{level.value}.label"),
        notes=() if items else (words.say(f"ui.no_{name}"),),
        items=items,
    )


def _finding(release: Release, words: Words, finding: Finding) -> Card:
    found = next(
        (c.measure for c in whole(release, finding.scope) if c.measure.id == finding.measure), None
    )
    reason = f"reason.{finding.reason}"
    return Card(
        kind="finding",
        title=words.say(f"measure.{finding.measure}.title"),
        lead=words.short(found) if found else "",
        value=words.value_of(found) if found and found.value is not None else "",
        level=finding.level.value,
        mark=words.say(f"measure.{finding.measure}.label"),
        scope=finding.scope,
        notes=(words.say(reason),) if finding.reason else (),
    )


def sources(release: Release, words: Words) -> Card:
    """Show what was received, and what became of it."""
    rows = tuple(_source(words, source) for source in release.facts.sources)
    caption = words.say("ui.sources")
    head = tuple(
        words.say(f"ui.source_{name}")
        for name in ("platform", "scope", *COUNTS, "dates", "inbound")
    )
    return Card(
        kind="sources",
        title=words.say("section.sources.title"),
        lead=words.say("section.sources.lead"),
        notes=() if rows else (words.say("ui.no_sources"),),
        table=Table(caption=caption, head=head, rows=rows, numbers=(2, 3, 4, 5, 6)),
    )


def _source(words: Words, source: Source) -> tuple[str, ...]:
    counts = (source.read, source.ignored, source.unknown, source.rejected, source.messages)
    scopes = ("external", "internal") if source.scope == "both" else (source.scope,)
    said = [*(words.whole(count) for count in counts), words.span(source.first, source.last)]
    if not source.messages:  # a chart or a calendar has no messages, and no dates of its own
        said[-2:] = ["", ""]
    spoken = source.messages and source.scope != "internal"
    return (
        platform(words, source.platform),
        ", ".join(words.say(f"scope.{scope}") for scope in scopes),
        *said,
        words.say(f"ui.inbound_{source.inbound_complete}") if spoken else "",
    )


def method(release: Release, words: Words) -> Card:
    """Say how to read the numbers, and what they do not say."""
    about = release.facts.about
    names = (*METHOD, "simulated") if about.simulated else METHOD
    notes = [words.say(f"method.{name}") for name in names]
    notes.append(words.say("method.privacy", k=about.k))
    last = ("signals_note", "legal_note", "offline_note")
    return Card(
        kind="method",
        title=words.say("section.method.title"),
        lead=words.say("section.method.lead"),
        notes=(*notes, *(words.say(f"ui.{name}") for name in last)),
    )
