"""Any file of texts can be labelled, and no text comes out again."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit.__main__ import app
from toolkit.desk.labelling import labels_as_json, labels_in_words, read_texts
from toolkit.errors import UnknownParameter
from toolkit.texts.lexicons import read_lexicons
from toolkit.texts.signs import names_of
from toolkit.wording import Words, templates_folder

POSTS = """id;message
1;Merci beaucoup à vous tous pour vos messages !
2;Inscrivez-vous avant le 12 mars : https://exemple.fr
3;"Le rapport annuel est publié, et il est sur notre site."
4;
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.csv"
    path.write_text(POSTS, encoding="utf-8")
    return path


def test_every_line_has_its_labels_and_the_signs_that_decided(posts: Path) -> None:
    said = json.loads(labels_as_json(posts, "message"))
    assert [one["function"] for one in said["lines"]] == [
        *("community", "action", "information", "unclassified"),
    ]
    assert [one["line"] for one in said["lines"]] == [1, 2, 3, 4]
    assert "thanks" in said["lines"][0]["signs"]
    assert said["counts"]["function"]["community"] == 1
    assert "Merci" not in json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_counts_are_said_in_words(posts: Path, language: str) -> None:
    said = labels_in_words(posts, "message", Words(language))
    assert "4" in said
    assert "{" not in said
    assert "Merci" not in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sign_has_its_words(language: str) -> None:
    words = Words(language)
    named = names_of(read_lexicons(templates_folder() / "lexicons"))
    assert [name for name in named if not words.has(f"sign.{name}")] == []


def test_a_column_that_is_not_there_is_answered_with_those_that_are(posts: Path) -> None:
    with pytest.raises(UnknownParameter, match="id, message"):
        read_texts(posts, "text")
    with pytest.raises(UnknownParameter, match="no such file"):
        read_texts(posts.parent / "other.csv", "text")


def test_the_command_labels_a_file(posts: Path) -> None:
    done = CliRunner().invoke(app, ["label", "--file", str(posts), "--text", "message", "--json"])
    assert done.exit_code == 0
    assert json.loads(done.output)["texts"] == 4
