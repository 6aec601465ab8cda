"""The inventory of accounts: which ones speak for the organisation, and in whose name."""

from types import MappingProxyType

from toolkit.importers.account_inventory.accounts import PLATFORM, accounts
from toolkit.importers.account_inventory.headers import HINTS, fits, named
from toolkit.reading import LITTER
from toolkit.reading.handed import FILES, claiming

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
SCOPE = "both"
LOOKS_FOR = "a CSV or a workbook of accounts (comptes, accounts, inventaire): platform, handle, URL"
SIGNATURE = (FILES,)
CLAIMS = MappingProxyType({FILES: claiming(fits, named, HINTS)})
ROUTES = MappingProxyType({LITTER: None, FILES: accounts})
