"""What the brief says: whose it is, what is proposed, why, and what would change it."""

from toolkit.cards import Card, Fact, Table
from toolkit.firm.brief import Brief
from toolkit.firm.decision import CRITERIA, Flip
from toolkit.firm.kept import Answers
from toolkit.firm.profile import QUESTIONS, Profile, Value, options
from toolkit.firm.settings import Outcome
from toolkit.firm.words import FirmWords

LEVELS = {
    Outcome.NOT_GOING: "risk",
    Outcome.LISTENING: "unknown",
    Outcome.ONE_CHANNEL: "strength",
    Outcome.SEVERAL_VOICES: "strength",
}
STRONG = 3  # the level from which a criterion speaks for going
SHOWN = 6  # answers that would change the proposal


def cover(answers: Answers, name: str, words: FirmWords) -> Card:
    """Say whose brief it is, and how many of the questions have their answer."""
    given = sum(
        any(_given(answers.profile, one) for one in fields) for fields in QUESTIONS.values()
    )
    said = [words.firm("brief.answered_of", n=given, total=len(QUESTIONS))]
    if answers.last:
        said.append(words.firm("brief.answered_on", date=words.date(answers.last)))
    notes = () if answers.profile.started else (words.firm("brief.nothing_yet"),)
    return Card(
        kind="cover",
        title=words.firm("brief.for_whom", name=name),
        lead=words.firm("brief.lead"),
        notes=(words.firm("brief.no_export"), *notes),
        facts=(Fact(name=words.firm("brief.answered"), said=tuple(said)),),
    )


def _given(profile: Profile, field: str) -> bool:
    return getattr(profile, field) not in (None, ())


def outcome(made: Brief, words: FirmWords) -> Card:
    """Say what is proposed, how it scores, why not more, and what speaks for it."""
    decision = made.decision
    key = decision.outcome.key
    return Card(
        kind="summary",
        title=words.firm(f"outcome.{key}.title"),
        lead=words.firm(f"outcome.{key}.said"),
        value=points(made, words),
        level=LEVELS[decision.outcome],
        facts=(Fact(name=words.firm("brief.why"), said=why(made, words)),),
        notes=in_doubt(made, words),
    )


def points(made: Brief, words: FirmWords) -> str:
    """Return the score, as a range where answers are in doubt."""
    low, high = (words.number(one) for one in made.decision.score)
    if low == high:
        return words.firm("brief.score", points=low)
    return words.firm("brief.score_range", low=low, high=high)


def why(made: Brief, words: FirmWords) -> tuple[str, ...]:
    """Return what stands in the way of more, then what speaks for going."""
    decision = made.decision
    named = [f"reason.{name}" for name in (*decision.vetoes, *decision.reasons)]
    named += [f"reason.{name}_doubt" for name in decision.doubts]
    strong = (name for name in CRITERIA if decision.criteria[name][0] >= STRONG)
    return tuple(words.firm(key) for key in (*named, *(f"strong.{name}" for name in strong)))


def in_doubt(made: Brief, words: FirmWords) -> tuple[str, ...]:
    """Say between which proposals the answers in doubt leave room; nothing where they do not."""
    low, high = made.decision.possible
    if low is high:
        return ()
    ends = {
        name: words.firm(f"outcome.{one.key}.short") for name, one in (("low", low), ("high", high))
    }
    finding_out = made.decision.outcome is not low
    then = words.firm("brief.find_out" if finding_out else "brief.prudent")
    return words.firm("brief.could_be", **ends), then


def criteria(made: Brief, words: FirmWords) -> Card:
    """Show the five criteria, what each weighs and where the firm stands."""
    weights = made.settings.weights
    rows = tuple(
        (
            words.firm(f"criterion.{name}"),
            words.number(getattr(weights, name)),
            words.bounds(*made.decision.criteria[name], digits=0),
        )
        for name in CRITERIA
    )
    head = tuple(words.firm(f"brief.{name}") for name in ("criterion", "weight", "level"))
    title = words.firm("brief.criteria")
    return Card(
        kind="block",
        title=title,
        lead=points(made, words),
        table=Table(caption=title, head=head, rows=rows, numbers=(1, 2)),
    )


def capacity(made: Brief, words: FirmWords) -> Card:
    """Show the arithmetic of time: what there is, and what each outcome asks for."""
    time = made.capacity
    rows = tuple(
        (
            words.firm(f"outcome.{line.outcome.key}.short"),
            words.bounds(*line.needed),
            words.firm(f"brief.fits_{FITS[line.fits]}"),
        )
        for line in time.lines
    )
    head = tuple(words.firm(f"brief.{name}") for name in ("scope", "needed", "fits"))
    title = words.firm("brief.capacity")
    there = {"hours": words.bounds(*time.available), "usable": words.bounds(*time.usable)}
    return Card(
        kind="block",
        title=title,
        lead=words.firm("brief.capacity_lead", **there),
        notes=(words.firm("brief.asked_lead", asked=words.bounds(*time.asked, digits=0)),),
        table=Table(caption=title, head=head, rows=rows, numbers=(1,)),
    )


FITS = {True: "yes", False: "no", None: "perhaps"}


def flips(made: Brief, words: FirmWords) -> Card:
    """Show which single answer would change the proposal, those that would raise it first."""
    found = made.decision.flips
    ordered = sorted(found, key=lambda one: one.outcome <= made.decision.outcome)
    rows = tuple(_flip(one, made.profile, words) for one in ordered[:SHOWN])
    head = tuple(words.firm(f"brief.{name}") for name in ("answer", "today", "if_it_were", "then"))
    title = words.firm("brief.flips")
    if not rows:
        return Card(kind="block", title=title, lead=words.firm("brief.flips_none"))
    return Card(kind="block", title=title, table=Table(caption=title, head=head, rows=rows))


def _flip(flip: Flip, profile: Profile, words: FirmWords) -> tuple[str, ...]:
    then = words.firm(f"outcome.{flip.outcome.key}.short")
    name = words.firm(f"field.{flip.field}")
    if flip.field == "gate":
        return name, words.firm("brief.gate_now"), words.firm("brief.gate_then"), then
    return name, said(profile, flip.field, words), answer(flip.field, flip.value, words), then


def said(profile: Profile, field: str, words: FirmWords) -> str:
    """Return a firm's answer as it gave it, with its doubt."""
    value = answer(field, getattr(profile, field), words)
    return words.firm("brief.unsure", said=value) if field in profile.unsure else value


def answer(field: str, value: Value, words: FirmWords) -> str:
    """Return an answer in words; what is not known is called so."""
    if value is None:
        return words.firm("brief.unknown")
    if field in WRITTEN or not options(field):
        return words.number(float(value), digits=1)
    return words.firm(f"option.{field}.{value}")


WRITTEN = ("headcount", "asked_per_week", "volunteers", "hours_per_week")
