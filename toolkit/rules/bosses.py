"""Whoever writes to somebody higher up is answered like anybody else."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, strong


def let_bosses_answer(findings: Findings) -> Because:
    """Those who write upwards wait for nothing, or are answered less than those who write down."""
    return at_risk(findings, "upward_answered_72h", "answer_asymmetry")


def compare_said_and_done(findings: Findings) -> Because:
    """People say that they are well heard, and what they write upwards stays without an answer."""
    done = at_risk(findings, "upward_answered_72h")
    said = strong(findings, "survey_superiors_favourable")
    return (*done, *said) if done and said else ()


def mix_the_levels(findings: Findings) -> Because:
    """Each level keeps to itself, more than its size explains."""
    return at_risk(findings, "ei_level_gap")
