"""Whether a message asks, who speaks, and of whom: French traps included."""

from typing import Any

import polars as pl
import pytest

from toolkit.texts.lexicons import read_lexicons
from toolkit.texts.speech import CALLS, House, calls, speech
from toolkit.wording import templates_folder

LEXICONS = read_lexicons(templates_folder() / "lexicons")
HOUSE = House.of(["Atelier Carafe SAS", None], ["@AtelierCarafe", None])


def read(text: str, **known: Any) -> dict[str, Any]:
    row = {"text": text, "lang": "fr", "direction": "out", "to": None, "kind": "post"}
    row |= dict.fromkeys(CALLS, 0) | known
    types = {"to": pl.String, "lang": pl.String, "text": pl.String}
    return speech(pl.DataFrame([row], schema_overrides=types), LEXICONS, HOUSE).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Vous venez ?", True),
        ("Comment faire pour commander", True),
        ("@AtelierCarafe pouvez-vous m'aider", True),
        ("How do I order", True),
        ("Nous ouvrons lundi.", False),
        ("Voir https://x.fr/?page=2", False),
        (None, False),
    ],
)
def test_a_question_needs_no_mark(text: str, asks: bool) -> None:
    assert read(text)["is_question"] is asks


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Je regarde et je reviens vers vous.", "singular"),
        ("Nous ouvrons lundi.", "plural"),
        ("On ouvre lundi.", "plural"),
        ("J'ai demandé à notre équipe.", "both"),
        ("Le musée ouvre lundi.", None),
    ],
)
def test_who_speaks_is_told_by_pronouns(text: str, person: str | None) -> None:
    assert read(text)["person"] == person


@pytest.mark.parametrize(
    ("text", "known", "refers"),
    [
        ("Notre client est content.", {}, "self"),  # a client without a name is nobody
        ("Merci à Zoé", {"others": 1}, "other"),
        ("Nous remercions @zoe", {"others": 1}, "both"),
        ("Atelier Carafe ouvre lundi.", {}, "self"),
        ("Vive #AtelierCarafe", {}, "self"),
        ("L'atelier ouvre lundi.", {}, "none"),
        ("Oui, bien sûr.", {"kind": "reply"}, "other"),
        ("À lire chez eux", {"other_links": 1}, "other"),
        ("Ici", {"own_links": 1}, "self"),
        ("Ici", {"selves": 1}, "self"),
        ("On ouvre lundi.", {}, "self"),
    ],
)
def test_another_is_somebody_who_can_be_found(
    text: str, known: dict[str, Any], refers: str
) -> None:
    assert read(text, **known)["refers"] == refers


def test_of_whom_the_public_speaks_is_not_asked() -> None:
    assert read("Nous venons", direction="in")["refers"] is None


def test_a_message_is_addressed_to_others_not_to_the_house() -> None:
    assert read("Bonjour", to="zoe")["is_addressed"]
    assert not read("Bonjour", to="ateliercarafe")["is_addressed"]
    assert not read("Bonjour")["is_addressed"]


def test_marks_tell_whom_a_message_calls() -> None:
    rows = [
        ("m1", "mention", "Zoe", None),
        ("m1", "mention", "AtelierCarafe", None),
        ("m1", "link", "x.fr", False),
        ("m1", "link", "t.co", None),
        ("m1", "hashtag", "ff", None),
        ("m2", "link", "carafe.fr", True),
    ]
    marks = pl.DataFrame(rows, schema=["message_id", "kind", "mark", "is_own"], orient="row")
    found = calls(marks, HOUSE).sort("message_id").select("message_id", *CALLS).rows()
    assert found == [("m1", 1, 1, 1, 0), ("m2", 0, 0, 0, 1)]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Bonjour, merci de votre patience, je regarde et je reviens vers vous.", 3),
        ("Désolée pour l'attente : nous avons fait une erreur.", 1),
        ("Qu'en pensez-vous ?", 1),
        ("Bonne journée à vous !", 1),
        ("Merci, et bon courage !", 2),
        ("Découvrez notre nouvelle gamme, -20 % jusqu'à dimanche !", 0),
        ("Notre rapport annuel est en ligne.", 0),
        ("Le magasin ferme à 19 h.", 0),
        ("Nous étions au salon de Lyon.", 0),
        ("La remerciée du jour", 1),
        (None, 0),
    ],
)
def test_signs_of_a_tone_of_dialogue_are_counted_by_kind(text: str | None, signs: int) -> None:
    assert read(text, lang="fr")["courtesies"] == signs  # type: ignore[arg-type]


def test_signs_are_looked_for_in_the_language_of_the_message() -> None:
    assert read("Hi Ann, so sorry, I will look into it.", lang="en")["courtesies"] >= 2
    assert read("Thanks for coming", lang="fr")["courtesies"] == 0
    assert read("Thanks for coming", lang=None)["courtesies"] == 1
