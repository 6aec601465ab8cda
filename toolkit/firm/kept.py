"""A firm's answers as its folder keeps them: ``firm.toml``, each with the day it was given."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from toolkit.errors import BadSettings
from toolkit.firm.profile import Profile
from toolkit.release import Firm

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
    path = folder / FIRM
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Answers)
    except FileNotFoundError:
        return Answers()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{folder.name}/{FIRM} is not TOML in UTF-8") from error
    except msgspec.ValidationError as error:
        place = str(error).rpartition("at `")[2].strip("`$.") or "a name that is not known"
        raise BadSettings(f"{folder.name}/{FIRM}: {place} cannot be understood") from None


def released(folder: Path, *, gate_open: bool) -> Firm | None:
    """Return the answers as they may leave, None where none is given.

    What the firm says to nobody is not said here either: only that there is something.
    """
    profile = read_answers(folder).profile
    if not profile.started:
        return None
    kept = msgspec.structs.replace(profile, unsaid=HELD if profile.unsaid else ())
    return Firm(answers=msgspec.to_builtins(kept), gate_open=gate_open)


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
    said = [f"{name} = {_value(value)}" for name, value in _given(answers.profile).items()]
    days = [f"{name} = {day.isoformat()}" for name, day in sorted(answers.answered_on.items())]
    return "\n".join((f"# {head}", "", "[answers]", *said, "", "[answered_on]", *days, ""))


def _given(profile: Profile) -> Mapping[str, Any]:
    every = msgspec.structs.asdict(profile)
    return {name: value for name, value in every.items() if value not in (None, ())}


def _value(value: object) -> str:
    # JSON writes texts, numbers and lists of texts as TOML does.
    return json.dumps(value, ensure_ascii=False)
