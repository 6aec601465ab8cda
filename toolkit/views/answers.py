"""One question of the audit, answered: a picture, a number, what it rests on, what to do."""

from toolkit.cards import Card, Fact
from toolkit.release import Release
from toolkit.results import WHOLE, Measure
from toolkit.views.advised import worded
from toolkit.views.compared import compared
from toolkit.views.pictures import picture
from toolkit.views.questions import Question, belongs
from toolkit.views.told import Told
from toolkit.wording import Words


def answer(release: Release, words: Words, question: Question, period: str = WHOLE) -> Card:
    """Answer one question; a note where the release has no measure for it."""
    told = Told(release=release, words=words, period=period, scope=question.scope)
    title = words.say(f"question.{question.name}.title")
    found = told.valued((*question.headlines, *question.beside)) or told.present(question.headlines)
    if not found:
        return Card(kind="note", title=title, notes=(words.say("ui.no_value"),))
    first = found[0]
    level = told.level(first.id) if first.value is not None else ""
    caution = f"question.{question.name}.caution"
    return Card(
        kind="question",
        title=title,
        lead=words.measure(first),
        value=words.value_of(first) if first.value is not None else "",
        level=level,
        mark=words.say(f"level.{level}.label") if level else "",
        scope=told.scope,
        facts=(
            *_asked(words, question, first),
            *rests_on(told, first),
            _next(told, question, first),
        ),
        notes=(words.say(caution),) if words.has(caution) else (),
        picture=picture(question.name, told),
        items=tuple(_beside(told, one) for one in told.valued(question.beside) if one != first),
    )


def _asked(words: Words, question: Question, measure: Measure) -> tuple[Fact, ...]:
    """Say what the number answers in the measure's own words, where they are others."""
    title = words.say(f"measure.{measure.id}.title")
    if title == words.say(f"question.{question.name}.title"):
        return ()
    return (Fact(name=words.say("ui.measure"), said=(title,), role="asked"),)


def rests_on(told: Told, measure: Measure) -> tuple[Fact, ...]:
    """Say what a number counts, how sure it is, how it was made, and where to look."""
    words, key = told.words, f"measure.{measure.id}"
    status = f"status.{measure.status.value}"
    facts = [
        (words.say(f"{key}.basis"), words.whole(measure.n)),
        (words.say("ui.interval"), words.interval(measure)),
        (
            words.say("ui.status"),
            f"{words.say(f'{status}.label')}. {words.say(f'{status}.sentence')}",
        ),
        (words.say("ui.method"), words.say(f"{key}.method")),
        (words.say("ui.yardstick"), _yardstick(words, measure)),
    ]
    said = tuple(Fact(name=name, said=(text,)) for name, text in facts if text)
    if finding := told.findings.get(measure.id):
        said = (*said, *compared(words, finding))
    if not measure.evidence:
        return said
    return (*said, Fact(name=words.say("ui.evidence"), said=measure.evidence[:5], role="evidence"))


def _yardstick(words: Words, measure: Measure) -> str:
    key = f"measure.{measure.id}.yardstick"
    return words.say(key) if words.has(key) else words.say("ui.no_yardstick")


def _beside(told: Told, measure: Measure) -> Card:
    level = told.level(measure.id)
    return Card(
        kind="measure",
        title=told.label(measure.id),
        lead=told.words.interval(measure),
        value=told.words.value_of(measure),
        level=level,
        mark=told.words.say(f"level.{level}.label") if level else "",
        scope=told.scope,
    )


def _next(told: Told, question: Question, first: Measure) -> Fact:
    """Say what to do: the question's own next step, then the proposals that its numbers justify."""
    words = told.words
    answered = first.value is not None and first.id in question.headlines
    level = (told.level(first.id) or "unknown") if answered else "missing"
    said = [words.say(f"question.{question.name}.next_{level}")]
    mine = (m.id for m in told.measures.values() if belongs(m.id, m.code) == question.name)
    for rank, advice in told.advice(mine):
        title = worded(words, told.release.verdicts, advice.rule, "title")
        said.append(words.say("ui.see_advice", rank=rank, title=title))
    return Fact(name=words.say("ui.next_step"), said=tuple(said), role="next")
