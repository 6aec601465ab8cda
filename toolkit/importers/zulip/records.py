"""What a Zulip export writes: tables of its database, as JSON."""

from hashlib import blake2b

import msgspec

from toolkit.reading import Elements

PLATFORM = "zulip"
SCOPE = "internal"

GUEST = 600  # the role of people who are not of the organisation
RESOLVED = "✔ "  # stands before a topic that somebody closed
PERSONAL, STREAM, GROUP = 1, 2, 3
NOTICE = 2  # a message by which the server tells that a topic was closed
EVERYBODY = 1  # may write in a stream


class Realm(msgspec.Struct):
    """The organisation."""

    string_id: str | None = None


class User(msgspec.Struct):
    """An account; ``delivery_email`` is the true address where the other one is hidden."""

    id: int
    full_name: str | None = None
    email: str | None = None
    delivery_email: str | None = None
    timezone: str | None = None
    is_bot: bool | None = None
    is_guest: bool | None = None
    role: int | None = None

    @property
    def outside(self) -> bool:
        """Whether this is a guest."""
        return self.role == GUEST or self.is_guest is True


class Stream(msgspec.Struct):
    """A room with topics."""

    id: int
    name: str | None = None
    invite_only: bool | None = None
    stream_post_policy: int | None = None
    is_announcement_only: bool | None = None


class Recipient(msgspec.Struct):
    """To whom a message goes: a person, a stream or a group."""

    id: int
    type: int
    type_id: int


class Subscription(msgspec.Struct):
    """Somebody in a room."""

    user_profile: int
    recipient: int
    active: bool | None = None


class Programme(msgspec.Struct):
    """A programme with which people write."""

    id: int
    name: str | None = None


class Reaction(msgspec.Struct):
    """One reaction of one person to a message."""

    message: int


class Message(msgspec.Struct):
    """One message; ``pub_date`` is how old servers call ``date_sent``."""

    id: int
    sender: int | None = None
    recipient: int | None = None
    subject: str | None = None
    content: str | None = None
    date_sent: float | None = None
    pub_date: float | None = None
    last_edit_time: float | None = None
    edit_history: str | None = None
    sending_client: int | None = None
    type: int | None = None


REALMS = Elements(Realm, "zerver_realm")
USERS = Elements(User, "zerver_userprofile")
DUMMIES = Elements(User, "zerver_userprofile_mirrordummy")
MACHINES = Elements(User, "zerver_userprofile_crossrealm")
STREAMS = Elements(Stream, "zerver_stream")
RECIPIENTS = Elements(Recipient, "zerver_recipient")
SUBSCRIPTIONS = Elements(Subscription, "zerver_subscription")
PROGRAMMES = Elements(Programme, "zerver_client")
REACTIONS = Elements(Reaction, "zerver_reaction")
MESSAGES = Elements(Message, "zerver_message")


def topic_of(subject: str) -> str:
    """Return what stands for a topic, closed or not, in great letters or small."""
    name = subject.strip().removeprefix(RESOLVED).strip().casefold()
    return blake2b(name.encode(), digest_size=10).hexdigest()
