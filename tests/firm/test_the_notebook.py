"""The notebook of the brief runs to its end for a client that handed over nothing."""

from datetime import date
from pathlib import Path

import papermill
import pytest

from tests.firm.houses import NO_TIME
from toolkit import pipeline
from toolkit.cards import CARD
from toolkit.firm.kept import FIRM, Answers, changed, written
from toolkit.firm.words import FirmWords

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "5_sme_brief.ipynb"
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.notebook
def test_the_notebook_runs_with_parameters_and_without_an_export(tmp_path, monkeypatch) -> None:
    client = pipeline.new_client(tmp_path, "quatre", name="Quatre", language="en", profile="sme")
    answers = changed(Answers(), NO_TIME, date(2026, 11, 24))
    (client.folder / FIRM).write_text(written(answers, "answers"), encoding="utf-8")
    monkeypatch.setenv("VIVEVOIX_ROOT", str(tmp_path))
    book = papermill.execute_notebook(
        str(NOTEBOOK),
        None,
        parameters={"client": "quatre", "language": "en", "period": "all"},
        kernel_name="python3",
        progress_bar=False,
    )
    cells = [cell for cell in book.cells if cell.cell_type == "code"][3:]  # the shown ones
    shown = [cell.outputs[0]["data"] for cell in cells]
    assert [WIDGET in data for data in shown].count(True) == 1
    titles = [data[CARD]["title"] for data in shown if CARD in data]
    assert len(titles) == len(shown) - 1
    assert FirmWords("en").firm("outcome.not_going.title") in titles
    assert (client.reports / "brief-en.html").is_file()
    assert not client.vault.exists()
