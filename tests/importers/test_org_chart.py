"""A table of people becomes a roster, and what the chart says badly is said to the consultant."""

import csv
from pathlib import Path

import golden
import pytest
from spreadsheets import write_xlsx

from toolkit.importers import org_chart
from toolkit.reading import Noted, Rejected, Told, open_archive

HEADER = "Matricule;Nom;Prénom;E-mail;Service;N+1"


def chart(folder: Path, *lines: str, name: str = "organigramme.csv") -> golden.Reading:
    return golden.read(golden.export(folder, {name: "\n".join((HEADER, *lines))}))


def managers(reading: golden.Reading) -> dict[object, object]:
    return {row["person_id"]: row["manager_id"] for row in reading.rows("people")}


def kinds(reading: golden.Reading) -> set[str]:
    return {noted.kind for noted in reading.noted}


@pytest.mark.parametrize(
    "words",
    ["0001", "1", "bob@carafe.example", "Bob Écuyer", "ECUYER Bob", "BOB@carafe.example"],
)
def test_a_manager_is_found_by_number_address_or_name(words: str, tmp_path: Path) -> None:
    reading = chart(
        tmp_path, "0001;Écuyer;Bob;bob@carafe.example;Direction;", f"0002;Roux;Zoé;;Ventes;{words}"
    )
    assert managers(reading) == {"org:0001": None, "org:0002": "org:0001"}
    assert kinds(reading) == {"levels counted from the chart: 1 to 2"}


def test_who_has_no_number_is_known_by_address_else_by_name(tmp_path: Path) -> None:
    reading = chart(tmp_path, ";Écuyer;Bob;Bob@Carafe.example;Direction;", ";ROUX;Zoé;;;Bob Ecuyer")
    assert managers(reading) == {
        "org:bob@carafe.example": None,
        "org:roux zoe": "org:bob@carafe.example",
    }


def test_a_manager_outside_the_chart_stays_and_is_said(tmp_path: Path) -> None:
    reading = chart(tmp_path, "1;Écuyer;Bob;;;0099", "2;Roux;Zoé;;;Élie Noël", "3;Petit;Léa;;;1")
    assert managers(reading) == {
        "org:1": "org:0099",
        "org:2": "org:elie noel",
        "org:3": "org:1",
    }
    assert "managers outside the chart: 2" in kinds(reading)


def test_a_name_that_two_people_have_is_nobodys(tmp_path: Path) -> None:
    lines = ("1;Martin;Léa;;A;", "2;Martin;Léa;;B;1", "3;Roux;Zoé;;B;Léa Martin")
    reading = chart(tmp_path, *lines)
    assert managers(reading)["org:3"] == "org:lea martin"
    assert "managers whose name several people have: 1" in kinds(reading)


def test_circles_doubles_and_tops_are_counted_and_kept(tmp_path: Path) -> None:
    circle = ("1;A;A;;;2", "2;B;B;;;1", "3;C;C;;;5", "4;D;D;;;3", "5;E;E;;;4")
    reading = chart(tmp_path, *circle, "6;F;F;;;", "7;G;G;;;", "7;G;G;;;6")
    assert len(reading.rows("people")) == 8
    assert kinds(reading) == {
        "cycles of managers: 2, of 5 people",
        "people given twice: 1",
    }


def test_several_tops_are_said_and_no_level_is_counted(tmp_path: Path) -> None:
    reading = chart(tmp_path, "1;A;A;;;", "2;B;B;;;", "3;C;C;;;1")
    assert kinds(reading) == {"people without a manager: 2"}
    assert {row["level"] for row in reading.rows("people")} == {None}


@pytest.mark.parametrize(
    ("written", "share"),
    [
        *(("0,8", 0.8), ("0.8", 0.8), ("80 %", 0.8), ("80%", 0.8), ("80", 0.8), ("1", 1.0)),
        *(("Temps plein", 1.0), ("full-time", 1.0), ("mi-temps", None), ("", None), ("-1", None)),
    ],
)
def test_working_time_is_read_as_people_write_it(
    written: str, share: float | None, tmp_path: Path
) -> None:
    table = f'Matricule,Nom,ETP\n1,Bob,"{written}"\n'
    (row,) = golden.read(golden.export(tmp_path, {"effectifs.csv": table})).rows("people")
    assert row["fte"] == share


def test_levels_that_count_from_the_top_are_said(tmp_path: Path) -> None:
    table = "id,name,level,manager\n1,Ada,1,\n2,Bob,2,1\n3,Eve,3,2\n"
    reading = golden.read(golden.export(tmp_path, {"staff.csv": table}))
    assert kinds(reading) == {"levels taken as given, though they count from the top"}
    assert [row["level"] for row in reading.rows("people")] == [1, 2, 3]


@pytest.mark.parametrize(
    "header",
    [
        "Personalnummer;Nachname;Vorname;E-Mail-Adresse;Abteilung;Vorgesetzter",
        "Número de empleado;Apellidos;Nombre;Correo electrónico;Departamento;Jefe directo",
        "Employee ID;Last name;First name;Work email;Department;Line manager",
        "matricule;nom;prenom;adresse mail;pole;responsable hierarchique",
    ],
)
def test_headers_are_known_in_our_languages(header: str, tmp_path: Path) -> None:
    table = f"{header}\n1;Roux;Zoé;zoe@carafe.example;Ventes;2\n2;Noël;Ève;;Ventes;\n"
    reading = golden.read(golden.export(tmp_path, {"Extraction 17.csv": table}))
    first = reading.by("people", "person_id")["org:1"]
    assert (first["name"], first["email"]) == ("Zoé Roux", "zoe@carafe.example")
    assert (first["team"], first["manager_id"]) == ("Ventes", "org:2")


def test_titles_and_separators_above_the_header_are_passed_over(tmp_path: Path) -> None:
    table = "sep=;\nEffectifs;;\nau 31/12/2025, provisoire;;\nMatricule;Nom;N+1\n1;Bob;\n"
    (row,) = golden.read(golden.export(tmp_path, {"rh.csv": table})).rows("people")
    assert (row["person_id"], row["name"]) == ("org:1", "Bob")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_chart_is_the_same_whatever_saved_it(encoding: str, tmp_path: Path) -> None:
    table = "Matricule;Prénom;Nom;Supérieur hiérarchique\r\n1;Zoé;Noël;\r\n".encode(encoding)
    (row,) = golden.read(golden.export(tmp_path, {"x.csv": table})).rows("people")
    assert row["name"] == "Zoé Noël"


def test_the_settings_say_which_column_is_which(tmp_path: Path) -> None:
    table = "Code;Libellé;Nom;Manager\n7;Études;Bob;\n8;Ventes;Zoé;Bob\n"
    export = golden.export(tmp_path, {"organigramme.csv": table})
    columns = {"organigramme.csv": {"person_id": "Code", "team": "Libellé"}}
    rows = golden.read(export, Told(columns=columns)).rows("people")
    assert [(row["person_id"], row["team"]) for row in rows] == [
        ("org:7", "Études"),
        ("org:8", "Ventes"),
    ]


def test_every_line_is_a_person_or_a_rejection(tmp_path: Path) -> None:
    reading = chart(tmp_path, "1;Bob;;;;", ";;;;Total;", '2;"', "")
    assert len(reading.rows("people")) + len(reading.rejected) == 3
    assert Rejected("organigramme.csv[1]", "missing person") in reading.rejected


def test_what_two_extracts_share_is_the_same_twice(tmp_path: Path) -> None:
    lines = ("1;Écuyer;Bob;;D;", "2;Roux;Zoé;zoe@carafe.example;V;1", ";Noël;Ève;;V;1")
    january = chart(tmp_path / "a", *lines)
    june = chart(tmp_path / "b", *reversed(lines), "4;Petit;Léa;;V;1", name="Effectifs juin.csv")
    assert managers(january).items() <= managers(june).items()


@pytest.mark.parametrize(
    "table",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,c,d,e,f,g\n",
        "Prénom;Nom;Société;Email;Responsable\nA;B;C;d@e.example;F\n",
        "person_id,team,level,manager_id\np1,A,1,p2\n",
        "id,name,message\n1,Bob,bonjour\n",
        "",
    ],
)
def test_a_table_of_something_else_is_not_taken(table: str, tmp_path: Path) -> None:
    with open_archive(golden.export(tmp_path, {"people.csv": table})) as archive:
        claim = org_chart.CLAIMS[org_chart.SIGNATURE[0]]
        assert not claim(archive, "people.csv")


def test_a_list_of_projects_is_no_chart(tmp_path: Path) -> None:
    table = "Nom;Responsable;Budget\nRefonte;Bob;100\n"
    with open_archive(golden.export(tmp_path, {"projets.csv": table})) as archive:
        assert not org_chart.CLAIMS[org_chart.SIGNATURE[0]](archive, "projets.csv")


def test_a_workbook_that_is_none_is_not_taken(tmp_path: Path) -> None:
    export = golden.export(tmp_path, {"effectifs.xlsx": b"PK\x03\x04 rien"})
    write_xlsx(
        tmp_path / "organigramme.xlsx", {"Un": [["Matricule", "Nom", "N+1"], [1, "Bob", None]]}
    )
    reading = golden.read(export)
    assert (reading.read, reading.unknown) == (("organigramme.xlsx",), ("effectifs.xlsx",))
    assert [row["person_id"] for row in reading.rows("people")] == ["org:1"]


def test_a_public_chart_is_read_as_counted_apart(tmp_path: Path) -> None:
    sample = golden.public("radoslaw_email/reportsto.csv").read_text()
    lines = list(csv.DictReader(sample.splitlines()))
    reading = golden.read(golden.export(tmp_path, {"reportsto.csv": sample}))
    assert not reading.rejected
    expected = {
        f"org:{one['ID']}": f"org:{one['ReportsToID']}" if one["ID"] != "86" else None
        for one in lines
    }
    assert managers(reading) == expected
    listed = {one["ID"] for one in lines}
    outside = {one["ReportsToID"] for one in lines} - listed
    alone = Noted("reportsto.csv", "people who are their own manager: 1")
    assert alone in reading.noted
    assert any("outside" in kind for kind in kinds(reading)) == bool(outside)
    depth = 1
    above = {one["ID"]: one["ReportsToID"] for one in lines}
    for one in listed:
        chain = [one]
        while chain[-1] != "86":
            chain.append(above[chain[-1]])
        depth = max(depth, len(chain))
    levels = reading.by("people", "person_id")
    assert levels["org:86"]["level"] == depth
    staff = {f"org:{one}" for one in listed - {over for one, over in above.items() if one != over}}
    assert {key for key, row in levels.items() if row["level"] == 1} == staff
    assert 167 - len(listed) == 13
