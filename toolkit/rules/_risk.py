"""Picks out, among what was found, what is at risk, what is strong, and what is plainly so."""

from toolkit.results import Because, Finding, Findings, Level, Status


def at_risk(findings: Findings, *measures: str) -> Because:
    """Return the findings of these measures that are at risk, in the order asked."""
    return _judged(findings, Level.RISK, measures)


def strong(findings: Findings, *measures: str) -> Because:
    """Return the findings of these measures that are a strength, in the order asked."""
    return _judged(findings, Level.STRENGTH, measures)


def _judged(findings: Findings, level: Level, measures: tuple[str, ...]) -> Because:
    known = (findings[measure] for measure in measures if measure in findings)
    return tuple(finding for finding in known if finding.level is level)


def plainly(findings: Findings, measure: str, least: float) -> Because:
    """Return the finding of a measure whose whole interval reaches a value.

    For measures that describe and that nothing judges: they add to a risk, they never make one.
    """
    found = findings.get(measure)
    low = _span(found)[0] if found else None
    return (found,) if found and low is not None and low >= least else ()


def outweighs(findings: Findings, heavy: str, light: str, times: float) -> Because:
    """Return the findings of a measure worth many times another, if their intervals agree."""
    one, other = findings.get(heavy), findings.get(light)
    if one is None or other is None:
        return ()
    (low, _), (_, high) = _span(one), _span(other)
    apart = low is not None and high is not None and low >= times * high
    return (one, other) if apart else ()


def _span(finding: Finding) -> tuple[float | None, float | None]:
    known = finding.interval if finding.status is Status.OK else None
    return known or (None, None)
