"""The index taken apart for a sceptical client: its pillars, its doubt, what would move it."""

from toolkit.cards import Card, Fact, Picture, Table
from toolkit.release import Release
from toolkit.results import WHOLE, Measure
from toolkit.stats.composite import LEAST, PILLARS, WEIGHTS
from toolkit.views.drifting import drift
from toolkit.views.leverage import COMPONENTS, gains
from toolkit.views.panels import Panel, Rung, gauge, ladder, stacked
from toolkit.views.told import Told
from toolkit.wording import Words

INDEX = "proximity_index"
BUDGETS = ("sampling", "labels", "structure")
CHOICES = ("sobol_weights", "sobol_aggregation", "sobol_goalposts", "sobol_threshold")
DRIFTS = ("proximity_drift", "proximity_drift_p", "proximity_slope")
EVIDENCE = 5
SEEN = 0.05  # points: less is written as nothing


def index(release: Release, words: Words, period: str = WHOLE) -> Card:
    """Take the index apart; where there is none, say what is missing."""
    told = Told(release=release, words=words, period=period)
    found = told.measures.get(INDEX)
    parts = (_pillars(told), _moving(told), _components(told), _doubt(told), _drift(told))
    value = found.value if found else None
    return Card(
        kind="index",
        title=words.say("section.index.title"),
        lead=words.say("section.index.lead"),
        scope="index",
        value=words.value_of(found) if found and value is not None else "",
        notes=(*_stand(told, found), words.say("index.rule")),
        items=tuple(part for part in parts if part is not None),
    )


def pillar_values(told: Told) -> dict[str, float]:
    """Return the pillars that have a value, from 0 to 1."""
    found = {name: told.measures.get(f"pillar_{name}") for name in PILLARS}
    return {name: one.value for name, one in found.items() if one and one.value is not None}


def _stand(told: Told, found: Measure | None) -> tuple[str, ...]:
    """Say the index and its interval, that it is partial, or why there is none."""
    words, there = told.words, pillar_values(told)
    if found is None or found.value is None:
        refused = words.say("index.refused", least=LEAST, all=len(PILLARS))
        return (refused, *_why(told, found), *_lacking(told))
    said = [words.measure(found)]
    if len(there) < len(PILLARS):
        said.append(words.say("index.partial", k=len(there), all=len(PILLARS)))
    return (*said, *_lacking(told))


def _why(told: Told, found: Measure | None) -> tuple[str, ...]:
    return (told.words.short(found),) if found else ()


def _lacking(told: Told) -> tuple[str, ...]:
    """Say of each missing pillar why it is."""
    missing = [
        one for one in told.present(f"pillar_{name}" for name in PILLARS) if one.value is None
    ]
    return tuple(told.pair(told.label(one.id), told.words.short(one)) for one in missing)


def _pillars(told: Told) -> Card | None:
    items = tuple(
        _pillar(told, name, told.measures[f"pillar_{name}"])
        for name in PILLARS
        if f"pillar_{name}" in told.measures
    )
    if not items:
        return None
    return Card(kind="block", title=told.words.say("index.pillars"), items=items)


def _pillar(told: Told, name: str, pillar: Measure) -> Card:
    words = told.words
    evidence = Fact(
        name=words.say("index.pulls_down"), said=pillar.evidence[:EVIDENCE], role="evidence"
    )
    return Card(
        kind="measure",
        title=told.label(pillar.id),
        lead=words.measure(pillar),
        value=words.value_of(pillar) if pillar.value is not None else "",
        mark=_weight(told, name),
        picture=_bars(told, COMPONENTS[name], pillar),
        facts=(evidence,) if pillar.evidence else (),
    )


def _weight(told: Told, name: str) -> str:
    """Say what a pillar weighs in the index, those that are missing left out."""
    there = pillar_values(told)
    if name not in there or not told.valued([INDEX]):
        return told.words.say("index.weightless")
    share = WEIGHTS[name] / sum(WEIGHTS[each] for each in there)
    return told.words.say("index.weight", share=told.words.share(share))


def _bars(told: Told, names: tuple[str, ...], pillar: Measure) -> Picture | None:
    """Draw what a pillar is made of, or the pillar itself where it is made of one thing."""
    made = told.present(names)
    shown = made if len(made) > 1 else (pillar,)
    rungs = [told.rung(one) for one in shown]
    if all(one.value is None for one in shown):
        return None
    return Picture(svg=stacked([ladder("", rungs)]), alt=told.lines("", rungs))


def _gains(told: Told) -> dict[str, float]:
    names = (name for group in COMPONENTS.values() for name in group)
    values = {one.id: one.value for one in told.valued(names) if one.value is not None}
    return gains(pillar_values(told), values)


def _components(told: Told) -> Card | None:
    """List each component between its goalposts, with what a step would bring."""
    words, gained = told.words, _gains(told)
    rows = tuple(
        (told.label(one.id), told.label(f"pillar_{pillar}"), words.value_of(one),
         words.say(f"index.goalpost.{one.id}"), _points(words, gained.get(one.id)))
        for pillar, names in COMPONENTS.items()
        for one in told.present(names)
    )  # fmt: skip
    if not rows:
        return None
    title = words.say("index.components")
    heads = ("component", "pillar", "today", "goalposts", "gain")
    head = tuple(words.say(f"index.{name}") for name in heads)
    table = Table(caption=words.say("index.table"), head=head, rows=rows, numbers=(2, 4))
    return Card(kind="figure", title=title, table=table)


def _points(words: Words, gain: float | None) -> str:
    if gain is None:
        return words.say("index.no_gain")
    if gain < SEEN:
        return words.say("index.reached")
    return words.say("index.points", gain=words.number(gain, digits=1))


def _moving(told: Told) -> Card | None:
    """Draw what each component would bring, the most first."""
    words = told.words
    gained = sorted(_gains(told).items(), key=lambda each: (-each[1], each[0]))
    gained = [(name, gain) for name, gain in gained if gain >= SEEN]
    if not gained:
        return None
    rungs = [
        Rung(label=told.label(name), said=_points(words, gain), value=gain) for name, gain in gained
    ]
    title = words.say("picture.gains")
    panel = ladder(title, rungs, top=max(gained[0][1], 1.0))
    return Card(
        kind="figure",
        title=words.say("index.moving"),
        lead=words.say("index.moving_lead"),
        picture=Picture(svg=stacked([panel]), alt=told.lines(title, rungs)),
    )


def _doubt(told: Told) -> Card | None:
    """Draw the interval of each kind of doubt, and which of our choices weigh."""
    words = told.words
    drawn: list[tuple[Panel, str]] = []
    for name in ("", *BUDGETS):
        for one in told.valued([f"{INDEX}_{name}" if name else INDEX]):
            sure = words.interval(one) or words.value_of(one)
            said = told.pair(words.say(f"index.{name or 'total'}"), sure)
            drawn.append((_scale(said, one), said))
    choices = [told.rung(one) for one in told.valued(CHOICES)]
    if choices:
        title = words.say("picture.choices")
        drawn.append((ladder(title, choices), told.lines(title, choices)))
    if not drawn:
        return None
    return Card(
        kind="figure",
        title=words.say("index.doubt"),
        lead=words.say("index.doubt_lead"),
        notes=(words.say("index.choices_lead"),) if choices else (),
        picture=Picture(
            svg=stacked([panel for panel, _ in drawn]), alt="\n".join(said for _, said in drawn)
        ),
    )


def _scale(title: str, one: Measure) -> Panel:
    value = one.value or 0.0
    return gauge(title, value, one.interval or (value, value))


def _drift(told: Told) -> Card | None:
    picture = drift(told)
    if picture is None:
        return None
    words = told.words
    said = tuple(
        words.measure(one) if one.id == DRIFTS[0] else words.short(one)
        for one in told.valued(DRIFTS)
    )
    return Card(
        kind="figure",
        title=words.say("index.drift"),
        notes=(*said, words.say("index.drift_rule")),
        picture=picture,
    )
