"""What a small firm says of itself: twelve questions, and the few facts that they hang on."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
Amount: TypeAlias = Annotated[float, msgspec.Meta(ge=0)]  # euros
Hours: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=168)]
Value: TypeAlias = str | float | None

Clientele: TypeAlias = Literal["people", "firms", "both"]
Trade: TypeAlias = Literal[
    "food",
    "shop",
    "craft",
    "hospitality",
    "services",
    "industry",
    "technology",
    "health",
    "law",
    "finance",
    "alcohol",
    "public_service",
    "association",
    "education",
    "other",
]
Sensitive: TypeAlias = Literal["minors", "listed", "secrets", "claims"]
Use: TypeAlias = Literal[
    "photos",
    "private_messages",
    "reviews",
    "influencers",
    "scheduling",
    "ai_text",
    "listening_tool",
    "staff_measured",
]


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A firm's answers; ``None`` is "I do not know", and ``unsure`` names the answers in doubt.

    Hours are per week; costs are in euros, ``hour_cost`` with charges, ``failure_cost`` what one
    customer badly served costs, ``hire_cost`` what one hire costs today.
    """

    headcount: Annotated[int, msgspec.Meta(ge=1)] | None = None
    clientele: Clientele | None = None
    trade: Trade | None = None
    publics: Literal["none", "few", "some", "many"] | None = None
    asked_per_week: Count | None = None
    volunteers: Count | None = None
    hours_per_week: Hours | None = None
    hour_cost: Amount | None = None
    authority: Literal["nobody", "leader", "named"] | None = None
    rules: Literal["unmet", "met", "none"] | None = None
    sensitive: tuple[Sensitive, ...] = ()
    buying: Literal["rarely", "sometimes", "often"] | None = None
    hiring: Literal["no", "this_year", "now"] | None = None
    failure_cost: Amount | None = None
    hire_cost: Amount | None = None
    channels: Literal["enough", "dear", "missing"] | None = None
    exposure: Literal["low", "medium", "high"] | None = None
    uses: tuple[Use, ...] = ()
    languages: Literal["none", "some", "all"] | None = None
    unsaid: tuple[str, ...] = ()
    exit_plan: Literal["none", "agreed", "written"] | None = None
    unsure: tuple[str, ...] = ()

    @property
    def started(self) -> bool:
        """Whether anything that decides has been answered."""
        return any(getattr(self, name) is not None for name in DECIDING)


QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "publics": ("publics",),
        "asking": ("asked_per_week",),
        "voices": ("volunteers",),
        "time": ("hours_per_week", "hour_cost"),
        "authority": ("authority",),
        "rules": ("rules", "sensitive"),
        "cycle": ("buying", "hiring", "failure_cost", "hire_cost"),
        "channels": ("channels",),
        "exposure": ("exposure", "uses"),
        "languages": ("languages",),
        "unsaid": ("unsaid",),
        "exit": ("exit_plan",),
    }
)
HOUSE = ("headcount", "clientele", "trade")
STEPS: Mapping[str, tuple[float, ...]] = MappingProxyType(  # what a number may become, in doubt
    {
        "asked_per_week": (0, 1, 2, 5, 10, 20, 40),
        "volunteers": (0, 1, 2, 3),
        "hours_per_week": (0, 0.5, 1, 2, 3, 4, 6, 8, 12),
    }
)
DECIDING = (
    "publics",
    "asked_per_week",
    "volunteers",
    "hours_per_week",
    "authority",
    "rules",
    "buying",
    "hiring",
    "channels",
    "languages",
)


@cache
def options(field: str) -> tuple[str, ...]:
    """Return the answers that one may choose from, in their order; none where one writes."""
    return tuple(str(one) for one in _literals(_types()[field]))


def readings(profile: Profile, field: str) -> tuple[Value, ...]:
    """Return every answer that may be the true one: all where none is given."""
    said: Value = getattr(profile, field)
    every = alternatives(field)
    if said is None:
        return every
    if field not in profile.unsure:
        return (said,)
    if isinstance(said, str):
        at = every.index(said)
        return every[max(at - 1, 0) : at + 2]
    below = [one for one in STEPS[field] if one < said][-1:]
    above = [one for one in STEPS[field] if one > said][:1]
    return (*below, said, *above)


def alternatives(field: str) -> tuple[Value, ...]:
    """Return the answers that a field that decides may have."""
    return STEPS[field] if field in STEPS else options(field)


def answered(profile: Profile, field: str, value: Value) -> Profile:
    """Return the profile as if this were the answer, and sure."""
    unsure = tuple(name for name in profile.unsure if name != field)
    changes: dict[str, Any] = {field: value, "unsure": unsure}
    return msgspec.structs.replace(profile, **changes)


def _types() -> Mapping[str, object]:
    return {one.name: one.type for one in msgspec.structs.fields(Profile)}


def _literals(kind: object) -> tuple[object, ...]:
    """Return the choices of a type, wherever in it they stand."""
    found: list[object] = []
    for one in get_args(kind):
        found += [one] if isinstance(one, str) else _literals(one)
    return tuple(found)
