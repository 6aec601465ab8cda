"""Before it is acted upon, a number rests on people who agree and on enough of those concerned."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def code_again(findings: Findings) -> Because:
    """Two people read the same messages differently: the instruction is not clear yet."""
    return at_risk(
        findings, "coders_alpha_function", "coders_alpha_promotion", "coders_alpha_question"
    )


def check_the_machine(findings: Findings) -> Because:
    """The machine reads messages otherwise than the people who coded them."""
    return at_risk(
        findings,
        "machine_accuracy_function",
        "machine_sensitivity_promotion",
        "machine_accuracy_question",
    )


def ask_those_who_did_not_answer(findings: Findings) -> Because:
    """Too few answered the survey for it to speak for all."""
    return at_risk(findings, "survey_response_rate")
