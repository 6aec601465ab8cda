"""Several real people speak, rather than one hired voice."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, strong


def train_more_voices(findings: Findings) -> Because:
    """One hand holds the pen: train volunteers to speak in their own name.

    Few named people alone do not fire it: a plural team may well sign as the house.
    """
    concentrated = at_risk(findings, "effective_voices", "top_voice_share")
    return (*concentrated, *at_risk(findings, "identified_share")) if concentrated else ()


def bring_inside_voices_out(findings: Findings) -> Because:
    """One hand holds the pen outside while colleagues answer each other well inside."""
    alone = at_risk(findings, "effective_voices", "top_voice_share")
    lively = strong(findings, "reciprocity_dyadic_nonnull")
    return (*alone, *lively) if alone and lively else ()


def sign_what_is_written(findings: Findings) -> Because:
    """Nobody can tell who speaks: neither a name nor initials under what the brand says."""
    unnamed = at_risk(findings, "identified_share")
    unsigned = at_risk(findings, "signed_share")
    return (*unnamed, *unsigned) if unnamed and unsigned else ()


def let_people_answer(findings: Findings) -> Because:
    """Those who write meet the brand, hardly ever somebody."""
    return at_risk(findings, "first_reply_by_person_share")


def put_leaders_in_touch(findings: Findings) -> Because:
    """Those who lead answer nobody, neither outside nor inside.

    Leaders who are silent outside alone do not fire it: that is for them to choose.
    """
    outside = at_risk(findings, "first_reply_by_leader_share")
    inside = at_risk(findings, "upward_answered_72h", "answer_asymmetry")
    return (*outside, *inside) if outside and inside else ()


def take_the_accounts_back(findings: Findings) -> Because:
    """One voice, through a scheduling tool: the accounts live elsewhere than in the house.

    Either alone does not fire it: one person may well write by hand, and many may schedule.
    """
    alone = at_risk(findings, "top_voice_share")
    scheduled = at_risk(findings, "scheduler_share")
    return (*alone, *scheduled) if alone and scheduled else ()
