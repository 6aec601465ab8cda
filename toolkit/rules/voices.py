"""Several real people speak, rather than one hired voice."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk


def train_more_voices(findings: Findings) -> Because:
    """One hand holds the pen: train volunteers to speak in their own name.

    Few named people alone do not fire it: a plural team may well sign as the house.
    """
    concentrated = at_risk(findings, "effective_voices", "top_voice_share")
    return (*concentrated, *at_risk(findings, "identified_share")) if concentrated else ()
