"""Inside, many speak and are answered, rather than a few."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def open_the_floor_inside(findings: Findings) -> Because:
    """A few speak and many are silent, or who writes gets nothing back."""
    return at_risk(findings, "silent_share", "participation_gini", "reciprocity_dyadic_nonnull")
