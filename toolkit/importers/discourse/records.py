"""What Discourse answers of topics and posts, as far as it is needed."""

import msgspec

from toolkit.reading import Elements, ListOf
from toolkit.reading.bare import BareList

PLATFORM = "discourse"


class Named(msgspec.Struct):
    """Somebody, as posts and topics name them."""

    username: str | None = None


class Action(msgspec.Struct):
    """How often something was done to a post: 2 is a like, the others are reports to staff."""

    id: int | None = None
    count: int | None = None


class Post(msgspec.Struct):
    """One post. ``cooked`` is what readers see, ``raw`` what was typed, seldom exported.

    ``version`` counts the edits that everybody may see; ``updated_at`` moves for less than that.
    """

    topic_id: int | None = None
    post_number: int | None = None
    post_type: int | None = None
    username: str | None = None
    user_id: int | None = None
    name: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    deleted_at: str | None = None
    user_deleted: bool | None = None
    version: int | None = None
    raw: str | None = None
    cooked: str | None = None
    reply_to_post_number: int | None = None
    reply_to_user: Named | None = None
    reply_count: int | None = None
    actions_summary: list[Action] | None = None
    topic_slug: str | None = None
    topic_title: str | None = None


class Details(msgspec.Struct):
    """Who may read a private topic."""

    allowed_users: list[Named] | None = None


class Topic(msgspec.Struct):
    """What is known of a topic besides its posts."""

    id: int | None = None
    title: str | None = None
    archetype: str | None = None
    details: Details | None = None


POSTS = Elements(Post, "posts")
LATEST = Elements(Post, "latest_posts")
TOPICS = Elements(Topic, "topics")
BARE = BareList(Post)
ONE = ListOf(Post)
TOPIC = msgspec.json.Decoder(Topic)
