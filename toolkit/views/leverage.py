"""How many points the index would gain if one of its components moved."""

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType

from toolkit.stats.composite import PILLARS, proximity

COMPONENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "dialogue": ("component_reply", "component_answered_72h_business", "component_pop"),
        "voices": ("component_voices", "component_identified"),
        "spontaneity": (
            "component_minutes", "component_duplicates", "component_rituals", "component_scheduler"
        ),
        "register": ("component_register",),
        "alterity": ("component_alterity",),
    }
)  # fmt: skip
HALFWAY = 0.5
NOTHING = float("nan")


def gains(pillars: Mapping[str, float], components: Mapping[str, float]) -> dict[str, float]:
    """Return the points gained if each component went half the way to 1, all else equal.

    A pillar is the mean of the components it has. Nothing where there is no index.
    """
    now = _index(pillars)
    found = {}
    for pillar, names in COMPONENTS.items():
        there = [name for name in names if name in components]
        for name in there if pillar in pillars else ():
            step = HALFWAY * (1 - components[name]) / len(there)
            found[name] = _index({**pillars, pillar: min(1.0, pillars[pillar] + step)}) - now
    return found if isfinite(now) else {}


def _index(pillars: Mapping[str, float]) -> float:
    return float(proximity([pillars.get(name, NOTHING) for name in PILLARS]))
