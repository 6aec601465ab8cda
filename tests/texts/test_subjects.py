"""Which subjects a message touches, told by the words of a list."""

from pathlib import Path

import polars as pl
import pytest

from toolkit.conversations.subjects import SUBJECTS
from toolkit.errors import TemplateError
from toolkit.texts.subjects import FILE, SubjectList, read_subjects
from toolkit.wording import templates_folder


@pytest.fixture(scope="module")
def listed() -> SubjectList:
    return read_subjects(templates_folder())


def touched(listed: SubjectList, text: str | None) -> dict[str, int]:
    found = listed.subjects(
        pl.DataFrame({"message_id": ["m"], "text": [text]}, schema_overrides={"text": pl.String})
    )
    return dict(zip(found["subject"], found["times"], strict=True))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Nous recrutons deux apprentis", "hiring"),
        ("We\u2019re hiring two apprentices", "hiring"),
        ("Le télétravail et les congés d\u2019été", "work_life"),
        ("The rota and the wages of July", "work_life"),
        ("Votre colis a du retard", "service"),
        ("Chiffre d\u2019affaires en hausse", "results"),
        ("Mot de passe oublié", "tools"),
        ("Les producteurs du quartier", "community"),
    ],
)
def test_a_subject_is_known_by_its_words(listed: SubjectList, text: str, subject: str) -> None:
    assert subject in touched(listed, text)


def test_accents_capitals_and_apostrophes_do_not_hide_a_word(listed: SubjectList) -> None:
    same = [touched(listed, text) for text in ("ÉVÈNEMENT", "evenement", "Événement")]
    assert same[0] == same[1] == same[2] == {"events": 1}


def test_a_word_inside_another_is_not_that_word(listed: SubjectList) -> None:
    """Bio is not biography, an offset is no offer."""
    assert touched(listed, "Une biographie, un offset, un cvx") == {}


def test_each_word_of_a_subject_counts(listed: SubjectList) -> None:
    assert touched(listed, "Prix, tarifs et remises")["prices"] == 3


def test_a_message_may_touch_several_subjects_or_none(listed: SubjectList) -> None:
    assert set(touched(listed, "Formation au nouveau logiciel")) == {"training", "tools"}
    assert touched(listed, "Bonjour !") == touched(listed, None) == {}


def test_all_agreed_subjects_have_words_in_both_languages(listed: SubjectList) -> None:
    assert tuple(listed.patterns) == SUBJECTS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[prices]\nfr = ['prix']", "agreed subjects"),
        ("[prices]\nfr = 3", FILE),
        ("not toml at all", "cannot be read"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(TemplateError, match=said):
        read_subjects(tmp_path)
