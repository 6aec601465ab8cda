"""The levers: move a pillar of the index, and see what the whole becomes."""

from toolkit.stats.composite import FLOOR, PILLARS, WEIGHTS
from toolkit.views.dissection import pillar_values
from toolkit.views.told import Told
from toolkit.views.widget import Widget

SHARED = ("language", "levers")


class Levers(Widget):
    """The five pillars as sliders; ``selection`` holds those that the reader moved."""

    def __repr__(self) -> str:
        """Name the widget without its place in memory: two runs leave the same notebook."""
        return "Levers()"


def levers(told: Told) -> Levers:
    """Return the pillars as they stand today, to be moved."""
    values = pillar_values(told)
    data = {
        "levers": [
            {"id": name, "value": values.get(name), "weight": WEIGHTS[name]} for name in PILLARS
        ],
        "floor": FLOOR,
    }
    labels = {name: told.label(f"pillar_{name}") for name in PILLARS}
    words = {**{name: told.words.part(name) for name in SHARED}, "pillars": labels}
    return Levers(data, words, {})
