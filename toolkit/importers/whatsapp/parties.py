"""Who is who in a WhatsApp chat: the customer, the organisation, or WhatsApp itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from toolkit.importers.whatsapp.lines import MARK
from toolkit.importers.whatsapp.words import PLATFORM, QUOTES, TITLE, TOLD
from toolkit.reading import Told

OURS = frozenset(("brand", "person", "unknown"))
SIGNED = MappingProxyType(
    {
        "brand": "org_brand",
        "person": "org_person",
        "unknown": "org_brand",
        "bot": "bot",
        "public": "public",
    }
)
TELLS = "\u200e"
UNSAVED = "~"  # stands before the name of somebody who is not among the contacts


@dataclass(frozen=True, slots=True)
class Party:
    """One who writes: the account, whether it is the organisation's, and whom it writes to.

    ``kind`` is what the account is; ``author`` is who its messages are by.
    """

    name: str
    account: str
    out: bool
    kind: str
    author: str
    to: str | None = None


def title(*names: str) -> str | None:
    """Return what a chat is called: the name of the other person or of the group."""
    for name in names:
        found = TITLE.fullmatch(name.rpartition("/")[2].replace("_", " ")) or TITLE.fullmatch(
            name.partition("/")[0].replace("_", " ")
        )
        if found:
            return clean(found[1])
    return None


def clean(name: str) -> str:
    """Return a name without the signs that stand around it."""
    return " ".join(MARK.sub("", name).split()).removeprefix(UNSAVED).strip()


def is_told(name: str, text: str) -> bool:
    """Say whether WhatsApp speaks: in somebody's name, or in a sentence that has a colon.

    What it says in somebody's name begins with a mark, and often with that name again.
    """
    if sum(sign in QUOTES for sign in name) % 2 or TOLD.search(name):
        return True
    if not text.startswith(TELLS):
        return False
    words = text[1:]
    return words.startswith(clean(name)) or TOLD.search(words) is not None


class Parties:
    """All who write in one chat, as they are known once the whole chat has been seen."""

    def __init__(self, names: Iterable[str], called: str | None, told: Told) -> None:
        self._all = sorted({clean(name) for name in names} - {""})
        self._kinds = self._said(told) or self._guessed(called)
        self.are_known = self._kinds is not None
        self.chat = digest(called.casefold()) if called else None
        self.narrator = Party(
            "", f"{PLATFORM}:#{self.chat or ''}", out=False, kind="bot", author="bot"
        )
        kinds = {name: (self._kinds or {}).get(name, "public") for name in self._all}
        ours = [name for name, kind in kinds.items() if kind in OURS]
        customers = [name for name, kind in kinds.items() if kind == "public"] if ours else []
        self.by_name = {
            name: _party(name, kind, customers if kind in OURS else ours)
            for name, kind in kinds.items()
        }

    def _said(self, told: Told) -> Mapping[str, str] | None:
        said = {name: kind for name in self._all if (kind := told.kind_of(name))}
        return said if {"brand", "person"} & set(said.values()) else None

    def _guessed(self, called: str | None) -> Mapping[str, str] | None:
        """Take the one whom a chat of two is not named after for the organisation."""
        names = {name.casefold(): name for name in self._all}
        if called is None or len(names) > 2 or called.casefold() not in names:
            return None
        return {name: "unknown" for key, name in names.items() if key != called.casefold()}

    def party(self, name: str) -> Party:
        """Return who writes under a name; words that are no name are told by WhatsApp."""
        return self.by_name.get(clean(name), self.narrator)


def _party(name: str, kind: str, others: Sequence[str]) -> Party:
    return Party(
        name=name,
        account=f"{PLATFORM}:{name}",
        out=kind in OURS,
        kind=kind,
        author=SIGNED[kind],
        to=f"{PLATFORM}:{others[0]}" if len(others) == 1 else None,
    )


def digest(*parts: str) -> str:
    """Build the same identifier from the same parts, today and at the next export."""
    return blake2b("\n".join(parts).encode(), digest_size=10).hexdigest()
