"""Inside, many speak and are answered, rather than a few."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def open_the_floor_inside(findings: Findings) -> Because:
    """A few speak and many are silent, or who writes gets nothing back."""
    return at_risk(findings, "silent_share", "participation_gini", "reciprocity_dyadic_nonnull")


def answer_inside(findings: Findings) -> Because:
    """Questions asked in front of everybody, or by newcomers, find nobody to answer."""
    return at_risk(findings, "open_question_unanswered", "newcomer_answered_72h")


def protect_rest(findings: Findings) -> Because:
    """Work goes on in the evening and at night, and is answered there.

    What is sent after hours alone does not fire it: some choose their hours. Nights that are too
    short, or answers given after hours, do.
    """
    exposed = at_risk(findings, "short_rest_share", "after_hours_answers_share")
    return (*exposed, *at_risk(findings, "after_hours_share")) if exposed else ()
