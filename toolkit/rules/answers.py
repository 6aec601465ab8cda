"""People who write are answered, and in time."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, strong


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


def answer_the_questions(findings: Findings) -> Because:
    """Those who ask something are left without an answer."""
    return at_risk(findings, "answered_72h_questions")


def serve_each_language(findings: Findings) -> Because:
    """Who writes in one language is answered less than who writes in another."""
    return at_risk(findings, "answered_72h_gap_language")


def look_for_the_forgotten(findings: Findings) -> Because:
    """One person in ten waits beyond reason, whatever the others are given."""
    return at_risk(findings, "first_response_p90")


def announce_hours(findings: Findings) -> Because:
    """Everybody is answered in the end, but late: a promise of hours is missing, not the will."""
    late = at_risk(findings, "first_response_median")
    faithful = strong(findings, "answered_7d")
    return (*late, *faithful) if late and faithful else ()


def answer_without_copying(findings: Findings) -> Because:
    """People are answered at once, and with the text that served for the others."""
    copied = at_risk(findings, "near_duplicate_share")
    prompt = strong(findings, "answered_24h", "answered_72h")
    return (*copied, *prompt) if copied and prompt else ()


def write_useful_answers_once(findings: Findings) -> Because:
    """Questions wait while the same texts are sent again: the answers want a place of their own."""
    waiting = at_risk(findings, "answered_72h_questions")
    copied = at_risk(findings, "near_duplicate_share")
    return (*waiting, *copied) if waiting and copied else ()
