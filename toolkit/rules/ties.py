"""Teams and sites are in touch, without all of it passing through a few people."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def open_the_silos(findings: Findings) -> Because:
    """Each team keeps to itself, more than its size explains."""
    return at_risk(findings, "likeness_team")


def join_the_sites(findings: Findings) -> Because:
    """Each site keeps to itself, more than its size explains."""
    return at_risk(findings, "likeness_site")


def relieve_the_go_betweens(findings: Findings) -> Because:
    """What one part knows reaches another through a few people only.

    A few people whom many write to do not fire it alone: a help desk is made for that.
    """
    narrow = at_risk(findings, "centralization_between")
    return (*narrow, *at_risk(findings, "centralization_in")) if narrow else ()


def reach_the_isolated(findings: Findings) -> Because:
    """Many are in touch with nobody."""
    return at_risk(findings, "no_tie_share")
