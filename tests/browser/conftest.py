"""A real browser, with nothing but the file it is given."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.views.sample import page as audit_page

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Seen:
    """What the browser asked for, and what it complained of."""

    def __init__(self, page: Page):
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not installed: the page is not tried in a browser")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Callable[..., Path]:
    """Write the page of an audit, once for each way to make it."""
    folder, written = tmp_path_factory.mktemp("pages"), {}

    def write(language: str = "fr", **named: str) -> Path:
        key = (language, tuple(sorted(named.items())))
        if key not in written:
            path = folder / f"{len(written)}.html"
            path.write_text(audit_page(language, **named), encoding="utf-8")
            written[key] = path
        return written[key]

    return write


@pytest.fixture
def visit(browser, files) -> Iterator[Callable[..., Seen]]:
    """Open the page of an audit at a width, and watch what happens."""
    context = []

    def open_it(language: str = "fr", *, width: int = 1280, **named: str) -> Seen:
        context.append(browser.new_context(viewport={"width": width, "height": 900}))
        seen = Seen(context[-1].new_page())
        seen.page.goto(files(language, **named).as_uri())
        seen.page.wait_for_selector(".vv-chart svg")
        return seen

    yield open_it
    for each in context:
        each.close()
