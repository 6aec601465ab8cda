import re
import shutil
import zipfile
from typing import Any

import pytest

from toolkit import importers, plugins
from toolkit.errors import BrokenExport, EmptyExport, TableError, UnknownPlatform


def outcomes(intake: Any) -> dict[str, str]:
    return {f"{one.archive}/{one.name}": one.outcome for one in intake.files}


def test_an_export_is_found_wherever_it_was_unpacked(exports: Any, message: Any) -> None:
    intake = exports.take_in({"from Anna/2026/square.txt": [message("m1")]})
    assert intake.rows["messages"] == 1
    assert outcomes(intake)["exports/from Anna/2026/square.txt"] == "read"


def test_a_zip_is_read_where_it_lies(exports: Any, message: Any) -> None:
    exports.write({"packed/square.txt": [message("m1")]})
    folder = exports.folder / "exports"
    with zipfile.ZipFile(folder / "handed over.zip", "w") as packed:
        packed.write(folder / "packed/square.txt", "square/square.txt")
    shutil.rmtree(folder / "packed")
    assert outcomes(exports.take_in())["handed over.zip/square/square.txt"] == "read"
    assert exports.table("messages")["source_file"].to_list() == ["square.txt"]


def test_each_file_is_read_ignored_unknown_or_absent(exports: Any, message: Any) -> None:
    seen = outcomes(
        exports.take_in(
            {
                "square.txt": [message("m1")],
                "pictures/cat.jpg": [],
                "notes.doc": [],
                ".DS_Store": [],
            }
        )
    )
    assert seen == {
        "exports/square.txt": "read",
        "exports/pictures/cat.jpg": "ignored",
        "exports/notes.doc": "unknown",
        "exports/.DS_Store": "unknown",
        "exports/day/*.txt": "absent",
    }


def test_a_file_of_no_export_is_unknown_to_all(exports: Any, message: Any) -> None:
    intake = exports.take_in({"here/square.txt": [message("m1")], "there/notes.doc": []})
    assert ("there/notes.doc", "unknown", "") in {
        (one.name, one.outcome, one.platform) for one in intake.files
    }


def test_two_platforms_unpacked_in_one_folder_are_both_read(exports: Any, message: Any) -> None:
    intake = exports.take_in({"square.txt": [message("m1")], "agreed.txt": [message("m2")]})
    assert [one.platform for one in intake.sources] == ["agreed", "square"]
    assert intake.rows["messages"] == 2


def test_a_file_belongs_to_the_nearest_export(exports: Any, message: Any) -> None:
    exports.take_in(
        {"agreed.txt": [message("m1")], "x/square.txt": [], "x/day/1.txt": [message("m2")]}
    )
    assert exports.column("messages", "message_id", "importer") == {
        "m1": "agreed@1",
        "m2": "square@1",
    }


def test_an_empty_folder_is_no_export(exports: Any) -> None:
    with pytest.raises(EmptyExport, match="acme/exports"):
        exports.take_in()


def test_an_unknown_export_is_answered_with_what_is_looked_for(exports: Any) -> None:
    with pytest.raises(UnknownPlatform, match=r"room: room\.txt; square: square\.txt"):
        exports.take_in({"notes.doc": []})


@pytest.mark.parametrize("importer", plugins.modules(importers).values(), ids=lambda m: m.PLATFORM)
def test_every_importer_says_in_plain_words_what_it_looks_for(importer: Any) -> None:
    assert re.fullmatch(r"[\w.:/,;*<>() '…#+-]{10,160}", importer.LOOKS_FOR)


def test_a_damaged_zip_is_named(exports: Any) -> None:
    (exports.folder / "exports/slack.zip").write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(BrokenExport, match=r"slack\.zip"):
        exports.take_in()


def test_a_table_without_its_required_columns_is_refused_with_all_of_them(exports: Any) -> None:
    rows = [{"table": "messages", "text": "hello"}, {"table": "people", "team": "A"}]
    with pytest.raises(TableError, match=r"message_id, account_id, ts_utc.*person_id"):
        exports.take_in({"agreed.txt": rows})


def test_progress_is_told_in_bytes(exports: Any, message: Any) -> None:
    told: list[tuple[str, int, int]] = []
    exports.take_in(
        {"square.txt": [message("m1")], "day/1.txt": [message("m2")]},
        progress=lambda *step: told.append(step),
    )
    size = sum(path.stat().st_size for path in exports.client.exports.rglob("*.txt"))
    assert [step for step in told if step[0] == "read"][-1] == ("read", size, size)
