"""Facebook: the information that a page or a person downloads, as JSON."""

from types import MappingProxyType

from toolkit.importers.facebook.posts import (
    PROFILE,
    account,
    comments,
    letters,
    posts,
    prepare,
)
from toolkit.importers.facebook.records import PLATFORM
from toolkit.reading import LITTER, Archive
from toolkit.spoken.letters import LETTERS, THREADS, are_letters, of_instagram

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
SCOPE = "external"
LOOKS_FOR = (
    "posts/your_posts_1.json, posts/profile_posts_1.json or messages/inbox/.../message_1.json"
)

# Since 2022 all activity stands in one folder, such as your_facebook_activity; that folder is not
# a download of its own. The words of file names differ by language and by year.
HOME = r"(?:[^/]*(?:_facebook|facebook_activity)/|(?<!_facebook/)(?<!facebook_activity/))"
POSTS = (
    rf"{HOME}(?:posts|publications|beiträge|publicaciones|post|berichten)/"
    r"(?:your_posts|profile_posts|page_posts|vos_publications|publications_du_profil"
    r"|deine_beiträge|profilbeiträge|tus_publicaciones|publicaciones_del_perfil"
    r"|your_posts__check_ins__photos_and_videos)(?:_[0-9]+)?\.json"
)
COMMENTS = (
    rf"{HOME}(?:comments(?:_and_reactions)?/comments|commentaires(?:_et_réactions)?/commentaires"
    r"|kommentare(?:_und_reaktionen)?/kommentare|comentarios(?:_y_reacciones)?/comentarios)\.json"
)
INBOX = rf"{HOME}(?<!_instagram/)(?<!instagram_activity/){LETTERS}"
SIGNATURE = (rf"{POSTS}|{COMMENTS}|{INBOX}",)


def _is_facebooks(archive: Archive, name: str) -> bool:
    return not are_letters(name) or not of_instagram(archive, name)


CLAIMS = MappingProxyType({SIGNATURE[0]: _is_facebooks, INBOX: _is_facebooks})

# What was seen, liked, searched, bought; who the friends are; advertising: not needed, not opened.
ASIDE = (
    "about_you|ads_information|ads_and_businesses|apps_and_websites[^/]*|bug_bounty|connections"
    "|dating|events|facebook_(?:accounts_center|assistant|gaming|live_videos|marketplace|news"
    "|payments|portal|reels)|files|follow[^/]*|friends[^/]*|fundraisers|groups|interactions"
    "|likes_and_reactions|live_videos|location[^/]*|logged_information|marketplace|meta_[^/]*"
    "|music[^/]*|navigation_bar|notifications|other_activity|pages|payment[^/]*"
    "|personal_information|photos_and_videos|places|polls|preferences|privacy_checkup"
    "|profile_information|rooms|saved_items[^/]*|search|security_and_login[^/]*|short_videos"
    "|spark_ar|stories|volunteering|voting"
)
# Videos and albums are there twice: with the posts that show them, and alone.
TWICE = (
    r"(?:media|album)/.*|(?:your_)?(?:videos|photos|uncategorized_photos)(?:_[0-9]+)?\.json"
    r"|(?:archive|content_sharing|edits_you_made|places_you|birthday)[^/]*\.json"
)
REACTIONS = r"(?:likes_and_reactions|your_comment|reactions)[^/]*\.json"
ROUTES = MappingProxyType(
    {
        LITTER: None,
        PROFILE: account,
        POSTS: posts,
        COMMENTS: comments,
        INBOX: letters,
        rf"{HOME}(?:{THREADS}|messages)/.*": None,
        rf"{HOME}posts/(?:{TWICE})": None,
        rf"{HOME}comments(?:_and_reactions)?/{REACTIONS}": None,
        rf"{HOME}(?:{ASIDE})/.*": None,
        r"(?:index|start_here)\.html|.*/no-data\.txt": None,
    }
)
