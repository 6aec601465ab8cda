"""Replaces an identifier by a name that nobody can trace back without the client's own key."""

import hmac
import os
import secrets
from base64 import b32encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from toolkit.errors import ClientError

KEY = "key"
KEY_BYTES = 32
LETTERS = 16  # 80 bits: no two of a million messages meet, about one chance in 10^12

Pseudonym = Callable[[str], str]


def open_key(vault: Path) -> bytes:
    """Return the client's key, made by chance at the first call and readable by its owner alone.

    Raises ``ClientError`` where the key is damaged: a new one would break every reference.
    """
    path = vault / KEY
    if not path.exists():
        _make_key(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise ClientError(f"the key in {vault.name}/{KEY} is damaged: restore it from a backup")
    return key


def _make_key(path: Path) -> None:
    # Written apart, then linked: two first runs at once agree on one key, and none is half written.
    beside = path.with_name(f".{KEY}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(KEY_BYTES))
        stream.flush()
        os.fsync(stream.fileno())
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()


def pseudonym(key: bytes, kind: str, identifier: str) -> str:
    """Return the short name of an identifier, such as ``m-4KQ2...`` for ``kind`` "m".

    HMAC-SHA256 (Krawczyk, Bellare and Canetti, 1997) under the client's key: the same today and
    at the next audit, and another one for another client.
    """
    # The length keeps ("a", "bc") and ("ab", "c") apart.
    told = f"{len(kind)}:{kind}{identifier}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(key, told, "sha256")
    return f"{kind}-{b32encode(digest).decode('ascii')[:LETTERS].lower()}"


def messages(key: bytes) -> Pseudonym:
    """Return the function that names messages, as ``m-...``."""
    return lambda identifier: pseudonym(key, "m", identifier)


def accounts(key: bytes) -> Pseudonym:
    """Return the function that names accounts, as ``a-...``."""
    return lambda identifier: pseudonym(key, "a", identifier)
