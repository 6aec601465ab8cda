"""What people say of communication inside, dimension by dimension, is taken at its word."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, plainly

WANTING = 0.5  # steps of five that are missing on a subject: our judgement of what is felt


def make_it_safe_to_speak(findings: Findings) -> Because:
    """Few say that one can speak one's mind here."""
    return at_risk(findings, "survey_climate_favourable")


def train_managers_to_listen(findings: Findings) -> Because:
    """Few are content with how they and their manager speak to each other."""
    return at_risk(findings, "survey_superiors_favourable")


def say_what_work_needs(findings: Findings) -> Because:
    """Few say that they know what they need to do their work."""
    return at_risk(findings, "survey_integration_favourable")


def clear_the_messages(findings: Findings) -> Because:
    """Few find the messages inside clear and well measured."""
    return at_risk(findings, "survey_media_favourable")


def help_colleagues_meet(findings: Findings) -> Because:
    """Few are content with how colleagues speak to each other."""
    return at_risk(findings, "survey_horizontal_favourable")


def say_where_we_go(findings: Findings) -> Because:
    """Few know where the organisation goes, and why."""
    return at_risk(findings, "survey_perspective_favourable")


def listen_to_managers(findings: Findings) -> Because:
    """Few of those who manage say that their team tells them what goes on."""
    return at_risk(findings, "survey_subordinates_favourable")


def speak_of_the_work_done(findings: Findings) -> Because:
    """Few know what is thought of their work."""
    return at_risk(findings, "survey_feedback_favourable")


def send_less(findings: Findings) -> Because:
    """On many subjects people are told more than they need."""
    return at_risk(findings, "information_overload")


def tell_what_is_missing(findings: Findings) -> Because:
    """On many subjects people are told less than they need."""
    return at_risk(findings, "information_underload")


def explain_decisions(findings: Findings) -> Because:
    """What is missing is above all the reasons of decisions, or what is about to change."""
    missing = at_risk(findings, "information_underload")
    why = (
        *plainly(findings, "gap_decisions", WANTING),
        *plainly(findings, "gap_changes", WANTING),
    )
    return (*missing, *why) if missing and why else ()
