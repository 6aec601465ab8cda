"""The consultant's decisions: kept in a file, dated, replayed, and naming nobody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.decided import DECISIONS, decided, read_decisions, withdrawn, written
from toolkit.errors import BadSettings
from toolkit.results import Decision

WORDS = {"title": "Répondre « vraiment »", "comment": 'Vu avec la "direction"\net le CSE.'}


def decision(rule: str = "answer_the_public", choice: str = "reworded") -> Decision:
    return Decision(rule=rule, choice=choice, on="2026-11-25", by="AB", texts={"fr": WORDS})


def there_and_back(folder: Path, *decisions: Decision) -> tuple[Decision, ...]:
    (folder / DECISIONS).write_text(written(decisions, "head"), encoding="utf-8")
    return read_decisions(folder)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    kept = (
        decision(),
        decision("own_1", "added"),
        Decision(rule="x", choice="rejected", on="2026-01-02"),
    )
    assert there_and_back(tmp_path, *kept) == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    one = Decision(
        rule="r", choice="reworded", on="2026-01-02", texts={"en": {"title": f"t{text}"}}
    )
    assert there_and_back(tmp_path_factory.mktemp("c"), one) == (one,)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == ()


def test_a_new_decision_takes_the_place_of_the_old_one() -> None:
    first, other = decision(choice="rejected"), decision("drop_the_rituals")
    assert decided([first, other], decision()) == (decision(), other)
    assert withdrawn([first, other], first.rule) == (other,)


@pytest.mark.parametrize(
    "text", ["écrire à anne@maison.example", "voir avec @anne_m", "lire https://maison.example/x"]
)
def test_nobody_is_named_by_an_address_a_handle_or_a_link(text: str) -> None:
    named = Decision(rule="r", choice="reworded", on="2026-01-02", texts={"fr": {"action": text}})
    with pytest.raises(BadSettings):
        decided([], Decision(rule="r", choice="accepted", on="2026-01-02", by=text))
    with pytest.raises(BadSettings) as caught:
        decided([], named)
    assert "maison" not in str(caught.value)
    assert "anne" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["[r", "\xff", '[r]\nchoice = "perhaps"\non = 2026-01-02', '[r]\nchoice = "accepted"',
     '["Anne Martin"]\nchoice = "accepted"\non = 2026-01-02',
     '[r]\nchoice = "added"\non = 2026-01-02\ntext.de.title = "x"',
     '[r]\nchoice = "added"\non = 2026-01-02\ntext.fr.motto = "x"'],
)  # fmt: skip
def test_a_file_that_cannot_be_understood_is_named_and_never_quoted(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / DECISIONS).write_bytes(text.encode("latin-1"))
    with pytest.raises(BadSettings) as caught:
        read_decisions(tmp_path)
    assert DECISIONS in str(caught.value)
    assert "Anne" not in str(caught.value)
    assert "perhaps" not in str(caught.value)
