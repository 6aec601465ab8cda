"""The small firm's brief prints on two sheets, in both languages, and everybody can read it."""

import re
from datetime import date

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.firm.houses import CAMPSITE, HOUSES
from toolkit.firm.brief import brief, read_library
from toolkit.firm.kept import Answers, changed
from toolkit.firm.words import FirmWords
from toolkit.reports.brief import page
from toolkit.wording import templates_folder

pytestmark = pytest.mark.browser
WORDY = msgspec.structs.replace(CAMPSITE, unsaid=tuple(f"Chose à taire {n}" for n in range(60)))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_brief_prints_on_two_sheets(browser, tmp_path, language) -> None:
    library, words = read_library(templates_folder()), FirmWords(language)
    opened = browser.new_page()
    sheets = {}
    for name, house in {**HOUSES, "wordy": WORDY}.items():
        answers = changed(Answers(), house, date(2026, 11, 24))
        path = tmp_path / f"{name}.html"
        path.write_text(page(brief(house, library), answers, "Les Pins du Nord", words), "utf-8")
        opened.goto(path.as_uri())
        printed = opened.pdf(prefer_css_page_size=True, print_background=True)
        sheets[name] = len(re.findall(rb"/Type\s*/Page\b", printed))
    opened.close()
    assert sheets == dict.fromkeys(sheets, 2)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everybody_can_read_it(browser, tmp_path, language) -> None:
    answers = changed(Answers(), CAMPSITE, date(2026, 11, 24))
    made = brief(CAMPSITE, read_library(templates_folder()))
    path = tmp_path / "brief.html"
    path.write_text(page(made, answers, "Les Pins", FirmWords(language)), encoding="utf-8")
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    opened.set_viewport_size({"width": 390, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(opened)
    opened.close()
    assert found.violations_count == 0, found.generate_report()
    assert asked == [path.as_uri()]
