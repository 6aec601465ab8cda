"""Opening hours are read as people write them, and a closed day has none."""

from pathlib import Path

import golden
import pytest

from toolkit.clock import opening_hours
from toolkit.reading import Noted, Rejected, Told

WEEK = "Jour;Ouverture;Fermeture"


def hours(folder: Path, table: str, name: str = "horaires.csv") -> golden.Reading:
    return golden.read(golden.export(folder, {name: table}))


def week(reading: golden.Reading) -> list[tuple[object, ...]]:
    return [(row["weekday"], row["opens"], row["closes"]) for row in reading.rows("calendars")]


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("09:00-12:30 / 13:30-18:00", [("09:00", "12:30"), ("13:30", "18:00")]),
        ("9h-18h", [("09:00", "18:00")]),
        ("9h30 à 12h et 14h à 17h", [("09:30", "12:00"), ("14:00", "17:00")]),
        ("de 9 h à 18 h", None),
        ("9 am - 5:30 pm", [("09:00", "17:30")]),
        ("12 am - 12 pm", [("00:00", "12:00")]),
        ("09.00 \u2013 17.00 Uhr", [("09:00", "17:00")]),
        ("9:00 bis 17:00", [("09:00", "17:00")]),
        ("24h/24", [("00:00", "24:00")]),
        ("fermé", []),
        ("", []),
        ("sur rendez-vous", None),
        ("9h-25h", None),
        ("9h-9h", None),
        ("09:75-18:00", None),
    ],
)
def test_hours_are_read_as_people_write_them(
    written: str, spans: list[tuple[str, str]] | None, tmp_path: Path
) -> None:
    reading = hours(tmp_path, f"Jour;Horaires\nlundi;{written}\n")
    assert week(reading) == [(1, *span) for span in spans or ()]
    rejected = (Rejected("horaires.csv[0]", "not opening hours"),) if spans is None else ()
    assert reading.rejected == rejected


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("lundi", {1}),
        ("Lun.", {1}),
        ("MARDI", {2}),
        ("Wednesday", {3}),
        ("Donnerstag", {4}),
        ("viernes", {5}),
        ("sábado", {6}),
        ("7", {7}),
        ("lundi-vendredi", {1, 2, 3, 4, 5}),
        ("du lundi au vendredi", {1, 2, 3, 4, 5}),
        ("Mon to Fri", {1, 2, 3, 4, 5}),
        ("Mo - Do", {1, 2, 3, 4}),
        ("samedi et dimanche", {6, 7}),
        ("lundi, mardi, jeudi", {1, 2, 4}),
        ("samedi-lundi", {6, 7, 1}),
        ("tous les jours", {1, 2, 3, 4, 5, 6, 7}),
        ("week-end", {6, 7}),
    ],
)
def test_days_are_read_as_people_write_them(written: str, days: set[int], tmp_path: Path) -> None:
    reading = hours(tmp_path, f'{WEEK}\n"{written}";9h;18h\n')
    assert week(reading) == [(day, "09:00", "18:00") for day in sorted(days)]


@pytest.mark.parametrize("day", ["Noël", "", "8", "lundi-mardi-jeudi"])
def test_what_is_no_weekday_is_rejected(day: str, tmp_path: Path) -> None:
    reading = hours(tmp_path, f"{WEEK}\n{day};9h;18h\n")
    assert reading.rejected == (Rejected("horaires.csv[0]", "not a weekday"),)


def test_a_day_has_as_many_spans_as_lines(tmp_path: Path) -> None:
    table = f"{WEEK}\nlundi;13:30;18:00\nlundi;09:00;12:30\nlundi;09:00;12:30\n"
    assert week(hours(tmp_path, table)) == [(1, "09:00", "12:30"), (1, "13:30", "18:00")]


def test_morning_and_afternoon_may_stand_side_by_side(tmp_path: Path) -> None:
    names = "Ouverture matin;Fermeture matin;Ouverture après-midi;Fermeture après-midi"
    table = f"Jour;{names}\nlundi;09:00;12:30;13:30;18:00\nmardi;09:00;12:30;;\n"
    assert week(hours(tmp_path / "a", table)) == [
        (1, "09:00", "12:30"),
        (1, "13:30", "18:00"),
        (2, "09:00", "12:30"),
    ]
    table = "Jour;Matin;Après-midi\nlundi;9h-12h;14h-18h\nmardi;fermé;14h-18h\n"
    assert week(hours(tmp_path / "b", table)) == [
        (1, "09:00", "12:00"),
        (1, "14:00", "18:00"),
        (2, "14:00", "18:00"),
    ]


def test_days_may_stand_side_by_side(tmp_path: Path) -> None:
    table = "lundi;mardi;mercredi;jeudi;vendredi\n9h-18h;fermé;9h-12h;;10h-16h\n"
    assert week(hours(tmp_path, table)) == [
        (1, "09:00", "18:00"),
        (3, "09:00", "12:00"),
        (5, "10:00", "16:00"),
    ]


def test_a_night_is_cut_at_midnight(tmp_path: Path) -> None:
    reading = hours(tmp_path, f"{WEEK}\ndimanche;22:00;02:00\nmardi;18:00;00:00\n")
    assert week(reading) == [
        (1, "00:00", "02:00"),
        (2, "18:00", "24:00"),
        (7, "22:00", "24:00"),
    ]


@pytest.mark.parametrize("line", ["lundi;09:00;", "lundi;;18:00", "lundi;tôt;tard"])
def test_half_a_span_is_rejected(line: str, tmp_path: Path) -> None:
    reading = hours(tmp_path, f"{WEEK}\n{line}\n")
    assert reading.rejected == (Rejected("horaires.csv[0]", "not opening hours"),)


def test_hours_that_overlap_are_said(tmp_path: Path) -> None:
    reading = hours(tmp_path, f"{WEEK}\nlundi;9h;13h\nlundi;12h;18h\n")
    assert reading.noted == (Noted("horaires.csv", "hours that overlap: 1"),)


def test_hours_are_those_of_the_clients_clock(tmp_path: Path) -> None:
    export = golden.export(tmp_path, {"horaires.csv": f"{WEEK}\nlundi;9h;18h\n"})
    (row,) = golden.read(export, Told(timezone="America/Martinique")).rows("calendars")
    assert (row["calendar_id"], row["tz"]) == ("opening", "America/Martinique")


def test_the_clock_opens_at_these_hours(tmp_path: Path) -> None:
    table = (
        f"{WEEK}\ndu lundi au vendredi;9h;12h30\ndu lundi au vendredi;13h30;18h\nsamedi;22h;2h\n"
    )
    names = ("", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    spans: dict[str, list[str]] = {}
    for day, opens, closes in week(hours(tmp_path, table)):
        spans.setdefault(names[int(str(day))], []).append(f"{opens}-{closes}")
    assert opening_hours("Europe/Paris", "FR", spans, last_year=1970).lengths.sum() > 0


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("cours.csv", "day,open,high,low,close\n2026-01-05,1,2,0,1\n"),
        ("horaires.csv", "calendar_id,weekday,opens,closes\nc,1,09:00,18:00\n"),
        ("planning.csv", "Jour;Matin;Après-midi\nlundi;Bob;Zoé\n"),
    ],
)
def test_a_table_of_something_else_is_not_taken(name: str, table: str, tmp_path: Path) -> None:
    export = golden.export(tmp_path, {name: table, "people.csv": "person_id\np1\n"})
    assert golden.read(export).unknown == (name,)


@pytest.mark.parametrize(
    "header", ["Weekday,Opens,Closes", "Wochentag,Öffnung,Schließung", "Día,Apertura,Cierre"]
)
def test_headers_are_known_in_our_languages(header: str, tmp_path: Path) -> None:
    reading = hours(tmp_path, f"{header}\nMonday,09:00,18:00\n", name="accueil.csv")
    assert week(reading) == [(1, "09:00", "18:00")]
