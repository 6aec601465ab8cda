from typing import Any


def watched(exports: Any) -> dict[str, tuple[object, ...]]:
    frame = exports.table("observation_window")
    hours = frame["end_utc"] - frame["start_utc"]
    return {
        one: (word, span.total_seconds() / 60)
        for one, word, span in zip(
            frame["account_id"], frame["inbound_complete"], hours, strict=True
        )
    }


def window(account: str, word: str, start: int = 0, end: int = 60) -> dict[str, object]:
    noon = 1_781_604_000_000_000
    return {
        "table": "observation_window",
        "account_id": account,
        "start_utc": noon + start * 60_000_000,
        "end_utc": noon + end * 60_000_000,
        "inbound_complete": word,
    }


def test_an_account_was_watched_from_the_first_to_the_last_message(
    exports: Any, message: Any
) -> None:
    rows = [message("m1", by="x:1"), message("m2", by="x:2", minutes=30)]
    public = message("m3", by="p", minutes=90, direction="in", to_account_id="x:1")
    exports.take_in({"square.txt": [*rows, public]})
    assert watched(exports) == {"x:1": ("yes", 90), "x:2": ("yes", 90)}


def test_without_a_message_received_nobody_may_say_that_none_was_answered(
    exports: Any, message: Any
) -> None:
    exports.take_in({"square.txt": [message("m1", by="x:1")]})
    assert watched(exports) == {"x:1": ("no", 0)}


def test_several_exports_of_an_account_make_one_window(exports: Any, message: Any) -> None:
    windows = [window("x:1", "no", 0, 30), window("x:1", "no", 20, 70)]
    exports.take_in({"square.txt": [message("m1", by="x:1"), *windows]})
    assert watched(exports) == {"x:1": ("no", 70)}


def test_what_another_export_brings_in_makes_a_no_doubtful(exports: Any, message: Any) -> None:
    inbound = message("m2", by="p", direction="in", to_account_id="x:1")
    square = [message("m1", by="x:1"), window("x:1", "no")]
    exports.take_in({"square.txt": square, "agreed.txt": [inbound]})
    assert watched(exports) == {"x:1": ("unknown", 60)}


def test_the_clients_own_word_wins(exports: Any, message: Any) -> None:
    inbound = message("m2", by="p", direction="in", to_account_id="x:1")
    square = [message("m1", by="x:1"), window("x:1", "no")]
    exports.take_in({"square.txt": square, "agreed.txt": [inbound, window("x:1", "yes", 0, 500)]})
    assert watched(exports) == {"x:1": ("yes", 500)}
