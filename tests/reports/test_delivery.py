"""A delivery is whole or not there, and a changed byte is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import DeliveryError
from toolkit.reports import delivery

FILES = {"audit.html": b"<html>bonjour</html>", "findings.json": b"{}"}
ABOUT = {"client": "acme", "language": "fr", "period": "all"}


def test_current_leads_to_the_last_delivery(tmp_path):
    delivery.deliver(tmp_path, FILES, **ABOUT)
    run = delivery.deliver(tmp_path, {**FILES, "findings.json": b"[]"}, **ABOUT)
    assert (tmp_path / "current").resolve() == run.resolve()
    assert (tmp_path / "current-fr" / "findings.json").read_bytes() == b"[]"


def test_each_language_keeps_its_own_link(tmp_path):
    french = delivery.deliver(tmp_path, FILES, **ABOUT)
    english = delivery.deliver(tmp_path, FILES, **{**ABOUT, "language": "en"})
    assert (tmp_path / "current-fr").resolve() == french.resolve()
    assert (tmp_path / "current").resolve() == english.resolve()


def test_the_same_audit_is_the_same_folder(tmp_path):
    assert delivery.deliver(tmp_path, FILES, **ABOUT) == delivery.deliver(tmp_path, FILES, **ABOUT)


def test_an_interrupted_delivery_leaves_the_earlier_one(tmp_path, monkeypatch):
    first = delivery.deliver(tmp_path, FILES, **ABOUT)

    def full_disk(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delivery.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        delivery.deliver(tmp_path, {"audit.html": b"new"}, **ABOUT)
    assert (tmp_path / "current").resolve() == first.resolve()
    assert delivery.verify(tmp_path / "current") == ()


@given(data=st.data())
def test_one_flipped_bit_is_found_wherever_it_is(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    run = delivery.deliver(folder, FILES, **ABOUT)
    path = run / data.draw(st.sampled_from([*FILES, delivery.MANIFEST]))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    try:
        assert delivery.verify(run) != ()
    except DeliveryError:
        assert path.name == delivery.MANIFEST


def test_a_file_added_or_taken_away_is_found(tmp_path):
    run = delivery.deliver(tmp_path, FILES, **ABOUT)
    (run / "extra.txt").write_text("x", encoding="utf-8")
    (run / "audit.html").unlink()
    assert delivery.verify(run) == ("audit.html: missing", "extra.txt: added")


def test_a_folder_that_is_no_delivery_says_so(tmp_path):
    with pytest.raises(DeliveryError, match="no delivery"):
        delivery.verify(tmp_path)
