"""LinkedIn: analytics of a page or a person as workbooks, and the copy of a person's data."""

from types import MappingProxyType

from toolkit.importers.linkedin.analytics import PLATFORM
from toolkit.importers.linkedin.archive import (
    COMMENTS,
    PROFILE,
    SHARES,
    comments,
    prepare,
    shares,
    workbooks,
)
from toolkit.importers.linkedin.book import theirs
from toolkit.reading import LITTER, Archive, saying
from toolkit.spoken.outside import SCOPE

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
LOOKS_FOR = "<page>_content_<number>.xls, Content_<from>_<to>_<name>.xlsx, or Shares.csv"

BOOKS = r"[^/]+\.xlsx?"
ANY = rf"{BOOKS}|{SHARES}|{COMMENTS}"
SIGNATURE = (ANY,)

# Private letters, readers, applications, settings and the like: not needed, not opened. Reactions
# are the holder's own, which he gave to others.
ASIDE = (
    "Ad_Targeting|Ads Clicked|Articles|Causes You Care About|Certifications|Company Follows"
    "|Connections|Contacts|Courses|Education|Email Addresses|Endorsement_.*|Events"
    "|Guide Messages|guide_messages|Hashtag_Follows|Honors"
    "|Inferences_about_you|ImportedContacts|InstantReposts|Invitations"
    "|Job Applications|Job Seeker Preferences|Jobs|Languages|LAN Ads Engagement|Learning.*|Logins"
    "|Member_Follows|messages|coach_messages|learning_.*_messages|Organizations|Patents"
    "|PhoneNumbers|Positions|Private_identity_asset|Profile Summary|Projects|Providers"
    "|Publications|Reactions|Receipts.*|Recommendations_.*|Registration|Rich_Media|Rich Media"
    "|Saved_Items|Saved Jobs|Saved Job Alerts|SavedJobAlerts|SearchQueries|Search Queries"
    "|Security Challenges|Services Marketplace.*|Skills|Test Scores|Verifications.*|Volunteering"
    "|Votes|Whatsapp Phone Numbers"
)


def _named(archive: Archive, name: str) -> bool:
    """Say whether a file is LinkedIn's, whose name could be anybody's."""
    if name.endswith((".xls", ".xlsx")):
        return theirs(archive, name)
    return _SHARED(archive, name) or _SAID(archive, name)


_SHARED = saying(r'(?i)\A\ufeff?"?Date"?,"?ShareLink"?,')
_SAID = saying(r'(?i)\A\ufeff?"?Date"?,"?Link"?,"?Message"?\s')
_PROFILE = saying(r'(?i)\A\ufeff?"?First Name"?,"?Last Name"?,')

CLAIMS = MappingProxyType(
    {ANY: _named, BOOKS: theirs, SHARES: _SHARED, COMMENTS: _SAID, PROFILE: _PROFILE}
)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        BOOKS: workbooks,
        SHARES: shares,
        COMMENTS: comments,
        PROFILE: None,
        rf"((Jobs|Verifications)/)?({ASIDE})(_[0-9]+)?\.csv": None,
        r"(Articles|Learning|Rich_Media|Media Files)/.*": None,
    }
)
