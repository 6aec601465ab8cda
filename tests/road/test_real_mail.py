"""A real company's mail, as agreed columns: nothing lost, nobody forgotten."""

import csv
from datetime import datetime, timedelta

import networkx as nx
import pytest

from tests.road import real_mail
from tests.road.real_mail import MAIL
from toolkit import ingest, pipeline
from toolkit.cards import plain
from toolkit.results import WHOLE
from toolkit.views.questions import ALL
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    if not MAIL.is_dir():
        pytest.skip("the public mail of the manufacturing company is not here")
    client = real_mail.company(tmp_path_factory.mktemp("clients"))
    pipeline.take_in(client)
    return client


@pytest.fixture(scope="module")
def audited(company):
    return pipeline.release_audit(company)


def test_every_mail_is_kept_also_two_in_the_same_second(company):
    assert ingest.load_tables(company)["interactions"].collect().height == 82_927


def test_the_accounts_outside_the_chart_are_kept(company):
    people = ingest.load_tables(company)["people"].collect()
    with (MAIL / "reportsto.csv").open(encoding="utf-8-sig") as given:
        chart = {row["ID"] for row in csv.DictReader(given)}
    assert people.height == 167
    assert len(set(people["person_id"]) - chart) == 13


def test_reciprocity_is_that_of_an_independent_count(audited):
    ties = {pair for pair, count in _mails_by_hand().items() if count >= 2}
    returned = sum((dst, src) in ties for src, dst in ties) / len(ties)
    (cell,) = (
        cell
        for cell in audited.facts.cells
        if (cell.measure.id, cell.group, cell.period) == ("reciprocity_edgewise", "all", "all")
    )
    assert cell.measure.value == pytest.approx(returned)
    assert cell.measure.n == len(ties)


def test_density_is_that_of_networkx_with_the_silent_kept(audited):
    counts = _mails_by_hand(days=90)  # a tie is of the last 90 days
    graph = nx.DiGraph(pair for pair, count in counts.items() if count >= 2)
    with (MAIL / "reportsto.csv").open(encoding="utf-8-sig") as given:
        graph.add_nodes_from(row["ID"] for row in csv.DictReader(given))
    with (MAIL / "communication.csv").open(encoding="utf-8-sig") as given:
        graph.add_nodes_from(
            name for row in [*csv.reader(given, delimiter=";")][1:] for name in row[:2]
        )
    assert len(graph) == 167
    assert _whole(audited, "tie_density").value == pytest.approx(nx.density(graph))


def test_every_measure_inside_has_a_value_or_says_why_not(audited):
    inside = audited.cells("internal", group=WHOLE, period=WHOLE)
    assert [c.measure.id for c in inside if c.measure.value is None and not c.measure.reason] == []
    valued = {cell.measure.id for cell in inside if cell.measure.value is not None}
    assert {
        "reciprocity_edgewise", "tie_density", "connectedness", "centralization_in",
        "contact_constraint", "participation_gini",
    } <= valued  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_every_section_is_filled_or_says_what_to_ask_for(audited, language):
    words = Words(language)
    show = Viewer(audited, words)
    for question in ALL:
        card = show.question(question.name)
        assert card.kind in ("question", "note")
        assert card.value or card.notes or card.lead
        assert "{" not in plain(card)
    for card in (show.summary(), show.recommendations(), show.programme(), show.sources()):
        assert "{" not in plain(card)


def test_the_chart_gives_levels_and_no_team_and_the_picture_of_teams_is_left_out(audited):
    assert audited.facts.bonds == ()
    assert _whole(audited, "ei_team").value is None


def _whole(audited, name):
    (cell,) = (
        c for c in audited.cells("internal", group=WHOLE, period=WHOLE) if c.measure.id == name
    )
    return cell.measure


def _mails_by_hand(days=10_000):
    """Count by hand the mails from one person to another, those to more than five left out."""
    with (MAIL / "communication.csv").open(encoding="utf-8-sig") as given:
        mails = [tuple(row) for row in csv.reader(given, delimiter=";")][1:]
    since = max(datetime.fromisoformat(when) for *_, when in mails) - timedelta(days=days)
    mails = [mail for mail in mails if datetime.fromisoformat(mail[2]) > since]
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
