"""Which model of public relations the messages follow: one-way, or dialogue."""

from toolkit.conversations.coded import MODELS, mix
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.results import Measures

SCOPE = "external"
ONE_WAY, TWO_WAY = MODELS[:2], MODELS[2:]
SYMMETRIC = MODELS[3]


def models(
    messages: Frame,
    accounts: Frame,
    labels: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 40,
) -> Measures:
    """Share of messages that follow each model of public relations (measure S35).

    The four models of Grunig and Hunt (1984), coded on messages as Waters and Jamal (2011). One
    way are press agentry and public information; the symmetry ratio is the share of symmetric
    ones among two-way messages.
    """
    found = mix(messages, accounts, labels, "model", months)
    shares = (
        found.share(Gauge(f"{model}_share", "S35", "share", min_n), model) for model in MODELS
    )
    one_way = found.share(Gauge("one_way_share", "S35", "share", min_n), *ONE_WAY)
    ratio = Gauge("symmetry_ratio", "S35", "share", min_n)
    both = found.times(*TWO_WAY)
    if not both:
        none = ratio.missing(found.reason or "no_two_way", people=found.people)
        return (*shares, one_way, none)
    evidence = found.examples(SYMMETRIC)
    hits = found.times(SYMMETRIC)
    return (*shares, one_way, ratio.share(hits, both, people=found.people, evidence=evidence))
