"""The consultant says which column of an unknown table says what, and the next import reads it."""

from pathlib import Path

import pytest

from toolkit import ingest, pipeline, store
from toolkit.desk.columns import ColumnForm, forms, unknown_tables
from toolkit.errors import BadSettings
from toolkit.wording import Words

TABLE = """Publié le;Auteur;Message;J'aime;Campagne
05/01/2026 09:00;Carafe;Nos ateliers reprennent, qui vient ?;12;hiver
06/01/2026 18:30;Carafe;Merci à ceux qui sont venus hier;3;hiver
13/02/2026 18:30;Carafe;<b>Deux places</b> de plus pour demain;0;hiver
"""
NAME = "suivi d'Ana.csv"


@pytest.fixture
def client(tmp_path: Path) -> store.Client:
    """A client who handed over a table that nobody knows, beside one that is known."""
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    (made.exports / NAME).write_text(TABLE, encoding="utf-8")
    (made.exports / "people.csv").write_text("person_id,team\np1,A\n", encoding="utf-8")
    (made.exports / "notes.txt").write_text("rien", encoding="utf-8")
    ingest.take_in(made)
    return made


def form(client: store.Client, language: str = "fr") -> ColumnForm:
    (table,) = unknown_tables(client)
    return ColumnForm(client, table, Words(language))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_columns_are_proposed_with_a_sample(client: store.Client, language: str) -> None:
    fields = form(client, language).fields
    chosen = {column: field.value for column, field in fields.items() if field.value}
    assert chosen == {
        "ts_utc": "Publié le",
        "account_id": "Auteur",
        "text": "Message",
        "likes": "J'aime",
    }
    assert len(forms(client, Words(language)).children) == 2


def test_what_is_confirmed_is_kept_and_read_by_the_next_import(client: store.Client) -> None:
    asked = form(client)
    asked.fields["lang"].value = "Campagne"
    asked.fields["lang"].value = ""
    asked.confirm.click()
    assert store.COLUMNS in asked.state.value
    again = store.open_client(client.folder.parent, "acme")
    assert again.settings.columns[NAME]["text"] == "Message"
    assert store.fingerprint(again) != ""
    intake = ingest.take_in(again)
    assert intake.rows["messages"] == 3
    assert not unknown_tables(again)


def test_a_table_without_a_date_is_not_kept(client: store.Client) -> None:
    asked = form(client)
    asked.fields["ts_utc"].value = ""
    asked.confirm.click()
    assert asked.state.value == Words("fr").say("desk.columns.no_date")
    assert not (client.folder / store.COLUMNS).exists()


def test_two_tables_are_kept_beside_one_another(client: store.Client) -> None:
    store.keep_columns(client, "a.csv", {"ts_utc": 'le "jour"'})
    store.keep_columns(client, "b.csv", {"ts_utc": "date\\heure"})
    assert store.confirmed_columns(client.folder) == {
        "a.csv": {"ts_utc": 'le "jour"'},
        "b.csv": {"ts_utc": "date\\heure"},
    }


def test_the_settings_win_over_what_was_confirmed(client: store.Client) -> None:
    store.keep_columns(client, NAME, {"ts_utc": "Campagne"})
    settings = client.folder / store.SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[columns."{NAME}"]\nts_utc = "Publié le"\n', encoding="utf-8")
    again = store.open_client(client.folder.parent, "acme")
    assert again.settings.columns[NAME] == {"ts_utc": "Publié le"}


def test_a_broken_file_of_columns_says_where(client: store.Client) -> None:
    (client.folder / store.COLUMNS).write_text("[a\n", encoding="utf-8")
    with pytest.raises(BadSettings, match=r"acme/columns\.toml"):
        store.open_client(client.folder.parent, "acme")
