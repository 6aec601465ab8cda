"""The platforms we can read, and what their files look like for one client."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.reading import Claim, Parser, Told

AGREED = "agreed"

# From a pattern to a name: what is optional is left out, of alternatives the first is said.
_ASIDE = re.compile(r"\(\?[imsx]+\)|\(\?<?[!=][^()]*\)")
_GROUP = re.compile(r"\((?:\?[imsx]*:)?([^()|]*)(?:\|[^()]*)?\)([?*]?)")
_ANYTHING = re.compile(r"(?:\[[^\]]*\]|\\[dwSs]|\.)(?:[*+]|\{[0-9,]+\})|\[[^\]]*\]|\\[dwSs]")
_MAYBE = re.compile(r"\\?[^\\]\?")


class ImporterModule(Protocol):
    """What a module of toolkit.importers says of itself.

    Besides, there may be ``CLAIMS``: what a file must also say where its name could be anybody's,
    by the pattern of a signature or a route; ``prepare(archive, told)``, which reads what the
    parsers of all other files need; ``certain(archive, name)``, where a file can be nobody
    else's; and, where files are known by the client's settings alone, ``signature(told)`` and
    ``routes(told)``.
    """

    PLATFORM: str
    VERSION: int | str
    SCOPE: str
    LOOKS_FOR: str
    SIGNATURE: Sequence[str]
    ROUTES: Mapping[str, Parser | None]


@dataclass(frozen=True)
class Known:
    """A platform as one client's settings have it."""

    module: ImporterModule
    signature: Sequence[str]
    routes: Mapping[str, Parser | None]
    claims: Mapping[str, Claim]
    certain: Claim | None

    @property
    def platform(self) -> str:
        """The platform's name."""
        return self.module.PLATFORM

    @property
    def last(self) -> bool:
        """Whether it is asked last: its names could be those of another platform's files."""
        return self.platform == AGREED


def known(module: ImporterModule, told: Told) -> Known:
    """Return a platform as the client's settings have it."""
    signature, routes = getattr(module, "signature", None), getattr(module, "routes", None)
    return Known(
        module=module,
        signature=signature(told) if signature else module.SIGNATURE,
        routes=routes(told) if routes else module.ROUTES,
        claims=getattr(module, "CLAIMS", {}),
        certain=getattr(module, "certain", None),
    )


def plainly(pattern: str) -> str:
    """Write a route as a file name that people can look for; ``*`` stands for anything."""
    said, before = _ASIDE.sub("", pattern), ""
    while said != before:
        before, said = said, _GROUP.sub(lambda one: "" if one[2] else one[1], said)
    said = _MAYBE.sub("", _ANYTHING.sub("*", said))
    return re.sub(r"\*{2,}", "*", said.partition("|")[0].replace("\\", ""))
