"""TikTok: the copy of an account's data, and the tables that TikTok Studio exports."""

from types import MappingProxyType

from toolkit.importers.tiktok.copy import DATA, PLATFORM, copy
from toolkit.importers.tiktok.studio import table, theirs
from toolkit.reading import LITTER, Archive, saying
from toolkit.spoken.outside import SCOPE

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
LOOKS_FOR = "user_data_tiktok.json, or Overview.csv and Content.csv of TikTok Studio"

# «Overview.csv», «Last 28 days_Content.xlsx»: English, French, German, Spanish, Portuguese.
TABLES = (
    r"(?i:[^/]*(?:overview|content|video|followerhistory|follower history|vue d.ensemble|contenu"
    r"|historique des abonn[eé]s|übersicht|inhalte?|descripci[oó]n general|resumen|contenido"
    r"|vis[aã]o geral|conte[uú]do)[^/]*\.(?:csv|xlsx))"
)
SIGNATURE = (rf"{DATA}|{TABLES}",)
_COPY = saying(
    r'"(Video|Post|Comment|Activity|Your Activity|Direct Messages?|Profile( And Settings)?'
    r'|Likes and Favorites|App Settings|Ads and data|Income\+ Wallet|Tiktok Shopping)"\s*:\s*\{'
)


def _named(archive: Archive, name: str) -> bool:
    return _COPY(archive, name) if name.endswith(".json") else theirs(archive, name)


CLAIMS = MappingProxyType({SIGNATURE[0]: _named, DATA: _COPY, TABLES: theirs})
ROUTES = MappingProxyType(
    {
        LITTER: None,
        DATA: copy,
        TABLES: table,
        # Where followers live, and what they are: shares without numbers of people.
        r"(FollowerGender|FollowerTopTerritories|FollowerActivity|Viewers)\.(csv|xlsx)": None,
    }
)
