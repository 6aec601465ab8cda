"""Every notebook is a set of calls: no output kept, no code to read."""

import ast
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
CODE = (
    ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.With, ast.Try, ast.ListComp
)


def code_cells(path):
    book = nbformat.read(path, as_version=4)
    return [cell for cell in book.cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert {path.stem for path in NOTEBOOKS} >= {"2_external", "3_internal", "audit"}


@every_notebook
def test_no_output_is_kept(path):
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@every_notebook
def test_the_first_cell_holds_exactly_the_agreed_parameters(path):
    first = code_cells(path)[0]
    names = [node.targets[0].id for node in ast.parse(first.source).body]
    assert first.metadata.tags == ["parameters"]
    assert names == ["client", "language", "period"]


@every_notebook
def test_a_cell_is_one_call(path):
    for cell in code_cells(path)[2:]:
        (statement,) = ast.parse(cell.source).body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Call)


@every_notebook
def test_no_cell_holds_logic(path):
    for cell in code_cells(path):
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not any(isinstance(node, CODE) for node in nodes)


@every_notebook
def test_a_notebook_is_written_as_nbformat_writes_it(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert path.read_text(encoding="utf-8") == nbformat.writes(book, indent=1) + "\n"


@every_notebook
def test_a_notebook_says_first_whose_numbers_it_shows(path):
    """The cover names the client, and says so where it is simulated.

    A notebook of the consultant's desk reads the vault and has a cover of its own.
    """
    wanted = "desk.cover()" if "desk = toolkit." in code_cells(path)[1].source else "show.cover()"
    assert code_cells(path)[2].source == wanted
