"""A survey's answers, as LimeSurvey, Google Forms or Microsoft Forms give them: without names."""

from types import MappingProxyType

from toolkit.importers.survey.answers import PLATFORM, responses
from toolkit.importers.survey.headers import HINTS, fits, named
from toolkit.reading import LITTER
from toolkit.reading.handed import FILES, claiming

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "results-survey*.csv, or the answers of a form as CSV or workbook, one line per person"
SIGNATURE = (FILES,)
CLAIMS = MappingProxyType({FILES: claiming(fits, named, HINTS)})
ROUTES = MappingProxyType({LITTER: None, FILES: responses})
