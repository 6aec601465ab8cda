"""What is true of a firm, by name: the rules of the registers are written with these names."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.firm.profile import Profile

SMALL, STAFFED, LARGE = 20, 50, 250  # heads
LOCAL = ("food", "shop", "craft", "hospitality")
CLAIMS = (
    "always",
    "small",
    "staffed",
    "large",
    "people",
    "firms",
    "employees_speak",
    "leader_answers",
    "asks",
    "hires",
    "exposed",
    "local",
    "dear_channels",
    "no_exit_plan",
    "named_answerer",
    *(f"trade_{one}" for one in ("health", "law", "finance", "alcohol", "public_service")),
    *(f"trade_{one}" for one in ("industry", "technology", "association", "education", "food")),
    *("minors", "listed", "secrets", "claims"),
    *("photos", "private_messages", "reviews", "influencers", "scheduling", "ai_text"),
    *("listening_tool", "staff_measured"),
)
PECULIAR = tuple(
    name
    for name in CLAIMS
    if name.startswith("trade_") or name in ("minors", "listed", "secrets", "claims")
)


@dataclass(frozen=True)
class Claims:
    """What is true of a firm, and what may be, because the answer is missing."""

    sure: frozenset[str]
    possible: frozenset[str]  # what is sure among them


def claims(profile: Profile) -> Claims:
    """Return what is true of a firm and what may be true of it."""
    found = dict(_all(profile))
    sure = frozenset(name for name, holds in found.items() if holds)
    unknown = frozenset(name for name, holds in found.items() if holds is None)
    return Claims(sure=sure, possible=sure | unknown)


def _all(profile: Profile) -> Iterator[tuple[str, bool | None]]:
    """Say of each claim whether it holds; ``None`` where the answer is missing."""
    yield "always", True
    yield from _size(profile.headcount)
    yield "people", _known(profile.clientele, "people", "both")
    yield "firms", _known(profile.clientele, "firms", "both")
    yield "employees_speak", _employees_speak(profile)
    yield "leader_answers", _known(profile.authority, "leader")
    yield "named_answerer", _known(profile.authority, "named")
    yield "asks", None if profile.asked_per_week is None else profile.asked_per_week >= 1
    yield "hires", _known(profile.hiring, "now", "this_year")
    yield "exposed", _known(profile.exposure, "high", "medium")
    yield "local", _known(profile.trade, *LOCAL)
    yield "dear_channels", _known(profile.channels, "dear", "missing")
    yield "no_exit_plan", _known(profile.exit_plan, "none")
    if profile.trade is not None:
        yield f"trade_{profile.trade}", True
    for name in (*profile.sensitive, *profile.uses):
        yield name, True


def _size(heads: int | None) -> Iterator[tuple[str, bool | None]]:
    yield "small", None if heads is None else heads < SMALL
    yield "staffed", None if heads is None else heads >= STAFFED
    yield "large", None if heads is None else heads >= LARGE


def _known(said: str | None, *wanted: str) -> bool | None:
    return None if said is None else said in wanted


def _employees_speak(profile: Profile) -> bool | None:
    """Say whether somebody else than who owns the place would speak."""
    if profile.volunteers is None or profile.headcount is None:
        return None
    return profile.volunteers >= 1 and profile.headcount > 1
