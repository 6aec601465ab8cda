"""A client's folder: its settings, what it gave us, the vault, the release and the deliveries."""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from toolkit.catalogue import Constraints, Effort, Kept
from toolkit.errors import BadSettings, BrokenExport, ClientExists, UnknownClient
from toolkit.reading import Told

SLUG = re.compile(r"[a-z0-9-]{1,64}")
SETTINGS = "client.toml"
COLUMNS = "columns.toml"  # which column of a table says what, as the consultant confirmed
IDENTITIES = "identities.toml"  # what the consultant decided about who is who
CODES = "labels.csv"  # what people coded by hand
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class LegalGate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What allows an internal audit; dates say when each step was done."""

    purpose: str = ""
    basis: str = ""
    cse_required: bool | None = None
    cse_done_on: date | None = None
    notice_done_on: date | None = None
    dpia_done_on: date | None = None
    retention_days: int | None = None
    k_min: int = 5

    def missing(self) -> tuple[str, ...]:
        """Return the names of what is still to be filled in; empty when the gate is open."""
        wanted = {
            "purpose": bool(self.purpose.strip()),
            "basis": bool(self.basis.strip()),
            "cse_required": self.cse_required is not None,
            "cse_done_on": self.cse_required is False or self.cse_done_on is not None,
            "notice_done_on": self.notice_done_on is not None,
            "dpia_done_on": self.dpia_done_on is not None,
            "retention_days": self.retention_days is not None,
        }
        return tuple(name for name, filled in wanted.items() if not filled)


class ToolsTaken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the client can take on as tools; ``Constraints`` says what each means."""

    effort: Effort = "days"
    hosts: bool = False
    open_source: bool = False
    not_kept: frozenset[Kept] = frozenset()

    @property
    def constraints(self) -> Constraints:
        """The same, as the catalogue asks for it."""
        return Constraints(
            effort=self.effort,
            hosts=self.hosts,
            open_source=self.open_source,
            not_kept=self.not_kept,
        )


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What client.toml says of a client; ``hours`` maps a weekday to its opening hours.

    ``exports`` settles whose a file is where two platforms could claim it; ``columns`` maps a
    file to {agreed column: its own column}; ``date_order`` says how 03/04 is read;
    ``boilerplate`` are legal lines that many messages end with; ``starts_on`` is the day on which
    the client begins to act, ``tools`` what it can take on, and ``sector`` its kin among clients.
    """

    name: str
    profile: Literal["sme", "large"] = "sme"
    language: Literal["fr", "en"] = "fr"
    timezone: str = "Europe/Paris"
    country: str = "FR"
    headcount: int | None = None
    simulated: bool = False
    own_domains: tuple[str, ...] = ()
    accounts: Mapping[str, Literal["brand", "person", "bot"]] = {}
    hours: Mapping[Literal[WEEK], tuple[str, ...]] = {}  # type: ignore[valid-type]
    legal_gate: LegalGate = LegalGate()
    date_order: Literal["day-month", "month-day"] | None = None
    exports: Mapping[str, str] = {}
    columns: Mapping[str, Mapping[str, str]] = {}
    boilerplate: tuple[str, ...] = ()
    starts_on: date | None = None
    tools: ToolsTaken = ToolsTaken()
    sector: str = ""

    def told(self) -> Told:
        """Return what importers may ask about the client."""
        return Told(
            timezone=self.timezone,
            country=self.country,
            language=self.language,
            own_domains=self.own_domains,
            date_order=self.date_order,
            accounts=self.accounts,
            columns=self.columns,
        )


@dataclass(frozen=True)
class Client:
    """One client: where its things lie, and its settings."""

    folder: Path
    settings: Settings = field(compare=False)

    @property
    def slug(self) -> str:
        """The name of the folder, which names the client everywhere."""
        return self.folder.name

    @property
    def exports(self) -> Path:
        """What the client gave: never written to."""
        return self.folder / "exports"

    @property
    def vault(self) -> Path:
        """Tables and keys, for the owner's eyes only."""
        return self.folder / "vault"

    @property
    def tables(self) -> Path:
        """The agreed tables, one Parquet file each."""
        return self.vault / "tables"

    @property
    def release(self) -> Path:
        """What reports may read."""
        return self.folder / "release"

    @property
    def reports(self) -> Path:
        """The deliveries; ``current`` is a link to the last good one."""
        return self.folder / "reports"


def root(given: Path | None = None) -> Path:
    """Return the folder of all clients: the one given, VIVEVOIX_ROOT, or client_data."""
    return given or Path(os.environ.get("VIVEVOIX_ROOT", "client_data"))


def clients(root: Path) -> tuple[str, ...]:
    """Return the names of the clients there are, sorted."""
    if not root.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{SETTINGS}")))


def checked_slug(slug: str) -> str:
    """Return a name that is safe as a folder; ``BadSettings`` for any other."""
    if not SLUG.fullmatch(slug):
        raise BadSettings("a client's name is made of a-z, 0-9 and -, at most 64 of them")
    return slug


def open_client(root: Path, slug: str) -> Client:
    """Return the client of that name; ``UnknownClient`` lists those that exist."""
    folder = root / checked_slug(slug)
    if not (folder / SETTINGS).is_file() or folder.resolve().parent != root.resolve():
        known = ", ".join(clients(root)) or "none yet: `vivevoix new NAME` makes one"
        raise UnknownClient(f"no client '{slug}' in {root}; there is: {known}")
    settings = read_settings(folder / SETTINGS)
    columns = {**confirmed_columns(folder), **settings.columns}
    return Client(folder, msgspec.structs.replace(settings, columns=columns))


def read_settings(path: Path) -> Settings:
    """Read client.toml; ``BadSettings`` says which line or which name is wrong."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadSettings(f"{path.parent.name}/{path.name}: {error}") from error


def confirmed_columns(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return file -> {agreed column: its column}, as the consultant confirmed it in a notebook."""
    path = folder / COLUMNS
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(listed, dict[str, dict[str, str]])
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadSettings(f"{folder.name}/{COLUMNS}: {error}") from error


def keep_columns(client: Client, file: str, columns: Mapping[str, str]) -> None:
    """Keep which column of a table says what; what was kept of other tables stays."""
    known = {**confirmed_columns(client.folder), file: columns}
    parts = []
    for name, chosen in sorted(known.items()):
        lines = [f"{json.dumps(column)} = {json.dumps(said)}" for column, said in chosen.items()]
        parts.append("\n".join((f"[{json.dumps(name)}]", *lines, "")))
    replace_file(client.folder / COLUMNS, "\n".join(parts).encode())


def create_client(
    root: Path,
    slug: str,
    settings_text: str,
    readme: str,
    documents: Mapping[str, str] = MappingProxyType({}),
) -> Client:
    """Make a client's folder; ``ClientExists`` where there is one, which is left as it is.

    ``documents`` are the texts, by file name, that are to be handed to employees and the like.
    """
    folder = root / checked_slug(slug)
    if folder.exists():
        raise ClientExists(f"client '{slug}' is already there: {folder}")
    (folder / "exports").mkdir(parents=True)
    (folder / SETTINGS).write_text(settings_text, encoding="utf-8")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    for name, text in documents.items():
        (folder / "documents").mkdir(exist_ok=True)
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    return open_client(root, slug)


def receive(client: Client, path: Path) -> None:
    """Copy what the client gave into exports; ``BrokenExport`` rather than write over anything."""
    target = client.exports / path.resolve().name
    if not path.exists():
        raise BrokenExport(f"{path} is not there")
    if target.exists():
        raise BrokenExport(f"{target} is already there: remove it, or give the other a new name")
    if path.is_dir():
        shutil.copytree(path, target, symlinks=True)
    else:
        client.exports.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def fingerprint(client: Client) -> str:
    """Return what changes when an export, the settings or the decisions on people change."""
    found = sorted(path for path in client.exports.rglob("*") if path.is_file())
    stats = [(str(path.relative_to(client.exports)), path.stat()) for path in found]
    seen = [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats]
    texts = [(client.folder / SETTINGS).read_bytes()]
    decided = (client.folder / name for name in (IDENTITIES, COLUMNS, CODES))
    texts += [path.read_bytes() for path in decided if path.is_file()]
    return sha256(b"\n".join((*texts, *(one.encode() for one in seen)))).hexdigest()


def own_vault(client: Client) -> Path:
    """Make the vault if need be, readable by its owner alone, and return it."""
    client.vault.mkdir(parents=True, exist_ok=True)
    client.vault.chmod(0o700)
    client.tables.mkdir(exist_ok=True)
    return client.vault


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
