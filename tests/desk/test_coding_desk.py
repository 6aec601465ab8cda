"""Two people code the same messages, blind to each other, and settle what they see differently."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import polars as pl
import pytest
from nbclient import NotebookClient

import toolkit
from toolkit import ingest, pipeline, store
from toolkit.cards import html, plain
from toolkit.desk.coding import Coding
from toolkit.desk.coding_machine import Machine
from toolkit.desk.coding_session import Session
from toolkit.desk.coding_session import plain as visible
from toolkit.desk.coding_widgets import Coder, Settling
from toolkit.ingest import tables
from toolkit.ingest.codes import read_kept
from toolkit.model import LABELS
from toolkit.wording import Words

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "label.ipynb"
HEAD = (
    "message_id",
    "account_id",
    "author_kind",
    "ts_utc",
    "direction",
    "kind",
    "parent_id",
    "text",
)
HOSTILE = '<img src=x onerror="alert(1)"> $\\href{javascript:alert(1)}{x}$ \u202eend'

each_language = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> store.Client:
    """A client who wrote four messages, answers and posts, and received two."""
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    rows = [
        ("q0", "ana", "public", "2026-01-05T08:00:00Z", "in", "post", "", "Ouvrez-vous lundi ?"),
        ("q1", "zoe", "public", "2026-01-05T09:00:00Z", "in", "post", "", f"Ah {HOSTILE}"),
        ("a0", "acme", "org_brand", "2026-01-05T10:00:00Z", "out", "reply", "q0", "Oui, venez."),
        ("p0", "acme", "org_brand", "2026-01-06T10:00:00Z", "out", "post", "", "Promo : -20 % !"),
        ("p1", "acme", "org_brand", "2026-01-07T10:00:00Z", "out", "post", "", HOSTILE),
        ("p2", "acme", "org_brand", "2026-01-08T10:00:00Z", "out", "post", "", "  "),
        ("p3", "acme", "org_brand", "2026-01-09T10:00:00Z", "out", "post", "", "Merci à toutes."),
    ]
    text = io.StringIO()
    csv.writer(text).writerows((HEAD, *rows))
    (made.exports / "messages.csv").write_text(text.getvalue(), encoding="utf-8")
    monkeypatch.setenv("VIVEVOIX_ROOT", str(tmp_path))
    pipeline.take_in(made)
    return made


@pytest.fixture
def desk(client: store.Client) -> Callable[..., Coding]:
    """Open the desk of that client in a language."""
    return lambda language="en": toolkit.coding(client.slug, language)


def coder(client: store.Client, initials: str = "ab") -> Coder:
    form = Coder(Session(client), Words("en"))
    form.initials.value = initials
    form.begin.click()
    return form


def inside(widget: Any) -> Iterator[Any]:
    """Yield a widget and all that it holds and shows."""
    yield widget
    for child in getattr(widget, "children", ()):
        if child.layout.display != "none":
            yield from inside(child)


def descriptions(form: Any) -> list[str]:
    every = inside(form.whole)
    return [one.description for one in every if isinstance(one, ipywidgets.Button)]


def click(form: Any, name: str) -> None:
    every = [one for one in inside(form.whole) if isinstance(one, ipywidgets.Button)]
    next(one for one in every if name in one.description).click()


def code_all(client: store.Client, initials: str, *keys: str) -> Coder:
    """Code everything by keyboard: the same two keys for what we wrote, no for what came in."""
    form = coder(client, initials)
    while form.page.view["keys"]:
        for key in ("n",) if "y" in form.page.known else keys:
            form.page.press(key)
    return form


def test_messages_with_words_are_coded_on_both_sides(client: store.Client) -> None:
    sheets = Session(client).sheets
    assert {one: sheet.schemes for one, sheet in sheets.items()} == {
        **dict.fromkeys(("a0", "p0", "p1", "p3"), ("function", "promotion")),
        **dict.fromkeys(("q0", "q1"), ("question",)),
    }
    assert sheets["a0"].answers == "Ouvrez-vous lundi ?"
    assert sheets["a0"].kind == "reply"


def test_each_code_is_saved_at_once_and_the_next_message_comes(client: store.Client) -> None:
    form = coder(client)
    first = form.page.view["text"]
    click(form, "Inform")
    (kept,) = read_kept(client)
    assert (kept.scheme, kept.label, kept.coder) == ("function", "information", "ab")
    assert form.page.view["text"] == first
    assert "✓ Inform (1)" in descriptions(form)
    click(form, "Something else")
    assert len(read_kept(client)) == 2
    assert form.page.view["text"] != first
    assert form.state.value == "1 coded of 6"


def test_a_key_is_as_good_as_a_click(client: store.Client) -> None:
    form = coder(client)
    first = form.page.view["text"]
    form.page.press("3")
    form.page.press("p")
    assert {code.label for code in read_kept(client)} == {"action", "promotional"}
    form.page.press("x")
    form.page.press("backspace")
    assert form.page.view["text"] == first
    assert "✓ Promotion (p)" in descriptions(form)


def test_one_s_mind_can_be_changed(client: store.Client) -> None:
    form = coder(client)
    for key in ("3", "p", "backspace", "1"):
        form.page.press(key)
    labels = {code.scheme: code.label for code in read_kept(client)}
    assert labels == {"function": "information", "promotion": "promotional"}


def test_a_message_left_for_later_comes_back(client: store.Client) -> None:
    form = coder(client)
    first = form.page.view["text"]
    click(form, "Later")
    while form.page.view["text"] != first:
        for key in ("n",) if "y" in form.page.known else ("1", "o"):
            form.page.press(key)
    assert form.state.value == "5 coded of 6"


def test_one_takes_up_where_one_stopped(client: store.Client) -> None:
    form = coder(client)
    form.page.press("1")
    form.page.press("o")
    following = form.page.view["text"]
    assert coder(client).page.view["text"] == following


def test_the_second_coder_sees_the_same_messages_and_nothing_of_the_first(
    client: store.Client,
) -> None:
    first = coder(client).page.view
    code_all(client, "ab", "3", "p")
    form = coder(client, "cd")
    assert form.page.view == first
    assert form.state.value == "0 coded of 6"
    assert not any("✓" in one for one in descriptions(form))


@pytest.mark.parametrize("initials", ["", "agreed", "vivevoix@1", "a b", "9", "é"])
def test_initials_are_initials_and_nobody_is_the_machine(
    client: store.Client, initials: str
) -> None:
    form = coder(client, initials)
    assert form.told.value == Words("en").say("desk.label.initials_wrong")
    assert form.room.layout.display == "none"


def test_disagreements_are_shown_to_those_who_finished_only(client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    settling = Settling(Session(client), Words("en"))
    settling.open.click()
    assert settling.told.value == Words("en").say("desk.label.compare_wait")
    assert Session(client).disputes() == ()
    code_all(client, "cd", "3", "o")
    assert len(Session(client).disputes()) == 4


def test_the_machine_is_not_shown_before_all_is_settled(desk: Any, client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    code_all(client, "cd", "3", "o")
    assert plain(desk().confusion()).endswith(Words("en").say("desk.label.machine_wait"))


def test_what_two_people_see_differently_is_settled_together(client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    code_all(client, "cd", "3", "o")
    form = Settling(Session(client), Words("en"))
    form.open.click()
    assert "Agreement among those who code promotion" in form.agreed.value
    assert form.page.view["note"] == "AB Promotion · CD Something else"
    assert form.state.value == "0 settled of 4"
    for _ in range(4):
        click(form, "Something else")
    assert form.state.value == "4 settled of 4"
    assert Session(client).people("promotion").disputed == ()
    assert set(Session(client).people("promotion").settled.values()) == {"other"}
    click(form, "Back")
    click(form, "Promotion")
    assert form.state.value == "4 settled of 4"


def test_two_who_see_alike_have_nothing_to_settle(client: store.Client) -> None:
    for initials in ("ab", "cd"):
        last = code_all(client, initials, "1", "o")
    assert last.page.view["note"] == Words("en").say("desk.label.done")
    form = Settling(Session(client), Words("en"))
    form.open.click()
    assert form.told.value == Words("en").say("desk.label.compare_none")


def told_by_machine(client: store.Client, **labels: str) -> None:
    """Put what the machine says of the promotion of messages into the vault."""
    rows = [
        {"message_id": one, "scheme": "promotion", "label": label, "coder_id": "vivevoix@1"}
        for one, label in labels.items()
    ]
    empty = pl.DataFrame(schema=dict.fromkeys(LABELS.names, pl.String))
    frame = pl.concat([empty, pl.DataFrame(rows)], how="diagonal") if rows else empty
    typed = frame.with_columns(pl.col("p").cast(pl.Float64), pl.col("adjudicated").cast(pl.Boolean))
    tables.write(client.tables, LABELS, [typed])


def test_agreement_and_confusion_are_said_as_they_stand(desk: Any, client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    assert plain(desk().confusion()).endswith(Words("en").say("desk.label.machine_wait"))
    code_all(client, "cd", "3", "p")
    told_by_machine(client)
    assert Words("en").say("reason.not_labelled") in plain(Coding(client, Words("en")).confusion())
    told_by_machine(client, a0="promotional", p0="promotional", p1="other", p3="promotional")
    opened = Coding(client, Words("en"))
    promotion = opened.confusion().items[1]
    assert promotion.table is not None
    assert promotion.table.rows == (("Promotion", "3", "1"), ("Something else", "0", "0"))
    said = plain(opened.progress())
    assert "AB: 6 coded of 6" in said
    assert "75%" in said  # of promotional messages, the machine sees three in four


def test_what_the_machine_reads_differently_is_shown_last(client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    early = Machine(Session(client), Words("en"))
    early.open.click()
    assert early.told.value == Words("en").say("desk.label.machine_wait")
    code_all(client, "cd", "3", "p")
    told_by_machine(client, a0="promotional", p0="other", p1="other", p3="promotional")
    form = Machine(Session(client), Words("en"))
    form.open.click()
    assert form.page.view["note"] == "You: Promotion · machine: Something else"
    assert form.page.view["text"] == "Promo : -20 % !"
    assert form.state.value == "1 of 2"
    for _ in range(3):
        click(form, "Next")
    assert form.state.value == "2 of 2"


def test_a_machine_that_reads_as_people_do_has_nothing_to_show(client: store.Client) -> None:
    for initials in ("ab", "cd"):
        code_all(client, initials, "3", "p")
    told_by_machine(client, a0="promotional", p0="promotional")
    form = Machine(Session(client), Words("en"))
    form.open.click()
    assert form.told.value == Words("en").say("desk.label.machine_none")


def test_what_people_coded_is_in_the_tables_after_the_next_import(client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    pipeline.up_to_date(client)
    rows = ingest.read_table(client, "labels").filter(pl.col("coder_id") == "ab").collect()
    assert sorted(rows["label"].to_list()) == ["action"] * 4 + ["other"] * 2 + ["promotional"] * 4


def test_nothing_that_an_export_says_is_shown_but_as_text(client: store.Client) -> None:
    form = coder(client)
    kinds = {type(one) for one in inside(form.whole)}
    assert not kinds & {ipywidgets.HTML, ipywidgets.HTMLMath, ipywidgets.Output}
    said = {sheet.text for sheet in form.session.sheets.values()}
    assert not any("\u202e" in one for one in said)
    labels = [one.value for one in inside(form.whole) if isinstance(one, ipywidgets.Label)]
    assert not any("img" in one for one in labels)


def test_no_card_and_no_file_holds_a_word_of_a_message(desk: Any, client: store.Client) -> None:
    code_all(client, "ab", "3", "p")
    opened = desk()
    cards = (opened.cover(), opened.instructions(), opened.progress(), opened.confusion())
    said = "".join(map(html, cards)) + (client.folder / store.CODES).read_text("utf-8")
    for word in ("lundi", "Promo :", "alert", "Merci à"):
        assert word not in said


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("one\n\ttwo", "one\n\ttwo"),
        ("\u202eAnne\u200b\x07", "Anne"),
        ("👩\u200d👧", "👩\u200d👧"),
        (None, ""),
        ("a" * 9000, "a" * 4000),
    ],
)
def test_a_message_is_shown_whole_and_harmless(given: str | None, text: str) -> None:
    assert visible(given) == text


def test_without_messages_there_is_nothing_to_code(tmp_path: Path) -> None:
    made = pipeline.new_client(tmp_path, "void", name="Void", profile="sme", language="en")
    form = coder(made)
    assert form.told.value == Words("en").say("desk.label.nothing")


@each_language
def test_the_instructions_name_every_label_and_its_key(desk: Any, language: str) -> None:
    card = desk(language).instructions()
    assert card.table is not None
    assert len(card.table.rows) == 8
    keys = [row[2] for row in card.table.rows]
    assert len(set(keys[:6])) == 6
    assert len(set(keys[6:])) == 2
    assert "{" not in plain(card) + plain(desk(language).cover())


@pytest.mark.notebook
@each_language
def test_the_notebook_runs_to_its_end(client: store.Client, language: str) -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    cells[0].source = f'client = "acme"\nlanguage = "{language}"\nperiod = "all"'
    where = {"metadata": {"path": str(client.folder)}}
    NotebookClient(book, timeout=120, resources=where).execute()
    widget = "application/vnd.jupyter.widget-view+json"
    forms = [widget in cell.outputs[0]["data"] for cell in cells[2:]]
    assert forms.count(True) == 3
