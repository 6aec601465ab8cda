"""The client's page is one closed file, made of our cards and explorers alone."""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from tests.views.sample import audit, executed, page, sample, saved_in
from toolkit.cards import CARD
from toolkit.errors import NotebookError
from toolkit.reports.html import compose
from toolkit.views.viewer import Viewer
from toolkit.wording import Words

PAYLOAD = "</script></title><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
LIMIT = (
    480 * 1024
)  # twelve months of four groups, every measure, picture and proposal, and the programme


class Outline(HTMLParser):
    """Collects the headings, and whatever could ask for something outside the file."""

    def __init__(self):
        super().__init__()
        self.headings, self.asked, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.asked += [
            value
            for name, value in attrs
            if name in {"src", "href", "srcset", "action", "data"} and value
        ]


def outline(html):
    parser = Outline()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def french():
    return page("fr")


def notebook(*outputs):
    return {"cells": [{"cell_type": "code", "outputs": list(outputs)}], "metadata": {}}


def shown(data):
    return {"output_type": "display_data", "data": data, "metadata": {}}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_light_and_in_its_language(language):
    html = page(language)
    assert len(html.encode()) < LIMIT
    assert f'<html lang="{language}">' in html


def test_the_page_asks_for_nothing_outside_itself(french):
    asked = outline(french).asked
    assert asked
    assert all(address.startswith(("#", "data:")) for address in asked)


def test_headings_go_down_one_step_at_a_time(french):
    headings = outline(french).headings
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip([0, *headings], headings, strict=False))


def test_the_policy_names_our_script_and_our_style_by_their_content(french):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', french)[1]
    for element in ('script type="module"', "style"):
        text = re.search(rf"<{element}>(.*?)</{element.split()[0]}>", french, re.DOTALL)[1]
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy.replace("&#39;", "'")
    assert "unsafe" not in policy
    assert "default-src &#39;none&#39;" in policy


def test_what_a_client_wrote_stays_text():
    html = page("fr", name=PAYLOAD, team_1=PAYLOAD, acc_1=PAYLOAD)
    assert outline(html).tags.count("script") == outline(page("fr")).tags.count("script")
    assert "<img src=x" not in html
    assert "{{7*7}}" in html


def test_the_page_keeps_what_the_explorers_need_and_no_more(french):
    saved = saved_in(french)
    assert set(saved) == {"0", "1", "2"}
    assert all(set(state) == {"data", "words", "selection"} for state in saved.values())


def test_chance_leaves_no_trace_in_the_page(french):
    assert page("fr") == french


def test_a_widget_that_was_never_shown_does_not_leave():
    release, words = sample(), Words("fr")
    book = executed((Viewer(release, words).cover(),))
    hidden = executed((Viewer(release, words).explorer("internal"),))
    book["metadata"] = hidden["metadata"]
    html = compose(release, words, book)
    assert "silent_share" not in html
    assert 'id="saved">' not in html


def test_a_page_without_explorer_has_no_script_at_all():
    release, words = sample(), Words("fr")
    show = Viewer(release, words)
    html = compose(release, words, executed((show.section("external"), show("reply_share"))))
    assert "<script" not in html
    assert "script-src &#39;none&#39;" in html


@pytest.mark.parametrize("kind", ["text/html", "image/png", "application/javascript", "text/plain"])
def test_another_kind_of_output_is_refused_by_its_name(kind):
    with pytest.raises(NotebookError, match=re.escape(kind)) as refused:
        compose(sample(), Words("fr"), notebook(shown({kind: "SECRET"})))
    assert "SECRET" not in str(refused.value)


def test_what_a_cell_printed_is_refused_without_being_quoted():
    output = {"output_type": "stream", "name": "stdout", "text": "SECRET"}
    with pytest.raises(NotebookError, match="stream") as refused:
        compose(sample(), Words("fr"), notebook(output))
    assert "SECRET" not in str(refused.value)


def test_a_card_of_another_shape_is_refused():
    with pytest.raises(NotebookError, match="agreed shape"):
        compose(sample(), Words("fr"), notebook(shown({CARD: {"kind": "advert", "title": "x"}})))


def test_another_widget_is_refused():
    release, words = sample(), Words("fr")
    book = executed((Viewer(release, words).explorer("internal"),))
    states = next(iter(book["metadata"]["widgets"].values()))["state"]
    next(iter(states.values()))["state"]["_anywidget_id"] = "somebody.else.Widget"
    with pytest.raises(NotebookError, match="no other widget"):
        compose(release, words, book)


def test_the_order_of_the_page_is_the_order_of_the_notebook():
    release, words = sample(), Words("fr")
    shown_last_first = tuple(reversed(audit(Viewer(release, words))))
    html = compose(release, words, executed(shown_last_first))
    assert html.index('id="method"') < html.index('id="internal"') < html.index('id="summary"')
