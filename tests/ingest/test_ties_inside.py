from typing import Any

import pytest

AGREED = {"table": "interactions", "src": "a", "ts_utc": "2026-06-16T10:00:00Z"}


def rows(exports: Any) -> list[tuple[object, ...]]:
    return exports.table("interactions").select("message_id", "src", "dst").rows()


def said(message: Any, name: str, by: str, **known: object) -> dict[str, object]:
    return message(name, by=by, **{"scope": "internal", **known})


def test_an_answer_speaks_to_whoever_wrote_what_it_answers(
    exports: Any, message: Any, tie: Any
) -> None:
    months = 60 * 24 * 90
    exports.take_in(
        {
            "room.txt": [],
            "day/2.txt": [tie("m2", "b", None, minutes=months, reply_to="m1", recipients_n=8)],
            "day/1.txt": [said(message, "m1", "a")],
        }
    )
    row = exports.table("interactions").row(0, named=True)
    assert (row["dst"], row["recipients_n"], row["weight"]) == ("a", 1, 1.0)


def test_an_answer_to_oneself_speaks_to_all(exports: Any, message: Any, tie: Any) -> None:
    answer = tie("m2", "a", None, reply_to="m1", recipients_n=8)
    exports.take_in({"room.txt": [said(message, "m1", "a"), answer]})
    row = exports.table("interactions").row(0, named=True)
    assert (row["dst"], row["recipients_n"], row["weight"]) == (None, 8, 0.125)


def test_an_answer_to_a_robot_speaks_to_nobody(exports: Any, message: Any, tie: Any) -> None:
    parent = said(message, "m1", "r", author_kind="bot")
    exports.take_in({"room.txt": [parent, tie("m2", "a", None, reply_to="m1")]})
    assert rows(exports) == [("m2", "a", None)]


def test_an_answer_to_a_lost_message_keeps_no_addressee(exports: Any, tie: Any) -> None:
    exports.take_in({"room.txt": [tie("m2", "a", None, reply_to="lost")]})
    assert rows(exports) == [("m2", "a", None)]


def test_who_is_answered_and_named_is_spoken_to_once(exports: Any, message: Any, tie: Any) -> None:
    both = [tie("m2", "a", None, reply_to="m1"), tie("m2", "a", "b")]
    exports.take_in({"room.txt": [said(message, "m1", "b"), *both]})
    row = exports.table("interactions").row(0, named=True)
    assert (row["dst"], row["reply_to"], row["weight"]) == ("b", "m1", 1.0)


def test_a_message_to_somebody_is_no_message_to_all(exports: Any, tie: Any) -> None:
    exports.take_in({"room.txt": [tie("m1", "a", None), tie("m1", "a", "b"), tie("m1", "a", "c")]})
    assert rows(exports) == [("m1", "a", "b"), ("m1", "a", "c")]


def test_the_weight_of_a_message_is_shared_between_its_addressees(exports: Any, tie: Any) -> None:
    exports.take_in({"room.txt": [tie("m1", "a", name) for name in "bcde"]})
    assert exports.table("interactions")["weight"].to_list() == [0.25] * 4


def test_what_the_client_counted_is_kept(exports: Any) -> None:
    exports.take_in({"agreed.txt": [{**AGREED, "dst": "b", "recipients_n": "12", "weight": "0,5"}]})
    row = exports.table("interactions").row(0, named=True)
    assert (row["recipients_n"], row["weight"]) == (12, 0.5)


def test_rows_of_one_author_and_moment_are_one_message(exports: Any) -> None:
    told = [{**AGREED, "dst": name} for name in "bc"] + [{**AGREED, "src": "z", "dst": "b"}]
    exports.take_in({"agreed.txt": told})
    ties = exports.table("interactions")
    assert ties["message_id"].n_unique() == 2
    assert ties["interaction_id"].n_unique() == 3
    assert sorted(ties["recipients_n"]) == [1, 2, 2]


def test_outward_messages_alone_make_no_ties(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1"), message("m2", parent_id="m1")]})
    with pytest.raises(Exception, match="interactions"):
        exports.table("interactions")
