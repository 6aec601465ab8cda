"""LinkedIn's workbooks are known by their words, in whatever language, or by their places."""

from datetime import UTC, date, datetime
from pathlib import Path

import golden
import pytest
from spreadsheets import xls, xlsx

from toolkit.importers import linkedin
from toolkit.importers.linkedin.words import DAYS_PLACES, POSTS_PLACES, made, numbers, understood
from toolkit.reading import Noted, Rejected, Told, open_archive, plan

# English as many tools read it; Spanish and Portuguese as found in public readers of real exports;
# French and German as LinkedIn's own pages say.
DAYS = {
    "en": "Date|Impressions (organic)|Impressions (sponsored)|Impressions (total)|Unique "
    "impressions (organic)|Clicks (organic)|Clicks (sponsored)|Clicks (total)|Reactions (organic)"
    "|Reactions (sponsored)|Reactions (total)|Comments (organic)|Comments (sponsored)|Comments "
    "(total)|Reposts (organic)|Reposts (sponsored)|Reposts (total)|Engagement rate (organic)",
    "es": "Fecha|Impresiones (orgánicas)|Impresiones (patrocinadas)|Impresiones totales|"
    "Impresiones únicas (orgánicas)|Clics (orgánicos)|Clics (patrocinados)|Clics (Totales)|"
    "Reacciones (generales)|Reacciones (patrocinadas)|Reacciones (total)|Comentarios (orgánicos)|"
    "Comentarios (patrocinados)|Comentarios (totales)|Veces compartido (orgánico)|Veces "
    "compartido (patrocinado)|Veces compartido (total)|Tasa de interacción (orgánica)",
    "pt": "Data|Impressões (orgânicas)|Impressões (patrocinadas)|Impressões (total)|Impressões "
    "únicas (orgânicas)|Cliques (orgânicos)|Cliques (patrocinados)|Cliques (total)|Reações "
    "(orgânicas)|Reações (patrocinadas)|Reações (total)|Comentários (orgânicos)|Comentários "
    "(patrocinados)|Comentários (total)|Compartilhamentos (orgânicos)|Compartilhamentos "
    "(patrocinados)|Compartilhamentos (total)|Taxa de engajamento (orgânico)",
    "fr": "Date|Impressions (organiques)|Impressions (sponsorisées)|Impressions (total)|"
    "Impressions uniques (organiques)|Clics (organiques)|Clics (sponsorisés)|Clics (total)|"
    "Réactions (organiques)|Réactions (sponsorisées)|Réactions (total)|Commentaires (organiques)|"
    "Commentaires (sponsorisés)|Commentaires (total)|Republications (organiques)|Republications "
    "(sponsorisées)|Republications (total)|Taux d'engagement (organique)",
    "de": "Datum|Impressions (organisch)|Impressions (gesponsert)|Impressions (gesamt)|Eindeutige "
    "Impressions (organisch)|Klicks (organisch)|Klicks (gesponsert)|Klicks (gesamt)|Reaktionen "
    "(organisch)|Reaktionen (gesponsert)|Reaktionen (gesamt)|Kommentare (organisch)|Kommentare "
    "(gesponsert)|Kommentare (gesamt)|Geteilte Beiträge (organisch)|Geteilte Beiträge "
    "(gesponsert)|Geteilte Beiträge (gesamt)|Interaktionsrate (organisch)",
}
POSTS = {
    "en": "Post title|Post link|Post type|Campaign name|Posted by|Created date|Campaign start date"
    "|Campaign end date|Audience|Impressions|Views (Excluding offsite video views)|Offsite Views"
    "|Clicks|Click through rate (CTR)|Likes|Comments|Reposts|Follows|Engagement rate|Content Type",
    "es": "Título de la publicación|Enlace de la publicación|Tipo de publicación|Nombre de la "
    "campaña|Anunciado por|Fecha de creación|Fecha de inicio de campaña|Fecha de finalización de "
    "campaña|Público|Impresiones|Visualizaciones|Visualizaciones fuera del sitio|Clics|"
    "Porcentaje de clics|Recomendaciones|Comentarios|Veces compartido|Seguidores|Tasa de "
    "interacción|Tipo de contenido",
    "pt": "Título da publicação|Link da publicação|Tipo de publicação|Nome da campanha|Publicada "
    "por|Criação|Data de início da campanha|Data de término da campanha|Público|Impressões|"
    "Visualizações|Visualizações fora do site|Cliques|Taxa de cliques (CTR)|Gostaram|Comentários|"
    "Compartilhamentos|Seguidores|Taxa de engajamento|Tipo de conteúdo",
    "fr": "Titre du post|Lien du post|Type de post|Nom de la campagne|Publié par|Date de création|"
    "Date de début de la campagne|Date de fin de la campagne|Audience|Impressions|Vues (hors vues "
    "de vidéos externes)|Vues hors site|Clics|Taux de clics (CTR)|J'aime|Commentaires|"
    "Republications|Abonnements|Taux d'engagement|Type de contenu",
    "de": "Beitragstitel|Beitragslink|Beitragstyp|Kampagnenname|Gepostet von|Erstellt am|"
    "Startdatum der Kampagne|Enddatum der Kampagne|Zielgruppe|Impressions|Aufrufe|Externe Aufrufe"
    "|Klicks|Klickrate (CTR)|Gefällt mir|Kommentare|Geteilte Beiträge|Follower|Engagement-Rate|"
    "Content-Typ",
}


def number(*when: int) -> int:
    """Return a number as LinkedIn gives them out at a moment."""
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1_000) << 22


def link(of: int, kind: str = "activity") -> str:
    return f"https://www.linkedin.com/feed/update/urn:li:{kind}:{of}"


def page(*posts: list[str | int | float]) -> dict[str, list[list[str | int | float]]]:
    return {
        "Metrics": [["about"], [*DAYS["en"].split("|")]],
        "All posts": [["about"], [*POSTS["en"].split("|")], *posts],
    }


def post(text: str, url: str, day: str, likes: int | str = 3) -> list[str | int | float]:
    return [text, url, "Organic", "", "", day, "", "", "", 90, "", "", 4, 0.1, likes, 2, 1, 0, 0.1]


def read(folder: Path, content: bytes, name: str = "carafe_content_1767862800000.xls", **told: str):
    return golden.read(golden.export(folder, {name: content}), Told(**told))


@pytest.mark.parametrize("language", DAYS)
def test_the_counts_of_days_are_found_in_five_languages(language: str) -> None:
    assert understood(DAYS[language].split("|")) == dict(DAYS_PLACES)


@pytest.mark.parametrize("language", POSTS)
def test_the_counts_of_posts_are_found_in_five_languages(language: str) -> None:
    found = understood(POSTS[language].split("|"))
    assert {name: found.get(name) for name in POSTS_PLACES} == dict(POSTS_PLACES)


@pytest.mark.parametrize("write", [xls, xlsx])
@pytest.mark.parametrize("language", POSTS)
def test_a_page_is_read_in_every_language(write, language: str, tmp_path: Path) -> None:
    of = number(2026, 1, 25, 8, 30)
    sheets = {
        "a": [["about"], [*DAYS[language].split("|")], ["01/25/2026", *range(1, 17)]],
        "b": [["about"], [*POSTS[language].split("|")], post("Bonjour", link(of), "01/25/2026")],
    }
    name = f"carafe_content_1.{write.__name__}"
    reading = read(tmp_path, write(sheets), name)
    (row,) = reading.rows("messages")
    assert (row["message_id"], row["text"]) == (f"linkedin:{of}", "Bonjour")
    assert row["ts_utc"] == made(of)  # the file says the day, the number the minute
    (counts,) = reading.rows("message_metrics")
    assert (counts["impressions"], counts["likes"], counts["comments"]) == (90, 3, 2)
    (day,) = reading.rows("account_metrics")
    assert (day["day"], day["impressions"], day["reach"]) == (date(2026, 1, 25), 3, 4)
    assert (day["clicks"], day["likes"], day["comments"], day["shares"]) == (7, 10, 13, 16)
    assert reading.noted == ()


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (link(7413859300147200000), [7413859300147200000]),
        (
            "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A741385930014720",
            [741385930014720],
        ),
        (
            "https://www.linkedin.com/posts/carafe_verre-activity-7413859300147200000-x_Y",
            [7413859300147200000],
        ),
        (link(7413859300147200000, "ugcPost"), [7413859300147200000]),
        ("https://carafe.example/7413859300147200000", []),
    ],
)
def test_a_link_names_a_post(url: str, found: list[int]) -> None:
    assert [*numbers(url)] == found


def test_a_number_that_belies_its_day_tells_no_time(tmp_path: Path) -> None:
    given = post("a", link(number(2020, 5, 5)), "01/25/2026")
    (row,) = read(tmp_path, xls(page(given))).rows("messages")
    assert row["ts_utc"] == datetime(2026, 1, 24, 23, tzinfo=UTC).timestamp() * 1_000_000


def test_numbers_tell_whether_days_or_months_come_first(tmp_path: Path) -> None:
    given = post("a", link(number(2026, 3, 4, 10)), "04/03/2026"), post("b", "", "05/03/2026")
    reading = read(tmp_path, xls(page(*given)))
    days = {
        datetime.fromtimestamp(int(str(r["ts_utc"])) / 1e6, UTC).month
        for r in reading.rows("messages")
    }
    assert (days, reading.noted) == ({3}, ())


def test_a_date_that_can_be_read_twice_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path / "a", xls(page(post("a", "https://www.linkedin.com/x", "04/03/2026"))))
    name = "carafe_content_1767862800000.xls"
    assert reading.noted == (Noted(name, "dates read as month/day"),)
    told = {"date_order": "day-month"}
    reading = read(
        tmp_path / "b", xls(page(post("a", "https://www.linkedin.com/x", "04/03/2026"))), **told
    )
    assert reading.noted == ()


def test_missing_is_not_zero(tmp_path: Path) -> None:
    given = post("a", link(number(2026, 1, 25)), "01/25/2026", likes="")
    (row,) = read(tmp_path, xls(page(given))).rows("message_metrics")
    assert (row["likes"], row["views"], row["shares"]) == (None, None, 1)


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("Atelier Carafe_content_1767862800000.xls", "linkedin:page:atelier-carafe"),
        ("carafe_content_1767862800000 (1).xls", "linkedin:page:carafe"),
        ("carafe_contenu_1767862800000.xls", "linkedin:page:carafe"),
        ("export.xls", "linkedin:page:unknown"),
    ],
)
def test_a_page_is_known_by_the_name_of_its_file(name: str, account: str, tmp_path: Path) -> None:
    given = post("a", link(number(2026, 1, 25)), "01/25/2026")
    (row,) = read(tmp_path, xls(page(given)), name).rows("accounts")
    assert (row["account_id"], row["kind"]) == (account, "brand")


@pytest.mark.parametrize(
    "sheets",
    [
        {"a": [["Date", "Montant"], ["01/25/2026", 3]]},
        {"a": [["Date", "Impressions", "Clicks"], ["01/25/2026", 3, 1]]},
        {"a": [["Title", "Permalink", "Impressions", "Likes"], ["x", "https://fb.example", 3, 1]]},
        {},
    ],
)
def test_the_workbook_of_somebody_else_is_not_taken(sheets, tmp_path: Path) -> None:
    given = page(post("a", link(number(2026, 1, 25)), "01/25/2026"))
    files = {"carafe_content_1.xls": xls(given), "autre.xlsx": xlsx(sheets), "b.xls": b"\xd0\xcf"}
    reading = golden.read(golden.export(tmp_path, files))
    assert reading.unknown == ("autre.xlsx", "b.xls")


def test_posts_for_connections_only_stay_out(tmp_path: Path) -> None:
    header = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    of = number(2026, 2, 2, 9)
    rows = f"2026-02-02 09:00:00,{link(of, 'share')},a,,,PUBLIC\n"
    rows += "2026-02-03 09:00:00,,b,,,CONNECTIONS\n"
    reading = golden.read(golden.export(tmp_path, {"Shares.csv": header + rows}))
    assert [row["text"] for row in reading.rows("messages")] == ["a"]
    assert reading.noted == (Noted("Shares.csv", "posts for connections only are left out"),)


def test_private_letters_are_never_opened(tmp_path: Path) -> None:
    golden.export(tmp_path, {"Shares.csv": "Date,ShareLink,\n", "messages.csv": "FROM,CONTENT\n"})
    with open_archive(tmp_path) as archive:
        planned = plan(linkedin.ROUTES, archive.names)
    assert planned.ignored == ("messages.csv",)


def test_a_comment_said_twice_is_told_apart_and_the_same_at_the_next_export(tmp_path: Path) -> None:
    line = f"2026-02-03 10:00:00,{link(number(2026, 2, 3))},Bravo\n"
    other = "2026-02-04 10:00:00,,Merci\n"
    first = golden.export(tmp_path / "a", {"Comments.csv": "Date,Link,Message\n" + line + line})
    second = golden.export(tmp_path / "b", {"Comments.csv": "Date,Link,Message\n" + other + line})
    ids = [
        [row["message_id"] for row in golden.read(one).rows("messages")] for one in (first, second)
    ]
    assert ids[0][1] == f"{ids[0][0]}.2"
    assert ids[0][0] in ids[1]


def test_a_row_that_says_nothing_is_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, xls(page(post("a", "https://www.linkedin.com/x", "demain"))))
    place = "carafe_content_1767862800000.xls#2[2]"
    assert reading.rejected == (Rejected(place, "date is no day"),)
