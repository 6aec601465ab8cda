"""What Telegram Desktop writes, as far as it is needed."""

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from toolkit.reading import LATEST, Elements, Told, moment, seconds

PLATFORM = "telegram"
SECOND = 1_000_000  # microseconds

Manner: TypeAlias = Literal["channel", "public group", "talk", "letters"]

# What each kind of chat is: published by one, open to all, among colleagues, or between two.
KINDS: MappingProxyType[str, Manner] = MappingProxyType(
    {
        "public_channel": "channel",
        "private_channel": "channel",
        "public_supergroup": "public group",
        "public_group": "public group",
        "private_supergroup": "talk",
        "private_group": "talk",
        "personal_chat": "letters",
        "bot_chat": "letters",
        "saved_messages": "letters",
        "replies": "letters",
        "verification_codes": "letters",
    }
)
# Which register the number of a chat stands in: each counts for itself.
PEERS = MappingProxyType({"private_group": "chat", "personal_chat": "user", "bot_chat": "user"})
OLD_PEERS = ("user", "chat", "channel")  # until 2020 an author was a number, its register above
REGISTER = 32  # bits

_PEER = re.compile(r"(?:user|chat|channel)[0-9]{1,20}")


class Part(msgspec.Struct):
    """A stretch of a text that is a link, a name, or in bold; ``user_id`` is who is named."""

    text: str | None = None
    type: str | None = None
    user_id: int | None = None


Text: TypeAlias = str | list[str | Part] | None


class Reaction(msgspec.Struct):
    """How often one emoji was put under a message; exported since 2024."""

    count: int | None = None


class Poll(msgspec.Struct):
    """What was asked of all."""

    question: Text = None


class Message(msgspec.Struct):
    """One message, or what Telegram tells of the chat (``type`` is service).

    ``date`` is on the clock of the computer that exported; ``date_unixtime`` came in 2021.
    """

    id: int
    type: str | None = None
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    from_name: str | None = msgspec.field(default=None, name="from")
    from_id: str | int | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    text: Text = None
    reply_to_message_id: int | None = None
    reply_to_peer_id: str | None = None
    forwarded_from: str | None = None
    saved_from: str | None = None
    via_bot: str | None = None
    reactions: list[Reaction] | None = None
    poll: Poll | None = None

    def written(self) -> str | None:
        """Return what a reader sees, without the marks of bold and links."""
        text = self.text
        if not isinstance(text, str):
            text = plain(text)
        return text or (plain(self.poll.question) if self.poll else None)

    def named(self, platform: str) -> Sequence[str]:
        """Return the accounts that a text names and that have no user name."""
        if self.text is None or isinstance(self.text, str):
            return ()
        return [
            f"{platform}:user{part.user_id}"
            for part in self.text
            if isinstance(part, Part) and part.user_id is not None
        ]

    def likes(self) -> int | None:
        """Return how many reactions it had; nothing where they were not exported."""
        if self.reactions is None:
            return None
        return sum(one.count or 0 for one in self.reactions)

    def when(self, told: Told) -> int | None:
        """Return when it was written, in microseconds."""
        if self.date_unixtime is not None:
            return seconds(self.date_unixtime)
        return moment(self.date, told.timezone)

    def changed(self, told: Told) -> int | None:
        """Return when it was last changed."""
        if self.edited_unixtime is not None:
            return seconds(self.edited_unixtime) or None
        return moment(self.edited, told.timezone) if self.edited else None

    @property
    def is_local(self) -> bool:
        """Whether ``date`` says no offset."""
        return self.date is not None and len(self.date) < len("2019-07-05T16:55:32Z")


def moments(messages: Sequence[Message], told: Told) -> list[int | None]:
    """Return when each was written; nothing where that is no time."""
    try:
        found = [int(one.date_unixtime or "") * SECOND for one in messages]
    except ValueError:
        found = []
    if found and min(found) >= 0 and max(found) < LATEST:
        return [*found]
    return [one.when(told) for one in messages]


class Chat(msgspec.Struct):
    """The head of a chat."""

    id: int | None = None
    name: str | None = None
    type: str | None = None

    @property
    def peer(self) -> str:
        """The chat as others refer to it."""
        return f"{PEERS.get(self.type or '', 'channel')}{self.id or 0}"

    @property
    def manner(self) -> Manner:
        """What the chat is; one of a kind that nobody knows yet is taken for letters."""
        return KINDS.get(self.type or "", "letters")


MESSAGES = Elements(Message, "messages")
CHAT = msgspec.json.Decoder(Chat)


def plain(text: Text) -> str | None:
    """Return a text without the marks of bold and links."""
    if text is None or isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part.text or "" for part in text)


def peer(written: str | int | None) -> str | None:
    """Return who that is, in the words of today's exports."""
    if isinstance(written, int):
        register = written >> REGISTER
        if not 0 <= register < len(OLD_PEERS):
            return f"user{written}" if written > 0 else None
        return f"{OLD_PEERS[register]}{written & ((1 << REGISTER) - 1)}"
    return written if written and _PEER.fullmatch(written) else None
