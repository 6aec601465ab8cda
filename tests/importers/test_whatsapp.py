"""A WhatsApp chat becomes what customers wrote and what the organisation answered."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import golden
import pytest

from toolkit.importers.whatsapp import lines
from toolkit.importers.whatsapp.parties import title
from toolkit.reading import Noted, Rejected, Told

NAME = "WhatsApp Chat with Zoe.txt"
LOCAL = "times without offset read on the clock of the settings"
DAY_FIRST = "dates that nothing in the file settles read as day, month"
MONTH_FIRST = "dates that nothing in the file settles read as month, day"
NOBODY = "nobody in the chat is known to be of the organisation: all taken for its public"
UTC = Told(timezone="UTC")
TELLS = "\u200e"
THIN = "\u202f"


def whatsapp(
    folder: Path, *written: str, name: str = NAME, told: Told = UTC, line: str = "\n"
) -> golden.Reading:
    return golden.read(golden.export(folder, {name: line.join(written)}), told)


def moments(reading: golden.Reading) -> list[object]:
    return [row["ts_utc"] for row in reading.rows("messages")]


def kinds(reading: golden.Reading) -> list[str]:
    return [one.kind for one in reading.noted if one.kind != LOCAL]


def at(written: str) -> int:
    return round(datetime.fromisoformat(written + "+00:00").timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("beginning", "moment"),
    [
        ("28/05/2024, 18:02 - ", "2024-05-28T18:02"),
        ("28/05/2024 18:02 - ", "2024-05-28T18:02"),
        ("28/05/2024 à 18:02 - ", "2024-05-28T18:02"),
        ("28/5/24 a las 18:02 - ", "2024-05-28T18:02"),
        ("28.05.24, 18:02 - ", "2024-05-28T18:02"),
        ("28.5.2024 klo 18.02 - ", "2024-05-28T18:02"),
        ("28-05-24 18:02 - ", "2024-05-28T18:02"),
        ("5/28/24, 6:02 PM - ", "2024-05-28T18:02"),
        (f"5/28/24, 6:02{THIN}PM - ", "2024-05-28T18:02"),
        ("28/5/24, 6:02 p. m. - ", "2024-05-28T18:02"),
        ("5/28/24, 12:02 AM - ", "2024-05-28T00:02"),
        ("2024-05-28 18:02 - ", "2024-05-28T18:02"),
        ("2024. 05. 28. 18:02 - ", "2024-05-28T18:02"),
        ("2024/05/28, 18:02 - ", "2024-05-28T18:02"),
        ("[28/05/2024, 18:02:03] ", "2024-05-28T18:02:03"),
        ("[28/05/2024 18:02:03] ", "2024-05-28T18:02:03"),
        ("[28/05/2024 à 18:02:03] ", "2024-05-28T18:02:03"),
        ("[28.05.24, 18:02:03] ", "2024-05-28T18:02:03"),
        (f"{TELLS}[28.05.24, 18:02:03] ", "2024-05-28T18:02:03"),
        (f"[5/28/24, 6:02:03{THIN}PM] ", "2024-05-28T18:02:03"),
    ],
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_every_way_of_writing_a_moment_is_read(
    beginning: str, moment: str, line: str, tmp_path: Path
) -> None:
    written = (f"{beginning}Zoe: bonjour", f"{beginning}Shop: à vous", "et merci", "")
    reading = whatsapp(tmp_path, *written, line=line)
    assert moments(reading) == [at(moment)] * 2
    assert [row["text"] for row in reading.rows("messages")] == ["bonjour", "à vous\net merci"]
    assert not reading.rejected
    assert not kinds(reading)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("03/04/24", "13/04/24"), "2024-04-03"),
        (("03/04/24", "04/13/24"), "2024-03-04"),
        (("03/04/24", "02/05/24"), "2024-04-03"),
        (("03/04/24", "04/02/24"), "2024-03-04"),
    ],
    ids=["a day above 12", "a month above 12", "time runs by months", "time runs by days"],
)
def test_the_whole_file_says_in_which_order_dates_are(
    dates: tuple[str, str], first: str, tmp_path: Path
) -> None:
    reading = whatsapp(tmp_path, *(f"{date}, 10:00 - Zoe: bonjour" for date in dates))
    assert moments(reading)[0] == at(f"{first}T10:00")
    assert not kinds(reading)


@pytest.mark.parametrize(
    ("told", "first", "noted"),
    [
        (Told(timezone="UTC"), "2024-04-03", [DAY_FIRST]),
        (Told(timezone="UTC", country="US"), "2024-03-04", [MONTH_FIRST]),
        (Told(timezone="UTC", date_order="month-day"), "2024-03-04", []),
    ],
)
def test_where_the_file_says_nothing_the_settings_decide(
    told: Told, first: str, noted: list[str], tmp_path: Path
) -> None:
    reading = whatsapp(tmp_path, "03/04/24, 10:00 - Zoe: bonjour", told=told)
    assert moments(reading) == [at(f"{first}T10:00")]
    assert kinds(reading) == noted


def test_times_are_on_the_clock_of_the_settings_and_it_is_said(tmp_path: Path) -> None:
    written = ("13/01/24, 10:00 - Zoe: hiver", "13/07/24, 10:00 - Zoe: été")
    reading = whatsapp(tmp_path, *written, told=Told(timezone="Europe/Paris"))
    assert moments(reading) == [at("2024-01-13T09:00"), at("2024-07-13T08:00")]
    assert Noted(NAME, LOCAL) in reading.noted


def test_the_one_after_whom_a_chat_of_two_is_named_is_the_customer(tmp_path: Path) -> None:
    written = ("13/05/24, 10:00 - Zoe: bonjour", "13/05/24, 10:01 - Shop: bonjour Zoe")
    asked, answered = whatsapp(tmp_path, *written).rows("messages")
    assert (asked["direction"], asked["author_kind"]) == ("in", "public")
    assert (asked["account_id"], asked["to_account_id"]) == ("whatsapp:Zoe", "whatsapp:Shop")
    assert (answered["direction"], answered["author_kind"]) == ("out", "org_brand")
    assert answered["to_account_id"] == "whatsapp:Zoe"
    assert {row["visibility"] for row in (asked, answered)} == {"private"}
    assert {row["kind"] for row in (asked, answered)} == {"dm"}


@pytest.mark.parametrize(("kind", "author"), [("person", "org_person"), ("brand", "org_brand")])
def test_the_settings_say_who_belongs_to_the_organisation(
    kind: str, author: str, tmp_path: Path
) -> None:
    told = Told(timezone="UTC", accounts={"Léa": kind})
    people = ("Léa", "Zoe", "Max")
    written = [f"13/05/24, 10:0{n} - {who}: bonjour" for n, who in enumerate(people)]
    reading = whatsapp(tmp_path, *written, name="export.txt", told=told)
    assert [row["author_kind"] for row in reading.rows("messages")] == [author, "public", "public"]
    assert [row["account_id"] for row in reading.rows("observation_window")] == ["whatsapp:Léa"]
    assert not kinds(reading)


@pytest.mark.parametrize("name", ["export.txt", "WhatsApp Chat with Clients.txt"])
def test_where_nobody_is_known_all_are_taken_for_the_public_and_it_is_said(
    name: str, tmp_path: Path
) -> None:
    written = ("13/05/24, 10:00 - Zoe: bonjour", "13/05/24, 10:01 - Shop: bonjour")
    reading = whatsapp(tmp_path, *written, name=name)
    assert {row["author_kind"] for row in reading.rows("messages")} == {"public"}
    assert not reading.rows("observation_window")
    assert kinds(reading) == [NOBODY]


@pytest.mark.parametrize(
    "told",
    [
        "Les messages et les appels sont chiffrés de bout en bout.",
        "Zoe a changé de numéro",
        'Zoe created group "a: b"',
        'Zoe changed the subject from "a" to "b: c"',
        "Zoe hat den Betreff von „a“ zu „b: c“ geändert.",
        "Zoe cambió el asunto de «a: b» a «c»",
        "Le code de sécurité de Zoe a changé : appuyez pour en savoir plus: ici",
    ],
)
def test_what_whatsapp_tells_is_nobodys_word(told: str, tmp_path: Path) -> None:
    written = (f"13/05/24, 10:00 - {told}", "13/05/24, 10:01 - Zoe: bonjour")
    reading = whatsapp(tmp_path, *written)
    (row, _) = reading.rows("messages")
    assert (row["kind"], row["text"], row["author_kind"]) == ("system", told, "bot")
    assert {row["name"] for row in reading.rows("accounts")} == {None, "Zoe"}


@pytest.mark.parametrize(
    "told", ["Messages and calls are end-to-end encrypted.", "Zoe added you", "Appel vocal manqué"]
)
def test_what_an_iphone_puts_in_somebodys_mouth_is_nobodys_word(told: str, tmp_path: Path) -> None:
    line = f"[13/05/24, 10:00:00] Zoe: {TELLS}{told}"
    reading = whatsapp(tmp_path, line, "[13/05/24, 10:00:00] Zoe: added you up")
    assert [row["kind"] for row in reading.rows("messages")] == ["system", "dm"]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<Media omitted>", None),
        ("<Médias omis>", None),
        ("<Medien ausgeschlossen>", None),
        ("<Multimedia omitido>", None),
        ("<Mídia oculta>", None),
        ("<Media omessi>", None),
        (f"{TELLS}image omitted", None),
        (f"{TELLS}vidéo absente", None),
        (f"facture.pdf • {TELLS}2 pages {TELLS}document omis", None),
        (f"{TELLS}<attached: 00000012-PHOTO-2024.jpg>", None),
        ("IMG-20240513-WA0001.jpg (file attached)", None),
        ("IMG-20240513-WA0001.jpg (fichier joint)\nla facture", "la facture"),
        ("", None),
        ("voir (ci-joint)", "voir (ci-joint)"),
        ("image omitted? non", "image omitted? non"),
        ("<3", "<3"),
    ],
)
def test_what_was_left_out_of_the_export_has_no_words(
    note: str, text: str | None, tmp_path: Path
) -> None:
    (row,) = whatsapp(tmp_path, f"13/05/24, 10:00 - Zoe: {note}").rows("messages")
    assert (row["text"], row["kind"]) == (text, "dm")


@pytest.mark.parametrize(
    "note",
    [
        "This message was deleted",
        "You deleted this message",
        "Ce message a été supprimé.",
        "Vous avez supprimé ce message",
        "Diese Nachricht wurde gelöscht.",
        "Se eliminó este mensaje.",
        "Mensagem apagada",
        "Questo messaggio è stato eliminato.",
        f"{TELLS}Du hast diese Nachricht gelöscht.",
    ],
)
def test_a_deleted_message_is_said_to_be_so(note: str, tmp_path: Path) -> None:
    (row,) = whatsapp(tmp_path, f"13/05/24, 10:00 - Zoe: {note}").rows("messages")
    assert (row["text"], row["deleted_at"]) == (None, at("2024-05-13T10:00"))


@pytest.mark.parametrize(
    "note",
    [
        "<This message was edited>",
        "<Ce message a été modifié>",
        "<Diese Nachricht wurde bearbeitet>",
        "<Se editó este mensaje.>",
        "<Mensagem editada>",
        f"{TELLS}<Questo messaggio è stato modificato>",
    ],
)
def test_a_changed_message_is_said_to_be_so(note: str, tmp_path: Path) -> None:
    (row,) = whatsapp(tmp_path, f"13/05/24, 10:00 - Zoe: oui <b> {note}").rows("messages")
    assert (row["text"], row["edited_at"]) == ("oui <b>", at("2024-05-13T10:00"))


def test_lines_may_come_out_of_order_and_repeat(tmp_path: Path) -> None:
    times = ("10:02", "10:00", "10:02", "10:02")
    reading = whatsapp(tmp_path, *(f"13/05/24, {time} - Zoe: ok" for time in times))
    rows = reading.by("messages", "message_id")
    assert len(rows) == 4
    assert sum("#" in str(key) for key in rows) == 2


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    written = [f"13/05/24, 10:0{n} - Zoe: message {n}" for n in range(6)]
    first = whatsapp(tmp_path / "one", *written[:4])
    again = "Discussion WhatsApp avec Zoe (1).txt"
    second = whatsapp(tmp_path / "two", *written[2:], name=again)
    shared = {row["message_id"] for row in first.rows("messages")} & {
        row["message_id"] for row in second.rows("messages")
    }
    assert len(shared) == 2
    for key in shared:
        rows = [one.by("messages", "message_id")[key] for one in (first, second)]
        assert rows[0] == rows[1]


def test_two_chats_do_not_share_messages(tmp_path: Path) -> None:
    line = "13/05/24, 10:00 - Shop: bonjour"
    export = golden.export(
        tmp_path, {NAME: line, "WhatsApp Chat with Max.txt": line, "_chat.txt": line}
    )
    assert len(golden.read(export).by("messages", "message_id")) == 3


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("WhatsApp Chat with Zoe.txt", "Zoe"),
        ("WhatsApp Chat - Zoe.zip", "Zoe"),
        ("WhatsApp Chat - Zoe/_chat.txt", "Zoe"),
        ("Discussion WhatsApp avec Zoé Martin (2).txt", "Zoé Martin"),
        ("Discussion_WhatsApp_avec_Zoé_Martin.txt", "Zoé Martin"),
        ("WhatsApp-Chat mit +49 30 0000000.txt", "+49 30 0000000"),
        ("Chat de WhatsApp con Zoe.txt", "Zoe"),
        ("Chat WhatsApp con Zoe.txt", "Zoe"),
        ("Conversa do WhatsApp com Zoe.txt", "Zoe"),
        ("_chat.txt", None),
        ("export.txt", None),
    ],
)
def test_a_file_is_named_after_the_other_one(name: str, called: str | None) -> None:
    assert title(name) == called


def test_a_zip_gives_its_name_to_the_chat_in_it(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Zoe.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("_chat.txt", "[13/05/24, 10:00:00] Zoe: bonjour\r\n")
    reading = golden.read(path)
    assert [row["direction"] for row in reading.rows("messages")] == ["in"]
    assert not kinds(reading)


@pytest.mark.parametrize("block", [7, 64, 1 << 20])
def test_messages_are_whole_wherever_a_block_ends(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "BLOCK", block)
    texts = [f"été n° {n} 👋\nsuite: {n}\n12/05 non" for n in range(40)]
    written = [f"13/05/24, 10:{n:02} - Zoe: {text}" for n, text in enumerate(texts)]
    reading = whatsapp(tmp_path, *written, line="\r\n")
    assert [row["text"] for row in reading.rows("messages")] == texts


def test_what_is_no_character_becomes_a_sign_for_it(tmp_path: Path) -> None:
    written = b"13/05/24, 10:00 - Zoe: \xc3\xa9t\xe9 \xff!\r\n"
    (row,) = golden.read(golden.export(tmp_path, {NAME: written}), UTC).rows("messages")
    assert row["text"] == "\u00e9t\ufffd \ufffd!"


def test_a_message_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BLOCK", 100)
    monkeypatch.setattr(lines, "LONGEST", 1000)
    reading = whatsapp(tmp_path, "13/05/24, 10:00 - Zoe: a", "b\n" * 5000)
    assert reading.rejected == (Rejected(f"{NAME}[0]", "message too long"),)


def test_each_message_is_a_row_or_a_rejection_with_its_place(tmp_path: Path) -> None:
    dates = ("13/05/24, 10:00", "31/02/24, 10:00", "13/05/24, 25:00", "13/05/24, 10:61")
    reading = whatsapp(tmp_path, *(f"{date} - Zoe: bonjour" for date in dates))
    assert len(reading.rows("messages")) == 1
    assert reading.rejected == tuple(
        Rejected(f"{NAME}[{place}]", "date is no time") for place in (1, 2, 3)
    )


def test_public_chats_are_read_as_others_published_them(tmp_path: Path) -> None:
    """There the lines are put in order; here that is the work of the tables."""
    sample = golden.public("chat_exports/whatsapp__2A_5M.txt")
    reading = golden.read(golden.export(tmp_path, {"x.txt": sample.read_bytes()}), UTC)
    rows = sorted(reading.rows("messages"), key=lambda row: str(row["ts_utc"]))
    published = [("A", 0), ("B", 1), ("A", 2), ("A", 2), ("B", 3)]
    assert [(row["account_id"], row["ts_utc"]) for row in rows] == [
        (f"whatsapp:{who}", at(f"2021-01-01T12:0{minute}")) for who, minute in published
    ]
    assert [row["text"] is None for row in rows] == [False, False, False, False, True]


@pytest.mark.parametrize("ending", ["txt", "zip"])
def test_a_public_group_is_read_as_others_published_it(ending: str, tmp_path: Path) -> None:
    """The date is 12/9/20 on every line: nothing settles it, and both take the day first."""
    sample = golden.public(f"chat_exports/whatsapp__4A_11M.{ending}")
    whole = golden.public("chat_exports/whatsapp__4A_11M.txt").read_text(encoding="utf-8")
    export = tmp_path / f"x.{ending}"
    export.write_bytes(sample.read_bytes())
    reading = golden.read(export if ending == "zip" else tmp_path, UTC)
    spoken = [row for row in reading.rows("messages") if row["kind"] == "dm"]
    told = [row for row in reading.rows("messages") if row["kind"] == "system"]
    named = re.findall(r"^12/9/20, (\d\d:\d\d) - (\w+): ", whole, re.MULTILINE)
    assert (len(spoken), len(told)) == (len(named), 3) == (11, 3)
    assert [(row["account_id"], row["ts_utc"]) for row in spoken] == [
        (f"whatsapp:{who}", at(f"2020-09-12T{minute}")) for minute, who in named
    ]
    assert {row["name"] for row in reading.rows("accounts")} == {
        None,
        *("Alice", "Bob", "Eve", "Mallory", "Trent"),
    }
    assert kinds(reading) == [DAY_FIRST, NOBODY]
