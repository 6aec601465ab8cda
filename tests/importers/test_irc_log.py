"""A log of IRC becomes messages: what was said, done, noted, and what the network tells."""

from pathlib import Path

import golden
import pytest

from toolkit.reading import Noted, Rejected, Told

NINE = "2024-05-30T09:00:00+0200"


def irc(
    folder: Path, *lines: str, name: str = "#atelier.log", told: Told = golden.NOTHING_TOLD
) -> golden.Reading:
    return golden.read(golden.export(folder, {name: "\n".join((*lines, ""))}), told)


@pytest.mark.parametrize(
    ("line", "kind", "author", "text"),
    [
        ("<Zoe> bonjour", "post", "irc:zoe", "bonjour"),
        ("<@Zoe> bonjour", "post", "irc:zoe", "bonjour"),
        ("<Zoe!z@h.example> bonjour", "post", "irc:zoe", "bonjour"),
        ("<Zoe>", "post", "irc:zoe", None),
        ("* Zoe bâille", "post", "irc:zoe", "bâille"),
        ("-ag-enda- réunion", "post", "irc:ag-enda", "réunion"),
        ("*** Zoe has quit IRC", "system", "irc:zoe", "Zoe has quit IRC"),
        ("*** Zoe <z@h.example> has joined #a", "system", "irc:zoe", None),
        ("<Zoe> -= THIS MESSAGE NOT LOGGED =-", "post", "irc:zoe", None),
    ],
)
def test_each_form_of_line_is_read(
    line: str, kind: str, author: str, text: str | None, tmp_path: Path
) -> None:
    (row,) = irc(tmp_path, f"{NINE}  {line}").rows("messages")
    assert (row["kind"], row["account_id"]) == (kind, author)
    assert text is None or row["text"] == text


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        ("2024-05-30T09:00:00+0200", 7),
        ("2024-05-30 09:00:00+02:00", 7),
        ("2024-05-30T09:00:00Z", 9),
        ("2024-05-30T09:00:00", 7),
    ],
)
def test_moments_are_read_with_or_without_offset(moment: str, hour: int, tmp_path: Path) -> None:
    reading = irc(tmp_path, f"{moment}  <Zoe> bonjour", told=Told(timezone="Europe/Paris"))
    (row,) = reading.rows("messages")
    assert int(str(row["ts_utc"])) // 3_600_000_000 % 24 == hour
    local = Noted("#atelier.log", "times without offset read on the clock of the settings")
    assert (local in reading.noted) == (len(moment) == 19)


def test_who_is_addressed_first_is_spoken_to(tmp_path: Path) -> None:
    lines = ("<Zoe> bonjour", "<ben> zoe: salut", "<ben> note: café", "<ben> zoe est là")
    reading = irc(tmp_path, *(f"{NINE}  {line}" for line in lines))
    assert [row["dst"] for row in reading.rows("interactions")] == [None, "irc:zoe", None, None]


def test_who_only_notes_is_a_machine(tmp_path: Path) -> None:
    reading = irc(tmp_path, f"{NINE}  -agenda- réunion", f"{NINE}  <zoe> ok")
    kinds = {row["handle"]: row["kind"] for row in reading.rows("accounts")}
    assert kinds == {"agenda": "bot", "zoe": "person"}
    assert [row["author_kind"] for row in reading.rows("messages")] == ["bot", "org_person"]


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("#atelier.log", "irc:#atelier"),
        ("#Atelier.2024-05-30.log", "irc:#atelier"),
        ("#node.js.2024-05-30.log", "irc:#node.js"),
        ("journal.txt", "irc:#ventes"),
    ],
)
def test_the_channel_is_that_of_the_name_else_that_joined(
    name: str, channel: str, tmp_path: Path
) -> None:
    reading = irc(tmp_path, f"{NINE}  *** Zoe has joined #ventes", name=name)
    assert [row["channel_id"] for row in reading.rows("channels")] == [channel]


def test_a_log_that_does_not_say_its_channel_is_noted(tmp_path: Path) -> None:
    reading = irc(tmp_path, f"{NINE}  <Zoe> bonjour", name="journal.log")
    assert reading.noted == (Noted("journal.log", "nothing tells in which channel it was written"),)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("bonjour", "line without a time"),
        ("2024-13-30T09:00:00Z  <Zoe> bonjour", "line without a time"),
        (f"{NINE}  Zoe bonjour", "line of no known form"),
        (f"{NINE}  <Zoe bonjour", "line of no known form"),
        (f"{NINE}  <Zoe> " + "a" * 70_000, "line too long"),
    ],
)
def test_a_line_of_another_form_is_rejected(line: str, kind: str, tmp_path: Path) -> None:
    reading = irc(tmp_path, f"{NINE}  <Zoe> bonjour", line)
    assert reading.rejected[0] == Rejected("#atelier.log[1]", kind)
    assert len(reading.rows("messages")) == 1


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    lines = [f"{NINE}  <Zoe> bonjour", f"{NINE}  <Zoe> bonjour", f"{NINE}  <ben> salut"]
    first = irc(tmp_path / "a", *lines)
    later = irc(tmp_path / "b", *lines, f"{NINE}  <ben> encore")
    assert first.rows("messages") == later.rows("messages")[:3]
    assert len({row["message_id"] for row in first.rows("messages")}) == 3


@pytest.mark.parametrize("text", ["notes\n", "30/05/2024, 09:00 - Zoe: bonjour\n", "a: b\n"])
def test_another_log_is_not_taken(text: str, tmp_path: Path) -> None:
    export = golden.export(tmp_path, {"notes.log": text, "people.csv": "person_id\np1\n"})
    assert golden.read(export).unknown == ("notes.log",)
