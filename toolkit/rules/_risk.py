"""Picks out, among what was found, the measures that are at risk."""

from toolkit.results import Because, Findings, Level


def at_risk(findings: Findings, *measures: str) -> Because:
    """Return the findings of these measures that are at risk, in the order asked."""
    known = (findings[measure] for measure in measures if measure in findings)
    return tuple(finding for finding in known if finding.level is Level.RISK)
