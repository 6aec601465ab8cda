"""What DiscordChatExporter writes, as far as it is needed."""

import msgspec

from toolkit.reading import Elements

PLATFORM = "discord"


class User(msgspec.Struct, rename="camel"):
    """Who wrote a message, or is named in it."""

    id: str
    name: str | None = None
    discriminator: str | None = None  # four digits until 2023, then 0000
    nickname: str | None = None
    is_bot: bool | None = None


class Reaction(msgspec.Struct):
    """How often one emoji was put under a message."""

    count: int | None = None


class Reference(msgspec.Struct, rename="camel"):
    """The message that another answers, shows again, or tells something of."""

    message_id: str | None = None
    channel_id: str | None = None
    type: str | None = None


class Message(msgspec.Struct, rename="camel"):
    """One message; ``type`` is a word for the kinds that the exporter knows, else a number."""

    id: str
    timestamp: str
    author: User
    type: str | None = None
    timestamp_edited: str | None = None
    content: str | None = None
    reactions: list[Reaction] | None = None
    mentions: list[User] | None = None
    reference: Reference | None = None


class Channel(msgspec.Struct):
    """In which channel all messages of a file were written."""

    id: str | None = None
    type: str | None = None
    name: str | None = None


class Head(msgspec.Struct):
    """What a file says before its messages."""

    channel: Channel | None = None


MESSAGES = Elements(Message, "messages")
HEAD = msgspec.json.Decoder(Head)
