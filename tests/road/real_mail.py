"""The mail of a manufacturing company (public, beside the checkout), under the agreed names."""

import csv
from pathlib import Path

from tests.road.conftest import LEGAL
from toolkit import store
from toolkit.store import Client

MAIL = Path(__file__).parents[2] / "../shared/data/radoslaw_email"
COLUMNS = ("src", "dst", "ts_utc", "channel_kind")


def company(root: Path) -> Client:
    """Make the company's folder: its mail and its chart, as a consultant would hand them over."""
    client = store.create_client(root, "mail", f'name = "Mail"\n{LEGAL}', "")
    _agreed(client.exports / "interactions.csv", "communication.csv", ";", COLUMNS, "email")
    _agreed(client.exports / "people.csv", "reportsto.csv", ",", ("person_id", "manager_id"))
    return client


def _agreed(path: Path, name: str, delimiter: str, columns: tuple[str, ...], *more: str) -> None:
    """Write a public file again under the agreed names, with more columns that are all alike."""
    with (MAIL / name).open(encoding="utf-8-sig", newline="") as given:
        rows = list(csv.reader(given, delimiter=delimiter))
    with path.open("w", encoding="utf-8", newline="") as told:
        csv.writer(told).writerows([columns, *([*row, *more] for row in rows[1:])])
