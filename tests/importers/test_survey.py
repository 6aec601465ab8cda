"""The answers to a survey become numbers, and who gave them stays unknown."""

import csv
from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Rejected, Told

LIME = '"id","submitdate","lastpage","startlanguage","seed","email"'
WHEN = "2026/01/05 10:12:33 AM UTC+1"


def lime(
    folder: Path,
    questions: str,
    *lines: str,
    name: str = "results-survey123456.csv",
    told: Told = golden.NOTHING_TOLD,
) -> golden.Reading:
    rows = (
        f'"{n}","2026-01-05 10:00:00","3","fr","9","bob@carafe.example",{line}'
        for n, line in enumerate(lines, 1)
    )
    return golden.read(
        golden.export(folder, {name: "\n".join((f"{LIME},{questions}", *rows))}), told
    )


def google(folder: Path, question: str, *answers: str) -> golden.Reading:
    lines = (f'"{WHEN}","{answer}"' for answer in answers)
    header = f'"Horodateur","{question}"'
    return golden.read(golden.export(folder, {"Écoute.csv": "\n".join((header, *lines))}))


def values(reading: golden.Reading) -> list[object]:
    return [row["value"] for row in reading.rows("survey_responses")]


def kinds(reading: golden.Reading) -> set[str]:
    return {noted.kind for noted in reading.noted} - {"columns without a map: 1"}


@pytest.mark.parametrize(
    ("answers", "expected", "told"),
    [
        (("1", "3,5", "5"), [1, 3.5, 5], set()),
        (("5 - Tout à fait", "1 (pas du tout)"), [5, 1], set()),
        (
            ("Tout à fait d'accord", "Plutôt pas d\u2019accord", "Ni d'accord ni pas d'accord"),
            [5, 2, 3],
            {"words of agreement taken as 1 to 5"},
        ),
        (
            ("Strongly agree", "Agree", "Somewhat agree", "Strongly disagree"),
            [7, 6, 5, 1],
            {"words of agreement taken as 1 to 7"},
        ),
        (("Plutôt d'accord", "D'accord"), [5, 6], {"words of agreement taken as 1 to 7"}),
        (
            ("Stimme zu", "Stimme überhaupt nicht zu"),
            [4, 1],
            {"words of agreement taken as 1 to 5"},
        ),
        (("Jamais", "Souvent", "toujours"), [1, 4, 5], {"words of frequency taken as 1 to 5"}),
        (
            ("Très satisfait(e)", "Plutôt insatisfait(e)", "very satisfied"),
            [5, 2, 5],
            {"words of satisfaction taken as 1 to 5"},
        ),
        (("Beaucoup", "Très peu"), [4, 1], {"words of quantity taken as 1 to 5"}),
        (("Oui", "Non", "Yes"), [1, 0, 1], {"yes and no taken as 1 and 0"}),
    ],
)
def test_answers_become_numbers(
    answers: tuple[str, ...], expected: list[float], told: set[str], tmp_path: Path
) -> None:
    reading = google(tmp_path, "Votre avis sur la question ?", *answers)
    assert values(reading) == expected
    assert kinds(reading) == told


def test_codes_of_answers_are_numbers(tmp_path: Path) -> None:
    reading = lime(tmp_path, '"Q1","Q2"', '"A3","AO05"', '"A1","AO01"')
    assert values(reading) == [3, 5, 1, 1]
    assert "codes of answers taken as their numbers" in kinds(reading)


def test_the_ends_of_a_scale_are_known_where_words_tell_them(tmp_path: Path) -> None:
    reading = lime(tmp_path, '"Q1","Q2"', '"Agree","4"', '"Disagree","2"')
    ends = {row["item_id"]: (row["min"], row["max"]) for row in reading.rows("survey_items")}
    assert ends == {"Q1": (1, 5), "Q2": (None, None)}


def test_free_words_are_left_and_counted(tmp_path: Path) -> None:
    reading = lime(tmp_path, '"Q1","Q2"', '"4","Trop de réunions"', '"5","Merci"')
    assert values(reading) == [4, 5]
    assert [row["item_id"] for row in reading.rows("survey_items")] == ["Q1"]
    assert "columns of open answers left out: 1" in kinds(reading)
    assert "réunions" not in golden.page(reading)


@pytest.mark.parametrize("answer", ["Ne sait pas", "NSP", "N/A", "", "Don't know", "-"])
def test_no_answer_is_not_zero(answer: str, tmp_path: Path) -> None:
    reading = google(tmp_path, "Votre avis sur la question ?", "4", answer)
    assert values(reading) == [4]
    assert not kinds(reading)


def test_a_stray_word_among_numbers_is_counted(tmp_path: Path) -> None:
    reading = google(tmp_path, "Votre avis sur la question ?", "4", "5", "dix")
    assert values(reading) == [4, 5]
    assert kinds(reading) == {"answers that are no number left out: 1"}


def test_nobody_is_named(tmp_path: Path) -> None:
    header = "ID,Start time,Completion time,Email,Name,Last modified time,Do we listen to you?"
    line = "1,2026-01-05T10:00:00,2026-01-05T10:02:00,secret@carafe.example,Secret,,5"
    named = golden.read(golden.export(tmp_path / "a", {"Pulse(1-1).csv": f"{header}\n{line}\n"}))
    assert values(named) == [5]
    assert "secret" not in golden.page(named).lower()
    other = line.replace("secret@carafe.example,Secret", "anonymous,")
    unnamed = golden.read(golden.export(tmp_path / "b", {"Pulse(1-9).csv": f"{header}\n{other}\n"}))
    assert named.rows("survey_responses") == unnamed.rows("survey_responses")


@pytest.mark.parametrize(
    "header",
    [
        "ID,Start time,Completion time,Email,Name",
        "ID,Heure de début,Heure de fin,Adresse de messagerie,Nom",
        "ID,Startzeit,Fertigstellungszeit,E-Mail,Name",
        "Id,Hora de inicio,Hora de finalización,Correo electrónico,Nombre",
    ],
)
def test_forms_of_microsoft_are_known_in_our_languages(header: str, tmp_path: Path) -> None:
    line = "1,2026-01-05 10:00,2026-01-05 10:02,anonymous,,5"
    export = golden.export(tmp_path, {"Sans titre.csv": f"{header},Écoute\n{line}\n"})
    assert values(golden.read(export)) == [5]


@pytest.mark.parametrize(
    "header",
    [
        "Response ID,Date submitted,Last page,Start language,Seed",
        "ID de la réponse,Date de soumission,Dernière page,Langue de départ,Tête de série",
        "id,submitdate,lastpage,startlanguage,seed",
    ],
)
def test_limesurvey_is_known_by_codes_and_by_words(header: str, tmp_path: Path) -> None:
    line = "7,2026-01-05 10:00:00,3,fr,9,5"
    full = "Je reçois l'information dont j'ai besoin [Par mon responsable]"
    export = golden.export(tmp_path, {"Export.csv": f'{header},"{full}"\n{line}\n'})
    reading = golden.read(export)
    assert values(reading) == [5]
    (item,) = reading.rows("survey_items")
    assert (item["text_fr"], str(item["item_id"]).partition(":")[0]) == (full, "survey")


def test_a_heading_of_code_and_words_gives_both(tmp_path: Path) -> None:
    reading = lime(tmp_path, '"G01Q01[SQ001]. Mon avis compte [Ici]"', '"4"')
    (item,) = reading.rows("survey_items")
    assert (item["item_id"], item["text_fr"]) == ("G01Q01[SQ001]", "Mon avis compte [Ici]")


def test_questions_are_in_the_clients_language(tmp_path: Path) -> None:
    told = Told(language="en")
    reading = lime(tmp_path, '"G01Q01. We are heard"', '"4"', told=told)
    assert reading.rows("survey_items")[0]["text_en"] == "We are heard"


def test_the_settings_map_columns_to_questions(tmp_path: Path) -> None:
    name = "results-survey123456.csv"
    columns = {name: {"info_received": "Q1", "team": "Q3", "absent": "Q9"}}
    reading = lime(
        tmp_path, '"Q1","Q2","Q3"', '"4","5","Ventes"', name=name, told=Told(columns=columns)
    )
    (row,) = reading.rows("survey_responses")
    assert (row["item_id"], row["value"], row["team"]) == ("info_received", 4, "Ventes")
    assert kinds(reading) == {
        "columns outside the map: 1",
        "columns of the map that are not there: 1",
    }


def test_groups_are_kept_and_a_level_is_a_number(tmp_path: Path) -> None:
    reading = lime(
        tmp_path, '"Q1","Service","Niveau","Site"', '"4","Ventes","2","Lyon"', '"3","","cadre",""'
    )
    first, second = reading.rows("survey_responses")
    assert (first["team"], first["level"], first["site"]) == ("Ventes", 2, "Lyon")
    assert (second["team"], second["level"]) == (None, None)
    assert "levels that are no number: 1" in kinds(reading)


@pytest.mark.parametrize(
    ("name", "wave"),
    [
        ("results-survey123456.csv", "2026"),
        ("survey_2024_results.csv", "2024"),
        ("results-survey202412.csv", "2026"),
    ],
)
def test_the_wave_is_the_year_of_the_file_else_of_the_answer(
    name: str, wave: str, tmp_path: Path
) -> None:
    (row,) = lime(tmp_path, '"Q1"', '"4"', name=name).rows("survey_responses")
    assert row["wave"] == wave


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    first = lime(tmp_path / "a", '"Q1"', '"4"', '"5"')
    later = lime(tmp_path / "b", '"Q1","Q2"', '"4","1"', '"5","2"', '"3","3"')
    shared = set(map(str, first.rows("survey_responses")))
    assert shared < set(map(str, later.rows("survey_responses")))
    one = google(tmp_path / "c", "Votre avis sur la question ?", "4", "4", "5")
    two = google(tmp_path / "d", "Votre avis sur la question ?", "4", "4", "5", "1")
    assert len({row["resp_id"] for row in one.rows("survey_responses")}) == 3
    assert one.rows("survey_responses") == two.rows("survey_responses")[:3]


def test_every_line_is_read_or_rejected(tmp_path: Path) -> None:
    lines = [
        f'{LIME},"Q1"',
        '"1","2026-01-05 10:00:00","3","fr","9","","4"',
        '"","2026-01-05 10:00:00","3","fr","9","","4"',
        '"3","","1","fr","9","",""',
    ]
    export = golden.export(tmp_path, {"results-survey1234.csv": "\n".join(lines)})
    reading = golden.read(export)
    assert reading.rejected == (Rejected("results-survey1234.csv[1]", "missing response"),)
    noted = Noted("results-survey1234.csv", "answers that were not finished: 1")
    assert noted in reading.noted


@pytest.mark.parametrize(
    "table",
    [
        "resp_id,wave,item_id,value\nr1,2026,q1,4\n",
        "Timestamp,Message\n2026-01-05,bonjour\n",
        "id,Q1,Q2\n1,2,3\n",
        "Timestamp,CPU,RAM\n1,2,3\n",
    ],
)
def test_a_table_of_something_else_is_not_taken(table: str, tmp_path: Path) -> None:
    export = golden.export(tmp_path, {"results.csv": table, "people.csv": "person_id\np1\n"})
    assert golden.read(export).unknown == ("results.csv",)


@pytest.mark.parametrize(
    ("sample", "aside"),
    [("survey/bfi.csv", ("gender", "education", "age")), ("survey/ml_bhr2000.csv", ())],
)
def test_public_answers_are_read_as_counted_apart(
    sample: str, aside: tuple[str, ...], tmp_path: Path
) -> None:
    lines = list(csv.DictReader(golden.public(sample).read_text().splitlines()))
    asked = [name for name in lines[0] if name not in aside]
    written = [",".join(("id", "submitdate", "lastpage", *asked))]
    for n, line in enumerate(lines, 1):
        cells = ("" if line[one] == "NA" else line[one] for one in asked)
        written.append(",".join((str(n), "2026-01-05 10:00:00", "3", *cells)))
    export = golden.export(tmp_path, {"results-survey999.csv": "\n".join(written)})
    reading = golden.read(export)
    numbers = [float(line[one]) for line in lines for one in asked if line[one] not in ("", "NA")]
    assert not reading.rejected
    assert len(reading.rows("survey_responses")) == len(numbers)
    assert sum(float(str(value)) for value in values(reading)) == pytest.approx(sum(numbers))
    assert len({row["resp_id"] for row in reading.rows("survey_responses")}) == len(lines)
