"""What we propose, each with its reason, owner, cost, first step, goal, guard and stop."""

from collections.abc import Iterator

from toolkit.cards import Card, Fact, Picture
from toolkit.firm.words import FirmWords
from toolkit.release import Release
from toolkit.results import Finding, Guard, Offer, Recommendation, Target
from toolkit.views.pareto import Choice, pareto
from toolkit.wording import Words

EXECUTIVE = 7  # on the page that is read first; the others come after
REFERENCES = 3
STABLE = 0.9


def recommendations(release: Release, words: Words) -> Card:
    """Show what we propose: at most seven in full, the others in short."""
    advice = release.verdicts.recommendations
    ranked = list(enumerate(advice, start=1))
    full = tuple(_advice(release, words, rank, each) for rank, each in ranked[:EXECUTIVE])
    later = tuple(short(words, rank, each) for rank, each in ranked[EXECUTIVE:])
    held = words.say(
        "ui.stable" if release.verdicts.stable >= STABLE else "ui.unstable",
        share=words.share(release.verdicts.stable),
    )
    notes = (held,) if advice else (words.say("ui.no_recommendations"),)
    return Card(
        kind="recommendations",
        title=words.say("section.recommendations.title"),
        lead=words.say("section.recommendations.lead"),
        notes=notes,
        picture=_picture(words, advice),
        items=(*full, *((_later(words, later),) if later else ())),
    )


def _later(words: Words, cards: tuple[Card, ...]) -> Card:
    return Card(kind="block", title=words.say("advice.later"), items=cards)


def _picture(words: Words, advice: tuple[Recommendation, ...]) -> Picture | None:
    """Draw what each may bring against what it asks; nothing to compare where there is one."""
    if len(advice) < 2:
        return None
    choices = [
        Choice(rank=rank, days=sum(one.action.effort_days) / 2, gain=one.gain, grade=one.grade)
        for rank, one in enumerate(advice, start=1)
    ]
    grades = {grade: words.say(f"advice.grade_short.{grade}") for grade in "ABCD"}
    axes = words.say("advice.axis_days"), words.say("advice.axis_gain")
    named = [
        words.say("picture.pair", name=str(rank), value=words.say(f"rule.{one.rule}.title"))
        for rank, one in enumerate(advice, start=1)
    ]
    alt = "\n".join((words.say("advice.picture"), *named))
    return Picture(svg=pareto(choices, axes, grades), alt=alt)


def short(words: Words, rank: int, advice: Recommendation) -> Card:
    """Show a piece of advice in three lines: what, who, the first step."""
    return Card(
        kind="recommendation",
        title=words.say(f"rule.{advice.rule}.title"),
        lead=words.say(f"rule.{advice.rule}.summary"),
        mark=str(rank),
        facts=(
            _fact(words, "owner", words.say(f"advice.owner.{advice.action.owner}")),
            _fact(words, "first_step", _first_step(words, advice)),
        ),
    )


def _advice(release: Release, words: Words, rank: int, advice: Recommendation) -> Card:
    findings = {finding.measure: finding for finding in release.verdicts.findings}
    why = tuple(_why(words, advice.rule, findings[name]) for name in advice.because)
    strength = "recommended" if advice.recommended else "suggested"
    return Card(
        kind="recommendation",
        title=words.say(f"rule.{advice.rule}.title"),
        lead=words.say(f"rule.{advice.rule}.summary"),
        mark=str(rank),
        notes=(words.say(f"advice.{strength}"),),
        facts=(
            _fact(words, "why", *why),
            _fact(words, "action", words.say(f"rule.{advice.rule}.action")),
            _fact(words, "cause", words.say(f"rule.{advice.rule}.cause")),
            _fact(words, "owner", *_carried(words, advice)),
            _fact(words, "first_step", _first_step(words, advice)),
            _fact(words, "kpi", *(_goal(words, advice, target) for target in advice.targets)),
            _fact(words, "guard", *_guarded(words, advice)),
            _fact(words, "stop", words.say(f"rule.{advice.rule}.stop")),
            _fact(words, "tools", *(_offer(words, offer) for offer in advice.offers)),
            _fact(words, "confidence", *_confidence(words, advice)),
            Fact(name=words.say("ui.evidence"), said=advice.evidence[:REFERENCES], role="evidence"),
        ),
    )


def _fact(words: Words, name: str, *said: str) -> Fact:
    return Fact(name=words.say(f"ui.{name}"), said=said, role=name)


def _why(words: Words, rule: str, finding: Finding) -> str:
    """Say a reason, with the interval of its number and how many cases it rests on."""
    said = words.say(f"rule.{rule}.why.{finding.measure}", value=words.value_of(finding))
    bounds = words.interval(finding)
    return words.say("advice.with_interval", said=said, interval=bounds) if bounds else said


def _carried(words: Words, advice: Recommendation) -> Iterator[str]:
    """Say who carries it, what it costs, and what must be there before."""
    action = advice.action
    yield words.say(f"advice.owner.{action.owner}")
    few, many = (words.number(days, digits=1) for days in action.effort_days)
    cost = words.say(f"advice.cost.{action.cost}")
    yield words.say("advice.effort", few=few, many=many, cost=cost)
    if action.needs:
        needs = ", ".join(words.say(f"advice.need.{need}") for need in action.needs)
        yield words.say("advice.needs", needs=needs)
    if not action.reversible:
        yield words.say("advice.irreversible")


def _first_step(words: Words, advice: Recommendation) -> str:
    step = words.say(f"rule.{advice.rule}.first_step")
    if not advice.first_step_by:
        return words.say("advice.first_step_undated", step=step)
    return words.say("advice.first_step", step=step, day=words.date(advice.first_step_by))


def _goal(words: Words, advice: Recommendation, goal: Target) -> str:
    """Say where one stands, where one should be, when, and how the target was reckoned."""
    said = {
        "measure": words.say(f"measure.{goal.measure}.label"),
        "baseline": words.value(goal.measure, goal.baseline),
        "target": words.value(goal.measure, goal.target),
        "strength": words.value(goal.measure, goal.strength),
    }
    if not advice.measured_on:
        return words.say("advice.kpi_undated", weeks=advice.action.lead_weeks, **said)
    return words.say("advice.kpi", day=words.date(advice.measured_on), **said)


def _guarded(words: Words, advice: Recommendation) -> Iterator[str]:
    """Say what must not worsen meanwhile, and what the rule itself warns of."""
    own = f"rule.{advice.rule}.guard"
    if words.has(own):
        yield words.say(own)
    for guard in advice.guards:
        yield _guard(words, guard)


def _guard(words: Words, guard: Guard) -> str:
    name = words.say(f"measure.{guard.measure}.label")
    if guard.baseline is None:
        return words.say("advice.guard_unknown", measure=name)
    value = words.value(guard.measure, guard.baseline)
    return words.say("advice.guard", measure=name, value=value)


def _offer(words: Words, offer: Offer) -> str:
    """Say what the tools are for, before which ones."""
    firm = FirmWords(words.language)
    named = ", ".join(firm.firm(f"tool.{tool}.title") for tool in offer.tools)
    return words.say("picture.pair", name=firm.firm(f"family.{offer.family}.title"), value=named)


def _confidence(words: Words, advice: Recommendation) -> Iterator[str]:
    """Say how good the proof is, how firm the place, and what it replaces."""
    yield words.say(f"advice.grade.{advice.grade}")
    if words.has(f"rule.{advice.rule}.source"):
        yield words.say(f"rule.{advice.rule}.source")
    best, worst = advice.ranks
    key = "rank" if best != worst else "rank_sure"
    yield words.say(f"advice.{key}", best=best, worst=worst)
    for other in advice.silenced:
        yield words.say("advice.silenced", title=words.say(f"rule.{other}.title"))
