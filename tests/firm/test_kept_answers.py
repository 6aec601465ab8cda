"""Answers are kept in the client's folder, each with its day, and read back as they were."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.firm.houses import BAKERY, CLUB, LAWYERS
from toolkit.desk.firm_form import FirmForm, number
from toolkit.errors import BadSettings
from toolkit.firm.kept import FIRM, Answers, changed, read_answers, written
from toolkit.firm.profile import Profile
from toolkit.firm.words import FirmWords

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_what_did_not_change_keeps_its_day() -> None:
    first = changed(Answers(), BAKERY, MONDAY)
    then = changed(first, msgspec.structs.replace(BAKERY, volunteers=3), TUESDAY)
    assert then.answered_on["volunteers"] == TUESDAY
    assert then.answered_on["trade"] == MONDAY
    assert "unsaid" not in then.answered_on
    assert then.last == TUESDAY


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x7f")), max_size=3))
@settings(max_examples=50)
def test_answers_are_read_back_as_they_were_given(tmp_path_factory, lines: list[str]) -> None:
    folder = tmp_path_factory.mktemp("firm")
    given_answers = changed(Answers(), msgspec.structs.replace(CLUB, unsaid=tuple(lines)), MONDAY)
    (folder / FIRM).write_text(written(given_answers, "head"), encoding="utf-8")
    assert read_answers(folder) == given_answers


def test_a_wrong_answer_is_named_and_never_quoted(tmp_path) -> None:
    (tmp_path / FIRM).write_text('[answers]\ntrade = "my secret"\n', encoding="utf-8")
    with pytest.raises(BadSettings, match="trade") as caught:
        read_answers(tmp_path)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_toml_is_refused(tmp_path) -> None:
    (tmp_path / FIRM).write_text("trade = = 'x'", encoding="utf-8")
    with pytest.raises(BadSettings):
        read_answers(tmp_path)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("house", [BAKERY, CLUB, LAWYERS, Profile()])
def test_a_form_saved_as_it_opens_gives_the_same_answers(language: str, house: Profile) -> None:
    kept: list[Profile] = []
    form = FirmForm(house, FirmWords(language), lambda one: (kept.append(one), "firm.toml")[1])
    form.save.click()
    assert msgspec.to_builtins(kept[0]) == msgspec.to_builtins(house)
    assert "firm.toml" in form.state.value


def test_a_form_with_a_word_for_a_number_keeps_nothing_and_says_which() -> None:
    kept: list[Profile] = []
    words = FirmWords("fr")
    form = FirmForm(BAKERY, words, lambda one: (kept.append(one), "")[1])
    form.fields["hours_per_week"].value = "beaucoup"
    form.save.click()
    assert kept == []
    assert words.firm("field.hours_per_week") in form.state.value
    form.fields["hours_per_week"].value = "3,5"
    form.doubts["hours_per_week"].value = True
    form.save.click()
    assert (kept[0].hours_per_week, kept[0].unsure) == (3.5, ("hours_per_week",))


@pytest.mark.parametrize(
    ("text", "comma", "read"),
    [
        ("3,5", True, 3.5),
        ("1\u202f800", True, 1800),
        ("1,800.5", False, 1800.5),
        ("60 €", True, 60),
        (" ", True, None),
        ("trois", True, "trois"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, comma: bool, read: object) -> None:
    assert number(text, comma=comma) == read
