"""What a Teams export writes of messages, people, rooms and meetings."""

import msgspec

PLATFORM = "teams"
SCOPE = "internal"

# Who writes from outside: everything but an account of the organisation or a name of its server.
INSIDERS = frozenset((None, "aadUser", "onPremiseAadUser", "unknownFutureValue"))
GUEST = "#EXT#"  # stands in the sign-in name of somebody whose account is elsewhere


class Identity(msgspec.Struct, rename="pascal"):
    """A person or a programme."""

    id: str | None = None
    display_name: str | None = None
    user_identity_type: str | None = None


class Identities(msgspec.Struct, rename="pascal"):
    """Who did something: a person, or a programme."""

    application: Identity | None = None
    user: Identity | None = None


class Body(msgspec.Struct, rename="pascal"):
    """What was written."""

    content_type: str | None = None
    content: str | None = None


class Attachment(msgspec.Struct, rename="pascal"):
    """What hangs on a message; one that it answers hangs on it too, as JSON inside a text."""

    content_type: str | None = None
    content: str | None = None


class Mention(msgspec.Struct, rename="pascal"):
    """Whom a message names."""

    mentioned: Identities | None = None


class Reaction(msgspec.Struct, rename="pascal"):
    """One reaction of one person."""

    reaction_type: str | None = None


class Channel(msgspec.Struct, rename="pascal"):
    """In which channel a message stands."""

    channel_id: str | None = None


class Event(msgspec.Struct, rename="pascal"):
    """What happened, where a message tells it by itself."""

    initiator: Identities | None = None


class Message(msgspec.Struct, rename="pascal"):
    """One message of a chat or a channel."""

    id: str
    created_date_time: str | None = None
    last_edited_date_time: str | None = None
    deleted_date_time: str | None = None
    message_type: str | None = None
    reply_to_id: str | None = None
    chat_id: str | None = None
    channel_identity: Channel | None = None
    subject: str | None = None
    body: Body | None = None
    author: Identities | None = msgspec.field(default=None, name="From")
    attachments: list[Attachment] | None = None
    mentions: list[Mention] | None = None
    reactions: list[Reaction] | None = None
    event_detail: Event | None = None


class User(msgspec.Struct, rename="pascal"):
    """One line of usersList.json."""

    id: str
    display_name: str | None = None
    mail: str | None = None
    user_principal_name: str | None = None
    user_type: str | None = None


class Member(msgspec.Struct, rename="pascal"):
    """Somebody in a team or a channel."""

    user_id: str
    name: str | None = None
    display_name: str | None = None
    user_name: str | None = None
    email: str | None = None
    role: str | None = None
    roles: list[str] | None = None

    @property
    def is_guest(self) -> bool:
        """Whether this is somebody from elsewhere."""
        named = [self.role or "", *(self.roles or ())]
        return GUEST in (self.user_name or "") or any(one.casefold() == "guest" for one in named)


class Team(msgspec.Struct, rename="pascal"):
    """One line of teamsList.json or teamsSettings.json."""

    groups_id: str | None = None
    id: str | None = None
    name: str | None = None
    display_name: str | None = None
    privacy: str | None = None
    visibility: str | None = None


class Place(msgspec.Struct, rename="pascal"):
    """One line of a team's list of channels."""

    id: str
    display_name: str | None = None
    membership_type: str | None = None


class Clock(msgspec.Struct, rename="pascal"):
    """When, and by the clock of which place."""

    date_time: str | None = None
    time_zone: str | None = None


class Address(msgspec.Struct, rename="pascal"):
    """An e-mail address."""

    address: str | None = None


class Answer(msgspec.Struct, rename="pascal"):
    """What somebody answered to an invitation."""

    response: str | None = None


class Attendee(msgspec.Struct, rename="pascal"):
    """Somebody invited; a ``resource`` is a room or a machine."""

    email_address: Address | None = None
    status: Answer | None = None
    type: str | None = None


class Meeting(msgspec.Struct, rename="pascal"):
    """One line of somebody's calendar."""

    id: str | None = None
    i_cal_u_id: str | None = None
    start: Clock | None = None
    end: Clock | None = None
    type: str | None = None
    series_master_id: str | None = None
    is_cancelled: bool | None = None
    is_organizer: bool | None = None
    response_status: Answer | None = None
    attendees: list[Attendee] | None = None
    organizer: Attendee | None = None
