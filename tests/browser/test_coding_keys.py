"""The form of those who code: a message is text whatever it says, and keys are heard there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SHEET = Path(__file__).parents[2] / "toolkit" / "desk" / "coding_sheet.js"
FORM = """
<input id="elsewhere">
<div class="vv-coding">
  <button id="label">Inform (1)</button><input id="initials"><div id="el"></div>
</div>
"""
MODEL = """
const values = {known: ["1", "backspace"], view: {
  name: "Message to code", about: "a post", answers: "", note: "", keys: "the key in brackets",
  text: "<img src=x onerror='window.hurt = true'>\\n$x$"}};
const told = {};
window.sent = [];
window.model = {
  get: (name) => values[name], send: (said) => window.sent.push(said.key),
  on: (event, act) => { told[event] = act; }, off: (event) => { delete told[event]; },
  turn: (text) => { values.view = {...values.view, text}; told["change:view"](); },
};
window.leave = render({model, el: document.getElementById("el")});
"""
pytestmark = pytest.mark.browser


@pytest.fixture
def form(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(FORM)
    code = SHEET.read_text(encoding="utf-8").replace("export default { render };", MODEL)
    page.add_script_tag(content=code, type="module")
    page.wait_for_selector("[data-lm-suppress-shortcuts=true] .vv-sheet")
    yield page
    page.close()


def sent(form: Page) -> list[str]:
    found: list[str] = form.evaluate("window.sent")
    return found


def test_a_message_is_text_whatever_it_says(form: Page) -> None:
    said = form.locator(".vv-text").text_content()
    assert said == "<img src=x onerror='window.hurt = true'>\n$x$"
    assert form.locator("#el img").count() == 0
    assert form.evaluate("window.hurt") is None


def test_keys_are_heard_wherever_one_is_in_the_form(form: Page) -> None:
    for place in ("#label", ".vv-sheet"):
        form.focus(place)
        form.keyboard.press("1")
    form.keyboard.press("Backspace")
    assert sent(form) == ["1", "1", "backspace"]


def test_keys_of_others_are_left_to_them(form: Page) -> None:
    for place, key in (("#elsewhere", "1"), ("#initials", "1"), ("#label", "7"), ("#label", "Tab")):
        form.focus(place)
        form.keyboard.press(key)
    form.focus("#label")
    form.keyboard.press("Control+1")
    assert sent(form) == []


def test_the_next_message_is_read_out_and_still_hears_keys(form: Page) -> None:
    form.evaluate("document.activeElement.blur(); window.model.turn('next')")
    assert form.locator(".vv-sheet[aria-live=polite] .vv-text").inner_text() == "next"
    form.wait_for_function("document.activeElement.className === 'vv-sheet'")
    form.keyboard.press("1")
    assert sent(form) == ["1"]


def test_a_button_that_is_gone_leaves_the_keys_to_the_message(form: Page) -> None:
    form.focus("#label")
    form.evaluate("window.model.turn('next'); document.getElementById('label').hidden = true")
    form.wait_for_function("document.activeElement.className === 'vv-sheet'")
    form.keyboard.press("1")
    assert sent(form) == ["1"]


def test_a_form_that_was_left_hears_nothing_more(form: Page) -> None:
    form.focus("#label")
    form.evaluate("window.leave()")
    form.keyboard.press("1")
    assert sent(form) == []
