"""Whether people read the messages alike, and whether the machine reads them as people do."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from toolkit.conversations.coded import ASKS, FUNCTIONS, OTHER, PROMOTIONAL, SCHEMES, UNCLASSIFIED
from toolkit.conversations.exchange import external
from toolkit.conversations.frames import SHOWN, Frame, Rows, collect, count, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.judged import ENOUGH, Human, beside_machine, human
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, bootstrap, confusion, krippendorff_interval, macro_f1, wilson

SCOPE = "external"
SLICES = "whole"  # one sample was coded, of the whole
CLASSES = (*FUNCTIONS, UNCLASSIFIED)


@dataclass(frozen=True)
class Held:
    """What people settled of some messages, and what the machine says of the same.

    ``reason`` says why there is nothing to hold against anything.
    """

    truth: Mapping[str, str]
    said: Mapping[str, str]
    reason: str

    @property
    def wrong(self) -> tuple[str, ...]:
        """The first messages of which the machine says something else."""
        return tuple(sorted(one for one in self.said if self.said[one] != self.truth[one]))[:SHOWN]

    def right(self, gauge: Gauge, *labels: str) -> Measure:
        """Return how often the machine is right, of these labels or of any."""
        asked = [one for one in self.said if not labels or self.truth[one] in labels]
        if not asked:
            return gauge.missing("one_label" if self.said else self.reason, len(self.said))
        hits = sum(self.said[one] == self.truth[one] for one in asked)
        n, rests_on = len(asked), len(self.said)
        reach = wilson(hits, n)
        return gauge.value(hits / n, n, reach, rests_on=rests_on, evidence=self.wrong)


def agreement(messages: Frame, labels: Frame, cues: Frame, *, min_n: int = ENOUGH) -> Measures:
    """How far coders agree, and how well the machine agrees with them (measure S36).

    Krippendorff's (2011) nominal alpha, drawing messages again for its interval; read as he
    does (2004): rely on .800, take .667 as tentative, report nothing below. The machine is held
    against what coders say alike or settled together. Of what the public writes, coders say
    whether it asks something; a third of the messages are enough there.
    """
    outward = external(messages)
    coded = _coded(outward, labels)
    reason = "not_coded" if count(outward) else "no_messages"
    function, promotion, question = coded.values()
    held = {scheme: beside_machine(labels, scheme, one.settled) for scheme, one in coded.items()}
    held["question"] = _asking(cues, question.settled)
    sides = {name: Held(coded[name].settled, said, reason) for name, said in held.items()}
    seen, spared = (f"machine_{name}_promotion" for name in ("sensitivity", "specificity"))
    return (
        _alpha(Gauge("coders_alpha_function", "S36", "index", min_n), function, reason),
        _alpha(Gauge("coders_alpha_promotion", "S36", "index", min_n), promotion, reason),
        _alpha(Gauge("coders_alpha_question", "S36", "index", min_n // 3), question, reason),
        sides["function"].right(Gauge("machine_accuracy_function", "S36", "share", min_n)),
        _f1(Gauge("machine_f1_function", "S36", "index", min_n), sides["function"]),
        sides["promotion"].right(Gauge(seen, "S36", "share", min_n), PROMOTIONAL),
        sides["promotion"].right(Gauge(spared, "S36", "share", min_n), OTHER),
        sides["question"].right(Gauge("machine_accuracy_question", "S36", "share", min_n // 3)),
    )


def _coded(outward: Rows, labels: Frame) -> dict[str, Human]:
    """Return what people said of these messages, by scheme."""
    everything = {scheme: human(labels, scheme) for scheme in SCHEMES}
    named = sorted({one for said in everything.values() for one in said.messages})
    there = collect(outward.filter(nw.col("message_id").is_in(named)).select("message_id"))
    known = frozenset(there["message_id"].to_list())
    return {scheme: said.among(known) for scheme, said in everything.items()}


def _asking(cues: Frame, settled: Mapping[str, str]) -> dict[str, str]:
    """Return whether the machine takes these messages for questions."""
    rows = read(cues, "cues", "message_id", "is_question")
    rows = rows.filter(
        nw.col("message_id").is_in(sorted(settled)), ~nw.col("is_question").is_null()
    )
    found = collect(rows)
    said = zip(found["message_id"].to_list(), found["is_question"].to_list(), strict=True)
    return {one: ASKS if asks else OTHER for one, asks in said}


def _alpha(gauge: Gauge, people: Human, reason: str) -> Measure:
    n = len(people.coded_twice)
    if not n:
        return gauge.missing(reason)
    value, interval = people.alpha(), krippendorff_interval(people.matrix(people.labels()))
    if value is None or interval is None:
        return gauge.missing("one_label", n)
    return gauge.value(value, n, interval, evidence=people.differing[:SHOWN])


def _f1(gauge: Gauge, held: Held) -> Measure:
    if not held.said:
        return gauge.missing(held.reason)
    place = {label: number for number, label in enumerate(CLASSES)}
    other = len(CLASSES)  # whatever else a coder may have written
    truth, said = (
        np.asarray([place.get(side[one], other) for one in sorted(held.said)], dtype=np.int64)
        for side in (held.truth, held.said)
    )
    table = confusion(truth, said, other + 1)

    def score(draws: Numbers) -> Numbers:
        return macro_f1(draws.reshape(*draws.shape[:-1], *table.shape))

    interval = bootstrap(table.ravel(), score, limits=(0.0, 1.0))
    return gauge.value(float(macro_f1(table)), len(held.said), interval, evidence=held.wrong)
