"""Remembers what was released and how small a group may be, so that the promise never weakens."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from toolkit.errors import BadSettings, ClientError

LEDGER = "ledger.json"
FLOOR = 5


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One release: its place in the order, the k it was made with, and the digest of its bytes."""

    number: int
    k: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All releases of one engagement, in order; ``k`` is that of the first, None before it."""

    k: int | None = None
    releases: tuple[Entry, ...] = ()


def read(vault: Path) -> Ledger:
    """Return the client's ledger, empty before the first release.

    Raises ``ClientError`` where it cannot be read: without it nobody knows what was promised.
    """
    path = vault / LEDGER
    if not path.exists():
        return Ledger()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ledger)
    except msgspec.DecodeError as error:
        raise ClientError(f"{vault.name}/{LEDGER} is damaged: restore it from a backup") from error


def encode(ledger: Ledger) -> bytes:
    """Return the bytes to keep in the vault, the same for the same releases."""
    return msgspec.json.format(msgspec.json.encode(ledger, order="deterministic"), indent=1) + b"\n"


def checked_k(ledger: Ledger, k: int) -> int:
    """Return k if it keeps the promise; ``BadSettings`` below the floor or the first k."""
    if k < FLOOR:
        raise BadSettings(f"k_min is {k}: groups of fewer than {FLOOR} people are never shown")
    if ledger.k is not None and k < ledger.k:
        raise BadSettings(
            f"k_min is {k}, but the first release promised {ledger.k}: "
            "showing smaller groups needs a new engagement, hence a new client folder"
        )
    return k


def entered(ledger: Ledger, *, k: int, release: bytes) -> Ledger:
    """Return the ledger with one more release; the same release again changes nothing."""
    checked_k(ledger, k)
    digest = sha256(release).hexdigest()
    last = ledger.releases[-1] if ledger.releases else None
    if last is not None and (last.k, last.digest) == (k, digest):
        return ledger
    entry = Entry(number=len(ledger.releases) + 1, k=k, digest=digest)
    first = k if ledger.k is None else ledger.k
    return replace(ledger, k=first, releases=(*ledger.releases, entry))
