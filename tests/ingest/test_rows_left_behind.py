from typing import Any

SECRET = "Ne le dites à personne"


def test_what_came_in_is_kept_or_counted_as_rejected(exports: Any, message: Any) -> None:
    rows = [message("m1"), message("m2", kind="rant"), {**message("m3"), "ts_utc": "soon"}]
    intake = exports.take_in({"square.txt": rows})
    assert intake.rows["messages"] == 1
    assert [(one.where, one.kind.split(":")[0]) for one in intake.rejected] == [
        ("square.txt[1]", "kind"),
        ("square.txt[2]", "ts_utc"),
    ]
    assert intake.sources[0].rejected == 2


def test_a_number_too_big_for_any_table_is_rejected(exports: Any) -> None:
    rows = [
        {"table": "message_metrics", "message_id": "m1", "likes": 10**30},
        {"table": "message_metrics", "message_id": "m2", "likes": 3},
    ]
    intake = exports.take_in({"square.txt": rows})
    assert exports.table("message_metrics")["likes"].to_list() == [3]
    assert [one.kind for one in intake.rejected] == ["likes: not a whole number"]


def test_half_a_character_does_not_stop_an_import(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1", text="broken \ud800 heart")]})
    assert exports.table("messages")["text"].item() == "broken \ufffd heart"


def test_a_rejection_never_quotes(exports: Any, message: Any) -> None:
    intake = exports.take_in({"square.txt": [message("m1"), message("m2", kind=SECRET)]})
    assert SECRET not in repr(intake)
    assert SECRET not in (exports.client.vault / "intake.json").read_text()


def test_the_report_of_an_import_says_nothing_of_the_machine(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1")]})
    assert str(exports.folder.parent) not in (exports.client.vault / "intake.json").read_text()


def test_sources_say_from_when_to_when(exports: Any, message: Any) -> None:
    rows = [message("m1"), message("m2", minutes=60 * 24 * 20)]
    (source,) = exports.take_in({"square.txt": rows}).sources
    assert (source.messages, source.first, source.last) == (2, "2026-06-16", "2026-07-06")
    assert (source.importer, source.read, source.inbound_complete) == ("square@1", 1, "no")
