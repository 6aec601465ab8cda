"""Posts are addressed to people, rather than repeated out of habit."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def drop_the_rituals(findings: Findings) -> Because:
    """Rituals and filling hashtags take the place of talk.

    Many links to the own site alone do not fire it: a newspaper or a museum lives by them.
    """
    habits = at_risk(findings, "ritual_share", "hashtags_per_post")
    return (*habits, *at_risk(findings, "own_link_share")) if habits else ()
