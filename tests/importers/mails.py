"""Mails and mailboxes that tests write themselves."""

from collections.abc import Mapping
from pathlib import Path

import golden

from toolkit.reading import Told

HOUSE = Told(own_domains=("maison.example",))
LINE = "From ana@maison.example Mon Jan  8 09:00:00 2024\n"
DATE = "Mon, 8 Jan 2024 10:00:00 +0100"
NINE = 1_704_704_400_000_000


def mail(text: str = "Bonjour", **fields: str | None) -> str:
    """Return a mail; a field given as nothing is not there."""
    head: dict[str, str | None] = {
        "Message-ID": "<1@maison.example>",
        "Date": DATE,
        "From": "Ana <ana@maison.example>",
        "To": "bob@maison.example",
        "Subject": "Budget",
    }
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}\n" for name, value in head.items() if value is not None]
    return "".join(lines) + f"\n{text}\n"


def box(folder: Path, *mails: str | bytes, told: Told = HOUSE) -> golden.Reading:
    whole = b"\n".join(
        LINE.encode() + (one if isinstance(one, bytes) else one.encode()) for one in mails
    )
    return golden.read(golden.export(folder, {"boite.mbox": whole}), told)


def only(reading: golden.Reading) -> Mapping[str, object]:
    assert not reading.rejected
    (row,) = reading.rows("messages")
    return row


def ties(reading: golden.Reading) -> set[tuple[object, object]]:
    return {(row["src"], row["dst"]) for row in reading.rows("interactions")}
