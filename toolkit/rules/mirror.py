"""Those who speak outside are those who speak inside, and about the same things."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def join_inside_and_outside(findings: Findings) -> Because:
    """Those who speak in the name of the house take no part in its own conversations."""
    return at_risk(findings, "mirror_people")


def tell_what_lives_inside(findings: Findings) -> Because:
    """What colleagues talk about is not what the public hears of."""
    return at_risk(findings, "mirror_overlap")
