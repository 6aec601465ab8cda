"""The survey: 24 statements and 10 topics of our own, for LimeSurvey and on paper, and back."""

import csv
import re
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from tests.talk import ask, empty, table
from toolkit.importers.survey import answers
from toolkit.metrics.survey_needs import TOPICS as NEEDED
from toolkit.metrics.survey_needs import survey_needs
from toolkit.metrics.survey_satisfaction import DIMENSIONS as SATISFIED
from toolkit.metrics.survey_satisfaction import survey_satisfaction
from toolkit.reading import Rows, Told, open_archive
from toolkit.surveys import DIMENSIONS, INSTRUMENT, TOPICS, read_instrument
from toolkit.surveys.limesurvey import structure
from toolkit.wording import templates_folder

SURVEY = read_instrument(templates_folder() / INSTRUMENT)
STATEMENTS = [one for one in SURVEY.items if one.pair is None]
TOLD = Told(timezone="Europe/Paris", country="FR", language="fr")
CANARY = "Hortense a tout dit"


def test_three_statements_for_each_of_eight_dimensions_and_ten_topics_twice() -> None:
    assert Counter(one.scale for one in STATEMENTS) == dict.fromkeys(DIMENSIONS, 3)
    assert Counter(one.pair for one in SURVEY.items if one.pair) == dict.fromkeys(TOPICS, 2)
    assert {one.licence for one in [SURVEY]} == {"own"}


def test_the_survey_and_the_measures_speak_of_the_same() -> None:
    assert (DIMENSIONS, TOPICS) == (SATISFIED, NEEDED)


def test_some_statements_are_turned_so_that_agreeing_with_all_means_nothing() -> None:
    turned = Counter(one.scale for one in STATEMENTS if one.reversed)
    assert len(turned) >= 4
    assert set(turned.values()) == {1}


@pytest.mark.parametrize("one", STATEMENTS, ids=lambda one: one.id)
def test_a_statement_says_one_thing_shortly_and_without_a_not(one: object) -> None:
    french, english = one.fr, one.en  # type: ignore[attr-defined]
    assert not re.search(r"\bet\b|\bou\b", french)
    assert not re.search(r"\band\b|\bor\b", english)
    assert not re.search(r"\bne\b.*\bpas\b|\bjamais\b", french.replace("ce qui ne va pas", ""))
    assert max(len(french.split()), len(english.split())) <= 16
    assert french.endswith(".")
    assert english.endswith(".")


def test_the_shipped_forms_are_those_that_the_questions_make(tmp_path: Path) -> None:
    folder = templates_folder() / "survey"
    (tmp_path / "instrument.toml").write_bytes((folder / "instrument.toml").read_bytes())
    script = Path(__file__).parents[2] / ".ci" / "survey.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}


def lines() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(structure(SURVEY)), delimiter="\t"))


def test_limesurvey_knows_translations_by_their_numbers() -> None:
    """A group, a question and a line have one number, and one kind, in both languages."""
    for kind in ("G", "Q", "SQ"):
        said = {
            language: [
                (row["id"], row["type/scale"], row["name"] if kind != "G" else "")
                for row in lines()
                if (row["class"], row["language"]) == (kind, language)
            ]
            for language in ("fr", "en")
        }
        assert said["fr"] == said["en"]
    asked = [
        row["id"] for row in lines() if row["class"] in ("Q", "SQ") and row["language"] == "fr"
    ]
    assert len(set(asked)) == len(asked)


def test_limesurvey_takes_the_codes_and_keeps_nobody() -> None:
    for row in lines():
        if row["class"] == "Q":
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["name"])
        if row["class"] in ("SQ", "A"):
            assert re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"])
    told = {row["name"]: row["text"] for row in lines() if row["class"] == "S"}
    assert (told["anonymized"], told["datestamp"], told["ipaddr"]) == ("Y", "N", "N")


def exported(answered: np.ndarray, *, words: bool, heads: str = "{q}[{s}]") -> str:
    """Return answers as LimeSurvey exports them, by its own structure; -1 stands for none."""
    columns, steps, question = [], {}, ""
    for row in lines():
        if row["language"] != "fr":
            continue
        if row["class"] == "Q":
            question = row["name"]
        elif row["class"] == "SQ":
            columns.append((question, heads.format(q=question, s=row["name"])))
        elif row["class"] == "A":
            steps[question, row["name"]] = row["text"]
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    before = ("id", "submitdate", "lastpage", "startlanguage", "seed")
    writer.writerow([*before, *(name for _, name in columns), "vvStory", "vvQuote", "team"])
    for number, said in enumerate(answered.tolist(), start=1):
        told = [
            "" if one < 0 else steps[code, str(one)] if words else str(one)
            for one, (code, _) in zip(said, columns, strict=True)
        ]
        tail = (CANARY, "Y", "Ventes")
        writer.writerow([number, "1980-01-01 00:00:00", "11", "fr", "1", *told, *tail])
    return text.getvalue()


@pytest.mark.parametrize(
    ("words", "heads"), [(True, "{q}[{s}]"), (False, "{q}[{s}]"), (False, "{q}_{s}")]
)
def test_answers_given_to_the_survey_come_back_as_measures(
    tmp_path: Path, words: bool, heads: str
) -> None:
    chance = np.random.default_rng(11)
    given = chance.integers(1, 6, size=(40, 44))
    given[chance.random(given.shape) < 0.1] = -1
    (tmp_path / "results-survey1.csv").write_text(exported(given, words=words, heads=heads))
    with open_archive(tmp_path) as archive:
        found = list(answers.responses(archive, "results-survey1.csv", TOLD))
    tables = {
        name: table(name, rows_of(found, name)) for name in ("survey_items", "survey_responses")
    }
    assert CANARY not in repr(found)
    values = np.where(given < 0, np.nan, given).astype(float)
    climate = np.column_stack([values[:, :2], 6 - values[:, 2]])  # the third is turned
    enough = (~np.isnan(climate)).sum(axis=1) >= 2
    expected = np.nanmean((climate[enough] - 1) * 25, axis=1).mean()
    everything = empty() | tables
    assert ask(survey_satisfaction, everything)["survey_climate"].value == pytest.approx(expected)
    gap = values[:, 34] - values[:, 24]
    needs = ask(survey_needs, everything)["gap_work"]
    assert (needs.value, needs.n) == (pytest.approx(np.nanmean(gap)), int((~np.isnan(gap)).sum()))
    assert tables["survey_responses"]["wave"].is_null().all()


def rows_of(found: list[object], name: str) -> list[dict[str, object]]:
    blocks = [one for one in found if isinstance(one, Rows) and one.table == name]
    return [dict(zip(block.columns, row, strict=True)) for block in blocks for row in block.records]


def test_a_form_elsewhere_is_known_by_its_sentences() -> None:
    asked = SURVEY.words["en"].received
    assert SURVEY.recognised("x", "Mes efforts sont reconnus.") is not None
    assert SURVEY.recognised("Section 3 [Here, people can say what they think without risk.]")
    topic = SURVEY.recognised(f"{asked} [Pay]")
    assert topic is not None
    assert topic.id == "pay_received"
    assert SURVEY.recognised("Pay") is None  # received or needed: nobody can tell
    assert SURVEY.recognised("climate_9") is None
