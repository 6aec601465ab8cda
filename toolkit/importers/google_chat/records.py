"""What Takeout writes of Google Chat."""

from hashlib import blake2b

import msgspec

from toolkit.reading import Elements

PLATFORM = "google_chat"
SCOPE = "internal"


class Person(msgspec.Struct):
    """Somebody, known by an address; programmes and those who left have none."""

    name: str | None = None
    email: str | None = None
    user_type: str | None = None

    @property
    def is_bot(self) -> bool:
        """Whether this is a programme."""
        return (self.user_type or "").casefold() == "bot"

    @property
    def account(self) -> str | None:
        """Whose account it is; without an address, that of the name."""
        if self.email:
            return f"{PLATFORM}:{self.email.casefold()}"
        if not self.name:
            return None
        return f"{PLATFORM}:{'bot' if self.is_bot else 'name'}:{digest(self.name)}"


class Reaction(msgspec.Struct):
    """Who put one emoji under a message."""

    reactor_emails: list[str] | None = None


class Quoted(msgspec.Struct):
    """What a message quotes."""

    creator: Person | None = None
    message_id: str | None = None


class Message(msgspec.Struct):
    """One message; of a deleted one there may be no author and no moment."""

    creator: Person | None = None
    created_date: str | None = None
    updated_date: str | None = None
    deleted_date: str | None = None
    message_state: str | None = None
    text: str | None = None
    topic_id: str | None = None
    message_id: str | None = None
    reactions: list[Reaction] | None = None
    quoted_message_metadata: Quoted | None = None


class Group(msgspec.Struct):
    """One group_info.json; only spaces that somebody named have a name."""

    name: str | None = None
    members: list[Person] | None = None


class Holder(msgspec.Struct):
    """One user_info.json: whose Takeout this is."""

    user: Person


MESSAGES = Elements(Message, "messages")


def digest(*parts: object) -> str:
    """Return what stands for these words wherever they come again."""
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=10).hexdigest()
