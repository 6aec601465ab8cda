"""Tools for speaking and for listening: families first, then a short list that says why."""

from toolkit.catalogue.short_list import Choice, Constraints, Shelf, families_for, short_list
from toolkit.catalogue.tools import (
    TOOLS,
    Catalogue,
    Effort,
    Family,
    Kept,
    Tool,
    read_catalogue,
)

__all__ = [
    "TOOLS",
    "Catalogue",
    "Choice",
    "Constraints",
    "Effort",
    "Family",
    "Kept",
    "Shelf",
    "Tool",
    "families_for",
    "read_catalogue",
    "short_list",
]
