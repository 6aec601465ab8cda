"""An answer that names nothing is joined to the last message of the same subject."""

from typing import Any

DAY = 60 * 24


def mail(
    message: Any, name: str, minutes: float, topic: str | None = "budget", **known: Any
) -> Any:
    return message(name, minutes=minutes, scope="internal", platform="email", topic=topic, **known)


def parents(exports: Any) -> dict[object, object]:
    return exports.column("messages", "message_id", "parent_id")


def test_an_answer_goes_to_the_latest_earlier_message_of_its_subject(
    exports: Any, message: Any
) -> None:
    rows = [
        mail(message, "m1", 0),
        mail(message, "m2", 10),
        mail(message, "m3", 20, kind="reply"),
        mail(message, "m4", 30),
        mail(message, "other", 15, topic="holidays"),
    ]
    exports.take_in({"room.txt": rows})
    assert parents(exports) == {"m1": None, "m2": None, "m3": "m2", "m4": None, "other": None}


def test_answers_to_answers_belong_to_one_conversation(exports: Any, message: Any) -> None:
    rows = [mail(message, "m1", 0), *(mail(message, f"r{n}", n, kind="reply") for n in (1, 2, 3))]
    exports.take_in({"room.txt": rows})
    assert parents(exports) == {"m1": None, "r1": "m1", "r2": "r1", "r3": "r2"}
    roots = exports.column("messages", "message_id", "root_id")
    assert roots == {"m1": None, "r1": "m1", "r2": "m1", "r3": "m1"}


def test_what_an_answer_says_itself_is_believed(exports: Any, message: Any) -> None:
    rows = [
        mail(message, "m1", 0),
        mail(message, "m2", 5),
        mail(message, "r", 9, kind="reply", parent_id="m1", root_id="m1"),
    ]
    exports.take_in({"room.txt": rows})
    assert parents(exports)["r"] == "m1"


def test_after_two_months_a_subject_is_another_matter(exports: Any, message: Any) -> None:
    rows = [
        mail(message, "m1", 0),
        mail(message, "soon", 59 * DAY, kind="reply"),
        mail(message, "late", 130 * DAY, kind="reply"),
    ]
    exports.take_in({"room.txt": rows})
    assert parents(exports) == {"m1": None, "soon": "m1", "late": None}


def test_an_answer_finds_what_it_answers_in_another_export(
    exports: Any, message: Any, tie: Any
) -> None:
    first = [mail(message, "m1", 0, by="anna")]
    later = [
        mail(message, "r", 9, kind="reply", by="bob"),
        tie("r", "bob", "anna", 9, channel_kind="email"),
    ]
    exports.take_in({"b/room.txt": first, "a/room.txt": later})
    assert parents(exports)["r"] == "m1"
    assert exports.column("interactions", "message_id", "reply_to") == {"r": "m1"}


def test_another_platform_has_other_subjects(exports: Any, message: Any) -> None:
    rows = [
        mail(message, "m1", 0),
        message("r", minutes=9, scope="internal", platform="forum", topic="budget", kind="reply"),
    ]
    exports.take_in({"room.txt": rows})
    assert parents(exports)["r"] is None
