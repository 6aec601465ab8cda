"""E-mail: mailboxes and list archives, as mail programmes and list servers keep and export them."""

import re
from types import MappingProxyType

from toolkit.errors import BrokenExport
from toolkit.importers.email_archive.parsers import HEAD, listserv, mbox, opened, prepare, single
from toolkit.importers.email_archive.who import PLATFORM
from toolkit.importers.email_archive.words import UNASKED, UNSENT
from toolkit.reading import LITTER, Archive

__all__ = ["CLAIMS", "LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION", "prepare"]

VERSION = 1
SCOPE = "internal"
LOOKS_FOR = "mailboxes (.mbox), folders of .eml files, a maildir (cur, new), archives of lists"

MBOX = r"[^/]+\.(mbox|mbx|mboxrd|mboxo)(\.gz)?"
EML = r"[^/]+\.(eml|emlx)"
MAILDIR = r"(cur|new)/[^/]+"
UNFINISHED = r"(.*/)?tmp/[^/]+"  # mails of a maildir that were on their way
BARE = r"[^/.]+"  # Thunderbird's folders, and Apple Mail's "mbox" in X.mbox
MONTH = r"[^/]+\.txt(\.gz)?"
LOG = r"([^/]+\.)?(log|LOG)[^/]*|[^/]+\.txt"
ANY = rf"{MBOX}|{EML}|{MAILDIR}|{BARE}|{MONTH}|{LOG}"

_LEFT = "|".join((*UNSENT, *UNASKED))
_FROM = re.compile(rb"\s*From [^\n]*\n[>\x21-\x39\x3b-\x7e]{1,80}[ \t]?:")
_FIELD = re.compile(rb"(?:\s*From [^\n]*\n)?[\x21-\x39\x3b-\x7e]{1,80}[ \t]?:[ \t\r\n]")
_RULE = re.compile(rb"\s*={73}\r?\n[\x21-\x39\x3b-\x7e]{1,80}[ \t]?:")


def _begins(archive: Archive, name: str) -> bytes:
    try:
        with opened(archive, name) as stream:
            return stream.read(HEAD).removeprefix(b"\xef\xbb\xbf")
    except BrokenExport:
        return b""


def _holds_mails(archive: Archive, name: str) -> bool:
    return _FROM.match(_begins(archive, name)) is not None


def _is_mail(archive: Archive, name: str) -> bool:
    return _FIELD.match(_begins(archive, name)) is not None


def _is_log(archive: Archive, name: str) -> bool:
    return _RULE.match(_begins(archive, name)) is not None


def _is_any(archive: Archive, name: str) -> bool:
    """Say whether a file holds mails; the names of some tell enough."""
    own = name.rpartition("/")[2]
    if re.fullmatch(rf"{MBOX}|{EML}", own):
        return True
    folder = name.rpartition("/")[0].rpartition("/")[2]
    if folder in ("cur", "new"):
        return _is_mail(archive, name)
    return _holds_mails(archive, name) or _is_log(archive, name)


SIGNATURE = (ANY,)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        # What was never sent, what nobody asked for, and what programmes keep for themselves.
        rf"(?i)(.*/)?\.?(INBOX\.)?({_LEFT})(-[0-9]+)?(\.(mbox|mbx|sbd|eml|msf))?(/.*)?": None,
        r"(.*/)?([^/]+\.(msf|sbd/filterlog\.html)|msgFilterRules\.dat|popstate\.dat)": None,
        r"(.*/)?(table_of_contents|maildirfolder|subscriptions|dovecot[^/]*|courier[^/]*)": None,
        r"(.*/)?(User [Ss]ettings|Paramètres utilisateur|Nutzereinstellungen)/.*": None,
        rf"(.*/)?{MBOX}": mbox,
        rf"(.*/)?{EML}": single,
        rf"(.*/)?{MAILDIR}": single,
        UNFINISHED: None,
        rf"(.*/)?{BARE}": mbox,
        rf"(.*/)?{MONTH}": mbox,
        rf"(.*/)?({LOG})": listserv,
    }
)
CLAIMS = MappingProxyType(
    {
        ANY: _is_any,
        rf"(.*/)?{MAILDIR}": _is_mail,
        UNFINISHED: _is_mail,
        rf"(.*/)?{BARE}": _holds_mails,
        rf"(.*/)?{MONTH}": _holds_mails,
        rf"(.*/)?({LOG})": _is_log,
    }
)
