from pathlib import Path

import pytest

from toolkit.errors import BadSettings, ClientError
from toolkit.privacy import ledger
from toolkit.privacy.ledger import Ledger, checked_k, entered


def after(*releases: tuple[int, bytes]) -> Ledger:
    book = Ledger()
    for k, release in releases:
        book = entered(book, k=k, release=release)
    return book


def test_the_first_release_sets_the_promise() -> None:
    assert after((8, b"one")).k == 8


def test_groups_of_fewer_than_five_are_refused_from_the_start() -> None:
    with pytest.raises(BadSettings, match="fewer than 5"):
        checked_k(Ledger(), 4)


def test_a_smaller_k_needs_a_new_engagement() -> None:
    with pytest.raises(BadSettings, match="promised 8"):
        entered(after((8, b"one")), k=7, release=b"two")


def test_a_larger_k_is_welcome_and_does_not_change_the_promise() -> None:
    book = after((5, b"one"), (8, b"two"))
    assert book.k == 5
    assert [entry.k for entry in book.releases] == [5, 8]


def test_releases_are_numbered_in_their_order() -> None:
    book = after((5, b"one"), (5, b"two"), (5, b"one"))
    assert [entry.number for entry in book.releases] == [1, 2, 3]


def test_the_same_release_again_is_not_entered_twice() -> None:
    assert after((5, b"one"), (5, b"one")) == after((5, b"one"))


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    book = after((5, b"one"), (6, b"two"))
    (tmp_path / ledger.LEDGER).write_bytes(ledger.encode(book))
    assert ledger.read(tmp_path) == book


def test_before_the_first_release_the_ledger_is_empty(tmp_path: Path) -> None:
    assert ledger.read(tmp_path) == Ledger()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"k": "5"}'])
def test_a_damaged_ledger_stops_the_release(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ledger.LEDGER).write_bytes(content)
    with pytest.raises(ClientError, match="damaged"):
        ledger.read(tmp_path)
