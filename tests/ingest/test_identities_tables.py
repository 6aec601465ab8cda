"""In the vault's tables a person stands once, under the name that the client uses."""

import json
import random
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.namesakes import SOME
from toolkit import store
from toolkit.errors import EmptyExport
from toolkit.ingest.identities import (
    Decided,
    Decisions,
    Known,
    read_review,
    to_review,
    write_decisions,
)


def account(name: str, /, **known: object) -> dict[str, object]:
    return {"table": "accounts", "account_id": name, "platform": name.partition(":")[0], **known}


def person(name: str, /, **known: object) -> dict[str, object]:
    return {"table": "people", "person_id": name, **known}


@pytest.fixture
def many(exports: Any) -> Any:
    """A client whose exports are also mail, an inventory, a chart and a register."""
    one = vars(exports.modules[0])
    for name in ("email", "inventory", "org_chart", "consents"):
        file = rf"{name}\.txt"
        made = {"PLATFORM": name, "SIGNATURE": (file,), "ROUTES": {file: exports.parser}}
        exports.modules = (*exports.modules, SimpleNamespace(**{**one, **made}))
    return exports


ROOM = [
    account("room:1", kind="person", name="Anne Dupont", email="anne@acme.example"),
    person("room:1", name="Anne Dupont", email="anne@acme.example", tz="Europe/Paris"),
    account("room:2", kind="person", name="Bob Martin"),
    person("room:2", name="Bob Martin"),
]
MAIL = [
    account("email:anne@acme.example", kind="person", name="A. Dupont", email="anne@acme.example"),
    person("email:anne@acme.example", name="A. Dupont", email="anne@acme.example"),
    account("email:bm@acme.example", kind="person", name="Martin, Bob", email="bm@acme.example"),
    person("email:bm@acme.example", name="Martin, Bob", email="bm@acme.example"),
]


def decide(exports: Any, **decided: Any) -> None:
    write_decisions(exports.client, Decisions(**decided))


def test_one_person_stands_once_among_the_people(many: Any, tie: Any) -> None:
    many.take_in({"room.txt": [*ROOM, tie("m1", "room:1", "room:2")], "email.txt": MAIL})
    people = many.table("people")
    assert people["person_id"].to_list() == [
        "email:anne@acme.example",
        "email:bm@acme.example",
        "room:2",
    ]
    assert people.row(0, named=True)["tz"] == "Europe/Paris"
    held = many.column("accounts", "account_id", "person_id")
    assert held["room:1"] == held["email:anne@acme.example"] == "email:anne@acme.example"
    assert many.table("interactions")["src"].to_list() == ["email:anne@acme.example"]
    (question,) = to_review(many.client)
    assert (question.left, question.right) == (("email:bm@acme.example",), ("room:2",))


def test_the_chart_s_person_stands_for_all_accounts(many: Any, tie: Any) -> None:
    chart = [person("org:12", name="DUPONT Anne", email="ANNE@acme.example", team="Sales")]
    files = {"room.txt": [*ROOM, tie("m1", "room:1", None)], "email.txt": MAIL}
    many.take_in({**files, "org_chart.txt": chart})
    row = (
        many.table("people").row(by_predicate=many.table("people")["person_id"] == "org:12")
        if (False)
        else many.table("people").filter(person_id="org:12").row(0, named=True)
    )
    assert (row["name"], row["team"], row["tz"]) == ("DUPONT Anne", "Sales", "Europe/Paris")
    assert many.table("interactions")["src"].to_list() == ["org:12"]


def test_what_the_consultant_joined_is_one_person_at_the_next_import(many: Any, tie: Any) -> None:
    files = {"room.txt": [*ROOM, tie("m1", "room:1", "room:2")], "email.txt": MAIL}
    many.take_in(files)
    decide(many, joined=(Decided(("room:2", "email:bm@acme.example")),))
    assert to_review(many.client) == ()
    many.take_in(files)
    assert many.table("people").height == 2
    assert many.table("interactions")["dst"].to_list() == ["email:bm@acme.example"]
    assert read_review(many.client).candidates == ()


def test_what_the_consultant_refused_stays_two_people(many: Any) -> None:
    decide(many, refused=(Decided(("room:1", "email:anne@acme.example")),))
    many.take_in({"room.txt": ROOM, "email.txt": MAIL})
    held = many.column("accounts", "account_id", "person_id")
    assert held["room:1"] != held["email:anne@acme.example"]
    assert many.table("people").height == 4


def test_a_refusal_holds_against_the_client_s_own_word(many: Any) -> None:
    told = [{**one, "person_id": "p1"} for one in (account("room:1"), account("room:2"))]
    decide(many, refused=(Decided(("room:1", "room:2")),))
    many.take_in({"room.txt": ROOM, "agreed.txt": [*told, person("p1")]})
    held = many.column("accounts", "account_id", "person_id")
    assert held == {"room:1": "p1", "room:2": "room:2"}


@pytest.mark.parametrize("kind", ["brand", "shared", "bot"])
def test_an_account_that_is_no_person_leaves_the_people(many: Any, tie: Any, kind: Any) -> None:
    decide(many, kinds={"room:1": kind})
    files = {"room.txt": [*ROOM, tie("m1", "room:1", "room:2")], "email.txt": MAIL}
    many.take_in(files)
    assert "room:1" not in many.table("people")["person_id"].to_list()
    wanted = {"brand": "brand", "shared": "brand", "bot": "bot"}[kind]
    assert many.column("accounts", "account_id", "kind")["room:1"] == wanted
    assert many.column("accounts", "account_id", "person_id")["room:1"] is None


def test_a_decision_joins_no_robot(many: Any) -> None:
    robot = account("room:9", kind="bot", name="Anne Dupont", email="anne@acme.example")
    pair = ("room:1", "room:9")
    decide(many, joined=(Decided(pair),))
    many.take_in({"room.txt": [*ROOM, robot]})
    assert many.column("accounts", "account_id", "person_id")["room:9"] is None
    assert read_review(many.client).against == (pair,)


def test_the_public_is_never_an_insider(many: Any) -> None:
    fan = account("square:1", kind="public", name="Anne Dupont", email="anne@acme.example")
    many.take_in({"room.txt": ROOM, "square.txt": [fan]})
    assert many.column("accounts", "account_id", "person_id")["square:1"] is None
    assert to_review(many.client) == ()


def test_a_leader_leads_under_each_account(many: Any) -> None:
    bird = account("square:1", kind="person", name="Anne D.", email="anne@acme.example")
    decide(many, kinds={"room:1": "leader"})
    many.take_in({"room.txt": ROOM, "square.txt": [bird]})
    leads = many.column("accounts", "account_id", "is_leader")
    assert leads == {"room:1": True, "room:2": None, "square:1": True}


def test_a_shared_mailbox_is_a_person_s_once_that_is_said(many: Any) -> None:
    desk = account("email:contact@acme.example", kind="unknown", email="contact@acme.example")
    chat = account("room:5", kind="person", name="Zoé Petit", email="contact@acme.example")
    many.take_in({"room.txt": [chat], "email.txt": [desk]})
    assert set(many.column("accounts", "account_id", "person_id").values()) == {None}
    decide(many, kinds={"email:contact@acme.example": "leader"})
    many.take_in()
    held = many.column("accounts", "account_id", "person_id")
    assert set(held.values()) == {"email:contact@acme.example"}


def test_a_shared_mailbox_that_writes_is_nobody(many: Any, tie: Any) -> None:
    desk = account("email:contact@acme.example", kind="unknown", email="contact@acme.example")
    many.take_in(
        {"room.txt": ROOM, "email.txt": [desk, tie("m1", "room:1", "email:contact@acme.example")]}
    )
    assert many.table("people")["person_id"].to_list() == ["room:1", "room:2"]


def test_decisions_on_accounts_that_are_gone_are_kept_and_said(many: Any) -> None:
    decide(many, joined=(Decided(("room:1", "room:77")),), kinds={"room:88": "bot"})
    text = (many.folder / store.IDENTITIES).read_text(encoding="utf-8")
    many.take_in({"room.txt": ROOM})
    assert read_review(many.client).unknown == ("room:77", "room:88")
    assert (many.folder / store.IDENTITIES).read_text(encoding="utf-8") == text


def test_before_any_import_nothing_is_asked(exports: Any) -> None:
    with pytest.raises(EmptyExport, match="nothing was imported yet"):
        to_review(exports.client)


def test_one_address_with_many_names_is_one_account(many: Any) -> None:
    names = ["Anne", "Anne Dupont", "anne@acme.example", "Dupont, Anne", "A. Dupont"]
    one = "email:anne@acme.example"
    rows = [
        row
        for name in names
        for row in (account(one, kind="person", name=name), person(one, name=name))
    ]
    for order in (rows, rows[::-1]):
        many.take_in({"email.txt": order})
        assert many.column("accounts", "account_id", "name") == {one: "Anne Dupont"}
        assert many.column("people", "person_id", "name") == {one: "Anne Dupont"}


def listed(handle: str, /, **known: object) -> dict[str, object]:
    name = f"inventory:square:{handle}"
    return {**account(name), "platform": "square", "handle": handle, **known}


def test_the_inventory_says_who_speaks_and_the_platform_the_rest(many: Any) -> None:
    seen = account("square:7", kind="person", handle="Acme", followers=12, team="none", name="Acme")
    told = listed("@ACME", kind="brand", team="Press", followers=3, name="The firm")
    many.take_in({"square.txt": [seen], "inventory.txt": [told]})
    row = many.table("accounts").row(0, named=True)
    assert many.table("accounts").height == 1
    assert (row["account_id"], row["kind"], row["team"]) == ("square:7", "brand", "Press")
    assert (row["name"], row["followers"], row["handle"]) == ("Acme", 12, "Acme")


def test_the_inventory_finds_an_account_whose_handle_stands_in_its_identifier_alone(
    many: Any,
) -> None:
    seen = {"table": "accounts", "account_id": "square:page:acme", "platform": "square"}
    many.take_in({"square.txt": [seen], "inventory.txt": [listed("Acme", kind="brand")]})
    assert many.column("accounts", "account_id", "kind") == {"square:page:acme": "brand"}


def test_the_settings_win_over_the_inventory_and_decisions_over_both(many: Any) -> None:
    many.settings["accounts"] = {"@acme": "bot"}
    files = {
        "square.txt": [account("square:7", handle="acme", kind="unknown")],
        "inventory.txt": [listed("acme", kind="brand")],
    }
    assert many.take_in(files).unmatched == ()
    assert many.column("accounts", "account_id", "kind") == {"square:7": "bot"}
    decide(many, kinds={"square:7": "leader"})
    many.take_in(files)
    assert many.column("accounts", "account_id", "kind") == {"square:7": "person"}


def test_an_account_that_only_the_inventory_knows_stays_and_is_said(many: Any) -> None:
    many.take_in(
        {"square.txt": [account("square:7", handle="other")], "inventory.txt": [listed("acme")]}
    )
    assert set(many.column("accounts", "account_id", "kind")) == {
        "square:7",
        "inventory:square:acme",
    }
    assert read_review(many.client).unseen == ("inventory:square:acme",)


def test_whom_the_inventory_names_is_found_in_the_chart(many: Any) -> None:
    chart = [person("org:12", name="DUPONT Anne"), person("org:13", name="Bob Martin")]
    told = [
        listed("anne_d", kind="person", person_id="Anne Dupont"),
        listed("bob", kind="person", person_id="bob@acme.example", email="bob@acme.example"),
        listed("bob2", kind="person", person_id="bob@acme.example"),
        listed("firm", kind="brand"),
    ]
    seen = [account(f"square:{one['handle']}", handle=one["handle"]) for one in told]
    many.take_in({"square.txt": seen, "inventory.txt": told, "org_chart.txt": chart})
    assert many.column("accounts", "account_id", "person_id") == {
        "square:anne_d": "org:12",
        "square:bob": "square:bob",
        "square:bob2": "square:bob",
        "square:firm": None,
    }


def test_a_platform_that_names_the_person_is_believed(many: Any) -> None:
    rows = [account(f"room:{n}", kind="person", person_id="crm:7") for n in (1, 2)]
    many.take_in({"room.txt": rows})
    assert set(many.column("accounts", "account_id", "person_id").values()) == {"crm:7"}


def test_registers_name_people_by_account_address_number_or_name(many: Any) -> None:
    chart = [
        person("org:12", name="DUPONT Anne", email="anne@acme.example"),
        person("org:13", name="Zoé Petit"),
        person("org:14", name="Zoé Petit"),
    ]
    named = [
        "Anne@Acme.example",
        "12",
        "Dupont, Anne",
        "room:1",
        "Bob MARTIN",
        "zoé petit",
        "Nobody",
    ]
    given = [
        {"table": "consents", "person_id": name, "scope": f"s{n}"} for n, name in enumerate(named)
    ]
    asked_to = {"table": "attendance", "meeting_id": "c1"}
    meetings = [
        {"table": "meetings", "meeting_id": "c1", "start": 10**15, "organiser": "room:1"},
        {**asked_to, "person_id": "room:1"},
        {**asked_to, "person_id": "mailto:anne@acme.example", "answer": "accepted"},
        {**asked_to, "person_id": "guest@home.example"},
    ]
    many.take_in({"room.txt": [*ROOM, *meetings], "org_chart.txt": chart, "consents.txt": given})
    people = many.column("consents", "scope", "person_id")
    wanted = ["org:12", "org:12", "org:12", "org:12", "room:2", "zoé petit", "Nobody"]
    assert [people[f"s{n}"] for n in range(len(named))] == wanted
    assert many.column("meetings", "meeting_id", "organiser") == {"c1": "org:12"}
    assert many.column("attendance", "person_id", "answer") == {
        "guest@home.example": None,
        "org:12": "accepted",
    }


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shuffle=st.randoms(use_true_random=False))
def test_the_order_of_exports_and_rows_changes_no_byte(
    exports: Any, shuffle: random.Random
) -> None:
    rows = [row for one in SOME.accounts for row in _rows(one)]
    parts = {"room.txt": rows[::2], "b/square.txt": rows[1::2]}
    wanted = _bytes(exports, parts)
    mixed = [(name, shuffle.sample(some, len(some))) for name, some in parts.items()]
    assert _bytes(exports, dict(reversed(mixed))) == wanted
    assert json.loads(wanted["identities.json"])["candidates"]


def _rows(one: Known) -> list[dict[str, object]]:
    known = {"name": next(iter(one.names), None), "email": one.address}
    own = {"platform": one.platform, "kind": "person", "handle": one.handle}
    return [account(one.id, **{**known, **own}), person(one.id, **known)]


def _bytes(exports: Any, files: Mapping[str, list[dict[str, object]]]) -> dict[str, bytes]:
    exports.take_in(files)
    found = [*exports.client.tables.iterdir(), exports.client.vault / "identities.json"]
    return {path.name: path.read_bytes() for path in found}
