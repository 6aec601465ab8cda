import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from toolkit import plugins
from toolkit.errors import VivevoixError

VOICES = """
from math import sqrt
from toolkit.results import Measures

def voices(messages) -> Measures:
    return ()

def _draft(messages) -> Measures:
    return ()

def count(messages) -> int:
    return 0
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "dropped_parts"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.startswith("dropped_parts")]:
        del sys.modules[name]


def _imported() -> ModuleType:
    return import_module("dropped_parts")


def _measures() -> object:
    return import_module("toolkit.results").Measures


def test_a_file_dropped_in_the_folder_is_found(package: Path) -> None:
    (package / "voices.py").write_text(VOICES)
    assert list(plugins.functions(_imported(), returning=_measures())) == ["voices"]


def test_only_what_says_that_it_returns_this_is_found(package: Path) -> None:
    (package / "voices.py").write_text(VOICES)
    assert list(plugins.functions(_imported(), returning=int)) == ["count"]


def test_what_a_module_borrows_is_not_its_own(package: Path) -> None:
    (package / "voices.py").write_text(VOICES)
    (package / "borrower.py").write_text("from dropped_parts.voices import voices\n")
    assert list(plugins.functions(_imported(), returning=_measures())) == ["voices"]


def test_modules_come_in_alphabetical_order_without_the_private_ones(package: Path) -> None:
    for name in ("voices", "_draft", "answers"):
        (package / f"{name}.py").write_text("")
    assert list(plugins.modules(_imported())) == ["answers", "voices"]


def test_two_parts_of_the_same_name_are_refused(package: Path) -> None:
    (package / "voices.py").write_text(VOICES)
    (package / "voices_again.py").write_text(VOICES)
    with pytest.raises(VivevoixError, match="voices"):
        plugins.functions(_imported(), returning=_measures())
