import polars as pl
import pytest

from toolkit.texts.language import languages


def told(*pairs: tuple[str | None, str | None]) -> list[str | None]:
    frame = pl.DataFrame(pairs, schema={"author": pl.String, "text": pl.String}, orient="row")
    return languages(frame).to_list()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous vous attendons dans la salle avec les équipes.", "fr"),
        ("We are waiting for you in the hall with our teams.", "en"),
        ("Wir warten mit dem Team auf die Gäste und das Essen.", "de"),
        ("Los equipos están en la sala para el concierto.", "es"),
        ("Il museo è chiuso per lavori, gli orari sono nel sito.", "it"),
        ("De winkel is open en het team wacht op een klant.", "nl"),
        ("Os nossos clientes não são uma lista para vender.", "pt"),
    ],
)
def test_a_sentence_is_of_the_language_of_its_small_words(text: str, language: str) -> None:
    assert told(("someone", text)) == [language]


def test_a_bilingual_author_writes_each_message_in_its_language() -> None:
    long = ("acme", "Le musée est fermé pour travaux, nous vous attendons lundi.")
    english = ("acme", "The museum is closed for works, we are waiting for you on Monday.")
    assert told(long, english) == ["fr", "en"]


def test_a_short_message_is_of_the_language_of_its_author() -> None:
    fluent = ("acme", "Nous sommes dans la rue avec les équipes et vous attendons.")
    assert told(fluent, ("acme", "Super !"), ("other", "Super !")) == ["fr", "fr", None]


def test_who_never_wrote_a_whole_sentence_is_read_altogether() -> None:
    assert told(("anne", "merci beaucoup"), ("anne", "bonne journée à toi"))[0] == "fr"


def test_nothing_is_said_of_what_holds_no_words() -> None:
    assert (
        told(("anne", None), ("anne", "🙂 https://example.com @paul"), (None, "ok")) == [None] * 3
    )


def test_the_order_of_messages_changes_nothing() -> None:
    pairs = [("a", "Nous vous attendons dans la salle."), ("a", "ok"), ("b", "See you in the hall")]
    assert told(*pairs) == told(*reversed(pairs))[::-1]
