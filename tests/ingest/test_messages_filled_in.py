from typing import Any


def test_an_agreed_message_is_outward_unless_it_says_otherwise(exports: Any, message: Any) -> None:
    exports.take_in({"agreed.txt": [{**message("m1"), "scope": None}]})
    assert exports.table("messages")["scope"].to_list() == ["external"]


def test_the_public_writes_in_and_the_organisation_out(exports: Any, message: Any) -> None:
    rows = [
        message("m1", author_kind="public"),
        message("m2", author_kind="org_person"),
        message("m3"),
    ]
    exports.take_in({"square.txt": rows})
    assert exports.column("messages", "message_id", "direction") == {
        "m1": "in",
        "m2": "out",
        "m3": "out",
    }


def test_inside_there_is_no_direction(exports: Any, message: Any) -> None:
    exports.take_in({"room.txt": [message("m1", scope="internal")]})
    assert exports.table("messages")["direction"].to_list() == [None]


def test_the_kind_of_the_account_says_who_signs(exports: Any, message: Any) -> None:
    kinds = {"b": "brand", "p": "person", "r": "bot", "u": "unknown"}
    accounts = [
        {"table": "accounts", "account_id": one, "kind": kind} for one, kind in kinds.items()
    ]
    exports.take_in({"square.txt": [*accounts, *(message(f"m-{one}", by=one) for one in kinds)]})
    assert exports.column("messages", "account_id", "author_kind") == {
        "b": "org_brand",
        "p": "org_person",
        "r": "bot",
        "u": "org_brand",
    }


def test_the_settings_say_who_an_account_is_with_or_without_at(exports: Any, message: Any) -> None:
    exports.settings["accounts"] = {"@Anna": "person", "robot": "bot"}
    accounts = [
        {"table": "accounts", "account_id": "x:1", "handle": "anna", "kind": "unknown"},
        {"table": "accounts", "account_id": "x:2", "handle": "Robot", "kind": "brand"},
        {"table": "accounts", "account_id": "x:3", "handle": "shop"},
    ]
    exports.take_in({"square.txt": [*accounts, message("m1", by="x:1")]})
    assert exports.column("accounts", "account_id", "kind") == {
        "x:1": "person",
        "x:2": "bot",
        "x:3": "unknown",
    }
    assert exports.table("messages")["author_kind"].to_list() == ["org_person"]


def test_who_writes_for_the_organisation_is_listed_among_its_accounts(
    exports: Any, message: Any
) -> None:
    exports.take_in(
        {"square.txt": [message("m1", by="x:1"), message("m2", by="x:2", direction="in")]}
    )
    assert exports.column("accounts", "account_id", "kind") == {"x:1": "unknown"}


def test_an_answer_whose_parent_is_lost_answers_the_conversation(
    exports: Any, message: Any
) -> None:
    rows = [
        message("m1", kind="reply", thread_id="t1"),
        message("m2", kind="reply", thread_id="t1", root_id="r1"),
        message("m3", kind="reply", parent_id="p1", root_id="r1"),
        message("m4", kind="post", thread_id="t1"),
        message("t1", kind="reply", thread_id="t1"),
    ]
    exports.take_in({"square.txt": rows})
    assert exports.column("messages", "message_id", "parent_id") == {
        "m1": "t1",
        "m2": "r1",
        "m3": "p1",
        "m4": None,
        "t1": None,
    }


def test_what_answers_is_a_reply_and_what_does_not_a_post(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1"), message("m2", parent_id="m1")]})
    assert exports.column("messages", "message_id", "kind") == {"m1": "post", "m2": "reply"}


def test_the_day_is_that_of_the_message_then_of_its_author_then_of_the_client(
    exports: Any, message: Any
) -> None:
    late = 60 * 11  # eleven in the evening in Paris
    rows = [
        {"table": "accounts", "account_id": "anna", "tz": "Asia/Tokyo"},
        message("m1", minutes=late, tz="America/New_York"),
        message("m2", minutes=late),
        message("m3", minutes=late, by="bob"),
        message("m4", minutes=late, by="bob", tz="Moon/Sea of Tranquility"),
    ]
    exports.take_in({"square.txt": rows})
    assert exports.column("messages", "message_id", "hour") == {
        "m1": 17,
        "m2": 6,
        "m3": 23,
        "m4": 23,
    }
    assert exports.column("messages", "message_id", "day")["m2"] == 20260617


def test_business_time_is_the_clients_own(exports: Any, message: Any) -> None:
    exports.settings["hours"] = {"tuesday": ("12:00-12:10",)}
    exports.take_in(
        {"square.txt": [message("m1"), message("m2", minutes=5), message("m3", minutes=50)]}
    )
    start, middle, end = exports.table("messages")["business_s"].to_list()
    assert (middle - start, end - start) == (300, 600)


def test_messages_lie_in_the_order_of_time(exports: Any, message: Any) -> None:
    names = [("late", 90_000), ("early", 0), ("b", 45_000), ("a", 45_000)]
    exports.take_in({"square.txt": [message(name, minutes=at) for name, at in names]})
    assert exports.table("messages")["message_id"].to_list() == ["early", "a", "b", "late"]
