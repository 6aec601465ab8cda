"""How the messages of any Telegram chat are gone through."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.importers.telegram.records import PLATFORM, Chat, Message, peer
from toolkit.reading import Decoded, Found, Noted, Rejected, Rows, Told

LOCAL = "times without offset read on the clock of the settings"


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes in a chat; ``told`` is what the settings say: brand, person or bot."""

    peer: str
    account: str
    name: str | None
    told: str | None

    @property
    def is_user(self) -> bool:
        """Whether it is a person or a bot, and no chat that writes in its own name."""
        return self.peer.startswith("user")


class Reader:
    """What becomes of one chat: a subclass takes its messages one by one."""

    is_aside = False

    def __init__(self, chat: Chat, where: str, told: Told) -> None:
        self.chat, self.where, self.told = chat, where, told
        self.own = f"{PLATFORM}:{chat.peer}"
        self.met: dict[str | int | None, Author] = {}

    def read(self, piece: Decoded[Message]) -> Iterator[Found]:
        """Yield what some of its messages become."""
        yield from piece.rejected
        told, met, local = self.told, self.met, False
        for at, message in zip(piece.places, piece.records, strict=True):
            when = message.when(told)
            key = message.from_id if message.from_id is not None else message.actor_id
            author = met.get(key) or self._new(key, message)
            if when is None or author is None:
                yield Rejected(f"{self.where}[{at}]", _wrong(message, when))
                continue
            if message.date_unixtime is None:
                local = local or message.is_local
            self.take(message, author, when)
        if local:
            yield Noted(self.where, LOCAL)
        yield from self.rows()

    def _new(self, key: str | int | None, message: Message) -> Author | None:
        """Return who writes for the first time; what Telegram tells is said in the chat's name."""
        own = peer(key) or (self.chat.peer if self.is_silent(message) else None)
        if own is None:
            return None
        name = (
            message.from_name
            or message.actor
            or (self.chat.name if own == self.chat.peer else None)
        )
        author = Author(own, f"{PLATFORM}:{own}", name, self.told.kind_of(own, name))
        self.met[key] = author
        return author

    def is_silent(self, message: Message) -> bool:
        """Say whether a message that names no author is the chat's own."""
        return message.type == "service"

    def take(self, message: Message, author: Author, when: int) -> None:
        """Take one message in."""
        raise NotImplementedError

    def rows(self) -> Iterator[Rows]:
        """Yield what was taken in since the last time."""
        raise NotImplementedError

    def closed(self) -> Iterator[Found]:
        """Yield what is known once all messages are read."""
        raise NotImplementedError

    def parent(self, message: Message) -> str | None:
        """Return what a message answers; it may stand in another chat."""
        number, other = message.reply_to_message_id, message.reply_to_peer_id
        if number is None:
            return None
        return f"{PLATFORM}:{other}:{number}" if other else f"{self.own}:{number}"


def _wrong(message: Message, when: int | None) -> str:
    if message.date is None and message.date_unixtime is None:
        return "missing date"
    return "date is no time" if when is None else "missing from_id"
