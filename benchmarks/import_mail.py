"""How fast a mailbox becomes tables: ours beside the standard library, in one run.

    python benchmarks/import_mail.py --mails 100000

A simulated mailbox is written to a folder that is deleted afterwards: half of its mails have HTML
beside their text, a tenth an attachment, two thirds answer another mail and quote it. Each
contender reads it in a process of its own, which reports its CPU seconds and its peak memory. The
bare scan is the floor: it reads the file and finds where mails start, so no import can be faster.
"""

import argparse
import base64
import os
import quopri
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from contenders import OURS, apart, folder, measured, table

ROWS = "Vive voix, rows alone"
PEOPLE = 400
START = datetime(2024, 1, 1, tzinfo=UTC)
BLOCK = 1 << 20
_WORDS = """bonjour merci pour votre retour nous avons vu le projet avec toute une équipe demain
matin réunion budget client livraison planning point question réponse document joint version
finale accord semaine prochaine besoin avis rapidement possible cordialement"""
WORDS = _WORDS.split()


def ours(path: Path) -> int:
    """Read by the importer alone: from the file to rows, which are dropped."""
    from toolkit.importers import email_archive  # noqa: PLC0415 - each pays for what it loads
    from toolkit.importers.email_archive.parsers import mbox  # noqa: PLC0415
    from toolkit.reading import Rows, Told, open_archive  # noqa: PLC0415

    with open_archive(path.parent) as archive:
        room = email_archive.prepare(archive, Told(own_domains=("maison.example",)))
        return sum(
            len(rows.records)
            for rows in mbox(archive, path.name, room)
            if isinstance(rows, Rows) and rows.table == "messages"
        )


def whole(path: Path) -> int:
    """Import by the toolkit: from the file to the agreed tables in Parquet, in one process."""
    from toolkit.ingest import take_in  # noqa: PLC0415
    from toolkit.store import Client, Settings  # noqa: PLC0415

    settings = Settings(name="Benchmark", own_domains=("maison.example",))
    return take_in(Client(path.parents[1], settings), workers=1).rows["messages"]


def standard(path: Path) -> int:
    """Read by Python's ``mailbox``, fields and text decoded: what anybody would write at first."""
    import email  # noqa: PLC0415
    import mailbox  # noqa: PLC0415
    from email.policy import default  # noqa: PLC0415

    box = mailbox.mbox(path, create=False)
    mails = (email.message_from_bytes(box.get_bytes(key), policy=default) for key in box.iterkeys())
    return sum(map(_decoded, mails))


def _decoded(mail: EmailMessage) -> bool:
    _ = [str(mail[name]) for name in ("Subject", "Message-ID", "In-Reply-To", "References")]
    _ = [mail[name] and mail[name].addresses for name in ("From", "To", "Cc")]
    _ = mail["Date"].datetime
    body = mail.get_body(("plain", "html"))
    return body is None or isinstance(body.get_content(), str)


def raw(path: Path) -> int:
    """Read by Python's ``mailbox``, and leave the fields as they are written."""
    import mailbox  # noqa: PLC0415

    count = 0
    for mail in mailbox.mbox(path, create=False):
        _ = [mail[name] for name in ("From", "To", "Cc", "Date", "Subject", "Message-ID")]
        parts = (part for part in mail.walk() if part.get_content_type() == "text/plain")
        if part := next(parts, None):
            part.get_payload(decode=True)
        count += 1
    return count


def floor(path: Path) -> int:
    """Read the file and find where mails start, and keep nothing."""
    count, tail = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            count += (tail + block).count(b"\nFrom ")
            tail = block[-5:]
    return count


CONTENDERS: dict[str, Callable[[Path], int]] = {
    "bare scan": floor,
    ROWS: ours,
    OURS: whole,
    "mailbox, nothing decoded but the text": raw,
    "mailbox": standard,
}


def _simulated(path: Path, mails: int, seed: int) -> None:
    chance = random.Random(seed)
    attachment = base64.encodebytes(chance.randbytes(120_000))
    subjects: list[str] = []
    with path.open("wb") as stream:
        for number in range(mails):
            stream.write(_mail(chance, number, subjects, attachment))


def _mail(chance: random.Random, number: int, subjects: list[str], attachment: bytes) -> bytes:
    """Return one mail; two thirds answer one of the fifty before."""
    answers = number > 0 and chance.random() < 0.67
    answer = chance.randrange(max(0, number - 50), number) if answers else None
    subject = _words(chance, 5) if answer is None else subjects[answer]
    subjects.append(subject)
    head = _head(chance, number, subject, answer)
    body = _body(chance, quoted=answer is not None, attachment=attachment)
    return "\r\n".join(head).encode() + b"\r\n" + body + b"\r\n\r\n"


def _head(chance: random.Random, number: int, subject: str, answer: int | None) -> Iterator[str]:
    """Yield the lines of a head, those too that servers leave on their way."""
    when = START + timedelta(seconds=60 * number)
    author, *others = chance.sample(range(PEOPLE), 2 + chance.randrange(4))
    coded = quopri.encodestring(subject.encode(), header=True).decode()
    yield f"From {number}@xxx {when:%a %b %d %H:%M:%S} +0000 {when:%Y}"
    yield f"Delivered-To: {_address(others[0])}"
    for n in range(4):
        yield f"Received: from mx{n}.maison.example (mx{n} [10.0.0.{n}])\r\n by relais{n}"
        yield f" with ESMTPS id {chance.getrandbits(80):x};\r\n {format_datetime(when)}"
    yield f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed;\r\n b={chance.getrandbits(1400):x}"
    yield f"ARC-Seal: i=1; a=rsa-sha256; t={number};\r\n b={chance.getrandbits(1400):x}"
    yield f"Message-ID: <{number}@maison.example>"
    yield f"Date: {format_datetime(when)}"
    yield f"From: {_person(author)}"
    yield f"To: {', '.join(map(_person, others))}"
    yield f"Subject: {'' if answer is None else 'Re: '}=?UTF-8?Q?{coded}?="
    if answer is not None:
        yield f"In-Reply-To: <{answer}@maison.example>"
        yield f"References: <{answer}@maison.example>"
    yield "MIME-Version: 1.0"


def _body(chance: random.Random, *, quoted: bool, attachment: bytes) -> bytes:
    text = "\n".join(_words(chance, 12) for _ in range(chance.randrange(2, 20)))
    if quoted:
        old = "\n".join("> " + _words(chance, 12) for _ in range(chance.randrange(5, 40)))
        text += f"\n\nLe lun. 1 janv. 2024 à 10:00, Ana <ana@maison.example> a écrit :\n\n{old}\n"
    plain = _part("text/plain", quopri.encodestring(text.encode()))
    if chance.random() < 0.5:
        return plain
    page = "<div>" + text.replace("\n", "<br>\n") + "</div>" + "<style>p {margin: 0}</style>" * 20
    both = _joined("alternative", [plain, _part("text/html", quopri.encodestring(page.encode()))])
    if chance.random() < 0.8:
        return both
    file = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return _joined("mixed", [both, file + attachment[: 77 * chance.randrange(100, 1500)]])


def _part(kind: str, content: bytes) -> bytes:
    head = f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    return head.encode() + b"\r\n\r\n" + content.replace(b"\n", b"\r\n")


def _joined(kind: str, parts: list[bytes]) -> bytes:
    edge = f"00000{kind}00000".encode()
    inner = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts)
    head = b"Content-Type: multipart/" + kind.encode() + b'; boundary="' + edge + b'"\r\n\r\n'
    return head + inner + b"--" + edge + b"--\r\n"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _address(number: int) -> str:
    return f"personne{number}@{'maison' if number % 5 else 'client'}.example"


def _person(number: int) -> str:
    return f'"Prénom{number} Nom" <{_address(number)}>'


def main() -> int:
    """Write a mailbox, let each contender read it, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    others = [name for name in CONTENDERS if name != OURS]
    parser.add_argument("--without", nargs="*", default=[], choices=others)
    parser.add_argument("--keep", type=Path, help="write the mailbox here, or use the one there")
    asked = parser.parse_args()
    with folder(asked.keep) as place:
        path = place / "exports" / "boite.mbox"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            apart(_simulated, path, asked.mails, asked.seed)
        size = path.stat().st_size
        wanted = [name for name in CONTENDERS if name not in asked.without]
        results = [measured(name, CONTENDERS[name], path) for name in wanted]
    mails = results[0].rows
    print(f"{mails:,} mails, {size / 1e9:.2f} GB, {os.cpu_count()} cores\n")
    print("\n".join(table(results, mails / 1e6, size / 1e6)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
