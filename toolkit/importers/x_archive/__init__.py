"""X, formerly Twitter: the archive that an account's holder downloads."""

from types import MappingProxyType

from toolkit.importers.x_archive.records import DELETED, HOLDER, PLATFORM, SCOPE, TWEETS
from toolkit.importers.x_archive.tweets import account, prepare, tweets
from toolkit.reading import LITTER

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "data/account.js beside data/tweets.js"
# The folder ``data`` of an archive is not an archive of its own.
SIGNATURE = (r"data/account\.js|(?<!data/)account\.js", TWEETS)

# Private letters, readers, advertising, settings: not needed, not opened. Long tweets are there
# twice, in full in ``note-tweet.js`` under a number that no tweet carries, cut in ``tweets.js``.
ASIDE = (
    "account-.*|ad-.*|ads-.*|ageinfo|app|articles?(-.*)?|audio-video.*|birdwatch-.*|block"
    "|branch-links|catalog-item|ckr.*|commerce-catalog|community-.*|connected-application"
    "|contact|deleted-note-tweet|deleted-tweet-headers|device-token|direct-message.*"
    "|email-address-change|expanded-profile|facebook-connection|follower|following"
    "|grok-.*|ip-audit|key-registry|like|lists-.*|manifest|moment|mute|ni-devices|note-tweet"
    "|periscope-.*|personalization|phone-number|product-.*|professional-data|profile"
    "|protected-history|reply-prompt|saved-search|screen-name-change|shop-module"
    "|shopify-account|smartblock|spaces-.*|sso|tweet-headers|tweetdeck|twitter-.*"
    "|user-link-clicks|verified.*"
)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        HOLDER: account,
        TWEETS: tweets,
        DELETED: tweets,
        rf"(data/)?({ASIDE})(-part[0-9]+)?\.js": None,
        r"(data/)?[a-z_-]+_media/.*|assets/.*": None,
        r"Your archive\.html|(data/)?README\.txt": None,
    }
)
