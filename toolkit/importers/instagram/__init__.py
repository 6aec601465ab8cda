"""Instagram: the information that an account's holder downloads, as JSON."""

from types import MappingProxyType

from toolkit.importers.instagram.posts import (
    PROFILE,
    account,
    comments,
    letters,
    posts,
    prepare,
)
from toolkit.importers.instagram.records import PLATFORM
from toolkit.reading import LITTER, Archive, saying
from toolkit.spoken.letters import LETTERS, THREADS, are_letters, of_instagram

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
SCOPE = "external"
LOOKS_FOR = "your_instagram_activity/media/posts_1.json, content/posts_1.json or comments"

# Since 2023 all activity stands in one folder, which is not a download of its own. File names are
# English in every language; the names of fields inside are not.
HOME = r"(?:[^/]*(?:_instagram|instagram_activity)/|(?<!_instagram/)(?<!instagram_activity/))"
MEDIA = rf"{HOME}(?:content|media)/(?:posts|stories|reels|igtv_videos)(?:_[0-9]+)?\.json"
COMMENTS = rf"{HOME}comments/(?:post_comments|reels_comments|hype)(?:_[0-9]+)?\.json"
INBOX = rf"{HOME}(?<!_facebook/)(?<!facebook_activity/){LETTERS}"
SIGNATURE = (rf"{MEDIA}|{COMMENTS}|{INBOX}",)


_says = saying(r'"(creation_timestamp|string_map_data|ig_[a-z_]+|comments_[a-z_]+)"')


def _is_instagrams(archive: Archive, name: str) -> bool:
    return of_instagram(archive, name) if are_letters(name) else _says(archive, name)


CLAIMS = MappingProxyType(
    {SIGNATURE[0]: _is_instagrams, MEDIA: _says, COMMENTS: _says, INBOX: _is_instagrams}
)

# What was liked, saved, seen, bought; who follows; advertising: not needed, not opened.
ASIDE = (
    "ads_[^/]*|apps_and_websites[^/]*|avatars_store|connections|contacts|device_information|events"
    "|followers_and_following|fundraisers|gifts|guides|information_about_you|likes|logged_information"
    "|login_and_[^/]*|loyalty_accounts|monetization|other_activity|past_instagram_insights"
    "|personal_information|preferences|recent_searches?|reports|saved|security_and_login[^/]*"
    "|shopping|story_[^/]*|subscriptions|your_topics"
)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        PROFILE: account,
        MEDIA: posts,
        COMMENTS: comments,
        INBOX: letters,
        rf"{HOME}(?:{THREADS}|messages)/.*": None,
        # Archived and deleted posts are not shown to anybody any more.
        rf"{HOME}(?:content|media)/(?:archived|recently_deleted|profile_photos|other)[^/]*": None,
        r"media/(?:posts|stories|reels|igtv|other|archived_posts|profile)/.*": None,
        rf"{HOME}(?:{ASIDE})/.*": None,
        r"(?:index|start_here)\.html|.*/no-data\.txt": None,
    }
)
