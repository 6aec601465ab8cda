"""An inventory says which accounts speak for the organisation, and in whose name."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Told

HEADER = "Plateforme;Compte;URL;Type;Titulaire;E-mail;Ouvert le;Abonnés"


def inventory(folder: Path, *lines: str, told: Told = golden.NOTHING_TOLD) -> golden.Reading:
    return golden.read(golden.export(folder, {"comptes.csv": "\n".join((HEADER, *lines))}), told)


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("https://x.com/Acme", "x:acme"),
        ("https://twitter.com/acme?lang=fr", "x:acme"),
        ("https://www.linkedin.com/company/acme/posts/?viewAsMember=true", "linkedin:acme"),
        ("linkedin.com/in/jean-dupont", "linkedin:jean-dupont"),
        ("https://fr.linkedin.com/showcase/acme-labs", "linkedin:acme-labs"),
        ("https://mastodon.social/@acme", "mastodon:acme@mastodon.social"),
        ("https://www.youtube.com/@AcmeTV", "youtube:acmetv"),
        ("https://www.youtube.com/channel/UC12ab", "youtube:uc12ab"),
        ("https://www.facebook.com/acme/", "facebook:acme"),
        ("https://www.facebook.com/profile.php?id=1000", "facebook:1000"),
        ("https://www.facebook.com/pages/Acme/1000", "facebook:1000"),
        ("https://m.facebook.com/acme", "facebook:acme"),
        ("https://www.instagram.com/acme/", "instagram:acme"),
        ("https://www.tiktok.com/@acme", "tiktok:acme"),
        ("https://bsky.app/profile/acme.bsky.social", "bluesky:acme.bsky.social"),
    ],
)
def test_an_address_says_platform_and_account(address: str, account: str, tmp_path: Path) -> None:
    (row,) = inventory(tmp_path, f";;{address};marque;;;;").rows("accounts")
    assert row["account_id"] == f"inventory:{account}"
    assert row["platform"] == account.partition(":")[0]


@pytest.mark.parametrize(
    ("platform", "handle", "account"),
    [
        ("X", "@Acme", "x:acme"),
        ("Twitter", "acme", "x:acme"),
        ("X (ex-Twitter)", "acme", "x:acme"),
        ("X / Twitter", "acme", "x:acme"),
        ("", "@acme@piaille.example", "mastodon:acme@piaille.example"),
        ("", "acme.bsky.social", "bluesky:acme.bsky.social"),
        ("Page LinkedIn", "acme", "linkedin:acme"),
        ("", "https://x.com/acme", "x:acme"),
        ("Réseau maison", "acme", "reseaumaison:acme"),
    ],
)
def test_an_account_is_known_by_its_name(
    platform: str, handle: str, account: str, tmp_path: Path
) -> None:
    (row,) = inventory(tmp_path, f"{platform};{handle};;marque;;;;").rows("accounts")
    assert row["account_id"] == f"inventory:{account}"


@pytest.mark.parametrize(
    ("kind", "address", "expected", "leads"),
    [
        ("marque", "", "brand", None),
        ("Compte officiel", "", "brand", None),
        ("salariée", "", "person", None),
        ("Dirigeant", "", "person", True),
        ("CEO", "", "person", True),
        ("", "linkedin.com/in/bob", "person", None),
        ("", "linkedin.com/company/bob", "brand", None),
        ("", "", "unknown", None),
        ("à voir", "", "unknown", None),
    ],
)
def test_in_whose_name_an_account_speaks(
    kind: str, address: str, expected: str, leads: bool | None, tmp_path: Path
) -> None:
    (row,) = inventory(tmp_path, f"X;bob;{address};{kind};Bob;;;").rows("accounts")
    assert (row["kind"], row["is_leader"]) == (expected, leads)


def test_a_brand_does_not_speak_in_the_name_of_who_looks_after_it(tmp_path: Path) -> None:
    (row,) = inventory(tmp_path, "X;acme;;marque;Zoé Roux;zoe@carafe.example;;").rows("accounts")
    assert (row["person_id"], row["email"], row["name"]) == (None, None, None)


def test_a_person_is_known_by_address_else_by_name(tmp_path: Path) -> None:
    reading = inventory(
        tmp_path, "X;zoe;;salarié;Zoé Roux;Zoe@carafe.example;;", "X;bob;;salarié;Bob Écuyer;;;"
    )
    rows = reading.by("accounts", "handle")
    assert rows["zoe"]["person_id"] == rows["zoe"]["email"] == "zoe@carafe.example"
    assert (rows["bob"]["person_id"], rows["bob"]["email"]) == ("Bob Écuyer", None)


def test_the_settings_know_kinds_that_the_table_does_not(tmp_path: Path) -> None:
    (row,) = inventory(tmp_path, "X;acme;;;;;;", told=Told(accounts={"@Acme": "brand"})).rows(
        "accounts"
    )
    assert row["kind"] == "brand"


def test_followers_and_days_are_read_or_left_empty(tmp_path: Path) -> None:
    lines = ("X;a;;;;;12/03/2014;12 480", "X;b;;;;;1er mars 2014;beaucoup", "X;c;;;;;13/13/2014;-3")
    rows = inventory(tmp_path, *lines).by("accounts", "handle")
    assert [(row["opened_on"], row["followers"]) for row in rows.values()] == [
        ("2014-03-12", 12480),
        ("2014-03-01", None),
        (None, None),
    ]


def test_days_that_could_be_months_are_said(tmp_path: Path) -> None:
    doubt = Noted("comptes.csv", "days taken as day before month")
    assert doubt in inventory(tmp_path / "a", "X;a;;;;;03/04/2014;").noted
    assert doubt not in inventory(tmp_path / "b", "X;a;;;;;03/04/2014;", "X;b;;;;;25/4/2014;").noted
    told = Told(date_order="month-day")
    reading = inventory(tmp_path / "c", "X;a;;;;;03/04/2014;", told=told)
    assert reading.rows("accounts")[0]["opened_on"] == "2014-03-04"
    assert doubt not in reading.noted


def test_every_line_is_an_account_or_a_rejection(tmp_path: Path) -> None:
    lines = (
        ";;;marque;;;;",
        "X;;https://x.com/;;;;;",
        ";acme;;;;;;",
        "X;acme;;;;;;",
        ";;http://[;;;;;",
    )
    reading = inventory(tmp_path, *lines)
    assert {one.kind for one in reading.rejected} == {"missing account", "missing platform"}
    assert len(reading.rows("accounts")) + len(reading.rejected) == len(lines)


def test_what_two_inventories_share_is_the_same_twice(tmp_path: Path) -> None:
    first = inventory(tmp_path / "a", "X;@Acme;;marque;;;;")
    header = "Followers,Account,Network\n"
    other = golden.export(tmp_path / "b", {"Our accounts.csv": f"{header}3,acme,Twitter\n"})
    (one,), (two,) = first.rows("accounts"), golden.read(other).rows("accounts")
    assert one["account_id"] == two["account_id"]


@pytest.mark.parametrize(
    "header",
    [
        "account_id,platform,kind,handle",
        "Platform,Account,Message,Likes,Published",
        "Compte;Libellé;Solde",
        "Compte;IBAN;URL;Type",
    ],
)
def test_a_table_of_something_else_is_not_taken(header: str, tmp_path: Path) -> None:
    files = {"comptes.csv": f"{header}\na,b,c,d\n", "accounts.csv": "account_id\na\n"}
    assert "comptes.csv" in golden.read(golden.export(tmp_path, files)).unknown
