"""Where exports show a message before and after a change, the last state counts."""

from typing import Any

import pytest

EARLY, LATE = 1_790_000_000_000_000, 1_790_000_900_000_000
FIRST = {"text": "demain"}
EDITED = {"text": "jeudi", "edited_at": EARLY}
DELETED = {"text": None, "edited_at": EARLY, "deleted_at": LATE}


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_a_deletion_wins_over_an_edit_and_an_edit_over_what_was_before(
    exports: Any, message: Any, backwards: bool
) -> None:
    states = [FIRST, EDITED, DELETED]
    for number, state in enumerate(reversed(states) if backwards else states):
        exports.write({f"export {number}/square.txt": [message("m1", **state), message("m2")]})
    exports.take_in()
    kept = exports.table("messages").row(0, named=True)
    assert (kept["text"], kept["deleted_at"] is not None) == (None, True)
    assert exports.table("messages").height == 2


def test_the_former_states_are_told_with_the_file_they_came_from(
    exports: Any, message: Any
) -> None:
    exports.take_in(
        {
            "a/square.txt": [message("m1", **FIRST)],
            "b/square.txt": [message("m1", **EDITED)],
            "c/day/1.txt": [message("m1", **EDITED)],
            "c/square.txt": [],
        }
    )
    rows = exports.table("versions").select("message_id", "is_kept", "source_file", "importer")
    assert rows.rows() == [
        ("m1", False, "square.txt", "square@1"),
        ("m1", True, "day/1.txt", "square@1"),
    ]


def test_the_same_state_twice_is_no_history(exports: Any, message: Any) -> None:
    exports.take_in(
        {"a/square.txt": [message("m1", **EDITED)], "b/square.txt": [message("m1", **EDITED)]}
    )
    assert "versions" not in exports.take_in().rows


def test_states_written_at_different_moments_are_states_of_one_message(
    exports: Any, message: Any
) -> None:
    months = 60 * 24 * 200
    rows = [message("m1", **FIRST), message("m1", minutes=months, **EDITED)]
    exports.take_in({"square.txt": rows})
    assert exports.table("versions")["is_kept"].to_list() == [False, True]
    assert exports.table("messages")["text"].to_list() == ["jeudi"]
