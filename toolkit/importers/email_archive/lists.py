"""Which mailing list a mail went through: lists are rooms that anybody there may enter."""

import re
from dataclasses import dataclass, field

from toolkit.importers.email_archive.headers import REMEMBERED, Fields, unfolded
from toolkit.spoken.circle import Who
from toolkit.spoken.inside import Room

_ANGLE = re.compile(r"<(?:mailto:)?([^<>?\s]{1,250})[^<>]*>")
_ADDRESS = re.compile(r"[^\s<>;,@]{1,120}@[^\s<>;,@]{1,120}")
# Signs of a list where people write to one another; a newsletter has none.
_DISCUSSED = ("list-post", "x-beenthere", "mailing-list", "x-mailing-list", "list-archive")


@dataclass(slots=True)
class Lists:
    """Finds the room of a mail, remembering the lists."""

    _known: dict[bytes, Room] = field(default_factory=dict)

    def room(self, fields: Fields, to: tuple[Who, ...], *, logged: bool = False) -> Room | None:
        """Return the room of a mail that went through a list; ``logged`` means a list's own log."""
        for name in ("list-id", "list-post", "x-beenthere", "x-mailing-list", "mailing-list"):
            if (value := fields.get(name)) and (room := self._named(value)):
                return room
        if logged and (room := self._named(fields.get("sender") or fields.get("reply-to") or b"")):
            return room
        for one in to:
            if one.to_list:
                return self._named(one.address.encode())
        return None

    def archived(self, fields: Fields, tag: str | None) -> Room | None:
        """Return the room of a mail in the public archive of a list, which hides addresses."""
        if b"@" in fields.get("from", b"@") or fields.get("to") or fields.get("cc"):
            return None
        return self._named(tag.encode()) if tag else Room(None, "open")

    def _named(self, value: bytes) -> Room | None:
        room = self._known.get(value)
        if room is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            if (room := _room(unfolded(value))) is None:
                return None
            self._known[value] = room
        return room


def is_newsletter(fields: Fields) -> bool:
    """Say whether a mail can be unsubscribed from, and not answered to all."""
    return "list-unsubscribe" in fields and not any(name in fields for name in _DISCUSSED)


def _room(text: str) -> Room | None:
    angles = _ANGLE.findall(text)
    address = _ADDRESS.search(text)
    plain = angles[-1] if angles else address[0] if address else text
    name = plain.lower().removeprefix("mailto:").replace("@", ".").strip()
    if not name or (angles and any(map(str.isspace, name))):
        return None
    shown = text.partition("<")[0].strip(' "') or plain
    return Room(f"email:list:{name}", "open", name=shown)
