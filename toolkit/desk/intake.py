"""The intake: what a client's exports hold, whether it can be relied on, what it cannot tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from toolkit import ingest, pipeline, store
from toolkit.cards import Card, Fact, Picture, Table
from toolkit.desk.columns import forms
from toolkit.desk.reasons import Reasons
from toolkit.ingest.checks import Check, Grade, Passage
from toolkit.ingest.identities import to_review
from toolkit.ingest.intake import FileOutcome
from toolkit.ingest.passport import read_passport
from toolkit.results import WHOLE, Measure
from toolkit.views.charts import Lane, lanes
from toolkit.wording import Words

LEVELS = {Grade.GOOD: "strength", Grade.WARNING: "unknown", Grade.STOP: "risk"}
SIGNS = {Grade.GOOD: "●", Grade.WARNING: "▲", Grade.STOP: "■"}
ORDER = (Grade.STOP, Grade.WARNING, Grade.GOOD)
SHOWN = 30  # lines of a list; the rest is counted
NAMED = 8  # measures that one reason names; the rest is counted
NONE = ""  # a source without messages has none to count
COUNTED = ("messages", "writers", "repeated", "refused")


class Intake:
    """Shows what came in, for the consultant alone: ``desk.passport()``, ``desk.sources()``."""

    def __init__(self, client: store.Client, words: Words) -> None:
        self._client, self._words = client, words
        self._intake = ingest.read_intake(client)
        self._passport = read_passport(client)
        self._reasons = Reasons(words)

    def cover(self) -> Card:
        """Say whose exports these are, and that this page is for the consultant alone."""
        settings = self._client.settings
        notes = [self._say("for_you")]
        if settings.simulated:
            notes.insert(0, self._words.say("ui.simulated"))
        firsts = [one.first for one in self._passport.passages if one.first]
        lasts = [one.last for one in self._passport.passages if one.last]
        span = self._words.span(min(firsts, default=None), max(lasts, default=None))
        return Card(
            kind="cover",
            title=settings.name,
            lead=self._say("title"),
            notes=tuple(notes),
            facts=(Fact(name=self._words.say("ui.period"), said=(span,)),),
        )

    def passport(self) -> Card:
        """Say how far the data can be relied on: what stops, what warns, what is good."""
        every = (*self._passport.checks, self._who_is_who())
        checks = sorted(every, key=lambda one: ORDER.index(one.grade))
        head = tuple(self._say(f"head_{name}") for name in ("grade", "check", "said"))
        table = Table(
            caption=self._say("passport"), head=head, rows=tuple(map(self._check, checks))
        )
        worst = checks[0].grade
        return Card(
            kind="summary",
            title=self._say("passport"),
            lead=self._say("passport_lead"),
            level=LEVELS[worst],
            mark=self._mark(worst),
            table=table,
        )

    def _who_is_who(self) -> Check:
        """Count the questions that are still open in the notebook of identities."""
        open_questions = len(to_review(self._client))
        grade = Grade.WARNING if open_questions else Grade.GOOD
        return Check("identities", grade, {"n": open_questions})

    def _check(self, check: Check) -> tuple[str, str, str]:
        words = self._words
        said = words.say(f"passport.{check.id}.{check.grade}", **check.counts)
        return self._mark(check.grade), words.say(f"passport.{check.id}.title"), said

    def _mark(self, grade: Grade) -> str:
        return f"{SIGNS[grade]} {self._say(grade)}"

    def sources(self) -> Card:
        """Show, source by source, its span, its messages, who wrote, and what was left."""
        head = ("source", "dates", *COUNTED, "gaps", "zone", "inbound")
        rows = tuple(map(self._source, self._passport.passages))
        table = Table(
            caption=self._say("sources"),
            head=tuple(self._say(f"head_{name}") for name in head),
            rows=rows,
            numbers=tuple(range(2, 3 + len(COUNTED))),
        )
        return Card(kind="sources", title=self._say("sources"), table=table)

    def _source(self, one: Passage) -> tuple[str, ...]:
        words = self._words
        spoken = one.messages > 0
        counts = (one.messages, one.writers, one.given - one.messages, sum(one.kinds.values()))
        zoned = self._say("zone_own" if one.zoned == one.messages else "zone_client")
        inbound = words.say(f"ui.inbound_{one.inbound_complete}")
        return (
            words.say(f"source.{one.platform}"),
            words.span(one.first, one.last) if spoken else self._other_rows(one),
            *(words.whole(count) if spoken or count else NONE for count in counts),
            words.whole(len(one.gaps)) if spoken else NONE,
            zoned if spoken else NONE,
            inbound if spoken and one.scope != "internal" else NONE,
        )

    def _other_rows(self, one: Passage) -> str:
        rows = (f"{name} {self._words.whole(count)}" for name, count in one.rows.items())
        return ", ".join(rows) or self._say("nothing")

    def timeline(self) -> Card:
        """Draw what each source wrote, week after week, with the gaps shaded."""
        spoken = [one for one in self._passport.passages if one.weeks]
        if not spoken:
            return Card(kind="note", title=self._say("timeline"), notes=(self._say("nothing"),))
        rows = tuple(map(self._lane, spoken))
        alt = "; ".join(f"{row.label}: {sum(n for _, n in row.weeks)}" for row in rows)
        svg = lanes(rows, lambda day: self._words.period_label(f"{day:%Y-%m}"))
        return Card(
            kind="figure",
            title=self._say("timeline"),
            lead=self._say("timeline_lead"),
            picture=Picture(svg=svg, alt=alt),
            table=self._gaps(spoken),
        )

    def _lane(self, one: Passage) -> Lane:
        weeks = [(date.fromisocalendar(week // 100, week % 100, 1), n) for week, n in one.weeks]
        gaps = [(date.fromisoformat(gap.first), date.fromisoformat(gap.last)) for gap in one.gaps]
        return Lane(label=self._words.say(f"source.{one.platform}"), weeks=weeks, gaps=gaps)

    def _gaps(self, spoken: Sequence[Passage]) -> Table | None:
        rows = [
            (
                self._words.say(f"source.{one.platform}"),
                self._words.span(gap.first, gap.last),
                self._words.say("duration.days", d=gap.days),
            )
            for one in spoken
            for gap in one.gaps
        ]
        head = ("source", "dates", "length")
        return self._table("gaps", head, rows, (2,)) if rows else None

    def _table(
        self,
        caption: str,
        head: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        numbers: tuple[int, ...] = (),
    ) -> Table:
        shown = [*rows[:SHOWN]]
        if len(rows) > SHOWN:
            more = self._say("more", n=len(rows) - SHOWN)
            shown.append((more, *("" for _ in head[1:])))
        heads = tuple(self._say(f"head_{name}") for name in head)
        return Table(caption=self._say(caption), head=heads, rows=tuple(shown), numbers=numbers)

    def refused(self) -> Card:
        """Say which rows were refused, why, how many, and where the first of them stand."""
        rows = [
            (
                self._words.say(f"source.{one.platform}"),
                self._reasons.say(kind),
                self._words.whole(count),
                self._first(kind),
            )
            for one in self._passport.passages
            for kind, count in sorted(one.kinds.items(), key=lambda item: -item[1])
        ]
        return self._list("refused", ("source", "reason", "count", "place"), rows, (2,))

    def _first(self, kind: str) -> str:
        return next((one.where for one in self._intake.rejected if one.kind == kind), "")

    def _list(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        numbers: tuple[int, ...] = (),
    ) -> Card:
        """Return a list with its title, or the word that there is none."""
        lead = self._say(f"{name}_lead") if rows else self._say(f"{name}_none")
        table = self._table(name, head, rows, numbers) if rows else None
        return Card(kind="block", title=self._say(name), lead=lead, table=table)

    def files(self) -> Card:
        """Say which files nobody knows, which ones two platforms claim, and what to do."""
        rows = [*self._files("ambiguous"), *self._files("unknown")]
        return self._list("files", ("file", "outcome", "source"), rows)

    def _files(self, outcome: str) -> Iterator[tuple[str, str, str]]:
        for one in self._intake.files:
            if one.outcome == outcome:
                yield _place(one), self._say(f"file_{outcome}"), self._platforms(one)

    def _platforms(self, one: FileOutcome) -> str:
        names = filter(None, one.platform.split(", "))
        return ", ".join(self._words.say(f"source.{name}") for name in names)

    def columns(self) -> object:
        """Ask which column says what in the tables that nobody knows."""
        return forms(self._client, self._words)

    def absent(self) -> Card:
        """Say which files an export may hold and these do not: no error, but good to know."""
        kinds = Counter(one.outcome for one in self._intake.files)
        rows = [
            (one.name, self._platforms(one))
            for one in self._intake.files
            if one.outcome == "absent"
        ]
        card = self._list("absent", ("file", "source"), rows)
        ignored = Fact(name=self._say("ignored"), said=(self._words.whole(kinds["ignored"]),))
        return Card(
            kind=card.kind, title=card.title, lead=card.lead, table=card.table, facts=(ignored,)
        )

    def granted(self) -> Card:
        """Say what was taken for granted while reading, which the consultant may know better."""
        files: dict[str, list[str]] = {}
        for one in self._intake.noted:
            files.setdefault(one.kind, []).append(one.where)
        rows = [
            (self._reasons.say(kind), self._words.whole(len(where)), where[0])
            for kind, where in files.items()
        ]
        return self._list("granted", ("granted", "count", "place"), rows, (1,))

    def not_measurable(self) -> Card:
        """Say for which reasons which measures are missing: what to ask of the client."""
        facts = pipeline.measure(self._client)
        whole = (one for one in facts.cells if (one.group, one.period) == (WHOLE, WHOLE))
        missing: dict[str, list[str]] = {}
        for measure in (cell.measure for cell in whole if cell.measure.value is None):
            missing.setdefault(self._words.short(measure), []).append(self._label(measure))
        rows = [
            (why, self._words.whole(len(labels)), self._named(labels))
            for why, labels in sorted(missing.items(), key=lambda one: (-len(one[1]), one[0]))
        ]
        return self._list("not_measurable", ("reason", "count", "measure"), rows, (1,))

    def _label(self, measure: Measure) -> str:
        return self._words.say(f"measure.{measure.id}.label")

    def _named(self, labels: Sequence[str]) -> str:
        rest = len(labels) - NAMED
        more = [self._say("more", n=rest)] if rest > 0 else []
        return " · ".join([*labels[:NAMED], *more])

    def legal_gate(self) -> Card:
        """Say whether the legal conditions of the internal audit are met, and which are missing."""
        missing = self._client.settings.legal_gate.missing()
        name = "gate_closed" if missing else "gate_open"
        said = tuple(self._say(f"gate_{one}") for one in missing)
        facts = (Fact(name=self._say("gate_missing"), said=said),) if said else ()
        return Card(
            kind="note",
            title=self._say("gate"),
            lead=self._say(name),
            level="risk" if missing else "strength",
            facts=facts,
        )

    def _say(self, name: str, **blanks: int) -> str:
        return self._words.say(f"desk.intake.{name}", **blanks)


def _place(one: FileOutcome) -> str:
    return f"{one.archive}/{one.name}"


def intake(client: str, language: str = "fr") -> Intake:
    """Open the intake of a client, for a notebook; exports that changed are taken in first."""
    opened = store.open_client(store.root(), client)
    pipeline.up_to_date(opened)
    return Intake(opened, Words(language))
