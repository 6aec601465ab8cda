"""YouTube: what a channel said is in Takeout, what was counted of it in Studio."""

from pathlib import Path

import golden
import pytest

from toolkit.importers.youtube.takeout import meaning, spoken
from toolkit.reading import Noted, Rejected, Told

HEADER = (
    "Comment ID,Channel ID,Comment create timestamp,Price,Parent comment ID,Video ID,Comment text\n"
)
COMMENTS = "YouTube and YouTube Music/comments/comments.csv"


def comments(folder: Path, *rows: str, name: str = COMMENTS, header: str = HEADER):
    return golden.read(golden.export(folder, {name: header + "".join(f"{row}\n" for row in rows)}))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("tout simple", "tout simple"),
        ('{"text":"Merci !"}', "Merci !"),
        ('{"text":"a"},{"text":"\n"},{"text":"b"}', "a\nb"),
        ('{"takeoutSegments":[{"text":"bravo "},{"text":"à tous"}]}', "bravo à tous"),
        ('{"text":"@Zoé","mention":{"displayName":"Zoé"}},{"text":" oui"}', "@Zoé oui"),
        ('{"mention":{"displayName":"Zoé"}},{"text":" oui"}', "@Zoé oui"),
        ('{"text": cassé', '{"text": cassé'),
        ('{"text":12},{"takeoutSegments":[3,{"text":null}]},7', ""),
        ("{" * 5_000, "{" * 5_000),
    ],
)
def test_a_text_is_read_in_pieces_or_whole(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Comment ID", "comment_id"),
        ("ID du commentaire", "comment_id"),
        ("Kommentar-ID", "comment_id"),
        ("ID del comentario", "comment_id"),
        ("Parent Comment ID", "parent_id"),
        ("Übergeordnete Kommentar-ID", "parent_id"),
        ("Top-level comment ID", "top_id"),
        ("Beitrags\u2011ID", "post_id"),
        ("ID de la chaîne", "channel_id"),
        ("Comment create timestamp", "when"),
        ("Code temporel de création du commentaire", "when"),
        ("Zeitstempel bei Erstellung des Kommentars", "when"),
        ("Comment text", "text"),
        ("Kommentartext", "text"),
        ("Video publish timestamp", "published"),
        ("Datenschutz", "privacy"),
    ],
)
def test_a_column_is_known_by_its_words(title: str, what: str) -> None:
    assert meaning(title) == what


@pytest.mark.parametrize(
    "name",
    [
        COMMENTS,
        "YouTube and YouTube Music/comments.csv",
        "YouTube and YouTube Music/comments/comments(2).csv",
        "YouTube et YouTube Music/commentaires/commentaires.csv",
        "YouTube und YouTube Music/Kommentare/Kommentare.csv",
        "YouTube y YouTube Music/comentarios/comentarios.csv",
        "YouTube en YouTube Music/reacties/reacties.csv",
    ],
)
def test_comments_are_found_in_every_language(name: str, tmp_path: Path) -> None:
    row = "C1,UC1,2026-01-10T09:15:00+00:00,0,,V1,oui"
    (found,) = comments(tmp_path, row, name=name).rows("messages")
    assert (found["message_id"], found["parent_id"]) == ("youtube:C1", "youtube:V1")


def test_an_answer_answers_the_comment_under_the_same_video(tmp_path: Path) -> None:
    (row,) = comments(tmp_path, "C1.2,UC1,2026-01-10T09:15:00Z,0,C1,V1,oui").rows("messages")
    assert (row["parent_id"], row["root_id"], row["kind"]) == ("youtube:C1", "youtube:V1", "reply")


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    reading = comments(tmp_path, ",UC1,2026-01-10,0,,V,a", "C,,2026-01-10,0,,V,a", "C,U,x,0,,V,a")
    assert [one.kind for one in reading.rejected] == [
        "no number of a comment",
        "no number of a channel",
        "date is no time",
    ]
    header = "a,b\n"
    reading = comments(tmp_path, "1,2", header=header)
    assert reading.rejected == (Rejected(COMMENTS, "columns are missing"),)


STUDIO = {
    "fr": (
        "Données du tableau.csv",
        "Contenu,Titre de la vidéo,Heure de publication de la vidéo",
        'Vues,"Commentaires ajoutés",Partages,"J\'aime",Impressions',
        "28 sept. 2026",
    ),
    "en": (
        "Table data.csv",
        "Content,Video title,Video publish time",
        "Views,Comments added,Shares,Likes,Impressions",
        '"Sep 28, 2026"',
    ),
    "de": (
        "Tabellendaten.csv",
        "Videos,Videotitel,Veröffentlichungszeitpunkt des Videos",
        "Auf\u00adrufe,Hinzugefügte Kommentare,Geteilte Inhalte,Mag-ich-Bewertungen,Impressionen",
        "28.09.2026",
    ),
    "es": (
        "Datos de la tabla.csv",
        "Contenido,Título del vídeo,Hora de publicación del vídeo",
        "Visualizaciones,Comentarios añadidos,Veces compartido,Me gusta,Impresiones",
        "28 sept 2026",
    ),
}


@pytest.mark.parametrize("language", STUDIO)
def test_studio_counts_in_every_language(language: str, tmp_path: Path) -> None:
    name, who, counts, day = STUDIO[language]
    total = "Total,,,9,9,9,9,9" if language != "de" else "Gesamt,,,9,9,9,9,9"
    row = f'carafe00001,Souffler,{day},"7\u202f100",3,2,300,90000'
    reading = golden.read(
        golden.export(tmp_path, {name: f"{who},{counts}\n{total}\n{row}\n"}), Told(timezone="UTC")
    )
    (found,) = reading.rows("message_metrics")
    assert (found["views"], found["comments"], found["shares"]) == (7100, 3, 2)
    assert (found["likes"], found["impressions"]) == (300, 90000)
    (message,) = reading.rows("messages")
    assert message["ts_utc"] == 1_790_553_600_000_000
    assert not reading.rejected
    assert Noted(name, "counts are those of the period that was exported") in reading.noted


def test_any_other_table_of_studio_is_said(tmp_path: Path) -> None:
    written = {"Table data.csv": "Geography,Views\nFR,3\n"}
    reading = golden.read(golden.export(tmp_path, written))
    assert reading.rejected == (Rejected("Table data.csv", "neither videos nor days"),)


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared, other = "C1,UC1,2026-01-10,0,,V,a", "C2,UC1,2026-01-11,0,,V,b"
    first = comments(tmp_path / "a", shared, other).by("messages", "message_id")
    second = comments(tmp_path / "b", shared).by("messages", "message_id")
    assert first["youtube:C1"] == second["youtube:C1"]
