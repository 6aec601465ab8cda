"""The documents say what the code does."""

import runpy
from pathlib import Path

HERE = Path(__file__).parent.parent


def test_the_catalogue_of_measures_is_what_make_docs_writes():
    written = runpy.run_path(str(HERE / ".ci" / "catalogue.py"))["catalogue"]()
    assert written == (HERE / "docs" / "measures.md").read_text(encoding="utf-8")


def test_the_list_of_platforms_is_what_make_docs_writes():
    written = runpy.run_path(str(HERE / ".ci" / "platforms.py"))["listed"]()
    assert written == (HERE / "docs" / "platforms.md").read_text(encoding="utf-8")
