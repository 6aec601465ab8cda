"""What people say beside what is seen, and the map of topics."""

import pytest

from toolkit.release import About, Facts, Release, Verdicts
from toolkit.results import Cell, Measure
from toolkit.views.paper import LEVELS
from toolkit.views.viewer import Viewer
from toolkit.wording import Words

RISK = LEVELS["risk"]
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


def show(language: str, *measures: Measure) -> Viewer:
    """Return a viewer of a release that holds these measures inside, and no others."""
    cells = tuple(
        Cell(scope="internal", group="all", period="all", measure=one) for one in measures
    )
    named = {"client": "acme", "name": "Acme", "profile": "sme", "language": language}
    about = About(**named, simulated=True, k=5, first=None, last=None)
    facts = Facts(about=about, sources=(), groups=(), cells=cells)
    return Viewer(
        Release(facts=facts, verdicts=Verdicts(findings=(), recommendations=())), Words(language)
    )


def measured(name: str, unit: str, value: float, low: float, high: float) -> Measure:
    return Measure(
        id=name, code="M0", unit=unit, n=40, value=value, interval=(low, high), people=40
    )


CLIMATE = measured("survey_climate", "points", 71, 66, 76)
SILENT = measured("silent_share", "share", 0.4, 0.3, 0.5)


@LANGUAGES
def test_what_is_said_stands_beside_what_is_seen(language: str) -> None:
    card = show(language, CLIMATE, SILENT).declared()
    assert card.table is not None
    ((said, points, seen, value),) = card.table.rows
    assert (said, seen) == (
        Words(language).say("measure.survey_climate.label"),
        Words(language).say("measure.silent_share.label"),
    )
    assert points.startswith("71")
    assert value.startswith("40")


def test_one_of_the_two_alone_is_set_beside_nothing() -> None:
    assert show("en", CLIMATE).declared().kind == "note"
    assert show("en", SILENT).declared().kind == "note"


@LANGUAGES
def test_the_map_begins_with_what_is_missed_most(language: str) -> None:
    card = show(
        language,
        *(measured("gap_pay", "index", 0.4, -0.1, 0.9),
          measured("importance_pay", "points", 40, 30, 50)),
        *(measured("gap_changes", "index", 1.2, 0.9, 1.5),
          measured("importance_changes", "points", 80, 70, 90)),
        measured("gap_rules", "index", 0.1, -0.2, 0.4),
    ).needs()  # fmt: skip
    assert card.picture is not None
    assert card.table is not None
    assert [row[0] for row in card.table.rows] == [
        Words(language).say(f"asked.topics.{topic}") for topic in ("changes", "pay")
    ]
    assert RISK in card.picture.svg  # changes: important, and surely too little
    assert card.table.rows[0][0] in card.picture.alt


def test_what_may_not_be_missed_at_all_is_no_risk() -> None:
    gap, weight = (
        measured("gap_pay", "index", 0.4, -0.1, 0.9),
        measured("importance_pay", "points", 40, 30, 50),
    )
    picture = show("en", gap, weight).needs().picture
    assert picture is not None
    assert RISK not in picture.svg


def test_without_pairs_there_is_no_map() -> None:
    assert show("fr", CLIMATE).needs().kind == "note"
