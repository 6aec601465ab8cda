"""Nobody has to answer at night, and meetings stay of a size where one speaks."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def protect_rest(findings: Findings) -> Because:
    """Work goes on in the evening and at night, and is answered there.

    What is sent after hours alone does not fire it: some choose their hours. Nights that are too
    short, or answers given after hours, do.
    """
    exposed = at_risk(findings, "short_rest_share", "after_hours_answers_share")
    return (*exposed, *at_risk(findings, "after_hours_share")) if exposed else ()


def leave_the_weekend_alone(findings: Findings) -> Because:
    """Saturdays and Sundays have become days to write."""
    return at_risk(findings, "weekend_share")


def shrink_the_meetings(findings: Findings) -> Because:
    """Many meetings are too large for anybody but the one who leads them to speak."""
    return at_risk(findings, "meeting_large_share")
