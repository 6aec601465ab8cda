"""People who write are answered, and in time."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def answer_the_public(findings: Findings) -> Because:
    """People write and are not answered in time, or nothing that is published answers anyone."""
    return at_risk(
        findings,
        "answered_24h",
        "answered_72h",
        "answered_7d",
        "first_response_median",
        "reply_share",
    )
