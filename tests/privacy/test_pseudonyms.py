import base64
import hashlib
import stat
from pathlib import Path

import pytest

from toolkit.errors import ClientError
from toolkit.privacy import pseudonyms


def test_two_clients_share_no_pseudonym() -> None:
    one, other = (pseudonyms.messages(key * 32) for key in (b"1", b"2"))
    identifiers = [f"slack:T1:C1:{number}.000100" for number in range(10_000)]
    assert not set(map(one, identifiers)) & set(map(other, identifiers))


def test_a_client_keeps_its_pseudonyms(tmp_path: Path) -> None:
    first = pseudonyms.messages(pseudonyms.open_key(tmp_path))("x:1")
    assert pseudonyms.messages(pseudonyms.open_key(tmp_path))("x:1") == first


def test_two_messages_never_bear_the_same_name() -> None:
    name = pseudonyms.messages(b"1" * 32)
    assert len({name(f"x:{number}") for number in range(10_000)}) == 10_000


def test_a_message_and_an_account_are_not_confused() -> None:
    key = b"1" * 32
    assert pseudonyms.messages(key)("x:1")[2:] != pseudonyms.accounts(key)("x:1")[2:]
    assert pseudonyms.pseudonym(key, "a", "bc")[2:] != pseudonyms.pseudonym(key, "ab", "c")[3:]


def test_no_bare_digest_of_the_identifier_shows() -> None:
    name = pseudonyms.messages(b"1" * 32)("x:1")
    bare = {hashlib.sha256(f"{start}x:1".encode()).digest() for start in ("", "m", "m-", "1:m")}
    assert not any(_base32(digest).startswith(name[2:]) for digest in bare)


def _base32(digest: bytes) -> str:
    return base64.b32encode(digest).decode().lower()


def test_a_broken_character_does_not_stop_the_gate() -> None:
    assert pseudonyms.messages(b"1" * 32)("x:\ud800").startswith("m-")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = pseudonyms.open_key(tmp_path)
    assert len(key) == 32
    assert pseudonyms.open_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_two_clients_have_two_keys(tmp_path: Path) -> None:
    vaults = [tmp_path / name for name in ("one", "two")]
    for vault in vaults:
        vault.mkdir()
    assert pseudonyms.open_key(vaults[0]) != pseudonyms.open_key(vaults[1])


def test_a_damaged_key_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(ClientError, match="damaged"):
        pseudonyms.open_key(tmp_path)
    assert (tmp_path / "key").read_bytes() == b"short"
