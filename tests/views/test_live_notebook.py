"""A notebook run by a real kernel gives the page that its cells promise."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.views.sample import calls, page, sample
from toolkit.release import FACTS, FINDINGS, encode
from toolkit.reports.html import compose
from toolkit.reports.notebooks import cleaned
from toolkit.wording import Words

OPENING = """from pathlib import Path
from toolkit.release import read
from toolkit.views.viewer import Viewer
from toolkit.wording import Words
show = Viewer(read(Path(".")), Words("fr"))"""


@pytest.mark.notebook
def test_the_page_of_a_real_run_is_the_page_that_was_promised(tmp_path):
    release = sample("fr")
    (tmp_path / FACTS).write_bytes(encode(release.facts))
    (tmp_path / FINDINGS).write_bytes(encode(release.verdicts))
    cells = [new_code_cell(OPENING), *(new_code_cell(call) for call in calls())]
    book = new_notebook(cells=cells)
    client = NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    assert nbformat.validate(book) is None
    assert compose(release, Words("fr"), cleaned(book)) == page("fr")
