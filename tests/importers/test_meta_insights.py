"""Meta's tables become posts with their counts, in any language, and days of a page."""

from pathlib import Path

import golden
import pytest

from toolkit.importers import meta_insights
from toolkit.reading import Noted, Rejected, Told, fitting, open_archive

FACEBOOK = (
    "Post ID,Page ID,Page name,Description,Publish time,Permalink,Is share,Date,Reach,Reactions"
)
INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Publish time,Permalink,"
    "Views,Likes,Saves"
)
LINK = "https://www.facebook.com/1/posts/9"
PACIFIC = "publish times taken as Pacific time, which is Meta's"


def read(
    folder: Path, content: str, told: Told | None = None, name: str = "posts.csv"
) -> golden.Reading:
    return golden.read(golden.export(folder, {name: content}), told or golden.NOTHING_TOLD)


def facebook(*rows: str) -> str:
    return "\n".join([FACEBOOK, *rows, ""])


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("01/31/2026 16:30", "2026-02-01T00:30"),
        ("07/31/2026 16:30", "2026-07-31T23:30"),
        ("2026-01-31 16:30", "2026-02-01T00:30"),
        ("1/31/2026 4:30 PM", "2026-02-01T00:30"),
        ("31.01.2026 16:30", "2026-02-01T00:30"),
        ("01.02.2026 16:30", "2026-02-02T00:30"),
    ],
)
def test_publish_times_are_those_of_the_pacific(written: str, utc: str, tmp_path: Path) -> None:
    reading = read(tmp_path, facebook(f"9,1,Carafe,un,{written},{LINK},0,Lifetime,5,3"))
    (line,) = [x for x in golden.page(reading).splitlines() if x.startswith("facebook:9,facebook")]
    assert f",{utc}:00+00:00,out" in line
    assert Noted("posts.csv", PACIFIC) in reading.noted


def test_one_date_that_leaves_no_doubt_settles_the_others(tmp_path: Path) -> None:
    days = ("03/04/2026 10:00", "25/04/2026 10:00")
    rows = [f"{n},1,C,un,{day},{LINK},0,Lifetime,5,3" for n, day in enumerate(days)]
    sure = read(tmp_path / "sure", facebook(*rows))
    assert sure.noted == (Noted("posts.csv", PACIFIC),)
    doubtful = read(tmp_path / "open", facebook(rows[0]))
    assert Noted("posts.csv", "dates taken as month/day") in doubtful.noted
    assert "2026-04-03T17:00" in golden.page(sure)
    assert "2026-03-04T18:00" in golden.page(doubtful)


HEADERS = {
    "fr": "Identifiant de la publication;Identifiant du compte;Nom d'utilisateur du compte;Nom du "
    "compte;Description;Heure de publication;Permalien;Date;Vues;Couverture;Mentions J'aime;"
    "Partages;Commentaires;Enregistrements",
    "en": "Post ID;Account ID;Account username;Account name;Description;Publish time;Permalink;"
    "Date;Views;Reach;Likes;Shares;Comments;Saves",
    "de": "Beitrags-ID;Konto-ID;Konto-Benutzername;Kontoname;Beschreibung;"
    "Veröffentlichungszeitpunkt;Permalink;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;"
    "Geteilte Inhalte;Kommentare;Gespeicherte Beiträge",
    "es": "Identificador de la publicación;Identificador de la cuenta;Nombre de usuario de la "
    "cuenta;Nombre de la cuenta;Descripción;Hora de publicación;Enlace permanente;Fecha;"
    "Visualizaciones;Alcance;Me gusta;Veces que se compartió;Comentarios;Veces que se guardó",
    "sv": "Publicerings-id;Konto-id;Kontots användarnamn;Kontonamn;Beskrivning;Publiceringstid;"
    "Permalänk;Datum;Visningar;Räckvidd;Gilla-markeringar;Delningar;Kommentarer;Sparade objekt",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("language", HEADERS)
def test_columns_are_known_in_every_language(language: str, encoding: str, tmp_path: Path) -> None:
    row = "18;17;carafe;La Carafe;Été;02/20/2026 08:00;https://www.instagram.com/p/x/;Total;900;800;7;6;5;4"
    content = f"{HEADERS[language]}\n{row}\n".encode(encoding)
    reading = golden.read(golden.export(tmp_path, {"posts.csv": content}))
    (message,) = reading.rows("messages")
    assert (message["message_id"], message["text"]) == ("instagram:18", "Été")
    (counts,) = reading.rows("message_metrics")
    wanted = {"views": 900, "reach": 800, "likes": 7, "shares": 6, "comments": 5, "saves": 4}
    assert {key: counts[key] for key in wanted} == wanted
    assert (counts["clicks"], counts["impressions"]) == (None, None)
    (account,) = reading.rows("accounts")
    assert (account["account_id"], account["handle"]) == ("instagram:carafe", "carafe")


@pytest.mark.parametrize(
    ("cells", "likes"),
    [("12,", 12), ("0,", 0), (",", None), ('"1,234",', 1234), ("beaucoup,", None)],
)
def test_a_count_that_is_missing_is_not_zero(cells: str, likes: int | None, tmp_path: Path) -> None:
    row = f"18,17,c,C,un,02/20/2026 08:00,https://www.instagram.com/p/x/,5,{cells}"
    (counts,) = read(tmp_path, f"{INSTAGRAM}\n{row}\n").rows("message_metrics")
    assert (counts["views"], counts["likes"], counts["saves"]) == (5, likes, None)


def test_counts_of_single_days_are_not_those_of_a_post(tmp_path: Path) -> None:
    rows = [f"9,1,C,un,02/20/2026 08:00,{LINK},0,02/{day}/2026,5,3" for day in (20, 21)]
    reading = read(tmp_path, facebook(*rows))
    assert not reading.rows("message_metrics")
    assert Noted("posts.csv", "counts of single days left aside: 2") in reading.noted
    assert {row["message_id"] for row in reading.rows("messages")} == {"facebook:9"}


def test_numbers_that_a_spreadsheet_rounded_are_not_trusted(tmp_path: Path) -> None:
    def rows(*numbers: str) -> str:
        return facebook(
            *(f"{n},1,C,un,02/20/2026 08:00,{LINK}{at},0,x,5,3" for at, n in enumerate(numbers))
        )

    for numbers in (["1.22158E+17", "1,22158E+17"], ["122158000000000000", "122158000000001000"]):
        content = rows(*(f'"{n}"' for n in numbers))
        reading = read(tmp_path / numbers[0], content)
        found = {row["message_id"] for row in reading.rows("messages")}
        assert found == {f"facebook:{LINK}0", f"facebook:{LINK}1"}
        told = Noted("posts.csv", "numbers of posts that a spreadsheet rounded: 2")
        assert told in reading.noted
    exact = read(tmp_path / "exact", rows("122158000000000000", "122158000000001234"))
    assert set(exact.by("messages", "message_id")) == {
        "facebook:122158000000000000",
        "facebook:122158000000001234",
    }


def test_a_row_that_lacks_the_needful_is_left_and_counted(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        facebook(
            f"9,1,C,un,bientôt,{LINK},0,x,5,3",
            ",1,C,un,02/20/2026 08:00,,0,x,5,3",
            f"10,1,C,un,02/20/2026 08:00,{LINK},1,x,5,3",
        ),
    )
    (row,) = reading.rows("messages")
    assert (row["message_id"], row["kind"]) == ("facebook:10", "reshare")
    assert reading.rejected == (
        Rejected("posts.csv[0]", "publish time is no time"),
        Rejected("posts.csv[1]", "missing Post ID"),
    )


def test_a_declared_page_is_a_brand(tmp_path: Path) -> None:
    content = facebook(f"9,1,La Carafe,un,02/20/2026 08:00,{LINK},0,x,5,3")
    (row,) = read(tmp_path, content, Told(accounts={"la carafe": "brand"})).rows("accounts")
    assert (row["account_id"], row["kind"]) == ("facebook:1", "brand")


OLD = (
    '"Post ID",Permalink,"Post Message",Posted,"Lifetime Post Total Reach",'
    '"Lifetime Post Total Impressions"\n'
    ',,,,"Lifetime: The total number of people","Lifetime: The number"\n'
)


def test_the_line_that_explains_columns_is_no_post(tmp_path: Path) -> None:
    content = f"{OLD}1_9,{LINK},un,02/20/2018 04:30:00 PM,7,8\n,{LINK},deux,hier,7,8\n"
    reading = read(tmp_path, content)
    (row,) = reading.rows("messages")
    assert (row["message_id"], row["account_id"]) == ("facebook:9", "facebook:1")
    (counts,) = reading.rows("message_metrics")
    assert (counts["reach"], counts["impressions"], counts["likes"]) == (7, 8, None)
    assert reading.rejected == (Rejected("posts.csv[2]", "publish time is no time"),)


def test_days_of_a_page_are_not_posts(tmp_path: Path) -> None:
    content = (
        'Date,"Lifetime Total Likes","Daily New Likes","Daily Total Reach",'
        '"Daily Total Impressions"\n'
        ',"Lifetime: x","Daily: x","Daily: x","Daily: x"\n'
        "2018-01-01,10,2,30,\n"
        "01/13/2018,11,0,5,6\n"
    )
    name = "Facebook Insights Data Export - La Carafe - 2018-02-01.csv"
    rows = read(tmp_path / "1", content, name=name).rows("account_metrics")
    assert [str(row["day"]) for row in rows] == ["2018-01-01", "2018-01-13"]
    assert {row["account_id"] for row in rows} == {"facebook:La Carafe"}
    assert [row["impressions"] for row in rows] == [None, 6]
    unnamed = read(tmp_path / "2", content, name="page.csv")
    assert unnamed.noted == (Noted("page.csv", "whose page was counted is not said"),)


@pytest.mark.parametrize(
    "header",
    [
        "Date,Total",
        "Post ID,Title",
        "message_id,account_id,ts_utc",
        "Post ID,Publish time,Views",
        "id,identifiant,permalink",
        "",
    ],
)
def test_another_table_is_not_claimed(header: str, tmp_path: Path) -> None:
    folder = golden.export(tmp_path, {"a.csv": f"{header}\n1,2,3\n"})
    with open_archive(folder) as archive:
        assert not fitting(meta_insights.CLAIMS, archive)(meta_insights.TABLE, "a.csv")


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    old = f"9,1,C,un,02/20/2026 08:00,{LINK},0,Lifetime,5,3"
    first = read(tmp_path / "1", facebook(old))
    second = read(tmp_path / "2", facebook(f"10,1,C,deux,02/21/2026 08:00,{LINK}1,0,x,1,1", old))
    for row in first.rows("messages"):
        assert row in second.rows("messages")
