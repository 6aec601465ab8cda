"""A client's folder: names that are safe, settings that are understood, files that are whole."""

import stat

import pytest

from toolkit import store
from toolkit.errors import BadSettings, ClientExists, UnknownClient

GOOD = 'name = "Acme SAS"\n'


def test_a_new_client_can_be_opened(tmp_path):
    made = store.create_client(tmp_path, "acme", GOOD, "readme")
    assert store.open_client(tmp_path, "acme") == made
    assert made.settings.name == "Acme SAS"
    assert made.exports.is_dir()


def test_a_client_is_never_overwritten(tmp_path):
    store.create_client(tmp_path, "acme", GOOD, "readme")
    with pytest.raises(ClientExists):
        store.create_client(tmp_path, "acme", 'name = "Other"\n', "readme")
    assert store.open_client(tmp_path, "acme").settings.name == "Acme SAS"


def test_a_misspelt_client_is_an_error_that_lists_those_there_are(tmp_path):
    store.create_client(tmp_path, "acme", GOOD, "readme")
    with pytest.raises(UnknownClient, match="there is: acme"):
        store.open_client(tmp_path, "acne")


@pytest.mark.parametrize("slug", ["", "..", "../acme", "Acme", "a/b", "a b", "é", "a" * 65, "a\n"])
def test_a_name_that_is_no_safe_folder_is_refused(tmp_path, slug):
    with pytest.raises(BadSettings):
        store.open_client(tmp_path, slug)


def test_a_client_that_is_a_link_out_of_the_root_is_refused(tmp_path):
    store.create_client(tmp_path / "elsewhere", "acme", GOOD, "readme")
    root = tmp_path / "root"
    root.mkdir()
    (root / "acme").symlink_to(tmp_path / "elsewhere" / "acme")
    with pytest.raises(UnknownClient):
        store.open_client(root, "acme")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "Invalid value"),
        ('name = "A"\nprofil = "sme"\n', "profil"),
        ('name = "A"\nprofile = "huge"\n', "profile"),
        ('name = "A"\n[hours]\nmonday = "9-5"\n', "hours"),
        ('profile = "sme"\n', "name"),
    ],
)
def test_settings_that_cannot_be_understood_say_where(tmp_path, text, said):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / store.SETTINGS).write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=said):
        store.open_client(tmp_path, "acme")


def test_the_legal_gate_names_what_is_missing():
    assert "notice_done_on" in store.LegalGate(purpose="audit").missing()


def test_a_small_firm_without_works_council_needs_no_consultation():
    gate = store.LegalGate(cse_required=False)
    assert "cse_done_on" not in gate.missing()
    assert "cse_done_on" in store.LegalGate(cse_required=True).missing()


def test_the_vault_is_for_its_owner_alone(tmp_path):
    client = store.create_client(tmp_path, "acme", GOOD, "readme")
    assert stat.S_IMODE(store.own_vault(client).stat().st_mode) == 0o700


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "deep" / "file"
    store.replace_file(path, b"one")
    store.replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["file"]
