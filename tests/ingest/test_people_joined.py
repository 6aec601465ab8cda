from typing import Any

from toolkit import ingest


def account(name: str, /, **known: object) -> dict[str, object]:
    return {"table": "accounts", "account_id": name, **known}


def person(name: str, /, **known: object) -> dict[str, object]:
    return {"table": "people", "person_id": name, **known}


ROOM = [
    account("r:1", kind="person", email="Anna@Acme.fr"),
    person("r:1", email="Anna@Acme.fr", tz="Europe/Paris", name="Anna in the room"),
    account("r:2", kind="person"),
    person("r:2", name="Bob"),
]


def test_an_address_joins_an_account_to_the_roster(exports: Any, tie: Any) -> None:
    roster = [person("p1", email="anna@acme.fr", team="Sales", name="Anna")]
    exports.take_in({"room.txt": [*ROOM, tie("m1", "r:1", "r:2")], "agreed.txt": roster})
    people = exports.table("people")
    assert people["person_id"].to_list() == ["p1", "r:2"]
    assert people.row(0, named=True)["name"] == "Anna"
    assert people.row(0, named=True)["tz"] == "Europe/Paris"
    assert exports.column("accounts", "account_id", "person_id") == {"r:1": "p1", "r:2": "r:2"}
    assert exports.table("interactions").select("src", "dst").row(0) == ("p1", "r:2")


def test_what_the_client_says_of_an_account_wins_over_its_address(exports: Any, tie: Any) -> None:
    told = [person("p1", email="anna@acme.fr"), person("p9"), account("r:1", person_id="p9")]
    exports.take_in({"room.txt": [*ROOM, tie("m1", "r:1", "r:2")], "agreed.txt": told})
    assert exports.column("accounts", "account_id", "person_id")["r:1"] == "p9"
    assert exports.table("interactions")["src"].to_list() == ["p9"]


def test_silent_people_stay_in_the_roster(exports: Any, tie: Any) -> None:
    exports.take_in(
        {"room.txt": [*ROOM, tie("m1", "r:1", None)], "agreed.txt": [person("p7", level=2)]}
    )
    assert exports.table("people")["person_id"].to_list() == ["p7", "r:1", "r:2"]


def test_who_writes_but_is_in_no_list_is_added_without_a_team(exports: Any, tie: Any) -> None:
    exports.take_in({"room.txt": [tie("m1", "r:8", "r:9")]})
    assert exports.table("people").select("person_id", "team", "level").rows() == [
        ("r:8", None, None),
        ("r:9", None, None),
    ]


def test_a_robot_is_nobody(exports: Any, tie: Any) -> None:
    exports.take_in({"room.txt": [account("r:0", kind="bot"), tie("m1", "r:1", "r:0")]})
    assert exports.table("people")["person_id"].to_list() == ["r:1"]


def test_the_clients_word_wins_column_by_column(exports: Any, message: Any) -> None:
    square = [account("x:1", kind="unknown", handle="acme", followers=12), message("m1", by="x:1")]
    exports.take_in(
        {"square.txt": square, "agreed.txt": [account("x:1", kind="brand", is_leader="non")]}
    )
    row = exports.table("accounts").row(0, named=True)
    assert (row["kind"], row["handle"], row["followers"], row["is_leader"]) == (
        "brand",
        "acme",
        12,
        False,
    )


def test_not_to_know_gives_way_to_knowledge(exports: Any) -> None:
    exports.take_in(
        {
            "square.txt": [account("x:1", kind="person")],
            "agreed.txt": [account("x:1", kind="unknown")],
        }
    )
    assert exports.column("accounts", "account_id", "kind") == {"x:1": "person"}


def test_the_manager_is_the_same_person_as_in_the_roster(exports: Any) -> None:
    roster = [person("p1", email="anna@acme.fr"), person("p2", manager_id="r:1")]
    exports.take_in({"room.txt": ROOM, "agreed.txt": roster})
    assert exports.column("people", "person_id", "manager_id")["p2"] == "p1"


def test_an_account_of_the_settings_that_no_export_lists_is_said(exports: Any) -> None:
    exports.settings["accounts"] = {"@Acme": "brand", "X:1": "person", "@acmee": "brand"}
    known = account("x:1"), account("x:2", handle="acme")
    assert exports.take_in({"square.txt": known}).unmatched == ("@acmee",)
    assert ingest.read_intake(exports.client).unmatched == ("@acmee",)
