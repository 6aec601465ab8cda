"""Mail of public lists is read as others count it: Python's own reader, and published values."""

import mailbox
import re
from contextlib import closing
from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected

FOLDERS = ("mbox", "pipermail", "hyperkitty")


def counted(path: Path) -> int:
    """Count the mails of a file by Python's own reader."""
    with closing(mailbox.mbox(path, create=False)) as box:
        return len(box.keys())


def copied(folder: Path, *names: str) -> Path:
    """Copy samples, where the test may read them as an export."""
    return golden.export(folder, {Path(n).name: golden.public(n).read_bytes() for n in names})


def test_a_month_of_a_public_list_is_read_to_the_last_mail(tmp_path: Path) -> None:
    sample = golden.public("mbox/2001-November.txt")
    reading = golden.read(copied(tmp_path, "mbox/2001-November.txt"))
    rows = reading.rows("messages")
    assert not reading.rejected
    assert len(rows) == counted(sample) == 164
    ids = re.findall(rb"^Message-ID: <(.*?)>", sample.read_bytes(), re.MULTILINE)
    assert [row["message_id"] for row in rows] == [f"email:{one.decode()}" for one in ids]
    assert len(set(ids)) == 82  # the sample holds each mail twice
    senders = re.findall(rb"^From (\S+) at (\S+)", sample.read_bytes(), re.MULTILINE)
    expected = {f"email:{a.decode()}@{b.decode()}".lower() for a, b in senders}
    assert {row["account_id"] for row in rows} == expected
    assert {row["channel_id"] for row in rows} == {"email:list:numpy-discussion", None}
    assert all("@" in str(row["account_id"]) for row in rows)


def test_what_the_mails_of_a_list_answer_is_what_their_heads_say(tmp_path: Path) -> None:
    whole = golden.public("mbox/2001-November.txt").read_bytes()
    heads = [one.partition(b"\n\n")[0] for one in re.split(rb"(?m)^From .* at .*\n", whole)[1:]]
    answers = [re.search(rb"(?m)^(In-Reply-To|References): ", head) for head in heads]
    reading = golden.read(copied(tmp_path, "mbox/2001-November.txt"))
    rows = reading.rows("messages")
    assert [row["parent_id"] is not None for row in rows] == [one is not None for one in answers]
    assert sum(b"\nIn-Reply-To: " in head for head in heads) == 74
    assert sum(b"\nReferences: " in head for head in heads) == 78
    told = [head for head in heads if re.search(rb"(?mi)^Subject: (\[.*\] )?Re: ", head)]
    assert sum(row["kind"] == "reply" for row in rows) >= len(told)


def test_what_a_list_quotes_is_not_counted_as_written_again(tmp_path: Path) -> None:
    reading = golden.read(copied(tmp_path, "mbox/2001-November.txt"))
    texts = [str(row["text"] or "") for row in reading.rows("messages")]
    assert sum(map(bool, texts)) >= 162
    lines = [line for text in texts for line in text.splitlines()]
    assert not any(line.startswith(">") for line in lines)
    whole = golden.public("mbox/2001-November.txt").read_text("latin-1").splitlines()
    quoted = sum(line.startswith(">") for line in whole)
    assert len(lines) < len(whole) - quoted


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_mail_of_the_samples_is_a_row_or_a_rejection(folder: str, tmp_path: Path) -> None:
    names = sorted(golden.public(f"api_items/{folder}").glob("*.mbox"))
    for path in names:
        reading = golden.read(copied(tmp_path / path.stem, f"api_items/{folder}/{path.name}"))
        assert len(reading.rows("messages")) == counted(path), path.name
        assert not reading.rejected


def seen(reading: golden.Reading) -> list[tuple[str, float]]:
    return [
        (str(row["message_id"]).removeprefix("email:"), int(str(row["ts_utc"])) / 1e6)
        for row in reading.rows("messages")
    ]


# Published beside these samples by the tool that they were made for, which leaves out mails
# without a date or without an identifier: identifiers and times.
PUBLISHED = {
    "mbox_complex": [
        ("BAY12-DAV6Dhd2stb2e0000c0ce@hotmail.com", 1095843820.0),
        ("87iqzlofqu.fsf@avet.kvota.net", 1205746505.0),
    ],
    "mbox_iso8859_encoding": [("4fce8064d819e07fd80267aaecaf30ef@www.platvoet.de", 1478544267.0)],
    "mbox_multipart": [
        ("019801ca633f$f4376140$dca623c0$@yang@example.com", 1257992964.0),
        ("FB0C1D9DAED2D411BB990002A52C30EC03838593@example.com", 1043881350.0),
    ],
    "mbox_single": [("4CF64D10.9020206@domain.com", 1291210000.0)],
    "mbox_unixfrom_encoding": [("20150115132225.GA22378@example.org", 1421328145.0)],
    "mbox_unknown_encoding": [("20020823171132.541DB44147@example.com", 1030123489.0)],
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_mails_have_the_published_identifiers_and_times(name: str, tmp_path: Path) -> None:
    reading = golden.read(copied(tmp_path, f"api_items/mbox/{name}.mbox"))
    assert seen(reading) == PUBLISHED[name]


def test_mails_without_date_or_identifier_are_kept_where_others_leave_them(
    tmp_path: Path,
) -> None:
    reading = golden.read(copied(tmp_path, "api_items/mbox/mbox_no_fields.mbox"))
    found = seen(reading)
    published = ("4CF64D10.9020206@domain.com", 1291210000.0)
    assert found[:2] == [published, published]
    # The separator tells when the others came, without a zone.
    assert {moment for _, moment in (found[2], found[4])} == {1291192000.0}
    assert found[3][1] == published[1]
    assert len(found[3][0]) == 20  # a digest of what the mail says
    assert len(found) == 6
    assert {one.kind for one in reading.noted} >= {
        "dates that cannot be read: the time of delivery is taken"
    }


PIPERMAIL = [
    ("CACRHdMaObu7Dc0FWTWEesvRCzUNDG=7oA7KFqAgtOs_UKjb3Og@mail.gmail.com", 1447532968.0),
    ("1447627429.3593.319.camel@example.com", 1447627429.0),
    ("CACRHdMZaZtkM9h_=p_HH1Yz9pTJwh6nwU0PmeqQX=kemD8LCjw@example.com", 1448107551.0),
    ("CACRHdMbPdoLoUCeKrA4Cm6Gya77JuEO0NUe_XJq5hUkznTzisA@example.com", 1448742330.0),
    ("1457025635.7479.7.camel@calcifer.org", 1457025635.0),
    ("1460624816.5581.114.camel@example.com", 1460624816.0),
    ("CACRHdMZgAgzyhewu_aAJ2f2DWHVZdNH6J7zd2S=YWQuf-2yZDw@example.com", 1461428336.0),
    ("1461621607.19185.342.camel@example.com", 1461621607.0),
]


@pytest.mark.parametrize("ending", ["txt", "mbox"])
def test_months_of_a_list_have_the_published_identifiers_and_times(
    ending: str, tmp_path: Path
) -> None:
    files = {
        f"{number}.{ending}": golden.public(f"api_items/pipermail/pipermail_{month}.mbox")
        for number, month in enumerate(("2015_november", "2016_march", "2016_april"))
    }
    export = golden.export(tmp_path, {name: path.read_bytes() for name, path in files.items()})
    assert seen(golden.read(export)) == PIPERMAIL


def test_an_archive_of_a_group_is_read_from_its_zip() -> None:
    found = seen(golden.read(golden.public("api_items/groupsio/messages.zip")))
    assert len(found) == 49
    assert found[0] == ("1411493115994433684.27523@groups.io", 1411493115.0)
    assert found[25] == ("1515301791792840617.19948@groups.io", 1515301791.0)


def test_texts_are_those_published(tmp_path: Path) -> None:
    reading = golden.read(copied(tmp_path, "api_items/mbox/mbox_multipart.mbox"))
    first, second = (str(row["text"]) for row in reading.rows("messages"))
    assert first.startswith("technology.esl Committers,\n\nThis automatically generated message")
    assert first.endswith("project\nlead, PMC member, or the EMO <emo@example.org>")
    assert second.endswith("Thanks,\n\nDaniel Nehren")
    complex_mail = golden.read(copied(tmp_path / "2", "api_items/mbox/mbox_complex.mbox"))
    (answer, _) = (str(row["text"]) for row in complex_mail.rows("messages"))
    # The published text begins with two quoted lines, which are somebody else's words.
    assert (
        answer
        == "No matter what is really to blame, it ultimately [...]\n\n[...]\n\nRgds,\nEugenia"
    )


def test_articles_of_news_are_read_as_mails_saved_by_hand(tmp_path: Path) -> None:
    folder = golden.public("api_items/nntp")
    files = {f"{path.stem}.eml": path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    reading = golden.read(golden.export(tmp_path, files))
    assert len(reading.rows("messages")) == 3
    parent = {row["parent_id"] for row in reading.rows("messages")}
    assert "email:CANG1D=sjAZJ9BYp3N6YFQJaCS75TXtskrhWwGinAjsnGpACbbw@mail.gmail.com" in parent
    assert not [one for one in reading.rejected if isinstance(one, Rejected)]
