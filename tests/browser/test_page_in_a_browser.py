"""The client opens one file: it works, alone, for everybody, and nothing in it can execute."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.views.sample import INDEX, PILLARS, sample
from toolkit.results import Measure
from toolkit.stats.composite import proximity
from toolkit.views import state, widget
from toolkit.wording import Words

pytestmark = pytest.mark.browser

OUTSIDE = "#external .explorer-explorer"
INSIDE = "#internal .explorer-explorer"
LEVERS = ".explorer-levers"
PAYLOADS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "</script><script>window.pwned = 1</script>",
    "</title></style><svg onload='window.pwned = 1'>",
    "\"><a href='javascript:window.pwned=1' autofocus onfocus='window.pwned=1'>",
    "{{ 7 * 7 }}${window.pwned = 1}",
    "\u2028</textarea><iframe srcdoc='<script>top.pwned=1</script>'>",
)


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def choose(page, widget, **chosen):
    for name, value in chosen.items():
        page.locator(f"{widget} .vv-select[id$='-{name}']").select_option(value)


def whole_measures(scope) -> list[Measure]:
    return [cell.measure for cell in sample().cells(scope, group="all", period="all")]


def number(page, widget):
    return plain(page.locator(f"{widget} .vv-said").inner_text())


def measure_of(scope, name, group="all", period="all", language="fr") -> Measure:
    cells = sample(language).cells(scope, group=group, period=period)
    return next(cell.measure for cell in cells if cell.measure.id == name)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_asks_for_nothing_and_complains_of_nothing(visit, language):
    seen = visit(language)
    seen.page.locator("summary").first.click()
    choose(seen.page, OUTSIDE, period="2026-03", group="persons", question="voices")
    seen.page.locator(f"{LEVERS} input").first.fill("0.9")
    assert seen.asked == [seen.page.url]
    assert seen.complaints == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_stands_in_the_way_of_anybody(visit, language, width):
    seen = visit(language, width=width)
    for table in seen.page.locator("summary").all():
        table.click()
    choose(seen.page, INSIDE, group="team_8")
    violations = Axe().run(seen.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []


def test_a_month_and_an_account_have_their_own_number(visit):
    page = visit().page
    whole = number(page, OUTSIDE)
    choose(page, OUTSIDE, period="2026-03")
    march = number(page, OUTSIDE)
    choose(page, OUTSIDE, group="acc_2")
    account = number(page, OUTSIDE)
    assert len({whole, march, account}) == 3
    expected = Words("fr").measure(measure_of("external", "answered_24h", "acc_2", "2026-03"))
    assert plain(expected) in account


def test_a_team_that_is_too_small_says_so_and_shows_no_number(visit):
    page = visit().page
    choose(page, INSIDE, group="team_8")
    reason = plain(Words("fr").say("reason.too_few_people"))
    assert number(page, INSIDE) == reason
    assert page.locator(f"{INSIDE} .vv-tile .vv-number").count() == 0
    assert page.locator(f"{INSIDE} .vv-bar").count() == 0


def test_a_verdict_is_a_word_and_only_for_the_whole(visit):
    page = visit().page
    tile = page.locator(f"{OUTSIDE} .vv-tile", has_text="on répond")
    assert "Risque" in tile.inner_text()
    choose(page, OUTSIDE, period="2026-03")
    assert "Risque" not in tile.inner_text()
    assert "organisation, toute la période" in plain(tile.inner_text())


def test_the_mouse_reads_a_month_in_the_chart(visit):
    page = visit().page
    chart = page.locator(f"{OUTSIDE} .vv-chart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = plain(chart.locator("[aria-label=tip]").text_content())
    assert "2025" in tip
    assert "%" in tip


def test_arrow_keys_read_the_chart_and_enter_chooses_the_month(visit):
    page = visit().page
    chart = page.locator(f"{OUTSIDE} .vv-chart").first
    chart.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    said = page.locator(f"{OUTSIDE} .vv-figure .vv-heard").first
    assert "août 2025" in plain(said.text_content())
    assert "août" in plain(chart.locator("[aria-label=tip]").text_content())
    page.keyboard.press("Enter")
    assert page.locator(f"{OUTSIDE} .vv-select[id$='-period']").input_value() == "2025-08"


def test_the_keyboard_alone_goes_from_question_to_question(visit):
    page = visit().page
    page.locator(f"{OUTSIDE} .vv-select[id$='-group']").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "trois jours" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert "trois jours" in page.locator(f"{OUTSIDE} .vv-detail h3").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_a_question_shows_its_own_numbers_and_no_others(visit):
    page = visit().page
    choose(page, OUTSIDE, question="voices")
    assert "voix" in page.locator(f"{OUTSIDE} .vv-detail h3").inner_text()
    assert page.locator(f"{OUTSIDE} .vv-tile", has_text="on répond").count() == 0
    charts = page.locator(f"{OUTSIDE} .vv-figure figcaption").all_inner_texts()
    assert charts[1] == Words("fr").say("ui.chart_ranks")


def test_every_number_can_be_reached_from_its_question(visit):
    page = visit().page
    shown = {one.id for one in whole_measures("external")}
    reached = set()
    for question in page.locator(f"{OUTSIDE} .vv-select[id$='-question'] option").all():
        choose(page, OUTSIDE, question=question.get_attribute("value"))
        reached |= {
            each.get_attribute("data-measure")
            for each in page.locator(f"{OUTSIDE} [data-measure]").all()
        }
    assert reached == {name for name in shown if not name.startswith(state.TAKEN_APART)}


def test_a_moved_pillar_makes_the_index_again_by_the_rule(visit):
    page = visit().page
    sliders = page.locator(f"{LEVERS} input")
    said = page.locator(f"{LEVERS} .vv-levers-result .vv-number")
    words, names = Words("fr"), list(PILLARS)
    assert said.inner_text() == words.value("proximity_index", INDEX)
    for moved in ((0, "0.9"), (1, "0"), (4, "1")):
        sliders.nth(moved[0]).fill(moved[1])
        now = [float(sliders.nth(at).input_value()) for at in range(len(names))]
        assert said.inner_text() == words.value("proximity_index", float(proximity(now)))
    page.locator(f"{LEVERS} .vv-reset").click()
    assert said.inner_text() == words.value("proximity_index", INDEX)


def test_the_levers_obey_the_keyboard(visit):
    page = visit().page
    lever = page.locator(f"{LEVERS} input").nth(1)
    lever.focus()
    page.keyboard.press("End")
    assert lever.input_value() == "1"
    assert "+" in page.locator(f"{LEVERS} [role=status]").inner_text()


def test_a_neighbouring_number_keeps_the_keyboard_where_it_was(visit):
    page = visit().page
    neighbour = page.locator(f'{OUTSIDE} .vv-other[data-measure="answered_1h"]')
    neighbour.focus()
    page.keyboard.press("Enter")
    assert "dans l" in page.locator(f"{OUTSIDE} .vv-detail h3").inner_text()
    assert page.evaluate("document.activeElement.className") == "vv-other"


def test_the_first_tab_leads_to_the_content(visit):
    page = visit().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"


def test_a_waiting_time_has_its_survival_curve_and_its_table(visit):
    page = visit().page
    page.locator(f"{OUTSIDE} .vv-tile", has_text="Combien de temps attend-on").click()
    figures = page.locator(f"{OUTSIDE} .vv-figure figcaption").all_inner_texts()
    assert len(figures) == 2
    assert "sans réponse" in figures[1]
    tables = page.locator(f"{OUTSIDE} .vv-table")
    tables.nth(1).locator("summary").click()
    assert tables.nth(1).locator("tbody tr").count() == 20


def test_the_table_says_what_the_chart_shows(visit):
    page = visit().page
    table = page.locator(f"{OUTSIDE} .vv-table").first
    table.locator("summary").click()
    march = table.locator("tbody tr", has_text="mars 2026").inner_text()
    words = Words("fr")
    assert plain(words.value_of(measure_of("external", "answered_24h", period="2026-03"))) in plain(
        march
    )


def test_what_a_number_rests_on_is_said(visit):
    basis = plain(visit().page.locator(f"{OUTSIDE} .vv-basis").inner_text())
    measure = measure_of("external", "answered_24h")
    words = Words("fr")
    for said in (
        words.whole(measure.n),
        words.interval(measure),
        words.say("measure.answered_24h.method"),
        words.say("measure.answered_24h.yardstick"),
        words.say("status.ok.sentence"),
        *measure.evidence,
        "X (Twitter)",
    ):
        assert plain(said) in basis


SENTENCES = """({saved, places}) => {
  const listeners = [];
  const state = {...saved, selection: {...places[0]}};
  const model = {
    get: (name) => state[name], set: (name, value) => { state[name] = value; },
    on: (_, hear) => listeners.push(hear), off: () => {}, save_changes: () => {},
  };
  const el = document.body.appendChild(document.createElement("div"));
  explorer.default.render({model, el});
  return places.map((place) => {
    state.selection = place;
    listeners.forEach((hear) => hear());
    return el.querySelector(".vv-said > span").textContent;
  });
}"""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scope", ["external", "internal"])
def test_every_sentence_is_the_one_the_rest_of_the_audit_says(browser, language, scope):
    release, words = sample(language), Words(language)
    data = state.explorer_data(release, scope, words)
    kept = [each["id"] for each in data["measures"]]
    said = state.explorer_words(words, data, state.reasons_of(release, scope))
    cells = [
        cell
        for cell in release.cells(scope)
        if cell.period in ("all", "2025-08", "2026-03") and cell.measure.id in kept
    ]
    places = [{"measure": c.measure.id, "group": c.group, "period": c.period} for c in cells]
    page = browser.new_page()
    bundle = (widget.WIDGETS / "explorer.bundle.js").read_text(encoding="utf-8")
    page.evaluate(
        bundle.replace("export default explorer.default;", "globalThis.explorer = explorer;")
    )
    shown = page.evaluate(SENTENCES, {"saved": {"data": data, "words": said}, "places": places})
    page.close()
    assert [plain(each) for each in shown] == [plain(words.measure(cell.measure)) for cell in cells]


def test_paper_has_the_charts_and_none_of_the_controls(visit):
    page = visit().page
    page.emulate_media(media="print")
    assert not page.locator(".vv-toolbar").first.is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator(".vv-chart svg").first.is_visible()
    assert page.locator(".still img").first.is_visible()
    assert len(page.pdf(prefer_css_page_size=True)) > 20_000


def test_still_figures_are_really_drawn(visit):
    page = visit().page
    widths = page.evaluate(
        "[...document.querySelectorAll('.still img')].map((i) => i.naturalWidth)"
    )
    assert len(widths) == 2  # shares side by side, and what each proposal may bring
    assert min(widths) > 300
    answers = page.evaluate(
        "[...document.querySelectorAll('.answer img')].map((i) => i.naturalWidth)"
    )
    assert len(answers) >= 12
    assert min(answers) > 300


ATTEMPTS = """() => {
  const script = document.createElement("script");
  const picture = new Image();
  const attempts = [
    () => { script.append("window.pwned = 1"); document.body.append(script); },
    () => { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='pwned = 1'>"); },
    () => { picture.setAttribute("onerror", "window.pwned = 1"); picture.src = "data:,"; },
    () => { fetch("data:,x").then(() => { window.pwned = 1; }, () => {}); },
  ];
  for (const attempt of attempts) { try { attempt(); } catch { /* refused */ } }
}"""


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_screen_never_scrolls_sideways(visit, width):
    page = visit(width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_script_that_gets_in_is_not_run(visit):
    page = visit().page
    page.evaluate(ATTEMPTS)
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_client_wrote_never_executes(visit, payload):
    seen = visit(name=payload, acc_1=payload, team_1=payload)
    choose(seen.page, OUTSIDE, group="acc_1")
    choose(seen.page, INSIDE, group="team_1")
    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.evaluate("top.pwned") is None
    assert seen.complaints == []
    assert seen.asked == [seen.page.url]
    assert plain(payload) in plain(seen.page.locator("h1").inner_text())
