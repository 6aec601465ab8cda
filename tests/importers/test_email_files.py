"""Mail is read out of every kind of file, in any encoding, and nothing in it stops the reading."""

import base64
import gzip
from pathlib import Path

import golden
import pytest
from mails import HOUSE, LINE, NINE, box, mail, only

from toolkit.importers.email_archive import letters
from toolkit.importers.email_archive.addresses import people_in
from toolkit.importers.email_archive.headers import Dates, encoded_words
from toolkit.reading import Noted, Rejected

# times


@pytest.mark.parametrize(
    ("written", "moment", "zoned"),
    [
        ("Mon, 8 Jan 2024 10:00:00 +0100", NINE, True),
        ("Mon, 8 Jan 2024 10:00:00 +01:00", NINE, True),
        ("8 Jan 24 10:00 +0100 (CET)", NINE, True),
        ("Mon,  8 Jan 2024 09:00:00 GMT", NINE, True),
        ("Mon, 08 Jan 2024 04:00:00 EST", NINE, True),
        ("Mon, 8 janvier 2024 10:00:00 +0100", NINE, True),
        ("lun., 8 janv. 2024 10:00:00 +0100", NINE, True),
        ("Mon Jan  8 09:00:00 2024", NINE, False),
        ("Mon Jan 08 10:00:00 +0100 2024", NINE, True),
        ("Mon, 8 Jan 2024 09:00:00", NINE, False),
        ("Tue, 8 Jan 2024 09:00:00 Ç¥ÁØ½Ã", NINE, False),
        ("2024-01-08T09:00:00Z", NINE, True),
        ("8-Jan-2024 09.00.00 UTC", NINE, True),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, moment: int, zoned: bool) -> None:
    found = Dates().read(written.encode())
    assert found is not None
    assert (found.moment, found.zoned) == (moment, zoned)


@pytest.mark.parametrize(
    "written",
    ["", "hier", "Mon, 32 Jan 2024 10:00:00", "Mon, 8 Jan 9999 10:00:00", "1 Jan 1960 0:00"],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert Dates().read(written.encode()) is None


def test_without_a_date_the_time_of_delivery_counts_and_that_is_said(tmp_path: Path) -> None:
    reading = box(tmp_path, mail(Date="bientôt"))
    assert only(reading)["ts_utc"] == NINE
    assert {one.kind for one in reading.noted} == {
        "dates that cannot be read: the time of delivery is taken",
        "times without a time zone are read as UTC",
    }


def test_a_file_of_one_mail_takes_the_time_when_it_came(tmp_path: Path) -> None:
    came = mail(Date=None, Received="from a\n by b; Mon, 8 Jan 2024 09:00:00 +0000")
    reading = golden.read(golden.export(tmp_path, {"a.eml": came}), HOUSE)
    assert only(reading)["ts_utc"] == NINE


# files


def test_a_line_of_text_that_begins_with_from_is_no_new_mail(tmp_path: Path) -> None:
    text = "Voici :\n\nFrom mars on\nNote: rien\n\nFrom Ana\n\nFrom  x Mon Jan 8 9h00\nFin"
    assert "Fin" in str(only(box(tmp_path, mail(text)))["text"])


@pytest.mark.parametrize(
    "line",
    [
        "From - Mon Jan 08 09:00:00 2024",
        "From ",
        "From 123456789",
        "From ???@??? Mon Jan 08 09:00:00 2024",
        "From a@b Mon Jan 08 09:00:00 +0000 2024",
        "From a at b  Mon Jan  8 09:00:00 2024 remote from c",
        "From a@b Mon Jan  8 09:00 EST 2024",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mails_are_cut_apart_in_every_dialect(line: str, end: str, tmp_path: Path) -> None:
    whole = "".join(f"{line}\n{mail(Message_ID=f'<{n}@x>')}\n" for n in range(3))
    files = {"boite.mbox": whole.replace("\n", end).encode()}
    reading = golden.read(golden.export(tmp_path, files), HOUSE)
    assert not reading.rejected
    assert [row["message_id"] for row in reading.rows("messages")] == [
        f"email:{n}@x" for n in range(3)
    ]


@pytest.mark.parametrize("block", [7, 64, 1000])
def test_where_blocks_end_changes_nothing(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails = [mail(f"{n}" * n, Message_ID=f"<{n}@x>") for n in range(60)]
    expected = golden.page(box(tmp_path / "a", *mails))
    monkeypatch.setattr(letters, "BLOCK", block)
    assert golden.page(box(tmp_path / "b", *mails)) == expected


def test_a_mail_longer_than_any_memory_is_skipped_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "BLOCK", 1 << 12)
    monkeypatch.setattr(letters, "KEPT", 1 << 13)
    attached = "x" * 75 + "\n"
    parts = (
        "--b\nContent-Type: text/plain\n\nVoilà\n--b\n"
        f"Content-Type: application/pdf\n\n{attached * 5_000}--b--"
    )
    long = mail(parts, Content_Type="multipart/mixed; boundary=b")
    reading = box(tmp_path, long, mail(Message_ID="<2@x>"))
    assert [row["text"] for row in reading.rows("messages")] == ["Voilà", "Bonjour"]
    with (tmp_path / "boite.mbox").open("rb") as stream:
        assert all(len(one.content) <= 2 << 13 for one in letters.mbox(stream))


@pytest.mark.parametrize("ending", ["mbox.gz", "txt.gz"])
def test_a_packed_archive_is_read(ending: str, tmp_path: Path) -> None:
    packed = gzip.compress(f"{LINE}{mail()}".encode())
    reading = golden.read(golden.export(tmp_path, {f"2024-January.{ending}": packed}), HOUSE)
    assert only(reading)["message_id"] == "email:1@maison.example"


def test_what_stands_before_the_first_mail_is_said_to_be_none(tmp_path: Path) -> None:
    files = {"a.mbox": f"\n\nBonjour\n\n{LINE}{mail()}", "b.mbox": "Bonjour\n", "c.mbox": ""}
    reading = golden.read(golden.export(tmp_path, files), HOUSE)
    assert reading.rejected == (Rejected("a.mbox", "not a mail"), Rejected("b.mbox", "not a mail"))
    assert len(reading.rows("messages")) == 1


def test_a_packed_archive_that_is_damaged_costs_itself_alone(tmp_path: Path) -> None:
    packed = gzip.compress(f"{LINE}{mail()}".encode())
    files = {"a.mbox.gz": packed[:-12], "b.mbox": LINE + mail()}
    reading = golden.read(golden.export(tmp_path, files), HOUSE)
    assert reading.rejected == (Rejected("a.mbox.gz", "damaged file"),)
    assert len(reading.rows("messages")) == 1


def test_a_packed_archive_that_swells_is_left(tmp_path: Path) -> None:
    packed = gzip.compress(LINE.encode() + mail("x" * 5_000_000).encode(), 9)
    reading = golden.read(golden.export(tmp_path, {"a.mbox.gz": packed}), HOUSE)
    assert reading.rejected == (Rejected("a.mbox.gz", "damaged file"),)


def test_only_files_that_say_so_are_mail(tmp_path: Path) -> None:
    files = {
        "boite.mbox": LINE + mail(),
        "Inbox": LINE + mail(Message_ID="<2@x>"),
        "README": "From here to there\n",
        "notes.txt": "From 9 to 10:00\n",
        "serveur.log": "=" * 73 + "\nerreur\n",
        "cur/note": "rien",
    }
    reading = golden.read(golden.export(tmp_path, files), HOUSE)
    assert set(reading.read) == {"boite.mbox", "Inbox"}
    assert set(reading.unknown) == {"README", "notes.txt", "serveur.log", "cur/note"}


@pytest.mark.parametrize(
    "name", ["Drafts", "Brouillons.mbox", "Junk", "Courrier indésirable", "Entwürfe.sbd/2023"]
)
def test_drafts_and_spam_are_left_on_purpose(name: str, tmp_path: Path) -> None:
    files = {"Inbox": LINE + mail(), name: LINE + mail(Message_ID="<2@x>")}
    assert golden.read(golden.export(tmp_path, files), HOUSE).ignored == (name,)


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ("=?UTF-8?Q?Brouillons,Bo=C3=AEte?=", "drafts are left out: nobody received them"),
        ("Spam,Non lus", "mails marked as spam are left out"),
    ],
)
def test_gmail_says_what_is_draft_and_spam(labels: str, kind: str, tmp_path: Path) -> None:
    reading = box(tmp_path, mail(X_Gmail_Labels=labels))
    assert not reading.rows("messages")
    assert reading.noted == (Noted("boite.mbox", kind),)


# what is written


def multipart(kind: str, *parts: str) -> dict[str, str]:
    inner = "".join(f"--b\n{part}\n" for part in parts)
    return {"text": f"Préambule\n{inner}--b--\n", "Content_Type": f"multipart/{kind}; boundary=b"}


PLAIN = "Content-Type: text/plain\n\nVoilà"
PAGE = "Content-Type: text/html\n\n<p>Voici<br>tout</p>"
FILE = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nJoint"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((PLAIN, PAGE), "Voilà"),
        ((PAGE, PLAIN), "Voilà"),
        ((FILE, PLAIN), "Voilà"),
        ((PAGE, FILE), "Voici\ntout"),
        ((FILE,), None),
        (("Content-Type: text/plain\n\n \n", PAGE), "Voici\ntout"),
        (("\nSans en-tête",), "Sans en-tête"),
        (("Content-Type: image/png\n\nx",), None),
    ],
)
def test_the_text_of_a_mail_is_its_first_part_that_says_something(
    parts: tuple[str, ...], text: str | None, tmp_path: Path
) -> None:
    fields = multipart("mixed", *parts)
    assert only(box(tmp_path, mail(**fields)))["text"] == text


def test_parts_within_parts_within_parts_end(tmp_path: Path) -> None:
    text = PLAIN
    for depth in range(2_000):
        head = f'Content-Type: multipart/mixed; boundary="b{depth}-"'
        text = f"{head}\n\n--b{depth}-\n{text}\n--b{depth}---"
    _, _, body = text.partition("\n\n")
    reading = box(tmp_path, mail(body, Content_Type='multipart/mixed; boundary="b1999-"'))
    assert len(reading.rows("messages")) == 1


@pytest.mark.parametrize(
    ("encoding", "charset", "content", "text"),
    [
        ("quoted-printable", "utf-8", b"Voil=C3=A0 =\nle compte", "Voilà le compte"),
        ("base64", "utf-8", base64.encodebytes("Voilà ☕".encode()), "Voilà ☕"),
        ("base64", "utf-8", b"Vm9pbMOg!!\n", "Voilà"),
        ("base64", "utf-8", b"Vm9pbMO", "Voil\N{REPLACEMENT CHARACTER}"),
        ("8bit", "iso-8859-1", "Voilà 5 €".encode("cp1252"), "Voilà 5 €"),
        ("8bit", "iso-8859-15", "Voilà 5 €".encode("iso-8859-15"), "Voilà 5 €"),
        ("8bit", "us-ascii", "Voilà".encode(), "Voilà"),
        ("8bit", "us-ascii", "Voilà".encode("cp1252"), "Voilà"),
        ("8bit", "x-unknown", "Voilà".encode(), "Voilà"),
        ("8bit", "punycode", b"abc-", "abc-"),
        ("base64", "utf-16", base64.encodebytes("Voilà".encode("utf-16")), "Voilà"),
        ("8bit", "utf-8", b"Voil\xe0", "Voil\N{REPLACEMENT CHARACTER}"),
        ("8bit", "gb2312", "回复".encode("gb2312"), "回复"),
        ("x-fantaisie", "utf-8", b"Voila", "Voila"),
    ],
)
def test_no_encoding_is_too_strange(
    encoding: str, charset: str, content: bytes, text: str, tmp_path: Path
) -> None:
    head = mail(
        "", Content_Transfer_Encoding=encoding, Content_Type=f"text/plain; charset={charset}"
    )
    assert only(box(tmp_path, head.encode() + content))["text"] == text


def test_of_a_very_long_text_the_beginning_is_kept_and_that_is_said(tmp_path: Path) -> None:
    reading = box(tmp_path, mail("Voilà " * 60_000))
    assert 100_000 < len(str(only(reading)["text"])) <= 1 << 18
    assert reading.noted == (Noted("boite.mbox", "of very long mails only the beginning is kept"),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?UTF-8?Q?R=C3=A9union?= =?UTF-8?Q?_demain?=", "Réunion demain"),
        ("=?utf-8?B?w6k=?=\n =?utf-8?B?w6k=?= fin", "éé fin"),
        ("=?utf-8?b?w6nD?= =?utf-8?b?qQ==?=", "éé"),
        ("=?iso-8859-1*fr?q?=E9t=E9?=", "été"),
        ("=?x-rien?q?abc?=", "abc"),
        ("=?utf-8?b?&&&?=", ""),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?", "=?"),
    ],
)
def test_encoded_words_are_undone(written: str, read: str) -> None:
    assert encoded_words(written) == read


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ('"Martin, Bob" <Bob@x.example>, clo@x.example', ["bob Martin, Bob", "clo"]),
        ("Equipe: Ana <ana@x.example>, bob@x.example;, clo@x.example", ["ana Ana", "bob", "clo"]),
        ("Martin, Bob <bob@x.example>", ["bob Martin, Bob"]),
        ("bob at x.example (Bob Martin)", ["bob Bob Martin"]),
        ("bob@x.example (Bob (le grand))", ["bob Bob le grand"]),
        ("'Bob' <'bob@x.example'>", ["bob Bob"]),
        ("=?utf-8?q?Ana=2C_L=2E?= <ana@x.example>", ["ana Ana, L."]),
        ("<mailto:bob@x.example>", ["bob"]),
        ("bob@x.example <bob@x.example>", ["bob"]),
        ("undisclosed-recipients:;", []),
        ("Bob", []),
        ("", []),
        ("<>", []),
        ('"', []),
    ],
)
def test_people_are_found_in_any_field(written: str, people: list[str]) -> None:
    found = [
        " ".join(filter(None, (one.address.removesuffix("@x.example"), one.name)))
        for one in people_in(written.encode())
    ]
    assert found == people


def test_every_way_of_writing_a_sender_is_read() -> None:
    lines = golden.public("mbox/from-header-variations.txt").read_bytes().split(b"\n")
    found = {line: list(people_in(line)) for line in filter(None, lines)}
    assert len(found) == 42
    assert all(len(people) == 1 for people in found.values())
    for line, (person,) in found.items():
        plain = line.decode().replace(" at ", "@").lower()
        assert person.address.rstrip(".") in plain
        assert " " not in person.address
        shown = line.decode().partition("(")[2].removesuffix(")") or line.decode().partition("<")[0]
        repeated = "@" in shown or " at " in shown
        if not repeated and "=?" not in shown:
            assert person.name == (
                shown.strip(' "') if shown.startswith('"') else shown.strip() or None
            )
    (person,) = found[b"ariastark1@gmail.... (ariastark1@gmail.com)"]
    assert person.address == "ariastark1@gmail.com"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(
    "line",
    [b"From: a@b", b":", b"=?utf-8?b?" * 50, b"(" * 500, b'"' * 501, b"<" * 300, b"\x00\xff"],
)
def test_no_head_breaks_anything(line: bytes, end: bytes, tmp_path: Path) -> None:
    content = b"From: " + line + end + b"To: " + line + end + b"Date: " + line + end + end + line
    for name in ("a.eml", "boite.mbox"):
        files = {name: (LINE.encode() if name == "boite.mbox" else b"") + content}
        reading = golden.read(golden.export(tmp_path / name, files), HOUSE)
        assert len(reading.rows("messages")) + len(reading.rejected) >= 1


def test_a_rejection_says_where_and_why(tmp_path: Path) -> None:
    reading = box(
        tmp_path, mail(), mail(From=None, Message_ID="<3@x>"), "Rien\n", mail(Message_ID="<2@x>")
    )
    assert len(reading.rows("messages")) == 3  # the line that separates names a sender
    assert reading.rejected == (Rejected("boite.mbox[2]", "not a mail"),)
