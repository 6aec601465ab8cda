"""How much of what the organisation writes sells or praises itself."""

from toolkit.conversations.coded import PROMOTIONAL, Mix, mix
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.judged import ENOUGH, LEAST_ALPHA, accuracy
from toolkit.results import Measure, Measures
from toolkit.stats import Accuracy, rogan_gladen, rogan_gladen_interval

SCOPE = "external"


def promotion(
    messages: Frame,
    accounts: Frame,
    labels: Frame,
    *,
    months: tuple[int, int] | None = None,
    enough_coded: int = ENOUGH,
    least_alpha: float = LEAST_ALPHA,
    min_n: int = 40,
) -> Measures:
    """Share of promotional messages, as the machine counts it and corrected (measure M13).

    What the machine counts is indicative. Rogan and Gladen (1978) correct it by how often the
    machine is right on the client's own messages, once two people have coded ``enough_coded`` of
    them, settled their disagreements, and agree at ``least_alpha`` (Krippendorff, 2004).
    """
    found = mix(messages, accounts, labels, "promotion", months)
    right = accuracy(labels, "promotion", PROMOTIONAL, enough=enough_coded, least_alpha=least_alpha)
    corrected = Gauge("promotional_share", "M13", "share", min_n)
    return (
        found.share(Gauge("promotional_share_observed", "M13", "share", min_n), PROMOTIONAL),
        _corrected(corrected, found, right),
    )


def _corrected(gauge: Gauge, found: Mix, right: Accuracy | str) -> Measure:
    if found.reason:
        return gauge.missing(found.reason, people=found.people)
    if isinstance(right, str):
        return gauge.missing(right, found.n, found.people)
    hits = found.times(PROMOTIONAL)
    value = float(rogan_gladen(hits / found.n, right.sensitivity, right.specificity))
    interval = rogan_gladen_interval(hits, found.n, right)
    evidence = found.examples(PROMOTIONAL)
    return gauge.value(value, found.n, interval, people=found.people, evidence=evidence)
