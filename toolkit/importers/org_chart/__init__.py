"""The organisation chart: who works there, in which team, and who reports to whom."""

from types import MappingProxyType

from toolkit.importers.org_chart.headers import HINTS, fits, named
from toolkit.importers.org_chart.people import PLATFORM, chart
from toolkit.reading import LITTER
from toolkit.reading.handed import FILES, claiming

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "both"
LOOKS_FOR = "a CSV or a workbook of people and their managers (organigramme, effectifs, staff...)"
SIGNATURE = (FILES,)
CLAIMS = MappingProxyType({FILES: claiming(fits, named, HINTS)})
ROUTES = MappingProxyType({LITTER: None, FILES: chart})
