"""Vive voix: audits how an organisation speaks, outward and inward."""

from importlib import import_module
from typing import Any

_WHERE = {
    "audit": "toolkit.pipeline",
    "coding": "toolkit.desk.coding",
    "identities": "toolkit.desk.identities",
    "intake": "toolkit.desk.intake",
    "measure": "toolkit.pipeline",
    "open_client": "toolkit.store",
    "sme_brief": "toolkit.desk.firm",
    "take_in": "toolkit.pipeline",
    "viewer": "toolkit.pipeline",
    "voices": "toolkit.desk.voices",
}
__all__ = [
    "audit",
    "coding",
    "identities",
    "intake",
    "measure",
    "open_client",
    "sme_brief",
    "take_in",
    "viewer",
    "voices",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # what is asked for decides
    """Bring in a public name when it is first used: the command line starts at once."""
    if name not in _WHERE:
        raise AttributeError(f"toolkit has no '{name}'; it has: {', '.join(__all__)}")
    return getattr(import_module(_WHERE[name]), name)
