"""What a Facebook download holds, as far as it is needed."""

import msgspec

from toolkit.reading import Elements, ListOf

PLATFORM = "facebook"

# What Facebook says of a post that only passes on another's, in its own words.
SHARING = (
    "shared a",
    "shared his",
    "shared her",
    "shared their",
    "a partagé",
    "hat einen beitrag",
    "geteilt",
    "compartió",
    "ha compartido",
    "ha condiviso",
)


class Said(msgspec.Struct):
    """The words of a post, or when they were changed: one of them at a time."""

    post: str | None = None
    update_timestamp: int | None = None


class Linked(msgspec.Struct):
    """A page outside that a post leads to."""

    url: str | None = None


class Media(msgspec.Struct):
    """A picture or a video."""

    uri: str | None = None
    description: str | None = None


class Attached(msgspec.Struct):
    """One thing that hangs on a post."""

    external_context: Linked | None = None
    media: Media | None = None


class Attachment(msgspec.Struct):
    """The things of one kind that hang on a post."""

    data: list[Attached] = []


class Post(msgspec.Struct):
    """A post; ``title`` is what Facebook says of it, such as «Ana updated her status»."""

    timestamp: int | None = None
    title: str | None = None
    data: list[Said] = []
    attachments: list[Attachment] = []


class Comment(msgspec.Struct):
    """The words of a comment; ``group`` where it was written in one."""

    timestamp: int | None = None
    comment: str | None = None
    author: str | None = None
    group: str | None = None


class Commented(msgspec.Struct):
    """One of the things that a comment is made of."""

    comment: Comment | None = None


class CommentItem(msgspec.Struct):
    """A comment as it is listed."""

    timestamp: int | None = None
    data: list[Commented] = []
    attachments: list[Attachment] = []


class Name(msgspec.Struct):
    """How the holder is called."""

    full_name: str | None = None


class Profile(msgspec.Struct):
    """Who the holder is."""

    name: Name | str | None = None
    registration_timestamp: int | None = None

    @property
    def full_name(self) -> str | None:
        """The name, which older files write without its parts."""
        return self.name.full_name if isinstance(self.name, Name) else self.name


class ProfileFile(msgspec.Struct):
    """The file that says so, in its two forms."""

    profile_v2: Profile | None = None
    profile: Profile | None = None


POSTS = ListOf(Post)
COMMENTS = tuple(Elements(CommentItem, key) for key in ("comments_v2", "comments"))
PROFILES = ListOf(ProfileFile)
