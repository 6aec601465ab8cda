"""What is said is about the people one speaks to, rather than about what one sells."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def sell_less(findings: Findings) -> Because:
    """Too much of what is published sells.

    Many links to the own site alone do not fire it: they may lead to what people asked for.
    """
    selling = at_risk(findings, "promotional_share", "promotional_share_observed")
    return (*selling, *at_risk(findings, "own_link_share")) if selling else ()


def talk_of_others(findings: Findings) -> Because:
    """The house is the subject of its own sentences."""
    return at_risk(findings, "alterity")
