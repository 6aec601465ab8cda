"""The directory: people as OpenLDAP or Active Directory writes them to an LDIF file."""

import base64
import binascii
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TextIO, TypeAlias

from toolkit.errors import BrokenExport
from toolkit.reading import (
    LITTER,
    Archive,
    Found,
    Noted,
    Rejected,
    Rows,
    Told,
    clean_text,
    encoding_of,
    saying,
)

PLATFORM = "directory"
VERSION = 1
SCOPE = "both"
LOOKS_FOR = "an .ldif or .ldf file of the company directory"
FILES = r"[^/]+\.(?i:ldif|ldf)"
SIGNATURE = (FILES,)
CLAIM = saying(r"(?im)^dn::? ?[a-z0-9+/]")  # .ldf is also a database's journal
CLAIMS = MappingProxyType({FILES: CLAIM})

PERSON = ("person_id", "team", "manager_id", "site", "name", "email")
ACCOUNT = ("account_id", "platform", "kind", "person_id", "name", "handle", "email")
PIECE = 5_000  # people at a time
LINE = 1 << 16  # characters of a line; what is longer is a picture or a certificate

PEOPLE = frozenset(("person", "organizationalperson", "inetorgperson", "user"))
NO_PEOPLE = frozenset(
    ("computer", "contact", "msds-managedserviceaccount", "msds-groupmanagedserviceaccount")
)
NUMBERS = ("uid", "samaccountname", "employeeid", "employeenumber")
WANTED = frozenset(
    (
        *("dn", "changetype", "objectclass", "cn", "displayname", "givenname", "sn", "mail"),
        *("proxyaddresses", "department", "ou", "manager", "l", "physicaldeliveryofficename"),
        *("iscriticalsystemobject", "msexchrecipienttypedetails", *NUMBERS),
    )
)
# What Exchange calls a mailbox shared by many, of a room or of a thing, at home or in the cloud.
SHARED = frozenset(("4", "16", "32", "8589934592", "17179869184", "34359738368"))

_COMMA = re.compile(r"(?<!\\),")

Entry: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Directory:
    """The people of all files, by the names that managers are given under."""

    people: Mapping[str, str]


def prepare(archive: Archive, _told: Told) -> Directory:
    """Read who is who, for an entry names its manager by the place in the tree."""
    people: dict[str, str] = {}
    for name in archive.names:
        if re.fullmatch(FILES, name) and CLAIM(archive, name):
            try:
                people.update(_placed(archive, name))
            except BrokenExport:
                continue  # said when the file's turn comes
    return Directory(people)


def _placed(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    for _, entry in _entries(archive, name):
        if "dn" in entry and _left_out(entry) is None:
            yield _place(entry["dn"][0]), _identified(entry)


def people(archive: Archive, name: str, directory: Directory) -> Iterator[Found]:
    """The people of a directory, those whose account is closed too; groups and machines are not."""
    persons: list[tuple[object, ...]] = []
    accounts: list[tuple[object, ...]] = []
    left: Counter[str] = Counter()
    for number, entry in _entries(archive, name):
        if "dn" not in entry:
            yield Rejected(f"{name}[{number}]", "missing dn")
            continue
        reason = _left_out(entry)
        if reason is not None:
            left[reason] += 1
            continue
        persons.append(_person(entry, directory))
        accounts += _accounts(entry)
        if len(persons) >= PIECE:
            yield Rows("people", PERSON, persons, name)
            persons = []
    yield from (Noted(name, f"{reason}: {count}") for reason, count in left.items() if reason)
    yield Rows("people", PERSON, persons, name)
    yield Rows("accounts", ACCOUNT, accounts, name)


def _left_out(entry: Entry) -> str | None:
    """Return why an entry is nobody, empty where there is nothing to say; nothing for a person."""
    classes = {one.lower() for one in entry.get("objectclass", ())}
    if entry.get("changetype", ("add",))[0].lower() != "add":
        return "changes to entries left out"  # Microsoft's programme writes each entry as an add
    if classes & NO_PEOPLE or (classes and not classes & PEOPLE):
        return ""
    if not classes and not any(one in entry for one in ("mail", *NUMBERS)):
        return ""
    if entry.get("iscriticalsystemobject", ("",))[0].lower() == "true":
        return "accounts of the system left out"
    if entry.get("msexchrecipienttypedetails", ("",))[0] in SHARED:
        return "mailboxes that are nobody's left out"
    return None


def _person(entry: Entry, directory: Directory) -> tuple[object, ...]:
    first = {name: values[0] for name, values in entry.items()}.get
    over = first("manager")
    manager = over and (directory.people.get(_place(over)) or f"directory:{_place(over)}")
    own = _identified(entry)
    return (
        own,
        first("department") or first("ou"),
        None if manager == own else manager,
        first("physicaldeliveryofficename") or first("l"),
        _name(entry),
        _addresses(entry)[0],
    )


def _accounts(entry: Entry) -> Iterator[tuple[object, ...]]:
    """Yield the other addresses under which a person gets mail: the first joins by itself."""
    for address in _addresses(entry)[1:]:
        own, name = _identified(entry), _name(entry)
        yield (f"directory:{address}", "email", "person", own, name, address, address)


def _addresses(entry: Entry) -> list[str | None]:
    """Return the main address, or nothing, then the others; ``SMTP:`` in capitals is the main."""
    proxies = [one.partition(":") for one in entry.get("proxyaddresses", ())]
    main = [address for kind, _, address in proxies if kind == "SMTP"]
    others = [address for kind, _, address in proxies if kind == "smtp"]
    given = (*entry.get("mail", ()), *main, *others)
    found = list(dict.fromkeys(one.strip().lower() for one in given if "@" in one))
    return [*found] or [None]


def _name(entry: Entry) -> str | None:
    halves = [entry[half][0] for half in ("givenname", "sn") if half in entry]
    shown = entry.get("displayname") or entry.get("cn")
    return shown[0] if shown else " ".join(halves) or None


def _identified(entry: Entry) -> str:
    """Return a person's identifier: what does not change when a person moves in the tree."""
    place = _place(entry["dn"][0])
    domain = ".".join(part[3:] for part in _COMMA.split(place) if part.startswith("dc="))
    number = next((entry[one][0].lower() for one in NUMBERS if one in entry), None)
    return f"directory:{domain}/{number}" if number else f"directory:{place}"


def _place(dn: str) -> str:
    """Return a place in the tree as it is compared: without capitals, blanks between parts."""
    return ",".join(part.strip() for part in _COMMA.split(dn.casefold()))


def _entries(archive: Archive, name: str) -> Iterator[tuple[int, Entry]]:
    """Yield the entries that say something we need, with their numbers in the file."""
    with (
        archive.stream(name) as content,
        io.TextIOWrapper(content, encoding_of(archive, name), "replace") as text,
    ):
        entry: defaultdict[str, list[str]] = defaultdict(list)
        number = 0
        for line in _lines(text):
            if line:
                _add(entry, line)
            elif entry:
                yield number, entry
                number, entry = number + 1, defaultdict(list)
        if entry:
            yield number, entry


def _add(entry: defaultdict[str, list[str]], line: str) -> None:
    name, _, written = line.partition(":")
    if written.startswith(":"):
        try:
            value = clean_text(base64.b64decode(written[1:]))
        except (binascii.Error, ValueError):
            return
    else:
        value = "" if written.startswith("<") else written  # ``<`` is a file elsewhere
    if value.strip():
        entry[name.partition(";")[0].strip().lower()].append(value.strip())


def _lines(text: TextIO) -> Iterator[str]:
    """Yield the lines we need, unfolded, and an empty one after each entry."""
    parts: list[str] = []
    while line := text.readline(LINE):
        bare = line.rstrip("\r\n")
        if bare.startswith(" "):
            if parts and len(parts) < 1000:
                parts.append(bare[1:])
            continue
        if parts:
            yield "".join(parts)
        wanted = bare.partition(":")[0].partition(";")[0].lower() in WANTED
        parts = [bare] if wanted else []
        if not bare:
            yield ""
    if parts:
        yield "".join(parts)


ROUTES = MappingProxyType({LITTER: None, FILES: people})
