"""The intake tells the consultant what came in, in his language, and quotes nobody."""

import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import toolkit
from toolkit import pipeline
from toolkit.cards import CARD, Card, html, plain
from toolkit.desk.intake import Intake
from toolkit.desk.reasons import Reasons
from toolkit.wording import Words

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "1_intake.ipynb"
CALLS = (
    "cover", "passport", "sources", "timeline", "files", "refused", "granted", "absent",
    "not_measurable", "legal_gate",
)  # fmt: skip
Desk = Callable[[str], Intake]
HOSTILE = "<script>alert(1)</script>.doc"
SECRET = "zzSECRETzz"

each_language = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client who handed over a table with faults, a file nobody knows, and a silence."""
    client = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    lines = ["message_id,account_id,ts_utc,direction,text"]
    lines += [f"a{day},acme,2026-01-{day:02}T09:00:00Z,out,bonjour" for day in range(1, 29)]
    lines += [f"b{day},acme,2026-04-{day:02}T09:00:00Z,out,bonjour" for day in range(1, 29)]
    lines += [f"x,acme,{SECRET},out,{SECRET}"]
    (client.exports / "messages.csv").write_text("\n".join(lines), encoding="utf-8")
    (client.exports / HOSTILE.replace("/", "_")).write_text("?", encoding="utf-8")
    monkeypatch.setenv("VIVEVOIX_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def desk(root: Path) -> Callable[[str], Intake]:
    """Open the desk of that client in a language."""
    assert root.is_dir()
    return lambda language: toolkit.intake("acme", language)


def shown(desk: Intake) -> dict[str, Card]:
    return {name: getattr(desk, name)() for name in CALLS}


@each_language
def test_every_side_of_the_intake_is_said_in_the_language(desk: Desk, language: str) -> None:
    cards = shown(desk(language))
    words = Words(language)
    assert cards["cover"].title == "Acme"
    assert words.say("desk.intake.for_you") in cards["cover"].notes
    marks = [row[0][0] for row in cards["passport"].table.rows]
    assert marks == sorted(marks, key="■▲●".index)
    assert set(marks) >= {"▲", "●"}
    assert "{" not in "".join(map(plain, cards.values()))
    assert all(card.title for card in cards.values())


@each_language
def test_a_fault_is_said_with_its_place_and_never_with_what_it_says(
    desk: Desk, language: str
) -> None:
    opened = desk(language)
    assert "messages.csv[56]" in plain(opened.refused())
    assert SECRET not in "".join(plain(card) + html(card) for card in shown(opened).values())


def test_a_silence_is_drawn_and_dated(desk: Desk) -> None:
    card = desk("en").timeline()
    assert card.picture is not None
    assert card.picture.svg.startswith("<svg")
    (row,) = card.table.rows
    assert row[1:] == ("29 January 2026 to 31 March 2026", "62\u00a0d")


def test_names_of_files_cannot_run(desk: Desk) -> None:
    card = desk("fr").files()
    assert "<script>" in plain(card)
    assert "<script>" not in html(card)


def test_what_cannot_be_measured_says_why_and_is_no_zero(desk: Desk) -> None:
    card = desk("en").not_measurable()
    (unanswered,) = (
        row for row in card.table.rows if row[0] == Words("en").say("reason.no_inbound")
    )
    assert Words("en").say("measure.answered_72h_fr.label") in unanswered[2]
    assert "0" not in {row[1] for row in card.table.rows}


def test_the_gate_lists_what_is_missing(desk: Desk) -> None:
    card = desk("en").legal_gate()
    assert card.level == "risk"
    assert any("dpia_done_on" in said for said in card.facts[0].said)


@each_language
def test_every_reason_that_the_wording_knows_is_said_with_its_blanks(language: str) -> None:
    reasons = Reasons(Words(language))
    assert "ts" in reasons.say("ts is no time")
    assert "7" in reasons.say("columns that are not agreed: 7")
    assert reasons.knows("not JSON")
    assert not reasons.knows("never heard of")
    assert reasons.say("never heard of") == "never heard of"


@pytest.mark.notebook
@each_language
def test_the_notebook_runs_to_its_end(root: Path, language: str) -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    parameters = f'client = "acme"\nlanguage = "{language}"\nperiod = "all"'
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    cells[0].source = parameters
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(root)}}).execute()
    shows = [cell.outputs[0]["data"] for cell in cells[2:]]
    said = [data[CARD]["title"] for data in shows if CARD in data]
    assert len(said) == len(CALLS) == len(shows) - 1  # one is a form, to tell columns
    assert said[1] == Words(language).say("desk.intake.passport")
    assert os.environ["VIVEVOIX_ROOT"] == str(root)
