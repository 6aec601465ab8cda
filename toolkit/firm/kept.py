"""A firm's answers as its folder keeps them: ``firm.toml``, each with the day it was given."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from toolkit.firm.profile import Profile
from toolkit.release import Firm
from toolkit.templates import kept, literal

FIRM = "firm.toml"
HELD = ("…",)  # in the place of what a firm keeps to itself


class Answers(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"profile": "answers"},
):
    """A profile, and the day on which each of its answers was given."""

    profile: Profile = Profile()
    answered_on: Mapping[str, date] = {}

    @property
    def last(self) -> date | None:
        """The day of the last answer."""
        return max(self.answered_on.values(), default=None)


def read_answers(folder: Path) -> Answers:
    """Return the answers kept in a client's folder, none where there are none.

    ``BadSettings`` says which answer cannot be understood, and never what it was.
    """
    return kept(folder / FIRM, Answers) or Answers()


def released(folder: Path, *, gate_open: bool) -> Firm | None:
    """Return the answers as they may leave, None where none is given.

    What the firm says to nobody is not said here either: only that there is something.
    """
    profile = read_answers(folder).profile
    if not profile.started:
        return None
    told = msgspec.structs.replace(profile, unsaid=HELD if profile.unsaid else ())
    return Firm(answers=msgspec.to_builtins(told), gate_open=gate_open)


def changed(before: Answers, profile: Profile, today: date) -> Answers:
    """Return the answers with a new profile; what did not change keeps its day."""
    given = _given(profile)
    days = {
        name: before.answered_on.get(name, today)
        if getattr(before.profile, name) == getattr(profile, name)
        else today
        for name in given
    }
    return Answers(profile=profile, answered_on=days)


def written(answers: Answers, head: str) -> str:
    """Return the answers as the text of ``firm.toml``, under a line that says what it is."""
    said = [f"{name} = {literal(value)}" for name, value in _given(answers.profile).items()]
    days = [f"{name} = {day.isoformat()}" for name, day in sorted(answers.answered_on.items())]
    return "\n".join((f"# {head}", "", "[answers]", *said, "", "[answered_on]", *days, ""))


def _given(profile: Profile) -> Mapping[str, Any]:
    every = msgspec.structs.asdict(profile)
    return {name: value for name, value in every.items() if value not in (None, ())}
