"""Still figures are small, the same at every drawing, and said in words."""

import pytest

from tests.views.sample import sample
from toolkit.views.charts import Point, trend
from toolkit.views.viewer import Viewer
from toolkit.wording import Words

LIMIT = 25_000  # bytes


@pytest.fixture(scope="module")
def show():
    return Viewer(sample(), Words("fr"))


@pytest.mark.parametrize("scope", ["external", "internal"])
def test_intervals_side_by_side_are_light(show, scope):
    assert 2_000 < len(show.figure(scope).picture.svg.encode()) < LIMIT


def test_months_in_a_row_are_light(show):
    assert 2_000 < len(show("reply_share").picture.svg.encode()) < LIMIT


def test_the_same_figure_has_the_same_bytes(show):
    again = Viewer(sample(), Words("fr"))
    assert show.figure("external") == again.figure("external")
    assert show("silent_share") == again("silent_share")


def test_words_of_a_figure_stay_text(show):
    assert ">Réponse en 24 h</text>" in show.figure("external").picture.svg.replace("\u00a0", " ")


def test_a_figure_tells_neither_when_nor_by_what_it_was_drawn(show):
    svg = show.figure("external").picture.svg.lower()
    assert "<metadata" not in svg
    assert "matplotlib" not in svg


def test_a_figure_is_said_for_who_cannot_see_it(show):
    alt = show.figure("external").picture.alt
    assert "Réponse en 24 h : 30 %" in alt.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_number_in_a_picture_keeps_all_its_decimals():
    svg = Viewer(sample("en"), Words("en")).question("proximity").picture.svg
    assert ">0.33</text>" in svg


def test_a_month_without_a_number_leaves_a_gap():
    def month(value):
        return Point(label="mars", value=value, low=value, high=value)

    whole = trend([month(0.2), month(0.3), month(0.4)], str, share=True)
    gap = trend([month(0.2), month(None), month(0.4)], str, share=True)
    assert gap != whole
    assert "nan" not in gap.lower()
