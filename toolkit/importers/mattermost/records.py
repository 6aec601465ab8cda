"""What the lines of a Mattermost export say, as far as it is needed."""

import msgspec

from toolkit.reading import LinesOf, ListOf

PLATFORM = "mattermost"
SCOPE = "internal"

ABSENT = msgspec.Raw()


class ChannelMember(msgspec.Struct):
    """A room that somebody is in."""

    name: str | None = None


class TeamMember(msgspec.Struct):
    """A team that somebody is in, with its rooms."""

    name: str | None = None
    channels: list[ChannelMember] | None = None


class User(msgspec.Struct):
    """Somebody who has an account; those who left stay."""

    username: str
    email: str | None = None
    nickname: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    teams: list[TeamMember] | None = None


class Bot(msgspec.Struct):
    """An account of a programme (since 2023); older exports list it as a user."""

    username: str
    display_name: str | None = None


class Channel(msgspec.Struct):
    """A room: O is open, P is private."""

    team: str
    name: str
    display_name: str | None = None
    type: str | None = None


class Participant(msgspec.Struct):
    """Somebody in a direct conversation."""

    username: str | None = None


class DirectChannel(msgspec.Struct):
    """A direct conversation; newer exports list ``participants``."""

    members: list[str] | None = None
    participants: list[Participant] | None = None


class Props(msgspec.Struct):
    """What programmes note on a message; any of it may be a text or a flag."""

    from_webhook: object = None
    from_bot: object = None
    from_plugin: object = None
    deleteBy: object = None  # noqa: N815 - Mattermost's own name


class Reply(msgspec.Struct):
    """An answer, which stands inside the message that it answers.

    ``type`` is absent before 2019, and empty for what people write.
    """

    user: str | None = None
    message: str | None = None
    create_at: int | None = None
    edit_at: int | None = None
    delete_at: int | None = None
    update_at: int | None = None
    deleted: int | None = msgspec.field(default=None, name="DeleteAt")
    type: str | None = None
    reactions: list[msgspec.Raw] | None = None
    props: msgspec.Raw = ABSENT


class Post(Reply):
    """A message in a room."""

    team: str | None = None
    channel: str | None = None
    replies: msgspec.Raw = ABSENT


class DirectPost(Reply):
    """A message in a direct conversation."""

    channel_members: list[str] | None = None
    replies: msgspec.Raw = ABSENT


class Listed(msgspec.Struct):
    """A line, without what was written: messages are skipped."""

    type: str | None = None
    channel: Channel | None = None
    user: User | None = None
    bot: Bot | None = None
    direct_channel: DirectChannel | None = None


class Line(Listed):
    """A line, whatever it is."""

    post: Post | None = None
    direct_post: DirectPost | None = None


LISTED = LinesOf(Listed)
LINES = LinesOf(Line)
REPLIES = ListOf(Reply)
PROPS = msgspec.json.Decoder(Props)
