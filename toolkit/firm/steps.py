"""What to do within fourteen days, given the outcome and what is still open."""

from collections.abc import Mapping
from types import MappingProxyType

from toolkit.firm.decision import Decision
from toolkit.firm.profile import Profile
from toolkit.firm.settings import Outcome

MOST = 5
SETTLED: Mapping[str, str] = MappingProxyType(
    {"authority": "decide_answerer", "rules": "check_rules", "gate": "do_gate"}
)
USUAL: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        Outcome.NOT_GOING: ("own_place", "count_questions", "come_back"),
        Outcome.LISTENING: ("listen_round", "count_questions", "come_back_soon"),
        Outcome.ONE_CHANNEL: ("choose_channel", "show_hours"),
        Outcome.SEVERAL_VOICES: ("name_voices", "paid_time", "drill"),
    }
)


def first_steps(profile: Profile, decision: Decision) -> tuple[str, ...]:
    """Return the first steps, at most five: what is in the way first, then the usual ones."""
    held = (*decision.vetoes, *decision.doubts)
    settled = [SETTLED[name] for name in held if name in SETTLED] if decision.outcome else []
    asked = ["ask_ten"] if profile.publics in (None, "none") else []
    return (*settled, *asked, *USUAL[decision.outcome], *_written(profile, decision.outcome))[:MOST]


def _written(profile: Profile, outcome: Outcome) -> tuple[str, ...]:
    """Return what who speaks should have in writing, and has not."""
    if outcome < Outcome.ONE_CHANNEL:
        return ()
    lacking = {
        "name_second": profile.volunteers == 1 or profile.authority == "leader",
        "write_unsaid": not profile.unsaid,
        "write_exit": profile.exit_plan != "written",
    }
    return tuple(name for name, lacks in lacking.items() if lacks)
