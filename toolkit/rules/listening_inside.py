"""Inside, many speak and are answered, rather than a few."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, plainly

MOST = 0.5  # of what is written inside, read by nobody else
MANY = 0.3  # of the rooms, where one may only listen


def open_the_floor_inside(findings: Findings) -> Because:
    """A few speak and many are silent, or who writes gets nothing back."""
    return at_risk(findings, "silent_share", "participation_gini", "reciprocity_dyadic_nonnull")


def answer_inside(findings: Findings) -> Because:
    """Questions asked in front of everybody find nobody to answer."""
    return at_risk(findings, "open_question_unanswered")


def welcome_the_newcomers(findings: Findings) -> Because:
    """Whoever arrives and writes for the first time is left without an answer."""
    return at_risk(findings, "newcomer_answered_72h")


def answer_in_the_open(findings: Findings) -> Because:
    """Open questions wait while most is settled two by two.

    Many direct messages alone do not fire it: some things are better said apart.
    """
    waiting = at_risk(findings, "open_question_unanswered")
    apart = plainly(findings, "direct_share", MOST)
    return (*waiting, *apart) if waiting and apart else ()


def open_the_announcements(findings: Findings) -> Because:
    """Many are silent, and many rooms are made for listening only.

    Rooms for announcements alone do not fire it: a word for all has its use.
    """
    silent = at_risk(findings, "silent_share")
    closed = plainly(findings, "announcement_rooms_share", MANY)
    return (*silent, *closed) if silent and closed else ()
