"""What we propose, each with its reason, owner, cost, first step, goal, guard and stop."""

from collections.abc import Iterator

from toolkit.cards import Card, Fact, Picture
from toolkit.decided import WORDED
from toolkit.firm.words import FirmWords
from toolkit.release import Release, Verdicts
from toolkit.results import Decision, Finding, Guard, Offer, Offered, Recommendation, Target
from toolkit.views.pareto import Choice, pareto
from toolkit.wording import Words

EXECUTIVE = 7  # on the page that is read first; the others come after
REFERENCES = 3
STABLE = 0.9


def worded(words: Words, verdicts: Verdicts, rule: str, part: str) -> str:
    """Return the consultant's words for a piece of advice, else those of its rule."""
    decision = verdicts.decision(rule)
    said = decision.said(words.language, part) if decision else ""
    return said or words.say(f"rule.{rule}.{part}")


def recommendations(release: Release, words: Words) -> Card:
    """Show what we propose: at most seven in full, the others in short, then what was set aside."""
    verdicts, firm = release.verdicts, FirmWords(words.language)
    ranked = list(enumerate(verdicts.kept, start=1))
    own = [one for one in verdicts.decisions if one.choice == "added"]
    items = [_advice(release, firm, rank, each) for rank, each in ranked[:EXECUTIVE]]
    items += [_added(words, one, len(ranked) + at) for at, one in enumerate(own, start=1)]
    later = [short(verdicts, words, rank, each) for rank, each in ranked[EXECUTIVE:]]
    items += [_block(words, "later", later)] if later else []
    aside = [_aside(words, one) for one in verdicts.decisions if one.choice == "rejected"]
    items += [_block(words, "aside", aside)] if aside else []
    return Card(
        kind="recommendations",
        title=words.say("section.recommendations.title"),
        lead=words.say("section.recommendations.lead"),
        notes=_notes(words, verdicts, own),
        picture=_picture(words, verdicts),
        items=tuple(items),
    )


def _notes(words: Words, verdicts: Verdicts, own: list[Decision]) -> tuple[str, ...]:
    """Say whether the advice would hold, and which decisions have lost their advice."""
    if not verdicts.recommendations and not own:
        return (words.say("ui.no_recommendations"),)
    firm = verdicts.stable >= STABLE
    held = words.say("ui.stable" if firm else "ui.unstable", share=words.share(verdicts.stable))
    fired = {one.rule for one in verdicts.recommendations}
    lost = [
        words.say("advice.lost", title=_title(words, one))
        for one in verdicts.decisions
        if one.rule not in fired and one.choice != "added"
    ]
    return (*((held,) if verdicts.kept else ()), *lost)


def _block(words: Words, name: str, cards: list[Card]) -> Card:
    return Card(kind="block", title=words.say(f"advice.{name}"), items=tuple(cards))


def _added(words: Words, decision: Decision, rank: int) -> Card:
    """Show what the consultant adds, in the words of the consultant."""
    said = {part: decision.said(words.language, part) for part in ("action", "first_step")}
    facts = (_fact(words, part, text) for part, text in said.items() if text)
    return Card(
        kind="recommendation",
        title=_own(decision, words.language, "title"),
        lead=_own(decision, words.language, "summary"),
        mark=str(rank),
        notes=(words.say("advice.added"), *_reviewed(words, decision)),
        facts=tuple(facts),
    )


def _own(decision: Decision, language: str, part: str) -> str:
    """Return the consultant's words, in the other language where there are none in this one."""
    written = (decision.said(one, part) for one in (language, *sorted(decision.texts)))
    return next((text for text in written if text), "")


def _aside(words: Words, decision: Decision) -> Card:
    said = " ".join(_reviewed(words, decision))
    return Card(kind="recommendation", title=_title(words, decision), lead=said, mark="")


def _title(words: Words, decision: Decision) -> str:
    """Return the title of what was decided, even where no rule bears its name any more."""
    rule = f"rule.{decision.rule}.title"
    said = decision.said(words.language, "title") or (words.say(rule) if words.has(rule) else "")
    return said or _own(decision, words.language, "title") or decision.rule


def _reviewed(words: Words, decision: Decision) -> Iterator[str]:
    """Say who decided and when, and the comment that goes with it."""
    day, by = words.date(decision.on), decision.by
    key = "reviewed_by" if by else "reviewed"
    yield words.say(f"advice.{key}", day=day, **({"by": by} if by else {}))
    if comment := _own(decision, words.language, "comment"):
        yield comment


def _picture(words: Words, verdicts: Verdicts) -> Picture | None:
    """Draw what each may bring against what it asks; nothing to compare where there is one."""
    advice = verdicts.kept
    if len(advice) < 2:
        return None
    choices = [
        Choice(rank=rank, days=sum(one.action.effort_days) / 2, gain=one.gain, grade=one.grade)
        for rank, one in enumerate(advice, start=1)
    ]
    grades = {grade: words.say(f"advice.grade_short.{grade}") for grade in "ABCD"}
    axes = words.say("advice.axis_days"), words.say("advice.axis_gain")
    named = [
        words.say("picture.pair", name=str(rank), value=worded(words, verdicts, one.rule, "title"))
        for rank, one in enumerate(advice, start=1)
    ]
    alt = "\n".join((words.say("advice.picture"), *named))
    return Picture(svg=pareto(choices, axes, grades), alt=alt)


def short(verdicts: Verdicts, words: Words, rank: int, advice: Recommendation) -> Card:
    """Show a piece of advice in three lines: what, who, the first step."""
    return Card(
        kind="recommendation",
        title=worded(words, verdicts, advice.rule, "title"),
        lead=worded(words, verdicts, advice.rule, "summary"),
        mark=str(rank),
        facts=(
            _fact(words, "owner", words.say(f"advice.owner.{advice.action.owner}")),
            _fact(words, "first_step", _first_step(words, verdicts, advice)),
        ),
    )


def _advice(release: Release, words: FirmWords, rank: int, advice: Recommendation) -> Card:
    findings = {finding.measure: finding for finding in release.verdicts.findings}
    why = tuple(_why(words, advice.rule, findings[name]) for name in advice.because)
    verdicts, strength = release.verdicts, "recommended" if advice.recommended else "suggested"
    decision = verdicts.decision(advice.rule)
    return Card(
        kind="recommendation",
        title=worded(words, verdicts, advice.rule, "title"),
        lead=worded(words, verdicts, advice.rule, "summary"),
        mark=str(rank),
        notes=(
            words.say(f"advice.{strength}"),
            *(_reviewed(words, decision) if decision else ()),
        ),
        facts=(
            _fact(words, "why", *why),
            _fact(words, "action", worded(words, verdicts, advice.rule, "action")),
            _fact(words, "cause", words.say(f"rule.{advice.rule}.cause")),
            _fact(words, "owner", *_carried(words, advice)),
            _fact(words, "first_step", _first_step(words, verdicts, advice)),
            _fact(words, "kpi", *(_goal(words, advice, target) for target in advice.targets)),
            _fact(words, "guard", *_guarded(words, advice)),
            _fact(words, "stop", words.say(f"rule.{advice.rule}.stop")),
            _fact(words, "tools", *(_offer(words, offer) for offer in advice.offers)),
            _fact(words, "confidence", *_confidence(words, advice)),
            _fact(words, "proposed", *_proposed(words, advice, decision)),
            Fact(name=words.say("ui.evidence"), said=advice.evidence[:REFERENCES], role="evidence"),
        ),
    )


def _proposed(words: Words, advice: Recommendation, decision: Decision | None) -> Iterator[str]:
    """Give the words of the rule where the consultant's stand in their place."""
    for part in WORDED:
        if decision and decision.said(words.language, part):
            yield words.say(f"rule.{advice.rule}.{part}")


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


def _first_step(words: Words, verdicts: Verdicts, advice: Recommendation) -> str:
    step = worded(words, verdicts, advice.rule, "first_step")
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


def _offer(words: FirmWords, offer: Offer) -> str:
    """Say what the tools are for, before which ones, each with its first reason."""
    family = words.firm(f"family.{offer.family}.title")
    named = ", ".join(_tool(words, one) for one in offer.tools)
    return words.say("picture.pair", name=family, value=named)


def _tool(words: FirmWords, offered: Offered) -> str:
    title = words.firm(f"tool.{offered.tool}.title")
    if not offered.why:
        return title
    return words.firm("brief.with_why", name=title, why=words.firm(f"why.{offered.why[0]}"))


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
