"""What the brief says of money, risks, advantages, tools and first steps."""

from toolkit.cards import Card, Fact, Table
from toolkit.catalogue import Choice, Shelf
from toolkit.firm.brief import Brief
from toolkit.firm.claims import SMALL
from toolkit.firm.profile import Profile
from toolkit.firm.registers import Benefit, Faced, Risk
from toolkit.firm.settings import Outcome
from toolkit.firm.words import FirmWords
from toolkit.wording import NARROW

POSTS = ("direction", "communication", "human_resources")


def break_even(made: Brief, words: FirmWords) -> Card:
    """Say what it has to bring to be worth its time; what is missing where the sum is not done."""
    sum_up = made.break_even
    short = words.firm(f"outcome.{sum_up.outcome.key}.short")
    lines = [words.firm("brief.break_even_hours", outcome=short, hours=words.bounds(*sum_up.hours))]
    if sum_up.cost:
        cost = words.bounds(*sum_up.cost, digits=0)
        lines.append(words.firm("brief.break_even_cost", cost=cost))
    if sum_up.failures:
        lines.append(words.firm("brief.break_even_failures", n=words.bounds(*sum_up.failures)))
    if sum_up.months_per_hire:
        months = words.bounds(*sum_up.months_per_hire)
        lines.append(words.firm("brief.break_even_hire", n=months))
    if sum_up.missing:
        what = words.listed(sum_up.missing, "field")
        lines.append(words.firm("brief.break_even_missing", what=what))
    return Card(kind="block", title=words.firm("brief.break_even"), notes=tuple(lines))


def risks(made: Brief, words: FirmWords) -> Card:
    """Show the risks of this firm, what to do about each, and what each rests on."""
    names = ("risk", "likelihood", "impact", "parry", "owner", "texts")
    title = words.firm("brief.risks")
    rows = tuple(_risk(one, made, words) for one in made.risks)
    head = tuple(words.firm(f"brief.{name}") for name in names)
    return Card(
        kind="block",
        title=title,
        lead=words.firm("brief.risks_lead"),
        table=Table(caption=title, head=head, rows=rows, numbers=(1, 2)),
        notes=(words.firm("brief.disclaimer"),),
    )


def _risk(one: Faced, made: Brief, words: FirmWords) -> tuple[str, ...]:
    key = f"risk.{one.risk.name}"
    return (
        risk_title(one, words),
        words.number(one.likelihood),
        words.number(one.impact),
        words.firm(f"{key}.do"),
        words.firm(f"owner.{_owner(one.risk, made.profile)}"),
        reading(one.risk, words),
    )


def _owner(risk: Risk, profile: Profile) -> str:
    """Return who sees to a risk: in a small house, the owner does what others have posts for."""
    small = profile.headcount is not None and profile.headcount < SMALL
    return "house" if small and risk.owner in POSTS else risk.owner


def risk_title(one: Faced, words: FirmWords) -> str:
    """Return the name of a risk and what is to be known at once: doubt, speed, hiddenness."""
    marks = {"perhaps": one.perhaps, "fast": one.risk.fast, "hidden": one.risk.hidden}
    said = [words.firm(f"brief.{name}") for name, holds in marks.items() if holds]
    title = words.firm(f"risk.{one.risk.name}.title")
    return f"{title} ({', '.join(said)})" if said else title


def reading(risk: Risk, words: FirmWords) -> str:
    """Say which texts a risk rests on and how they were read; never as read where they were not."""
    if risk.confidence == "own":
        return words.firm("brief.own")
    place = f" ({words.firm(f'jurisdiction.{risk.jurisdiction}')})" if risk.texts else ""
    texts = [f"{text}{place}" for text in risk.texts]
    return "; ".join((*texts, _read(risk, words))).replace(";", f"{_space(words)};")


def _read(risk: Risk, words: FirmWords) -> str:
    if not risk.established or risk.checked_on is None:
        return words.firm("brief.to_check")
    source = words.firm(f"source_of.{risk.source}")
    return words.firm("brief.read_on", date=words.date(risk.checked_on), source=source)


def _space(words: FirmWords) -> str:
    return NARROW if words.language == "fr" else ""


def benefits(made: Brief, words: FirmWords) -> Card:
    """Show what this firm may gain, what it takes, what would show it, how good the proof is."""
    title = words.firm("brief.benefits")
    if not made.benefits:
        return Card(kind="block", title=title, lead=words.firm("brief.benefits_none"))
    names = ("benefit", "needs", "seen_in", "shows", "grade")
    return Card(
        kind="block",
        title=title,
        lead=words.firm("brief.benefits_lead"),
        table=Table(
            caption=title,
            head=tuple(words.firm(f"brief.{name}") for name in names),
            rows=tuple(_benefit(one, words) for one in made.benefits),
        ),
    )


def _benefit(one: Benefit, words: FirmWords) -> tuple[str, ...]:
    key = f"benefit.{one.name}"
    return (
        f"{words.firm(f'{key}.title')}. {words.firm(f'{key}.text')}",
        words.listed(one.needs, "need"),
        measured(one, words),
        words.firm("brief.months", n=one.months),
        one.grade,
    )


def measured(one: Benefit, words: FirmWords) -> str:
    """Return the labels of the measures that would show a benefit."""
    labels = [words.say(f"measure.{name}.label") for name in one.measures]
    return ", ".join(labels) or words.firm("brief.by_hand")


def tools(made: Brief, words: FirmWords) -> Card:
    """Show families of tools first, then a short list in each, with why."""
    return Card(
        kind="block",
        title=words.firm("brief.tools"),
        lead=words.firm("brief.tools_lead"),
        items=tuple(_shelf(shelf, words) for shelf in made.shelves),
    )


def _shelf(shelf: Shelf, words: FirmWords) -> Card:
    key = f"family.{shelf.family.name}"
    title, need = words.firm(f"{key}.title"), words.firm(f"{key}.need")
    if not shelf.choices:
        why = words.firm("brief.tool_none", aside=words.firm(f"aside.{shelf.aside}"))
        return Card(kind="note", title=title, lead=need, notes=(why,))
    facts = tuple(_tool(one, words) for one in shelf.choices)
    return Card(kind="note", title=title, lead=need, facts=facts)


def _tool(one: Choice, words: FirmWords) -> Fact:
    """Return what a tool does, why it is there, what it keeps, how one leaves it, its licence."""
    tool = one.tool
    detail = {
        "effort": words.firm(f"effort.{tool.effort}"),
        "hosting": words.firm(f"hosting.{tool.hosting}"),
        "keeps": words.listed(tool.keeps, "keeps"),
    }
    said = [
        words.firm(f"tool.{tool.name}.does"),
        words.listed(one.why, "why"),
        words.firm("brief.tool_detail", **detail),
        words.firm(f"privacy.{tool.privacy}"),
        words.firm(f"leaving.{tool.leaving}"),
    ]
    if tool.checked_on:
        read = {"licence": tool.licence, "source": tool.source}
        said.append(words.firm("brief.tool_licence", date=words.date(tool.checked_on), **read))
    return Fact(name=words.firm(f"tool.{tool.name}.title"), said=tuple(said))


def steps(made: Brief, words: FirmWords) -> Card:
    """Say what to do within fourteen days, and what the firm has decided not to say."""
    said = tuple(words.firm(f"step.{name}") for name in made.steps)
    facts: tuple[Fact, ...] = ()
    if made.decision.outcome >= Outcome.ONE_CHANNEL:
        kept = made.profile.unsaid or (words.firm("brief.unsaid_none"),)
        facts = (Fact(name=words.firm("brief.unsaid"), said=kept),)
    return Card(kind="block", title=words.firm("brief.steps"), notes=said, facts=facts)


def sources(words: FirmWords) -> Card:
    """Say what is judgement, what is information, and where to read on."""
    names = ("disclaimer", "judgement", "context")
    return Card(
        kind="sources",
        title=words.firm("brief.sources"),
        notes=tuple(words.firm(f"brief.{name}") for name in names),
    )
