"""A table nobody knows is proposed a map, by its names and by what it holds."""

from collections.abc import Mapping

import pytest

from toolkit.spoken.columns import Guess, proposed

FR = {
    "Publié le": "ts_utc",
    "Réseau": "platform",
    "Auteur": "account_id",
    "Texte du post": "text",
    "Lien": "message_id",
    "J'aime": "likes",
    "Commentaires": "comments",
    "Partages": "shares",
    "Portée": "reach",
}
EN = {
    "Created at": "ts_utc",
    "Network": "platform",
    "From": "account_id",
    "Message": "text",
    "Post ID": "message_id",
    "Likes": "likes",
    "Comments": "comments",
    "Shares": "shares",
    "Impressions": "impressions",
}
DE = {
    "Datum": "ts_utc",
    "Netzwerk": "platform",
    "Autor": "account_id",
    "Beitragstext": "text",
    "Beitrags-ID": "message_id",
    "Gefällt mir": "likes",
    "Kommentare": "comments",
    "Geteilt": "shares",
    "Reichweite": "reach",
}
ES = {
    "Fecha": "ts_utc",
    "Red social": "platform",
    "Usuario": "account_id",
    "Texto": "text",
    "Enlace": "message_id",
    "Me gusta": "likes",
    "Comentarios": "comments",
    "Veces compartido": "shares",
    "Alcance": "reach",
}
FIRST = ["31/01/2026 09:30", "Facebook", "Atelier Carafe", "Bonjour à toutes et tous !"]
SECOND = ["01/02/2026 10:00", "Instagram", "Zoé Léger", "oui"]
ROWS = [
    [*FIRST, "fb.example/1", "12", "3", "1 204", "900"],
    [*SECOND, "fb.example/2", "0", "", "2", "1,5K"],
]


def named(guesses: Mapping[str, Guess]) -> dict[str, str]:
    return {guess.header: column for column, guess in guesses.items()}


@pytest.mark.parametrize("words", [FR, EN, DE, ES], ids=["fr", "en", "de", "es"])
def test_a_table_is_understood_in_four_languages(words: dict[str, str]) -> None:
    guesses = proposed([*words], ROWS)
    assert named(guesses) == words
    assert all(guess.confidence > 0.8 for guess in guesses.values())


def test_a_slip_of_the_pen_lowers_confidence() -> None:
    (guess,) = proposed(["Impresions"], [["12"]]).values()
    assert guess.header == "Impresions"
    assert 0.5 < guess.confidence < 0.9


def test_what_a_column_holds_counts_more_than_its_name() -> None:
    rows = [["Super, merci à vous !", "12"], ["Quand ouvrez-vous ?", "3"]]
    assert named(proposed(["Commentaires", "Likes"], rows)) == {
        "Commentaires": "text",
        "Likes": "likes",
    }


def test_dates_and_long_texts_are_seen_without_a_name() -> None:
    rows = [["2026-01-31 10:00", "Un mot assez long pour être lu"], ["2026-02-01 11:00", "a b c"]]
    found = proposed(["a", "b"], rows)
    assert found == {"ts_utc": Guess("a", 0.5), "text": Guess("b", 0.45)}


def test_nothing_is_proposed_for_nothing() -> None:
    assert proposed([], []) == {}
    assert proposed(["Montant", "TVA"], [["12,50", "2,50"]]) == {}
    assert proposed(["", ""], [[], ["x" * 10_000, "\ud800"]]) == {}


def test_a_title_comes_before_nothing_but_after_a_message() -> None:
    assert named(proposed(["Titre", "Message"], [["Un", "Deux mots là"]]))["Message"] == "text"
    assert named(proposed(["Titre"], [["Un titre"]])) == {"Titre": "text"}


def test_no_column_is_proposed_twice() -> None:
    guesses = proposed(["ID", "Permalink", "Date", "Heure"], [["1", "u", "2026-01-01", "10:00"]])
    assert len({guess.header for guess in guesses.values()}) == len(guesses)
    assert guesses["message_id"].header == "ID"
