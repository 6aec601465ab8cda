"""What an answer is worth as a number: figures, words of agreement, codes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.reading.handed import any_of, number, plain

# A line for each language: steps from the lowest, parted by bars, and the words for each.
_AGREEMENT = (
    (
        "pas du tout d'accord, tout à fait en désaccord, totalement en désaccord"
        "| plutôt pas d'accord, pas d'accord, plutôt en désaccord, en désaccord"
        "| ni d'accord ni pas d'accord, ni en accord ni en désaccord, neutre"
        "| plutôt d'accord, d'accord"
        "| tout à fait d'accord, totalement d'accord"
    ),
    (
        "strongly disagree, totally disagree | disagree, tend to disagree, somewhat disagree"
        "| neither agree nor disagree, neutral | agree, tend to agree, somewhat agree"
        "| strongly agree, totally agree"
    ),
    (
        "stimme überhaupt nicht zu | stimme eher nicht zu, stimme nicht zu | teils teils"
        "| stimme eher zu, stimme zu | stimme voll und ganz zu, stimme voll zu"
    ),
    (
        "totalmente en desacuerdo, muy en desacuerdo | en desacuerdo"
        "| ni de acuerdo ni en desacuerdo | de acuerdo | totalmente de acuerdo, muy de acuerdo"
    ),
)
_AGREEMENT_7 = (
    (
        "pas du tout d'accord, tout à fait en désaccord, totalement en désaccord"
        "| pas d'accord, en désaccord | plutôt pas d'accord, plutôt en désaccord"
        "| ni d'accord ni pas d'accord, ni en accord ni en désaccord, neutre"
        "| plutôt d'accord | d'accord | tout à fait d'accord, totalement d'accord"
    ),
    (
        "strongly disagree | disagree | somewhat disagree, slightly disagree"
        "| neither agree nor disagree, neutral | somewhat agree, slightly agree | agree"
        "| strongly agree"
    ),
    (
        "stimme überhaupt nicht zu | stimme nicht zu | stimme eher nicht zu | teils teils"
        "| stimme eher zu | stimme zu | stimme voll und ganz zu, stimme voll zu"
    ),
)
_OFTEN = (
    (
        "jamais | rarement | parfois, quelquefois, de temps en temps, occasionnellement | souvent"
        "| toujours, très souvent"
    ),
    "never | rarely, seldom | sometimes, occasionally | often | always, very often",
    "nie | selten | manchmal | oft, häufig | immer, sehr oft",
    "nunca | rara vez, raramente | a veces | a menudo, frecuentemente | siempre, muy a menudo",
)
_CONTENT = (
    (
        "très insatisfait, très insatisfaite, pas du tout satisfait, pas du tout satisfaite"
        "| insatisfait, insatisfaite, plutôt insatisfait, plutôt insatisfaite, peu satisfait"
        "| ni satisfait ni insatisfait, ni satisfaite ni insatisfaite"
        "| satisfait, satisfaite, plutôt satisfait, plutôt satisfaite"
        "| très satisfait, très satisfaite, tout à fait satisfait, tout à fait satisfaite"
    ),
    (
        "very dissatisfied | dissatisfied, somewhat dissatisfied"
        "| neither satisfied nor dissatisfied | satisfied, somewhat satisfied | very satisfied"
    ),
    (
        "sehr unzufrieden | unzufrieden, eher unzufrieden | weder zufrieden noch unzufrieden"
        "| zufrieden, eher zufrieden | sehr zufrieden"
    ),
    "muy insatisfecho | insatisfecho | ni satisfecho ni insatisfecho | satisfecho | muy satisfecho",
)
_MUCH = (
    "très peu, pas du tout | peu, un peu | moyennement, assez | beaucoup | énormément",
    (
        "very little, not at all | little, a little | some, moderately | great, a lot"
        "| very great, a great deal"
    ),
    "sehr wenig | wenig | mittel | viel | sehr viel",
    "muy poco | poco | algo | mucho | muchísimo",
)


def _valued(*languages: str) -> Mapping[str, float]:
    return MappingProxyType(
        {
            word: float(value)
            for said in languages
            for value, step in enumerate(said.split("|"), 1)
            for word in any_of(step)
        }
    )


@dataclass(frozen=True)
class Scale:
    """A way to read answers: the words with their numbers, and what the consultant is told."""

    told: str
    values: Mapping[str, float]

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest answer."""
        return min(self.values.values()), max(self.values.values())


AGREEMENT = Scale("words of agreement taken as 1 to 5", _valued(*_AGREEMENT))
AGREEMENT_7 = Scale("words of agreement taken as 1 to 7", _valued(*_AGREEMENT_7))
YES_NO = Scale(
    "yes and no taken as 1 and 0",
    MappingProxyType(
        dict.fromkeys(any_of("oui, yes, y, o, ja, sí, vrai, true"), 1.0)
        | dict.fromkeys(any_of("non, no, n, nein, faux, false"), 0.0)
    ),
)
SCALES = (
    AGREEMENT,
    Scale("words of frequency taken as 1 to 5", _valued(*_OFTEN)),
    Scale("words of satisfaction taken as 1 to 5", _valued(*_CONTENT)),
    Scale("words of quantity taken as 1 to 5", _valued(*_MUCH)),
    YES_NO,
)
CODES = "codes of answers taken as their numbers"
# Pairs of words that are two steps on seven, and one on five.
SEVEN = tuple(
    any_of(pair)
    for pair in (
        "plutôt d'accord, d'accord",
        "plutôt pas d'accord, pas d'accord",
        "somewhat agree, agree",
        "somewhat disagree, disagree",
        "stimme eher zu, stimme zu",
    )
)
NO_ANSWER = any_of(
    "ne sait pas, nsp, je ne sais pas, sans opinion, sans réponse, ne se prononce pas",
    "non concerné, non concernée, sans objet, don't know, no opinion, no answer, not applicable",
    "na, weiß nicht, keine Angabe, no sabe, ns/nc, autre, other",
)

_CODED = re.compile(r"A[OQ]?0{0,4}(\d{1,2})")
_LED = re.compile(r"(\d{1,2}) ?[-\u2013:=.(] ?[^\d\s].{0,200}")


@dataclass(frozen=True)
class Reading:
    """How one column is read: by its words, or by its figures; ``open`` is free text."""

    scale: Scale | None = None
    coded: bool = False
    open: bool = False

    def value(self, written: str) -> float | None:
        """Return what an answer is worth; nothing where it is no number."""
        if self.scale and (found := self.scale.values.get(plain(written))) is not None:
            return found
        if self.coded and (code := _CODED.fullmatch(written)):
            return float(code[1])
        return _figure(written)


def reading_of(answers: Counter[str], *, seven: bool) -> Reading:
    """Return how to read a column: as half of its answers or more can be, else as free text."""
    said = Counter({one: count for one, count in answers.items() if not unanswered(one)})
    total = sum(said.values())
    scales = (AGREEMENT_7 if seven else AGREEMENT, *SCALES[1:])
    ways = [Reading(), *map(Reading, scales), Reading(coded=True)]
    counts = [
        sum(count for one, count in said.items() if way.value(one) is not None) for way in ways
    ]
    best = counts.index(max(counts))
    return ways[best] if 2 * counts[best] >= total else Reading(open=True)


def on_seven(columns: Iterable[Counter[str]]) -> bool:
    """Say whether the words of agreement of a file have seven steps."""
    words = {plain(one) for answers in columns for one in answers}
    return any(pair <= words for pair in SEVEN)


def unanswered(written: str) -> bool:
    """Say whether an answer says that there is none."""
    return plain(written) in NO_ANSWER


def _figure(written: str) -> float | None:
    led = _LED.fullmatch(written)
    return number(led[1] if led else written)
