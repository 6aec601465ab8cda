"""Meta Business Suite: posts on Facebook and Instagram with their counts, as exported tables."""

from types import MappingProxyType

from toolkit.importers.meta_insights.content import table
from toolkit.importers.meta_insights.tables import is_known
from toolkit.reading import LITTER
from toolkit.spoken.outside import SCOPE

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

PLATFORM = "meta_insights"
VERSION = 1
LOOKS_FOR = "CSV files of Meta's Insights, with columns such as Post ID, Publish time, Permalink"

TABLE = r"[^/]+\.csv"
SIGNATURE = (TABLE,)
CLAIMS = MappingProxyType({TABLE: is_known})
ROUTES = MappingProxyType({LITTER: None, TABLE: table})
