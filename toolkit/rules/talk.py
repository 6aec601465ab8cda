"""What is published opens a conversation, or leaves the place to those who hold one."""

from toolkit.results import Because, Findings
from toolkit.rules._risk import at_risk, outweighs

APPLAUSE = 20.0  # times the comments: our judgement of where a post is liked and not talked about


def keep_the_conversation_going(findings: Findings) -> Because:
    """People are answered and do not come back: the answer closes the talk."""
    return at_risk(findings, "pop_share")


def publish_less_and_ask(findings: Findings) -> Because:
    """Posts get no comment, and hardly any of them answers anyone: fewer would say as much.

    Posts without a comment alone do not fire it: an information may be read and be enough.
    """
    unheard = at_risk(findings, "conversation_zero_share")
    deaf = at_risk(findings, "reply_share")
    return (*unheard, *deaf) if unheard and deaf else ()


def stop_chasing_applause(findings: Findings) -> Because:
    """Posts are liked and not talked about: applause stands for conversation."""
    unheard = at_risk(findings, "conversation_zero_share")
    liked = outweighs(findings, "applause_rate", "conversation_rate", APPLAUSE)
    return (*unheard, *liked) if unheard and liked else ()


def ask_real_questions(findings: Findings) -> Because:
    """Nearly all is said one way, to nobody in particular."""
    return at_risk(findings, "one_way_share")


def say_who_answers(findings: Findings) -> Because:
    """Nothing on the accounts tells that one can speak to somebody there, and when."""
    return at_risk(findings, "dialogic_loop")


def close_a_silent_account(findings: Findings) -> Because:
    """One voice that answers nobody, even in a week: a place less is a promise less to break.

    All three together: a single one can be mended where it stands.
    """
    mute = (
        at_risk(findings, "reply_share"),
        at_risk(findings, "answered_7d"),
        at_risk(findings, "effective_voices", "top_voice_share"),
    )
    return tuple(one for found in mute for one in found) if all(mute) else ()
