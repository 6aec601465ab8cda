"""A directory's LDIF brings its people, and nothing that is no person."""

import base64
from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Rejected

BOB = "dn: uid=bob,ou=people,dc=carafe,dc=example\nobjectClass: inetOrgPerson\nuid: bob\ncn: Bob\n"


def directory(folder: Path, *entries: str, name: str = "export.ldif") -> golden.Reading:
    return golden.read(golden.export(folder, {name: "\n".join(entries)}))


def entry(dn: str, **attributes: str) -> str:
    lines = (f"{name}: {value}" for name, value in attributes.items())
    return "\n".join((f"dn: {dn}", *lines)) + "\n"


def test_what_is_written_in_base64_is_read(tmp_path: Path) -> None:
    name = base64.b64encode("Zoé Noël".encode()).decode()
    dn = base64.b64encode(b"cn=Zo\xc3\xa9,dc=carafe,dc=example").decode()
    reading = directory(tmp_path, f"dn:: {dn}\nobjectClass: person\ndisplayName:: {name}\n")
    (row,) = reading.rows("people")
    assert row["name"] == "Zoé Noël"
    assert row["person_id"] == "directory:cn=zoé,dc=carafe,dc=example"


def test_folded_lines_and_comments_are_put_together(tmp_path: Path) -> None:
    reading = directory(
        tmp_path,
        "# a remark that\n  goes on",
        BOB + "mail: bob@car\n afe.example\n# cn: no\nl: L\n yon",
    )
    (row,) = reading.rows("people")
    assert (row["email"], row["site"], row["name"]) == ("bob@carafe.example", "Lyon", "Bob")


def test_a_folded_picture_does_not_become_text(tmp_path: Path) -> None:
    picture = "jpegPhoto:: " + "\n ".join(["A" * 76] * 3000)
    (row,) = directory(tmp_path, BOB + picture + "\nmail: bob@carafe.example\n").rows("people")
    assert row["email"] == "bob@carafe.example"


@pytest.mark.parametrize("kind", ["modify", "delete", "modrdn", "moddn"])
def test_a_change_is_left_and_counted(kind: str, tmp_path: Path) -> None:
    change = (
        f"dn: uid=zoe,dc=carafe,dc=example\nchangetype: {kind}\nuid: zoe\nmail: z@x.example\n-\n"
    )
    reading = directory(tmp_path, BOB, change)
    assert [row["name"] for row in reading.rows("people")] == ["Bob"]
    assert reading.noted == (Noted("export.ldif", "changes to entries left out: 1"),)


def test_an_entry_written_as_an_addition_is_an_entry(tmp_path: Path) -> None:
    added = BOB.replace("objectClass", "changetype: add\nobjectClass")
    assert len(directory(tmp_path, added).rows("people")) == 1


@pytest.mark.parametrize(
    "classes",
    [
        ("groupOfNames",),
        ("organizationalUnit",),
        ("user", "computer"),
        ("person", "contact"),
        ("top",),
    ],
)
def test_groups_machines_and_contacts_are_nobody(classes: tuple[str, ...], tmp_path: Path) -> None:
    said = "".join(f"objectClass: {one}\n" for one in classes)
    other = f"dn: cn=x,dc=carafe,dc=example\n{said}cn: x\nmail: x@carafe.example\n"
    assert [row["name"] for row in directory(tmp_path, BOB, other).rows("people")] == ["Bob"]


def test_without_classes_whoever_has_an_address_or_a_login_is_somebody(tmp_path: Path) -> None:
    reading = directory(
        tmp_path,
        entry("cn=Zoé,dc=carafe,dc=example", cn="Zoé", mail="zoe@carafe.example"),
        entry("ou=people,dc=carafe,dc=example", ou="people"),
    )
    assert [row["name"] for row in reading.rows("people")] == ["Zoé"]


def test_a_closed_account_is_still_a_person(tmp_path: Path) -> None:
    closed = BOB + "userAccountControl: 514\n"
    assert len(directory(tmp_path, closed).rows("people")) == 1


def test_rooms_and_shared_mailboxes_are_nobody_and_counted(tmp_path: Path) -> None:
    shared = [
        f"{BOB.replace('bob', f'm{n}')}msExchRecipientTypeDetails: {kind}\n"
        for n, kind in enumerate(("4", "16", "32", "34359738368", "1"))
    ]
    reading = directory(tmp_path, *shared)
    assert len(reading.rows("people")) == 1
    assert {one.kind for one in reading.noted} == {"mailboxes that are nobody's left out: 4"}


def test_a_person_who_moves_in_the_tree_stays_the_same(tmp_path: Path) -> None:
    here = entry("CN=Bob,OU=Lyon,DC=carafe,DC=example", objectClass="user", sAMAccountName="BOB")
    there = entry("CN=Bob,OU=Nice,DC=carafe,DC=example", objectClass="user", sAMAccountName="bob")
    (first,) = directory(tmp_path / "a", here).rows("people")
    (second,) = directory(tmp_path / "b", there, name="juin.ldf").rows("people")
    assert first["person_id"] == second["person_id"] == "directory:carafe.example/bob"


def test_a_manager_in_another_file_is_found(tmp_path: Path) -> None:
    over = "manager: UID=bob , ou=People,dc=carafe,dc=example\n"
    files = {"a.ldif": f"{BOB.replace('bob', 'zoe')}{over}", "b.ldif": BOB}
    rows = golden.read(golden.export(tmp_path, files)).by("people", "person_id")
    assert rows["directory:carafe.example/zoe"]["manager_id"] == "directory:carafe.example/bob"


def test_a_manager_who_is_not_there_keeps_his_place_in_the_tree(tmp_path: Path) -> None:
    (row,) = directory(tmp_path, BOB + "manager: cn=Ancien,dc=carafe,dc=example\n").rows("people")
    assert row["manager_id"] == "directory:cn=ancien,dc=carafe,dc=example"


def test_other_addresses_join_the_person_too(tmp_path: Path) -> None:
    reading = directory(
        tmp_path,
        BOB + "proxyAddresses: smtp:B@carafe.example\nproxyAddresses: SMTP:bob@carafe.example\n",
    )
    assert reading.rows("people")[0]["email"] == "bob@carafe.example"
    (account,) = reading.rows("accounts")
    assert (account["account_id"], account["platform"]) == ("directory:b@carafe.example", "email")
    assert account["person_id"] == "directory:carafe.example/bob"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_directory_is_the_same_whatever_saved_it(encoding: str, tmp_path: Path) -> None:
    content = BOB.replace("cn: Bob", "cn: Bob Écuyer").replace("\n", "\r\n").encode(encoding)
    reading = golden.read(golden.export(tmp_path, {"annuaire.ldf": content}))
    assert [row["name"] for row in reading.rows("people")] == ["Bob Écuyer"]


def test_an_entry_without_a_place_is_rejected_and_a_result_is_not(tmp_path: Path) -> None:
    tail = "# search result\nsearch: 2\nresult: 0 Success\n"
    reading = directory(tmp_path, BOB, "cn: secret\nmail: s@x.example\n", tail)
    assert reading.rejected == (Rejected("export.ldif[1]", "missing dn"),)


def test_a_journal_of_a_database_is_not_taken(tmp_path: Path) -> None:
    files = {"data.ldf": b"\x01\x0f\x00\x00 SQL", "people.ldif": BOB}
    assert golden.read(golden.export(tmp_path, files)).unknown == ("data.ldf",)
