"""The consultant's desk runs to its end in a notebook, in both languages."""

from pathlib import Path

import papermill
import pytest

from tests.views.sample import sample
from toolkit import pipeline, release
from toolkit.cards import CARD
from toolkit.wording import Words

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "4_voices.ipynb"
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.notebook
@pytest.mark.parametrize("language", ["en"])
def test_the_desk_opens_on_what_was_audited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    client = pipeline.new_client(tmp_path, "acme", name="Acme", language=language, profile="sme")
    found = sample()
    client.release.mkdir(exist_ok=True)
    (client.release / release.FACTS).write_bytes(release.encode(found.facts))
    (client.release / release.FINDINGS).write_bytes(release.encode(found.verdicts))
    monkeypatch.setenv("VIVEVOIX_ROOT", str(tmp_path))
    book = papermill.execute_notebook(
        str(NOTEBOOK),
        None,
        parameters={"client": "acme", "language": language, "period": "all"},
        kernel_name="python3",
        progress_bar=False,
    )
    cells = [cell for cell in book.cells if cell.cell_type == "code"][2:]
    shown = [cell.outputs[0]["data"] for cell in cells if cell.outputs]
    assert [WIDGET in data for data in shown].count(True) == 2
    titles = [data[CARD]["title"] for data in shown if CARD in data]
    words = Words(language)
    assert titles == [
        words.say("voices.desk"),
        words.say("section.recommendations.title"),
        words.say("programme.title"),
    ]
