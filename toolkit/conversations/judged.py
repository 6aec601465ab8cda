"""What people coded, what they settled together, and how often the machine says the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from toolkit.conversations.coded import machine
from toolkit.conversations.coders import MACHINE
from toolkit.conversations.frames import Frame, collect, read
from toolkit.stats import Accuracy, Numbers, krippendorff_alpha

ENOUGH = 150  # messages that two people coded
LEAST_ALPHA = 0.667  # below it a coding is not reported: Krippendorff (2004), p. 241


@dataclass(frozen=True)
class Human:
    """What people say that messages are, in one scheme: message -> coder -> label.

    ``together`` is what coders settled together, message -> label.
    """

    codes: Mapping[str, Mapping[str, str]]
    together: Mapping[str, str]

    @property
    def messages(self) -> frozenset[str]:
        """All messages of which people said something."""
        return frozenset((*self.codes, *self.together))

    @property
    def coded_twice(self) -> Mapping[str, Mapping[str, str]]:
        """The messages that two people coded, or more."""
        return {one: said for one, said in self.codes.items() if len(said) > 1}

    @property
    def settled(self) -> Mapping[str, str]:
        """Message -> what it is: as settled together, or as all of two coders or more say."""
        agreed = {
            one: next(iter(said.values()))
            for one, said in self.coded_twice.items()
            if len(set(said.values())) == 1
        }
        return {**agreed, **self.together}

    @property
    def disputed(self) -> tuple[str, ...]:
        """The messages of which coders say different things, still to be settled."""
        return tuple(sorted(self.coded_twice.keys() - self.settled.keys()))

    @property
    def differing(self) -> tuple[str, ...]:
        """The messages of which coders said different things, settled since or not."""
        twice = self.coded_twice.items()
        return tuple(sorted(one for one, said in twice if len(set(said.values())) > 1))

    def matrix(self, labels: tuple[str, ...]) -> Numbers:
        """Return the codes as numbers: messages in rows, coders in columns, NaN where not coded."""
        coders = sorted({coder for said in self.codes.values() for coder in said})
        numbers = {label: float(place) for place, label in enumerate(labels)}
        rows = [
            [numbers[said[coder]] if coder in said else np.nan for coder in coders]
            for _, said in sorted(self.codes.items())
        ]
        return np.asarray(rows, dtype=np.float64).reshape(len(rows), len(coders))

    def labels(self) -> tuple[str, ...]:
        """Return every label that was given, in order."""
        return tuple(sorted({label for said in self.codes.values() for label in said.values()}))

    def among(self, messages: Collection[str]) -> "Human":
        """Keep what was said of these messages."""
        return Human(
            {one: said for one, said in self.codes.items() if one in messages},
            {one: label for one, label in self.together.items() if one in messages},
        )

    def alpha(self) -> float | None:
        """Return Krippendorff's nominal alpha, None where everybody gave one and the same label."""
        return krippendorff_alpha(self.matrix(self.labels()))


def human(labels: Frame, scheme: str) -> Human:
    """Return what people coded in one scheme."""
    columns = ("message_id", "scheme", "label", "coder_id", "adjudicated")
    rows = read(labels, "labels", *columns).filter(nw.col("scheme") == scheme)
    by_people = collect(rows.filter(nw.col("coder_id") != MACHINE).sort(*columns))
    codes: dict[str, dict[str, str]] = {}
    together: dict[str, str] = {}
    for row in by_people.iter_rows(named=True):
        if row["adjudicated"]:
            together[row["message_id"]] = row["label"]
        else:
            codes.setdefault(row["message_id"], {})[row["coder_id"]] = row["label"]
    return Human(codes, together)


def beside_machine(labels: Frame, scheme: str, settled: Mapping[str, str]) -> dict[str, str]:
    """Return what the machine says of the messages that people settled: message -> label."""
    if not settled:
        return {}
    rows = machine(labels, scheme).filter(nw.col("message_id").is_in(sorted(settled)))
    found = collect(rows)
    return dict(zip(found["message_id"].to_list(), found["label"].to_list(), strict=True))


def accuracy(
    labels: Frame,
    scheme: str,
    label: str,
    *,
    enough: int = ENOUGH,
    least_alpha: float = LEAST_ALPHA,
) -> Accuracy | str:
    """Return how often the machine is right about one label, or the reason why that is not known.

    What people settled is the truth. The sample that they code is drawn with equal chances from
    all of the organisation's messages, so that sensitivity and specificity are those of the whole.
    """
    people = human(labels, scheme)
    settled = people.settled
    said = beside_machine(labels, scheme, settled)
    reason = _why_not(people, len(said), enough, least_alpha)
    if reason:
        return reason
    pairs = [(settled[one] == label, said[one] == label) for one in said]
    pos = sum(truth for truth, _ in pairs)
    true_pos = sum(truth and found for truth, found in pairs)
    true_neg = sum(not truth and not found for truth, found in pairs)
    neg = len(pairs) - pos
    if not pos or not neg:
        return "one_label"
    if true_pos / pos + true_neg / neg <= 1:
        return "no_better_than_chance"
    return Accuracy(true_pos=true_pos, pos=pos, true_neg=true_neg, neg=neg)


def _why_not(people: Human, held: int, enough: int, least_alpha: float) -> str | None:
    """Say what coders still have to do before the machine can be judged."""
    if held + len(people.disputed) < enough:
        return "not_coded"
    if people.disputed:  # those on which people disagree are the hard ones: none may be left out
        return "not_settled"
    alpha = people.alpha()
    if alpha is None:
        return "one_label"
    return "coders_disagree" if alpha < least_alpha else None
