"""What is published is written when there is something to say, by somebody, for somebody."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def write_by_hand(findings: Findings) -> Because:
    """The same text comes again and again, or posts fall on the minute.

    A scheduling tool alone does not fire it: a small team may well write by hand and post later.
    """
    copied = at_risk(findings, "near_duplicate_share", "minute_excess")
    return (*copied, *at_risk(findings, "scheduler_share")) if copied else ()


def look_for_what_changed(findings: Findings) -> Because:
    """The index fell from one month to the next beyond what chance explains."""
    return at_risk(findings, "proximity_drift")
