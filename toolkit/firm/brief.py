"""The whole brief of a small firm: what is proposed, why, at what price, and the first steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from toolkit.catalogue import (
    TOOLS,
    Catalogue,
    Constraints,
    Effort,
    Shelf,
    read_catalogue,
    short_list,
)
from toolkit.firm.break_even import BreakEven, break_even
from toolkit.firm.capacity import Capacity, capacity
from toolkit.firm.claims import claims
from toolkit.firm.decision import Decision, decide
from toolkit.firm.profile import Profile
from toolkit.firm.registers import (
    BENEFITS,
    RISKS,
    Benefit,
    Faced,
    Risk,
    faced,
    gained,
    read_benefits,
    read_risks,
)
from toolkit.firm.settings import DECISION, Outcome, Settings, read_settings
from toolkit.firm.steps import first_steps

AN_HOUR, A_DAY = 2, 5  # hours a week below which a tool must start in an hour, in a day
SERVED: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        Outcome.NOT_GOING: ("owned_space", "link_tagging"),
        Outcome.LISTENING: ("listening", "shared_inbox", "owned_space"),
        Outcome.ONE_CHANNEL: ("shared_inbox", "owned_space", "crisis_log"),
        Outcome.SEVERAL_VOICES: ("voices_directory", "shared_inbox", "crisis_log"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Library:
    """What the brief draws on: settings, registers and tools."""

    settings: Settings
    risks: Mapping[str, Risk]
    benefits: Mapping[str, Benefit]
    catalogue: Catalogue


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A firm's brief; every part follows from the profile alone."""

    profile: Profile
    settings: Settings
    decision: Decision
    capacity: Capacity
    break_even: BreakEven
    risks: tuple[Faced, ...]
    benefits: tuple[Benefit, ...]
    shelves: tuple[Shelf, ...]
    steps: tuple[str, ...]


def read_library(templates: Path) -> Library:
    """Read what the brief draws on; ``TemplateError`` names the file that is wrong, and why."""
    return Library(
        settings=read_settings(templates / DECISION),
        risks=read_risks(templates / RISKS),
        benefits=read_benefits(templates / BENEFITS),
        catalogue=read_catalogue(templates / TOOLS),
    )


def brief(profile: Profile, library: Library, *, gate_open: bool = True) -> Brief:
    """Return the brief of a profile; ``gate_open`` says whether the staff may be measured."""
    decision = decide(profile, library.settings, gate_open=gate_open)
    time = capacity(profile, library.settings)
    firm = claims(profile)
    return Brief(
        profile=profile,
        settings=library.settings,
        decision=decision,
        capacity=time,
        break_even=break_even(profile, time, decision.outcome),
        risks=faced(library.risks, firm),
        benefits=gained(library.benefits, firm),
        shelves=short_list(library.catalogue, SERVED[decision.outcome], constraints(profile)),
        steps=first_steps(profile, decision),
    )


def constraints(profile: Profile) -> Constraints:
    """Return what a firm can take of a tool: little time, little set-up; few run a server."""
    hours = profile.hours_per_week or 0.0
    effort: Effort = "days" if hours >= A_DAY else "day" if hours >= AN_HOUR else "hour"
    not_kept = frozenset({"private_messages"}) if profile.trade == "health" else frozenset[str]()
    return Constraints(effort=effort, hosts=profile.trade == "technology", not_kept=not_kept)
