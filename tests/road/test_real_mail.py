"""A real company's mail, as agreed columns: nothing lost, nobody forgotten."""

import csv
from pathlib import Path

import pytest

from tests.road.conftest import LEGAL
from toolkit import ingest, pipeline, store

MAIL = Path(__file__).parents[2] / "../shared/data/radoslaw_email"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    if not MAIL.is_dir():
        pytest.skip("the public mail of the manufacturing company is not here")
    client = store.create_client(
        tmp_path_factory.mktemp("clients"), "mail", f'name = "Mail"\n{LEGAL}', ""
    )
    mail = ("src", "dst", "ts_utc", "channel_kind")
    _agreed(client.exports / "interactions.csv", "communication.csv", ";", mail, "email")
    _agreed(client.exports / "people.csv", "reportsto.csv", ",", ("person_id", "manager_id"))
    pipeline.take_in(client)
    return client


def _agreed(path, name, delimiter, columns, *more):
    """Write a public file again under the agreed names, with more columns that are all alike."""
    with (MAIL / name).open(encoding="utf-8-sig", newline="") as given:
        rows = list(csv.reader(given, delimiter=delimiter))
    with path.open("w", encoding="utf-8", newline="") as told:
        csv.writer(told).writerows([columns, *([*row, *more] for row in rows[1:])])


def test_every_mail_is_kept_also_two_in_the_same_second(company):
    assert ingest.load_tables(company)["interactions"].collect().height == 82_927


def test_the_accounts_outside_the_chart_are_kept(company):
    people = ingest.load_tables(company)["people"].collect()
    with (MAIL / "reportsto.csv").open(encoding="utf-8-sig") as given:
        chart = {row["ID"] for row in csv.DictReader(given)}
    assert people.height == 167
    assert len(set(people["person_id"]) - chart) == 13


def test_reciprocity_is_that_of_an_independent_count(company):
    ties = {pair for pair, count in _mails_by_hand().items() if count >= 2}
    returned = sum((dst, src) in ties for src, dst in ties) / len(ties)
    (cell,) = (
        cell
        for cell in pipeline.measure(company).cells
        if (cell.measure.id, cell.group, cell.period) == ("reciprocity_edgewise", "all", "all")
    )
    assert cell.measure.value == pytest.approx(returned)
    assert cell.measure.n == len(ties)


def _mails_by_hand():
    """Count by hand the mails from one person to another, those to more than five left out."""
    with (MAIL / "communication.csv").open(encoding="utf-8-sig") as given:
        mails = [tuple(row) for row in csv.reader(given, delimiter=";")][1:]
    addressed, seen = {}, {}
    for src, dst, when in mails:
        nth = seen[src, dst, when] = seen.get((src, dst, when), 0) + 1
        addressed.setdefault((src, when, nth), []).append(dst)
    counts = {}
    for (src, _, _), people in addressed.items():
        for dst in people if len(people) <= 5 else ():
            if src != dst:
                counts[src, dst] = counts.get((src, dst), 0) + 1
    return counts
