"""How the messages of any Telegram chat are gone through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from toolkit.importers.telegram.records import PLATFORM, Chat, Message, moments, peer
from toolkit.reading import Decoded, Found, Noted, Rejected, Rows, Told

LOCAL = "times without offset read on the clock of the settings"


@dataclass(frozen=True, slots=True, eq=False)
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
        messages, authors = piece.records, self._authors(piece.records)
        whens = moments(messages, self.told)
        if None in authors or None in whens:
            kept = []
            for at, one in enumerate(zip(messages, authors, whens, strict=True)):
                if one[1] is None or one[2] is None:
                    yield Rejected(f"{self.where}[{piece.places[at]}]", _wrong(one[0], one[2]))
                else:
                    kept.append(one)
            messages, authors, whens = map(list, zip(*kept, strict=True)) if kept else ([], [], [])
        if None in [one.date_unixtime for one in messages] and any(map(_is_local, messages)):
            yield Noted(self.where, LOCAL)
        yield from self.take(messages, cast("list[Author]", authors), cast("list[int]", whens))

    def _authors(self, messages: Sequence[Message]) -> list[Author | None]:
        met, keys = self.met, [one.from_id for one in messages]
        if None in keys:
            keys = [one.actor_id if one.from_id is None else one.from_id for one in messages]
        return [
            met.get(key) or self._new(key, message)
            for key, message in zip(keys, messages, strict=True)
        ]

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

    def take(
        self, messages: Sequence[Message], authors: Sequence[Author], whens: Sequence[int]
    ) -> Iterator[Rows]:
        """Take messages in, and yield what they become."""
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


def _is_local(message: Message) -> bool:
    return message.date_unixtime is None and message.is_local


def _wrong(message: Message, when: int | None) -> str:
    if message.date is None and message.date_unixtime is None:
        return "missing date"
    return "date is no time" if when is None else "missing from_id"
