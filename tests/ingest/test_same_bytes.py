import random
import shutil
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.ingest import incoming, messages, tables

PEOPLE = ("r:1", "r:2", "r:3")


def content(exports: Any) -> dict[str, bytes]:
    """Every table of the vault, as bytes."""
    return {path.name: path.read_bytes() for path in sorted(exports.client.tables.iterdir())}


def days(message: Any, tie: Any, seed: int) -> dict[str, list[dict[str, object]]]:
    """Twelve day files of a room, with answers that stand in other files, edits and reactions."""
    dice = random.Random(seed)
    files: dict[str, list[dict[str, object]]] = {}
    for day in range(12):
        rows = files.setdefault(f"day/{day}.txt", [])
        for number in range(dice.randrange(5)):
            name, by = f"m{day}-{number}", dice.choice(PEOPLE)
            at = day * 60 * 24 * 7 + number
            parent = f"m{dice.randrange(12)}-0"
            edited = dice.choice([None, 1_790_000_000_000_000 + dice.randrange(9)])
            rows += [
                message(name, by, at, scope="internal", text=dice.choice("abc"), edited_at=edited),
                tie(
                    name, by, dice.choice([None, *PEOPLE]), at, reply_to=dice.choice([None, parent])
                ),
                {"table": "message_metrics", "message_id": name, "likes": dice.randrange(9)},
            ]
    return files


def written(exports: Any, folders: dict[str, dict[str, Any]]) -> dict[str, bytes]:
    """Take in these export folders alone, and return the tables."""
    shutil.rmtree(exports.folder)
    for folder, files in folders.items():
        exports.write({f"{folder}/room.txt": ROSTER})
        exports.write({f"{folder}/{name}": rows for name, rows in files.items()})
    exports.take_in()
    return content(exports)


ROSTER = [
    {"table": "accounts", "account_id": name, "kind": "person", "email": f"{name}@acme.fr"}
    for name in PEOPLE
] + [{"table": "people", "person_id": name, "email": f"{name}@acme.fr"} for name in PEOPLE]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), shuffle=st.randoms(use_true_random=False))
def test_halves_and_doubles_give_the_same_bytes_as_the_whole(
    exports: Any, message: Any, tie: Any, seed: int, shuffle: random.Random
) -> None:
    files = days(message, tie, seed)
    whole = written(exports, {"whole": files})
    names = list(files)
    shuffle.shuffle(names)
    cut = shuffle.randrange(len(names) + 1)
    overlap = shuffle.randrange(3)
    halves = {
        "later": {name: files[name] for name in names[cut:]},
        "first": {name: files[name] for name in names[: cut + overlap]},
    }
    assert written(exports, halves) == whole
    assert written(exports, {"once": files, "twice": files}) == whole


def test_the_last_edit_wins_whichever_export_comes_first(exports: Any, message: Any) -> None:
    old, new = message("m1", text="old", edited_at=5), message("m1", text="new", edited_at=9)
    for first, second in ((old, new), (new, old)):
        exports.take_in({"a/square.txt": [first], "b/square.txt": [second]})
        assert exports.table("messages")["text"].to_list() == ["new"]


def test_without_an_edit_the_fullest_row_is_kept(exports: Any, message: Any) -> None:
    rows = [message("m1"), message("m1", text="words", lang="fr"), message("m1", text="words")]
    exports.take_in({"square.txt": rows})
    assert exports.table("messages")["lang"].to_list() == ["fr"]


def test_a_message_whose_moment_was_corrected_is_still_one(exports: Any, message: Any) -> None:
    months = 60 * 24 * 200
    rows = [
        message("m1"),
        message("m1", minutes=months, edited_at=9),
        message("m2", minutes=months),
    ]
    exports.take_in({"square.txt": rows})
    found = exports.table("messages")
    assert found["message_id"].to_list() == ["m1", "m2"]
    assert found["month"].to_list() == [202701, 202701]


def test_a_message_whose_moment_was_corrected_by_a_minute_is_still_one(
    exports: Any, message: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(incoming, "SLICE", 2)
    rows = [message(f"m{number}", minutes=number) for number in range(6)]
    exports.take_in({"square.txt": [*rows, message("m0", minutes=5, edited_at=9)]})
    assert exports.table("messages")["message_id"].to_list() == ["m1", "m2", "m3", "m4", "m0", "m5"]


def test_a_crowded_hour_is_worked_on_in_pieces_as_small_as_others(
    exports: Any, message: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(incoming, "SLICE", 10)
    heights: list[int] = []
    read = messages.rows_of

    def watched(*given: Any) -> pl.DataFrame:
        rows = read(*given)
        heights.append(rows.height)
        return rows

    monkeypatch.setattr(messages, "rows_of", watched)
    crowded = [message(f"m{number}", minutes=number / 60) for number in range(60)]
    exports.take_in({"square.txt": [*crowded, message("later", minutes=60 * 24 * 5)]})
    assert exports.table("messages").height == 61
    assert max(heights) < 20


def test_what_came_twice_is_found_however_little_is_compared_at_once(
    exports: Any, message: Any, monkeypatch: Any
) -> None:
    months = 60 * 24 * 40
    names = [f"m{number}" for number in range(30)]
    early = [message(name, minutes=at) for at, name in enumerate(names)]
    late = [message(name, minutes=months + at, edited_at=9) for at, name in enumerate(names[::3])]
    exports.take_in({"square.txt": [*early, *late]})
    assert sorted(exports.table("messages")["message_id"]) == sorted(names)
    whole = content(exports)
    monkeypatch.setattr(messages, "COMPARED", 4)
    exports.take_in()
    assert content(exports) == whole


def test_counts_of_reactions_only_grow(exports: Any) -> None:
    rows = [
        {"table": "message_metrics", "message_id": "m1", "likes": n, "shares": 9 - n}
        for n in (3, 7)
    ]
    exports.take_in({"square.txt": rows})
    assert exports.table("message_metrics").select("likes", "shares").row(0) == (7, 6)


def test_much_at_once_is_worked_on_in_pieces(exports: Any, message: Any, monkeypatch: Any) -> None:
    rows = [message(f"m{number}", minutes=number * 1000, text="#a") for number in range(60)]
    liked = [
        {"table": "message_metrics", "message_id": f"m{n % 40}", "likes": n} for n in range(60)
    ]
    exports.take_in({"square.txt": [*rows, *liked]})
    whole = content(exports)
    monkeypatch.setattr(incoming, "SPILL", 7)
    monkeypatch.setattr(incoming, "SLICE", 2)
    monkeypatch.setattr(incoming, "RANGE", 4)
    monkeypatch.setattr(incoming, "SAMPLED", 2)
    exports.take_in()
    assert content(exports) == whole


def test_a_failing_import_leaves_the_tables_as_they_were(
    exports: Any, message: Any, monkeypatch: Any
) -> None:
    exports.take_in({"square.txt": [message("m1")]})
    before = content(exports)
    monkeypatch.setattr(tables.TableWriter, "_group", _full_disk)
    try:
        exports.take_in({"square.txt": [message("m2")]})
    except OSError:
        assert content(exports) == before
        assert not list(exports.client.vault.glob("incoming-*"))
    else:
        raise AssertionError("the import should have failed")


def _full_disk(*_: object) -> None:
    raise OSError("no space left")


def test_an_import_killed_between_two_renames_loses_nothing(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1")]})
    exports.client.tables.rename(exports.client.vault / tables.BEFORE)
    assert exports.table("messages").height == 1


def test_what_a_killed_import_left_is_cleared_away(exports: Any, message: Any) -> None:
    left = exports.client.vault / "incoming-999999999" / "half.arrow"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    exports.take_in({"square.txt": [message("m1")]})
    assert not left.parent.exists()


def test_the_vault_is_for_its_owner_alone(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1")]})
    assert oct(exports.client.vault.stat().st_mode)[-3:] == "700"


def test_no_table_says_where_or_when_it_was_written(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1")]})
    assert not any(str(Path.home()).encode() in table for table in content(exports).values())
    assert not any(str(exports.folder).encode() in table for table in content(exports).values())


def test_the_footer_of_a_table_holds_nothing_that_was_written(exports: Any, message: Any) -> None:
    exports.take_in({"square.txt": [message("m1", text="a secret " * 9)]})
    table = content(exports)["messages.parquet"]
    footer = table[-int.from_bytes(table[-8:-4], "little") - 8 :]
    assert b"a secret" not in footer


def test_tables_are_summed_up_by_rows_and_columns(exports: Any, message: Any) -> None:
    from toolkit import ingest  # noqa: PLC0415

    exports.take_in({"square.txt": [message("m1"), message("m2")]})
    summary = {one.table: one.rows for one in ingest.tables_summary(exports.client)}
    read = {"cues": 2, "labels": 0, "subjects": 0}  # the public wrote, and nobody labels that
    rows = {"accounts": 1, "messages": 2, "marks": 0, "observation_window": 1}
    assert summary == rows | read
    assert set(ingest.load_tables(exports.client)) == set(summary)
    assert isinstance(ingest.read_table(exports.client, "messages"), pl.LazyFrame)
